"""Mail about a kept list: asked, confirmed from that mailbox, told in digests, and left with one click.

Nothing of this stands in the log: an address is nobody's business but its owner's.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from weerklank.audit.models import AuditEvent
from weerklank.briefings.models import NeverAgain, Outbox, SavedView, Subscription
from weerklank.moves import Refusal

log = logging.getLogger(__name__)

LANGUAGES = ("nl", "en")
FREQUENCIES = ("daily", "weekly")
UNCONFIRMED_DAYS = 7
POST_KEPT_DAYS = 30
# a script that asks for others is stopped, and an hour later everybody can ask again
MOST_ASKED_AN_HOUR = 60
MOST_TRIES = 10
# as long as somebody leaves a page open before they decide
VISIT_LASTS = timedelta(hours=12)
_VISITS = TimestampSigner(salt="weerklank.alerts.visit")
_FIRST_PAUSE = timedelta(minutes=2)
_LONGEST_PAUSE = timedelta(hours=12)
# longer than any mail server may take: whoever claimed a mail so long ago is no longer there
_ABANDONED_AFTER = timedelta(minutes=15)


# --- Asking, confirming, leaving ---------------------------------------------------------------------------------------


def secret_of(row: Subscription) -> str:
    """What stands in the links of the mails: made from the row and our key, so that the database alone gives no link."""
    said = f"{row.view.key}|{row.email}|{row.asked_at.astimezone(UTC).isoformat()}"
    return salted_hmac("weerklank.alerts", said, algorithm="sha256").hexdigest()[:40]


def mailbox_of(address: str) -> str:
    """Where it arrives: what stands behind a plus is one mailbox with many names."""
    name, _, host = address.rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def find(secret: str) -> Subscription | None:
    """The subscription that this secret opens."""
    return Subscription.objects.select_related("view").filter(key=digest_of(secret)).first()


def prefix_of(language: str) -> str:
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


def manage_url(row: Subscription, frequency: str = "") -> str:
    asked = f"?hoe={frequency}" if frequency else ""
    return f"{settings.SITE}{prefix_of(row.language)}/post/{secret_of(row)}/{asked}"


def leave_url(row: Subscription) -> str:
    return f"{settings.SITE}{prefix_of(row.language)}/post/{secret_of(row)}/af/"


def never_url(row: Subscription) -> str:
    return f"{settings.SITE}{prefix_of(row.language)}/post/{secret_of(row)}/nooit/"


def mark_of(address: str) -> str:
    """What is kept of a mailbox that wants no mail: whoever has the database but not our key cannot try addresses."""
    said = mailbox_of(address.strip().lower())
    return salted_hmac("weerklank.never", said, algorithm="sha256").hexdigest()


@transaction.atomic
def never(*, secret: str) -> bool:
    """One click: every list lets this mailbox go, and nobody can ask for it again."""
    row = find(secret)
    if row is None:
        return False
    NeverAgain.objects.get_or_create(mark=mark_of(row.email))
    box = mailbox_of(row.email)
    same = [one.pk for one in Subscription.objects.only("email") if mailbox_of(one.email) == box]
    Subscription.objects.filter(pk__in=same).delete()
    return True


def visit_token() -> str:
    """What a form carries: that we gave it out, a while ago at most. It says nothing of who got it."""
    return _VISITS.sign(secrets.token_urlsafe(9))


def visit_of(token: str) -> str:
    """The visit that a form belongs to; nothing where we did not give it out, or too long ago."""
    try:
        return _VISITS.unsign(token[:200], max_age=VISIT_LASTS)
    except BadSignature:
        return ""


@transaction.atomic
def ask(*, view: SavedView, email: str, frequency: str, language: str, now: datetime, visit: str = "") -> None:
    """One mail to this mailbox, at most one a day, whatever it is subscribed to; the asker is told the same always.

    One visit asks for one mail: who wants to fill mailboxes has to open a page for each, and no address of theirs is kept.
    """
    address = email.strip().lower()
    if frequency not in FREQUENCIES:
        raise Refusal("Kies elke dag of elke week.", field="frequency")
    if visit and Outbox.objects.filter(once=f"confirm:{visit}").exists():
        raise Refusal("Vanaf deze bladzijde is al post gevraagd. Druk nog een keer; dan telt het als een nieuwe vraag.")
    recent = Outbox.objects.filter(kind="confirm", made_at__gt=now - timedelta(days=1))
    if recent.filter(made_at__gt=now - timedelta(hours=1)).count() >= MOST_ASKED_AN_HOUR:
        raise Refusal(
            "Nu vragen heel veel mensen tegelijk om post. Probeer het over een uur nog eens, of volg de feed."
        )
    if mailbox_of(address) in {mailbox_of(to) for to in recent.values_list("to", flat=True)}:
        return
    # told the same as everybody: the answer must not say who is on the list
    if NeverAgain.objects.filter(mark=mark_of(address)).exists():
        return
    language = language if language in LANGUAGES else "en"
    row = Subscription.objects.select_for_update().filter(view=view, email=address).first()
    if row is None:
        row = Subscription(view=view, email=address, frequency=frequency)
    if row.confirmed_on is None:
        # asked again is still the same asking: the days until the address is erased do not begin anew
        row.asked_at = row.asked_at or now
        row.frequency, row.language = frequency, language
        row.key = digest_of(secret_of(row))
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            # pressed twice at once: the other press asks the same
            return
    _confirmation(row, frequency, now, visit)


def _confirmation(row: Subscription, frequency: str, now: datetime, visit: str) -> None:
    """Names the list by its address alone: what others typed must not reach a mailbox that did not ask."""
    with override(row.language):
        how = _("elke dag") if frequency == "daily" else _("elke week")
        body = _(
            "Iemand, waarschijnlijk u, vroeg om {how} post over wat er verandert in deze lijst van Weerklank:\n"
            "{view}\n\n"
            "Wilt u dat? Open dan deze link en druk op de knop:\n{confirm}\n\n"
            "Wilt u dat niet, of was u het niet? Doe dan niets. Na {days} dagen wissen we uw adres.\n"
        ).format(
            how=how,
            view=f"{settings.SITE}{prefix_of(row.language)}{row.view.get_absolute_url()}",
            confirm=manage_url(row, frequency),
            days=UNCONFIRMED_DAYS,
        )
        body += "\n" + _("Nooit meer post van ons, wie er ook om vraagt: {link}").format(link=never_url(row)) + "\n"
        subject = _("Wilt u post van Weerklank? Bevestig het even")
    Outbox.objects.create(
        subscription=row,
        kind="confirm",
        to=row.email,
        subject=subject,
        body=body,
        once=f"confirm:{visit or f'{row.pk}:{now.isoformat()}'}"[:120],
        made_at=now,
        not_before=now,
    )


@transaction.atomic
def confirm(*, secret: str, frequency: str, now: datetime) -> Subscription:
    """From that mailbox: from now on changes are told, and none of before."""
    row = Subscription.objects.select_for_update().filter(key=digest_of(secret)).first()
    if row is None:
        raise Refusal("Deze link werkt niet meer. Vraag de post opnieuw aan bij de lijst zelf.")
    if row.confirmed_on is None:
        row.confirmed_on = timezone.localdate(now)
        row.seen_until = AuditEvent.objects.aggregate(last=models.Max("pk"))["last"] or 0
    if frequency in FREQUENCIES:
        row.frequency = frequency
    row.save()
    return row


@transaction.atomic
def leave(*, secret: str) -> bool:
    """One click: the address goes, and every mail that still waited with it."""
    gone, _kinds = Subscription.objects.filter(key=digest_of(secret)).delete()
    return bool(gone)


@transaction.atomic
def erase_unconfirmed(*, now: datetime) -> int:
    """Forgets who never confirmed, and the mails that went long ago."""
    Outbox.objects.filter(made_at__lt=now - timedelta(days=POST_KEPT_DAYS)).exclude(
        sent_at=None, claimed_at=None, subscription__isnull=False
    ).delete()
    waiting = Subscription.objects.filter(confirmed_on=None, asked_at__lt=now - timedelta(days=UNCONFIRMED_DAYS))
    count = waiting.count()
    waiting.delete()
    return count


# --- Digests -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Digest:
    """What one subscriber is told: the words, and up to which event of the log they go."""

    subject: str
    body: str
    until: int


@transaction.atomic
def write_digest(*, subscription: Subscription, digest: Digest, now: datetime) -> Outbox | None:
    """The mail and how far it tells, in one step: neither stands without the other. None where it stood already."""
    row = Subscription.objects.select_for_update().filter(pk=subscription.pk).exclude(confirmed_on=None).first()
    if row is None or row.seen_until != subscription.seen_until:
        return None
    written, fresh = Outbox.objects.get_or_create(
        once=f"digest:{row.pk}:{row.seen_until}-{digest.until}",
        defaults={
            "subscription": row,
            "kind": "digest",
            "to": row.email,
            "subject": digest.subject[:200],
            "body": digest.body,
            "unsubscribe_url": leave_url(row),
            "made_at": now,
            "not_before": now,
            "since": row.seen_until,
        },
    )
    if not fresh:
        return None
    row.seen_until, row.last_sent_on = digest.until, timezone.localdate(now)
    row.save(update_fields=["seen_until", "last_sent_on"])
    return written


# --- Sending -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round did."""

    sent: int
    later: int
    given_up: int


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: longer each time."""
    return min(_FIRST_PAUSE * (1 << max(0, tries - 1)), _LONGEST_PAUSE)


def send_waiting(*, now: datetime, mail_server: BaseEmailBackend | None = None) -> Sent:
    """Sends what waits. A mail is claimed before it is given away, so that no second worker and no second run sends it."""
    given_up = _abandoned(now)
    sent = later = 0
    server = mail_server or get_connection()
    waiting = Outbox.objects.filter(sent_at=None, claimed_at=None, not_before__lte=now).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        mail = _claimed(pk, now)
        if mail is None:
            continue
        try:
            server.send_messages([_message(mail)])
        except Exception as error:  # noqa: BLE001  (see below)
            # whatever the server or the network says: this mail waits, the others go on
            log.warning("mail %s could not be sent: %s", mail.pk, type(error).__name__)
            if mail.tries >= MOST_TRIES:
                given_up += _give_up(mail)
            else:
                Outbox.objects.filter(pk=mail.pk).update(claimed_at=None, not_before=now + pause(mail.tries))
                later += 1
        else:
            # what it said is not kept: it stands on the pages
            Outbox.objects.filter(pk=mail.pk).update(sent_at=now, body="", unsubscribe_url="")
            sent += 1
    return Sent(sent, later, given_up)


def _claimed(pk: int, now: datetime) -> Outbox | None:
    """This mail, if nobody else took it and its subscriber is still there."""
    mine = Outbox.objects.filter(pk=pk, sent_at=None, claimed_at=None).update(
        claimed_at=now, tries=models.F("tries") + 1
    )
    return Outbox.objects.filter(pk=pk).first() if mine else None


def _message(mail: Outbox) -> EmailMessage:
    host = settings.SITE.partition("://")[2].partition("/")[0].partition(":")[0] or "weerklank.invalid"
    headers = {
        "Message-ID": f"<{hashlib.sha256(mail.once.encode()).hexdigest()[:32]}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    if mail.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    subject = " ".join(mail.subject.split())
    return EmailMessage(subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=headers)


def _abandoned(now: datetime) -> int:
    """Mails whose worker was gone before it could say whether they went."""
    unsure = Outbox.objects.filter(sent_at=None, claimed_at__lt=now - _ABANDONED_AFTER).exclude(body="")
    return sum(_give_up(mail) for mail in unsure)


@transaction.atomic
def _give_up(mail: Outbox) -> int:
    """The same mail never goes twice: what it told is told again by the next one, with what came since."""
    Outbox.objects.filter(pk=mail.pk).update(body="", unsubscribe_url="")
    if mail.kind == "digest" and mail.subscription:
        later = Subscription.objects.filter(pk=mail.subscription.pk, seen_until__gt=mail.since)
        later.update(seen_until=mail.since, last_sent_on=None)
    return 1
