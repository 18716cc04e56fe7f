"""Once the plan is known to who comes, the places at the tables follow it: an alias for everybody, and for nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from itertools import count, islice

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.hanging import hanging
from weerklank.editions.models import SEATED_AS, ParticipantRole, Seat, Seating, SeatKind, ThemeTable
from weerklank.editions.words import counted

_KINDS = {
    ParticipantRole.CHILD: SeatKind.CHILD,
    ParticipantRole.YOUNG_PERSON: SeatKind.YOUNG_PERSON,
    ParticipantRole.ORGANISATION: SeatKind.ORGANISATION,
    ParticipantRole.MINISTRY: SeatKind.MINISTRY,
    ParticipantRole.PARLIAMENT: SeatKind.OTHER,
    ParticipantRole.OTHER: SeatKind.OTHER,
}


def follow_plan(*, plan: Seating, by: Account, now: datetime) -> None:
    """Lays at every table as many places of each kind as the published plan seats there; twice is once.

    Called before anything is logged: a table that is writing holds itself first and the log after it.
    """
    if not plan.published_on:
        return
    wanted = places_in(plan=plan)
    tables = ThemeTable.objects.filter(edition_theme__edition=plan.edition).order_by("pk")
    for table in list(tables.select_for_update(no_key=True, of=("self",))):
        _follow(table, wanted.get(table.pk, {}), by, now)


def places_in(*, plan: Seating) -> dict[int, dict[SeatKind, int]]:
    """Per table how many of each kind sit there at once: in the round in which they are most."""
    rounds: Counter[tuple[int, SeatKind, int]] = Counter()
    for table, role, round_ in plan.sittings.values_list("table", "attendee__role", "round"):
        rounds[table, _KINDS[ParticipantRole(role)], round_] += 1
    most: dict[int, dict[SeatKind, int]] = {}
    for (table, kind, _), people in rounds.items():
        at = most.setdefault(table, {})
        at[kind] = max(at.get(kind, 0), people)
    return most


def _follow(table: ThemeTable, wanted: Mapping[SeatKind, int], by: Account, now: datetime) -> None:
    added: dict[SeatKind, int] = {}
    gone: dict[SeatKind, int] = {}
    for kind in SeatKind:
        standing = list(table.seats.filter(kind=kind).order_by("pk"))
        more = wanted.get(kind, 0) - len(standing)
        if more > 0:
            _add(table, kind, more)
            added[kind] = more
        elif left := [seat for seat in standing[len(standing) + more :] if _may_go(table, seat)]:
            Seat.objects.filter(pk__in=[seat.pk for seat in left]).delete()
            gone[kind] = len(left)
    told = [f"{what}: {counted(kinds)}." for what, kinds in (("Erbij", added), ("Weg", gone)) if kinds]
    if told:
        audit.record(action="table.seats_planned", obj=table, by=by, now=now, note=" ".join(told))


def _add(table: ThemeTable, kind: SeatKind, more: int) -> None:
    taken = {alias.casefold() for alias in table.seats.values_list("alias", flat=True)}
    aliases = (f"{SEATED_AS[kind]} {number}" for number in count(1))
    free = (alias for alias in aliases if alias.casefold() not in taken)
    Seat.objects.bulk_create(Seat(table=table, kind=kind, alias=alias) for alias in islice(free, more))


def _may_go(table: ThemeTable, seat: Seat) -> bool:
    """Whoever spoke keeps the place; and while a text is read back nobody leaves, so that nobody is passed over."""
    return not hanging(seat) and not table.advices.filter(state="read_back").exists()
