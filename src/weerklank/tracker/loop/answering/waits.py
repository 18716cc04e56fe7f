"""How long those who asked wait: every wait by itself, and their spread. Whoever still waits counts as waiting.

Of a wait that is not over only the least is known. So of the spread the least and the most are told that are possible;
where the two are the same, the figure is certain, whatever those who still wait will get.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# of fewer than these nothing is worked out: the values themselves say more
ENOUGH = 3
WIDTH, LEFT, RIGHT, RADIUS = 320, 8, 312, 5
_AXIS_ROOM = 24
_MARK_ROOM = 12
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Wait:
    """From the day a body was asked to its first answer, or to today."""

    days: int
    is_over: bool
    number: str
    title: str
    href: str
    since_handover: int

    @property
    def words(self) -> str:
        told = ngettext("{n} dag", "{n} dagen", self.days).format(n=self.days)
        return told if self.is_over else _("al {told}, wacht nog").format(told=told)


@dataclass(frozen=True, slots=True)
class Point:
    """A number of days between a least and a most; without a most where that depends on who still waits."""

    least: int
    most: int | None

    @property
    def is_certain(self) -> bool:
        return self.least == self.most

    @property
    def words(self) -> str:
        if self.most is None:
            return ngettext("ten minste {n} dag", "ten minste {n} dagen", self.least).format(n=self.least)
        if self.is_certain:
            return ngettext("{n} dag", "{n} dagen", self.least).format(n=self.least)
        return _("tussen {least} en {most} dagen").format(least=self.least, most=self.most)


@dataclass(frozen=True, slots=True)
class Spread:
    """Within how many days a quarter, half and three quarters had an answer."""

    count: int
    waiting: int
    quarter: Point
    half: Point
    three_quarters: Point


def spread(waits: Sequence[Wait]) -> Spread | None:
    """None of fewer than three. The half is the smallest number of days within which at least half had an answer."""
    if len(waits) < ENOUGH:
        return None
    least = sorted(wait.days for wait in waits)
    over = sorted(wait.days for wait in waits if wait.is_over)

    def point(quarters: int) -> Point:
        place = (len(waits) * quarters + 3) // 4 - 1
        return Point(least[place], over[place] if place < len(over) else None)

    return Spread(len(waits), len(waits) - len(over), point(1), point(2), point(3))


@dataclass(frozen=True, slots=True)
class Dot:
    """One wait: filled where it is over, open where it goes on."""

    x: float
    y: float
    is_over: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A number of days on the axis."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Each wait as a dot above an axis of days; below the axis the spread, where it is certain."""

    width: int
    height: int
    floor: int
    left: int
    right: int
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    span: tuple[float, float] | None
    half: float | None


def longest(waits: Sequence[Wait]) -> int:
    return max((wait.days for wait in waits), default=0)


def picture(waits: Sequence[Wait], until: int) -> Picture:
    """One axis for all bodies of a page, from 0 to ``until``: the eye compares days, not lengths of its own."""
    end = max(until, 1)

    def at(days: int) -> float:
        return round(LEFT + RADIUS + days / end * (RIGHT - LEFT - 2 * RADIUS), 1)

    stacked: dict[int, int] = {}
    places: list[tuple[float, int, bool]] = []
    for wait in sorted(waits, key=lambda one: (one.days, not one.is_over, one.number)):
        column = int(at(wait.days) // (2 * RADIUS + 1))
        level = stacked.get(column, 0)
        stacked[column] = level + 1
        places.append((at(wait.days), level, wait.is_over))
    highest = max(stacked.values(), default=1)
    floor = highest * (2 * RADIUS + 1) + RADIUS
    dots = tuple(Dot(x, floor - RADIUS - 1 - level * (2 * RADIUS + 1), over) for x, level, over in places)
    found = spread(waits)
    sure = found is not None and found.quarter.is_certain and found.three_quarters.is_certain
    return Picture(
        width=WIDTH,
        height=floor + _MARK_ROOM + _AXIS_ROOM,
        floor=floor,
        left=LEFT,
        right=RIGHT,
        dots=dots,
        ticks=_ticks(end, at),
        span=(at(found.quarter.least), at(found.three_quarters.least)) if found and sure else None,
        half=at(found.half.least) if found and found.half.is_certain else None,
    )


def _ticks(end: int, at: Callable[[int], float]) -> tuple[Tick, ...]:
    step = next((one for one in _STEPS if end // one < _MOST_TICKS), _STEPS[-1])
    return tuple(Tick(at(days), str(days)) for days in range(0, end + 1, step))
