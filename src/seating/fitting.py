"""Whether the hard minimums can hold at all, and at which tables: an exact answer, by counting who counts the same.

One round is looked at; every round asks the same, except where seats are pinned. The solver (HiGHS) seats numbers of
parties that are alike, never people, so that a crowd is a few dozen numbers per table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from seating.constraints import Apart, Constraint, NeedsMet, WithinCapacity
from seating.gathering import Gathering
from seating.layout import Truth, may_sit
from seating.measures import Minimum, Whole, minimums_of
from seating.parties import parties_of

# The solver gives up after so many branches and not after a time, so that every machine gives up alike.
MOST_BRANCHES = 20_000


@dataclass(frozen=True, slots=True)
class Fit:
    """used (T,): tables in use; seats (P,): a table for every party, so that every hard minimum holds."""

    used: Truth
    seats: Whole


class Undecided(RuntimeError):
    """The solver stopped before it knew whether the minimums can hold together."""


@dataclass(frozen=True, slots=True)
class Slack:
    """A constraint that may give way, and by how much it did: per table."""

    constraint: Constraint
    given: Whole


class Fitting:
    """The hard minimums of one round as whole-number sums over kinds of parties at tables.

    without: constraints that are left out; round_: the round whose pins hold.
    """

    def __init__(self, gathering: Gathering, round_: int = 0, *, without: Sequence[Constraint] = ()) -> None:
        self.kept = tuple(one for one in gathering.constraints if one not in without)
        self.gathering = gathering
        self.parties = parties_of(gathering.people, self.kept)
        needs = NeedsMet() in self.kept
        self.minimums = minimums_of(self.kept)
        self._aparts = [one for one in self.kept if isinstance(one, Apart)]
        self._may = may_sit(gathering, self.parties, needs=needs)[round_]
        self._kinds()
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._count = 0

    def _kinds(self) -> None:
        named = {person for pair in self._aparts for person in (pair.first, pair.second)}
        keys: dict[tuple[object, ...], list[int]] = {}
        for number, party in enumerate(self.parties):
            adds = tuple(sum(minimum.adds(one) for one in party) for minimum in self.minimums)
            alone = tuple(sorted(one.id for one in party if one.id in named))
            keys.setdefault((len(party), adds, self._may[number].tobytes(), alone), []).append(number)
        self.members = list(keys.values())
        self._sample = [members[0] for members in self.members]
        self._sizes = [len(self.parties[one]) for one in self._sample]

    def solved(self, *, give: Constraint | None = None, whether: bool = False) -> tuple[Fit | None, Slack | None]:
        """Seats everybody at as many tables as can be; give may give way, and then as little as possible.

        whether: it is enough to know that it can be done, at whichever tables.
        Raises Undecided where the solver cannot tell.
        """
        tables, kinds = self.gathering.tables, len(self.members)
        width = len(tables)
        self._rows = []
        used = kinds * width
        lone = used + width
        spare = lone + width * sum(minimum.floor is None for minimum in self.minimums)
        # one more than the tables: the most that is given at any of them, so that it is spread
        self._count = spare + (width + 1 if give else 0)
        cost = np.zeros(self._count)
        cost[used : used + width] = 0.0 if whether else -1.0
        if not whether and give is None:
            # of tables that are all the same to the minimums, the first ones
            cost[used : used + width] += 1e-3 * np.arange(width) / width
        cost[spare : spare + width] = 1_000.0
        cost[spare + width :] = 0.1
        upper = np.full(self._count, 1.0)
        upper[spare:] = sum(self._sizes[k] * len(self.members[k]) for k in range(kinds))
        for kind, members in enumerate(self.members):
            row = self._may[members[0]]
            upper[kind * width : (kind + 1) * width] = len(members) * row
            self._rows.append(({kind * width + t: 1.0 for t in range(width)}, len(members), len(members)))
        for table in range(width):
            self._at(table, used, lone, spare, give)
            if give:
                self._rows.append(({spare + table: 1.0, spare + width: -1.0}, -np.inf, 0))
        self._apart(give)
        found = milp(
            cost,
            constraints=self._constraints(),
            integrality=np.ones(self._count),
            bounds=Bounds(0, upper),
            options={"node_limit": MOST_BRANCHES},
        )
        if found.x is None:
            if found.status == 2:
                return None, None
            raise Undecided("whether these hard minimums can hold together could not be decided")
        values = np.rint(found.x).astype(np.int64)
        fit = Fit(values[used : used + width] > 0, self._dealt(values[:used].reshape(kinds, width)))
        return fit, Slack(give, values[spare : spare + width]) if give else None

    def _at(self, table: int, used: int, lone: int, spare: int, give: Constraint | None) -> None:
        width = len(self.gathering.tables)
        places = self.gathering.tables[table].capacity

        def adds(minimum: Minimum) -> dict[int, float]:
            found = {
                kind * width + table: float(sum(minimum.adds(person) for person in self.parties[one]))
                for kind, one in enumerate(self._sample)
            }
            return {cell: value for cell, value in found.items() if value}

        sizes = {kind * width + table: float(size) for kind, size in enumerate(self._sizes)}
        # more than everybody can be at no table, so a table without a limit of its own gets that one
        most = places if WithinCapacity() in self.kept else len(self.gathering.people)
        if isinstance(give, WithinCapacity):
            self._rows.append(({**sizes, used + table: -float(places), spare + table: -1.0}, -np.inf, 0))
            self._rows.append(({**sizes, used + table: -float(len(self.gathering.people))}, -np.inf, 0))
        else:
            self._rows.append(({**sizes, used + table: -float(most)}, -np.inf, 0))
        self._rows.append(({**sizes, used + table: -1.0}, 0, np.inf))
        for minimum in self.minimums:
            row = adds(minimum)
            if minimum.floor is None:
                flag = lone + table
                lone += width
                extra = {spare + table: 1.0} if give == minimum.constraint else {}
                self._rows.append(({**row, flag: -2.0, **extra}, 0, np.inf))
                self._rows.append(({**row, flag: -float(len(self.gathering.people))}, -np.inf, 0))
            else:
                extra = {spare + table: float(minimum.unit)} if give == minimum.constraint else {}
                self._rows.append(({**row, used + table: -float(minimum.floor), **extra}, 0, np.inf))

    def _apart(self, give: Constraint | None) -> None:
        width = len(self.gathering.tables)
        kind_of = {
            person.id: kind
            for kind, members in enumerate(self.members)
            for one in members
            for person in self.parties[one]
        }
        for pair in self._aparts:
            one, other = kind_of[pair.first], kind_of[pair.second]
            for table in range(width if pair != give else 0):
                # tied together by other pairs, they are one kind, which then fits nowhere
                row = (
                    {one * width + table: 1.0, other * width + table: 1.0}
                    if one != other
                    else {one * width + table: 2.0}
                )
                self._rows.append((row, -np.inf, 1))

    def _constraints(self) -> LinearConstraint:
        cells = [
            (number, column, value) for number, (row, _, _) in enumerate(self._rows) for column, value in row.items()
        ]
        rows, columns, values = zip(*cells, strict=True)
        matrix = csr_matrix((values, (rows, columns)), shape=(len(self._rows), self._count))
        return LinearConstraint(matrix, [low for _, low, _ in self._rows], [high for _, _, high in self._rows])

    def _dealt(self, numbers: Whole) -> Whole:
        seats = np.zeros(len(self.parties), dtype=np.int64)
        for members, row in zip(self.members, numbers, strict=True):
            seats[members] = np.repeat(np.arange(len(row)), row)
        return seats
