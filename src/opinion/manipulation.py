"""Signs that somebody tried to bend the result, for an analyst to look at, and the result without those votes.

A sign is no proof and nobody is left out by itself: everything here is a comparison that a person decides on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from math import exp, log10

import numpy as np
from scipy.special import betainc

from opinion.arrays import Numbers, Whole
from opinion.ballots import AGREE, DISAGREE, PASS, Ballots
from opinion.likeness import Alike, Crowd

# that chance alone does this, in one look at a conversation: less than once in a thousand
SURPRISE = 1e-3
FEWEST_COPIES = 5
FEWEST_ALIKE_VOTES = 7
# of groups of copies; the strangest first
MOST_LOOKED_AT = 200
FEWEST_PASSES = 7
MOSTLY_PASSES = 0.9
FEWEST_SINGLE = 10


class Kind(Enum):
    """What was noticed."""

    COPIES = "copies"
    PASSES = "passes"
    SINGLE_STATEMENT = "single_statement"


@dataclass(frozen=True, slots=True)
class Sign:
    """Participants whose votes together are not what chance makes.

    participants  their numbers in the ballots
    statement     the statement it is about, of SINGLE_STATEMENT alone
    expected      how many such participants chance would have made
    log10_chance  the power of ten of the chance of this many or more; -6 is one in a million
    """

    kind: Kind
    participants: tuple[int, ...]
    statement: str | None
    expected: float
    log10_chance: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One statement with and without the participants of some signs: shares of agreeing among who answered."""

    statement: str
    with_all: float | None
    without: float | None
    answered_with: int
    answered_without: int

    @property
    def change(self) -> float:
        if self.with_all is None or self.without is None:
            return 0.0
        return self.with_all - self.without


def signs(ballots: Ballots) -> tuple[Sign, ...]:
    """Everything that was noticed, the least likely first."""
    found = [*copies(ballots), *flood_of_passes(ballots), *single_statements(ballots)]
    return tuple(sorted(found, key=lambda sign: (sign.log10_chance, sign.participants)))


def copies(ballots: Ballots) -> tuple[Sign, ...]:
    """Participants with the very same seven or more votes, more of them than people who agree would make.

    Three honest explanations must fail. Chance: of the n participants who voted on exactly these statements, it
    makes about n * product of the shares of the chosen votes among everybody, against which the number of copies
    is held by Poisson's distribution; so fifty people who all agree with what everybody agrees with are no campaign.
    And a camp, in the two ways of `opinion.likeness`; so a camp that agrees strongly is no campaign either.
    """
    rows = np.flatnonzero(ballots.votes_per_participant >= FEWEST_ALIKE_VOTES)
    groups = _alike(ballots, rows)
    if not groups:
        return ()
    level, crowd, found = SURPRISE / len(groups), Crowd(ballots, _seen_marks(ballots)), []
    strange = [group for group in groups if crowd.by_chance(group).chance < level]
    for group in sorted(strange, key=crowd.least)[:MOST_LOOKED_AT]:
        reasons = (crowd.by_chance(group), crowd.of_one_mind(group))
        likeliest = max(reason.chance for reason in reasons)
        if likeliest < level:
            expected = max(reason.expected for reason in reasons)
            found.append(Sign(Kind.COPIES, tuple(group.people.tolist()), None, expected, _log10(likeliest)))
    return tuple(found)


def flood_of_passes(ballots: Ballots) -> tuple[Sign, ...]:
    """Participants who passed on nearly everything, where others hardly do.

    Each is compared with the binomial distribution of the share of passes among all others.
    """
    votes = ballots.votes_per_participant
    passes = np.add.reduceat((ballots.codes & 3) == PASS, ballots.starts[:-1], dtype=np.int64)
    suspect = (votes >= FEWEST_PASSES) & (passes >= MOSTLY_PASSES * votes)
    others_votes, others_passes = int(votes[~suspect].sum()), int(passes[~suspect].sum())
    if not suspect.any() or not others_votes:
        return ()
    share = (others_passes + 1) / (others_votes + 2)
    rows = np.flatnonzero(suspect)
    chance = betainc(passes[rows], votes[rows] - passes[rows] + 1, share)
    sure = rows[chance < SURPRISE / ballots.n_participants]
    if not len(sure):
        return ()
    together = _at_least(int(passes[sure].sum()), int(votes[sure].sum()), share)
    return (Sign(Kind.PASSES, tuple(sure.tolist()), None, float(chance.sum()), _log10(together)),)


