"""What is counted at a table, and what each count costs.

Every minimum and every balance is a whole number per table, to which each person adds something: how many sit there,
how many of them are children, three times the young minus everybody. What a number costs is looked up, so that
a search need not know which rule it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from seating.constraints import (
    Apart,
    AtLeast,
    AtLeastShare,
    Constraint,
    EveryoneSeated,
    NeedsMet,
    NeverAlone,
    Together,
    WithinCapacity,
)
from seating.people import Person
from seating.plan import Table

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
# by how many people a table misses a minimum, given the number that was counted there
Lack = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Minimum:
    """A hard minimum as a sum: what each person adds, and by how many people a sum falls short at a table in use.

    floor: the least a sum may be; None where the minimum is not about a least sum. unit: by how much one person of the
    right kind lifts it.
    """

    constraint: Constraint
    adds: Callable[[Person], int]
    lack: Lack
    floor: int | None
    unit: int = 1


def minimum_of(constraint: Constraint) -> Minimum | None:
    """The constraint as a sum per table; None for those that are about seats or pairs and not about a count.

    Raises ValueError for a kind that this library does not know: it could only be broken unseen.
    """
    match constraint:
        case AtLeast(number=number, attribute=attribute, categories=categories):
            return Minimum(
                constraint,
                lambda person: int(person.attributes.get(attribute) in categories),
                lambda count: max(0, number - count),
                number,
            )
        case AtLeastShare(share=share, attribute=attribute, categories=categories):
            over, under = share.numerator, share.denominator
            return Minimum(
                constraint,
                lambda person: under * (person.attributes.get(attribute) in categories) - over,
                lambda count: max(0, ceil(-count / under)),
                0,
                under,
            )
        case NeverAlone(attribute=attribute, categories=categories):
            return Minimum(
                constraint,
                lambda person: int(person.attributes.get(attribute) in categories),
                lambda count: int(count == 1),
                None,
            )
        case EveryoneSeated() | WithinCapacity() | NeedsMet() | Together() | Apart():
            return None
    raise ValueError(f"constraints holds a {type(constraint).__name__}; allowed: the kinds of seating.constraints")


def minimums_of(constraints: Iterable[Constraint]) -> tuple[Minimum, ...]:
    found = (minimum_of(constraint) for constraint in dict.fromkeys(constraints))
    return tuple(minimum for minimum in found if minimum is not None)


def filled(many: int, capacities: Sequence[int]) -> tuple[int, int]:
    """The fewest and the most people at a table when so many fill the tables as evenly as the places allow.

    A table with fewer places than the fewest is full.
    """
    level = 0
    while sum(min(level + 1, places) for places in capacities) <= many and level < max(capacities):
        level += 1
    left = many - sum(min(level, places) for places in capacities)
    return level, level + (left > 0)


def evenly(many: int, capacities: Sequence[int]) -> list[int]:
    """How many people each table has when so many fill them as evenly as the places allow; the first have one more."""
    low, high = filled(many, capacities)
    sizes = [min(low, places) for places in capacities]
    left = many - sum(sizes)
    for table, places in enumerate(capacities):
        if left and sizes[table] < min(high, places):
            sizes[table] += 1
            left -= 1
    return sizes


def finely(count: Whole, share: float) -> Real:
    """How much further a count lies from an exact share than the nearest whole number does.

    In steps of 1/256, which floats add up without rounding.
    """
    found: Real = np.round((abs(count - share) - abs(round(share) - share)) * 256) / 256
    return found


def off(count: Whole, low: Whole | int, high: Whole | int) -> Whole:
    """How far a count lies outside low to high."""
    found: Whole = np.maximum(0, low - count) + np.maximum(0, count - high)
    return found


def share_of(many: int, everyone: int, seats: tuple[int, int]) -> tuple[int, int]:
    """How many of a category of `many` people a table of so many seats should have: its share, rounded either way."""
    return many * seats[0] // everyone, -(-many * seats[1] // everyone)


def seats_at(table: Table, level: tuple[int, int]) -> tuple[int, int]:
    """The fewest and the most people at this table when the tables are evenly filled."""
    return min(level[0], table.capacity), min(level[1], table.capacity)
