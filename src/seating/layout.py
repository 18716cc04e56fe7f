"""A gathering as arrays: parties by tables by rounds, with what every seat, every pair and every count costs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seating.constraints import Apart, NeedsMet
from seating.gathering import Gathering
from seating.measures import Minimum, Real, Whole, evenly, filled, finely, minimums_of, off, seats_at, share_of
from seating.parties import Party, parties_of
from seating.wishes import FAR, NEAR, NO_WISHES, seat_cost

Truth = NDArray[np.bool_]
# A seat that a party may not have, and two people who must sit apart: no sum of wishes outweighs it.
NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit costs: of a wish, of a pair that meets again, of a category that is one off at a table."""

    wish: int = 1
    again: int = 1
    balance: int = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """The arrays of a search; P parties, T tables, R rounds, M measures.

    sizes (P,): people per party; may (R, P, T): where it may sit; used (R, T): tables in use; first, again
    (R, P, T): what a seat costs at a theme for the first time, and after it; theme (R, T); pairs (P, P): what it costs that two share
    a table; adds (P, M): what a party adds to each measure, the first being how many people; low (M,): the lowest sum
    there can be; lack, uneven (R times (T, M, N)): by how much a sum, counted from low, misses a minimum or lies
    outside its share; fine, of the same shape: how far it lies from its exact share, beyond what rounding costs.
    """

    gathering: Gathering
    weights: Weights
    parties: tuple[Party, ...]
    minimums: tuple[Minimum, ...]
    sizes: Whole
    may: Truth
    used: Truth
    first: Whole
    again: Whole
    theme: Whole
    pairs: Real
    adds: Whole
    low: Whole
    lack: tuple[Whole, ...]
    uneven: tuple[Whole, ...]
    fine: tuple[Real, ...]


def may_sit(gathering: Gathering, parties: tuple[Party, ...], *, needs: bool) -> Truth:
    """(R, P, T): tables that offer what everybody of a party needs, and only the pinned table where one is pinned.

    needs: whether what people need is asked for at all.
    """
    offers = np.array(
        [
            [all(person.needs <= table.features or not needs for person in party) for table in gathering.tables]
            for party in parties
        ]
    )
    may = np.repeat(offers[None, :, :], gathering.rounds, axis=0)
    party_of = {person.id: number for number, party in enumerate(parties) for person in party}
    place = {table.id: number for number, table in enumerate(gathering.tables)}
    for seat in gathering.pinned:
        only = np.arange(len(gathering.tables)) == place[seat.table]
        may[seat.round.number - 1, party_of[seat.person]] &= only
    return may


def layout_of(gathering: Gathering, used: Truth, weights: Weights, *, crowd: int = 0) -> Layout:
    """The arrays, once it is known which tables are in use in which round.

    crowd: how many people a plan made by hand has at one table, which may be more than its places.
    """
    parties = parties_of(gathering.people, gathering.constraints)
    minimums = minimums_of(gathering.constraints)
    groups = _groups(gathering)
    columns = [[len(party) for party in parties]]
    columns += [[sum(minimum.adds(person) for person in party) for party in parties] for minimum in minimums]
    columns += [
        [sum(person.attributes.get(name) == category for person in party) for party in parties]
        for name, category in groups
    ]
    adds = np.array(columns, dtype=np.int64).T.copy()
    # one party may sit down before the other stands up, so a table can hold two parties more than its places
    places = min(max(table.capacity for table in gathering.tables), len(gathering.people))
    most = max(places, crowd) + 2 * int(adds[:, 0].max())
    each = np.array([max(abs(minimum.adds(person)) for person in gathering.people) for minimum in minimums])
    reach = most * np.concatenate([[1], each, np.ones(len(groups))]).astype(np.int64)
    low = np.where(adds.min(axis=0) < 0, -reach, -2 * adds.max(axis=0))
    sums = low[:, None] + np.arange(int((reach - low).max()) + 1)[None, :]
    lack, uneven, fine = _costs(gathering, minimums, groups, used, sums)
    first, again = _seat_costs(gathering, parties)
    themes = [[table.theme(round_) for table in gathering.tables] for round_ in gathering.every_round()]
    names = sorted({theme for row in themes for theme in row})
    return Layout(
        gathering=gathering,
        weights=weights,
        parties=parties,
        minimums=minimums,
        sizes=adds[:, 0].copy(),
        may=may_sit(gathering, parties, needs=NeedsMet() in gathering.constraints),
        used=used,
        first=first,
        again=again,
        theme=np.array([[names.index(theme) for theme in row] for row in themes]),
        pairs=_pairs(gathering, parties),
        adds=adds,
        low=low,
        lack=lack,
        uneven=uneven,
        fine=fine,
    )


