"""What sets a group apart, what everybody shares, what deserves to be seen: the statistics of Polis.

Letters as in the formulas of Polis: A agreed, D disagreed, S saw (passing included), o = everybody in the other groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opinion.arrays import Flags, Numbers, Whole
from opinion.votes import Choice

# one-sided test at 90 %, as rounded in Polis
SURE = 1.2816
MOST_REPRESENTATIVE = 5
MOST_CONSENSUS = 5
PRIORITY_OF_QUESTIONS_ABOUT_PEOPLE = 49.0


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that tells what a group thinks and others think less.

    direction   whether the group agrees or disagrees
    count, seen how many in the group do, of how many who saw it
    p, p_test   that share with one added on both sides, and how surely it is more than half (z)
    ratio       p divided by the same share of everybody in other groups
    ratio_test  how surely the group says it more often than they do (z of two proportions)
    first       the agreement that tells most, shown before all others
    """

    statement: str
    direction: Choice
    count: int
    seen: int
    p: float
    p_test: float
    ratio: float
    ratio_test: float
    first: bool = False

    @property
    def weight(self) -> float:
        return self.ratio * self.ratio_test * self.p * self.p_test


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement on which participants as a whole are on one side: their number, who saw it, p and its z."""

    statement: str
    direction: Choice
    count: int
    seen: int
    p: float
    p_test: float


@dataclass(frozen=True, eq=False, slots=True)
class Side:
    """The statistics of agreeing, or of disagreeing, per group and statement; see `side`."""

    counts: Whole
    p: Numbers
    p_test: Numbers
    ratio: Numbers
    ratio_test: Numbers


def side(counts: Whole, seen: Whole) -> Side:
    """Of every group and statement, arrays of shape (groups, statements)::

    p          = (A + 1) / (S + 2)
    p_test     = 2 sqrt(S + 1) ((A + 1) / (S + 1) - 1/2)
    ratio      = p / ((A_o + 1) / (S_o + 2))
    ratio_test = (q - q_o) / sqrt(r (1 - r) (1 / (S + 1) + 1 / (S_o + 1))),  q = (A + 1) / (S + 1),
                 r = (A + A_o + 2) / (S + S_o + 2); 0 when r is 1
    """
    others, others_seen = counts.sum(axis=0) - counts, seen.sum(axis=0) - seen
    p = (counts + 1) / (seen + 2)
    ratio = p / ((others + 1) / (others_seen + 2))
    pooled = (counts + others + 2) / (seen + others_seen + 2)
    apart = (counts + 1) / (seen + 1) - (others + 1) / (others_seen + 1)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / (seen + 1) + 1 / (others_seen + 1)))
    ratio_test = np.divide(apart, spread, out=np.zeros_like(apart), where=spread > 0)
    return Side(counts, p, proportion_test(counts, seen), ratio, ratio_test)


def proportion_test(counts: Whole, seen: Whole) -> Numbers:
    """How surely more than half say so: 2 sqrt(S + 1) ((A + 1) / (S + 1) - 1/2)."""
    z: Numbers = 2 * np.sqrt(seen + 1) * ((counts + 1) / (seen + 1) - 0.5)
    return z


def representatives(
    by_group: Whole, statements: Sequence[str], order: Whole, moderated: Flags
) -> tuple[tuple[Representative, ...], ...]:
    """Per group its representative statements, at least one and at most five.

    by_group has shape (groups, statements, 3): disagree, pass, agree. `order` is the order of statements in which
    equal ones are decided. A candidate sets the group apart and is what most of it says, both surely::

        ratio_test > 1.2816 and p_test > 1.2816      (of agreeing, or of disagreeing)

    The agreement that tells most comes first, then candidates by ratio * ratio_test * p * p_test, agreements
    before disagreements.
    """
    seen = by_group.sum(axis=2)
    agree, disagree = side(by_group[:, :, 2], seen), side(by_group[:, :, 0], seen)
    columns = order[~moderated[order]].tolist()
    return tuple(_representatives(group, columns, statements, seen, agree, disagree) for group in range(len(seen)))


def _representatives(
    group: int, columns: Sequence[int], statements: Sequence[str], seen: Whole, agree: Side, disagree: Side
) -> tuple[Representative, ...]:
    def told(column: int, first: bool = False) -> Representative:
        agrees = agree.ratio_test[group, column] > disagree.ratio_test[group, column]
        what = agree if agrees else disagree
        at = group, column
        return Representative(
            statements[column],
            Choice.AGREE if agrees else Choice.DISAGREE,
            int(what.counts[at]),
            int(seen[at]),
            float(what.p[at]),
            float(what.p_test[at]),
            float(what.ratio[at]),
            float(what.ratio_test[at]),
            first,
        )

    sure = _surely(agree, group) | _surely(disagree, group)
    candidates = [column for column in columns if sure[column]]
    best = _best_agreement(group, columns, agree, disagree)
    found = [told(column) for column in candidates if column != best]
    found.sort(key=lambda representative: -representative.weight)
    if best is not None:
        found.insert(0, told(best, first=True))
    if not found and columns:
        highest = np.maximum(agree.ratio_test[group], disagree.ratio_test[group])
        found = [told(max(columns, key=lambda column: float(highest[column])))]
    found = found[:MOST_REPRESENTATIVE]
    return tuple(sorted(found, key=lambda representative: representative.direction is not Choice.AGREE))


def _surely(what: Side, group: int) -> Flags:
    sure: Flags = (what.ratio_test[group] > SURE) & (what.p_test[group] > SURE)
    return sure


def _best_agreement(group: int, columns: Sequence[int], agree: Side, disagree: Side) -> int | None:
    """The agreement that tells most: each statement in turn against the best before it, as Polis scans them."""
    p, p_test = agree.p[group].tolist(), agree.p_test[group].tolist()
    ratio, ratio_test = agree.ratio[group].tolist(), agree.ratio_test[group].tolist()
    answered = (agree.counts[group] + disagree.counts[group]).tolist()
    best: int | None = None
    for i in columns:
        if not answered[i]:
            continue
        if best is None:
            beats = p_test[i] > SURE or (ratio[i] > 1 and p[i] > 0.5)
        elif ratio[best] > 1:
            weight = ratio[best] * ratio_test[best] * p[best] * p_test[best]
            beats = ratio[i] * ratio_test[i] * p[i] * p_test[i] > weight
        else:
            beats = p[i] * p_test[i] > p[best] * p_test[best]
        if beats:
            best = i
    return best


def consensus(
    totals: Whole, statements: Sequence[str], order: Whole, moderated: Flags
) -> tuple[tuple[Shared, ...], tuple[Shared, ...]]:
    """What most participants agree with, and what most disagree with: p > 1/2 surely, the five highest p * p_test.

    totals has shape (statements, 3): disagree, pass, agree.
    """
    seen = totals.sum(axis=1)
    columns = order[~moderated[order]]
    return (
        _shared(Choice.AGREE, totals[:, 2], seen, statements, columns),
        _shared(Choice.DISAGREE, totals[:, 0], seen, statements, columns),
    )


def _shared(
    direction: Choice, counts: Whole, seen: Whole, statements: Sequence[str], columns: Whole
) -> tuple[Shared, ...]:
    p, z = (counts + 1) / (seen + 2), proportion_test(counts, seen)
    sure = columns[(p[columns] > 0.5) & (z[columns] > SURE)]
    top = sure[np.argsort(-(p * z)[sure], kind="stable")][:MOST_CONSENSUS].tolist()
    return tuple(Shared(statements[i], direction, int(counts[i]), int(seen[i]), float(p[i]), float(z[i])) for i in top)


def group_aware_consensus(by_group: Whole, choice: int = 2) -> Numbers:
    """The product over groups of (A + 1) / (S + 2): high only where every group agrees. Shape (statements,)."""
    seen = by_group.sum(axis=2)
    together: Numbers = np.prod((by_group[:, :, choice] + 1) / (seen + 2), axis=0)
    return together


def divisiveness(by_group: Whole) -> Numbers:
    """The largest difference between two groups in (A + 1) / (S + 2): 0 is alike, 1 is opposite."""
    if len(by_group) < 2:
        return np.zeros(by_group.shape[1])
    p = (by_group[:, :, 2] + 1) / (by_group.sum(axis=2) + 2)
    apart: Numbers = np.ptp(p, axis=0)
    return apart


def priorities(by_group: Whole, extremity: Numbers, about_people: Flags | None = None) -> Numbers:
    """How much Polis wants a statement to be seen next::

        a = (A + 1) / (S + 2),  p = (P + 1) / (S + 2)
        priority = ((1 - p) (E + 1) a (1 + 8 * 2^(-S / 5)))^2

    over everybody in groups, with E the statement's extremity; questions about people get 49.
    """
    disagree, passed, agree = by_group.sum(axis=0).T
    seen = disagree + passed + agree
    a, p = (agree + 1) / (seen + 2), (passed + 1) / (seen + 2)
    found: Numbers = ((1 - p) * (extremity + 1) * a * (1 + 8 * 2 ** (-seen / 5))) ** 2
    return found if about_people is None else np.where(about_people, PRIORITY_OF_QUESTIONS_ABOUT_PEOPLE, found)
