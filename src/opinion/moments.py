"""Second moments: all that the map needs to know of the votes, in whole numbers that can be added up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opinion.arrays import AnyArray, Flags, Numbers, Small, freeze
from opinion.ballots import MOST_PEOPLE, Ballots
from opinion.engine import Counter, counter


@dataclass(frozen=True, eq=False, slots=True)
class Moments:
    """Sums over participants for every pair of statements; V is the vote as -1, 0, 1 and B is 1 where one was cast.

    participants  how many people these are the sums of
    sums          of V_j V_k, V_j B_k, B_j V_k and B_j B_k for every j <= k, shape (4, statements, statements);
                  nought below the diagonal, which would only say the same again

    Whole numbers: the sum over any partition of the people, in any order, is the same to the last bit. None of them
    is larger than the number of people, so four bytes hold it.
    """

    participants: int
    sums: Small

    def __post_init__(self) -> None:
        if self.participants > MOST_PEOPLE:
            raise ValueError(f"moments are of {self.participants} people; allowed: at most {MOST_PEOPLE}")
        freeze(self, "sums")

    def __add__(self, other: Moments) -> Moments:
        mine, theirs = self.sums.shape[1], other.sums.shape[1]
        if mine != theirs:
            raise ValueError(f"moments are of {mine} and {theirs} statements; allowed: the same")
        return Moments(self.participants + other.participants, self.sums + other.sums)

    @property
    def products(self) -> Small:
        """V'V, shape (statements, statements)."""
        return _whole(self.sums[0], self.sums[0])

    @property
    def crossed(self) -> Small:
        """V'B."""
        return _whole(self.sums[1], self.sums[2])

    @property
    def voted(self) -> Small:
        """B'B: how many voted on both; its diagonal is `voted_on`."""
        return _whole(self.sums[3], self.sums[3])

    @property
    def voted_on(self) -> Small:
        """How many voted on each statement."""
        found: Small = self.sums[3].diagonal()
        return found

    def same_as(self, other: Moments) -> bool:
        """Equal in every number."""
        return self.participants == other.participants and np.array_equal(self.sums, other.sums)

    def centre(self) -> Numbers:
        """The mean vote on every statement over who voted on it; 0 where nobody did."""
        return centre_of(self.sums[1].diagonal(), self.voted_on)

    def scatter(self, kept: Flags, loops: Counter | None = None) -> Numbers:
        """C'C of the kept statements, where C is the vote minus the mean of its statement, and 0 where not seen::

        C'C_jk = V'V_jk - V'B_jk mean_k - mean_j V'B_kj + mean_j B'B_jk mean_k
        """
        mean, at = self.centre()[kept], np.flatnonzero(kept)
        sums = self.sums if kept.all() else np.ascontiguousarray(self.sums[:, at[:, None], at])
        return (loops or counter(len(at))).scatter(sums, mean)


def _whole(above: Small, below: Small) -> Small:
    """One matrix of what stands above the diagonal and what, turned over, stands below it."""
    found: Small = above + np.triu(below, 1).T
    return found


def centre_of(sums: AnyArray, voted: AnyArray) -> Numbers:
    """Mean votes from their sums; 0 where nobody voted."""
    return np.where(voted > 0, sums / np.maximum(voted, 1), 0.0)


def moments_of(ballots: Ballots, *, loops: Counter | None = None) -> Moments:
    """The moments of these ballots, without ever making the matrix of votes."""
    loops = loops or counter(ballots.n_votes)
    return Moments(ballots.n_participants, loops.pair_sums(ballots.starts, ballots.codes, ballots.n_statements))