def _groups(gathering: Gathering) -> tuple[tuple[str, str], ...]:
    """Every category of every attribute that is balanced."""
    return tuple(
        (name, category)
        for name in dict.fromkeys(gathering.balance)
        for category in sorted({one.attributes[name] for one in gathering.people if name in one.attributes})
    )


def _costs(
    gathering: Gathering,
    minimums: tuple[Minimum, ...],
    groups: tuple[tuple[str, str], ...],
    used: Truth,
    sums: Whole,
) -> tuple[tuple[Whole, ...], tuple[Whole, ...], tuple[Real, ...]]:
    lack: list[Whole] = []
    uneven: list[Whole] = []
    fine: list[Real] = []
    everyone = len(gathering.people)
    many = Counter((name, one.attributes.get(name)) for one in gathering.people for name in gathering.balance)
    misses = [np.array([minimum.lack(int(count)) for count in sums[1 + m]]) for m, minimum in enumerate(minimums)]
    known: dict[bytes, int] = {}
    for round_ in range(len(used)):
        # rounds that use the same tables cost the same
        if (same := known.setdefault(used[round_].tobytes(), round_)) != round_:
            lack.append(lack[same])
            uneven.append(uneven[same])
            fine.append(fine[same])
            continue
        lacks, offs = (np.zeros((used.shape[1], *sums.shape), dtype=np.int64) for _ in range(2))
        lack.append(lacks)
        uneven.append(offs)
        exact = np.zeros((used.shape[1], *sums.shape))
        fine.append(exact)
        level = filled(everyone, [t.capacity for t, on in zip(gathering.tables, used[round_], strict=True) if on])
        sizes = iter(evenly(everyone, [t.capacity for t, on in zip(gathering.tables, used[round_], strict=True) if on]))
        for number, table in enumerate(gathering.tables):
            if not used[round_, number]:
                lacks[number, 0] = np.maximum(0, sums[0])
                continue
            seats = seats_at(table, level)
            size = next(sizes)
            exact[number, 0] = finely(sums[0], size)
            lacks[number, 0] = off(sums[0], 1, table.capacity)
            offs[number, 0] = off(sums[0], *seats)
            for m, missed in enumerate(misses, start=1):
                lacks[number, m] = missed
            for g, group in enumerate(groups, start=1 + len(misses)):
                offs[number, g] = off(sums[g], *share_of(many[group], everyone, seats))
                exact[number, g] = finely(sums[g], many[group] * size / everyone)
    return tuple(lack), tuple(uneven), tuple(fine)


def _seat_costs(gathering: Gathering, parties: tuple[Party, ...]) -> tuple[Whole, Whole]:
    shape = (gathering.rounds, len(parties), len(gathering.tables))
    first, again = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    known: dict[tuple[str, ...], int] = {}
    for number, round_ in enumerate(gathering.every_round()):
        themes = tuple(table.theme(round_) for table in gathering.tables)
        if (same := known.setdefault(themes, number)) != number:
            first[number], again[number] = first[same], again[same]
            continue
        offered = gathering.offered(round_)
        for costs, twice in ((first, False), (again, True)):
            for one, party in enumerate(parties):
                for person in party:
                    if (wishes := gathering.wishes_of(person.id)) is not NO_WISHES:
                        costs[number, one] += [
                            seat_cost(wishes, table, round_, offered, again=twice) for table in gathering.tables
                        ]
    return first, again


def _pairs(gathering: Gathering, parties: tuple[Party, ...]) -> Real:
    """(P, P): near costs when it is not met, so being together gains it; what no table can change is left out."""
    party_of = {person.id: number for number, party in enumerate(parties) for person in party}
    pairs = np.zeros((len(parties), len(parties)))
    for person in gathering.people:
        wishes, one = gathering.wishes_of(person.id), party_of[person.id]
        for others, cost in ((wishes.near, -NEAR), (wishes.far, FAR)):
            for other in others:
                pairs[one, party_of[other]] += cost
                pairs[party_of[other], one] += cost
    for pair in gathering.constraints:
        if isinstance(pair, Apart):
            first, second = party_of[pair.first], party_of[pair.second]
            pairs[first, second] = pairs[second, first] = NEVER
    np.fill_diagonal(pairs, 0)
    return pairs
