"""Looking for a better plan: one round at a time, a party at a time, every swap and every free place weighed at once.

For one party the cost of changing places with each other party, and of moving to each table, is worked out in one go;
one of them, or staying, is drawn with a chance that falls with its cost (heat-bath annealing: Geman and Geman 1984).
While a round is rearranged the others stand still, so "met before" is a table of zeros and ones. All costs are whole
numbers in floats, which add up exactly: the same seed gives the same plan on every machine.
"""

from __future__ import annotations

import numpy as np

from seating.layout import NEVER, Layout
from seating.measures import Real, Whole

# Of plans in which every share is rounded, those nearest to the exact shares: a quarter of being off balance.
FINE = 0.25


class Search:
    """A plan that is being improved. seats (R, P): the table of each party in each round."""

    def __init__(self, layout: Layout, seats: Whole, chance: np.random.Generator) -> None:
        self.layout, self.seats, self.chance = layout, seats.copy(), chance
        parties, measures = layout.adds.shape
        tables = layout.first.shape[2]
        self._many, self._tables = parties, tables
        # a free place at each table stands behind the parties, as somebody who adds nothing
        self._adds = np.vstack([layout.adds, np.zeros((tables, measures), dtype=np.int64)])
        self._sorts, self._sort_of = np.unique(self._adds, axis=0, return_inverse=True)
        counted = layout.lack[0].shape[2]
        starts = np.arange(tables * measures).reshape(tables, measures) * counted
        self._base = starts - layout.low[None, :]
        self._met_worth = layout.weights.again * np.outer(layout.sizes, layout.sizes).astype(float)
        np.fill_diagonal(self._met_worth, 0)

    def met(self, round_: int) -> Real:
        """(P, P): 1 where two parties share a table in another round."""
        others = [one for one in range(len(self.seats)) if one != round_]
        found = np.zeros((self._many, self._many), dtype=bool)
        for one in others:
            found |= self.seats[one][:, None] == self.seats[one][None, :]
        return found.astype(float)

    def seat_costs(self, round_: int) -> Real:
        """(P, T): what a seat costs each party, given the themes of its other rounds."""
        layout = self.layout
        been = np.zeros((self._many, int(layout.theme.max()) + 1), dtype=bool)
        for one in range(len(self.seats)):
            if one != round_:
                been[np.arange(self._many), layout.theme[one, self.seats[one]]] = True
        wishes = (
            np.where(been[:, layout.theme[round_]], layout.again[round_], layout.first[round_]) * layout.weights.wish
        )
        found: Real = (wishes + NEVER * ~layout.may[round_]).astype(float)
        return found

    def sweep(self, round_: int, steps: int, heat: float, strict: float) -> None:
        """Rearranges one round. heat: how readily a cost is accepted, in units of cost; 0 takes improvements alone.

        strict: what one person too few for a minimum costs.
        """
        layout = self.layout
        pairs = layout.pairs * layout.weights.wish * (layout.pairs < NEVER) + layout.pairs * (layout.pairs >= NEVER)
        self._near = np.zeros((self._many, self._many + self._tables))
        self._near[:, : self._many] = pairs + self.met(round_) * self._met_worth
        here = self.seats[round_].copy()
        self._here = np.concatenate([here, np.arange(self._tables)])
        at = np.zeros((self._many, self._tables))
        at[np.arange(self._many), here] = 1
        self._cost = np.zeros((self._many + self._tables, self._tables))
        self._cost[: self._many] = self.seat_costs(round_) + self._near[:, : self._many] @ at
        uneven = layout.uneven[round_] + FINE * layout.fine[round_]
        self._prices = (strict * layout.lack[round_] + layout.weights.balance * uneven).ravel()
        sums = np.zeros((self._tables, layout.adds.shape[1]), dtype=np.int64)
        np.add.at(sums, here, layout.adds)
        self._sums = self._base + sums
        self._paid = self._prices.take(self._sums).sum(axis=1)
        self._left = self._sums[self._here] - self._adds
        order = np.concatenate([self.chance.permutation(self._many) for _ in range(-(-steps // self._many))])
        for party, luck in zip(order[:steps].tolist(), self.chance.random(steps).tolist(), strict=True):
            self._one(party, heat, luck)
        self.seats[round_] = self._here[: self._many]

    def _one(self, party: int, heat: float, luck: float) -> None:
        here, cost, near = self._here, self._cost, self._near[party]
        table = here[party]
        own = cost[party]
        change = own.take(here) - own[table] + cost[:, table] - cost[np.arange(len(here)), here] - 2 * near
        entering = self._prices.take(self._sums[table] - self._adds[party] + self._sorts).sum(axis=1)
        leaving = self._prices.take(self._left + self._adds[party]).sum(axis=1)
        change += entering.take(self._sort_of) + leaving - self._paid.take(here) - self._paid[table]
        change[here == table] = np.inf
        change[party] = 0.0
        least = change.min()
        if heat > 0:
            odds = np.exp((least - change) / heat).cumsum()
            other = int(odds.searchsorted(luck * odds[-1], side="right"))
        elif least >= 0:
            return
        else:
            best = np.flatnonzero(change == least)
            other = int(best[int(luck * len(best))])
        if other != party:
            self._swap(party, min(other, len(here) - 1))

    def _swap(self, party: int, other: int) -> None:
        """Other is a party at another table, or a free place there."""
        here, near, many = self._here, self._near, self._many
        old, new = here[party], here[other]
        here[party] = new
        shift = near[:, party].copy()
        gained = self._adds[party] - self._adds[other]
        if other < many:
            here[other] = old
            shift -= near[:, other]
        self._cost[:many, old] -= shift
        self._cost[:many, new] += shift
        self._sums[old] -= gained
        self._sums[new] += gained
        touched = [old, new]
        self._paid[touched] = self._prices.take(self._sums[touched]).sum(axis=1)
        moved = np.flatnonzero((here == old) | (here == new))
        self._left[moved] = self._sums[here[moved]] - self._adds[moved]
