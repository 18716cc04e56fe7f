"""What the UN asked: the list, a document, a limb; what shows, what does not, and what the pages say of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW, Cast
from tests.rights.limbs import article, document, limb
from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice, AdvicePart, Handover
from weerklank.answers.models import Addressee, Commitment
from weerklank.editions.models import Edition, EditionTheme
from weerklank.evidence.models import Indicator
from weerklank.findings.models import Group
from weerklank.participation.models import Consultation
from weerklank.rights.actions import checking
from weerklank.rights.models import (
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    ReportedTopic,
    Responsibility,
    Territory,
    Theme,
)
from weerklank.tracker.limbs import document as documents
from weerklank.tracker.limbs import page as pages
from weerklank.tracker.limbs import rows

pytestmark = pytest.mark.django_db
LIST = "/aanbevelingen/"
DOCUMENT = f"{LIST}crc-c-nld-co-9/"
LIMB = f"{DOCUMENT}3/"


def _page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def _numbers(address: str) -> list[str]:
    return [row.number for row in Client().get(address).context["rows"]]


def _published(cast: Cast, number: int = 3) -> Recommendation:
    row = limb(number)
    checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)
    return checking.publish(recommendation_id=row.pk, by=cast.second_editor, now=NOW)


@pytest.fixture
def known() -> Recommendation:
    return limb(text="", plain="Open elke speeltuin op Saba.", subject="Spelen")


@pytest.fixture
def saba(known: Recommendation) -> Territory:
    saba = Territory.objects.create(code="SAB", slug="saba", name="Saba")
    RecommendationTerritory.objects.create(recommendation=known, territory=saba, source="editor", state="confirmed")
    return saba


@pytest.fixture
def advice(
    edition: Edition,
    edition_theme: EditionTheme,
    ministry: Organisation,
    consultation: Consultation,
    known: Recommendation,
) -> Advice:
    """A made-up advice that points to the limb, handed over and waiting."""
    advice = Advice.objects.create(
        number="2026-ARM-01",
        edition=edition,
        edition_theme=edition_theme,
        title="Elke speeltuin open",
        state="handed_over",
        frozen_hash="x" * 64,
    )
    AdvicePart.objects.create(advice=advice, order=1, text="Open elke speeltuin.")
    group = Group.objects.create(consultation=consultation, title="Spelen kost geld", summary="Kinderen willen spelen.")
    advice.groups.add(group)
    advice.recommendations.add(known)
    Addressee.objects.create(advice=advice, organisation=ministry, lead=True, due_on=date(2027, 3, 1))
    Handover.objects.create(edition=edition, date=date(2026, 11, 25))
    return advice


def test_the_made_up_edition_does_not_count_in_the_sentence(advice: Advice, known: Recommendation) -> None:
    assert "Over geen enkel gaven kinderen een advies" in rows.how_it_stands()
    Edition.objects.update(is_demonstration=False)
    assert "Over één gaven kinderen een advies" in rows.how_it_stands()


# --- What shows --------------------------------------------------------------------------------------------------------


def test_an_imported_limb_without_words_of_ours_is_nobodys_page_yet() -> None:
    limb()
    assert Client().get(LIMB).status_code == 404
    assert _numbers(LIST) == []


@pytest.mark.parametrize("address", [LIMB, DOCUMENT, "/aanbevelingen/%00/", "/aanbevelingen/x/y/"])
def test_what_is_unknown_is_not_found(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_a_known_limb_says_that_the_text_is_missing_and_how_to_get_it(known: Recommendation) -> None:
    page = _page(LIMB)
    assert "Open elke speeltuin op Saba." in page
    assert "De tekst van de VN is hier nog niet ingelezen." in page
    assert "weerklank import observations BESTAND" in page
    assert "Niemand is aangewezen om dit te doen. Kinderen gaven er nog geen advies over." in page


def test_an_imported_text_is_marked_as_not_yet_checked(cast: Cast) -> None:
    row = limb(plain="Open elke speeltuin.")
    assert "Nog niet gecontroleerd." in _page(LIMB)
    checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)
    assert "Nog niet gecontroleerd." in _page(LIMB)
    checking.publish(recommendation_id=row.pk, by=cast.second_editor, now=NOW)
    page = _page(LIMB)
    assert "Nog niet gecontroleerd." not in page
    assert '<blockquote class="quote" lang="en">Open every playground in Saba' in page


def test_a_withdrawn_limb_keeps_its_address_and_says_why(cast: Cast) -> None:
    row = _published(cast)
    checking.withdraw(recommendation_id=row.pk, reason="Dit staat niet in het document.", by=cast.editor, now=NOW)
    response = Client().get(LIMB)
    assert response.status_code == 410
    page = response.content.decode()
    assert "Dit staat niet in het document." in page
    assert "Open every playground" not in page
    assert _numbers(LIST) == []


def test_what_somebody_wrote_is_escaped(known: Recommendation) -> None:
    RecommendationText.objects.create(
        recommendation=known, register="child", text="<script>alert(1)</script>", state="published"
    )
    page = _page(LIMB)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Nog niet met kinderen getoetst." in page


def test_draft_words_do_not_show(known: Recommendation) -> None:
    RecommendationText.objects.create(recommendation=known, register="child", text="Concept.")
    assert "Concept." not in _page(LIMB)


# --- One limb ----------------------------------------------------------------------------------------------------------


def test_how_we_know_stands_beside_what_we_say(known: Recommendation) -> None:
    RecommendationConcept.objects.create(
        recommendation=known, concept=article(), pattern="articles …", state="confirmed"
    )
    RecommendationConcept.objects.create(recommendation=known, concept=article("19", "Geweld"), pattern="x")
    page = _page(LIMB)
    assert "31. Rust, spel, vrije tijd en cultuur" in page
    assert "gevonden door patroon “articles …”, bevestigd door een redacteur" in page
    assert "19. Geweld" not in page


def test_a_paragraph_of_an_article_is_named_after_its_article(known: Recommendation) -> None:
    article("24", "Gezondheid en zorg")
    RecommendationConcept.objects.create(recommendation=known, concept=article("24(3)", ""), state="confirmed")
    assert "24(3). Gezondheid en zorg" in _page(LIMB)


def test_who_must_act_shows_with_what_the_body_says(known: Recommendation, ministry: Organisation) -> None:
    one = Responsibility.objects.create(recommendation=known, organisation=ministry)
    assert "Voorgesteld is dat A handelt; bevestigd is dat nog niet." in _page(LIMB)
    assert "de organisatie zelf heeft nog niets gezegd" in _page(LIMB)
    Responsibility.objects.filter(pk=one.pk).update(state="disputed", disputed_reason="Dit doet een ander.")
    page = _page(LIMB)
    assert "De organisatie zegt: dit is niet van ons." in page
    assert "Wie dit moet doen, is betwist." in page


def test_the_path_runs_from_the_question_through_the_advice_to_who_must_answer(
    advice: Advice, known: Recommendation
) -> None:
    found = pages.find("crc-c-nld-co-9", "3")
    assert found is not None
    path = rows.rows([found], date(2026, 11, 26))[0].path
    assert [(str(station.kind), station.mood) for station in path.stations] == [
        ("asked", "reached"),
        ("said", "reached"),
        ("together", "reached"),
        ("advised", "reached"),
        ("answered", "waiting"),
    ]
    page = _page(LIMB)
    assert "Elke speeltuin open" in page
    assert "Spelen kost geld" in page
    assert "Dit pad loopt door een bedacht voorbeeld." in page


def test_without_anything_the_answer_is_not_found_and_never_late(known: Recommendation) -> None:
    found = pages.find("crc-c-nld-co-9", "3")
    assert found is not None
    path = rows.rows([found], date(2036, 1, 1))[0].path
    assert [station.mood for station in path.stations] == ["reached", "unknown"]


def test_a_promise_that_points_to_the_limb_stands_on_it(known: Recommendation, ministry: Organisation) -> None:
    promise = Commitment.objects.create(
        slug="speeltuinen",
        title="Speeltuinen open",
        organisation=ministry,
        made_on=date(2026, 11, 1),
        due_on=date(2026, 11, 10),
        state="on_track",
    )
    promise.recommendations.add(known, through_defaults={"state": "confirmed"})
    found = pages.find("crc-c-nld-co-9", "3")
    assert found is not None
    assert rows.rows([found], date(2026, 11, 20))[0].path.sentence == "Nog niet gedaan: 10 dagen te laat."
    page = _page(LIMB)
    assert "Speeltuinen open" in page
    assert "Eén toezegging hoort erbij." in page


def test_what_was_asked_before_is_counted_and_linked(known: Recommendation) -> None:
    first = limb(7, plain="Eerst.", of=document(2004, "CRC/C/15/Add.9"))
    second = limb(8, plain="Toen.", of=document(2015, "CRC/C/NLD/CO/4"))
    for earlier in (first, second):
        RecommendationRelation.objects.create(later=known, earlier=earlier, type="reiterates", state="confirmed")
    page = _page(LIMB)
    assert "Voor de derde keer gevraagd sinds 2004." in page
    assert "Dit herhaalt wat het comité in 2004 zei:" in page
    assert "In 2030 herhaalt het comité dit:" in _page("/aanbevelingen/crc-c-15-add-9/7/")


def test_what_asks_nothing_is_waited_for_by_nobody() -> None:
    limb(plain="Dit gaat beter.", statement_type="positive")
    page = _page(LIMB)
    assert "Hier vraagt het comité niets; het hoort bij het verhaal." in page
    assert "Niet gevonden" not in page


def test_the_figure_of_its_theme_stands_on_it(known: Recommendation, theme: Theme) -> None:
    RecommendationTheme.objects.create(recommendation=known, theme=theme, state="confirmed")
    Indicator.objects.create(
        code="kinderen-arm", title="Kinderen in armoede", theme=theme, definition="d", scope="s", unit="u"
    )
    assert "/cijfers/kinderen-arm/" in _page(LIMB)


def test_the_history_names_no_person(cast: Cast) -> None:
    _published(cast)
    page = _page(LIMB)
    assert "Gepubliceerd door een tweede persoon" in page
    assert "editor" not in page


# --- A document --------------------------------------------------------------------------------------------------------


def test_a_document_says_how_complete_our_copy_is(known: Recommendation) -> None:
    page = _page(DOCUMENT)
    assert "We kennen één onderdeel van dit document; van geen enkel onderdeel staat de tekst van de VN er al." in page
    assert "weerklank import observations BESTAND" in page
    assert "1 maart 2030" in page


def test_what_organisations_reported_is_never_taken_for_the_text(known: Recommendation) -> None:
    ReportedTopic.objects.create(
        document=known.document,
        topic="Spelen",
        summary="Er moet meer te spelen zijn.",
        reported_by="Krant",
        source_url="https://krant.example/",
    )
    page = _page(DOCUMENT)
    assert "Dit is niet de tekst van de VN." in page
    assert "Er moet meer te spelen zijn." in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_document_costs_the_same_for_one_and_for_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count + 1):
        limb(number, plain="Open.")
    with django_assert_num_queries(12):
        _page(DOCUMENT)


def test_the_table_of_contents_follows_the_clusters(known: Recommendation) -> None:
    paragraph = known.paragraph
    paragraph.section, paragraph.cluster = "III. Main areas", "H. Leisure"
    paragraph.save()
    view = documents.document_page(known.document, NOW.date())
    assert [(part.section, part.cluster, part.language) for part in view.parts] == [
        ("III. Main areas", "H. Leisure", "en")
    ]


@pytest.mark.parametrize("language", ["en", "ar", "uk"])
def test_other_languages_open_too(known: Recommendation, language: str) -> None:
    for address in (LIST, DOCUMENT, LIMB):
        _page(f"/{language}{address}")
