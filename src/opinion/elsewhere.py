"""How often, at the very most, others gave the same few answers: people who were asked about more, or about a part.

Whatever camps there are, a whole set of answers is never given more often than a part of it. So every part of the
answers, held against everybody who saw that part among other statements, gives a share that the whole cannot pass.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from scipy.special import betaincinv

from opinion.arrays import Numbers, Whole
from opinion.ballots import Ballots

Share = TypeVar("Share", float, Numbers)

# so many answers have few enough parts to look at all of them
MOST_ANSWERS = 6
# who stops early may think otherwise than who goes on: so many times the odds are allowed
STOPPERS = 2.0


class Elsewhere:
    """Who gave which answer, to be asked about sets of statements."""

    def __init__(self, ballots: Ballots, seen_marks: Numbers) -> None:
        rows = np.repeat(np.arange(ballots.n_participants), ballots.votes_per_participant)
        self._rows = rows[np.argsort(ballots.codes, kind="stable")]
        self._starts = np.zeros(4 * ballots.n_statements + 1, np.int64)
        np.cumsum(np.bincount(ballots.codes, minlength=4 * ballots.n_statements), out=self._starts[1:])
        self._seen_marks = seen_marks

    def at_most(self, votes: Whole, set_mark: float, doubt: float) -> float:
        """The share of people who give all these answers, too low with a chance of `doubt`.

        People who voted on exactly these statements are left out: among them are the ones it is about.
        """
        answered, alike = self._parts(votes, set_mark)
        parts = len(answered)
        sure = at_most(alike[1:], answered[1:], doubt / (parts - 1))
        return likelier(float(sure.min()), STOPPERS)

    def nearly_at_most(self, votes: Whole, set_mark: float, otherwise: int, doubt: float) -> float:
        """The same of people who answered all these statements, for those who gave all these answers but so many."""
        seen, same = np.zeros((2, len(self._seen_marks)), np.int64)
        for code in votes.tolist():
            first = code >> 2 << 2
            seen[self._rows[self._starts[first] : self._starts[first + 3]]] += 1
            same[self._rows[self._starts[code] : self._starts[code + 1]]] += 1
        asked = (self._seen_marks != set_mark) & (seen == len(votes))
        near = asked & (len(votes) - same <= otherwise)
        return likelier(float(at_most(np.array([near.sum()]), np.array([asked.sum()]), doubt)[0]), STOPPERS)

    def _parts(self, votes: Whole, set_mark: float) -> tuple[Whole, Whole]:
        """Per part of the answers, as bits: how many others were asked all of it, and how many answered alike."""
        seen, same = np.zeros((2, len(self._seen_marks)), np.int64)
        for place, code in enumerate(votes.tolist()):
            first = code >> 2 << 2
            seen[self._rows[self._starts[first] : self._starts[first + 3]]] |= 1 << place
            same[self._rows[self._starts[code] : self._starts[code + 1]]] |= 1 << place
        others = (self._seen_marks != set_mark) & (seen > 0)
        answered, alike = (np.bincount(bits[others], minlength=1 << len(votes)) for bits in (seen, same))
        return _supersets(answered), _supersets(alike)


def at_most(alike: Whole, answered: Whole, doubt: float) -> Numbers:
    """The share that is too low with a chance of `doubt` (C. Clopper, E. Pearson, Biometrika 1934)."""
    found = np.ones(len(alike))
    some = alike < answered
    found[some] = betaincinv(alike[some] + 1, answered[some] - alike[some], 1 - doubt)
    return found


def likelier(share: Share, times: float) -> Share:
    """The share of which the odds are so many times as high."""
    return times * share / (1 + (times - 1) * share)


def _supersets(counts: Whole) -> Whole:
    """Per set of bits, how many have all of them."""
    found = counts.copy()
    for step in (1 << place for place in range(len(counts).bit_length() - 1)):
        pairs = found.reshape(-1, 2, step)
        pairs[:, 0] += pairs[:, 1]
    return found
