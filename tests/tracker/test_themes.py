"""Themes: one subject over everything, for the whole Kingdom or for one part of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import Cast
from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from tests.tracker.reading import heading, lead, titles, words
from weerklank.accounts.models import Organisation
from weerklank.briefings.models import NewsArticle
from weerklank.editions.models import Edition, EditionTheme
from weerklank.evidence.models import DataGap, Indicator, Observation, Source
from weerklank.participation.models import Consultation
from weerklank.rights.models import (
    Recommendation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    ReportedTopic,
    ReviewCycle,
    SourceDocument,
    SourceParagraph,
    Territory,
    Theme,
    ThemeName,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def document(db: None) -> SourceDocument:
    cycle = ReviewCycle.objects.create(slug="2022", label="5e en 6e rapport", year=2022)
    return SourceDocument.objects.create(
        cycle=cycle, symbol="CRC/C/NLD/CO/5-6", slug="crc-c-nld-co-5-6", title="Slotbeschouwingen van 2022"
    )


@pytest.fixture
def saba(db: None) -> Territory:
    return Territory.objects.create(code="SAB", slug="saba", name="Saba")


def limb(document: SourceDocument, theme: Theme, cast: Cast, letter: str = "a", **extra: object) -> Recommendation:
    """A published limb on a theme; its text is invented."""
    paragraph, _ = SourceParagraph.objects.get_or_create(
        document=document,
        key="99",
        defaults={"number": 99, "heading": "Standard of living", "text": "The Committee invents."},
    )
    values = {
        "text": f"Invent a measure {letter}.",
        "state": "published",
        "published_by": cast.editor,
        "checked_by": cast.second_editor,
    }
    made = Recommendation.objects.create(
        paragraph=paragraph,
        document=document,
        letter=letter,
        number=f"99({letter})",
        slug=f"99-{letter}",
        statement_type="recommendation",
        **values | extra,
    )
    RecommendationTheme.objects.create(recommendation=made, theme=theme, state="confirmed")
    return made


def figure(theme: Theme, **extra: object) -> Indicator:
    made = Indicator.objects.create(
        code="armoede-kinderen", title="Kinderen in armoede", theme=theme, definition="Kinderen onder de grens.",
        scope="Kinderen thuis.", unit="kinderen", producer="CBS", **extra,
    )  # fmt: skip
    source = Source.objects.create(title="Jaarbericht", url="https://voorbeeld.example/cijfer")
    for year, value in ((2023, 119000), (2024, 115000)):
        Observation.objects.create(
            indicator=made, period=str(year), period_start=date(year, 1, 1), value=value, source=source
        )
    return made


def test_a_theme_shows_what_the_committee_asks(
    client: Client, theme: Theme, document: SourceDocument, cast: Cast
) -> None:
    limb(document, theme, cast)
    page = client.get("/themas/armoede/")
    assert heading(page) == "Armoede"
    assert lead(page) == "Het VN-Kinderrechtencomité vraagt hierover één ding."
    assert '<p lang="en">Invent a measure a.</p>' in page.content.decode()
    assert 'href="/aanbevelingen/crc-c-nld-co-5-6/99-a/"' in page.content.decode()


def test_a_limb_that_nobody_checked_is_nobodys_reading(
    client: Client, theme: Theme, document: SourceDocument, cast: Cast
) -> None:
    limb(document, theme, cast, state="imported", published_by=None, checked_by=None)
    assert "Invent a measure" not in words(client.get("/themas/armoede/"))


def test_a_limb_whose_theme_is_only_suggested_does_not_count(
    client: Client, theme: Theme, document: SourceDocument, cast: Cast
) -> None:
    limb(document, theme, cast)
    RecommendationTheme.objects.update(state="suggested")
    assert "Invent a measure" not in words(client.get("/themas/armoede/"))


def test_a_text_that_is_not_here_says_what_others_told_and_how_it_is_read_in(
    client: Client, theme: Theme, document: SourceDocument
) -> None:
    ReportedTopic.objects.create(
        document=document, theme=theme, topic="armoede", summary="Te veel kinderen zijn arm.", reported_by="Een organisatie", source_url="https://voorbeeld.example/bericht",
    )  # fmt: skip
    text = words(client.get("/themas/armoede/"))
    assert "De tekst is nog niet ingelezen." in text
    assert "Te veel kinderen zijn arm. ( Een organisatie )" in text
    assert "weerklank import observations FILE" in text


def test_of_a_limb_without_text_the_number_and_the_subject_are_told(
    client: Client, theme: Theme, document: SourceDocument, cast: Cast
) -> None:
    known = limb(
        document,
        theme,
        cast,
        text="",
        subject="Geld voor gezinnen",
        state="imported",
        published_by=None,
        checked_by=None,
    )
    RecommendationText.objects.create(
        recommendation=known, language="nl", register="plain", text="Help gezinnen.", state="published"
    )
    page = client.get("/themas/armoede/")
    assert "99(a): Geld voor gezinnen" in words(page)
    assert "Van één onderdeel is bekend" in lead(page)


def test_a_figure_stands_with_its_definition_period_and_source(client: Client, theme: Theme) -> None:
    figure(theme)
    page = client.get("/themas/armoede/")
    assert "115.000 kinderen, 2024 Kinderen onder de grens. Bron: Jaarbericht ." in words(page)
    assert 'href="/cijfers/armoede-kinderen/"' in page.content.decode()


def test_what_nobody_measures_is_named(client: Client, theme: Theme) -> None:
    DataGap.objects.create(theme=theme, description="Hoeveel kinderen op Saba arm zijn.")
    assert "Dit meet niemand Hoeveel kinderen op Saba arm zijn." in words(client.get("/themas/armoede/"))


def test_the_filter_of_a_territory_leaves_out_what_belongs_elsewhere(
    client: Client, theme: Theme, document: SourceDocument, saba: Territory, cast: Cast, ministry: Organisation
) -> None:
    here = limb(document, theme, cast, "a")
    limb(document, theme, cast, "b")
    RecommendationTerritory.objects.create(recommendation=here, territory=saba, state="confirmed")
    figure(theme)
    rows.promise("elders", ministry, title="Elders beloofd").themes.add(theme)
    rows.promise("saba", ministry, title="Op Saba beloofd", territory=saba).themes.add(theme)
    text = words(client.get("/themas/armoede/?gebied=saba"))
    assert "Invent a measure a." in text
    assert "Invent a measure b." not in text
    assert "Voor dit gebied is geen cijfer gevonden." in text
    assert "Op Saba beloofd" in text
    assert "Elders beloofd" not in text


@pytest.mark.parametrize("place", ["atlantis", "😀", "\x00", "x" * 10_000, "-1"])
def test_an_unknown_territory_shows_the_whole_kingdom(client: Client, theme: Theme, place: str) -> None:
    page = client.get("/themas/armoede/", {"gebied": place})
    assert page.status_code == 200
    assert "alleen die voor" not in words(page)


def test_small_voices_keep_their_place(client: Client, consultation: Consultation) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(state="reported")
    many = [rows.idea(consultation, f"Gratis {number}") for number in range(12)]
    rows.group(consultation, "Gratis schoolreis", *many, order=1)
    rows.group(consultation, "Een huisdier", rows.idea(consultation, "Mijn konijn is ziek."), order=2)
    text = words(client.get("/themas/armoede/"))
    assert "Iets als dit is gezegd: zeker 10 keer op een andere manier." in text
    assert "Mijn konijn is ziek." in text
    assert "Dit zei één kind. Ook dat blijft staan." in text


def test_the_words_of_the_made_up_edition_are_marked(client: Client, consultation: Consultation) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(state="reported")
    rows.group(consultation, "Gratis schoolreis", rows.idea(consultation, "Gratis graag."))
    text = words(client.get("/themas/armoede/"))
    assert text.index("Voorbeeld. Wat hieronder staat is bedacht.") < text.index("Gratis graag.")


def test_the_sentence_counts_what_is_real(
    client: Client, edition_theme: EditionTheme, theme: Theme, ministry: Organisation
) -> None:
    real = Edition.objects.create(year=2023, slug="2023", title="Eerste dialoog", state="handed_over")
    named = EditionTheme.objects.create(edition=real, theme=theme, name="Armoede")
    rows.asked(rows.advice(named, "2023-ARM-01"), ministry, state="not_found")
    rows.asked(rows.advice(edition_theme, "2026-ARM-01"), ministry, due=TODAY - timedelta(days=3))
    assert lead(client.get("/themas/armoede/")) == (
        "Wat het VN-Kinderrechtencomité hierover vraagt, is hier nog niet ingelezen. "
        "Kinderen en jongeren gaven één advies. Daarop is geen antwoord gevonden."
    )


def test_its_names_stand_in_time_with_their_source(client: Client, theme: Theme) -> None:
    ThemeName.objects.create(
        theme=theme,
        name="Bestaanszekerheid",
        valid_from=date(2025, 1, 1),
        used_by="Een lijst",
        source_url="https://voorbeeld.example/lijst",
    )
    page = client.get("/themas/armoede/")
    assert heading(page) == "Bestaanszekerheid"
    assert "zonder datum Armoede 1 januari 2025 Bestaanszekerheid, Een lijst ( bron )" in words(page)


def test_news_on_the_theme_is_there_once_published(client: Client, theme: Theme) -> None:
    for slug, state in (("wel", "published"), ("niet", "draft")):
        article = NewsArticle.objects.create(
            slug=slug, title=f"Bericht {slug}", lead="…", body="…", state=state, published_on=TODAY
        )
        article.themes.add(theme)
    text = words(client.get("/themas/armoede/"))
    assert "Bericht wel" in text
    assert "Bericht niet" not in text


def test_every_theme_leads_to_its_dossier(client: Client, theme: Theme) -> None:
    assert 'href="/kamer/armoede/"' in client.get("/themas/armoede/").content.decode()


@pytest.mark.parametrize("slug", ["bestaat-niet", "x" * 300])
def test_an_unknown_theme_is_not_found(client: Client, slug: str) -> None:
    assert client.get(f"/themas/{slug}/").status_code == 404


def test_the_list_says_how_much_there_is(
    client: Client,
    theme: Theme,
    edition_theme: EditionTheme,
    ministry: Organisation,
    document: SourceDocument,
    cast: Cast,
) -> None:
    Theme.objects.create(slug="leeg", order=9)
    limb(document, theme, cast)
    figure(theme)
    rows.asked(rows.advice(edition_theme, "2026-ARM-01"), ministry, due=TODAY)
    page = client.get("/themas/")
    assert titles(page) == ["Armoede", "leeg"]
    # the made-up advice does not count
    assert "Eén onderdeel van een aanbeveling en één cijfer." in words(page)
    Edition.objects.update(is_demonstration=False)
    page = client.get("/themas/")
    assert "Eén onderdeel van een aanbeveling, één cijfer en één advies." in words(page)
    assert "Hier is nog niets ingelezen." in words(page)


@pytest.mark.parametrize(("query", "found"), [("q=geld", ["Armoede"]), ("q=ARMOEDE", ["Armoede"]), ("q=niets", [])])
def test_the_list_is_searched_by_every_name(client: Client, theme: Theme, query: str, found: list[str]) -> None:
    assert titles(client.get(f"/themas/?{query}")) == found


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_three_asks_no_more_of_the_database_than_a_list_of_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        ThemeName.objects.create(theme=Theme.objects.create(slug=f"thema-{number}"), name=f"Thema {number}")
    with django_assert_num_queries(9):
        assert len(titles(client.get("/themas/"))) == count
