"""Would the groups be the same had somebody else come, or had people come in another order?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from opinion.arrays import Numbers, Small, Whole
from opinion.progress import Watch

# more people than this make a resample slower, not the figure surer
MOST_DRAWN = 2_000


@dataclass(frozen=True, slots=True)
class Stability:
    """How much of the grouping returns; 1 is all of it, 0 is no more than chance.

    rounds           how many times it was tried
    resampled        adjusted Rand index against as many people drawn again with replacement: median and least
    row_orders       the same against other orders of the same rows: median and least; exactly 1 by method *exact*
    groups           per group how much of it returned as one group, the mean over rounds (Jaccard)
    same_number      in what part of the resamples the number of groups was the same
    """

    rounds: int
    resampled: tuple[float, float]
    row_orders: tuple[float, float]
    groups: tuple[float, ...]
    same_number: float


def adjusted_rand(one: Small | Whole, other: Small | Whole) -> float:
    """How alike two groupings of the same people are: 1 is alike, 0 is as alike as chance makes them.

    Source: L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2 (1985) 193-218,
    https://doi.org/10.1007/BF01908075

    >>> import numpy as np
    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = _table(one, other)
    pairs, rows, columns = (_pairs(part).sum() for part in (table, table.sum(axis=1), table.sum(axis=0)))
    everybody = _pairs(np.array([len(one)])).sum()
    expected = rows * columns / everybody if everybody else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((pairs - expected) / (most - expected))


def _table(one: Small | Whole, other: Small | Whole) -> Whole:
    width = int(other.max()) + 1
    found = np.bincount(one.astype(np.int64) * width + other, minlength=(int(one.max()) + 1) * width)
    return found.reshape(-1, width)


def _pairs(counts: Whole) -> Numbers:
    return counts * (counts - 1.0) / 2


def draws(order: Whole, *, rounds: int, seed: int) -> list[Whole]:
    """Per round the numbers of who was drawn, some twice, in ascending order; at most 2,000."""
    size = min(len(order), MOST_DRAWN)
    return [np.sort(order[_chance(seed, round_, 0).integers(0, len(order), size)]) for round_ in range(rounds)]


def _chance(seed: int, round_: int, purpose: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([seed, round_, purpose]))


def stability(
    labels: Small,
    drawings: Sequence[Whole],
    *,
    regroup: Callable[[Whole], Small],
    reorder: Callable[[Whole], Small] | None,
    seed: int,
    watch: Watch,
) -> Stability:
    """Try the grouping again, on people drawn with replacement and on rows in another order.

    labels    the grouping, -1 outside it
    drawings  per round who was drawn, see `draws`
    regroup   from the numbers of the drawn participants to their labels
    reorder   from an order of all rows to the labels in that order; None when the order cannot matter

    From more than 2,000 people 2,000 are drawn, which makes the figure rather too low than too high (D. Politis,
    J. Romano, M. Wolf, "Subsampling", 1999). Per group: C. Hennig, "Cluster-wise assessment of cluster
    stability", Computational Statistics & Data Analysis 52 (2007) 258-271.
    """
    n_groups = int(labels.max()) + 1
    drawn, ordered, per_group, same = [], [], [], 0
    rounds = len(drawings)
    for round_, drawing in enumerate(drawings):
        watch.step("stability", 0.7 + 0.3 * round_ / rounds)
        found = regroup(drawing)
        rows, first = np.unique(drawing, return_index=True)
        both = (labels[rows] >= 0) & (found[first] >= 0)
        if both.any():
            before, after = labels[rows][both], found[first][both]
            drawn.append(adjusted_rand(before, after))
            per_group.append(_returned(before, after, n_groups))
            same += int(found.max()) + 1 == n_groups
        else:
            drawn.append(0.0)
        if reorder is not None:
            turn = _chance(seed, round_, 1).permutation(len(labels))
            ordered.append(_alike(labels[turn], reorder(turn)))
    # a group nobody of whom was drawn says nothing in that round
    groups = [_mean([round_[group] for round_ in per_group]) for group in range(n_groups)]
    orders = (median(ordered), min(ordered)) if ordered else (1.0, 1.0)
    return Stability(rounds, (median(drawn), min(drawn)), orders, tuple(groups), same / rounds)


def _alike(one: Small, other: Small) -> float:
    both = (one >= 0) & (other >= 0)
    return adjusted_rand(one[both], other[both]) if both.any() else 0.0


def _returned(before: Small, after: Small, n_groups: int) -> list[float]:
    table = _table(before, after)
    together = table.sum(axis=1)[:, None] + table.sum(axis=0)[None, :] - table
    alike = (table / np.maximum(together, 1)).max(axis=1)
    present = np.bincount(before, minlength=n_groups) > 0
    return [float(alike[group]) if present[group] else float("nan") for group in range(n_groups)]


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if value == value]
    return sum(known) / len(known) if known else 0.0
