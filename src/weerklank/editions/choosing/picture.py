"""Round tables as drawings: where each place stands, and where its name."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

# enough room beside a table for a name, and above it for a line
BESIDE, ABOVE = 96, 40
SIDE, BESIDE_A_PLACE = 0.25, 16
SMALLEST, PER_PLACE = 58, 38
LONGEST = 14


@dataclass(frozen=True, slots=True)
class Spot:
    """One place at a drawn table; anchor is how the name stands to its point."""

    x: int
    y: int
    name_x: int
    name_y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The sheet of one table, its top, and its places in order."""

    width: int
    height: int
    radius: int
    spots: tuple[Spot, ...]

    @property
    def middle_x(self) -> int:
        return self.width // 2

    @property
    def middle_y(self) -> int:
        return self.height // 2


def drawn(places: int) -> Drawing:
    """A table with so many places around it, the first at the top."""
    ring = max(SMALLEST, round(places * PER_PLACE / (2 * pi)))
    width, height = 2 * (ring + BESIDE), 2 * (ring + ABOVE)
    spots = []
    for number in range(places):
        angle = 2 * pi * number / places - pi / 2
        across, down = cos(angle), sin(angle)
        x, y = round(width / 2 + ring * across), round(height / 2 + ring * down)
        # beside its place, or at the top above it and at the bottom below
        if abs(across) > SIDE:
            aside = 1 if across > 0 else -1
            spots.append(Spot(x, y, x + aside * BESIDE_A_PLACE, y + 4, "start" if aside > 0 else "end"))
        else:
            spots.append(Spot(x, y, x, y - 16 if down < 0 else y + 26, "middle"))
    return Drawing(width, height, ring - 18, tuple(spots))


def shortened(name: str) -> str:
    """A name that fits beside a table; in full it stands in the list."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
