"""What an organiser does about somebody who comes to the day. The log names the registration by its key, never the person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions import turns
from weerklank.editions.actions.line import held, is_drawn, last_in_line, next_in_line, places_left
from weerklank.editions.actions.telling import tell
from weerklank.editions.door import may_still_change
from weerklank.editions.letters import Kind
from weerklank.editions.lifecycle import ATTENDANCE
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.links import digest_of, own_secret
from weerklank.editions.models import YOUNG_ROLES, Attendee, Bond, BondKind, Choosing, DayRegistration, ParticipantRole
from weerklank.moves import Refusal

# a choice and not a sentence: what is typed about somebody would stay in the log when everything else is forgotten
WHY_CANCELLED = {
    "asked": "op eigen verzoek",
    "guardian": "de ouder of voogd wil het niet",
    "double": "stond er twee keer in",
    "unreachable": "niet te bereiken",
    "other": "een andere reden",
}
GONE = "Deze aanmelding is er niet meer. Ga terug naar de lijst."


def both_held(attendee_id: uuid.UUID) -> tuple[DayRegistration, Attendee]:
    """The registration and then the row, both held, in the order in which everybody holds them."""
    of = Attendee.objects.filter(pk=attendee_id).values_list("registration_id", flat=True).first()
    if of is None:
        raise Refusal(GONE)
    registration = held(of)
    row = Attendee.objects.select_for_update(of=("self",)).filter(pk=attendee_id).first()
    if row is None:
        raise Refusal(GONE)
    row.registration = registration
    return registration, row


def _moves(row: Attendee, move: str, *, by: Account, now: datetime, action: str, note: str = "") -> None:
    row.state = turns.after(ATTENDANCE, row, move, state=row.state, action=action)
    row.save(update_fields=["state"])
    audit.record(action=action, obj=row, by=by, now=now, note=note)


def _not_over(registration: DayRegistration, now: datetime) -> None:
    if not may_still_change(registration, timezone.localdate(now)):
        raise Refusal("Dit kan niet meer: de dag is geweest, of nog niet bekend.")


@transaction.atomic
def confirm(*, attendee_id: uuid.UUID, by: Account, now: datetime) -> Attendee:
    """The organiser gives somebody a place, before whoever stands earlier in the line."""
    registration, row = both_held(attendee_id)
    _not_over(registration, now)
    if row.is_under_16 and row.guardian_agreed_on is None:
        raise Refusal("Wie jonger is dan zestien komt pas als een ouder of voogd ja heeft gezegd. Dat is er nog niet.")
    target = turns.after(ATTENDANCE, row, "confirm", state=row.state, action="attendee.confirmed")
    if places_left(registration, row.role) == 0:
        raise Refusal(
            f"Alle plaatsen voor de rol ‘{row.get_role_display()}’ zijn bezet. Meld eerst iemand af, of maak bij de "
            "instellingen meer plaatsen."
        )
    kind = Kind.PLACE_FREE if row.state == A.WAITING else Kind.CONFIRMED
    row.state = target
    row.save(update_fields=["state"])
    audit.record(action="attendee.confirmed", obj=row, by=by, now=now)
    tell(attendee=row, kind=kind, now=now)
    return row


@transaction.atomic
def cancel(*, attendee_id: uuid.UUID, why: str, by: Account, now: datetime) -> Attendee:
    """The organiser takes somebody off the list; the place goes to who is next."""
    registration, row = both_held(attendee_id)
    if why not in WHY_CANCELLED:
        raise Refusal("Kies waarom.", field="why")
    _not_over(registration, now)
    _moves(row, "cancel", by=by, now=now, action="attendee.cancelled", note=f"Reden: {WHY_CANCELLED[why]}.")
    tell(attendee=row, kind=Kind.CANCELLED, now=now)
    next_in_line(registration_id=registration.pk, role=row.role, now=now)
    return row


@transaction.atomic
def come_back(*, attendee_id: uuid.UUID, by: Account, now: datetime) -> Attendee:
    """Somebody who was taken off the list comes after all, at the end of the line."""
    registration, row = both_held(attendee_id)
    _not_over(registration, now)
    _moves(row, "come_back", by=by, now=now, action="attendee.came_back")
    row.place_in_line = last_in_line(registration)
    row.save(update_fields=["place_in_line"])
    if row.is_under_16 and row.guardian_agreed_on is None:
        return _put(row, "ask_consent", Kind.CONSENT, now)
    if registration.choosing == Choosing.LOTTERY and not is_drawn(registration):
        tell(attendee=row, kind=Kind.REGISTERED, now=now)
        return row
    next_in_line(registration_id=registration.pk, role=row.role, now=now)
    row.refresh_from_db(fields=["state"])
    return row if row.state == A.CONFIRMED else _put(row, "wait", Kind.WAITING, now)


def _put(row: Attendee, move: str, kind: str, now: datetime) -> Attendee:
    row.state = ATTENDANCE.after(row.state, move)
    row.save(update_fields=["state"])
    tell(attendee=row, kind=kind, now=now)
    return row


@transaction.atomic
def fill_places(*, registration_id: int, by: Account, now: datetime) -> int:
    """Every free place goes to who came first, for each role; says how many people got one."""
    registration = held(registration_id)
    if registration.choosing == Choosing.LOTTERY:
        raise Refusal("Voor deze dag wordt geloot. Wie een plaats krijgt, zegt de loting.")
    _not_over(registration, now)
    given = sum(len(next_in_line(registration_id=registration.pk, role=role, now=now)) for role in ParticipantRole)
    if given:
        audit.record(
            action="attendees.placed", obj=registration, by=by, now=now, note=f"{given} mensen kregen een plaats."
        )
    return given


@transaction.atomic
def answer_needs(*, attendee_id: uuid.UUID, words: str, by: Account, now: datetime) -> Attendee:
    """The organiser says what will be arranged for somebody; that person is told."""
    _, row = both_held(attendee_id)
    if not row.needs:
        raise Refusal("Deze persoon vroeg niets. Er valt niets te beantwoorden.", field="needs_met")
    if not words.strip():
        raise Refusal("Schrijf wat u regelt, of dat het niet lukt en wat er wel kan.", field="needs_met")
    if row.state == A.CANCELLED:
        raise Refusal("Deze persoon is afgemeld en krijgt geen bericht meer.", field="needs_met")
    if row.needs_met == words and row.needs_confirmed_on:
        return row
    row.needs_met, row.needs_confirmed_on = words, timezone.localdate(now)
    row.save(update_fields=["needs_met", "needs_confirmed_on"])
    # what somebody needs is of that person: the log says that there was an answer, and not which
    audit.record(action="attendee.needs_answered", obj=row, by=by, now=now)
    tell(attendee=row, kind=Kind.NEEDS, now=now)
    return row


@transaction.atomic
def set_buddy(*, attendee_id: uuid.UUID, buddy_id: uuid.UUID | None, by: Account, now: datetime) -> Attendee:
    """With whom somebody sits together; nobody is nobody."""
    registration, row = both_held(attendee_id)
    buddy = registration.attendees.filter(pk=buddy_id).first() if buddy_id else None
    if buddy_id and buddy is None:
        raise Refusal("Deze persoon staat niet op de lijst van deze dag.", field="who")
    if buddy and buddy.pk == row.pk:
        raise Refusal("Dit is de persoon zelf. Kies iemand anders.", field="who")
    if buddy and _between(row, buddy).filter(kind=BondKind.APART).exists():
        raise Refusal("Deze twee zitten juist niet samen aan tafel. Haal dat eerst weg.", field="who")
    row.buddy = buddy
    row.save(update_fields=["buddy"])
    audit.record(action="attendee.buddy_set" if buddy else "attendee.buddy_cleared", obj=row, by=by, now=now)
    return row


def _between(one: Attendee, other: Attendee) -> QuerySet[Bond]:
    return Bond.objects.filter(Q(first=one, second=other) | Q(first=other, second=one))


@transaction.atomic
def bind(*, attendee_id: uuid.UUID, other_id: uuid.UUID, kind: BondKind, by: Account, now: datetime) -> Bond:
    """Two people sit together, or just not; never both."""
    registration, row = both_held(attendee_id)
    other = registration.attendees.filter(pk=other_id).first()
    if other is None:
        raise Refusal("Deze persoon staat niet op de lijst van deze dag.", field="who")
    if other.pk == row.pk:
        raise Refusal("Dit is de persoon zelf. Kies iemand anders.", field="who")
    known = _between(row, other).first()
    if known and known.kind == kind:
        return known
    if known:
        raise Refusal(
            f"Bij deze twee staat al ‘{known.get_kind_display()}’. Samen en niet samen gaat niet tegelijk: "
            "haal dat eerst weg.",
            field="who",
        )
    if kind == BondKind.APART and (row.buddy_id == other.pk or other.buddy_id == row.pk):
        raise Refusal("Deze twee zijn elkaars maatje en willen samen zitten. Haal dat eerst weg.", field="who")
    first, second = sorted((row, other), key=lambda one: one.pk)
    bond = Bond.objects.create(first=first, second=second, kind=kind)
    audit.record(action="attendee.bound", obj=row, by=by, now=now, note=f"Een ander erbij: {bond.get_kind_display()}.")
    return bond


@transaction.atomic
def unbind(*, attendee_id: uuid.UUID, bond_id: int, by: Account, now: datetime) -> Attendee:
    """What was said of these two no longer holds."""
    _, row = both_held(attendee_id)
    removed, _ = Bond.objects.filter(Q(first=row) | Q(second=row), pk=bond_id).delete()
    if removed:
        audit.record(action="attendee.unbound", obj=row, by=by, now=now)
    return row


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom an organiser asks to come."""

    role: ParticipantRole
    name: str
    email: str
    organisation_name: str = ""
    language: str = "nl"
    is_under_16: bool = False


