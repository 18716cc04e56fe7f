"""Reading a list of people in: all of it or nothing, and the same list again changes nothing."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.actions.line import held, is_drawn, last_in_line, next_in_line
from weerklank.editions.door import may_still_change
from weerklank.editions.letters import Kind
from weerklank.editions.lifecycle import ATTENDANCE
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.links import digest_of, own_secret
from weerklank.editions.models import (
    AttendanceMessage,
    Attendee,
    AttendeeTrait,
    Choosing,
    DayRegistration,
    ParticipantRole,
)
from weerklank.editions.roster import Rejected, Roster, Row, Traits, squash
from weerklank.moves import Refusal

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sorted:
    """What reading a list in would do: who is new, who is already there, who cannot be taken, and who may be one person.

    doubts: sentences about a name that stands there twice with another address. They stop nothing.
    """

    new: tuple[Row, ...]
    known: int
    rejected: tuple[Rejected, ...]
    doubts: tuple[str, ...] = ()


def traits_of(registration: DayRegistration) -> Traits:
    """The questions of this day with their answers, by how a list may spell them."""
    return Traits(
        {
            squash(trait.name): (
                trait.pk,
                trait.name,
                {squash(value.name): value.pk for value in trait.values.all()},
                tuple(value.name for value in trait.values.all()),
            )
            for trait in registration.traits.prefetch_related("values")
        }
    )


def key_of(registration: DayRegistration, row: Row) -> str:
    return digest_of(f"lijst {registration.pk}\n{row.person}\n{row.role}")


def sort_out(registration: DayRegistration, roster: Roster) -> Sorted:
    """Lays the list beside who is there already, however they came."""
    offered = set(registration.places.filter(places__gt=0).values_list("role", flat=True))
    there = list(registration.attendees.values_list("name", "email", "role", "request_key"))
    keys = {key for *_, key in there}
    people = {f"{squash(name)}\n{email.casefold()}": role for name, email, role, _ in there}
    new, rejected, known = [], list(roster.rejected), 0
    for row in roster.rows:
        role = people.get(row.person)
        if role == row.role or key_of(registration, row) in keys:
            known += 1
        elif role is not None:
            label = ParticipantRole(role).label
            rejected.append(Rejected(row.line, row.name, f"Deze persoon staat al op de lijst als ‘{label}’."))
        elif row.role not in offered:
            rejected.append(Rejected(row.line, row.name, f"Voor de rol ‘{row.role.label}’ zijn er geen plaatsen."))
        else:
            new.append(row)
    doubts = _doubts(new, [squash(name) for name, *_ in there])
    return Sorted(tuple(new), known, tuple(sorted(rejected, key=lambda one: one.line)), doubts)


def _doubts(new: Sequence[Row], there: Sequence[str]) -> tuple[str, ...]:
    """Two people can have one name; an organiser sees which."""
    same: dict[str, list[Row]] = {}
    for row in new:
        same.setdefault(squash(row.name), []).append(row)
    twice = [
        f"‘{rows[0].name}’ staat op regel {' en '.join(str(row.line) for row in rows)}, steeds met een ander e-mailadres."
        for rows in same.values()
        if len(rows) > 1
    ]
    known = [
        f"‘{rows[0].name}’ (regel {rows[0].line}) staat al op de lijst, met een ander e-mailadres."
        for name, rows in same.items()
        if name in there
    ]
    return (*twice, *known)


@transaction.atomic
def read_in(*, registration_id: int, roster: Roster, by: Account, now: datetime) -> Sorted:
    """Puts everybody of the list in the line, with a place where there is one, and a message."""
    registration = held(registration_id)
    if not may_still_change(registration, timezone.localdate(now)):
        raise Refusal("Dit kan niet meer: de dag is geweest, of nog niet bekend.")
    if roster.refusal:
        raise Refusal(roster.refusal)
    found = sort_out(registration, roster)
    if found.rejected:
        count = len(found.rejected)
        raise Refusal(f"Er is niets ingelezen: {count} {'rij klopt' if count == 1 else 'rijen kloppen'} nog niet.")
    if not found.new:
        return found
    attendees = _laid(registration, found.new, now)
    _put_in_line(registration, attendees, now)
    counts = Counter(row.role for row in found.new)
    told = ", ".join(f"{role.label} {counts[role]}" for role in ParticipantRole if counts[role])
    audit.record(
        action="attendees.read_in", obj=registration, by=by, now=now, note=f"{len(found.new)} mensen ingelezen: {told}."
    )
    return found


def _laid(registration: DayRegistration, rows: tuple[Row, ...], now: datetime) -> list[Attendee]:
    today, place = timezone.localdate(now), last_in_line(registration)
    attendees = []
    for number, row in enumerate(rows):
        pk = uuid.uuid4()
        waits = row.is_under_16 and not row.guardian_agreed
        attendees.append(
            Attendee(
                pk=pk, registration=registration, role=row.role, name=row.name, email=row.email,
                badge_name=row.badge_name, phone=row.phone, organisation_name=row.organisation_name,
                is_under_16=row.is_under_16, guardian_name=row.guardian_name, guardian_phone=row.guardian_phone,
                guardian_agreed_on=today if row.guardian_agreed else None, photo_self=row.photo_self,
                photo_guardian=row.photo_guardian if row.guardian_agreed else None, needs=row.needs,
                language=row.language, household=row.household, registered_on=today, place_in_line=place + number,
                state=ATTENDANCE.after(A.REGISTERED, "ask_consent") if waits else A.REGISTERED,
                secret_digest=digest_of(own_secret(pk)), request_key=key_of(registration, row),
            )
        )  # fmt: skip
    Attendee.objects.bulk_create(attendees, batch_size=AT_ONCE)
    AttendeeTrait.objects.bulk_create(
        [
            AttendeeTrait(attendee=attendee, trait_id=trait, value_id=value)
            for attendee, row in zip(attendees, rows, strict=True)
            for trait, value in row.traits.items()
        ],
        batch_size=AT_ONCE,
    )
    return attendees


def _put_in_line(registration: DayRegistration, attendees: list[Attendee], now: datetime) -> None:
    """Everybody hears how it stands: a place, the waiting list, the draw, or a question to a guardian."""
    waits_for_draw = registration.choosing == Choosing.LOTTERY and not is_drawn(registration)
    for role in ParticipantRole:
        next_in_line(registration_id=registration.pk, role=role, now=now)
    left = _left(attendees)
    if not waits_for_draw:
        for start in range(0, len(attendees), AT_ONCE):
            some = [one.pk for one in attendees[start : start + AT_ONCE] if one.pk in left]
            Attendee.objects.filter(pk__in=some).update(state=ATTENDANCE.after(A.REGISTERED, "wait"))
    today, kind = timezone.localdate(now), Kind.REGISTERED if waits_for_draw else Kind.WAITING
    messages = [AttendanceMessage(attendee=one, kind=kind, made_on=today) for one in attendees if one.pk in left]
    messages += [
        AttendanceMessage(attendee=one, kind=Kind.CONSENT, made_on=today)
        for one in attendees
        if one.state == A.CONSENT_PENDING
    ]
    AttendanceMessage.objects.bulk_create(messages, batch_size=AT_ONCE)


def _left(attendees: list[Attendee]) -> set[uuid.UUID]:
    """Of a long list, who got no place; asked in pieces that any database takes."""
    left: set[uuid.UUID] = set()
    for start in range(0, len(attendees), AT_ONCE):
        some = [one.pk for one in attendees[start : start + AT_ONCE]]
        left |= set(Attendee.objects.filter(pk__in=some, state=A.REGISTERED).values_list("pk", flat=True))
    return left
