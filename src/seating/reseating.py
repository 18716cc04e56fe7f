"""Late arrivals and no-shows on the day: everybody a seat and every minimum kept, with as few people moved as can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seating.arrangement import Arrangement, arrangement_of
from seating.arranging import in_order
from seating.bounds import bounds_of
from seating.changes import Changes
from seating.costs import broken_in
from seating.gathering import Gathering
from seating.impossible import refuse_torn
from seating.layout import NEVER, Layout, Weights, layout_of
from seating.measures import Whole
from seating.plan import Round, Seat
from seating.progress import UNWATCHED, Watch

# Not seated yet.
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who had a seat and gets another."""

    person: str
    round: Round
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Reseating:
    """The plan after late arrivals and no-shows; what still breaks stands in arrangement.unmet."""

    arrangement: Arrangement
    late: tuple[str, ...]
    absent: tuple[str, ...]
    moves: tuple[Move, ...]


def reseat(
    gathering: Gathering,
    seats: Sequence[Seat],
    *,
    seed: str,
    weights: Weights | None = None,
    watch: Watch = UNWATCHED,
) -> Reseating:
    """The seats of an earlier plan, for the people who are there now.

    Who is in gathering without a seat is late; who has a seat and is not in gathering is absent. In each round at most
    one person moves for each of them, and nobody where every minimum holds without. What one move each cannot mend is
    listed as unmet; then only a new plan helps. Raises ValueError for wrong input, NoPlan for pairs that clash.
    """
    refuse_torn(gathering)
    ordered = in_order(gathering, seed)
    present = {person.id for person in gathering.people}
    absent = tuple(sorted({seat.person for seat in seats} - present))
    at = _tables_of(ordered, seats)
    late = tuple(sorted(present - {person for _, person in at}))
    used = np.zeros((gathering.rounds, len(gathering.tables)), dtype=bool)
    for (round_, _), table in at.items():
        used[round_, table] = True
    if not used.any(axis=1).all():
        raise ValueError("seats leaves a round in which nobody sits; make a new plan")
    crowd = max(Counter((round_, table) for (round_, _), table in at.items()).values()) + len(late)
    layout = layout_of(ordered, used, weights or Weights(), crowd=crowd)
    rows = _kept(layout, at)
    mover = _Mover(layout, rows, len(absent) + len(late))
    for round_ in range(gathering.rounds):
        watch.step("seating", round_ / gathering.rounds)
        mover.seat_all(round_)
    for round_ in range(gathering.rounds):
        watch.step("mending", round_ / gathering.rounds)
        mover.mend(round_, sum(1 for move in _moves(layout, at, mover.seats) if move.round.number == round_ + 1))
    found = arrangement_of(layout, mover.seats, gathering, bounds_of(layout), seed=seed)
    return Reseating(found, late, absent, _moves(layout, at, mover.seats))


def _tables_of(gathering: Gathering, seats: Sequence[Seat]) -> dict[tuple[int, str], int]:
    place = {table.id: number for number, table in enumerate(gathering.tables)}
    present = {person.id for person in gathering.people}
    at: dict[tuple[int, str], int] = {}
    for seat in seats:
        if seat.table not in place:
            raise ValueError(f"seats holds table {seat.table!r}; allowed: ids in tables")
        if seat.round.number > gathering.rounds:
            raise ValueError(f"seats holds round {seat.round.number}; allowed: 1 to {gathering.rounds}")
        if (seat.round.number - 1, seat.person) in at:
            raise ValueError(f"seats holds {seat.person!r} twice in round {seat.round.number}; allowed: one seat")
        if seat.person in present:
            at[seat.round.number - 1, seat.person] = place[seat.table]
    return at


def _kept(layout: Layout, at: dict[tuple[int, str], int]) -> Whole:
    """(R, P): where each party sat; a party that is torn goes to the table of most of its people."""
    rows = np.full((len(layout.used), len(layout.parties)), NOWHERE)
    for round_ in range(len(rows)):
        for number, party in enumerate(layout.parties):
            tables = [at[round_, person.id] for person in party if (round_, person.id) in at]
            if tables:
                rows[round_, number] = max(sorted(set(tables)), key=tables.count)
    return rows


