"""Which statement somebody sees next: every statement enough, fairly and soon, without a profile of anybody.

What decides is how often a statement was shown and who brought it in. What somebody answered before does not
count, nor where they stand on a map; only which statements they saw already, so that none comes twice. So nobody
is steered, and a flood of votes of whatever kind moves nothing but the number of times a statement was shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from random import Random

from opinion.shares import normal_quantile

LEAST_NEED = 0.1


@dataclass(frozen=True, slots=True)
class Showing:
    """A statement that can be shown.

    source  who brought it in: an author, a class, a table; statements of one source share its turns
    shown   to how many different people it was shown
    """

    statement: str
    source: str
    shown: int

    def __post_init__(self) -> None:
        if self.shown < 0:
            raise ValueError(f"shown is {self.shown}; allowed: 0 or more")


def people_needed(half_width: float = 0.15, level: float = 0.95) -> int:
    """How many answers make an interval no wider than twice this, whatever the share turns out to be.

    The Wilson interval is widest at one half, where its half width is z / (2 sqrt(n + z^2)); so
    n = z^2 / (4 h^2) - z^2.

    >>> people_needed()
    39
    """
    if not 0 < half_width < 0.5:
        raise ValueError(f"half_width is {half_width}; allowed: more than 0 and less than 0.5")
    z = normal_quantile(level)
    return max(1, ceil(z * z / (4 * half_width * half_width) - z * z))


def chances(
    showings: Iterable[Showing], *, enough: int | None = None, seen: Collection[str] = ()
) -> Mapping[str, float]:
    """With what chance each statement comes next; they add up to 1. Empty when everything was seen.

    The need of a statement is 1 - shown / enough, and never less than a tenth. Every source has one turn to give,
    however many statements it brought in: the chance is first divided over sources by the need of their neediest
    statement, then within a source by need. Because a statement that was shown enough keeps a tenth, a source
    that floods the conversation cannot take all turns when the others are done.

    Raises ValueError when `enough` is below 1 or a statement stands there twice.
    """
    wanted = people_needed() if enough is None else enough
    if wanted < 1:
        raise ValueError(f"enough is {wanted}; allowed: 1 or more")
    left: dict[str, list[Showing]] = {}
    names = set()
    for showing in showings:
        if showing.statement in names:
            raise ValueError(f"showings holds {showing.statement!r} twice; allowed: once")
        names.add(showing.statement)
        if showing.statement not in seen:
            left.setdefault(showing.source, []).append(showing)
    needs = {source: [_need(showing, wanted) for showing in mine] for source, mine in left.items()}
    total = sum(max(mine) for mine in needs.values())
    return {
        showing.statement: max(needs[source]) / total * need / sum(needs[source])
        for source, mine in left.items()
        for showing, need in zip(mine, needs[source], strict=True)
    }


def _need(showing: Showing, enough: int) -> float:
    return max(LEAST_NEED, 1 - showing.shown / enough)


def next_statement(
    showings: Iterable[Showing], *, chance: Random, enough: int | None = None, seen: Collection[str] = ()
) -> str | None:
    """The statement that comes next for somebody who saw these; None when they saw everything.

    Drawn, so that not everybody in a room gets the same one; the caller brings the chance, so that it can be
    repeated.

    >>> next_statement([Showing("bus", "ann", 3)], chance=Random(1))
    'bus'
    """
    return draw(chances(showings, enough=enough, seen=seen), chance=chance)


def draw(weights: Mapping[str, float], *, chance: Random) -> str | None:
    """One of these by weight; None when there is none with any."""
    names: Sequence[str] = [name for name, weight in weights.items() if weight > 0]
    if not names:
        return None
    return chance.choices(names, [weights[name] for name in names])[0]
