"""Advices: the list, and one advice in every state that it can be in."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW, Cast
from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from tests.tracker.reading import heading, lead, titles, words
from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice
from weerklank.answers.models import Appraisal, Transfer
from weerklank.audit.actions import record
from weerklank.editions.models import Edition, EditionTheme
from weerklank.participation.models import Consultation
from weerklank.tracker import paths
from weerklank.tracker.loop import advice as loop_advice
from weerklank.tracker.loop import advices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_a_waiting_advice_says_who_must_answer_and_how_long_there_is(
    client: Client, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    rows.asked(made, ministry, due=TODAY + timedelta(days=11))
    page = client.get("/adviezen/2026-ARM-01/")
    assert page.status_code == 200
    assert heading(page) == "Advies 2026-ARM-01"
    assert lead(page) == "Het ministerie A moet uiterlijk 1 december 2026 antwoorden. Dat is nog 11 dagen."


def test_a_late_advice_says_since_when_and_counts_the_days(
    client: Client, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    rows.asked(made, ministry, due=TODAY - timedelta(days=24))
    page = client.get("/adviezen/2026-ARM-01/")
    assert lead(page) == "Het ministerie A had uiterlijk 27 oktober 2026 moeten antwoorden. Dat is 24 dagen geleden."
    assert "24 dagen te laat." in words(page)


def test_on_its_last_day_nothing_is_late(client: Client, edition_theme: EditionTheme, ministry: Organisation) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    rows.asked(made, ministry, due=TODAY)
    page = client.get("/adviezen/2026-ARM-01/")
    assert lead(page) == "Het ministerie A moet uiterlijk 20 november 2026 antwoorden. Dat is vandaag."
    assert titles(client.get("/adviezen/?stand=late")) == []


def test_an_extension_moves_the_clock_and_shows_its_reason(
    client: Client, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    rows.asked(
        made,
        ministry,
        due=TODAY - timedelta(days=5),
        extended_to=TODAY + timedelta(days=20),
        extension_reason="Eerst praten met het panel.",
    )
    text = words(client.get("/adviezen/2026-ARM-01/"))
    assert "Uitstel uiterlijk 10 december 2026 . Eerst praten met het panel." in text
    assert "te laat" not in text


def test_without_an_answer_found_it_says_that_and_never_late(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, coalition: Organisation
) -> None:
    made = rows.advice(edition_theme, "2023-PAR-01")
    rows.asked(made, ministry, state="not_found", note="Gezocht tot 1 november 2026.", lead=True)
    rows.asked(made, coalition, state="not_found")
    page = client.get("/adviezen/2023-PAR-01/")
    assert lead(page) == "Dit advies is overhandigd aan A en Coalitie. Er is geen antwoord gevonden."
    assert "Gezocht tot 1 november 2026." in words(page)
    assert "te laat" not in words(page)


def test_an_answer_shows_per_part_what_is_done_and_why_not(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01", "Geen geld vragen.", "Vertel het in de klas.", "Een fiets.")
    addressee = rows.asked(made, ministry, due=TODAY + timedelta(days=5))
    rows.answered(addressee, ["partly", "follow", "deviate"], (cast.respondent, cast.approver))
    page = client.get("/adviezen/2026-ARM-01/")
    assert lead(page) == "Het ministerie A doet één ding wel, één voor een deel en één niet."
    text = words(page)
    for said in ("doet dit voor een deel", "doet dit niet", "Reden: geld.", rows.REASON, rows.CHANGE):
        assert said in text
    assert "Wat zij zelf niet hadden bedacht: Dat kinderen zeggen dat ze ziek zijn." in text
    assert "Niet gecontroleerd door jongeren." in text


def test_whoever_handed_it_over_is_named_and_is_never_late(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, other_ministry: Organisation
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    passed = rows.asked(made, ministry, due=TODAY - timedelta(days=9), state="transferred")
    rows.asked(made, other_ministry, due=TODAY + timedelta(days=1))
    Transfer.objects.create(
        addressee=passed,
        part=made.parts.get(),
        to=other_ministry,
        reason="Hun wet.",
        state="accepted",
        settled_on=TODAY,
    )
    page = client.get("/adviezen/2026-ARM-01/")
    assert lead(page) == "Het ministerie B moet uiterlijk 21 november 2026 antwoorden. Dat is nog 1 dag."
    text = words(page)
    assert "Het ministerie A heeft dit overgedragen aan een ander." in text
    assert "Onderdeel 1 is aangenomen door B." in text
    assert "te laat" not in text


def test_who_took_a_part_over_is_asked_for_that_part_alone(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, other_ministry: Organisation
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01", "Eén ding.", "Nog een ding.")
    first = rows.asked(made, ministry, due=TODAY)
    rows.asked(made, other_ministry, due=TODAY + timedelta(days=20), by_transfer=True)
    Transfer.objects.create(
        addressee=first, part=made.parts.get(order=2), to=other_ministry, reason="Het hoort daar.", state="accepted",
        proposed_on=TODAY, settled_on=TODAY,
    )  # fmt: skip
    shown = loop_advice.page(made, TODAY)
    assert [part.silent for part in shown.parts] == [
        ("Het ministerie A: nog geen antwoord; uiterlijk 20 november 2026.",),
        (
            "Het ministerie A: overgenomen door B.",
            "Het ministerie B: nog geen antwoord; uiterlijk 10 december 2026.",
        ),
    ]


def test_followed_in_whole_draws_no_fork(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01", "Geen geld vragen.", "Vertel het in de klas.")
    rows.answered(rows.asked(made, ministry, due=TODAY), ["follow", "follow"], (cast.respondent, cast.approver))
    page = client.get("/adviezen/2026-ARM-01/")
    assert lead(page) == "Het ministerie A doet twee dingen wel."
    assert 'class="branch"' not in page.content.decode()


def test_a_child_version_that_the_panel_approved_is_labelled_so(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    addressee = rows.asked(made, ministry, due=TODAY)
    rows.answered(addressee, ["follow"], (cast.respondent, cast.approver), panel_check="approved")
    assert "Gelezen en goedgekeurd door het jongerenpanel." in words(client.get("/adviezen/2026-ARM-01/"))


def test_for_children_the_childs_version_stands_first(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    rows.answered(rows.asked(made, ministry, due=TODAY), ["partly"], (cast.respondent, cast.approver))
    text = words(client.get("/adviezen/2026-ARM-01/?voor=kinderen"))
    assert "Jullie vroegen iets. Wij doen een deel." in text
    assert f"Waarom? {rows.REASON}" in text
    assert "sha256" not in text


def test_for_children_no_answer_yet_says_until_when(
    client: Client, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    rows.asked(made, ministry, due=TODAY + timedelta(days=1))
    page = client.get("/adviezen/2026-ARM-01/?voor=kinderen")
    assert lead(page) == (
        "Er is nog geen antwoord. Het ministerie A moet uiterlijk 21 november 2026 antwoorden. Dat is nog 1 dag."
    )


def test_judged_as_no_answer_the_question_lies_with_the_answerer_again(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    addressee = rows.asked(made, ministry, due=TODAY)
    addressee.clarification_due_on = TODAY - timedelta(days=2)
    rows.answered(addressee, ["follow"], (cast.respondent, cast.approver), state="clarification_due")
    assert lead(client.get("/adviezen/2026-ARM-01/")) == (
        "Het ministerie A doet één ding wel. Kinderen of jongeren zeggen: dit is geen antwoord. "
        "Uitleg had er uiterlijk 18 november 2026 moeten zijn. Dat is 2 dagen geleden."
    )


def test_judgements_below_ten_are_not_shown_and_above_are_rounded(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    answer = rows.answered(rows.asked(made, ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    Appraisal.objects.create(answer=answer, by="panel", value="clear")
    for _ in range(9):
        Appraisal.objects.create(answer=answer, by="code", value="not_answered")
    text = words(client.get("/adviezen/2026-ARM-01/"))
    assert "Minder dan tien kinderen gaven een oordeel." in text
    assert "Het jongerenpanel zegt: dit is een antwoord." in text
    for _ in range(4):
        Appraisal.objects.create(answer=answer, by="code", value="not_answered")
    text = words(client.get("/adviezen/2026-ARM-01/"))
    assert "dit is geen antwoord ongeveer 15 keer gezegd" in text
    assert "dit is een antwoord minder dan tien keer gezegd" in text
    assert "13" not in text


def test_what_was_promised_stands_with_its_part_and_its_lateness_above(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    answer = rows.answered(rows.asked(made, ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    rows.promise(
        "kaart",
        ministry,
        position=answer.positions.get(),
        due_on=TODAY - timedelta(days=3),
        title="Een kaart in elke klas",
    )
    page = client.get("/adviezen/2026-ARM-01/")
    assert lead(page) == "Het ministerie A doet één ding wel. Eén toezegging is te laat."
    assert "Toezegging: Een kaart in elke klas" in words(page)


def test_a_promise_that_is_only_proposed_is_nobodys_reading(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    answer = rows.answered(rows.asked(made, ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    rows.promise("geheim", ministry, position=answer.positions.get(), state="proposed", title="Nog niet besloten")
    assert "Nog niet besloten" not in words(client.get("/adviezen/2026-ARM-01/"))


def test_the_words_it_came_from_are_those_that_a_person_published(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, consultation: Consultation
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    rows.asked(made, ministry, due=TODAY)
    said = rows.group(
        consultation,
        "Dingen die geld kosten",
        rows.idea(consultation, "Ik bleef thuis op de dag van de schoolreis."),
        rows.idea(consultation, "Dit is alleen voor jullie.", wants_private=True),
    )
    alone = rows.group(consultation, "Een huisdier", rows.idea(consultation, "Mijn konijn is ziek."), order=2)
    made.groups.add(said, alone)
    text = words(client.get("/adviezen/2026-ARM-01/"))
    assert "Ik bleef thuis op de dag van de schoolreis." in text
    assert "Dit is alleen voor jullie." not in text
    assert "Mijn konijn is ziek." in text
    assert "Dit zei één kind. Ook dat blijft staan." in text


def test_asked_before_it_says_how_often_and_leads_back(
    client: Client, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    first = rows.advice(edition_theme, "2024-ARM-01")
    second = rows.advice(edition_theme, "2026-ARM-01", raised_before=first)
    rows.asked(second, ministry, due=TODAY)
    page = client.get("/adviezen/2026-ARM-01/")
    assert "2e keer gevraagd." in words(page)
    assert 'href="/adviezen/2024-ARM-01/"' in page.content.decode()
    assert "Later opnieuw: Advies 2026-ARM-01" in words(client.get("/adviezen/2024-ARM-01/"))


def test_the_public_log_names_the_body_and_not_the_person(
    client: Client, edition_theme: EditionTheme, cast: Cast, ministry: Organisation
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01")
    rows.asked(made, ministry, due=TODAY)
    record(action="advice.handed_over", obj=made, by=cast.organiser, now=NOW, public=True)
    record(action="advice.edited", obj=made, by=cast.facilitator, now=NOW, note="intern")
    text = words(client.get("/adviezen/2026-ARM-01/"))
    assert "20 november 2026 Overhandigd (Coalitie)" in text
    assert "organiser" not in text
    assert "intern" not in text


def test_minority_and_additions_of_adults_stand_apart(
    client: Client, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    made = rows.advice(
        edition_theme, "2026-ARM-01", minority_note="Eén jongere wil betalen.", adult_additions="Met een fonds."
    )
    rows.asked(made, ministry, due=TODAY)
    text = words(client.get("/adviezen/2026-ARM-01/"))
    assert "Niet iedereen vond dit Eén jongere wil betalen." in text
    assert "Dit voegden volwassenen toe Met een fonds." in text


@pytest.mark.parametrize("state", ["draft", "read_back", "adopted"])
def test_an_advice_that_is_not_frozen_is_nobodys_reading(
    client: Client, edition_theme: EditionTheme, state: str
) -> None:
    Advice.objects.create(number="2026-ARM-09", edition=edition_theme.edition, title="Nog niet", state=state)
    assert client.get("/adviezen/2026-ARM-09/").status_code == 404
    assert titles(client.get("/adviezen/")) == []


def test_an_unknown_number_is_not_found(client: Client) -> None:
    assert client.get("/adviezen/2099-ZZZ-99/").status_code == 404


def test_an_empty_list_says_what_will_stand_there(client: Client) -> None:
    text = words(client.get("/adviezen/"))
    assert "Er is nog geen advies overhandigd." in text
    assert "Hier komt elk advies te staan zodra de tekst vastligt." in text


def test_the_list_puts_real_editions_first_and_marks_the_made_up(
    client: Client, edition_theme: EditionTheme, theme: object, ministry: Organisation
) -> None:
    real = Edition.objects.create(year=2023, slug="2023", title="Eerste dialoog", state="handed_over")
    first = rows.advice(
        EditionTheme.objects.create(edition=real, theme=edition_theme.theme, name="Armoede"), "2023-PAR-01"
    )
    rows.asked(first, ministry, state="not_found")
    rows.asked(rows.advice(edition_theme, "2026-ARM-01"), ministry, due=TODAY)
    page = client.get("/adviezen/")
    assert titles(page) == ["Advies 2023-PAR-01", "Advies 2026-ARM-01"]
    assert "Twee adviezen (waarvan één verzonnen, als voorbeeld)." in words(page)
    assert "Voorbeeld. Wat hieronder staat is bedacht." in words(page)


@pytest.fixture
def several(edition_theme: EditionTheme, ministry: Organisation, other_ministry: Organisation, cast: Cast) -> None:
    """Four advices that stand in four ways."""
    rows.asked(
        rows.advice(edition_theme, "2026-ARM-01", title="Late jeugdhulp"), ministry, due=TODAY - timedelta(days=1)
    )
    rows.asked(
        rows.advice(edition_theme, "2026-ARM-02", title="Wachten op Saba"),
        other_ministry,
        due=TODAY + timedelta(days=1),
    )
    rows.asked(rows.advice(edition_theme, "2026-ARM-03", title="Nooit gevonden"), ministry, state="not_found")
    answered = rows.asked(rows.advice(edition_theme, "2026-ARM-04", title="Deels gedaan"), ministry, due=TODAY)
    rows.answered(answered, ["partly"], (cast.respondent, cast.approver))


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stand=late", ["Late jeugdhulp"]),
        ("stand=waiting", ["Wachten op Saba"]),
        ("stand=answered", ["Deels gedaan"]),
        ("stand=not_found", ["Nooit gevonden"]),
        ("standpunt=partly", ["Deels gedaan"]),
        ("standpunt=follow", []),
        ("wie=ministerie-b", ["Wachten op Saba"]),
        ("wie=ministerie-a&stand=late", ["Late jeugdhulp"]),
        ("q=saba", ["Wachten op Saba"]),
        ("q=2026-arm-03", ["Nooit gevonden"]),
        ("editie=demonstratie&thema=armoede&stand=late", ["Late jeugdhulp"]),
        ("editie=nergens", []),
    ],
)
def test_the_list_is_filtered(client: Client, query: str, found: list[str]) -> None:
    assert titles(client.get(f"/adviezen/?{query}")) == found


@pytest.mark.usefixtures("several")
def test_nothing_found_says_what_each_word_alone_would_find(client: Client) -> None:
    page = client.get("/adviezen/?q=jeugdhulp+saba")
    text = words(page)
    assert "Geen advies gevonden over “jeugdhulp saba”." in text
    assert "Wel 1 over “jeugdhulp” en 1 over “saba”." in text
    assert 'href="?q=jeugdhulp"' in page.content.decode()


@pytest.mark.parametrize("path", ["/adviezen/", "/toezeggingen/", "/themas/"])
@pytest.mark.parametrize(
    "query",
    [
        {"page": "-1"},
        {"page": str(10**30)},
        {"page": "9" * 5000},
        {"page": "😀"},
        {"q": "😀" * 10},
        {"q": "x" * 10_000},
        {"q": " ".join("abc" for _ in range(500))},
        {"q": "\x00%_'\"<script>"},
        {"stand": "\x00", "thema": "😀", "gebied": "x" * 10_000, "wie": "-1", "standpunt": "⛔", "tijd": "nooit"},
    ],
    ids=lambda query: ",".join(query)[:20],
)
@pytest.mark.usefixtures("several")
def test_whatever_is_asked_of_a_list_is_answered(client: Client, path: str, query: dict[str, str]) -> None:
    page = client.get(path, query)
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_three_asks_no_more_of_the_database_than_a_list_of_one(
    client: Client,
    edition_theme: EditionTheme,
    ministry: Organisation,
    consultation: Consultation,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        made = rows.advice(edition_theme, f"2026-ARM-0{number}")
        made.groups.add(rows.group(consultation, f"Groep {number}", rows.idea(consultation, f"Idee {number}")))
        answer = rows.answered(rows.asked(made, ministry, due=TODAY), ["partly"], (cast.respondent, cast.approver))
        rows.progress(rows.promise(f"belofte-{number}", ministry, position=answer.positions.get()), TODAY)
    with django_assert_num_queries(16):
        assert len(titles(client.get("/adviezen/"))) == count


def test_twenty_six_advices_stand_on_two_pages(
    client: Client, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    for number in range(26):
        rows.asked(rows.advice(edition_theme, f"2026-ARM-{number:02d}"), ministry, due=TODAY)
    assert len(titles(client.get("/adviezen/?q=advies"))) == 25
    second = client.get("/adviezen/?q=advies&page=2")
    assert titles(second) == ["Advies 2026-ARM-25"]
    assert 'href="?q=advies&amp;page=1"' in second.content.decode()


def test_an_advice_has_its_twin_in_data(client: Client, edition_theme: EditionTheme, ministry: Organisation) -> None:
    rows.asked(rows.advice(edition_theme, "2026-ARM-01"), ministry, due=date(2026, 12, 1))
    assert 'href="/api/v1/advices/2026-ARM-01"' in client.get("/adviezen/2026-ARM-01/").content.decode()
    assert json.loads(client.get("/api/v1/advices/2026-ARM-01").content)["id"] == "2026-ARM-01"


def test_the_list_of_one_edition_has_the_data_of_that_edition(client: Client, edition: Edition) -> None:
    html = client.get("/adviezen/?editie=demonstratie").content.decode()
    assert 'href="/api/v1/advices.csv?edition=demonstratie"' in html


def test_who_answered_is_not_hidden_by_who_still_may(
    edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    made = rows.advice(edition_theme, "2026-ARM-01", "Eén ding.")
    rows.answered(rows.asked(made, ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    second = Organisation.objects.create(slug="tweede", name="Tweede", kind="other")
    rows.asked(made, second, due=TODAY + timedelta(days=20))
    found = advices.with_everything().get(pk=made.pk)
    assert paths.is_answered(found, TODAY)
    drawn = paths.of_advice(found, TODAY)
    assert drawn.also == "Het ministerie A antwoordde. Tweede: nog geen antwoord; uiterlijk 10 december 2026."
    assert [station.happened for station in drawn.stations if station.kind == "answered"] == [True]
    assert not paths.is_answered(found, TODAY + timedelta(days=30))
