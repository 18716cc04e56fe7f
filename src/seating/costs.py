"""What a plan costs, counted from scratch: the search keeps its own sums, and this is what they are held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seating.layout import NEVER, Layout, Truth
from seating.measures import Whole
from seating.wishes import NEAR


@dataclass(frozen=True, slots=True)
class Costs:
    """broken: people too few for a hard minimum, or at a place that is not for them; the rest gives way to it.

    wishes: the cost of wishes that are not met; again: meetings of two people after their first; balance: people by
    whom tables lie outside their share.
    """

    broken: int
    wishes: int
    again: int
    balance: int


def costs_of(layout: Layout, seats: Whole) -> Costs:
    """seats (R, P): the table of each party in each round."""
    rounds, parties = seats.shape
    every = np.arange(parties)
    sums = sums_of(layout, seats)
    lack = sum(_priced(layout.lack[one], sums[one] - layout.low) for one in range(rounds))
    uneven = sum(_priced(layout.uneven[one], sums[one] - layout.low) for one in range(rounds))
    together = shared(seats)
    above = np.triu(np.outer(layout.sizes, layout.sizes), 1)
    apart = layout.pairs >= NEVER
    alone = np.triu(np.where(apart, 0, layout.pairs), 1)
    banned = sum(int((~layout.may[one, every, seats[one]]).sum()) for one in range(rounds))
    wishes = sum(int(wished(layout, seats, one)[every, seats[one]].sum()) for one in range(rounds))
    return Costs(
        broken=lack + banned + int((together * np.triu(apart, 1)).sum()),
        wishes=wishes + int((together * alone).sum()) + NEAR * nears(layout) * rounds,
        again=int((np.maximum(0, together - 1) * above).sum()),
        balance=uneven,
    )


def broken_in(layout: Layout, seats: Whole, round_: int) -> int:
    """What is broken in one round of a plan."""
    row = seats[round_]
    lack = _priced(layout.lack[round_], sums_of(layout, seats[[round_]])[0] - layout.low)
    apart = np.triu(layout.pairs >= NEVER, 1) & (row[:, None] == row[None, :])
    return lack + int((~layout.may[round_, np.arange(len(row)), row]).sum()) + int(apart.sum())


def roughness(layout: Layout, seats: Whole) -> float:
    """How far all tables lie from their exact shares, beyond what rounding costs."""
    sums = sums_of(layout, seats)
    tables, measures = sums.shape[1:]
    index = np.arange(tables)[:, None], np.arange(measures)
    return float(sum(layout.fine[one][(*index, sums[one] - layout.low)].sum() for one in range(len(seats))))


def _priced(prices: Whole, counted: Whole) -> int:
    tables, measures = counted.shape
    return int(prices[np.arange(tables)[:, None], np.arange(measures), counted].sum())


def sums_of(layout: Layout, seats: Whole) -> Whole:
    """(R, T, M): every measure at every table."""
    sums = np.zeros((len(seats), layout.first.shape[2], layout.adds.shape[1]), dtype=np.int64)
    for one, row in enumerate(seats):
        np.add.at(sums[one], row, layout.adds)
    return sums


def shared(seats: Whole) -> Whole:
    """(P, P): in how many rounds two parties share a table."""
    found = np.zeros((seats.shape[1], seats.shape[1]), dtype=np.int64)
    for row in seats:
        found += row[:, None] == row[None, :]
    return found


def been_before(layout: Layout, seats: Whole, round_: int) -> Truth:
    """(P, T): whether the theme of a table is one that the party has in another round."""
    parties = seats.shape[1]
    been = np.zeros((parties, int(layout.theme.max()) + 1), dtype=bool)
    for one in range(len(seats)):
        if one != round_:
            been[np.arange(parties), layout.theme[one, seats[one]]] = True
    return been[:, layout.theme[round_]]


def wished(layout: Layout, seats: Whole, round_: int) -> Whole:
    """(P, T): what each seat costs in wishes; the later of two rounds at one theme is the one that costs more."""
    been = been_before(layout, seats[: round_ + 1], round_)
    found: Whole = np.where(been, layout.again[round_], layout.first[round_])
    return found


def nears(layout: Layout) -> int:
    """Wishes to sit near somebody outside the own party: each costs until it is met."""
    gathering = layout.gathering
    party_of = {person.id: number for number, party in enumerate(layout.parties) for person in party}
    return sum(
        party_of[person.id] != party_of[other]
        for person in gathering.people
        for other in gathering.wishes_of(person.id).near
    )


def weighed(layout: Layout, costs: Costs) -> int:
    """One figure, without what is broken: each cost at its weight."""
    weights = layout.weights
    return weights.wish * costs.wishes + weights.again * costs.again + weights.balance * costs.balance
