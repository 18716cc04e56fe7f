"""The step indicator: the same line as the path, with one station for every question."""

from dataclasses import dataclass

GAP = 34
MARGIN = 12
HEIGHT = 28


@dataclass(frozen=True)
class Step:
    """One station of the way through a form."""

    x: int
    state: str  # done, here or later


@dataclass(frozen=True)
class Steps:
    """Where somebody is on the way: stations, the part walked and the part still to come."""

    current: int
    total: int
    width: int
    height: int
    stations: tuple[Step, ...]
    here_x: int
    end_x: int


def draw(current: int, total: int, direction: str = "ltr") -> Steps:
    """Lay `total` stations on a line, walked as far as `current` (counted from 1)."""
    if not 1 <= current <= total:
        raise ValueError(f"current must lie between 1 and total ({total}), not {current}.")
    width = 2 * MARGIN + GAP * (total - 1)

    def at(number: int) -> int:
        x = MARGIN + GAP * (number - 1)
        return width - x if direction == "rtl" else x

    stations = tuple(
        Step(at(number), "done" if number < current else "here" if number == current else "later")
        for number in range(1, total + 1)
    )
    return Steps(current, total, width, HEIGHT, stations, at(current), at(total))
