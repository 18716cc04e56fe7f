"""k-means in the plane, and how well its clusters stand apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opinion.arrays import Numbers, Small, Whole
from opinion.engine import Counter
from opinion.grid import Grid, grid_over

POLIS_ROUNDS_BASE = 100
# Polis means a hundred here too, but hands the number over under a name that nobody reads
POLIS_ROUNDS_GROUPS = 20
POLIS_STILL = 0.01
ROWS_TO_LOOK_AT = 1_000


@dataclass(frozen=True, eq=False)
class Plane:
    """Points, shape (points, 2), each of some weight, and who counts them."""

    points: Numbers
    weights: Numbers
    loops: Counter

    @cached_property
    def grid(self) -> Grid:
        return grid_over(self.points)

    def round(self, centres: Numbers) -> tuple[Small, Numbers, Numbers]:
        """One round of k-means: the nearest centre of every point, the middle of each centre's points, their weight.

        Of equally near centres the last, as in Polis. The middle of no points is nan.
        """
        labels, sums, weight = self.loops.round(self.points, self.weights, self.grid, centres)
        with np.errstate(invalid="ignore"):
            return labels, sums / weight[:, None], weight


def first_distinct(points: Numbers, k: int) -> Numbers:
    """The first k different points in their order."""
    found: dict[tuple[float, float], None] = {}
    for at in range(0, len(points), ROWS_TO_LOOK_AT):
        for x, y in points[at : at + ROWS_TO_LOOK_AT].tolist():
            found.setdefault((x, y))
            if len(found) == k:
                return np.array(list(found))
    return np.array(list(found))


def polis_k_means(plane: Plane, k: int, *, rounds: int) -> tuple[Small, Numbers]:
    """Labels and centres as Polis finds them: from the first k different points, empty clusters dropped.

    Each round puts the points with the nearest centre and moves the centres to their means; it stops when the
    centres, both times sorted, moved less than 0.01, or after `rounds` and one more.
    """
    centres = first_distinct(plane.points, k)
    return plane.loops.polis_rounds(plane.points, plane.weights, plane.grid, centres, rounds + 1, POLIS_STILL)


def spread_starts(points: Numbers, weights: Numbers, k: int, chance: np.random.Generator, loops: Counter) -> Numbers:
    """k starting centres, each drawn with a chance that grows with the squared distance to those before.

    Source: D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007, 1027-1035.
    """
    return points[loops.spread_out(points, weights, chance.random(k))]


def best_k_means(points: Numbers, weights: Numbers, starts: Numbers, loops: Counter, *, rounds: int = 100) -> Numbers:
    """The centres of the best of many k-means; starts has shape (starts, k, 2).

    Best is the least weighted sum of squared distances; of equal ones the first start.
    """
    centres, costs = loops.rounds_of_starts(points, weights, starts, rounds)
    best = np.flatnonzero(costs <= costs.min() * (1 + 1e-9))[0]
    chosen: Numbers = centres[best]
    return chosen


def silhouette(distances: Numbers, weights: Numbers, labels: Small | Whole, *, weighted: bool) -> float:
    """How well clusters stand apart, from -1 to 1: the mean of (b - a) / max(a, b).

    a is somebody's mean distance to their own cluster and b to the nearest other one; alone in a cluster: 0.
    Weighted, every point stands for that many people at one place; otherwise (Polis) for one.

    Source: P. J. Rousseeuw, Journal of Computational and Applied Mathematics 20 (1987) 53-65,
    https://doi.org/10.1016/0377-0427(87)90125-7
    """
    mass = weights if weighted else np.ones(len(weights))
    k = int(labels.max()) + 1
    members = (labels[:, None] == np.arange(k)) * mass[:, None]
    total, size = distances @ members, members.sum(axis=0)
    rows = np.arange(len(labels))
    own = size[labels] - 1
    inside = total[rows, labels] / np.maximum(own, 1e-300)
    with np.errstate(divide="ignore", invalid="ignore"):
        others = np.where(size > 0, total / size, np.inf)
    others[rows, labels] = np.inf
    outside = others.min(axis=1)
    largest = np.maximum(inside, outside)
    apart = np.where((own > 0) & (largest > 0), (outside - inside) / np.where(largest > 0, largest, 1), 0.0)
    return float((apart * mass).sum() / mass.sum())
