"""Signs that somebody tried to bend the result, for an analyst to look at, and the result without those votes.

A sign is no proof and nobody is left out by itself: everything here is a comparison that a person decides on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import exp, log, log10

import numpy as np
from scipy.special import betainc, betaln, gammainc

from opinion.arrays import Numbers, Whole
from opinion.ballots import AGREE, DISAGREE, PASS, Ballots
from opinion.elsewhere import MOST_ANSWERS, Elsewhere, likelier
from opinion.likeness import Alike, Crowd
from opinion.nearly import FEWEST_NEAR, nearly_alike

# that chance alone does this, in one look at a conversation: less than once in a thousand
SURPRISE = 1e-3
FEWEST_COPIES = 5
FEWEST_ALIKE_VOTES = 7
# of groups of copies; the strangest first
MOST_LOOKED_AT = 200
FEWEST_FEW_VOTES = 2
FEWEST_PASSES = 2
MOSTLY_PASSES = 0.9
FEWEST_PASSERS = 5
# honest people pass more readily than others do: so many times the odds are allowed
READILY = 4.0
FEWEST_SINGLE = 10
# who came for one statement may answer one or two others as well
FEW_VOTES = (1, 2, 3)


class Kind(Enum):
    """What was noticed."""

    COPIES = "copies"
    NEAR_COPIES = "near_copies"
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
    """Everything that was noticed, the least likely first; who came for one statement is looked for among the rest."""
    found = [*copies(ballots), *flood_of_passes(ballots)]
    found += near_copies(ballots, besides=found)
    # the others stay to compare with, whoever they are
    named = [one for sign in found for one in sign.participants]
    short = ballots.votes_per_participant <= max(FEW_VOTES)
    rest = np.setdiff1d(np.arange(ballots.n_participants), np.array(named, np.int64)[short[named]] if named else [])
    if len(rest):
        found += [
            replace(sign, participants=tuple(rest[list(sign.participants)].tolist()))
            for sign in single_statements(ballots.only(rest))
        ]
    return tuple(sorted(found, key=lambda sign: (sign.log10_chance, sign.participants)))


def copies(ballots: Ballots) -> tuple[Sign, ...]:
    """Participants with the very same votes, more of them than people who agree would make.

    Nothing but passes is looked at by `flood_of_passes`. Seven or more votes tell by themselves, fewer only beside
    what others answered to the same statements.
    """
    seen_marks = _seen_marks(ballots)
    return *_many_votes_alike(ballots, seen_marks), *_few_votes_alike(ballots, seen_marks)


def _many_votes_alike(ballots: Ballots, seen_marks: Numbers) -> tuple[Sign, ...]:
    """Seven or more votes.

    Three honest explanations must fail. Chance: of the n participants who voted on exactly these statements, it
    makes about n * product of the shares of the chosen votes among everybody, against which the number of copies
    is held by Poisson's distribution; so fifty people who all agree with what everybody agrees with are no campaign.
    And a camp, in the two ways of `opinion.likeness`; so a camp that agrees strongly is no campaign either.
    """
    rows = np.flatnonzero(ballots.votes_per_participant >= FEWEST_ALIKE_VOTES)
    groups = [group for group in _alike(ballots, rows) if not _all_passes(group.votes)]
    if not groups:
        return ()
    level, crowd, found = SURPRISE / len(groups), Crowd(ballots, seen_marks), []
    strange = [group for group in groups if crowd.by_chance(group).chance < level]
    for group in sorted(strange, key=crowd.least)[:MOST_LOOKED_AT]:
        reasons = (crowd.by_chance(group), crowd.of_one_mind(group))
        likeliest = max(reason.chance for reason in reasons)
        if likeliest < level:
            expected = max(reason.expected for reason in reasons)
            found.append(Sign(Kind.COPIES, tuple(group.people.tolist()), None, expected, _log10(likeliest)))
    return tuple(found)


def _few_votes_alike(ballots: Ballots, seen_marks: Numbers) -> tuple[Sign, ...]:
    """Two to six votes, which many honest people share.

    Of all who voted on exactly these statements, those with the same votes are compared by the binomial distribution
    with the largest share that the votes of others leave room for, by `opinion.elsewhere`: people who answered these
    statements and more, or a part of them. Where nobody else answered any of them, nothing can be said.
    """
    lengths = ballots.votes_per_participant
    rows = np.flatnonzero((lengths >= FEWEST_FEW_VOTES) & (lengths <= MOST_ANSWERS))
    groups = [group for group in _alike(ballots, rows) if not _all_passes(group.votes)]
    if not groups:
        return ()
    level, elsewhere, found = SURPRISE / len(groups), Elsewhere(ballots, seen_marks), []
    sets, sizes = np.unique(seen_marks, return_counts=True)
    here = sizes[np.searchsorted(sets, seen_marks[[group.people[0] for group in groups]])].tolist()
    strange = [
        (plain, number)
        for number, group in enumerate(groups)
        if (plain := _at_least(len(group.people), here[number], float(group.shares.prod()))) < level
    ]
    for _, number in sorted(strange, key=lambda one: (one[0], groups[one[1]].votes.tolist()))[:MOST_LOOKED_AT]:
        people, n = groups[number].people, here[number]
        most = elsewhere.at_most(groups[number].votes, float(seen_marks[people[0]]), level)
        chance = _at_least(len(people), n, most)
        if chance < level:
            found.append(Sign(Kind.COPIES, tuple(people.tolist()), None, n * most, _log10(chance)))
    return tuple(found)


def near_copies(ballots: Ballots, besides: Sequence[Sign] = ()) -> tuple[Sign, ...]:
    """Participants who voted on the same statements alike but for one vote or two, whom `besides` does not name.

    Two explanations must fail. Chance: the shares of the others who voted on exactly these statements. And camps, by
    `opinion.nearly`: how many of those who answered these statements and more are as near to these votes.
    """
    named = np.zeros(ballots.n_participants, bool)
    for sign in besides:
        named[list(sign.participants)] = True
    found = []
    for near in nearly_alike(ballots, _seen_marks(ballots), SURPRISE):
        people = np.sort(near.people[~named[near.people]])
        # most of them were named before: these are the honest people around them
        if len(people) >= FEWEST_NEAR and 2 * len(people) > len(near.people) and not _all_passes(near.votes):
            found.append(Sign(Kind.NEAR_COPIES, tuple(people.tolist()), None, near.expected, _log10(near.chance)))
            named[people] = True
    return tuple(found)


def flood_of_passes(ballots: Ballots) -> tuple[Sign, ...]:
    """Participants who passed on nearly everything, where others hardly do.

    Everybody might pass on these statements with four times the odds of the others who saw them: that many passers
    are no sign, and their number is compared with it by Poisson's distribution. Looked at with two votes or more,
    three or more and so on, so that few who pass on much are not lost among many who pass on little.
    """
    votes = ballots.votes_per_participant
    whose = np.repeat(np.arange(ballots.n_participants), votes)
    passed = (ballots.codes & 3) == PASS
    passes = np.bincount(whose[passed], minlength=ballots.n_participants)
    needed = np.ceil(MOSTLY_PASSES * votes - 1e-9).astype(np.int64)
    suspect = (votes >= FEWEST_PASSES) & (passes >= needed)
    kept = ~suspect[whose]
    if suspect.sum() < FEWEST_PASSERS or not kept.any():
        return ()
    statements = ballots.codes.astype(np.int64) >> 2
    size = ballots.n_statements
    asked, away = (np.bincount(statements[which], minlength=size) for which in (kept, kept & passed))
    overall = (away.sum() + 1) / (asked.sum() + 2)
    shares = likelier((away + 2 * overall) / (asked + 2), READILY)
    mean = np.bincount(whose, shares[statements]) / votes
    chance = betainc(np.maximum(needed, 1), votes - needed + 1, mean)
    looks = [int(least) for least in np.unique(votes[suspect])]
    found: list[Sign] = []
    for least in looks:
        people = np.flatnonzero(suspect & (votes >= least))
        expected = float(chance[votes >= least].sum())
        surprise = float(gammainc(len(people), expected))
        if len(people) >= FEWEST_PASSERS and surprise < SURPRISE / len(looks):
            found.append(Sign(Kind.PASSES, tuple(people.tolist()), None, expected, _log10(surprise)))
    return tuple(sorted(found, key=lambda sign: (sign.log10_chance, -len(sign.participants)))[:1])


def single_statements(ballots: Ballots) -> tuple[Sign, ...]:
    """Many participants who came for one statement, voted on it alike, and left: after one, two or three votes.

    Two things must come together. The statement draws at least twice its share of the votes of those who cast so few
    (a statement that everybody is shown first does so too); and they vote one way where those who cast more do not:
    their number is compared with what the votes of those others foretell, the less certain the fewer others there are.
    """
    best: dict[int, Sign] = {}
    for few in FEW_VOTES:
        for code, sign in _came_for_one(ballots, few):
            if code not in best or sign.log10_chance < best[code].log10_chance:
                best[code] = sign
    return tuple(best.values())


def _came_for_one(ballots: Ballots, few: int) -> list[tuple[int, Sign]]:
    short = ballots.votes_per_participant <= few
    if short.sum() < FEWEST_SINGLE or short.all():
        return []
    whose = np.repeat(np.arange(ballots.n_participants), ballots.votes_per_participant)
    theirs = short[whose]
    codes, whose = ballots.codes[theirs].astype(np.int64), whose[theirs]
    cast = np.bincount(codes, minlength=4 * ballots.n_statements).reshape(-1, 4)[:, :3]
    others = ballots.counts() - cast
    level, found = SURPRISE / (len(FEW_VOTES) * others.size), []
    for statement, choice in np.argwhere(cast >= FEWEST_SINGLE).tolist():
        here, elsewhere = cast[statement], others[statement]
        drawn = (int(elsewhere.sum()) + 1) / (int(others.sum()) + ballots.n_statements)
        if here.sum() < 2 * drawn * len(codes):
            continue
        alike, answered = int(elsewhere[choice]), int(elsewhere.sum())
        surprise = _like_others(int(here[choice]), int(here.sum()), alike, answered)
        if surprise < level:
            people = np.sort(whose[codes == 4 * statement + choice])
            name, expected = ballots.statements[statement], float(here.sum()) * (alike + 1) / (answered + 2)
            sign = Sign(Kind.SINGLE_STATEMENT, tuple(people.tolist()), name, expected, _log10(surprise))
            found.append((4 * statement + choice, sign))
    return found


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


def _all_passes(votes: Whole) -> bool:
    return bool((votes & 3 == PASS).all())


def _votes(ballots: Ballots, row: int) -> bytes:
    found: bytes = ballots.codes[ballots.starts[row] : ballots.starts[row + 1]].tobytes()
    return found


def _at_least(count: int, n: int, share: float) -> float:
    """The chance of this many or more out of n, by the binomial distribution."""
    return float(betainc(count, n - count + 1, share))


def _like_others(count: int, n: int, alike: int, answered: int) -> float:
    """The chance of this many or more out of n, when of others so many of who answered did so: the beta-binomial one."""
    more = np.arange(count, n + 1)
    ways = -betaln(more + 1, n - more + 1) - log(n + 1)
    of_all = betaln(more + alike + 1, n - more + answered - alike + 1) - betaln(alike + 1, answered - alike + 1)
    return min(float(np.exp(ways + of_all).sum()), 1.0)


def _log10(chance: float) -> float:
    """Never lower than -300, so that every chance is a number that JSON can hold."""
    return log10(max(chance, 1e-300))
