"""Who is expected at the door and who is in: as little of everybody as a door needs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from weerklank.editions.door_codes import code_of, keys_of
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.models import Attendee, DayRegistration, ParticipantRole

AT_THE_DOOR = (A.CONFIRMED, A.CHECKED_IN, A.ATTENDED, A.NO_SHOW)
IN = (A.CHECKED_IN, A.ATTENDED)


@dataclass(frozen=True, slots=True)
class Expected:
    """One person as the door knows them: a badge name, a role, a code."""

    code: str
    name: str
    role: str
    is_in: bool


@dataclass(frozen=True, slots=True)
class Inside:
    """Of one role, how many are in and how many are expected."""

    label: str
    inside: int
    expected: int


def expected(registration: DayRegistration, search: str = "") -> list[Expected]:
    """Everybody with a place, by badge name; those who answer to these words or this code."""
    rows = registration.attendees.filter(state__in=AT_THE_DOOR)
    keys = keys_of(search)
    if keys and rows.filter(pk__range=keys).exists():
        rows = rows.filter(pk__range=keys)
    elif search:
        rows = rows.filter(name__icontains=search) | rows.filter(badge_name__icontains=search)
    return sorted((_as_expected(row) for row in rows), key=lambda one: (one.name.casefold(), one.code))


def _as_expected(row: Attendee) -> Expected:
    return Expected(code_of(row.pk), row.called, row.get_role_display(), row.state in IN)


def inside(registration: DayRegistration) -> tuple[Inside, ...]:
    """Per role that is expected, how many are in."""
    found = registration.attendees.filter(state__in=AT_THE_DOOR).order_by().values_list("role", "state")
    counts: dict[str, dict[str, int]] = {}
    for role, state, count in found.annotate(count=Count("pk")):
        counts.setdefault(role, {})[state] = count
    return tuple(
        Inside(
            label=str(role.label),
            inside=sum(counts[role.value].get(state.value, 0) for state in IN),
            expected=sum(counts[role.value].values()),
        )
        for role in ParticipantRole
        if role.value in counts
    )
