"""From a gathering to a plan: a first plan that keeps every minimum, then a long search for a better one.

>>> young = tuple(Person(f"young-{one}", {"role": "young_person"}) for one in range(6))
>>> adults = tuple(Person(f"{role}-{one}", {"role": role}) for role in ("ministry", "organisation") for one in range(2))
>>> found = arrange(Gathering((*young, *adults), (Table("1", 5), Table("2", 5)), rounds=2), seed="2027-01-15")
>>> found.costs.broken, found.costs.again, found.bounds.again
(0, 8, 8)
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np

from seating.arrangement import Arrangement, arrangement_of
from seating.bounds import Bounds, bounds_of
from seating.costs import costs_of, roughness, weighed
from seating.fitting import Fit
from seating.gathering import Gathering
from seating.impossible import fitted, refuse_torn
from seating.layout import Layout, Weights, layout_of
from seating.measures import Whole
from seating.people import Person
from seating.plan import Table
from seating.progress import UNWATCHED, Watch
from seating.search import Search

# Steps of a search: many per person where there are few people, fewer where there are many.
STEPS_EACH = 240
MOST_STEPS = 48_000
STEPS_EACH_OF_MANY = 2
# From a cost that is readily accepted to one that is accepted once in a few thousand times.
HOT = 1.2
COLD = 0.12
# After the long cooling, short ones from the best plan so far: half of the steps, each from lukewarm.
WARM = 0.6
COOLINGS = 5
# What one person too few costs: at first a minimum may be broken on the way to something better, in the end never.
STRICT = (6.0, 30.0, 1_000.0)
REPAIRS = 12


def arrange(
    gathering: Gathering,
    *,
    seed: str,
    weights: Weights | None = None,
    effort: float = 1.0,
    watch: Watch = UNWATCHED,
) -> Arrangement:
    """Seats everybody in every round so that all hard minimums hold and as much as can be of the rest.

    effort: how long to look, 1 being a few seconds for a hundred people. The same gathering, seed, weights and effort
    give the same plan, in whatever order people and tables come.
    Raises NoPlan where the minimums cannot hold together, ValueError for wrong input, Cancelled when watch says so.
    """
    if not 0 < effort <= 100:
        raise ValueError(f"effort is {effort}; allowed: more than 0, at most 100")
    weights = weights or Weights()
    ordered = in_order(gathering, seed)
    chance = np.random.default_rng(list(hashlib.sha256(f"tables:{seed}:{gathering.digest()}".encode()).digest()))
    watch.step("minimums", 0.0)
    layout, seats = _first(ordered, weights, chance)
    watch.step("bounds", 0.03)
    bounds = bounds_of(layout)
    seats = _improved(layout, seats, chance, effort, bounds, watch)
    watch.step("reasons", 0.97)
    found = arrangement_of(layout, seats, gathering, bounds, seed=seed)
    watch.step("done", 1.0)
    return found


def in_order(gathering: Gathering, seed: str) -> Gathering:
    """People in the order of the digest of seed and id, and tables by id: no place in a file is an advantage."""

    def rank(person: Person) -> str:
        return hashlib.sha256(f"person:{seed}:{person.id}".encode()).hexdigest()

    def by_id(table: Table) -> str:
        return table.id

    return replace(
        gathering,
        people=tuple(sorted(gathering.people, key=rank)),
        tables=tuple(sorted(gathering.tables, key=by_id)),
        pinned=tuple(sorted(gathering.pinned, key=lambda seat: (seat.round, seat.table, seat.person))),
    )


def _first(gathering: Gathering, weights: Weights, chance: np.random.Generator) -> tuple[Layout, Whole]:
    """A plan that keeps every minimum. People dealt out by role often do; else the exact solver says, or says why not."""
    refuse_torn(gathering)
    every = np.ones((gathering.rounds, len(gathering.tables)), dtype=bool)
    if sum(table.capacity for table in gathering.tables) >= len(gathering.people) >= len(gathering.tables):
        layout = layout_of(gathering, every, weights)
        if (seats := _dealt(layout, chance)) is not None:
            return layout, seats
    fits: dict[object, Fit] = {}
    for round_ in gathering.every_round():
        pins = tuple((seat.person, seat.table) for seat in gathering.pinned if seat.round == round_)
        if pins not in fits:
            fits[pins] = fitted(gathering, round_.number - 1)[1]
        every[round_.number - 1] = fits[pins].used
    layout = layout_of(gathering, every, weights)
    return layout, _of_fits(gathering, fits)


def _of_fits(gathering: Gathering, fits: dict[object, Fit]) -> Whole:
    rows = []
    for round_ in gathering.every_round():
        pins = tuple((seat.person, seat.table) for seat in gathering.pinned if seat.round == round_)
        rows.append(fits[pins].seats)
    return np.array(rows)


def _dealt(layout: Layout, chance: np.random.Generator) -> Whole | None:
    """Parties dealt over the tables by what they add, then put right; None where minimums are still broken."""
    rounds, parties, tables = layout.first.shape
    capacity = np.array([table.capacity for table in layout.gathering.tables])
    order = np.lexsort((*layout.adds.T[::-1], -layout.sizes))
    seats = np.zeros((rounds, parties), dtype=np.int64)
    for row in seats:
        free, at = capacity.copy(), int(chance.integers(tables))
        for party in order:
            choice = next((t % tables for t in range(at, at + tables) if free[t % tables] >= layout.sizes[party]), None)
            if choice is None:
                return None
            row[party], at = choice, choice + 1
            free[choice] -= layout.sizes[party]
    search = Search(replace(layout, weights=Weights(0, 0, 0)), seats, chance)
    before = np.inf
    for _ in range(REPAIRS):
        broken = costs_of(layout, search.seats).broken
        if broken == 0:
            return search.seats
        if broken >= before:
            # no longer getting better: the exact solver has to say whether it can be done
            return None
        before = broken
        for round_ in range(rounds):
            search.sweep(round_, parties, 0.3, 1.0)
    return None


def _improved(
    layout: Layout, seats: Whole, chance: np.random.Generator, effort: float, bounds: Bounds, watch: Watch
) -> Whole:
    """The best plan that was met with every minimum kept; done at once when no plan can be better."""
    rounds, parties, _ = layout.first.shape
    seats_in_all = rounds * parties
    steps = effort * min(STEPS_EACH * seats_in_all, MOST_STEPS + STEPS_EACH_OF_MANY * seats_in_all)
    portions = rounds * max(4, min(100, int(steps / rounds / max(60, parties))))
    search = Search(layout, seats, chance)
    best, cost = seats, (weighed(layout, costs_of(layout, seats)), roughness(layout, seats))
    before, began = cost, 0
    for portion in range(portions):
        done = portion / portions
        watch.step("looking", 0.05 + 0.9 * done)
        cooling, heat = _heat(done)
        if cooling > began:
            began, search.seats = cooling, best.copy()
        search.sweep(portion % rounds, int(steps / portions) + 1, heat, STRICT[min(2, int(6 * done))])
        if portion % rounds == rounds - 1 and done > 0.3:
            best, cost = _better(layout, search.seats, best, cost)
            if cost[0] <= bounds.total and cost >= before:
                return best
            before, began = cost, 0
    for portion in range(2 * rounds):
        search.sweep(portion % rounds, 2 * parties, 0.0, STRICT[-1])
    return _better(layout, search.seats, best, cost)[0]


def _heat(done: float) -> tuple[int, float]:
    """Which cooling this is, from 0, and how hot it is."""
    if done < 0.5:
        return 0, HOT * (COLD / HOT) ** (2 * done)
    part = (2 * done - 1) * COOLINGS
    return int(part) + 1, WARM * (COLD / WARM) ** (part % 1)


def _better(layout: Layout, seats: Whole, best: Whole, cost: tuple[int, float]) -> tuple[Whole, tuple[int, float]]:
    found = costs_of(layout, seats)
    if found.broken == 0 and (new := (weighed(layout, found), roughness(layout, seats))) < cost:
        return seats.copy(), new
    return best, cost
