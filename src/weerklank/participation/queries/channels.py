"""How often something was said, for each way in by itself: nothing here adds one way in to another.

With a code of the organiser a visit speaks once; who made a code without an account, or came by the open link, nobody
knows. What a group said together is one contribution, however large the group says it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from weerklank.participation.models import TEACHER, Contribution, EntryPointKind

SMALLEST = 10
_ROUNDED_TO = 5


class WayIn(Enum):
    """How words came in, in the order in which they are told."""

    CODE = "code"
    SELF_MADE = "self"
    OPEN = "open"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Said:
    """So many contributions by one way in, of single children or of groups as a whole."""

    way_in: WayIn
    together: bool
    times: int

    @property
    def exactly(self) -> str:
        """For who works with the words and may know the number."""
        return self._told(_("%(count)d keer") % {"count": self.times})

    @property
    def at_least(self) -> str:
        """For everybody: rounded down, because an exact number, read twice, tells what came in between."""
        if self.times < SMALLEST:
            return self._told(_("een paar keer"))
        return self._told(_("zeker %(count)d keer") % {"count": self.times // _ROUNDED_TO * _ROUNDED_TO})

    def _told(self, often: str) -> str:
        how = _WAYS_TOGETHER[self.way_in]() if self.together else _WAYS[self.way_in]()
        return f"{often} {how}".strip()


_WAYS = {
    WayIn.CODE: lambda: _("met een code van de organisator"),
    WayIn.SELF_MADE: lambda: _("met een code die een begeleider zelf maakte"),
    WayIn.OPEN: lambda: _("via de open link"),
    WayIn.ELSEWHERE: lambda: _("op een andere manier"),
}
_WAYS_TOGETHER = {
    WayIn.CODE: lambda: _("door een groep samen, met een code van de organisator"),
    WayIn.SELF_MADE: lambda: _("door een groep samen, met een code die een begeleider zelf maakte"),
    WayIn.OPEN: lambda: _("door een groep samen, via de open link"),
    WayIn.ELSEWHERE: lambda: _("door een groep samen"),
}


def said_by(contributions: QuerySet[Contribution] | Iterable[Contribution]) -> tuple[Said, ...]:
    """The ways in by which these came, each with its own count; a way in that nobody used is left out."""
    if isinstance(contributions, QuerySet):
        rows = contributions.order_by().values_list("pk", "kind", "entry_point__kind", "entry_point__made_by")
        found = [row[1:] for row in rows.distinct()]
    else:
        found = [
            (one.kind, *((one.entry_point.kind, one.entry_point.made_by) if one.entry_point else (None, None)))
            for one in contributions
        ]
    counts = Counter((_way_in(kind_of_way, made_by), kind == "group") for kind, kind_of_way, made_by in found)
    return tuple(
        Said(way_in, together, counts[way_in, together])
        for way_in in WayIn
        for together in (False, True)
        if counts[way_in, together]
    )


def _way_in(kind: str | None, made_by: str | None) -> WayIn:
    if kind is None:
        return WayIn.ELSEWHERE
    if kind == EntryPointKind.OPEN:
        return WayIn.OPEN
    return WayIn.SELF_MADE if made_by == TEACHER else WayIn.CODE


def exactly(said: Iterable[Said]) -> str:
    return "; ".join(one.exactly for one in said)


def at_least(said: Iterable[Said]) -> str:
    return "; ".join(one.at_least for one in said)
