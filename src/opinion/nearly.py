"""People who voted on exactly the same statements and nearly alike, around answers that perhaps nobody gave.

Where a camp is, people who answered these statements and more are near those answers as often. Where nobody answered
more, a camp that agrees and copies that were each changed a little look the same, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, gammainc

from opinion.arrays import Numbers, Whole
from opinion.ballots import Ballots
from opinion.elsewhere import Elsewhere

FEWEST_NEAR = 10
# with fewer votes nearly everybody is near somebody: one vote otherwise, two votes otherwise
FEWEST_VOTES = {1: 4, 2: 8}
# the largest sets of statements, and so many of the different answers to each
MOST_SETS = 500
MOST_SEEDS = 150
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Near:
    """Who is within so many votes of these answers, how many of them chance makes, and the chance of as many."""

    people: Whole
    votes: Whole
    expected: float
    chance: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who voted on exactly these statements: their numbers and choices, one row each."""

    people: Whole
    statements: Whole
    choices: Whole


@dataclass(frozen=True, slots=True)
class _Ball:
    asked: _Asked
    centre: Whole
    radius: int
    away: Whole

    @property
    def within(self) -> Whole:
        found: Whole = self.asked.people[self.away <= self.radius]
        return found


def nearly_alike(ballots: Ballots, seen_marks: Numbers, surprise: float) -> list[Near]:
    """Those whom neither chance nor a camp explains, the least likely first; the same people may be in several."""
    balls = [ball for asked in _sets(ballots, seen_marks) for ball in _balls(asked)]
    if not balls:
        return []
    level, elsewhere = surprise / len(balls), Elsewhere(ballots, seen_marks)
    found = []
    for ball in balls:
        expected, chance = _by_chance(ball)
        if chance < level:
            likeliest = max(chance, _asked_more(ball, elsewhere, seen_marks, level))
            if likeliest < level:
                votes = ball.asked.statements * 4 + ball.centre
                found.append(Near(ball.within, votes, expected, likeliest))
    return sorted(found, key=lambda near: (near.chance, -len(near.people), near.votes.tolist()))


def _sets(ballots: Ballots, seen_marks: Numbers) -> Iterator[_Asked]:
    """Sets of statements that enough people answered, the largest first."""
    rows = np.flatnonzero(ballots.votes_per_participant >= min(FEWEST_VOTES.values()))
    order = rows[np.argsort(seen_marks[rows], kind="stable")]
    parts = np.split(order, np.flatnonzero(np.diff(seen_marks[order])) + 1)
    large = [part for part in parts if len(part) >= FEWEST_NEAR]
    for people in sorted(large, key=lambda part: (-len(part), float(seen_marks[part[0]])))[:MOST_SETS]:
        statements = ballots.codes[ballots.starts[people[0]] : ballots.starts[people[0] + 1]].astype(np.int64) >> 2
        places = ballots.starts[people][:, None] + np.arange(len(statements))
        yield _Asked(people, statements, ballots.codes[places].astype(np.int64) & 3)


def _balls(asked: _Asked) -> Iterator[_Ball]:
    """Around what people who differ little from one another mostly answer."""
    rows, whose, people = np.unique(asked.choices, axis=0, return_inverse=True, return_counts=True)
    whose, votes = whose.ravel(), rows.shape[1]
    marked = _marked(rows)
    seeds = rows[:: -(-len(rows) // MOST_SEEDS)]
    for radius, fewest in FEWEST_VOTES.items():
        if votes < fewest:
            continue
        centres: set[tuple[int, ...]] = set()
        for first in range(0, len(seeds), AT_ONCE):
            near = (votes - _marked(seeds[first : first + AT_ONCE]) @ marked.T <= 2 * radius) * people
            mostly = (near.astype(np.float32) @ marked).reshape(len(near), votes, 3).argmax(axis=2)
            centres.update(map(tuple, mostly[near.sum(axis=1) >= FEWEST_NEAR].tolist()))
        for centre in sorted(centres):
            away = (votes - marked @ _marked(np.array([centre]))[0]).astype(np.int64)[whose]
            if (away <= radius).sum() >= FEWEST_NEAR:
                yield _Ball(asked, np.array(centre), radius, away)


def _marked(rows: Whole) -> Numbers:
    """Each choice as three columns, one of which is 1, so that a product counts equal answers."""
    found: Numbers = (rows[:, :, None] == np.arange(3)).reshape(len(rows), -1).astype(np.float32)
    return found


def _by_chance(ball: _Ball) -> tuple[float, float]:
    """As if every vote were drawn by itself, by the shares of the others who voted on exactly these statements."""
    others = ball.asked.choices[ball.away > ball.radius]
    shares = ((others == ball.centre).sum(axis=0) + 1) / (len(others) + 2)
    # per number of votes otherwise, its chance
    chances = np.zeros(ball.radius + 2)
    chances[0] = 1.0
    for share in shares.tolist():
        chances[1:] = chances[1:] * share + chances[:-1] * (1 - share)
        chances[0] *= share
    expected = len(ball.away) * float(chances[: ball.radius + 1].sum())
    return expected, float(gammainc(len(ball.within), expected))


def _asked_more(ball: _Ball, elsewhere: Elsewhere, seen_marks: Numbers, doubt: float) -> float:
    """The chance of so many within, by the largest share that people who answered these and more leave room for."""
    votes = ball.asked.statements * 4 + ball.centre
    most = elsewhere.nearly_at_most(votes, float(seen_marks[ball.asked.people[0]]), ball.radius, doubt)
    within, here = len(ball.within), len(ball.away)
    return float(betainc(within, here - within + 1, most))
