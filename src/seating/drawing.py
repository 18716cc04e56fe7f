"""A lottery made of whole lots, and a draw from it that anyone can repeat from the published file.

Chances become lots: whole numbers that add up to LOTS, so that what is published is exactly what is drawn. The draw
itself is arithmetic on SHA-256: the seed names a lot, the lot names a panel over classes, and within a class the
people come in the order of the digest of seed and id. Nothing else is chance.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seating.classes import Classes, Real, Whole
from seating.lottery import Lottery
from seating.people import Chance, Panel

LOTS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Lot:
    """A panel with its number of lots; seats: the class of each member, ascending, and packed because there are many."""

    lots: int
    seats: array[int]


def lots_of(lottery: Lottery, classes: Classes, total: int = LOTS) -> tuple[Lot, ...]:
    """Whole lots by largest remainders: no panel is more than one lot away from its exact chance."""
    exact = lottery.weights * total
    lots = np.floor(exact).astype(np.int64)
    for one in np.argsort(-(exact - lots), kind="stable")[: total - int(lots.sum())]:
        lots[one] += 1
    nobody = len(classes.sizes)
    return tuple(
        Lot(int(number), array("i", panel[panel < nobody].astype(np.int32).tobytes()))
        for number, panel in zip(lots, lottery.seats, strict=True)
        if number
    )


def chances_of(lots: Sequence[Lot], classes: Classes) -> tuple[Chance, ...]:
    """What each person's chance is under these lots, ordered by id."""
    total = sum(lot.lots for lot in lots)
    seats = np.concatenate([np.frombuffer(lot.seats, dtype=np.int32) for lot in lots])
    each = np.repeat([lot.lots for lot in lots], [len(lot.seats) for lot in lots])
    # lots are whole numbers, which floats of this size add up exactly
    shares: Real = np.bincount(seats, each, minlength=len(classes.sizes)) / total / classes.sizes
    found = [
        Chance(person, min(1.0, float(share)))
        for share, members in zip(shares, classes.members, strict=True)
        for member in members
        for person in classes.people_of(member)
    ]
    return tuple(sorted(found, key=lambda chance: chance.person))


def drawn_lot(lots: Sequence[Lot], seed: str) -> int:
    """Which panel the seed names: the digest of the seed, modulo the number of lots, counted off in order."""
    total = sum(lot.lots for lot in lots)
    ticket = int.from_bytes(hashlib.sha256(f"lot:{seed}".encode()).digest(), "big") % total
    for place, lot in enumerate(lots):
        ticket -= lot.lots
        if ticket < 0:
            return place
    raise AssertionError("the lots add up to the total")


def drawn_members(lots: Sequence[Lot], classes: Classes, seed: str) -> tuple[str, ...]:
    """Of each class as many as the drawn lot says, in the order of the digest of seed and id."""
    seats = lots[drawn_lot(lots, seed)].seats
    return tuple(
        member
        for number, count in Counter(seats).items()
        for member in sorted(classes.members[number], key=lambda one: rank(seed, one))[:count]
    )


def drawn(lots: Sequence[Lot], classes: Classes, seed: str) -> Panel:
    """The people who are drawn; whoever comes together is drawn with one lot."""
    members = drawn_members(lots, classes, seed)
    return Panel(frozenset(person for member in members for person in classes.people_of(member)))


def rank(seed: str, person: str) -> str:
    """Where a person stands in the order of a draw."""
    return hashlib.sha256(f"person:{seed}:{person}".encode()).hexdigest()


def gini(values: Whole | Real) -> float:
    """How unequal chances are: 0 where all are the same (Gini 1912, mean absolute difference over twice the mean)."""
    ordered = np.sort(np.asarray(values, dtype=float))
    if not ordered.sum():
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return max(0.0, float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum())))