def _moves(layout: Layout, at: dict[tuple[int, str], int], rows: Whole) -> tuple[Move, ...]:
    tables = layout.gathering.tables
    moves = [
        Move(person.id, Round(round_ + 1), tables[at[round_, person.id]].id, tables[int(rows[round_, number])].id)
        for round_ in range(len(rows))
        for number, party in enumerate(layout.parties)
        for person in party
        if (round_, person.id) in at and at[round_, person.id] != rows[round_, number]
    ]
    return tuple(sorted(moves, key=lambda move: (move.round, move.person)))


class _Mover:
    """Seats who has no seat, and then mends what is broken, each by what costs least."""

    def __init__(self, layout: Layout, seats: Whole, most: int) -> None:
        self.layout, self.seats, self.most = layout, seats, most

    def seat_all(self, round_: int) -> None:
        """Each party that sits nowhere to the table where it breaks least and then costs least, the largest first."""
        waiting = np.flatnonzero(self.seats[round_] == NOWHERE)
        for party in sorted(waiting.tolist(), key=lambda one: -int(self.layout.sizes[one])):
            self.seats[round_, party] = self._cheapest(round_, party)

    def _cheapest(self, round_: int, party: int) -> int:
        layout, row = self.layout, self.seats[round_]
        here = np.flatnonzero(row != NOWHERE)
        tables, measures = layout.first.shape[2], np.arange(layout.adds.shape[1])
        sums = np.zeros((tables, len(measures)), dtype=np.int64)
        np.add.at(sums, row[here], layout.adds[here])
        sums -= layout.low
        every = np.arange(tables)[:, None]

        def growth(prices: Whole) -> Whole:
            more = prices[every, measures, sums + layout.adds[party]] - prices[every, measures, sums]
            found: Whole = more.sum(axis=1)
            return found

        others = [one for one in range(len(self.seats)) if one != round_]
        met = np.zeros(len(row), dtype=np.int64)
        for one in others:
            met |= (self.seats[one] == self.seats[one, party]) & (self.seats[one, party] != NOWHERE)
        again, near = np.zeros(tables), np.zeros(tables)
        np.add.at(again, row[here], (met * layout.sizes)[here])
        np.add.at(near, row[here], layout.pairs[party, here])
        been = {int(layout.theme[one, self.seats[one, party]]) for one in others if self.seats[one, party] != NOWHERE}
        seen = np.array([int(theme) in been for theme in layout.theme[round_]])
        wishes = np.where(seen, layout.again[round_, party], layout.first[round_, party])
        weights = layout.weights
        cost = weights.wish * (wishes + near) + weights.again * again + weights.balance * growth(layout.uneven[round_])
        cost = cost + NEVER * (growth(layout.lack[round_]) + ~layout.may[round_, party])
        # nobody is sent to a table that is not in use, however empty it is
        return int(np.argmin(np.where(layout.used[round_], cost, np.inf)))

    def mend(self, round_: int, moved: int) -> None:
        """Moves people while a minimum is broken, a move helps, and there is one left."""
        while moved < self.most and self._broken(round_):
            best = self._best(round_, self.most - moved)
            if best is None:
                return
            party, other = best
            parties = len(self.layout.parties)
            table = self.seats[round_, party]
            moved += int(self.layout.sizes[party])
            if other < parties:
                self.seats[round_, party], self.seats[round_, other] = self.seats[round_, other], table
                moved += int(self.layout.sizes[other])
            else:
                self.seats[round_, party] = other - parties

    def _broken(self, round_: int) -> int:
        return broken_in(self.layout, self.seats, round_)

    def _best(self, round_: int, left: int) -> tuple[int, int] | None:
        """The change that mends most for each person moved, and of those the one that costs least."""
        layout = self.layout
        changes = Changes(layout, self.seats, round_)
        parties, tables = len(layout.parties), layout.first.shape[2]
        sizes = np.concatenate([layout.sizes, np.zeros(tables, dtype=np.int64)])
        found: tuple[float, int, int, int] | None = None
        for party in np.flatnonzero(layout.sizes <= left).tolist():
            change = changes.of(party)
            people = sizes + layout.sizes[party]
            helps = np.flatnonzero((change.broken < 0) & (people <= left) & change.real)
            helps = helps[(helps < parties) | layout.used[round_, np.maximum(0, helps - parties)]]
            cost = change.weighed(layout)
            for other in helps.tolist():
                worth = (float(change.broken[other] / people[other]), int(cost[other]), party, other)
                found = min(found, worth) if found else worth
        return (found[2], found[3]) if found else None