@transaction.atomic
def invite(
    *, registration_id: int, guest: Guest, request_key: str, by: Account, now: datetime
) -> tuple[Attendee, bool]:
    """Asks somebody to come: a row with a link of its own, and a message. Says whether it was asked now or before."""
    registration = held(registration_id)
    _not_over(registration, now)
    who = f"{guest.role}:{guest.name.casefold()}:{guest.email.casefold()}"
    key = digest_of(f"uitnodiging {registration.pk} {request_key} {who}")
    if known := Attendee.objects.filter(request_key=key).first():
        return known, False
    if registration.closes_on < timezone.localdate(now):
        raise Refusal(
            "De aanmelding is gesloten, dus de uitnodiging zou niet werken. Verleng hem eerst bij de instellingen."
        )
    if not registration.places.filter(role=guest.role, places__gt=0).exists():
        raise Refusal("Voor deze rol zijn er geen plaatsen. Maak die eerst bij de instellingen.", field="role")
    same = registration.attendees.filter(name__iexact=guest.name, email__iexact=guest.email)
    if same.exclude(state=A.CANCELLED).exists():
        raise Refusal("Deze persoon staat al op de lijst, met dit e-mailadres.", field="email")
    pk = uuid.uuid4()
    row = Attendee.objects.create(
        pk=pk,
        registration=registration,
        role=guest.role,
        name=guest.name,
        email=guest.email.lower(),
        organisation_name=guest.organisation_name,
        language=guest.language,
        is_under_16=guest.is_under_16 and guest.role in YOUNG_ROLES,
        state=A.INVITED,
        registered_on=timezone.localdate(now),
        place_in_line=last_in_line(registration),
        secret_digest=digest_of(own_secret(pk)),
        request_key=key,
    )
    audit.record(action="attendee.invited", obj=row, by=by, now=now, note=f"Als {row.get_role_display()}.")
    tell(attendee=row, kind=Kind.INVITED, now=now)
    return row, True
