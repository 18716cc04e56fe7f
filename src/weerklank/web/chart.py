"""A figure over time, drawn by the server: a gap is never joined, and a break is drawn as a break."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 52, 20, 30, 34
PLOT_WIDTH, PLOT_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
# Lines differ by their stroke and by their marks, so that three of them can be told apart without colour.
STYLES = ("first", "second", "third")


@dataclass(frozen=True)
class Point:
    """One value of a series; `value` is None where nothing was measured or published."""

    period: str
    at: float
    value: Decimal | None
    note: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class Break:
    """Between the points before `at` and those from `at` on, what is counted changed."""

    at: float
    reason: str


@dataclass(frozen=True)
class Series:
    """Values over time, with the places where the definition changed."""

    label: str
    points: tuple[Point, ...]
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Figure:
    """What is to be drawn: one or more series with one unit, and where they come from."""

    title: str
    unit: str
    series: tuple[Series, ...]
    decimals: int = 0
    source: str = ""
    source_href: str = ""


@dataclass(frozen=True)
class Place:
    """A value in the drawing."""

    x: float
    y: float
    words: str
    provisional: bool = False


@dataclass(frozen=True)
class Tick:
    """A place on an axis, in words."""

    at: float
    words: str


@dataclass(frozen=True)
class BreakLine:
    """Where the definition changes: a place, a number in the drawing, and the reason in words."""

    x: float
    number: int
    reason: str


@dataclass(frozen=True)
class Line:
    """One series, laid out: unbroken stretches, single values, and its name at the last of them."""

    label: str
    style: str
    stretches: tuple[str, ...]
    places: tuple[Place, ...]
    last: Place | None
    label_y: float


@dataclass(frozen=True)
class TableRow:
    """One period in the table twin."""

    period: str
    cells: tuple[str, ...]
    note: str
    break_before: str


@dataclass(frozen=True)
class Chart:
    """A figure, laid out, with the table that says the same."""

    figure: Figure
    direction: str
    lines: tuple[Line, ...]
    breaks: tuple[BreakLine, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    rows: tuple[TableRow, ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def begins_at_zero(self) -> bool:
        """Whether the upright axis starts at zero; where not, the page says so."""
        return bool(self.up) and self.up[0].words.strip("0,.") == ""


def stretches(series: Series) -> tuple[tuple[Point, ...], ...]:
    """The points that may be joined: never across a missing value, never across a break."""
    found: list[list[Point]] = [[]]
    previous: float | None = None
    for point in sorted(series.points, key=lambda point: point.at):
        broken = previous is not None and any(previous < b.at <= point.at for b in series.breaks)
        if (broken or point.value is None) and found[-1]:
            found.append([])
        if point.value is not None:
            found[-1].append(point)
        previous = point.at
    return tuple(tuple(stretch) for stretch in found if stretch)


def _steps(low: float, high: float) -> tuple[float, ...]:
    """Round numbers that hold low and high, from zero unless that would flatten everything."""
    near = high > 0 and low > 0.6 * high
    floor = low - (high - low) / 2 if near else min(low, 0)
    rough = (high - floor) / 4 or 0.25
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    first = math.floor(floor / step)
    last = max(math.ceil(high / step), first + 1)
    return tuple(step * number for number in range(first, last + 1))


def draw(figure: Figure, direction: str = "ltr") -> Chart:
    """Lay a figure out; time always runs from left to right, also where people read the other way."""
    points = [point for series in figure.series for point in series.points]
    values = [float(point.value) for point in points if point.value is not None]
    ticks = _steps(min(values), max(values)) if values else (0.0, 1.0)
    first, last = (min(p.at for p in points), max(p.at for p in points)) if points else (0.0, 1.0)

    def x(at: float) -> float:
        return round(LEFT + (at - first) / ((last - first) or 1) * PLOT_WIDTH, 1)

    def y(value: float) -> float:
        return round(TOP + (ticks[-1] - value) / (ticks[-1] - ticks[0]) * PLOT_HEIGHT, 1)

    def words(value: Decimal) -> str:
        return number_format(value, decimal_pos=figure.decimals, force_grouping=True)

    lines = []
    for number, series in enumerate(figure.series):
        joined = [[(x(p.at), y(float(p.value or 0))) for p in stretch] for stretch in stretches(series)]
        places = tuple(
            Place(x(p.at), y(float(p.value)), words(p.value), p.provisional)
            for p in series.points
            if p.value is not None
        )
        paths = tuple("M" + "L".join(f"{px:g} {py:g}" for px, py in stretch) for stretch in joined if len(stretch) > 1)
        end = places[-1] if places else None
        label_y = end.y - 12 if end else TOP
        lines.append(Line(series.label, STYLES[number % len(STYLES)], paths, places, end, label_y))
    return Chart(
        figure,
        direction,
        tuple(lines),
        _break_lines(figure, x, first),
        _periods(points, x),
        _levels(ticks, y),
        _rows(figure, words),
    )


def _break_lines(figure: Figure, x: Callable[[float], float], first: float) -> tuple[BreakLine, ...]:
    reasons = {b.at: b.reason for series in figure.series for b in series.breaks}
    befores = {at: max((p.at for s in figure.series for p in s.points if p.at < at), default=first) for at in reasons}
    return tuple(
        BreakLine(round((x(befores[at]) + x(at)) / 2, 1), number, reasons[at])
        for number, at in enumerate(sorted(reasons), start=1)
    )


def _periods(points: list[Point], x: Callable[[float], float]) -> tuple[Tick, ...]:
    names = {point.at: point.period for point in points}
    every = max(1, math.ceil(len(names) / 8))
    # Counted from the last, so that the newest period is always named.
    shown = sorted(names)[::-1][::every][::-1]
    return tuple(Tick(x(at), names[at]) for at in shown)


def _levels(ticks: tuple[float, ...], y: Callable[[float], float]) -> tuple[Tick, ...]:
    decimals = 0 if all(float(tick).is_integer() for tick in ticks) else 1
    return tuple(Tick(y(tick), number_format(tick, decimal_pos=decimals, force_grouping=True)) for tick in ticks)


def _rows(figure: Figure, words: Callable[[Decimal], str]) -> tuple[TableRow, ...]:
    periods = {point.at: point.period for series in figure.series for point in series.points}
    by_series = [{point.at: point for point in series.points} for series in figure.series]
    breaks = {b.at: b.reason for series in figure.series for b in series.breaks}
    rows, previous = [], -math.inf
    for at in sorted(periods):
        here = [known.get(at) for known in by_series]
        cells = tuple(words(p.value) if p and p.value is not None else "" for p in here)
        notes = " ".join(dict.fromkeys(p.note for p in here if p and p.note))
        reason = " ".join(text for place, text in sorted(breaks.items()) if previous < place <= at)
        rows.append(TableRow(periods[at], cells, notes, reason))
        previous = at
    return tuple(rows)
