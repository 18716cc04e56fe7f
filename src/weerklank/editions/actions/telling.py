"""Messages about the day: noted in the same step as what they tell, sent later, each once."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from weerklank.editions.door import day_before
from weerklank.editions.letters import TRUE_IN, Kind, letter
from weerklank.editions.lifecycle import AttendanceState
from weerklank.editions.links import digest_of, own_secret
from weerklank.editions.models import AttendanceMessage, Attendee

log = logging.getLogger(__name__)

MOST_TRIES = 10
# longer than any mail server may take: whoever took a message so long ago is no longer there
_FIRST_PAUSE = timedelta(minutes=15)
_LONGEST_PAUSE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round did."""

    sent: int = 0
    later: int = 0
    given_up: int = 0
    untrue: int = 0


def tell(*, attendee: Attendee, kind: str, now: datetime) -> None:
    """Notes that a message must go; nothing to somebody without an address, and the same one once as long as it waits."""
    if attendee.email and not attendee.messages.filter(kind=kind, sent_on=None, tries__lt=MOST_TRIES).exists():
        attendee.messages.create(kind=kind, made_on=timezone.localdate(now))


@transaction.atomic
def remind(*, now: datetime) -> int:
    """A message to everybody whose day it is tomorrow; asked twice it is still one."""
    tomorrow = day_before(timezone.localdate(now))
    coming = Attendee.objects.filter(state=AttendanceState.CONFIRMED, registration__edition__date=tomorrow)
    left = list(coming.exclude(messages__kind=Kind.DAY_BEFORE).exclude(email=""))
    for row in left:
        tell(attendee=row, kind=Kind.DAY_BEFORE, now=now)
    return len(left)


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: longer each time."""
    return min(_FIRST_PAUSE * (1 << max(0, tries - 1)), _LONGEST_PAUSE)


def send_waiting(*, now: datetime, mail_server: BaseEmailBackend | None = None) -> Sent:
    """Sends what waits. Each message is taken before it is given away, so that no second worker sends it too."""
    server = mail_server or get_connection()
    sent = later = given_up = untrue = 0
    waiting = AttendanceMessage.objects.filter(sent_on=None, tries__lt=MOST_TRIES).filter(
        Q(not_before=None) | Q(not_before__lte=now)
    )
    for pk, tries in list(waiting.values_list("pk", "tries")):
        message = _taken(pk, tries, now)
        if message is None:
            continue
        if message.attendee.state not in TRUE_IN.get(message.kind, ()) or not message.attendee.email:
            message.delete()
            untrue += 1
            continue
        try:
            server.send_messages([_mail(message)])
        except Exception as error:  # noqa: BLE001  (see below)
            # whatever the server or the network says: this message waits, the others go on
            log.warning("message %s about the day could not be sent: %s", message.pk, type(error).__name__)
            given_up += message.tries >= MOST_TRIES
            later += message.tries < MOST_TRIES
        else:
            AttendanceMessage.objects.filter(pk=message.pk).update(sent_on=timezone.localdate(now), not_before=None)
            sent += 1
    return Sent(sent, later, given_up, untrue)


def _taken(pk: int, tries: int, now: datetime) -> AttendanceMessage | None:
    """This message, if nobody else took it: whoever is killed before it went leaves it for after the pause."""
    mine = AttendanceMessage.objects.filter(pk=pk, sent_on=None, tries=tries).update(
        tries=F("tries") + 1, not_before=now + pause(tries + 1)
    )
    if not mine:
        return None
    known = AttendanceMessage.objects.select_related("attendee__registration__edition")
    return known.filter(pk=pk).first()


def _mail(message: AttendanceMessage) -> EmailMessage:
    row = message.attendee
    written = letter(row, message.kind)
    if row.secret_digest != digest_of(own_secret(row.pk)):
        # the row came from elsewhere, or our key changed: the link in this message must open it
        Attendee.objects.filter(pk=row.pk).update(secret_digest=digest_of(own_secret(row.pk)))
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(written.subject, written.body, settings.DEFAULT_FROM_EMAIL, [row.email], headers=headers)
