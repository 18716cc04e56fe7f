"""How many people would answer exactly alike if each of them answered for themselves, in camps or not.

People of one camp answer alike without copying each other, so that the shares of everybody say little about them.
Two things tell them from copies, and neither needs to know the camps:

* beside whoever gives exactly the same answers there are people who answer one statement otherwise;
* people of the same mind who were asked about other statements as well gave those same answers as often.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import betainc, gammainc

from opinion.arrays import Flags, Numbers, Whole
from opinion.ballots import Ballots

# somebody with fewer answers to the same statements tells nothing about the group
FEWEST_SHARED = 6
# where enough statements divide, what nearly everybody answers alike is not looked at: it tells copies from nobody
MOST_AGREED = 0.95
FEWEST_DIVIDED = 5
# of the statements, the part on which the nearest people differ least counts for all: on the others another camp
# may be near
STEADIEST = 0.3
# exactly equal people may be so many times as steady as the people nearest to them
ALLOWANCE = 8.0
# the nearest people are looked for among so many votes at most: the most common answers first
MOST_VOTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Alike:
    """Participants with equal votes.

    people  their numbers in the ballots
    votes   their codes
    shares  per vote, how many of everybody else who saw the statement gave that answer, between 0 and 1
    once    the chance that one person votes so, by the shares of everybody with them
    """

    people: Whole
    votes: Whole
    shares: Numbers
    once: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How many equal votes people of one mind would make, and the chance of as many as there are, or more."""

    expected: float
    chance: float


class Crowd:
    """All different sets of votes, each with the number of people who cast exactly them."""

    def __init__(self, ballots: Ballots, seen_marks: Numbers) -> None:
        self._marks = ballots.row_marks()
        self._in_order = np.sort(self._marks)
        self._of_code = ballots.code_marks()
        _, first, people = np.unique(self._marks, return_index=True, return_counts=True)
        order = np.lexsort((self._marks[first], -people))
        enough = int(np.searchsorted(np.cumsum(ballots.votes_per_participant[first[order]]), MOST_VOTES)) + 1
        rows = first[order[:enough]]
        self._people = people[order[:enough]]
        self._seen = seen_marks
        numbers, counts = np.unique(seen_marks, return_counts=True)
        self._seen_alike = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
        self._seen_by = seen_marks[rows]
        self._ballots = ballots.only(rows)
        self._whose = np.repeat(np.arange(len(rows)), self._ballots.votes_per_participant)

    def by_chance(self, group: Alike) -> Explanation:
        """As if every vote were drawn by itself, of all who voted on exactly these statements."""
        expected = self._here(group) * group.once
        return Explanation(expected, float(gammainc(len(group.people), expected)))

    def one_otherwise(self, group: Alike) -> int:
        """How many saw exactly the same statements and answered exactly one of them otherwise."""
        others = np.concatenate([group.votes // 4 * 4 + (group.votes % 4 + step) % 3 for step in (1, 2)])
        marks = self._marks[group.people[0]] - np.tile(self._of_code[group.votes], 2) + self._of_code[others]
        until, since = (np.searchsorted(self._in_order, marks, side) for side in ("right", "left"))
        return int((until - since).sum())

    def least(self, group: Alike) -> float:
        """The chance of so many copies beside so few who nearly copy, if people were of no camp."""
        return beside_chance(len(group.people), self.one_otherwise(group), _loose(group.shares) / ALLOWANCE)

    def of_one_mind(self, group: Alike) -> Explanation:
        """The worse of the two explanations of so many copies by people of one mind, corrected for the choice."""
        near = _Near(self._ballots, group.votes)
        found = min(self._beside(near, group), self._elsewhere(near, group), key=lambda one: one.chance)
        return Explanation(found.expected, min(2 * found.chance, 1.0))

    def _beside(self, near: _Near, group: Alike) -> Explanation:
        """Against people who differ on one statement: the steadier a camp, the fewer there are, but there are some."""
        beside = self.one_otherwise(group)
        steady = steadiness(near.odds(self._whose, self._people, group.shares), group.shares)
        copies = len(group.people)
        return Explanation(beside / steady if steady else float(copies), beside_chance(copies, beside, steady))

    def _elsewhere(self, near: _Near, group: Alike) -> Explanation:
        """Against people of the same mind who saw other statements too: how often they gave all these answers."""
        seen, copies = self._seen[group.people[0]], len(group.people)
        here = self._here(group)
        like = (self._seen_by != seen) & (near.shared >= FEWEST_SHARED) & (2 * near.equal > near.shared)
        of_one_mind = int(self._people[like].sum())
        alike = int(self._people[like & (near.equal == near.shared)].sum())
        most = min((alike + 1 + 2 * sqrt(alike + 1)) / (of_one_mind + 1), 1.0)
        share = alike / of_one_mind if of_one_mind else 1.0
        return Explanation(here * share, float(betainc(copies, here - copies + 1, most)))

    def _here(self, group: Alike) -> int:
        """How many voted on exactly these statements."""
        found: int = self._seen_alike[float(self._seen[group.people[0]])]
        return found


class _Near:
    """The people around one participant: how many of the same statements they answered, and how many alike."""

    def __init__(self, ballots: Ballots, votes: Whole) -> None:
        self._votes, self._codes = votes, ballots.codes
        asked, same = np.zeros((2, 4 * ballots.n_statements), bool)
        asked[(votes[:, None] // 4 * 4 + np.arange(3)).ravel()] = True
        same[votes] = True
        self._asked, self._same = asked[ballots.codes], same[ballots.codes]
        self.shared = _per_row(self._asked, ballots.starts)
        self.equal = _per_row(self._same, ballots.starts)

    def odds(self, whose: Whole, people: Whole, shares: Numbers) -> Numbers:
        """Per vote, how many answer otherwise for each who answers alike, among who differ on exactly one other.

        Whoever gives all the other answers is left out: that may be a copy. Where few are near, everybody counts.
        """
        places = np.flatnonzero(self._asked)
        rows, alike = whose[places], self._same[places]
        near = (self.shared[rows] > FEWEST_SHARED) & (self.shared[rows] - self.equal[rows] - ~alike == 1)
        number = np.searchsorted(self._votes // 4, self._codes[places] >> 2)
        same, other = (
            np.bincount(number[which], people[rows[which]], len(self._votes)) for which in (near & alike, near & ~alike)
        )
        return np.asarray((other + 1 - shares) / (same + shares), np.float64)


def steadiness(odds: Numbers, shares: Numbers) -> float:
    """How many differ on exactly one statement for each who differs on none, at the very least."""
    divided = odds[shares <= MOST_AGREED]
    telling = divided if len(divided) >= FEWEST_DIVIDED else odds
    steadiest = np.sort(telling)[: max(int(STEADIEST * len(telling)), 1)]
    return min(float(steadiest.mean()) * len(telling), _loose(shares)) / ALLOWANCE


def _loose(shares: Numbers) -> float:
    """How many differ on exactly one statement for each who differs on none, in a crowd without camps."""
    return float(((1 - shares) / shares).sum())


def beside_chance(copies: int, beside: int, steady: float) -> float:
    """The chance that so many of the equal and nearly equal people together, or more, are exactly equal."""
    return float(betainc(copies, beside + 1, 1 / (1 + steady)))


def _per_row(flags: Flags, starts: Whole) -> Whole:
    found: Whole = np.add.reduceat(flags, starts[:-1], dtype=np.int64)
    return found
