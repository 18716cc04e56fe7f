"""Promises: the list, and one promise in every state."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import Cast
from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from tests.tracker.reading import heading, lead, titles, words
from weerklank.accounts.models import Organisation
from weerklank.answers.models import CarriedOver, Commitment, ProgressUpdate
from weerklank.editions.models import Edition, EditionTheme
from weerklank.participation.models import Consultation
from weerklank.rights.models import Territory, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_a_promise_says_who_and_when(client: Client, ministry: Organisation) -> None:
    rows.promise(
        "kaart", ministry, due_on=TODAY + timedelta(days=10), title="Een kaart in elke klas", measure="Wij tellen ze."
    )
    page = client.get("/toezeggingen/kaart/")
    assert heading(page) == "Een kaart in elke klas"
    assert lead(page) == "Het ministerie A heeft beloofd dit uiterlijk 30 november 2026 te doen."
    assert "Hoe je ziet dat het gedaan is Wij tellen ze." in words(page)


def test_a_late_promise_counts_the_days(client: Client, ministry: Organisation) -> None:
    rows.promise("kaart", ministry, due_on=TODAY - timedelta(days=1), state="at_risk")
    page = client.get("/toezeggingen/kaart/")
    assert lead(page) == "Het ministerie A had dit uiterlijk 19 november 2026 moeten doen. Dat is 1 dag geleden."
    assert "1 dag te laat." in words(page)


def test_a_promise_without_a_day_says_so(client: Client, ministry: Organisation) -> None:
    rows.promise("kaart", ministry)
    assert lead(client.get("/toezeggingen/kaart/")) == "Het ministerie A heeft dit beloofd. Er staat geen dag bij."


def test_a_term_in_the_words_of_its_source_stays_in_those_words(client: Client, ministry: Organisation) -> None:
    rows.promise("kaart", ministry, due_note="voor de zomer")
    assert lead(client.get("/toezeggingen/kaart/")) == "Het ministerie A heeft dit beloofd. Wanneer? “voor de zomer”."


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("done", "Het ministerie A zegt dat dit gedaan is."),
        ("confirmed", "Het ministerie A heeft dit gedaan. Kinderen zeggen dat ook."),
        ("disputed", "Het ministerie A zegt dat dit gedaan is. Kinderen zijn het daar niet mee eens."),
        ("withdrawn", "Het ministerie A heeft deze toezegging teruggenomen."),
        ("carried_over", "Dit was nog niet gedaan. Het is meegenomen naar de volgende editie."),
    ],
)
def test_what_is_settled_is_never_late(client: Client, ministry: Organisation, state: str, said: str) -> None:
    rows.promise("kaart", ministry, state=state, due_on=TODAY - timedelta(days=30))
    page = client.get("/toezeggingen/kaart/")
    assert lead(page) == said
    assert "te laat" not in words(page)


def test_what_children_dispute_is_nowhere_plainly_done(client: Client, ministry: Organisation) -> None:
    made = rows.promise("kaart", ministry, state="disputed", due_on=TODAY - timedelta(days=30))
    rows.progress(made, TODAY - timedelta(days=20))
    page = client.get("/toezeggingen/")
    assert "Gedaan? Betwist: kinderen zijn het er niet mee eens." in words(page)
    assert "Gedaan:" not in words(page)
    assert "Gedaan?" in words(client.get("/toezeggingen/kaart/"))


def test_in_danger_it_says_who_says_so(client: Client, ministry: Organisation) -> None:
    rows.promise("kaart", ministry, state="at_risk", due_on=TODAY)
    assert lead(client.get("/toezeggingen/kaart/")) == (
        "Het ministerie A heeft beloofd dit uiterlijk 20 november 2026 te doen. Het ministerie A zegt dat dit in gevaar is."
    )


def test_silence_is_counted_from_the_last_word(client: Client, ministry: Organisation) -> None:
    made = rows.promise("kaart", ministry, made_on=TODAY - timedelta(days=400))
    rows.progress(made, TODAY - timedelta(days=121))
    assert "Al 121 dagen is hier niets over gemeld." in words(client.get("/toezeggingen/kaart/"))
    rows.progress(made, TODAY - timedelta(days=120))
    assert "niets over gemeld" not in words(client.get("/toezeggingen/kaart/"))


def test_the_history_of_progress_stays_the_newest_first(client: Client, ministry: Organisation) -> None:
    made = rows.promise("kaart", ministry)
    rows.progress(made, TODAY - timedelta(days=20), text="Begonnen.")
    rows.progress(made, TODAY - timedelta(days=2), "at_risk", "Het duurt langer.")
    text = words(client.get("/toezeggingen/kaart/"))
    assert text.index("Het duurt langer.") < text.index("Begonnen.")


def test_it_leads_back_to_the_advice_the_group_and_the_theme(
    client: Client,
    edition_theme: EditionTheme,
    ministry: Organisation,
    cast: Cast,
    consultation: Consultation,
    theme: Theme,
) -> None:
    advice = rows.advice(edition_theme, "2026-ARM-01", "Vertel het in elke klas.")
    advice.groups.add(rows.group(consultation, "Hulp vragen", rows.idea(consultation, "Ik durf het niet.")))
    answer = rows.answered(rows.asked(advice, ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    made = rows.promise("kaart", ministry, position=answer.positions.get())
    made.themes.add(theme)
    page = client.get("/toezeggingen/kaart/")
    for href in ("/adviezen/2026-ARM-01/", "/adviezen/2026-ARM-01/#gezegd", "/themas/armoede/"):
        assert f'href="{href}"' in page.content.decode()
    assert "“Vertel het in elke klas.”".strip("“”") in words(page)


def test_a_proposed_promise_is_nobodys_reading(client: Client, ministry: Organisation) -> None:
    rows.promise("kaart", ministry, state="proposed")
    assert client.get("/toezeggingen/kaart/").status_code == 404
    assert titles(client.get("/toezeggingen/")) == []


def test_an_unknown_promise_is_not_found(client: Client) -> None:
    assert client.get("/toezeggingen/bestaat-niet/").status_code == 404


def test_an_empty_list_says_what_will_stand_there(client: Client) -> None:
    assert "Er is nog geen toezegging gevonden." in words(client.get("/toezeggingen/"))


@pytest.fixture
def several(ministry: Organisation, other_ministry: Organisation, theme: Theme) -> None:
    """Four promises that stand in four ways."""
    saba = Territory.objects.create(code="SAB", slug="saba", name="Saba")
    late = rows.promise("laat", ministry, title="Te laat", due_on=TODAY - timedelta(days=1))
    late.themes.add(theme)
    rows.promise("stil", other_ministry, title="Stil", made_on=TODAY - timedelta(days=121))
    rows.promise("saba", ministry, title="Op Saba", territory=saba, due_on=TODAY)
    rows.promise(
        "klaar",
        ministry,
        title="Klaar",
        state="done",
        made_on=TODAY - timedelta(days=300),
        due_on=TODAY - timedelta(days=9),
    )


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Klaar", "Te laat", "Op Saba", "Stil"]),
        ("tijd=te-laat", ["Te laat"]),
        ("tijd=stil", ["Stil"]),
        ("gebied=saba", ["Op Saba"]),
        ("wie=ministerie-b", ["Stil"]),
        ("thema=armoede", ["Te laat"]),
        ("stand=done", ["Klaar"]),
        ("stand=nergens", ["Klaar", "Te laat", "Op Saba", "Stil"]),
        ("q=SABA", ["Op Saba"]),
        ("q=stil+ministerie", ["Stil"]),
    ],
)
def test_the_list_is_filtered(client: Client, query: str, found: list[str]) -> None:
    assert titles(client.get(f"/toezeggingen/?{query}")) == found


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_three_asks_no_more_of_the_database_than_a_list_of_one(
    client: Client,
    ministry: Organisation,
    theme: Theme,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        made = rows.promise(f"belofte-{number}", ministry, due_on=TODAY)
        made.themes.add(theme)
        rows.progress(made, TODAY)
    with django_assert_num_queries(12):
        assert len(titles(client.get("/toezeggingen/"))) == count


@pytest.fixture
def taken_along_twice(edition_theme: EditionTheme, ministry: Organisation, cast: Cast) -> None:
    """A promise of 2026 that two later dialogues took along."""
    advice = rows.advice(edition_theme, "2026-ARM-01", "Vertel het in elke klas.")
    answer = rows.answered(rows.asked(advice, ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    before = rows.promise("kaart", ministry, position=answer.positions.get(), state="carried_over", title="Een kaart")
    rows.progress(before, TODAY - timedelta(days=3), text="De kaart is getekend.")
    for year, state in ((2027, "carried_over"), (2028, "agreed")):
        into = Edition.objects.create(year=year, slug=str(year), title=f"Dialoog {year}", state="announced")
        later = rows.promise(f"kaart-{year}", ministry, carried_from=before, state=state, title=f"Een kaart {year}")
        CarriedOver.objects.create(into=into, commitment=before, successor=later, carried_on=TODAY)
        before = later


@pytest.mark.usefixtures("taken_along_twice")
@pytest.mark.parametrize("slug", ["kaart", "kaart-2027", "kaart-2028"])
def test_a_promise_that_was_taken_along_keeps_where_it_comes_from(client: Client, slug: str) -> None:
    page = client.get(f"/toezeggingen/{slug}/")
    text = words(page)
    assert "Dit is een antwoord op Advies 2026-ARM-01 (2026-ARM-01), onderdeel 1: Vertel het in elke klas." in text
    assert "De kaart is getekend." in text
    assert text.count("(deze bladzijde)") == 1
    others = {f"/toezeggingen/{one}/" for one in ("kaart", "kaart-2027", "kaart-2028")} - {f"/toezeggingen/{slug}/"}
    assert others <= set(re.findall(r'href="([^"]+)"', page.content.decode()))


@pytest.mark.usefixtures("taken_along_twice")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("editie=demonstratie", ["Een kaart"]),
        ("editie=2027", ["Een kaart 2027"]),
        ("editie=2028", ["Een kaart 2028"]),
        ("editie=2028&stand=carried_over", []),
    ],
)
def test_each_edition_has_the_promises_under_its_own_names(client: Client, query: str, found: list[str]) -> None:
    assert titles(client.get(f"/toezeggingen/?{query}")) == found
    assert client.get(f"/toezeggingen/?{query}&vorm=json").json()["count"] == len(found)


@pytest.mark.usefixtures("taken_along_twice")
def test_a_promise_that_was_taken_along_stands_once_in_the_list_with_where_it_began(client: Client) -> None:
    page = client.get("/toezeggingen/")
    assert titles(page) == ["Een kaart 2028"]
    assert "meegenomen uit" in words(page)
    assert client.get("/toezeggingen/?vorm=json").json()["count"] == 1
    assert titles(client.get("/toezeggingen/?stand=carried_over")) == ["Een kaart", "Een kaart 2027"]


@pytest.mark.usefixtures("taken_along_twice")
def test_what_was_taken_along_keeps_its_day_and_its_lateness_at_the_advice_and_under_its_first_name(
    client: Client,
) -> None:
    Commitment.objects.update(due_on=TODAY - timedelta(days=5))
    for where in ("/adviezen/2026-ARM-01/", "/toezeggingen/kaart/", "/adviezen/"):
        text = words(client.get(where))
        assert ("5 dagen te laat" in text, "geen datum" in text) == (True, False), where
    assert lead(client.get("/toezeggingen/kaart/")).endswith(
        "Dat is 5 dagen geleden. Het is meegenomen naar de volgende editie."
    )


@pytest.mark.usefixtures("taken_along_twice")
def test_an_edition_in_concept_is_named_nowhere_in_public(client: Client) -> None:
    Edition.objects.filter(year=2028).update(state="draft", title="Dialoog in het geheim")
    where = ("/toezeggingen/", "/toezeggingen/kaart/", "/toezeggingen/kaart-2028/", "/adviezen/2026-ARM-01/")
    for address in (*where, "/antwoorden/", "/antwoorden/?editie=2027"):
        assert "in het geheim" not in words(client.get(address)), address
    assert "een volgende dialoog: Een kaart 2028" in words(client.get("/toezeggingen/kaart/"))


def test_what_the_youth_panel_says_of_it_is_said_to_be_theirs(client: Client, ministry: Organisation) -> None:
    made = rows.promise("kaart", ministry, state="done")
    ProgressUpdate.objects.create(
        commitment=made, date=TODAY, state="disputed", text="In onze klas hangt er geen.", said_by="panel"
    )
    Commitment.objects.filter(pk=made.pk).update(state="disputed")
    page = client.get("/toezeggingen/kaart/")
    assert "In onze klas hangt er geen. Dit zegt het jongerenpanel." in words(page)
    assert lead(page) == "Het ministerie A zegt dat dit gedaan is. Kinderen zijn het daar niet mee eens."
