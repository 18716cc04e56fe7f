"""How many of what, as a sentence says it."""

from __future__ import annotations

from collections.abc import Mapping

from weerklank.editions.models import SeatKind

ONE_AND_MORE = {
    SeatKind.CHILD: ("kind", "kinderen"),
    SeatKind.YOUNG_PERSON: ("jongere", "jongeren"),
    SeatKind.ORGANISATION: ("organisatie", "organisaties"),
    SeatKind.MINISTRY: ("ministerie", "ministeries"),
    SeatKind.OTHER: ("ander", "anderen"),
}


def counted(counts: Mapping[SeatKind, int]) -> str:
    """3 kinderen, 2 jongeren, 1 ministerie: in the order of the kinds, without what is not there."""
    return ", ".join(f"{counts[kind]} {ONE_AND_MORE[kind][counts[kind] != 1]}" for kind in SeatKind if counts.get(kind))
