"""What an organiser writes down for somebody: a yes that a guardian gave on paper, a name or an address that was wrong.

The log says that it was done and which fields changed, never what stands in them.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.actions import attending
from weerklank.editions.actions.attendees import both_held
from weerklank.editions.actions.telling import tell
from weerklank.editions.door import may_still_change
from weerklank.editions.letters import Kind
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.models import Attendee
from weerklank.moves import Refusal

# with the words of the page, in which the log says what changed
FIELDS = {
    "name": "naam",
    "badge_name": "naam op de badge",
    "email": "e-mailadres",
    "phone": "telefoonnummer",
    "organisation_name": "namens wie",
    "guardian_name": "naam van de ouder of voogd",
    "guardian_phone": "telefoonnummer van de ouder of voogd",
}
TOLD_AGAIN = {
    A.INVITED: Kind.INVITED,
    A.REGISTERED: Kind.REGISTERED,
    A.CONSENT_PENDING: Kind.CONSENT,
    A.WAITING: Kind.WAITING,
    A.CONFIRMED: Kind.CONFIRMED,
}


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the paper that a guardian and a child signed."""

    guardian_name: str
    guardian_phone: str
    seen_on: date
    photo_self: bool | None = None
    photo_guardian: bool | None = None


@transaction.atomic
def record_consent(*, attendee_id: uuid.UUID, paper: Paper, by: Account, now: datetime) -> Attendee:
    """Somebody saw the paper on which a guardian said yes; from there it goes as if the guardian had said it here."""
    _, row = both_held(attendee_id)
    if not row.is_under_16:
        raise Refusal("Deze persoon is zestien of ouder. Daar hoort geen toestemming van een ouder of voogd bij.")
    if paper.seen_on > timezone.localdate(now):
        raise Refusal("Deze dag moet nog komen. Vul in wanneer u het papier zag.", field="seen_on")
    if row.state == A.INVITED:
        raise Refusal("Deze persoon is uitgenodigd en zei nog niet te komen. Laat het eerst aanmelden.")
    if row.state not in attending.ACTIVE:
        raise Refusal(f"Dit kan nu niet: de stand is ‘{row.get_state_display()}’.")
    row = attending.agree(
        attendee=row,
        guardian_name=paper.guardian_name,
        guardian_phone=paper.guardian_phone,
        photo=paper.photo_guardian,
        now=now,
    )
    row.photo_self, row.consent_seen_by, row.consent_seen_on = paper.photo_self, by, paper.seen_on
    row.save(update_fields=["photo_self", "consent_seen_by", "consent_seen_on"])
    audit.record(action="attendee.consent_seen", obj=row, by=by, now=now, note=f"Gezien op {paper.seen_on:%d-%m-%Y}.")
    return row


@dataclass(frozen=True, slots=True)
class Details:
    """A name and where somebody can be reached, as they should have been."""

    name: str
    badge_name: str
    email: str
    phone: str
    organisation_name: str
    guardian_name: str
    guardian_phone: str


@transaction.atomic
def correct(*, attendee_id: uuid.UUID, details: Details, by: Account, now: datetime) -> Attendee:
    """Puts right what was typed wrong; with another address the message goes again, for the old one was never read."""
    registration, row = both_held(attendee_id)
    if not may_still_change(registration, timezone.localdate(now)):
        raise Refusal("Dit kan niet meer: de dag is geweest, of nog niet bekend.")
    same = registration.attendees.filter(name__iexact=details.name, email__iexact=details.email)
    if details.email and same.exclude(pk=row.pk).exclude(state=A.CANCELLED).exists():
        raise Refusal("Iemand met deze naam en dit e-mailadres staat al op de lijst.", field="name")
    if row.email and not details.email:
        raise Refusal("Zonder e-mailadres hoort deze persoon niets meer. Vul er een in.", field="email")
    changed = [one.name for one in fields(Details) if getattr(row, one.name) != getattr(details, one.name)]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, getattr(details, name))
    row.save(update_fields=changed)
    told = ", ".join(FIELDS[name] for name in changed)
    audit.record(action="attendee.corrected", obj=row, by=by, now=now, note=f"Verbeterd: {told}.")
    if "email" in changed and row.state in TOLD_AGAIN:
        tell(attendee=row, kind=TOLD_AGAIN[A(row.state)], now=now)
    return row
