"""Editions: what is known, with its source, and what no source tells."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from tests.tracker.reading import heading, lead, titles, words
from weerklank.accounts.models import Organisation
from weerklank.advices.models import TableRecord
from weerklank.editions.models import DayRegistration, Edition, EditionTheme, ProgrammeItem, ThemeTable
from weerklank.findings.models import OpinionRun
from weerklank.participation.models import Consultation, Contribution, EntryPoint, Statement
from weerklank.rights.models import Theme
from weerklank.tracker.loop import editions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
ROOMS = ("", "programma/", "tafels/", "adviezen/", "opbrengst/")


@pytest.fixture
def first(theme: Theme, ministry: Organisation) -> Edition:
    """The dialogue of 2023 as its sources tell it."""
    edition = Edition.objects.create(
        year=2023,
        slug="2023",
        title="Eerste dialoog",
        date=date(2023, 4, 20),
        place="Utrecht",
        state="handed_over",
        summary="Aan acht tafels.",
        missing_note="Een antwoord is niet gevonden.",
        sources=["https://voorbeeld.example/verslag"],
        as_of=date(2026, 11, 1),
    )
    named = EditionTheme.objects.create(edition=edition, theme=theme, name="Armoede in 2023")
    rows.handed_over(edition, date(2023, 4, 20))
    rows.asked(rows.advice(named, "2023-PAR-01"), ministry, state="not_found")
    return edition


def test_years_without_a_source_are_named(client: Client, first: Edition) -> None:
    Edition.objects.create(year=2024, slug="2024", title="Tweede dialoog", date=date(2024, 4, 22), state="dialogue_day")
    page = client.get("/dialoog/")
    assert titles(page) == ["2026", "2025", "Tweede dialoog", "Eerste dialoog"]
    text = words(page)
    assert "Voor 2025 is geen bron gevonden." in text
    assert "Voor 2026 is geen bron gevonden." in text
    assert "Eén advies. Er is geen antwoord gevonden." in text


def test_a_day_that_has_passed_is_not_still_going_on(client: Client) -> None:
    Edition.objects.create(year=2024, slug="2024", title="Tweede dialoog", date=date(2024, 4, 22), state="dialogue_day")
    assert lead(client.get("/dialoog/2024/")) == "Van deze dialoog is geen advies gevonden."


def test_a_day_to_come_says_when_and_what_is_going_on(client: Client, edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(date=TODAY + timedelta(days=1))
    assert lead(client.get("/dialoog/demonstratie/")) == "Deze dialoog is op 21 november 2026. Nu: kinderen praten mee."


def test_facts_stand_with_their_sources_and_the_day_they_were_looked_up(client: Client, first: Edition) -> None:
    page = client.get("/dialoog/2023/")
    assert heading(page) == "Eerste dialoog"
    html = page.content.decode()
    assert 'href="https://voorbeeld.example/verslag"' in html
    assert "1 november 2026" in html
    assert "Wat geen bron vertelt Een antwoord is niet gevonden." in words(page)
    assert "Armoede in 2023" in words(page)


def test_what_is_not_known_is_said_so(client: Client) -> None:
    Edition.objects.create(year=2025, slug="2025", title="Derde dialoog", state="announced")
    text = words(client.get("/dialoog/2025/"))
    assert "Datum niet bekend Plaats niet bekend" in text
    assert lead(client.get("/dialoog/2025/")) == "Nog bezig: aangekondigd."


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_of_an_edition_opens(client: Client, first: Edition, room: str) -> None:
    page = client.get(f"/dialoog/2023/{room}")
    assert page.status_code == 200
    assert heading(page)
    assert "Voorbeeld." not in page.content.decode()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_of_the_made_up_edition_says_that_it_is_made_up(client: Client, edition: Edition, room: str) -> None:
    html = client.get(f"/dialoog/demonstratie/{room}").content.decode()
    assert "<strong>Voorbeeld.</strong>" in html


@pytest.mark.parametrize("slug", ["2099", "bestaat-niet", "x" * 300])
@pytest.mark.parametrize("room", ROOMS)
def test_an_unknown_edition_is_not_found(client: Client, slug: str, room: str) -> None:
    assert client.get(f"/dialoog/{slug}/{room}").status_code == 404


def test_a_draft_edition_is_nobodys_reading(client: Client, edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(state="draft")
    assert client.get("/dialoog/demonstratie/").status_code == 404
    assert "Er staat nog geen dialoog." in words(client.get("/dialoog/"))


def test_the_programme_keeps_the_order_of_its_sources(client: Client, first: Edition) -> None:
    ProgrammeItem.objects.create(edition=first, order=2, title="Participatiepad")
    ProgrammeItem.objects.create(edition=first, order=1, title="Welkom", source_url="https://voorbeeld.example/dag")
    text = words(client.get("/dialoog/2023/programma/"))
    assert text.index("Welkom") < text.index("Participatiepad")


def test_without_a_programme_it_says_what_is_missing(client: Client, first: Edition) -> None:
    text = words(client.get("/dialoog/2023/programma/"))
    assert "Het programma is niet bekend. Een antwoord is niet gevonden." in text


def test_what_adults_thought_beforehand_stands_apart_from_their_table(client: Client, table: ThemeTable) -> None:
    TableRecord.objects.create(
        table=table,
        adult_expected_before="Dat kinderen om geld vragen.",
        proud="De gratis gymles.",
        changed_after="Zij vroegen om gehoord te worden.",
        done=True,
    )
    text = words(client.get("/dialoog/demonstratie/tafels/"))
    assert (
        text.index("De gratis gymles.")
        < text.index("Wat volwassenen vooraf dachten")
        < text.index("Dat kinderen om geld vragen.")
    )
    assert "3 kinderen en jongeren · 2 volwassenen" in text
    assert "Kind 1" not in text
    assert "Ambtenaar 1" not in text


def test_a_record_that_is_not_done_is_nobodys_reading(client: Client, table: ThemeTable) -> None:
    TableRecord.objects.create(table=table, adult_expected_before="Nog aan het schrijven.", proud="Half af.")
    text = words(client.get("/dialoog/demonstratie/tafels/"))
    assert "Half af." not in text
    assert "Nog aan het schrijven." not in text
    assert "Het verslag van deze tafel is nog niet klaar." in text


def test_small_numbers_of_children_are_hidden_and_the_rest_rounded(client: Client, consultation: Consultation) -> None:
    for number in range(13):
        rows.idea(consultation, f"Idee {number}", state="published")
    for number in range(3):
        rows.idea(
            consultation,
            f"Weg {number}",
            state="not_published",
            decline_reason="contact",
            reason_for_child="Er staat een naam in.",
        )
    rows.idea(consultation, "Bang", state="safety_hold")
    text = words(client.get("/dialoog/demonstratie/opbrengst/"))
    assert "Binnengekomen ongeveer 15" in text
    assert "Te lezen voor iedereen ongeveer 15" in text
    assert "Niet gepubliceerd, met een reden minder dan tien" in text
    assert "Er staat een adres, telefoonnummer of naam in minder dan tien" in text
    assert "aandachtsfunctionaris" not in text
    assert "17" not in text
    assert "13" not in text


def test_every_group_stands_with_where_it_went(client: Client, consultation: Consultation) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(state="fixed")
    rows.group(consultation, "Schoolreis", rows.idea(consultation, "Laat het gratis zijn."), destination="in_advice")
    rows.group(
        consultation,
        "Een huisdier",
        rows.idea(consultation, "Mijn konijn is ziek.", state="not_used", reason_for_child="Volgend jaar."),
        destination="not_used",
        reason="Dit jaar ging het over school.",
    )
    text = words(client.get("/dialoog/demonstratie/opbrengst/"))
    assert "In een advies Schoolreis" in text
    assert "Dit jaar niet gebruikt, want: Dit jaar ging het over school." in text
    assert "Mijn konijn is ziek." in text


@pytest.mark.parametrize(("state", "shown"), [("open", False), ("closed", True)])
def test_votes_are_shown_once_nobody_votes_any_more(
    client: Client, consultation: Consultation, statements: list[Statement], now: datetime, state: str, shown: bool
) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(state=state)
    row = {"statement": statements[0].pk, "text": statements[0].text, "channel": "code", "share": None}
    counts = {"agree": 15, "disagree": None, "passed": None, "answered": 20, "seen": 20}
    OpinionRun.objects.create(
        consultation=consultation, made_at=now, library_version="1", votes=20, results=[row | counts]
    )
    text = words(client.get("/dialoog/demonstratie/opbrengst/"))
    assert ("De schoolreis moet voor iedereen gratis zijn." in text) is shown
    assert (" 15 . . ." in text) is shown


def test_groups_that_are_still_being_made_are_nobodys_reading(client: Client, consultation: Consultation) -> None:
    rows.group(consultation, "Werkgroep", rows.idea(consultation, "Nog niet.", state="grouped"))
    assert "Werkgroep" not in words(client.get("/dialoog/demonstratie/opbrengst/"))


def test_an_open_question_shows_the_room_there_is(client: Client, consultation: Consultation) -> None:
    text = words(client.get("/dialoog/demonstratie/"))
    for said in (
        "Wat moet er anders als meedoen geld kost?",
        "Dit kan veranderen Hoe school en sportclub over geld praten.",
        "Dit kan niet Hoeveel geld iedere ouder verdient.",
        "Wie beslist De ministers van A en B",
        "Wanneer hoor je het uiterlijk 1 mei 2027",
        "Deze vraag staat open tot en met 31 januari 2027 . Doe mee",
    ):
        assert said in text


def test_a_question_that_is_not_asked_yet_is_nobodys_reading(client: Client, consultation: Consultation) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(state="draft")
    assert "Wat moet er anders" not in words(client.get("/dialoog/demonstratie/"))


def test_what_nobody_has_read_counts_for_nobody(edition: Edition, consultation: Consultation) -> None:
    entry = EntryPoint.objects.create(
        consultation=consultation, code="GRQZ22", valid_from=TODAY, valid_to=TODAY, max_uses=30
    )
    for number, state in enumerate(("received", "safety_hold", "not_published", "published")):
        Contribution.objects.create(
            consultation=consultation,
            entry_point=entry,
            kind="group",
            group_size=70,
            original="Wij willen samen buiten spelen.",
            received_on=TODAY,
            submission_key=f"{number}" * 64,
            state=state,
            decline_reason="not_about" if state == "not_published" else "",
            reason_for_child="Dit gaat over iets anders." if state == "not_published" else "",
        )
    (question,) = editions.questions(edition, TODAY)
    # what a group says together is one contribution, however large it says it is
    assert question.read == "een paar keer door een groep samen, met een code van de organisator"


@pytest.mark.parametrize(
    ("closes", "state", "called"),
    [(TODAY, "collecting", True), (TODAY - timedelta(days=1), "collecting", False), (TODAY, "closed", False)],
)
def test_nobody_is_called_to_a_day_whose_door_is_shut(
    client: Client, edition: Edition, closes: date, state: str, called: bool
) -> None:
    Edition.objects.update(date=TODAY + timedelta(days=9), state=state)
    DayRegistration.objects.create(
        edition=edition, opens_on=TODAY - timedelta(days=5), closes_on=closes, reach="dag@voorbeeld.example"
    )
    assert ("Kom naar de dag" in client.get("/dialoog/demonstratie/").content.decode()) is called
