"""The best that could be: leximin of the linear relaxation, an upper bound on what any lottery over panels can give.

Leximin maximises the smallest chance that anyone has, then the next smallest, and so on (Flanigan, Gölz, Gupta,
Hennig, Procaccia: Fair algorithms for selecting citizens' assemblies, Nature 596, 2021). People of one class have the
same chance in a leximin solution, so a chance is the expected number chosen of a class over its size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, hstack, vstack

from seating.classes import Classes, Real

# A dual above this says that a class is tight in every best solution, not only in this one.
TIGHT = 1e-7
# Each stage gives way this little, so that rounding of the former cannot make the next impossible; more where the
# solver still finds nothing.
GIVE = 1e-10
GIVES = (GIVE, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)
# Of HiGHS, whose own 1e-7 adds up over the stages.
EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Bound:
    """chances (T,): the leximin chance per class if panels could hold parts of people; feasible: whether any exist."""

    chances: Real
    feasible: bool


def leximin_bound(classes: Classes) -> Bound:
    """Fixes classes from the smallest chance up: those that no solution can lift further, and then the rest."""
    stage, chances = _Stage(classes), np.full(len(classes.sizes), -1.0)
    reached = 0.0
    while (chances < 0).any():
        free = np.flatnonzero(chances < 0)
        found = next((one for give in GIVES if (one := stage.highest(chances, give)) is not None), None)
        if found is None:
            if len(free) == len(chances):
                return Bound(np.zeros(len(chances)), feasible=False)
            # rounding stands in the way of lifting the rest: what was reached for them is what they keep
            chances[free] = reached
            break
        reached, duals = found
        tight = free[duals > TIGHT] if reached < 1 - TIGHT else free
        chances[tight if len(tight) else free] = reached
    return Bound(chances, feasible=True)


class _Stage:
    """The linear programme that lifts everybody whose chance is not fixed yet."""

    def __init__(self, classes: Classes) -> None:
        self.classes, self.sizes = classes, classes.sizes.astype(float)
        matrix = csr_matrix(np.vstack([classes.matrix(), classes.heads]))
        upper = np.append(classes.maxima, classes.size).astype(float)
        lower = np.append(classes.minima, classes.size).astype(float)
        wide = hstack([matrix, csr_matrix((matrix.shape[0], 1))])
        self.quotas, self.limits = vstack([wide, -wide]), np.concatenate([upper, -lower])

    def highest(self, chances: Real, give: float) -> tuple[float, Real] | None:
        """The highest floor for who is not fixed, with the duals of their rows; None where the solver finds nothing."""
        sizes, total = self.sizes, len(self.sizes)
        free = np.flatnonzero(chances < 0)
        fixed = np.where(chances < 0, 0, chances * sizes - give * np.maximum(1, sizes))
        floors = np.maximum(self.classes.forced, fixed).clip(0, sizes)
        # z - y_t / n_t <= 0 for every class that is not fixed yet
        lift = csr_matrix(
            (
                np.concatenate([-1 / sizes[free], np.ones(len(free))]),
                (np.tile(np.arange(len(free)), 2), np.concatenate([free, np.full(len(free), total)])),
            ),
            shape=(len(free), total + 1),
        )
        found = linprog(
            np.append(np.zeros(total), -1.0),
            A_ub=vstack([self.quotas, lift]).tocsr(),
            b_ub=np.concatenate([self.limits, np.zeros(len(free))]),
            bounds=[*zip(floors, sizes, strict=True), (0.0, 1.0)],
            method="highs",
            options={"primal_feasibility_tolerance": EXACT},
        )
        return (float(found.x[-1]), -found.ineqlin.marginals[-len(free) :]) if found.status == 0 else None
