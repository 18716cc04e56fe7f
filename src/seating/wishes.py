"""What people would like of a table, and what it costs when they do not get it.

A wish gives way to every hard minimum; what must hold (a ramp, a buddy) is a need or a pair, never a wish.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import Enum

from seating.plan import Round, Table


class Kind(Enum):
    """What a wish is about."""

    THEME = "theme"
    LANGUAGE = "language"
    FEATURE = "feature"
    NEAR = "near"
    FAR = "far"


# The first theme on a list costs nothing, the second 1, the third 2, any other theme 3.
ELSEWHERE = 3
# Not being able to follow the talk weighs as much as two rounds at a theme that nobody asked for.
LANGUAGE = 6
FEATURE = 2
NEAR = 2
FAR = 2


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person would like: themes in order, a language they follow, what a table offers, who is near or far."""

    themes: tuple[str, ...] = ()
    languages: Set[str] = frozenset()
    features: Set[str] = frozenset()
    near: Set[str] = frozenset()
    far: Set[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("languages", "features", "near", "far"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        if len(set(self.themes)) != len(self.themes):
            raise ValueError(f"themes holds a theme twice: {', '.join(self.themes)}; allowed: each theme once")


NO_WISHES = Wishes()
WishesOf = Mapping[str, Wishes]


def theme_cost(wishes: Wishes, theme: str, offered: Set[str], *, again: bool) -> int:
    """What a theme costs where these are offered; a second round at one theme is a theme that was not asked for.

    The rank counts among what is offered in that round: nobody is worse off for wishing what is talked about later.
    """
    ranked = [one for one in wishes.themes if one in offered]
    if not ranked:
        return 0
    return ELSEWHERE if again or theme not in ranked else min(ranked.index(theme), ELSEWHERE)


def language_cost(wishes: Wishes, table: Table) -> int:
    """Whether nothing that is spoken at the table can be followed; a table that says nothing is open to all."""
    return LANGUAGE if wishes.languages and table.languages and not wishes.languages & table.languages else 0


def feature_cost(wishes: Wishes, table: Table) -> int:
    return FEATURE * len(wishes.features - table.features)


def seat_cost(wishes: Wishes, table: Table, round_: Round, offered: Set[str], *, again: bool) -> int:
    """What a place at a table costs one person, whoever else sits there."""
    theme = theme_cost(wishes, table.theme(round_), offered, again=again)
    return theme + language_cost(wishes, table) + feature_cost(wishes, table)
