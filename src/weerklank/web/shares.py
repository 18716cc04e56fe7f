"""Shares of a hundred under one another on one line from nobody to everybody: what was guessed, and what it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, LEFT, RIGHT = 640, 20, 80
ROW, FOOT = 64, 34
TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Share:
    """One share with what is around it; a guess is drawn hollow, a count filled, so that no colour is needed."""

    label: str
    percent: int
    low: int
    high: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A share in the drawing: its name above its line, its figure at the end."""

    share: Share
    words_y: int
    y: int
    x: float
    from_x: float
    to_x: float


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The shares, laid out; the table beside it says the same."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: int
    floor: int
    width: int = WIDTH
    end: int = WIDTH - RIGHT + 14


def _x(percent: float) -> float:
    return round(LEFT + percent / 100 * (WIDTH - LEFT - RIGHT), 1)


def draw(shares: Iterable[Share]) -> Drawing:
    """Lays the shares out, in the order in which they are told."""
    rows = tuple(
        Row(one, words_y=at * ROW + 22, y=at * ROW + 44, x=_x(one.percent), from_x=_x(one.low), to_x=_x(one.high))
        for at, one in enumerate(shares)
    )
    floor = len(rows) * ROW
    return Drawing(rows, tuple(Tick(_x(at), f"{at}%") for at in TICKS), height=floor + FOOT, floor=floor)
