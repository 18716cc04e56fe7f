"""k-means in the plane, and how well its clusters stand apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opinion.arrays import AnyArray, Numbers, Small, Whole
from opinion.engine import Counter

POLIS_ROUNDS_BASE = 100
# Polis means a hundred here too, but hands the number over under a name that nobody reads
POLIS_ROUNDS_GROUPS = 20
POLIS_STILL = 0.01
BRUTE_FORCE_UP_TO = 200_000
ROWS_TO_LOOK_AT = 1_000
COARSE, FINE, FINE_FROM = 32, 64, 300_000


@dataclass(frozen=True, eq=False)
class Plane:
    """Points with weights, and a grid over them that tells which centres can be nearest to what lies in a cell."""

    points: Numbers
    weights: Numbers
    loops: Counter

    @cached_property
    def _grid(self) -> tuple[Small, Numbers, Numbers]:
        """The cell of every point, and the lower and upper corner of every occupied cell."""
        n = FINE if len(self.points) >= FINE_FROM else COARSE
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        size = np.maximum((high - low) / n, 1e-300)
        at = np.clip(((self.points - low) / size).astype(np.int32), 0, n - 1)
        cells = at[:, 0] * n + at[:, 1]
        used = np.zeros(n * n, bool)
        used[cells] = True
        occupied = np.flatnonzero(used)
        number = np.zeros(n * n, np.int32)
        number[occupied] = np.arange(len(occupied), dtype=np.int32)
        corner = low + np.stack(np.divmod(occupied, n), axis=1) * size
        return number[cells], corner, corner + size

    def nearest(self, centres: Numbers) -> Small:
        """The number of the nearest centre of every point; of equally near ones the last, as in Polis."""
        if len(self.points) * len(centres) <= BRUTE_FORCE_UP_TO and self.loops.kernels is not None:
            everyone = np.arange(len(centres), dtype=np.int32)[None, :]
            nowhere, n_candidates = np.zeros(len(self.points), np.int32), np.array([len(centres)], np.int32)
            return self.loops.nearest(self.points, nowhere, everyone, n_candidates, centres)
        if len(self.points) * len(centres) <= BRUTE_FORCE_UP_TO:
            dx = self.points[:, 0, None] - centres[None, :, 0]
            dy = self.points[:, 1, None] - centres[None, :, 1]
            distances = dx * dx + dy * dy
            last: AnyArray = len(centres) - 1 - np.argmin(distances[:, ::-1], axis=1)
            return last.astype(np.int32)
        cells, low, high = self._grid
        candidates, n_candidates = _candidates(low, high, centres)
        return self.loops.nearest(self.points, cells, candidates, n_candidates, centres)

    def means(self, labels: Small, k: int) -> tuple[Numbers, Numbers]:
        """The weighted mean of each cluster (nan when it is empty) and its weight."""
        weight = np.bincount(labels, self.weights, k).astype(np.float64)
        with np.errstate(invalid="ignore"):
            centres = np.stack(
                [np.bincount(labels, self.points[:, axis] * self.weights, k) / weight for axis in (0, 1)], axis=1
            )
        return centres, weight


def _candidates(low: Numbers, high: Numbers, centres: Numbers) -> tuple[Small, Small]:
    """Per cell the centres that may be nearest: not farther at their nearest than another at its farthest."""
    nearest, farthest = np.zeros((len(low), len(centres))), np.zeros((len(low), len(centres)))
    for axis in (0, 1):
        below = low[:, None, axis] - centres[None, :, axis]
        above = centres[None, :, axis] - high[:, None, axis]
        nearest += np.square(np.maximum(np.maximum(below, above), 0))
        farthest += np.square(np.maximum(np.abs(below), np.abs(above)))
    # a hair's breadth more, so that rounding never loses a centre
    possible = nearest <= farthest.min(axis=1)[:, None] * (1 + 1e-9) + 1e-300
    n_candidates = possible.sum(axis=1).astype(np.int32)
    cell, centre = np.nonzero(possible)
    candidates = np.zeros((len(low), int(n_candidates.max())), np.int32)
    candidates[cell, (np.cumsum(possible, axis=1) - 1)[cell, centre]] = centre
    return candidates, n_candidates


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
    labels = np.zeros(len(plane.points), np.int32)
    for _ in range(rounds + 1):
        labels = plane.nearest(centres)
        moved, weight = plane.means(labels, len(centres))
        filled = np.bincount(labels, minlength=len(centres)) > 0
        labels = (np.cumsum(filled) - 1)[labels].astype(np.int32)
        moved = moved[filled]
        still = _moved_little(centres, moved)
        centres = moved
        if still:
            break
    return labels, centres


def _moved_little(before: Numbers, after: Numbers) -> bool:
    one, two = (centres[np.lexsort((centres[:, 1], centres[:, 0]))] for centres in (before, after))
    both = min(len(one), len(two))
    return bool((np.sqrt(((one[:both] - two[:both]) ** 2).sum(axis=1)) < POLIS_STILL).all())


def spread_starts(points: Numbers, weights: Numbers, k: int, chance: np.random.Generator) -> Numbers:
    """k starting centres, each drawn with a chance that grows with the squared distance to those before.

    Source: D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007, 1027-1035.
    """
    draws = chance.random(k)
    chosen = [_drawn(weights, draws[0])]
    distance = _squared(points, points[chosen[0]])
    for draw in draws[1:].tolist():
        if not distance.any():
            break
        chosen.append(_drawn(distance * weights, draw))
        distance = np.minimum(distance, _squared(points, points[chosen[-1]]))
    return points[chosen]


def _squared(points: Numbers, to: Numbers) -> Numbers:
    dx, dy = points[:, 0] - to[0], points[:, 1] - to[1]
    distances: Numbers = dx * dx + dy * dy
    return distances


def _drawn(chances: Numbers, draw: float) -> int:
    reach = np.cumsum(chances)
    return min(int(np.searchsorted(reach, draw * reach[-1], side="right")), len(chances) - 1)


def best_k_means(points: Numbers, weights: Numbers, starts: Numbers, *, rounds: int = 100) -> Numbers:
    """The centres of the best of many k-means at once; starts has shape (starts, k, 2).

    Best is the least weighted sum of squared distances; of equal ones the first start.
    """
    centres, k = starts.copy(), starts.shape[1]
    labels = np.full((len(starts), len(points)), -1)
    cost = np.zeros(len(starts))
    for _ in range(rounds):
        distances = ((points[None, :, None, :] - centres[:, None, :, :]) ** 2).sum(axis=3)
        found = distances.argmin(axis=2)
        cost = (np.take_along_axis(distances, found[:, :, None], axis=2)[:, :, 0] * weights).sum(axis=1)
        if np.array_equal(found, labels):
            break
        labels = found
        mine = (labels[:, :, None] == np.arange(k)) * weights[None, :, None]
        weight = mine.sum(axis=1)
        moved = np.einsum("snk,nd->skd", mine, points) / np.maximum(weight, 1e-300)[:, :, None]
        centres = np.where(weight[:, :, None] > 0, moved, centres)
    best = np.flatnonzero(cost <= cost.min() * (1 + 1e-9))[0]
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
