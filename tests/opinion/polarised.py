"""Honest conversations of strong camps, made up: everybody answers alone, by a camp's view and an own steadiness."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from opinion.arrays import AnyArray
from opinion.ballots import Ballots, ballots_of

Chance = np.random.Generator


@dataclass(frozen=True)
class World:
    """`loyal` of a camp's answers are its own; `uneven` people are some of them always loyal and some hardly."""

    people: int
    statements: int
    camps: int
    loyal: float
    seeing: str
    uneven: bool = False
    one_larger: bool = False


WORLDS = [
    World(*one)
    for one in product(
        (300, 2000),
        (7, 10, 20),
        (2, 3, 4),
        (0.8, 0.9, 0.95, 0.98),
        ("all", "most", "first", "ten", "all but one"),
        (False, True),
        (False, True),
    )
    if one[1] > 7 or one[4] != "all but one"
]


@dataclass(frozen=True)
class Sheet:
    """Votes -1, 0 and 1, what was seen, and the views of the camps, one row each."""

    votes: AnyArray
    seen: AnyArray
    views: AnyArray

    def ballots(self, *more: AnyArray) -> Ballots:
        """Each of `more` is rows of votes of others, where 9 is not seen."""
        rows = np.concatenate([np.where(self.seen, self.votes, 9), *more])
        who, what = np.nonzero(rows != 9)
        return ballots_of(who, what, rows[who, what])


def sheet(world: World, chance: Chance) -> Sheet:
    size = (world.people, world.statements)
    weights = 0.5 ** np.arange(world.camps) if world.one_larger else np.ones(world.camps)
    camp = chance.choice(world.camps, world.people, p=weights / weights.sum())
    views = chance.integers(0, 2, (world.camps, world.statements)) * 2 - 1
    loyal = np.full(world.people, world.loyal)
    if world.uneven:
        loyal = chance.beta(0.5 * world.loyal / (1 - world.loyal), 0.5, world.people)
    away = np.where(chance.random(size) < 0.3, 0, -views[camp])
    votes = np.where(chance.random(size) < loyal[:, None], views[camp], away)
    return Sheet(votes, seen(world, chance), views)


def seen(world: World, chance: Chance) -> AnyArray:
    size = (world.people, world.statements)
    order = chance.random(size).argsort(axis=1)
    stops = np.minimum(chance.geometric(1.5 / world.statements, world.people) + 3, world.statements)
    return {
        "all": np.ones(size, bool),
        "most": chance.random(size) < 0.8,
        "first": np.arange(world.statements) < stops[:, None],
        "ten": order < 10,
        "all but one": order < world.statements - 1,
    }[world.seeing]


def campaign(people: int, world: World, made: Sheet, chance: Chance, *, of_a_camp: bool = False) -> AnyArray:
    """So many times the same answers: anybody's, or to the letter those of a camp; on all statements or on some."""
    view = made.views[chance.integers(world.camps)] if of_a_camp else chance.integers(0, 2, world.statements) * 2 - 1
    row = view.copy()
    if world.seeing != "all":
        row[chance.permutation(world.statements)[chance.integers(7, world.statements + 1) :]] = 9
    return np.repeat(row[None], people, axis=0)
