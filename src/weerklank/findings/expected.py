"""What adults expected beside what children said: an app above this one knows, and tells it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from weerklank.editions.models import EditionTheme
from weerklank.findings.counting import CountChannel
from weerklank.findings.runs import CHANNELS


@dataclass(frozen=True, slots=True)
class Heard:
    """What one way of voting gave: the share that agrees and between what chance may have put it."""

    channel: CountChannel
    percent: int
    low: int
    high: int
    points: int
    within_chance: bool

    @property
    def way(self) -> str:
        """How they voted, in a few words."""
        return CHANNELS[self.channel]


@dataclass(frozen=True, slots=True)
class Expected:
    """One statement: the guess in the middle of so many adults at least, between what half of them guessed, and what was said."""

    text: str
    people: int
    middle: int
    low: int
    high: int
    heard: tuple[Heard, ...]


Teller = Callable[[EditionTheme], Iterable[Expected]]
_TELLERS: list[Teller] = []


def tells(teller: Teller) -> Teller:
    """Declares who knows what adults expected."""
    _TELLERS.append(teller)
    return teller


def expected_of(theme: EditionTheme) -> tuple[Expected, ...]:
    """Everything that adults of a theme expected, as far as it may be told."""
    return tuple(one for teller in _TELLERS for one in teller(theme))
