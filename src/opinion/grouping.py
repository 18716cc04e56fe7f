"""Who thinks alike: groups of participants, by the method of Polis and by the exact one."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from opinion.arrays import Flags, Numbers, Small, Whole, freeze
from opinion.clusters import (
    POLIS_ROUNDS_BASE,
    POLIS_ROUNDS_GROUPS,
    Plane,
    best_k_means,
    polis_k_means,
    silhouette,
    spread_starts,
)
from opinion.engine import Counter

VOTES_TO_TAKE_PART = 7
# who answered fewer says too little to stand beside others: one vote each would make as many groups as answers
FEWEST_VOTES = 4
FEWEST_IN_CONVERSATION = 15
BASE_CLUSTERS = 100
BASE_CLUSTERS_PER_GROUP = 12
MOST_GROUPS = 5
STARTS = 24
# base clusters only compress: more rounds move nobody to another group
EXACT_ROUNDS_BASE = 10
SEEDED_ON = 8_000


@dataclass(frozen=True, eq=False)
class Grouping:
    """Who belongs to which group.

    labels       the group of every participant; -1 is nobody's: too few votes to tell
    centres      the middle of each group on the map, shape (groups, 2)
    silhouettes  for every number of groups that was tried, how well they stand apart
    base         the base cluster of every participant (-1 outside), and their centres; only of method *polis*
    reason       why there are no groups, when there are none
    """

    labels: Small
    centres: Numbers
    silhouettes: dict[int, float] = field(default_factory=dict)
    base: Small | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        freeze(self, "labels", "centres")

    @property
    def n_groups(self) -> int:
        return len(self.centres)


def none_grouped(n_participants: int, reason: str) -> Grouping:
    return Grouping(np.full(n_participants, -1, np.int32), np.empty((0, 2)), reason=reason)


def polis_taking_part(votes: Whole, n_statements: int) -> Flags:
    """Who voted at least min(7, statements) times; when that is fewer than fifteen, the most active are added."""
    inside = votes >= min(VOTES_TO_TAKE_PART, n_statements)
    if inside.sum() < FEWEST_IN_CONVERSATION:
        inside[np.argsort(-votes, kind="stable")[:FEWEST_IN_CONVERSATION]] = True
    return inside


def exact_taking_part(votes: Whole, n_statements: int) -> Flags:
    """As Polis, but of equally active participants all or none are added, so that their order does not matter.

    Nobody is added who voted on fewer than four statements, or on fewer than all where there are three or less.
    """
    inside = votes >= min(VOTES_TO_TAKE_PART, n_statements)
    if inside.sum() < FEWEST_IN_CONVERSATION:
        most = np.sort(votes)[::-1][:FEWEST_IN_CONVERSATION]
        inside = votes >= max(int(most[-1]), min(FEWEST_VOTES, n_statements), 1)
    return inside


def polis_groups(places: Numbers, inside: Flags, loops: Counter) -> Grouping:
    """Groups as in Polis: a hundred base clusters from the first rows, then k-means of those, best silhouette.

    Rows must be in order of first vote: the first hundred different places are where the clusters start.
    """
    points = places[inside]
    reason = _no_groups(points)
    if reason:
        return none_grouped(len(places), reason)
    base, centres = polis_k_means(Plane(points, np.ones(len(points)), loops), BASE_CLUSTERS, rounds=POLIS_ROUNDS_BASE)
    sizes = np.bincount(base).astype(np.float64)
    distances = _distances(centres)
    best, groups, silhouettes = -2.0, None, {}
    for k in _numbers_of_groups(len(centres), MOST_GROUPS):
        labels, middles = polis_k_means(Plane(centres, sizes, loops), k, rounds=POLIS_ROUNDS_GROUPS)
        silhouettes[k] = silhouette(distances, sizes, labels, weighted=False)
        if silhouettes[k] >= best:
            best, groups = silhouettes[k], (labels, middles)
    if groups is None:
        return none_grouped(len(places), "no number of groups could be tried")
    labels, middles = groups
    return Grouping(_spread(labels[base], inside), middles, silhouettes, base=_spread(base, inside))


def exact_groups(
    places: Numbers, marks: Numbers, inside: Flags, loops: Counter, *, seed: int, most_groups: int = MOST_GROUPS
) -> Grouping:
    """Groups that do not depend on the order of anything.

    Participants are put in order of their place first, so that every sum and draw is the same for the same
    people. For each number of groups k-means starts from many seeded places and the tightest is kept; the
    number whose groups stand apart best is chosen; then k-means is run to its end on the people themselves.
    Groups are numbered by size.
    """
    rows = np.flatnonzero(inside)
    reason = _no_groups(places[rows], f"on {FEWEST_VOTES} statements or more (all, where there are fewer)")
    if reason:
        return none_grouped(len(places), reason)
    rows = rows[np.lexsort((marks[rows], places[rows, 1], places[rows, 0]))]
    plane = Plane(np.ascontiguousarray(places[rows]), np.ones(len(rows)), loops)
    chance = np.random.Generator(np.random.PCG64(seed))
    points, weights = _compressed(plane, chance)
    distances = _distances(points)
    best, centres, silhouettes = -2.0, None, {}
    for k in _numbers_of_groups(len(points), most_groups):
        found = best_k_means(points, weights, _starts(points, weights, k, chance, loops), loops)
        labels = ((points[:, None, :] - found[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
        silhouettes[k] = silhouette(distances, weights, labels, weighted=True)
        if silhouettes[k] > best + 1e-12:
            best, centres = silhouettes[k], found
    if centres is None:
        return none_grouped(len(places), "no number of groups could be tried")
    labels, centres = _settled(plane, centres)
    labels, centres = _by_size(labels, centres)
    everyone = np.full(len(places), -1, np.int32)
    everyone[rows] = labels
    return Grouping(everyone, centres, silhouettes)


def _no_groups(points: Numbers, enough: str = "often enough") -> str:
    if len(points) < 2:
        one = "1 participant" if len(points) == 1 else "no participants"
        return f"{one} who voted {enough}; groups need two or more"
    if (np.ptp(points, axis=0) <= 1e-9 * max(1.0, float(np.abs(points).max()))).all():
        return "everybody who voted often enough stands at the same place"
    return ""


def _numbers_of_groups(n_points: int, most: int) -> range:
    return range(2, min(most, 2 + n_points // BASE_CLUSTERS_PER_GROUP) + 1)


def _compressed(plane: Plane, chance: np.random.Generator) -> tuple[Numbers, Numbers]:
    """At most a hundred places with the number of people there; the people's own places when they are few.

    The people stand in order of place, so those in one place stand together.
    """
    points = plane.points
    if len(points) <= SEEDED_ON:
        first = np.flatnonzero(np.append(True, (points[1:] != points[:-1]).any(axis=1)))
        if len(first) <= BASE_CLUSTERS:
            return points[first], np.diff(first, append=len(points)).astype(np.float64)
    sample = np.ascontiguousarray(points[:: -(-len(points) // SEEDED_ON)])
    centres = spread_starts(sample, np.ones(len(sample)), BASE_CLUSTERS, chance, plane.loops)
    weight = np.zeros(len(centres))
    for _ in range(EXACT_ROUNDS_BASE):
        _, moved, weight = plane.round(centres)
        centres = np.where(weight[:, None] > 0, moved, centres)
    filled = weight > 0
    return centres[filled], weight[filled]


def _starts(points: Numbers, weights: Numbers, k: int, chance: np.random.Generator, loops: Counter) -> Numbers:
    found = [spread_starts(points, weights, k, chance, loops) for _ in range(STARTS)]
    return np.stack([starts for starts in found if len(starts) == k])


def _settled(plane: Plane, centres: Numbers, rounds: int = 100) -> tuple[Small, Numbers]:
    """k-means on the people themselves until nobody moves."""
    labels, moved, weight = plane.round(centres)
    for _ in range(rounds):
        centres = np.where(weight[:, None] > 0, moved, centres)
        found, moved, weight = plane.round(centres)
        if np.array_equal(found, labels):
            break
        labels = found
    return labels, centres


def _by_size(labels: Small, centres: Numbers) -> tuple[Small, Numbers]:
    """Largest group first; of equal ones the one more to the left."""
    sizes = np.bincount(labels, minlength=len(centres))
    order = [which for which in np.lexsort((centres[:, 1], centres[:, 0], -sizes)).tolist() if sizes[which]]
    number = np.zeros(len(centres), np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return number[labels], centres[order]


def _distances(points: Numbers) -> Numbers:
    apart: Numbers = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
    return apart


def _spread(labels: Small, inside: Flags) -> Small:
    everyone = np.full(len(inside), -1, np.int32)
    everyone[inside] = labels
    return everyone
