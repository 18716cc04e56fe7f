"""Who sits, at which tables, under what: the rows of a day as a gathering of the seating library, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import seating
from weerklank.editions.choosing.pool import COMING
from weerklank.editions.models import (
    Attendee,
    Bond,
    BondKind,
    DayRegistration,
    Seating,
    Sitting,
    TableOffer,
    ThemeTable,
)
from weerklank.moves import Refusal

PLACES = 8


class Households(StrEnum):
    """What a household would like; a wish, so it gives way to what must hold."""

    FREE = "free"
    NEAR = "near"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a table has: places, features, languages."""

    places: int
    features: frozenset[str]
    languages: frozenset[str]


def offer_of(table: ThemeTable) -> Offer:
    """What was said of a table; eight places and nothing else where nothing was said."""
    try:
        offer = table.offer
    except TableOffer.DoesNotExist:
        return Offer(PLACES, frozenset(), frozenset())
    return Offer(offer.places, frozenset(offer.features), frozenset(offer.languages))


def tables_of(registration: DayRegistration) -> list[ThemeTable]:
    return list(
        ThemeTable.objects.filter(edition_theme__edition=registration.edition_id)
        .select_related("edition_theme", "offer")
        .order_by("edition_theme__order", "edition_theme_id", "number", "pk")
    )


def coming(registration: DayRegistration) -> list[Attendee]:
    return list(
        Attendee.objects.filter(registration=registration, state__in=COMING)
        .prefetch_related("theme_wishes", "seat_needs")
        .order_by("pk")
    )


def gathering_of(
    registration: DayRegistration,
    people: Sequence[Attendee],
    tables: Sequence[ThemeTable],
    *,
    rounds: int,
    households: Households,
    pinned: Iterable[Sitting] = (),
) -> seating.Gathering:
    """What is asked of a plan for these people at these tables."""
    present = {one.pk for one in people}
    return seating.Gathering(
        people=tuple(
            seating.Person(
                str(one.pk), {"role": one.role}, needs=frozenset(need.feature for need in one.seat_needs.all())
            )
            for one in people
        ),
        tables=tuple(_table(one) for one in tables),
        rounds=rounds,
        constraints=(*seating.HARD_MINIMUMS, *_pairs(registration, people, present)),
        wishes=_wishes(people, households),
        pinned=tuple(seat_of(one) for one in pinned if one.attendee_id in present),
    )


def _table(table: ThemeTable) -> seating.Table:
    offer = offer_of(table)
    return seating.Table(
        str(table.pk), offer.places, offer.features, (str(table.edition_theme_id),), languages=offer.languages
    )


def _pairs(registration: DayRegistration, people: Sequence[Attendee], present: set[UUID]) -> list[seating.Constraint]:
    """Buddies and bonds of people who are there, each pair once."""
    together = {frozenset((one.pk, one.buddy_id)) for one in people if one.buddy_id in present}
    apart: set[frozenset[UUID]] = set()
    bonds = Bond.objects.filter(first__registration=registration).values_list("first_id", "second_id", "kind")
    for first, second, kind in bonds:
        if {first, second} <= present:
            (together if kind == BondKind.TOGETHER else apart).add(frozenset((first, second)))
    return [
        *(seating.Together(*sorted(map(str, pair))) for pair in sorted(together, key=sorted)),
        *(seating.Apart(*sorted(map(str, pair))) for pair in sorted(apart, key=sorted)),
    ]


def _wishes(people: Sequence[Attendee], households: Households) -> dict[str, seating.Wishes]:
    homes: dict[str, set[str]] = {}
    for one in people:
        if home := " ".join(one.household.casefold().split()):
            homes.setdefault(home, set()).add(str(one.pk))
    shared = {person: home - {person} for home in homes.values() if len(home) > 1 for person in home}
    return {
        str(one.pk): seating.Wishes(
            themes=tuple(str(wish.edition_theme_id) for wish in one.theme_wishes.all()),
            languages=frozenset({one.language}),
            near=shared.get(str(one.pk), set()) if households is Households.NEAR else frozenset(),
            far=shared.get(str(one.pk), set()) if households is Households.FAR else frozenset(),
        )
        for one in people
    }


def seat_of(sitting: Sitting) -> seating.Seat:
    return seating.Seat(str(sitting.attendee_id), str(sitting.table_id), seating.Round(sitting.round))


def options_of(plan: Seating) -> Households:
    """What was chosen when the plan began."""
    return Households(plan.result.get("households", Households.FREE))


def unmet_of(arrangement: seating.Arrangement) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """The wishes that each place does not meet, by person and round, as data that goes when the person goes."""
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for wish in arrangement.wishes:
        reason = wish.reason
        row: dict[str, Any] = {
            "kind": wish.kind.value,
            "cost": wish.cost,
            "why": reason.why.name,
            "table": reason.table,
        }
        row |= {"wishes": reason.wishes, "again": reason.again, "balance": reason.balance}
        found.setdefault((wish.person, wish.round.number), []).append(row)
    return found


def figures_of(arrangement: seating.Arrangement) -> dict[str, Any]:
    """What a plan costs beside what no plan can go under: figures, and nobody."""
    costs, bounds = arrangement.costs, arrangement.bounds
    return {
        "costs": {"wishes": costs.wishes, "again": costs.again, "balance": costs.balance, "total": arrangement.total},
        "bounds": {
            "wishes": bounds.wishes,
            "again": bounds.again,
            "balance": bounds.balance,
            "total": bounds.total,
        },
        "gap": arrangement.gap,
        "unmet": len(arrangement.unmet),
        "wishes": len(arrangement.wishes),
        "people": len(arrangement.plan.people),
    }


def seated(plan: Seating, sittings: Sequence[Sitting]) -> tuple[seating.Gathering, tuple[seating.Seat, ...]]:
    """A plan as it stands: the people who still come and have a place in every round. Refuses where nobody has."""
    rounds = Counter(one.attendee_id for one in sittings)
    people = [one for one in coming(plan.registration) if rounds[one.pk] == plan.rounds]
    if not people:
        raise Refusal("In deze indeling zit niemand meer die komt. Maak een nieuwe indeling.")
    gathering = gathering_of(
        plan.registration, people, tables_of(plan.registration), rounds=plan.rounds, households=options_of(plan)
    )
    present = {one.pk for one in people}
    return gathering, tuple(seat_of(one) for one in sittings if one.attendee_id in present)


def broken_now(plan: Seating) -> list[seating.Unmet]:
    """Every hard rule that the plan breaks now; people may have come or gone since it was made."""
    sittings = list(plan.sittings.order_by("pk"))
    if not sittings:
        return []
    gathering, seats = seated(plan, sittings)
    return seating.check(seating.TablePlan(gathering.people, gathering.tables, seats), gathering.constraints)


def party_of(gathering: seating.Gathering, person: str) -> tuple[str, ...]:
    """Everybody who must sit where this person sits, this person first."""
    found = [person]
    for one in found:
        for pair in gathering.constraints:
            if isinstance(pair, seating.Together) and one in (pair.first, pair.second):
                found += [name for name in (pair.first, pair.second) if name not in found]
    return tuple(found)
