"""Days and hours for anybody's own calendar: the small part of RFC 5545 that we need, in Dutch time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpResponse

ZONE = "Europe/Amsterdam"
_OCTETS = 75
# the rule that holds since 1996; every programme reads it, with or without tables of its own
_TIMEZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day, or between two hours in Dutch time. A last day counts itself."""

    uid: str
    sequence: int
    changed_on: date
    begins: date | datetime
    ends: date | datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    cancelled: bool = False


def escaped(text: str) -> str:
    """A text in which nothing ends a line or a value; signs that no calendar may hold are left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in plain if sign == "\n" or (sign >= " " and sign != "\x7f"))
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, of which no one ends within a sign."""
    piece, size = "", 0
    for sign in line:
        weight = len(sign.encode("utf-8", "replace"))
        if size + weight > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + weight
    yield piece


def _moment(name: str, value: date | datetime, *, after: bool = False) -> str:
    if isinstance(value, datetime):
        return f"{name};TZID={ZONE}:{value:%Y%m%dT%H%M%S}"
    # a whole day ends, for a calendar, where the next begins
    return f"{name};VALUE=DATE:{value + timedelta(days=after):%Y%m%d}"


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{event.changed_on:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{event.sequence}"
    yield _moment("DTSTART", event.begins)
    yield _moment("DTEND", event.ends, after=True)
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.location:
        yield f"LOCATION:{escaped(event.location)}"
    if event.url:
        # an address is no text: what would end the line is all that must not stand in it
        yield f"URL:{''.join(sign for sign in event.url if sign > ' ')}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "TRANSP:OPAQUE" if isinstance(event.begins, datetime) else "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def calendar(name: str, events: Iterable[Event]) -> str:
    """A whole file, lines folded and ended as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Weerklank//Weerklank//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        *_TIMEZONE,
        *(line for event in events for line in _lines(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{piece}\r\n" for line in lines for piece in folded(line))


def ical_file(file_name: str, name: str, events: Iterable[Event]) -> HttpResponse:
    """The file as a calendar asks for it, and as somebody saves it."""
    response = HttpResponse(calendar(name, events), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="weerklank-{file_name}.ics"'
    return response
