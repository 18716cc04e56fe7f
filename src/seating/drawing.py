"""A lottery made of whole lots, and a draw from it that anyone can repeat from the published file.

Chances become lots: whole numbers that add up to LOTS, so that what is published is exactly what is drawn. The draw
itself is arithmetic on SHA-256: the seed names a lot, the lot names a panel over classes, and within a class the
people come in the order of the digest of seed and id. Nothing else is chance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seating.classes import Classes, Real, Whole
from seating.lottery import Lottery
from seating.people import Chance, Panel

LOTS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Lot:
    """A panel over classes with its number of lots; counts (T,): how many of each class."""

    lots: int
    counts: tuple[int, ...]


def lots_of(lottery: Lottery, total: int = LOTS) -> tuple[Lot, ...]:
    """Whole lots by largest remainders: no panel is more than one lot away from its exact chance."""
    exact = lottery.weights * total
    lots = np.floor(exact).astype(np.int64)
    for one in np.argsort(-(exact - lots), kind="stable")[: total - int(lots.sum())]:
        lots[one] += 1
    return tuple(
        Lot(int(number), tuple(int(count) for count in panel))
        for number, panel in zip(lots, lottery.panels, strict=True)
        if number
    )


def chances_of(lots: Sequence[Lot], classes: Classes) -> tuple[Chance, ...]:
    """What each person's chance is under these lots, ordered by id."""
    total = sum(lot.lots for lot in lots)
    expected = sum((np.array(lot.counts, dtype=np.int64) * lot.lots for lot in lots), np.zeros(len(classes.sizes)))
    shares: Real = expected / total / classes.sizes
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
    counts = lots[drawn_lot(lots, seed)].counts
    return tuple(
        member
        for count, members in zip(counts, classes.members, strict=True)
        for member in sorted(members, key=lambda one: rank(seed, one))[:count]
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
    return float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))
