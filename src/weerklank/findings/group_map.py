"""The map of groups as a drawing: where each group stands and how far it spreads. Nobody is a dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from weerklank.findings.runs import letter

WIDTH, HEIGHT, EDGE = 640, 400, 48
SMALLEST_RADIUS = 18.0


@dataclass(frozen=True, slots=True)
class Island:
    """One group: an oval around most of its people, its letter, and beside it how many at least."""

    letter: str
    people_at_least: int
    x: float
    y: float
    rx: float
    ry: float


@dataclass(frozen=True, slots=True)
class Map:
    """The ovals laid out with the same scale both ways, so that far apart is far apart; the table says the same."""

    islands: tuple[Island, ...]
    middle_x: float
    middle_y: float
    width: int = WIDTH
    height: int = HEIGHT


def draw(places: Sequence[dict[str, Any]]) -> Map | None:
    """Lays the groups out; None where there is none that may be shown."""
    if not places:
        return None
    reach_x = max(abs(one["x"]) + one["rx"] for one in places) or 1.0
    reach_y = max(abs(one["y"]) + one["ry"] for one in places) or 1.0
    scale = min((WIDTH / 2 - EDGE) / reach_x, (HEIGHT / 2 - EDGE) / reach_y)
    islands = [
        Island(
            letter(one["group"]),
            one["people_at_least"],
            x=round(WIDTH / 2 + one["x"] * scale, 1),
            # upward on the page is positive
            y=round(HEIGHT / 2 - one["y"] * scale, 1),
            rx=round(max(one["rx"] * scale, SMALLEST_RADIUS), 1),
            ry=round(max(one["ry"] * scale, SMALLEST_RADIUS), 1),
        )
        for one in places
    ]
    # the largest lies under the others
    islands.sort(key=lambda one: -sqrt(one.rx * one.ry))
    return Map(tuple(islands), WIDTH / 2, HEIGHT / 2)
