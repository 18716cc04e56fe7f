"""What adults expected together: the middle of at least ten guesses, rounded, so that nobody's own can be read in it."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import TypedDict

SMALLEST = 10
ROUNDED_TO = 5


class Together(TypedDict):
    """One statement: at least so many adults, the guess in the middle, and between what half of them guessed."""

    statement: int
    people: int
    middle: int
    low: int
    high: int


def together(guesses: Mapping[int, Sequence[int]]) -> list[Together]:
    """Every statement that at least ten adults guessed at; of the others nothing is kept, not even how few they were."""
    return [_one(statement, percents) for statement, percents in sorted(guesses.items()) if len(percents) >= SMALLEST]


def _one(statement: int, percents: Sequence[int]) -> Together:
    low, middle, high = statistics.quantiles(percents, n=4, method="inclusive")
    people = len(percents) // ROUNDED_TO * ROUNDED_TO
    return Together(statement=statement, people=people, middle=_near(middle), low=_near(low), high=_near(high))


def _near(percent: float) -> int:
    return int((percent + ROUNDED_TO / 2) // ROUNDED_TO) * ROUNDED_TO
