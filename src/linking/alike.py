"""Texts that say nearly the same, so that a person may bring them together.

Words are compared on the groups of three letters they are made of: children spell as they speak, and "gepest",
"pesten" and "pessten" are about the same thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from linking.links import Passage
from linking.words import words

LETTERS = 3
ROWS_AT_ONCE = 512
# from this share of letter groups in common on, two words are told as one reason
SAME_WORD = 0.5
MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Two passages, how far they say the same (0 to 1; it puts in order and is no probability), and in which words."""

    one: str
    other: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Passages that each resemble the first; words of the first that return in the others."""

    passages: tuple[str, ...]
    words: tuple[str, ...]


def resemblances(passages: Sequence[Passage], *, minimum: float = 0.5) -> list[Resemblance]:
    """Every two passages that score at least `minimum`, the most alike first.

    A passage is the set of groups of three letters in its words, each weighing ln(1 + passages / passages that have
    it); the score is the cosine of two such sets. The order of passages changes nothing. Passages without words
    resemble nothing.

    Raises ValueError when minimum is not above 0 and at most 1, or a passage id stands twice.
    """
    if not 0 < minimum <= 1:
        raise ValueError(f"minimum is {minimum}; allowed: above 0, at most 1")
    ordered = sorted(passages, key=lambda passage: passage.id)
    for one, other in zip(ordered, ordered[1:], strict=False):
        if one.id == other.id:
            raise ValueError(f"passages holds {one.id!r} twice; allowed: each id once")
    told = [words(passage.text) for passage in ordered]
    found = [
        Resemblance(ordered[i].id, ordered[j].id, score, _in_common(told[i], told[j]))
        for i, j, score in _pairs(told, minimum)
    ]
    return sorted(found, key=_most_alike_first)


def sets_of(pairs: Iterable[Resemblance], *, apart: Collection[frozenset[str]] = ()) -> list[Alike]:
    """Sets of passages that each resemble the first of their set; the largest set first, nobody in two.

    Two passages that stand together in `apart`, because a person said so, never share a set. Which passage comes
    first: the one that resembles most others, of equal ones the one with the lowest id.

    Source: J. A. Aslam, E. Pelekhov, D. Rus, "The star clustering algorithm for static and dynamic information
    organization", Journal of Graph Algorithms and Applications 8 (2004) 95-129, https://doi.org/10.7155/jgaa.00084
    """
    near: dict[str, list[tuple[str, Resemblance]]] = {}
    for pair in sorted(pairs, key=_most_alike_first):
        if frozenset((pair.one, pair.other)) not in apart:
            near.setdefault(pair.one, []).append((pair.other, pair))
            near.setdefault(pair.other, []).append((pair.one, pair))
    placed: set[str] = set()
    found = []
    for first in sorted(near, key=lambda name: (-len(near[name]), name)):
        if first in placed:
            continue
        members, reasons = [first], Counter[str]()
        for other, pair in near[first]:
            if other not in placed and all(frozenset((other, one)) not in apart for one in members):
                members.append(other)
                reasons.update(pair.words)
        if len(members) > 1:
            placed.update(members)
            most = sorted(reasons, key=lambda word: (-reasons[word], word))
            found.append(Alike(tuple(members), tuple(most[:MOST_REASONS])))
    return sorted(found, key=lambda alike: (-len(alike.passages), alike.passages))


def _most_alike_first(pair: Resemblance) -> tuple[float, str, str]:
    return -pair.score, pair.one, pair.other


def _pairs(told: Sequence[Sequence[str]], minimum: float) -> list[tuple[int, int, float]]:
    rows = _weighed(told)
    across = rows.T.tocsr()
    found: list[tuple[int, int, float]] = []
    for first in range(0, rows.shape[0], ROWS_AT_ONCE):
        scores = (rows[first : first + ROWS_AT_ONCE] @ across).tocoo()
        # the last bit of a rounding may lift two equal texts above one, or a score just under the lowest one
        values = np.minimum(np.round(scores.data, 12), 1.0)
        kept = (values >= minimum) & (scores.row + first < scores.col)
        found += zip((scores.row[kept] + first).tolist(), scores.col[kept].tolist(), values[kept].tolist(), strict=True)
    return found


def _weighed(told: Sequence[Sequence[str]]) -> Any:
    """One row per passage of the weights of its letter groups, of length one; a row without words is empty."""
    groups = [sorted({group for word in some for group in _groups(word)}) for some in told]
    number = {group: i for i, group in enumerate(sorted({group for some in groups for group in some}))}
    columns = np.array([number[group] for some in groups for group in some], np.int64)
    starts = np.concatenate([[0], np.cumsum([len(some) for some in groups], dtype=np.int64)])
    having = np.bincount(columns, minlength=len(number))
    weights = np.log1p(len(told) / np.maximum(having, 1))[columns] if len(columns) else np.zeros(0)
    whose = np.repeat(np.arange(len(told)), np.diff(starts))
    lengths = np.sqrt(np.bincount(whose, weights * weights, minlength=len(told)))
    return sparse.csr_array((weights / lengths[whose], columns, starts), shape=(len(told), max(len(number), 1)))


def _groups(word: str) -> set[str]:
    """Three letters at a time, with the begin and the end of the word."""
    whole = f" {word} "
    return {whole[at : at + LETTERS] for at in range(len(whole) - LETTERS + 1)}


def _in_common(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Words of the one that return in the other, if need be spelled otherwise; the longest first."""
    theirs = [_groups(word) for word in set(other)]
    shared = {word for word in one if any(_same(_groups(word), groups) for groups in theirs)}
    return tuple(sorted(shared, key=lambda word: (-len(word), word)))[:MOST_REASONS]


def _same(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) >= SAME_WORD * (len(one) + len(other))
