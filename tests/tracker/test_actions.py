"""Actions for everybody: the list, exactly that as data, and one action in every state."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.answers import keeping
from tests.conftest import Cast
from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from tests.tracker.reading import heading, lead, titles, words
from weerklank.accounts.models import Organisation
from weerklank.answers.models import Action, ActionCommitment, ActionLink, ActionStep, Milestone
from weerklank.rights.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
LETTER = "https://voorbeeld.example/brief"


def action(slug: str, body: Organisation, **extra: object) -> Action:
    values = {"title": f"Actie {slug}", "lead": body, "end_on": TODAY + timedelta(days=30)}
    return Action.objects.create(slug=slug, **values | extra)


def step(made: Action, title: str, days: int, *, done: int | None = None) -> Milestone:
    done_on = None if done is None else TODAY + timedelta(days=done)
    proof = LETTER if done_on else ""
    due = TODAY + timedelta(days=days)
    return Milestone.objects.create(action=made, title=title, due_on=due, done_on=done_on, evidence_url=proof)


def delivered(made: Action, state: str = "delivered") -> Action:
    ActionStep.objects.create(action=made, date=TODAY, state=state, text="Het is er.", evidence_url=LETTER)
    Action.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    return made


def test_an_action_says_who_what_and_when(client: Client, ministry: Organisation) -> None:
    action("kaart", ministry, title="Een kaart", state="under_way", budget_amount=Decimal(1200), budget_note="drukwerk")
    page = client.get("/acties/kaart/")
    assert heading(page) == "Een kaart"
    assert lead(page) == "Het ministerie A is hiermee bezig. Het moet klaar zijn op 20 december 2026."
    assert "€ 1.200. drukwerk" in words(page)
    assert "Nog niemand heeft bevestigd" in words(page)


def test_delivered_is_not_said_to_be_what_the_un_asked(client: Client, ministry: Organisation) -> None:
    delivered(action("kaart", ministry))
    page = client.get("/acties/kaart/")
    assert lead(page) == ("Het ministerie A leverde dit op. Of nu gebeurt wat de VN vroeg, is daarmee nog niet gezegd.")
    assert "Het zegt nog niet dat gebeurt wat de VN vroeg." in words(page)


def test_late_is_counted_for_the_whole_and_for_each_milestone(client: Client, ministry: Organisation) -> None:
    made = action("kaart", ministry, end_on=TODAY - timedelta(days=1))
    step(made, "Tekst", -12, done=-13)
    step(made, "Druk", -10)
    text = words(client.get("/acties/kaart/"))
    assert "had dit uiterlijk 19 november 2026 klaar moeten hebben. Dat is 1 dag geleden." in text
    assert "Druk 10 nov 2026 10 dagen te laat" in text
    assert "Tekst 8 nov 2026 7 nov 2026 af bewijs" in text


def test_of_a_stopped_action_nothing_is_late(client: Client, ministry: Organisation) -> None:
    made = action("kaart", ministry, state="stopped", end_on=TODAY - timedelta(days=9))
    step(made, "Druk", -10)
    page = client.get("/acties/kaart/")
    assert lead(page) == "Het ministerie A is hiermee gestopt."
    assert "te laat" not in words(page)
    assert titles(client.get("/acties/?tijd=te-laat")) == []


def test_only_confirmed_links_are_shown_with_their_share(client: Client, ministry: Organisation) -> None:
    made, promise = action("kaart", ministry), rows.promise("belofte", ministry, title="In elke klas een kaart")
    shown, hidden = keeping.limb("22(b)"), keeping.limb("22(c)")
    for limb, state in ((shown, "confirmed"), (hidden, "suggested")):
        ActionLink.objects.create(action=made, recommendation=limb, share="part", rationale="Deze reden.", state=state)
    ActionCommitment.objects.create(action=made, commitment=promise, share="whole", state="confirmed")
    text = words(client.get("/acties/kaart/"))
    assert "22(b) Wachttijden 22(b) Dekt: een deel ervan. Deze reden. Dat zegt: redacteur." in text
    assert "22(c)" not in text
    assert "In elke klas een kaart Dekt: de hele toezegging." in text
    assert "Actie kaart" in words(client.get("/toezeggingen/belofte/"))


def test_an_unknown_action_is_not_found(client: Client) -> None:
    assert client.get("/acties/bestaat-niet/").status_code == 404


def test_an_empty_list_says_what_will_stand_there(client: Client) -> None:
    assert "Er is nog geen actie bekend." in words(client.get("/acties/"))


@pytest.fixture
def several(ministry: Organisation, other_ministry: Organisation) -> None:
    """Four actions that stand in four ways."""
    saba = Territory.objects.create(code="SAB", slug="saba", name="Saba")
    action("laat", ministry, title="Te laat", kind="law", end_on=TODAY - timedelta(days=1))
    step(action("stap", ministry, title="Stap te laat"), "Druk", -1)
    action("saba", other_ministry, title="Op Saba", territory=saba, end_on=TODAY)
    delivered(action("klaar", ministry, title="Klaar", end_on=TODAY - timedelta(days=9)))


QUERIES = [
    ("", ["Klaar", "Te laat", "Op Saba", "Stap te laat"]),
    ("tijd=te-laat", ["Te laat", "Stap te laat"]),
    ("gebied=saba", ["Op Saba"]),
    ("wie=ministerie-b", ["Op Saba"]),
    ("soort=law", ["Te laat"]),
    ("stand=delivered", ["Klaar"]),
    ("vn=met", []),
    ("vn=zonder&q=saba", ["Op Saba"]),
    ("stand=nergens&soort=nergens", ["Klaar", "Te laat", "Op Saba", "Stap te laat"]),
    ("q=druk", ["Stap te laat"]),
]


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(("query", "found"), QUERIES)
def test_the_list_is_filtered_and_its_data_is_exactly_the_list(client: Client, query: str, found: list[str]) -> None:
    assert titles(client.get(f"/acties/?{query}")) == found
    data = client.get(f"/acties/?{query}&vorm=json").json()
    assert ([one["title"] for one in data["results"]], data["count"]) == (found, len(found))
    table = client.get(f"/acties/?{query}&vorm=csv").content.decode("utf-8-sig")
    assert [one["title"] for one in csv.DictReader(io.StringIO(table))] == found


def test_one_action_as_data_names_its_milestones(client: Client, ministry: Organisation) -> None:
    step(action("kaart", ministry), "Druk", -3)
    data = client.get("/acties/kaart/?vorm=json").json()
    assert (data["milestones"], data["days_overdue"]) == (
        [{"title": "Druk", "due_on": "2026-11-17", "done_on": "", "days_overdue": 3, "evidence": ""}],
        0,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_three_asks_no_more_of_the_database_than_a_list_of_one(
    client: Client, ministry: Organisation, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        step(action(f"actie-{number}", ministry), "Druk", 3)
    with django_assert_num_queries(8):
        assert len(titles(client.get("/acties/"))) == count


def test_a_formula_in_a_title_starts_no_formula(client: Client, ministry: Organisation) -> None:
    action("formule", ministry, title="=1+1")
    assert "'=1+1" in client.get("/acties/?vorm=csv").content.decode()


def test_a_promise_from_a_source_shows_both_states_beside_each_other(
    client: Client, cast: Cast, ministry: Organisation
) -> None:
    made = keeping.entered(cast, ministry, made_to="de Tweede Kamer")
    made.status_original, made.status_original_on = "Deels Voldaan", TODAY
    made.save()
    rows.progress(made, TODAY, text="Een deel ligt er.")
    text = words(client.get(made.get_absolute_url()))
    assert "Stand hier toegezegd Stand bij de bron “Deels Voldaan”, sinds 20 november 2026" in text
    assert "Aan wie de Tweede Kamer" in text
    assert keeping.VERBATIM in text


@pytest.mark.parametrize(("query", "found"), [("soort=parliament", 1), ("soort=motion", 0), ("q=wachttijden", 1)])
def test_promises_are_filtered_by_kind_and_given_as_data(
    client: Client, cast: Cast, ministry: Organisation, query: str, found: int
) -> None:
    keeping.entered(cast, ministry)
    rows.promise("dialoog", ministry)
    assert len(titles(client.get(f"/toezeggingen/?{query}"))) == found
    assert client.get(f"/toezeggingen/?{query}&vorm=json").json()["count"] == found
    table = client.get(f"/toezeggingen/?{query}&vorm=csv").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(table)))) == found


def test_a_lapsed_promise_says_that_its_source_says_so(client: Client, cast: Cast, ministry: Organisation) -> None:
    made = keeping.entered(cast, ministry)
    type(made).objects.filter(pk=made.pk).update(state="lapsed")
    assert lead(client.get(made.get_absolute_url())) == (
        "Volgens de bron is deze toezegging vervallen. Het ministerie A hoeft het niet meer te doen."
    )
