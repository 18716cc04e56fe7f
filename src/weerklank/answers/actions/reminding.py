"""Reminders of a term at half, three quarters, nine tenths and the end: to who writes and to who approves, each once."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Handover
from weerklank.answers.actions.judging import DAYS_TO_CLARIFY
from weerklank.answers.lifecycle import OPEN_STATES, AddresseeState
from weerklank.answers.models import REMINDED_AT, Addressee, Reminder, Transfer, TransferState
from weerklank.answers.queries import desk
from weerklank.answers.reminder_letters import letter
from weerklank.editions.lifecycle import EditionState

log = logging.getLogger(__name__)

MOST_TRIES = 10
_FIRST_PAUSE = timedelta(minutes=15)
_LONGEST_PAUSE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an addressee that runs: from the day it began to its last day."""

    began: date
    ends: date

    def reached(self, today: date) -> int:
        """The last moment that is past, in hundredths of the term; 0 where none is."""
        whole, gone = (self.ends - self.began).days, (today - self.began).days
        past = [percent for percent in REMINDED_AT if whole > 0 and gone * 100 >= whole * percent]
        return max(past, default=0)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round did."""

    noted: int = 0
    sent: int = 0
    later: int = 0
    given_up: int = 0

    @property
    def told(self) -> str:
        said = (
            (self.sent, "verstuurd"),
            (self.later, "nog niet gelukt, straks weer"),
            (self.given_up, "opgegeven"),
        )
        return ", ".join(f"{count} {what}" for count, what in said if count)


def term_of(addressee: Addressee) -> Term | None:
    """The term that runs now, also where it was made longer or where it is the one to explain in."""
    if addressee.state == AddresseeState.CLARIFICATION_DUE and addressee.clarification_due_on:
        ends = addressee.clarification_due_on
        return Term(ends - timedelta(days=DAYS_TO_CLARIFY), ends)
    if addressee.state not in OPEN_STATES or addressee.term is None or addressee.due_on is None:
        return None
    return Term(_began(addressee, addressee.due_on), addressee.term)


def _began(addressee: Addressee, due: date) -> date:
    if addressee.by_transfer:
        taken = Transfer.objects.filter(
            to=addressee.organisation_id, part__advice=addressee.advice_id, state=TransferState.ACCEPTED
        )
        days = [day for day in taken.values_list("settled_on", flat=True) if day]
        if days:
            return min(days)
    handed = Handover.objects.filter(edition=addressee.advice.edition_id).values_list("date", flat=True).first()
    return handed or due - timedelta(days=addressee.edition.answer_term_days or 0)


def work(*, now: datetime, mail_server: BaseEmailBackend | None = None) -> Sent:
    """One round: note who must be reminded, and send it. Again at once does nothing more."""
    noted = note(now=now)
    sent = send_waiting(now=now, mail_server=mail_server)
    return Sent(noted, sent.sent, sent.later, sent.given_up)


def note(*, now: datetime) -> int:
    """Notes every reminder whose moment came. What was said of a term is never said again, whatever the clock does."""
    today = timezone.localdate(now)
    running = Addressee.objects.filter(
        state__in=(*OPEN_STATES, AddresseeState.CLARIFICATION_DUE),
        due_on__isnull=False,
        advice__state__in=PUBLIC_STATES,
    ).exclude(advice__edition__state=EditionState.CLOSED)
    return sum(_note(one, today) for one in running.select_related("advice__edition", "organisation"))


@transaction.atomic
def _note(addressee: Addressee, today: date) -> int:
    term = term_of(addressee)
    percent = term.reached(today) if term else 0
    if term is None or not percent or addressee.reminders.filter(term=term.ends, percent__gte=percent).exists():
        return 0
    heads = set(desk.heads(addressee))
    people = sorted({*desk.officials(addressee), *heads}, key=lambda account: account.pk)
    rows = [
        Reminder(
            addressee=addressee,
            account=account,
            term=term.ends,
            percent=percent,
            as_head=account in heads,
            made_on=today,
        )
        for account in people
    ]
    # two programs that note in one moment note it once: the key of the row says so
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: longer each time."""
    return min(_FIRST_PAUSE * (1 << max(0, tries - 1)), _LONGEST_PAUSE)


def send_waiting(*, now: datetime, mail_server: BaseEmailBackend | None = None) -> Sent:
    """Sends what waits. Each is taken before it is given away, so that no second program sends it too."""
    server = mail_server or get_connection()
    sent = later = given_up = 0
    # what is made up for a demonstration has made-up mailboxes
    waiting = Reminder.objects.filter(sent_on=None, tries__lt=MOST_TRIES, account__is_demonstration=False)
    waiting = waiting.filter(Q(not_before=None) | Q(not_before__lte=now))
    for pk, tries in list(waiting.order_by("pk").values_list("pk", "tries")):
        reminder = _taken(pk, tries, now)
        if reminder is None:
            continue
        if not _still_true(reminder):
            reminder.delete()
            continue
        try:
            server.send_messages([_mail(reminder, timezone.localdate(now))])
        except Exception as error:  # noqa: BLE001  (see below)
            # whatever the server or the network says: this one waits, the others go on
            log.warning("reminder %s could not be sent: %s", reminder.pk, type(error).__name__)
            given_up += reminder.tries >= MOST_TRIES
            later += reminder.tries < MOST_TRIES
        else:
            Reminder.objects.filter(pk=reminder.pk).update(sent_on=timezone.localdate(now), not_before=None)
            sent += 1
    return Sent(0, sent, later, given_up)


def _taken(pk: int, tries: int, now: datetime) -> Reminder | None:
    """This one, if nobody else took it: whoever is killed before it went leaves it for after the pause."""
    mine = Reminder.objects.filter(pk=pk, sent_on=None, tries=tries).update(
        tries=F("tries") + 1, not_before=now + pause(tries + 1)
    )
    if not mine:
        return None
    known = Reminder.objects.select_related("addressee__advice__edition", "addressee__organisation", "account")
    return known.filter(pk=pk).first()


def _still_true(reminder: Reminder) -> bool:
    """Nobody is reminded of what was answered, of a term that became another one, or of another ministry's work."""
    term = term_of(reminder.addressee)
    if term is None or term.ends != reminder.term:
        return False
    people: tuple[Account, ...] = (*desk.officials(reminder.addressee), *desk.heads(reminder.addressee))
    return reminder.account in people


def _mail(reminder: Reminder, today: date) -> EmailMessage:
    written = letter(reminder, desk.officials(reminder.addressee), today=today, site=settings.SITE)
    headers = {"Auto-Submitted": "auto-generated"}
    to = [reminder.account.email]
    return EmailMessage(written.subject, written.body, settings.DEFAULT_FROM_EMAIL, to, headers=headers)
