"""What a new edition can take over of an earlier one: each app states what it knows, one page shows every piece.

An app keeps its pieces in its own ``shape`` module; they are found when the programme starts. A piece takes over what
was, never who.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from weerklank.accounts.models import Account
from weerklank.editions.models import Edition
from weerklank.editions.phases import later
from weerklank.moves import Refusal

# of what is there already nothing is laid again, so that twice is once
THERE = "staat er al"
# what is ticked: of each piece, the keys of its items
Taken = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Shift:
    """From which edition to which year, how far its days move, and whether whoever looks worked on the earlier one."""

    previous: Edition
    year: int
    day: date | None
    insider: bool = False
    edition: Edition | None = None
    today: date | None = None

    def moved_ahead(self, day: date) -> date:
        """As moved, but what people must still be able to do begins today at the earliest."""
        return max(self.moved(day), self.today) if self.today else self.moved(day)

    def moved(self, day: date) -> date:
        """As far from the new day as it was from the old one; without both days, so many whole years later."""
        if self.day and self.previous.date:
            return day + (self.day - self.previous.date)
        return later(day, self.year - self.previous.year)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be taken over: what it is, what it becomes, and why it cannot be or need not be."""

    key: str
    words: str
    becomes: str = ""
    blocked: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A sort of thing: its name on the page, what stays behind, what there is, and how it is laid."""

    name: str
    label: str
    about: str
    items: Callable[[Shift], Iterable[Item]]
    lay: Callable[[Shift, Edition, frozenset[str], Account, datetime], None]
    order: int


_PIECES: dict[str, Piece] = {}


def offer(piece: Piece) -> None:
    """Declares a piece that can be taken over."""
    _PIECES[piece.name] = piece


@dataclass(frozen=True, slots=True)
class Offered:
    """A piece with what there is of it in this earlier edition."""

    piece: Piece
    items: tuple[Item, ...]

    def value_of(self, item: Item) -> str:
        return f"{self.piece.name}:{item.key}"

    @property
    def rows(self) -> tuple[tuple[Item, str], ...]:
        return tuple((item, self.value_of(item)) for item in self.items)

    @property
    def keys_there(self) -> frozenset[str]:
        return frozenset(item.key for item in self.items if item.blocked == THERE)

    @property
    def open_keys(self) -> frozenset[str]:
        return frozenset(item.key for item in self.items if not item.blocked)


def offered(shift: Shift) -> tuple[Offered, ...]:
    """Everything that this earlier edition has to take over, in the order of the year; empty pieces are left out."""
    found = (Offered(piece, tuple(piece.items(shift))) for piece in sorted(_PIECES.values(), key=lambda one: one.order))
    return tuple(one for one in found if one.items)


def ticked(values: Iterable[str]) -> Taken:
    """What was ticked on the page, as keys by piece; what names no piece is left out."""
    taken: dict[str, set[str]] = {}
    for value in values:
        name, _, key = value.partition(":")
        if name in _PIECES and key:
            taken.setdefault(name, set()).add(key)
    return {name: frozenset(keys) for name, keys in taken.items()}


def everything(shift: Shift) -> Taken:
    """All that can be taken over."""
    return {one.piece.name: one.open_keys for one in offered(shift) if one.open_keys}


def lay(shift: Shift, edition: Edition, taken: Taken, *, by: Account, now: datetime) -> str:
    """Lays what was ticked and says how much of what; where something is no longer there, nothing is laid."""
    told = []
    for one in offered(shift):
        keys = taken.get(one.piece.name, frozenset()) - one.keys_there
        if not keys <= one.open_keys:
            raise Refusal(
                f"‘{one.piece.label}’ is veranderd sinds u keek. Er is niets overgenomen. Kijk het nog eens na."
            )
        if keys:
            one.piece.lay(shift, edition, keys, by, now)
            told.append(f"{one.piece.label.lower()}: {len(keys)}")
    return ", ".join(told)
