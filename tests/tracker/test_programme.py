"""The programme and the phases as everybody reads them."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.test import Client

from tests.tracker.reading import lead, words
from weerklank.editions.models import Edition, PhaseDate, ProgrammeItem, ProgrammeRelease, SessionKind
from weerklank.editions.programme import Programme, Slot, as_content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
DAY = date(2027, 5, 20)
ONE = "11111111-1111-4111-8111-111111111111"
TWO = "22222222-2222-4222-8222-222222222222"
PAGE = "/dialoog/demonstratie/programma/"


def slot(uid: str, title: str, begins: int | None, room: str = "Zaal 1", **more: str) -> Slot:
    hours = {"begins": time(begins), "ends": time(begins, 45)} if begins else {}
    return Slot(uid=uid, kind=SessionKind.SESSION, title=title, room=room, **hours, **more)


def release(edition: Edition, number: int, *slots: Slot, on: date = date(2026, 11, 1), note: str = "") -> None:
    programme = Programme(day=DAY, place="Utrecht", opens=time(9, 30), closes=time(16), slots=slots)
    ProgrammeRelease.objects.create(
        edition=edition, number=number, published_on=on, note=note, content=as_content(programme)
    )


@pytest.fixture
def changed(edition: Edition) -> Edition:
    """Two releases; the clock stood wrong when the second was made."""
    release(edition, 1, slot(ONE, "Ronde 1", 10), slot(TWO, "Film", 11))
    release(
        edition,
        2,
        slot(ONE, "Ronde 1", 11, "Zaal 2", access="ringleiding"),
        on=date(2025, 1, 1),
        note="De film vervalt.",
    )
    return edition


def test_the_latest_release_is_read_with_what_it_changed(client: Client, changed: Edition) -> None:
    page = client.get(PAGE)
    text = words(page)
    assert lead(page) == "Demonstratie-editie, donderdag 20 mei 2027, 09:30 tot 16:00, Utrecht"
    assert "De film vervalt. Ronde 1: nu 11:00 tot 11:45 (was 10:00 tot 10:45)." in text
    assert "Vervalt: 11:00 Film." in text
    assert text.index("Ochtend") < text.index("11:00 – 11:45 Ronde 1")
    assert "Zaal 2 ringleiding" in text
    assert "Uitgave 2, gepubliceerd op 1 januari 2025" in text


def test_earlier_releases_stay_to_be_read_and_say_that_they_no_longer_hold(client: Client, changed: Edition) -> None:
    text = words(client.get(f"{PAGE}uitgaven/"))
    assert text.index("Uitgave 2") < text.index("Uitgave 1")
    assert "dit geldt nu" in text and "De eerste uitgave." in text
    first = words(client.get(f"{PAGE}uitgaven/1/"))
    assert "Dit is uitgave 1. Er is een nieuwere." in first and "Film" in first
    assert "In mijn agenda" not in first
    for number in ("3", "0", "99999999999"):
        assert client.get(f"{PAGE}uitgaven/{number}/").status_code == 404


def test_what_only_sources_tell_keeps_having_no_hours(client: Client, edition: Edition) -> None:
    ProgrammeItem.objects.create(edition=edition, order=1, title="Welkom", source_url="https://voorbeeld.example/dag")
    text = words(client.get(PAGE))
    assert "Welkom Bron: voorbeeld.example/dag" in text and "Tijden noemen zij niet." in text
    assert client.get("/dialoog/demonstratie/programma.ics").status_code == 404
    assert "Er is nog niets gepubliceerd." in words(client.get(f"{PAGE}uitgaven/"))
    (row,) = client.get("/api/v1/programme?edition=demonstratie").json()["results"]
    assert (row["title"], row["begins"], row["release"], row["source"]) == (
        "Welkom", None, None, "https://voorbeeld.example/dag",
    )  # fmt: skip


def test_the_table_can_be_heard_as_a_table_however_it_is_laid_out(client: Client, changed: Edition) -> None:
    html = client.get(PAGE).content.decode()
    for role in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell"):
        assert f'role="{role}"' in html


def test_the_calendar_has_the_whole_day_and_says_what_is_cancelled(client: Client, changed: Edition) -> None:
    response = client.get("/dialoog/demonstratie/programma.ics")
    lines = response.content.decode().replace("\r\n ", "").split("\r\n")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [line for line in lines if line.startswith(("UID", "SEQUENCE", "STATUS", "DTSTART;TZ", "DTSTAMP"))] == [
        f"UID:{ONE}@weerklank", "DTSTAMP:20250101T000000Z", "SEQUENCE:2",
        "DTSTART;TZID=Europe/Amsterdam:20270520T110000", "STATUS:CONFIRMED",
        f"UID:{TWO}@weerklank", "DTSTAMP:20250101T000000Z", "SEQUENCE:2",
        "DTSTART;TZID=Europe/Amsterdam:20270520T110000", "STATUS:CANCELLED",
    ]  # fmt: skip
    assert "LOCATION:Zaal 2\\, Utrecht" in lines


def test_one_part_has_a_calendar_of_its_own(client: Client, changed: Edition) -> None:
    text = client.get(f"{PAGE}{ONE}.ics").content.decode()
    assert (text.count("BEGIN:VEVENT"), "SUMMARY:Ronde 1" in text) == (1, True)
    unknown = "33333333-3333-4333-8333-333333333333"
    assert client.get(f"{PAGE}{unknown}.ics").status_code == 404


def test_what_has_no_hour_yet_is_in_no_calendar(client: Client, edition: Edition) -> None:
    release(edition, 1, slot(ONE, "Ooit", None))
    assert "Tijd volgt nog" in words(client.get(PAGE))
    assert "BEGIN:VEVENT" not in client.get("/dialoog/demonstratie/programma.ics").content.decode()
    assert client.get(f"{PAGE}{ONE}.ics").status_code == 404


def test_machines_read_the_same_programme(client: Client, changed: Edition) -> None:
    answer = client.get("/api/v1/programme?edition=demonstratie").json()
    (row,) = answer["results"]
    assert (answer["count"], row["id"], row["begins"], row["ends"], row["room"], row["access"], row["release"]) == (
        1, ONE, "11:00", "11:45", "Zaal 2", "ringleiding", 2,
    )  # fmt: skip
    assert "Ronde 1" in client.get("/api/v1/programme.csv?edition=demonstratie").content.decode()
    assert client.get("/api/v1/programme?editie=demonstratie").status_code == 400


def test_a_draft_edition_has_no_programme_calendar_or_data(client: Client, changed: Edition) -> None:
    Edition.objects.filter(pk=changed.pk).update(state="draft")
    for address in (PAGE, f"{PAGE}uitgaven/", f"{PAGE}uitgaven/1/", f"{PAGE}{ONE}.ics"):
        assert client.get(address).status_code == 404
    for address in ("programma.ics", "kalender.ics"):
        assert client.get(f"/dialoog/demonstratie/{address}").status_code == 404
    assert client.get("/api/v1/programme").json()["count"] == 0


# --- Phases ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def planned(edition: Edition) -> Edition:
    edition.date = DAY
    edition.save()
    PhaseDate.objects.create(
        edition=edition, phase="collecting", begins_on=date(2026, 11, 1), ends_on=date(2026, 11, 18),
        changed_on=date(2026, 10, 1), sequence=3,
    )  # fmt: skip
    PhaseDate.objects.create(
        edition=edition, phase="preparing", begins_on=date(2026, 11, 19), changed_on=date(2026, 10, 1)
    )
    return edition


def test_phases_stand_on_a_line_with_what_is_late_and_what_can_be_done(client: Client, planned: Edition) -> None:
    page = client.get("/dialoog/demonstratie/")
    text, html = words(page), page.content.decode()
    assert (
        "Wanneer gebeurt wat Ideeën verzamelen nu 2 dagen uitgelopen De dag voorbereiden 19 november 2026 1 dag te laat"
        in text
    )
    assert "De dialoogdag 20 mei 2027" in text
    assert "Kinderen en jongeren: ideeën geven en stemmen." in text
    assert html.count('aria-current="step"') == 1


def test_without_a_plan_nothing_is_said_of_phases(client: Client, edition: Edition) -> None:
    assert "Wanneer gebeurt wat" not in words(client.get("/dialoog/demonstratie/"))


def test_phases_go_into_a_calendar_under_the_same_name_whenever_they_move(client: Client, planned: Edition) -> None:
    def lines() -> list[str]:
        text = client.get("/dialoog/demonstratie/kalender.ics").content.decode()
        return text.replace("\r\n ", "").split("\r\n")

    first = lines()
    assert [line for line in first if line.startswith(("SEQUENCE", "DTSTART;", "DTEND"))] == [
        "SEQUENCE:3", "DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261119",
        "SEQUENCE:0", "DTSTART;VALUE=DATE:20261119", "DTEND;VALUE=DATE:20261120",
        "SEQUENCE:0", "DTSTART;VALUE=DATE:20270520", "DTEND;VALUE=DATE:20270521",
    ]  # fmt: skip
    PhaseDate.objects.filter(phase="collecting").update(begins_on=date(2026, 11, 2), sequence=4)
    known = [line for line in first if line.startswith("UID")]
    assert [line for line in lines() if line.startswith("UID")] == known
    assert "SUMMARY:Ideeën verzamelen: Demonstratie-editie" in first