def single_statements(ballots: Ballots) -> tuple[Sign, ...]:
    """Many participants who came for one statement, voted on it alike, and left.

    Two things must come together. The statement draws at least twice its share of those who cast a single vote
    (a statement that everybody is shown first does so too); and they vote one way where others do not: their
    number is compared with the binomial distribution of that vote's share among everybody else.
    """
    single = np.flatnonzero(ballots.votes_per_participant == 1)
    if len(single) < FEWEST_SINGLE:
        return ()
    codes = ballots.codes[ballots.starts[single]].astype(np.int64)
    cast = np.bincount(codes, minlength=4 * ballots.n_statements).reshape(-1, 4)[:, :3]
    others = ballots.counts() - cast
    found = []
    for statement, choice in np.argwhere(cast >= FEWEST_SINGLE).tolist():
        here, elsewhere = cast[statement], others[statement]
        drawn = (int(elsewhere.sum()) + 1) / (int(others.sum()) + ballots.n_statements)
        share = (int(elsewhere[choice]) + 1) / (int(elsewhere.sum()) + 3)
        surprise = _log10(_at_least(int(here[choice]), int(here.sum()), share))
        if here.sum() >= 2 * drawn * len(single) and surprise < log10(SURPRISE / others.size):
            people = single[codes == 4 * statement + choice]
            name, expected = ballots.statements[statement], float(here.sum()) * share
            found.append(Sign(Kind.SINGLE_STATEMENT, tuple(people.tolist()), name, expected, surprise))
    return tuple(found)


def without(ballots: Ballots, what: tuple[Sign, ...]) -> Ballots:
    """The ballots of everybody else. Raises ValueError when nobody is left."""
    left = np.ones(ballots.n_participants, bool)
    for sign in what:
        left[list(sign.participants)] = False
    if not left.any():
        raise ValueError(f"signs hold all {ballots.n_participants} participants; allowed: some left to analyse")
    return ballots.only(left)


def differences(ballots: Ballots, what: tuple[Sign, ...]) -> tuple[Difference, ...]:
    """Every statement with and without the participants of these signs, the most changed first."""
    before, after = ballots.counts(), without(ballots, what).counts()
    found = [
        Difference(name, _agree(one), _agree(other), _answered(one), _answered(other))
        for name, one, other in zip(ballots.statements, before, after, strict=True)
    ]
    return tuple(sorted(found, key=lambda difference: -abs(difference.change)))


def _agree(counts: Whole) -> float | None:
    return float(counts[AGREE] / _answered(counts)) if _answered(counts) else None


def _answered(counts: Whole) -> int:
    return int(counts[AGREE] + counts[DISAGREE])


def _seen_marks(ballots: Ballots) -> Numbers:
    """A number per participant that is equal for equal sets of statements."""
    return replace(ballots, codes=ballots.codes >> 2 << 2).row_marks()


def _alike(ballots: Ballots, rows: Whole) -> list[Alike]:
    """Participants with equal votes, together; their marks put them beside each other, their votes decide."""
    marks, totals = ballots.row_marks(), ballots.counts()
    order = rows[np.argsort(marks[rows], kind="stable")]
    edges = np.flatnonzero(np.diff(marks[order])) + 1
    together = [part for part in np.split(order, edges) if len(part) >= FEWEST_COPIES]
    same = [part[[_votes(ballots, row) == _votes(ballots, part[0]) for row in part]] for part in together]
    return [_group(ballots, part, totals) for part in same if len(part) >= FEWEST_COPIES]


def _group(ballots: Ballots, people: Whole, totals: Whole) -> Alike:
    """One more answer alike and one more otherwise are added to the others', so that no share is nought or one."""
    votes = ballots.codes[ballots.starts[people[0]] : ballots.starts[people[0] + 1]].astype(np.int64)
    everybody = totals[votes >> 2]
    alike, seen = everybody[np.arange(len(votes)), votes & 3], everybody.sum(axis=1)
    once = exp(float(np.log(alike / seen).sum()))
    return Alike(people, votes, (alike - len(people) + 1) / (seen - len(people) + 2), once)


def _votes(ballots: Ballots, row: int) -> bytes:
    found: bytes = ballots.codes[ballots.starts[row] : ballots.starts[row + 1]].tobytes()
    return found


def _at_least(count: int, n: int, share: float) -> float:
    """The chance of this many or more out of n, by the binomial distribution."""
    return float(betainc(count, n - count + 1, share))


def _log10(chance: float) -> float:
    """Never lower than -300, so that every chance is a number that JSON can hold."""
    return log10(max(chance, 1e-300))
