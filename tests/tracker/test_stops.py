"""The page of an edition: everything that there is of it can be reached from there, and what hangs is named."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import Cast
from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from tests.tracker.reading import lead, words
from weerklank.accounts.models import Organisation
from weerklank.answers.models import CarriedOver
from weerklank.editions.models import Edition, EditionTheme, PhaseDate
from weerklank.rights.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def held(theme: Theme) -> EditionTheme:
    edition = Edition.objects.create(year=2026, slug="2026", title="Dialoog 2026", state="follow_up")
    return EditionTheme.objects.create(edition=edition, theme=theme, name="Armoede", order=1)


def links(page: str) -> list[str]:
    main = page[page.index("<main") : page.index("</main>")]
    return [href.replace("&amp;", "&") for href in re.findall(r'href="(/[^"]*)"', main)]


def stops(page: str) -> dict[str, str]:
    """What each stop says, by its title."""
    found = re.findall(r'<li( class="not-yet")?><a href="[^"]+">([^<]+)</a><span>([^<]*)</span>', page)
    return {title: f"({says})" if not_yet else says for not_yet, title, says in found}


def test_every_part_of_an_edition_is_one_step_away_and_opens(
    client: Client, held: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    PhaseDate.objects.create(edition=held.edition, phase="collecting", begins_on=TODAY, ends_on=TODAY, changed_on=TODAY)
    advice = rows.advice(held, "2026-ARM-01")
    answer = rows.answered(rows.asked(advice, ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    rows.promise("kaart", ministry, position=answer.positions.get())
    page = client.get("/dialoog/2026/").content.decode()
    here = {href for href in links(page) if "2026" in href}
    for part in ("programma/", "tafels/", "adviezen/", "antwoorden/", "opbrengst/", "kalender.ics", "feed/"):
        assert f"/dialoog/2026/{part}" in here
    for href in sorted(here):
        assert (href, client.get(href).status_code) == (href, 200)
    told = stops(page)
    assert told["Adviezen"] == f"Eén advies, overhandigd op {_written(TODAY - timedelta(days=100))}"
    assert (told["Antwoorden"], told["Toezeggingen"], told["Tafels"]) == (
        "Eén beantwoord",
        "Eén toezegging",
        "(Welke tafels er waren, is niet bekend)",
    )


def _written(day: date) -> str:
    months = "januari februari maart april mei juni juli augustus september oktober november december"
    return f"{day.day} {months.split()[day.month - 1]} {day.year}"


def test_what_is_late_or_silent_hangs_and_what_may_still_come_does_not(
    client: Client, held: EditionTheme, ministry: Organisation, other_ministry: Organisation, cast: Cast
) -> None:
    both = rows.advice(held, "2026-ARM-01")
    rows.asked(both, ministry, due=TODAY - timedelta(days=9))
    rows.asked(both, other_ministry, due=TODAY)
    asked = rows.asked(rows.advice(held, "2026-ARM-02", "Eén.", "Twee."), ministry, due=TODAY)
    answer = rows.answered(asked, ["follow", "follow"], (cast.respondent, cast.approver))
    first, second = answer.positions.all()
    rows.promise(
        "laat", ministry, position=first, due_on=TODAY - timedelta(days=1), made_on=TODAY - timedelta(days=200)
    )
    rows.promise("loopt", ministry, position=second, due_on=TODAY)
    page = words(client.get("/dialoog/2026/"))
    hangs = page[page.index("Wat nog hangt") : page.index("Wat er bekend is")].strip()
    assert hangs == (
        "Wat nog hangt Advies 2026-ARM-01 Het ministerie A moet nog antwoorden: 9 dagen te laat. "
        "Toezegging laat Het ministerie A beloofde dit: 1 dag te laat. Er is lang niets van gehoord. "
        "Eén antwoord kan nog komen. Eén toezegging loopt nog."
    )


def test_what_went_along_to_the_next_dialogue_hangs_there_too(
    client: Client, held: EditionTheme, ministry: Organisation
) -> None:
    late = rows.asked(rows.advice(held, "2026-ARM-01"), ministry, due=TODAY - timedelta(days=9))
    into = Edition.objects.create(year=2027, slug="2027", title="Dialoog 2027", state="announced")
    CarriedOver.objects.create(into=into, addressee=late, carried_on=TODAY)
    page = client.get("/dialoog/2027/")
    assert "Het ministerie A moet nog antwoorden: 9 dagen te laat." in words(page)
    assert lead(page) == "Nog bezig: aangekondigd."


@pytest.mark.parametrize("state", ["announced", "closed"])
def test_an_edition_of_which_little_is_known_says_so_at_every_stop(client: Client, state: str) -> None:
    Edition.objects.create(year=2024, slug="2024", title="Tweede dialoog", state=state)
    page = client.get("/dialoog/2024/").content.decode()
    assert stops(page) == {
        "Thema’s": "(Thema’s zijn niet bekend)",
        "Vragen aan kinderen": "(Geen vraag bewaard)",
        "Wat kinderen zeiden": "(Geen woorden van kinderen bewaard)",
        "Programma": "(Niet bekend)",
        "Tafels": "(Welke tafels er waren, is niet bekend)",
        "Adviezen": "(Nog geen advies)",
        "Antwoorden": "(Nog niemand gevraagd)",
        "Toezeggingen": "(Nog niets beloofd)",
    }
    assert "Wat nog hangt" not in page


@pytest.mark.parametrize("count", [1, 12])
def test_a_page_of_more_advices_asks_no_more_of_the_database(
    client: Client,
    held: EditionTheme,
    ministry: Organisation,
    cast: Cast,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        asked = rows.asked(rows.advice(held, f"2026-ARM-{number:02}"), ministry, due=TODAY)
        answer = rows.answered(asked, ["follow"], (cast.respondent, cast.approver))
        rows.promise(f"p{number}", ministry, position=answer.positions.get(), due_on=TODAY - timedelta(days=1))
    with django_assert_num_queries(31):
        client.get("/dialoog/2026/")
