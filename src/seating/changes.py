"""What one change of places would do in one round: to the minimums, the wishes, the meetings and the balance, each apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seating.costs import been_before, shared, sums_of
from seating.layout import NEVER, Layout, Truth
from seating.measures import Whole


@dataclass(frozen=True, slots=True)
class Change:
    """Per possible change of one party, (P + T,): with each other party, and then to a free place at each table.

    broken, wishes, again, balance: by how much each cost grows; real: False where nothing would change.
    """

    broken: Whole
    wishes: Whole
    again: Whole
    balance: Whole
    real: Truth

    def weighed(self, layout: Layout) -> Whole:
        weights = layout.weights
        found: Whole = weights.wish * self.wishes + weights.again * self.again + weights.balance * self.balance
        return found


class Changes:
    """One round of a plan, seats (R, P), with everything that a change in it is held against."""

    def __init__(self, layout: Layout, seats: Whole, round_: int) -> None:
        self.layout, self.round = layout, round_
        parties, measures = layout.adds.shape
        tables = layout.first.shape[2]
        self.here = np.concatenate([seats[round_], np.arange(tables)])
        self._adds = np.vstack([layout.adds, np.zeros((tables, measures), dtype=np.int64)])
        self._sums = sums_of(layout, seats[round_ : round_ + 1])[0] - layout.low
        others = np.delete(seats, round_, axis=0)
        met = (shared(others) > 0) * np.outer(layout.sizes, layout.sizes)
        np.fill_diagonal(met, 0)
        apart = layout.pairs >= NEVER
        at = np.zeros((parties, tables), dtype=np.int64)
        at[np.arange(parties), seats[round_]] = 1
        been = been_before(layout, seats, round_)
        costs = np.where(been, layout.again[round_], layout.first[round_])
        self._near = [met, np.where(apart, 0, layout.pairs).astype(np.int64), apart.astype(np.int64)]
        own = [np.zeros_like(costs), costs, (~layout.may[round_]).astype(np.int64)]
        self._cost = [
            np.vstack([part + near @ at, np.zeros((tables, tables), dtype=np.int64)])
            for part, near in zip(own, self._near, strict=True)
        ]

    def of(self, party: int) -> Change:
        """Everything that this party could do in this round."""
        layout, here = self.layout, self.here
        table = here[party]
        again, wishes, banned = (
            cost[party][here] - cost[party, table] + cost[:, table] - cost[np.arange(len(here)), here]
            - 2 * np.concatenate([near[party], np.zeros(len(here) - len(near), dtype=np.int64)])
            for cost, near in zip(self._cost, self._near, strict=True)
        )  # fmt: skip
        lack, balance = self._counted(party, layout.lack), self._counted(party, layout.uneven)
        return Change(banned + lack, wishes, again, balance, here != table)

    def _counted(self, party: int, price: tuple[Whole, ...]) -> Whole:
        prices, here, sums = price[self.round], self.here, self._sums
        table, own = here[party], self._adds[party]
        measures = np.arange(prices.shape[1])
        before = prices[np.arange(len(sums))[:, None], measures, sums].sum(axis=1)
        entered = prices[table, measures, sums[table] - own + self._adds].sum(axis=1)
        left = prices[here[:, None], measures, sums[here] - self._adds + own].sum(axis=1)
        found: Whole = entered + left - before[here] - before[table]
        found[here == table] = 0
        return found
