"""How an edition stands on its way through the year: each app tells its own part, its first page lays them in a row.

An app above this one tells its part in its own ``overview`` module; they are found when the programme starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from weerklank.editions.models import Attendee, Edition, ProgrammeRelease
from weerklank.editions.queries.edition import table_rows


class Station(IntEnum):
    """The seven things that an organiser does in a year, in their order."""

    HEAR = 1
    READ = 2
    GROUP = 3
    TABLES = 4
    HAND_OVER = 5
    CHASE = 6
    PASS_ON = 7

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Station.HEAR: "Wie missen we?",
    Station.READ: "Lezen wat kinderen sturen",
    Station.GROUP: "Bij elkaar brengen",
    Station.TABLES: "De dag en de tafels",
    Station.HAND_OVER: "Overhandigen",
    Station.CHASE: "Najagen",
    Station.PASS_ON: "Doorgeven en afsluiten",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence about a station, where to go, and whether something waits there."""

    station: Station
    says: str
    href: str = ""
    waits: bool = False


Teller = Callable[[Edition, date], Iterable[Line]]
_TELLERS: list[Teller] = []


def tells(teller: Teller) -> Teller:
    """Declares what an app tells about an edition."""
    _TELLERS.append(teller)
    return teller


@dataclass(frozen=True, slots=True)
class Stop:
    """A station with everything that is told of it."""

    station: Station
    lines: tuple[Line, ...]

    @property
    def waits(self) -> bool:
        return any(line.waits for line in self.lines)


def way_of(edition: Edition, today: date) -> tuple[Stop, ...]:
    """All stations in their order, with what every app tells of them."""
    told = [line for teller in _TELLERS for line in teller(edition, today)]
    return tuple(Stop(station, tuple(line for line in told if line.station == station)) for station in Station)


@tells
def the_day(edition: Edition, today: date) -> Iterable[Line]:
    base = f"/werk/edities/{edition.slug}"
    tables = table_rows(edition)
    missing = sum(bool(row.shortfalls) for row in tables)
    waits = f", {missing} {'mist' if missing == 1 else 'missen'} nog iemand" if missing else ""
    count = f"{len(tables)} {'tafel' if len(tables) == 1 else 'tafels'}{waits}" if tables else "Nog geen tafels"
    yield Line(Station.TABLES, f"{count}.", f"{base}/tafels/{'?stand=mist' if missing else ''}", waits=bool(missing))
    coming = Attendee.objects.filter(registration__edition=edition, state__in=("confirmed", "checked_in", "attended"))
    number = coming.count()
    yield Line(Station.TABLES, f"{number} {'mens komt' if number == 1 else 'mensen komen'}.", f"{base}/deelnemers/")
    release = ProgrammeRelease.objects.filter(edition=edition).order_by("-number").first()
    says = f"Programma: uitgave {release.number}." if release else "Programma: nog niet gepubliceerd."
    yield Line(Station.TABLES, says, f"{base}/programma/")
