"""Second moments: all that the map needs to know of the votes, in whole numbers that can be added up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opinion.arrays import AnyArray, Flags, Numbers, Whole, frozen
from opinion.ballots import Ballots
from opinion.engine import Counter, counter


@dataclass(frozen=True, eq=False, slots=True)
class Moments:
    """Sums over participants for every pair of statements; V is the vote as -1, 0, 1 and B is 1 where one was cast.

    participants  how many people these are the sums of
    products      V'V, shape (statements, statements)
    crossed       V'B
    voted         B'B: how many voted on both; its diagonal is how many voted on one

    Whole numbers: the sum over any partition of the people, in any order, is the same to the last bit.
    """

    participants: int
    products: Whole
    crossed: Whole
    voted: Whole

    def __post_init__(self) -> None:
        for array in (self.products, self.crossed, self.voted):
            frozen(array)

    def __add__(self, other: Moments) -> Moments:
        if len(self.voted) != len(other.voted):
            raise ValueError(f"moments are of {len(self.voted)} and {len(other.voted)} statements; allowed: the same")
        return Moments(
            self.participants + other.participants,
            self.products + other.products,
            self.crossed + other.crossed,
            self.voted + other.voted,
        )

    def same_as(self, other: Moments) -> bool:
        """Equal in every number."""
        mine = (self.products, self.crossed, self.voted)
        theirs = (other.products, other.crossed, other.voted)
        same = all(np.array_equal(one, two) for one, two in zip(mine, theirs, strict=True))
        return same and self.participants == other.participants

    def centre(self) -> Numbers:
        """The mean vote on every statement over who voted on it; 0 where nobody did."""
        return centre_of(self.crossed.diagonal(), self.voted.diagonal())

    def scatter(self, kept: Flags, loops: Counter | None = None) -> Numbers:
        """C'C of the kept statements, where C is the vote minus the mean of its statement, and 0 where not seen::

        C'C_jk = V'V_jk - V'B_jk mean_k - mean_j V'B_kj + mean_j B'B_jk mean_k
        """
        mean, at = self.centre()[kept], np.flatnonzero(kept)
        parts = (self.products, self.crossed, self.voted)
        products, crossed, voted = parts if kept.all() else (part[np.ix_(at, at)] for part in parts)
        loops = loops or counter(len(at))
        return loops.scatter(products, crossed, voted, mean)


def centre_of(sums: AnyArray, voted: AnyArray) -> Numbers:
    """Mean votes from their sums; 0 where nobody voted."""
    return np.where(voted > 0, sums / np.maximum(voted, 1), 0.0)


def moments_of(ballots: Ballots, *, loops: Counter | None = None) -> Moments:
    """The moments of these ballots, without ever making the matrix of votes."""
    loops = loops or counter(ballots.n_votes)
    return Moments(ballots.n_participants, *loops.pair_sums(ballots.starts, ballots.codes, ballots.n_statements))
