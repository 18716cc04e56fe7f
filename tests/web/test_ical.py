"""Calendar files: what any calendar reads, in lines that no calendar breaks on."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerklank.web.ical import Event, calendar, escaped, folded, ical_file

DAY = date(2027, 5, 20)


def event(**more: object) -> Event:
    known: dict[str, object] = {
        "uid": "een@weerklank",
        "sequence": 2,
        "changed_on": date(2027, 5, 1),
        "begins": datetime.combine(DAY, time(10)),
        "ends": datetime.combine(DAY, time(10, 45)),
        "summary": "Ronde 1",
    }
    return Event(**known | more)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def read_back(text: str) -> str:
    """What a calendar makes of an escaped text."""
    made, waiting = "", False
    for sign in text:
        if waiting:
            made, waiting = made + ("\n" if sign == "n" else sign), False
        elif sign == "\\":
            waiting = True
        else:
            made += sign
    return made


def test_a_part_of_a_day_stands_in_dutch_time_with_the_rule_for_summer() -> None:
    lines = unfolded(
        calendar("Programma", [event(location="Zaal 2; links", description="Eén,\ntwee", url="https://x.example/a")])
    )
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Weerklank//Weerklank//NL"]
    assert lines[lines.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:een@weerklank",
        "DTSTAMP:20270501T000000Z",
        "SEQUENCE:2",
        "DTSTART;TZID=Europe/Amsterdam:20270520T100000",
        "DTEND;TZID=Europe/Amsterdam:20270520T104500",
        "SUMMARY:Ronde 1",
        "DESCRIPTION:Eén\\,\\ntwee",
        "LOCATION:Zaal 2\\; links",
        "URL:https://x.example/a",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_whole_day_ends_where_the_next_begins_and_what_is_cancelled_says_so() -> None:
    lines = unfolded(calendar("x", [event(begins=DAY, ends=date(2027, 5, 31), cancelled=True)]))
    assert [line for line in lines if line.startswith(("DTSTART;", "DTEND", "STATUS", "TRANSP"))] == [
        "DTSTART;VALUE=DATE:20270520",
        "DTEND;VALUE=DATE:20270601",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
    ]


@pytest.mark.parametrize(("month", "offset"), [(1, 1), (3, 1), (4, 2), (7, 2), (10, 2), (11, 1)])
def test_the_rule_for_summer_is_the_one_of_amsterdam(month: int, offset: int) -> None:
    """The last Sunday of March and of October, at three and at two o'clock, as the file says."""
    text = calendar("x", [])
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in text and "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in text
    shift = datetime(2027, month, 15, tzinfo=ZoneInfo("Europe/Amsterdam")).utcoffset()
    assert shift is not None and shift.total_seconds() == offset * 3600


@given(st.text(max_size=300))
def test_no_line_is_longer_than_seventy_five_octets_and_none_is_lost(text: str) -> None:
    pieces = list(folded(f"SUMMARY:{escaped(text)}"))
    assert max(len(piece.encode("utf-8", "surrogatepass")) for piece in pieces) <= 75
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == f"SUMMARY:{escaped(text)}"
    assert all(piece.startswith(" ") for piece in pieces[1:])


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=100))
def test_what_was_escaped_is_read_back(text: str) -> None:
    assert read_back(escaped(text)) == text


def test_nothing_that_somebody_typed_begins_a_line_of_its_own() -> None:
    lines = unfolded(
        calendar("x", [event(summary="a\r\nEND:VCALENDAR\x00\x1b", url="https://x.example/\r\nSTATUS:CANCELLED")])
    )
    assert lines.count("END:VCALENDAR") == 1
    assert "SUMMARY:a\\nEND:VCALENDAR" in lines
    assert lines.count("STATUS:CANCELLED") == 0


def test_the_file_says_what_it_is() -> None:
    response = ical_file("programma-2027", "Programma", [event()])
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/calendar; charset=utf-8",
        'attachment; filename="weerklank-programma-2027.ics"',
    )
