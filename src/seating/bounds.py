"""How good a plan could be at best: three figures that no plan with these tables in use can better.

Wishes by a transportation problem (Hitchcock 1941): people who wish the same to tables that are alike, over all rounds
at once. Meetings by counting: whoever shares a table must be spread over the tables of another round. Balance by
rounding: a table's share of a category is a whole number, so what cannot be seated evenly in a relaxation is lost.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from math import ceil, comb

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, hstack, identity, vstack

from seating.layout import Layout
from seating.measures import Whole

# What a solver leaves behind these digits is noise.
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Bounds:
    """No plan with these tables in use has less: cost of wishes, pairs that meet again, places off balance.

    total: the least that the three can cost together, each at its weight; it can be more than the three apart.
    """

    wishes: float
    again: int
    balance: int
    total: float


def bounds_of(layout: Layout) -> Bounds:
    transport = _Transport(layout)
    weights, again = layout.weights, _again(layout)
    together = transport.least(weights.wish, weights.balance)
    return Bounds(
        wishes=transport.least(1, 0),
        again=again,
        balance=ceil(transport.least(0, 1) - 10**-DIGITS),
        total=round(together + weights.again * again, DIGITS),
    )


class _Transport:
    """Kinds of people at sorts of tables, over all rounds; a relaxation, in which a person may be in parts.

    A kind is everybody for whom every seat costs the same and who adds the same to every measure; a sort is all tables
    that are alike in rounds that are alike. A theme costs its first price once per person, and its second price after
    that. Wishes about other people are left out: at best all of them are met, which costs nothing.
    """

    def __init__(self, layout: Layout) -> None:
        columns, self._times, self._group, self._held = _sorts(layout)
        parties, measures = layout.adds.shape
        rows = np.hstack([columns[:, :-1].reshape(-1, 3, parties).transpose(2, 1, 0).reshape(parties, -1), layout.adds])
        _, sample, self._many = np.unique(rows, axis=0, return_index=True, return_counts=True)
        first, again, may = (columns[:, part * parties : (part + 1) * parties][:, sample].T for part in range(3))
        self._theme, self._adds = columns[:, -1], layout.adds[sample]
        self._prices = np.concatenate([first.ravel(), again.ravel()]).astype(float)
        self._may = np.tile(may.ravel(), 2) > 0
        self._limits(layout, measures)

    def _limits(self, layout: Layout, measures: int) -> None:
        """(S, M): over all tables of a sort, the sum that a minimum asks for, and the even share from and to."""
        sorts = len(self._held)
        self._floor = np.full((sorts, measures), -np.inf)
        self._even = np.zeros((2, sorts, measures))
        self._places = np.zeros(sorts)
        for sort, held in enumerate(self._held):
            for round_, table in held:
                self._places[sort] += min(layout.gathering.tables[table].capacity, len(layout.gathering.people))
                for measure in range(measures):
                    even = np.flatnonzero(layout.uneven[round_][table, measure] == 0)
                    self._even[:, sort, measure] += even[[0, -1]] + layout.low[measure]
            for number, minimum in enumerate(layout.minimums, start=1):
                if minimum.floor is not None:
                    self._floor[sort, number] = minimum.floor * len(held)

    def least(self, wish: float, balance: float) -> float:
        """The least cost of wishes and balance at these weights; 0 where the relaxation holds nothing at all."""
        kinds, sorts, measures = len(self._many), len(self._held), self._adds.shape[1]
        kind, sort = (np.tile(grid.ravel(), 2) for grid in np.indices((kinds, sorts)))
        cells, ones = np.arange(len(kind)), np.ones(len(kind))
        half, themes = len(kind) // 2, int(self._theme.max()) + 1
        visit = (kind * themes + self._theme[sort])[:half]
        once = csr_matrix((ones[:half], (visit, cells[:half])), shape=(kinds * themes, len(cells)))
        every = csr_matrix((ones, (kind * len(self._times) + self._group[sort], cells)))
        adds = self._adds[kind]
        cell, measure = np.nonzero(adds)
        sums = csr_matrix(
            (adds[cell, measure], (sort[cell] * measures + measure, cell)), shape=(sorts * measures, len(cells))
        )
        eye = identity(sorts * measures, format="csr")
        floors = np.flatnonzero(np.isfinite(self._floor.ravel()))
        wide = hstack(
            [
                vstack([once, sums[0::measures], -sums[floors]]),
                csr_matrix((kinds * themes + sorts + len(floors), 2 * sorts * measures)),
            ]
        )
        low, high = self._even.reshape(2, -1)
        found = linprog(
            np.concatenate([wish * self._prices, np.full(2 * sorts * measures, float(balance))]),
            A_ub=vstack([wide, hstack([sums, -eye, 0 * eye]), hstack([-sums, 0 * eye, -eye])]).tocsr(),
            b_ub=np.concatenate(
                [np.repeat(self._many, themes), self._places, -self._floor.ravel()[floors], high, -low]
            ),
            A_eq=hstack([every, csr_matrix((every.shape[0], 2 * sorts * measures))]).tocsr(),
            b_eq=np.outer(self._many, self._times).ravel(),
            bounds=np.column_stack(
                [
                    np.zeros(len(cells) + 2 * sorts * measures),
                    np.append(np.where(self._may, np.inf, 0), np.full(2 * sorts * measures, np.inf)),
                ]
            ),
            method="highs",
        )
        return round(float(found.fun), DIGITS) if found.status == 0 else 0.0


def _sorts(layout: Layout) -> tuple[Whole, Whole, Whole, list[list[tuple[int, int]]]]:
    """Tables that are alike in rounds that are alike.

    columns (S, 3 P + 1): what each sort costs the first time and again, who may sit there, its theme; times (G,): how
    often each group of rounds is held; group (S,): the group of rounds of each sort; held: its rounds and tables.
    """
    groups: dict[bytes, int] = {}
    sorts: dict[tuple[int, bytes], int] = {}
    times: list[int] = []
    columns, group = [], []
    held: list[list[tuple[int, int]]] = []
    for round_ in range(len(layout.used)):
        told = np.vstack([layout.first[round_], layout.again[round_], layout.may[round_], layout.theme[[round_]]]).T
        same = told.tobytes() + layout.used[round_].tobytes()
        number = groups.setdefault(same, len(groups))
        times[number:] = [1 if number == len(times) else times[number] + 1, *times[number + 1 :]]
        for table in np.flatnonzero(layout.used[round_]):
            sort = sorts.setdefault((number, told[table].tobytes()), len(sorts))
            if sort == len(held):
                columns.append(told[table])
                group.append(number)
                held.append([])
            held[sort].append((round_, int(table)))
    return np.array(columns), np.array(times), np.array(group), held


def _again(layout: Layout) -> int:
    """Pairs that meet again, by counting: a table spread over the tables of another round, and all meetings at once.

    Two rounds share at least `spread` pairs; three rounds at least twice that, since a pair that meets three times
    counts twice. A party meets itself in every round and is left out.
    """
    rounds, people = len(layout.used), int(layout.sizes.sum())
    bound_to_meet = sum(comb(int(size), 2) for size in layout.sizes)
    capacities = [
        sorted((table.capacity for table, on in zip(layout.gathering.tables, used, strict=True) if on), reverse=True)
        for used in layout.used
    ]
    edges = sorted(
        (
            (_spread(people, capacities[one], capacities[other]), one, other)
            for one, other in combinations(range(rounds), 2)
        ),
        reverse=True,
    )
    tree, joined = 0, list(range(rounds))
    for weight, one, other in edges:
        if joined[one] != joined[other]:
            tree += max(0, weight - bound_to_meet)
            joined = [joined[one] if group == joined[other] else group for group in joined]
    meetings = sum(_meetings(people, places) for places in capacities)
    return max(tree, meetings - comb(people, 2) - (rounds - 1) * bound_to_meet)


def _meetings(people: int, capacities: list[int]) -> int:
    """The fewest pairs that share a table in one round: tables as even as their places allow."""
    return sum(comb(size, 2) for size in _even(people, capacities))


def _spread(people: int, one: list[int], other: list[int]) -> int:
    return max(
        sum(sum(comb(cell, 2) for cell in _even(size, [size] * len(across))) for size in _even(people, along))
        for along, across in ((one, other), (other, one))
    )


def _even(people: int, capacities: list[int]) -> list[int]:
    sizes = Counter[int]()
    left, open_ = people, sorted(range(len(capacities)), key=lambda table: capacities[table])
    for position, table in enumerate(open_):
        sizes[table] = min(capacities[table], left // (len(open_) - position))
        left -= sizes[table]
    return [sizes[table] for table in open_]
