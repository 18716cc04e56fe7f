"""A figure never travels without what was counted."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from weerklank.evidence import queries
from weerklank.evidence.models import Indicator, Observation, Source
from weerklank.evidence.queries import Asked
from weerklank.web import chart
from weerklank.web.spreadsheet import cell

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def codes(asked: Asked) -> list[str]:
    return [indicator.code for indicator in queries.indicators(asked, TODAY)]


def test_the_sentence_is_the_newest_value_as_last_published(poverty: Indicator) -> None:
    with translation.override("nl"):
        assert queries.figure_row(poverty, TODAY).sentence == "115.000 kinderen (3,6 procent), 2023."


def test_a_range_an_estimate_and_a_word_of_the_source_stay_in_the_sentence(poverty: Indicator, source: Source) -> None:
    value = Observation(
        indicator=poverty,
        period="2025",
        value=Decimal(700000),
        value_high=Decimal(800000),
        qualifier="ruim",
        quality="estimated",
        source=source,
    )
    with translation.override("nl"):
        assert queries.sentence(poverty, value) == "Ruim 700.000 tot 800.000 kinderen, 2025, schatting."


def test_a_value_that_is_only_a_share_is_told_as_a_share(poverty: Indicator) -> None:
    value = poverty.observations.get(period="2022")
    with translation.override("nl"):
        assert queries.sentence(poverty, value) == "4,0 procent (kinderen), 2022."


def test_no_line_is_drawn_across_the_break(poverty: Indicator) -> None:
    page = queries.figure_page(poverty, TODAY)
    assert page.chart is not None
    joined = chart.stretches(page.chart.series[0])
    assert [[point.period for point in stretch] for stretch in joined] == [["2020", "2021"], ["2022", "2023"]]


def test_the_chart_shows_the_revision_and_the_table_both(poverty: Indicator) -> None:
    page = queries.figure_page(poverty, TODAY)
    assert page.chart is not None
    assert [str(point.value) for point in page.chart.series[0].points] == ["6.80", "6.60", "4.00", "3.60"]
    assert [str(value.share) for value in page.revised] == ["6.90"]
    assert len(page.observations) == 5


def test_one_value_is_no_line(old: Indicator) -> None:
    assert queries.figure_page(old, TODAY).chart is None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), ["armoede", "rechten-kennen"]),
        (Asked(query="onder GRENS"), ["armoede"]),
        (Asked(query="bestaat-niet"), []),
        (Asked(theme="armoede"), ["armoede"]),
        (Asked(territory="europees-nederland"), ["armoede"]),
        (Asked(producer="Een ander"), ["rechten-kennen"]),
        (Asked(kind="breuk"), ["armoede"]),
        (Asked(kind="oud"), ["rechten-kennen"]),
        (Asked(query="\x00"), ["armoede", "rechten-kennen"]),
    ],
)
def test_the_list_answers_what_is_asked(poverty: Indicator, old: Indicator, asked: Asked, found: list[str]) -> None:
    assert codes(asked) == found


def test_the_list_shows_definition_and_scope_of_every_figure(
    client: Client, poverty: Indicator, old: Indicator
) -> None:
    page = client.get("/cijfers/").content.decode()
    assert all(words in page for words in (poverty.definition, poverty.scope, old.definition, old.scope))
    assert page.count("Dit is een oud cijfer.") == 1


def test_a_list_of_one_and_of_three_asks_the_database_as_often(
    client: Client, poverty: Indicator, source: Source
) -> None:
    with CaptureQueriesContext(connection) as one:
        client.get("/cijfers/")
    for number in (1, 2):
        more = Indicator.objects.create(
            code=f"meer-{number}",
            title=f"Meer {number}",
            definition="d",
            scope="s",
            unit="kinderen",
            producer="De Tellers",
        )
        Observation.objects.create(indicator=more, period="2024", value=number, source=source)
    with CaptureQueriesContext(connection) as three:
        client.get("/cijfers/")
    assert len(three) == len(one)


def test_an_empty_answer_offers_a_way_on(client: Client, poverty: Indicator) -> None:
    page = client.get("/cijfers/?q=bestaat-niet")
    assert page.status_code == 200
    assert "Toon alle cijfers" in page.content.decode()


def test_the_page_of_a_figure_sets_the_claim_beside_what_was_checked(client: Client, old: Indicator) -> None:
    page = client.get("/cijfers/rechten-kennen/").content.decode()
    assert page.index(old.claim) < page.index(old.check_note)


def test_the_page_of_a_figure_says_what_it_does_not_say(client: Client, poverty: Indicator) -> None:
    page = client.get("/cijfers/armoede/").content.decode()
    assert all(words in page for words in ("Wat dit cijfer niet zegt", poverty.limits, "Er kwam een andere grens."))


def test_an_unknown_figure_is_not_found(client: Client, db: None) -> None:
    assert client.get("/cijfers/bestaat-niet/").status_code == 404
    assert client.get("/cijfers/bestaat-niet.csv").status_code == 404


def test_the_csv_carries_definition_source_and_licence_in_every_row(client: Client, poverty: Indicator) -> None:
    text = client.get("/cijfers/armoede.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 5
    assert {(row["definitie"], row["bron_adres"]) for row in rows} == {
        (poverty.definition, "https://tellers.example/1")
    }
    assert all(row["permalink"].endswith("/cijfers/armoede/") and row["licentie"] and row["stand_van"] for row in rows)


def test_the_csv_of_a_search_holds_what_the_page_holds(client: Client, poverty: Indicator, old: Indicator) -> None:
    text = client.get("/cijfers.csv?thema=armoede").content.decode("utf-8-sig")
    assert {row["id"] for row in csv.DictReader(io.StringIO(text))} == {"armoede"}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "＠a"])
def test_no_cell_starts_a_formula(start: str) -> None:
    assert str(cell(start)).startswith("'")


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert (cell(-5), cell(None), cell("gewoon")) == (-5, "", "gewoon")


@pytest.mark.parametrize("language", ["en", "ar", "uk"])
def test_figures_can_be_reached_in_every_language(client: Client, poverty: Indicator, language: str) -> None:
    assert client.get(f"/{language}/cijfers/armoede/").status_code == 200
