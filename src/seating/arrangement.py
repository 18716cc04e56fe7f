"""A finished table plan with everything needed to judge it: what it costs, what could not be better, who misses what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from seating.bounds import Bounds, bounds_of
from seating.checking import check
from seating.constraints import Together, Unmet
from seating.costs import Costs, costs_of
from seating.gathering import Gathering
from seating.layout import Layout, Weights, layout_of
from seating.measures import Whole
from seating.plan import Round, Seat, TablePlan
from seating.unmet import UnmetWish, unmet_wishes

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A table plan for a gathering.

    costs: what it costs; bounds: what no plan with these tables in use can go under; unmet: hard minimums that do not
    hold, empty after a search and perhaps not after a change by hand; wishes: every wish that is not met, with the
    reason; input: the SHA-256 of what went in.
    """

    gathering: Gathering
    plan: TablePlan
    costs: Costs
    bounds: Bounds
    unmet: tuple[Unmet, ...]
    wishes: tuple[UnmetWish, ...]
    weights: Weights
    seed: str
    input: str
    version: str = VERSION

    @property
    def total(self) -> int:
        """What wishes, meetings and balance cost together, each at its weight."""
        weights, costs = self.weights, self.costs
        return weights.wish * costs.wishes + weights.again * costs.again + weights.balance * costs.balance

    @property
    def gap(self) -> float:
        """How far, at most, the plan is from the best there is, in units of cost."""
        return max(0.0, round(self.total - self.bounds.total, 6))

    def moved(self, person: str, table: str, round_: Round, *, with_: str | None = None) -> Arrangement:
        """The plan after a change by hand, checked again: a person at another table, or two people in each other's place.

        Raises ValueError where a name or round is not in the plan. What breaks is listed in `unmet`, not refused.
        """
        at = {seat.person: seat.table for seat in self.plan.seats if seat.round == round_}
        for name in (person, with_):
            if name is not None and name not in at:
                raise ValueError(f"person is {name!r}, who has no seat in round {round_.number}; allowed: who has one")
        if table not in {one.id for one in self.plan.tables}:
            raise ValueError(f"table is {table!r}; allowed: ids of tables")
        if with_ is not None and at[with_] != table:
            raise ValueError(f"with_ is {with_!r}, who is not at table {table}; allowed: people who sit there")
        new = {person: table} if with_ is None else {person: table, with_: at[person]}
        seats = tuple(
            replace(seat, table=new[seat.person]) if seat.round == round_ and seat.person in new else seat
            for seat in self.plan.seats
        )
        return judged(self.gathering, seats, seed=self.seed, weights=self.weights)

    def met_again(self) -> tuple[tuple[str, str, int], ...]:
        """Pairs that share more than one table, and how many rounds; those who must sit together are left out."""
        times: Counter[tuple[str, str]] = Counter()
        for sitting in self.plan.sittings():
            times.update(combinations(sorted(person.id for person in sitting.people), 2))
        tied = {
            tuple(sorted((pair.first, pair.second)))
            for pair in self.gathering.constraints
            if isinstance(pair, Together)
        }
        return tuple((*pair, count) for pair, count in sorted(times.items()) if count > 1 and pair not in tied)

    def published(self) -> dict[str, object]:
        """The plan as plain data, in an order of its own."""
        costs, bounds = self.costs, self.bounds
        return {
            "version": self.version,
            "input": self.input,
            "seed": self.seed,
            "weights": {"wish": self.weights.wish, "again": self.weights.again, "balance": self.weights.balance},
            "costs": {"wishes": costs.wishes, "again": costs.again, "balance": costs.balance, "total": self.total},
            "bounds": {
                "wishes": bounds.wishes,
                "again": bounds.again,
                "balance": bounds.balance,
                "total": bounds.total,
            },
            "unmet": [{"round": one.round.number, "table": one.table, "sentence": one.sentence} for one in self.unmet],
            "wishes": [
                {
                    "person": one.person,
                    "round": one.round.number,
                    "kind": one.kind.value,
                    "cost": one.cost,
                    "sentence": one.sentence,
                }
                for one in self.wishes
            ],
            "met_again": [{"people": [one, other], "rounds": count} for one, other, count in self.met_again()],
            "seats": [
                {"round": seat.round.number, "table": seat.table, "person": seat.person} for seat in self.plan.seats
            ],
        }


def judged(gathering: Gathering, seats: tuple[Seat, ...], *, seed: str, weights: Weights | None = None) -> Arrangement:
    """Any plan of one seat per person and round, however it was made, held against everything that was asked.

    Raises ValueError where somebody has no seat in a round, or two.
    """
    place = {table.id: number for number, table in enumerate(gathering.tables)}
    at: dict[tuple[Round, str], int] = {}
    for seat in seats:
        if (seat.round, seat.person) in at:
            raise ValueError(f"seats holds {seat.person!r} twice in round {seat.round.number}; allowed: one seat")
        at[seat.round, seat.person] = place[seat.table]
    used = np.zeros((gathering.rounds, len(gathering.tables)), dtype=bool)
    for (round_, _), table in at.items():
        used[round_.number - 1, table] = True
    for round_ in gathering.every_round():
        for person in gathering.people:
            if (round_, person.id) not in at:
                raise ValueError(f"seats holds no seat for {person.id!r} in round {round_.number}; allowed: one each")
    # who must sit together and does not is no party: each is looked at alone
    loose = replace(
        gathering,
        constraints=tuple(one for one in gathering.constraints if not _torn_apart(one, at, gathering)),
        pinned=(),
    )
    crowd = max(Counter((round_, table) for (round_, _), table in at.items()).values())
    layout = layout_of(loose, used, weights or Weights(), crowd=crowd)
    rows = [[at[round_, party[0].id] for party in layout.parties] for round_ in gathering.every_round()]
    return arrangement_of(layout, np.array(rows), gathering, bounds_of(layout), seed=seed)


def _torn_apart(constraint: object, at: dict[tuple[Round, str], int], gathering: Gathering) -> bool:
    return isinstance(constraint, Together) and any(
        at[round_, constraint.first] != at[round_, constraint.second] for round_ in gathering.every_round()
    )


def arrangement_of(layout: Layout, seats: Whole, gathering: Gathering, bounds: Bounds, *, seed: str) -> Arrangement:
    """The seats of a search as a plan, judged; gathering is what was asked, in the order in which it was asked."""
    tables = layout.gathering.tables
    placed = [
        Seat(person.id, tables[seats[round_.number - 1, number]].id, round_)
        for round_ in gathering.every_round()
        for number, party in enumerate(layout.parties)
        for person in party
    ]
    placed.sort(key=lambda seat: (seat.round, seat.table, seat.person))
    plan = TablePlan(gathering.people, gathering.tables, tuple(placed))
    return Arrangement(
        gathering=gathering,
        plan=plan,
        costs=costs_of(layout, seats),
        bounds=bounds,
        unmet=tuple(check(plan, gathering.constraints)),
        wishes=unmet_wishes(layout, seats),
        weights=layout.weights,
        seed=seed,
        input=gathering.digest(),
    )
