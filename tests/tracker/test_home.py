"""The first page: how the loop stands today."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import Cast
from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from tests.tracker.reading import heading, lead, words
from weerklank.accounts.models import Organisation
from weerklank.editions.models import Edition, EditionTheme, SideEvent
from weerklank.participation.models import Consultation
from weerklank.rights.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def real_theme(theme: Theme) -> EditionTheme:
    edition = Edition.objects.create(
        year=2023,
        slug="2023",
        title="Eerste dialoog",
        date=date(2023, 4, 20),
        place="Utrecht",
        state="handed_over",
        as_of=date(2026, 11, 1),
    )
    return EditionTheme.objects.create(edition=edition, theme=theme, name="Armoede")


def test_an_empty_house_says_what_will_stand_there(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert heading(page) == "Er is nog niets gevraagd waarop een antwoord moet komen."
    assert "Zodra kinderen iets vragen, staat hier de weg die het aflegt" in words(page)


def test_advices_without_an_answer_are_the_headline(
    client: Client, real_theme: EditionTheme, ministry: Organisation
) -> None:
    for number in range(5):
        rows.asked(rows.advice(real_theme, f"2023-PAR-0{number}"), ministry, state="not_found")
    page = client.get("/")
    assert heading(page) == "Vijf adviezen van kinderen en jongeren. Geen antwoord gevonden."
    assert lead(page) == (
        "Zij overhandigden ze op 20 april 2023. Er was geen dag afgesproken waarop een antwoord moest komen. "
        "Een openbaar antwoord is niet gevonden; gezocht tot 1 november 2026."
    )
    assert "De paden van 2023" in words(page)
    assert "Niets is over zijn dag heen." in words(page)
    assert "Voor 2024, 2025 en 2026 is geen bron over een dialoog gevonden." in words(page)


def test_what_is_late_is_said_with_its_days_the_longest_first(
    client: Client, real_theme: EditionTheme, ministry: Organisation, other_ministry: Organisation
) -> None:
    rows.asked(rows.advice(real_theme, "2026-ARM-01", title="Kort"), ministry, due=TODAY - timedelta(days=2))
    rows.asked(rows.advice(real_theme, "2026-ARM-02", title="Lang"), other_ministry, due=TODAY - timedelta(days=24))
    page = client.get("/")
    assert heading(page) == "Twee adviezen van kinderen en jongeren. Nog geen antwoord. Twee antwoorden zijn te laat."
    assert lead(page) == "Het ministerie B had uiterlijk 27 oktober 2026 moeten antwoorden. Dat is 24 dagen geleden."
    text = words(page)
    late = text[text.index("Wat te laat is") :]
    assert late.index("Lang 24 dagen te laat") < late.index("Kort 2 dagen te laat")


def test_within_the_term_it_says_who_is_next(
    client: Client, real_theme: EditionTheme, ministry: Organisation, other_ministry: Organisation
) -> None:
    rows.asked(rows.advice(real_theme, "2026-ARM-01"), ministry, due=TODAY + timedelta(days=20))
    rows.asked(rows.advice(real_theme, "2026-ARM-02"), other_ministry, due=TODAY)
    page = client.get("/")
    assert heading(page) == "Twee adviezen van kinderen en jongeren. Nog geen antwoord."
    assert lead(page) == "Het ministerie B moet uiterlijk 20 november 2026 antwoorden."


def test_a_broken_promise_is_late_too(
    client: Client, real_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(real_theme, "2026-ARM-01")
    answer = rows.answered(rows.asked(made, ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    rows.promise("kaart", ministry, position=answer.positions.get(), due_on=TODAY - timedelta(days=7))
    page = client.get("/")
    assert heading(page) == "Eén advies van kinderen en jongeren. Beantwoord."
    assert lead(page) == (
        "Het ministerie A had uiterlijk 13 november 2026 moeten doen wat was beloofd. Dat is 7 dagen geleden."
    )


def test_the_made_up_edition_stands_apart_and_counts_for_nothing(
    client: Client, real_theme: EditionTheme, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    rows.asked(rows.advice(real_theme, "2023-PAR-01", title="Echt"), ministry, state="not_found")
    rows.asked(rows.advice(edition_theme, "2026-ARM-01", title="Bedacht"), ministry, due=TODAY - timedelta(days=9))
    page = client.get("/")
    assert heading(page) == "Eén advies van kinderen en jongeren. Geen antwoord gevonden."
    text = words(page)
    assert text.index("Echt") < text.index("Voorbeeld. Wat hieronder staat is bedacht.") < text.index("Bedacht")
    assert "9 dagen te laat" in text[text.index("Voorbeeld.") :]
    assert "te laat" not in text[: text.index("Voorbeeld.")].replace("Wat te laat is", "").replace(
        "Te laat", ""
    ).replace("niets te laat", "")


def test_without_a_made_up_edition_there_is_no_example(client: Client, real_theme: EditionTheme) -> None:
    assert "is bedacht" not in words(client.get("/"))


def test_an_open_question_and_a_meeting_to_come_are_what_is_next(client: Client, consultation: Consultation) -> None:
    SideEvent.objects.create(slug="avond", title="Masterclass", date=TODAY + timedelta(days=5), is_demonstration=True)
    SideEvent.objects.create(slug="oud", title="Vorig jaar", date=TODAY - timedelta(days=300), is_demonstration=True)
    text = words(client.get("/"))
    assert "Wat moet er anders als meedoen geld kost? Open tot en met 31 januari 2027. Meepraten kan nu." in text
    assert "Masterclass Op 25 november 2026." in text
    assert "Vorig jaar" not in text


def test_a_question_that_opens_later_says_when(client: Client, consultation: Consultation) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(state="scheduled", opens_on=TODAY + timedelta(days=1))
    assert "Gaat open op 21 november 2026." in words(client.get("/"))


@pytest.mark.parametrize(
    "room",
    [
        "/dialoog/",
        "/adviezen/",
        "/aanbevelingen/",
        "/cijfers/",
        "/doe-mee/",
        "/over/werkwijze/",
        "/kamer/",
        "/nieuws/",
        "/rapportage/",
        "/themas/",
        "/toezeggingen/",
        "/terug/",
        "/hulp/",
    ],
)
def test_every_part_of_the_work_is_one_click_away(client: Client, room: str) -> None:
    assert f'href="{room}"' in client.get("/").content.decode()


def test_take_part_is_the_only_accent(client: Client, consultation: Consultation) -> None:
    assert len(re.findall(r"button-turn", client.get("/").content.decode())) == 1


def test_more_than_twelve_paths_lead_on_to_the_list(
    client: Client, real_theme: EditionTheme, ministry: Organisation
) -> None:
    for number in range(14):
        rows.asked(rows.advice(real_theme, f"2023-PAR-{number:02d}"), ministry, state="not_found")
    page = client.get("/")
    assert page.content.decode().count('class="year-title"') == 12
    assert "Nog 2 paden, en alle adviezen" in words(page)


@pytest.mark.parametrize("count", [1, 3])
def test_three_advices_ask_no_more_of_the_database_than_one(
    client: Client,
    real_theme: EditionTheme,
    ministry: Organisation,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        made = rows.advice(real_theme, f"2026-ARM-0{number}")
        answer = rows.answered(rows.asked(made, ministry, due=TODAY), ["partly"], (cast.respondent, cast.approver))
        rows.progress(rows.promise(f"belofte-{number}", ministry, position=answer.positions.get()), TODAY)
    with django_assert_num_queries(25):
        assert client.get("/").status_code == 200
