"""Whole panels: finding one that meets every quota and weighs as much as possible.

A swap of one person for another is tried first, many at once; the exact solver (HiGHS) has the last word.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from seating.classes import Classes, Real, Whole

LEAST_GAIN = 1e-12
# So many of the lightest members are tried against twice as many of the heaviest before all are.
NEAR = 16


class Panels:
    """Finds panels over the classes of one pool."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self._matrix = csr_matrix(np.vstack([classes.matrix(), classes.heads]))
        self._minima, self._maxima = classes.minima, classes.maxima
        self._lower = np.append(classes.minima, classes.size)
        self._upper = np.append(classes.maxima, classes.size)

    def best(self, weights: Real, *, gap: float = 0.0) -> Whole | None:
        """The heaviest panel, by the exact solver; None where no panel meets the quotas."""
        found = milp(
            -weights,
            constraints=LinearConstraint(self._matrix, self._lower, self._upper),
            integrality=np.ones(len(weights)),
            bounds=Bounds(self.classes.forced, self.classes.sizes),
            options={"mip_rel_gap": gap},
        )
        if found.x is None:
            return None
        panel: Whole = np.rint(found.x).astype(np.int64)
        return panel if self.classes.holds(panel) else None

    def climbed(self, start: Whole, weights: Real, *, most: int = 400, thorough: bool = True) -> Whole:
        """From one panel to a heavier one, a swap at a time, until no swap gains anything.

        Without thorough only the lightest and the heaviest are tried, which is enough for a first panel.
        """
        classes = self.classes
        panel, counts = start.copy(), classes.counts(start)
        # people who come together are no fair swap for one person: the exact solver moves them
        lightest = np.argsort(weights, kind="stable")
        lightest = lightest[classes.heads[lightest] == 1]
        heaviest = lightest[::-1]
        for step in range(most):
            leaving = lightest[panel[lightest] > classes.forced[lightest]]
            entering = heaviest[panel[heaviest] < classes.sizes[heaviest]]
            swap = self._swap(leaving[:NEAR], entering[: 2 * NEAR], weights, counts)
            if swap is None and (thorough or step == 0):
                swap = self._swap(leaving, entering, weights, counts)
            if swap is None:
                break
            one, other = swap
            panel[one] -= 1
            panel[other] += 1
            for code in classes.codes[one][classes.codes[one] >= 0]:
                counts[code] -= 1
            for code in classes.codes[other][classes.codes[other] >= 0]:
                counts[code] += 1
        return panel

    def _swap(self, leaving: Whole, entering: Whole, weights: Real, counts: Whole) -> tuple[int, int] | None:
        """The classes of the swap that gains most, or None where none gains."""
        if not len(leaving) or not len(entering):
            return None
        gains = weights[entering][None, :] - weights[leaving][:, None]
        gains[~self._allowed(leaving, entering, counts)] = -np.inf
        out, into = np.unravel_index(int(np.argmax(gains)), gains.shape)
        return (int(leaving[out]), int(entering[into])) if gains[out, into] > LEAST_GAIN else None

    def _allowed(self, leaving: Whole, entering: Whole, counts: Whole) -> NDArray[np.bool_]:
        """(leaving, entering): whether the swap keeps every quota."""
        # one more entry for the category -1, which asks nothing
        can_leave = np.append(counts > self._minima, True)
        can_enter = np.append(counts < self._maxima, True)
        old, new = self.classes.codes[leaving], self.classes.codes[entering]
        moves = can_leave[old][:, None, :] & can_enter[new][None, :, :]
        allowed: NDArray[np.bool_] = ((old[:, None, :] == new[None, :, :]) | moves).all(axis=2)
        return allowed
