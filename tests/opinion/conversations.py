"""Conversations that are made up, the same in every run."""

from random import Random

import numpy as np

from opinion.arrays import AnyArray
from opinion.ballots import Ballots, ballots_of

Columns = tuple[list[str], list[str], list[int]]

CAMPS = 3


def columns(people: int = 60, statements: int = 14, *, seed: int = 1, part: float = 0.7) -> Columns:
    """Three camps, each with a view of its own on most statements; some pass, nobody sees everything."""
    chance = Random(seed)
    views = [[chance.choice((0.1, 0.9)) for _ in range(statements)] for _ in range(CAMPS)]
    rows = []
    for person in range(people):
        for statement in range(statements):
            if chance.random() < part:
                view = 1 if chance.random() < views[person % CAMPS][statement] else -1
                vote = 0 if chance.random() < 0.1 else view
                rows.append((f"p{person}", f"s{statement}", vote))
    rows = rows or [("p0", "s0", 1)]
    chance.shuffle(rows)
    people_, statements_, votes = zip(*rows, strict=True)
    return list(people_), list(statements_), list(votes)


def conversation(people: int = 60, statements: int = 14, *, seed: int = 1, part: float = 0.7) -> Ballots:
    return ballots_of(*columns(people, statements, seed=seed, part=part))


def many_votes(people: int, statements: int, *, seed: int = 1) -> tuple[AnyArray, AnyArray, AnyArray]:
    """As whole numbers, for what must be fast."""
    chance = np.random.Generator(np.random.PCG64(seed))
    whose = chance.integers(0, people, people * 8)
    what = chance.integers(0, statements, people * 8)
    views = chance.integers(-1, 2, (CAMPS, statements))
    return whose, what, views[whose % CAMPS, what]


def matrix(ballots: Ballots) -> tuple[AnyArray, AnyArray]:
    """The votes as a dense matrix of -1, 0, 1 and one of what was voted on; what the library never makes."""
    votes = np.zeros((ballots.n_participants, ballots.n_statements), np.int64)
    voted = np.zeros_like(votes)
    rows = np.repeat(np.arange(ballots.n_participants), ballots.votes_per_participant)
    columns_ = (ballots.codes >> 2).astype(int)
    votes[rows, columns_] = (ballots.codes & 3).astype(int) - 1
    voted[rows, columns_] = 1
    return votes, voted
