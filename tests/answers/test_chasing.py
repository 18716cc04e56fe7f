"""Going after what is owed: who is late, silent or nearly due, a letter that nobody sends by itself, and the end of a year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail

from tests.answers.conftest import Asked, publish
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Account, Organisation
from weerklank.answers.actions import handing_over
from weerklank.answers.draft import Draft
from weerklank.answers.letters import letter
from weerklank.answers.models import Commitment
from weerklank.answers.queries.chasing import Chase, chases, chosen
from weerklank.editions import actions as editions
from weerklank.editions.models import Edition, EditionRole
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def promised(asked: Asked, cast: Cast, whole: Draft) -> Commitment:
    return Commitment.objects.get(position__answer=publish(asked, cast, whole))


def told(rows: tuple[Chase, ...]) -> list[tuple[str, str, str, str]]:
    return [(str(row.organisation), row.what.value, row.why.value, row.when) for row in rows]


def test_nobody_is_gone_after_before_the_term_nears_and_then_the_days_are_counted(
    asked: Asked, edition: Edition
) -> None:
    due = asked.addressee.due_on
    assert due is not None
    assert chases(edition, due - timedelta(days=31)) == ()
    assert {row[2:] for row in told(chases(edition, due - timedelta(days=30)))} == {("binnenkort", "nog 30 dagen")}
    assert {row[2:] for row in told(chases(edition, due))} == {("binnenkort", "nog 0 dagen")}
    assert {row[2:] for row in told(chases(edition, due + timedelta(days=1)))} == {("te-laat", "1 dag te laat")}


def test_what_is_late_comes_before_what_is_silent_and_a_promise_is_silent_after_120_days(
    promised: Commitment, asked: Asked, edition: Edition
) -> None:
    assert [row[1] for row in told(chases(edition, TODAY))] == []
    silent = told(chases(edition, TODAY + timedelta(days=121)))
    assert silent == [
        ("B", "antwoord", "te-laat", "30 dagen te laat"),
        ("A", "toezegging", "stil", f"geen bericht sinds {TODAY:%d-%m-%Y}"),
    ]
    later = chases(edition, date(2027, 5, 3))
    assert [(row.what.value, row.when) for row in later] == [
        ("antwoord", "73 dagen te laat"),
        ("toezegging", "2 dagen te laat"),
    ]
    assert [row.title for row in chosen(later, words="BRIEF")] == ["Een brief aan alle scholen"]
    assert (
        len(chosen(later, who="ministerie-b")),
        len(chosen(later, why="stil")),
        len(chosen(later, what="uitleg")),
    ) == (1, 0, 0)


def test_a_letter_has_all_that_one_organisation_owes_with_where_to_read_it(
    asked: Asked, edition: Edition, other_ministry: Organisation
) -> None:
    day = TODAY + timedelta(days=101)
    rows = [row for row in chases(edition, day) if row.organisation == other_ministry]
    text = letter(edition=edition, to=other_ministry, rows=rows, today=day, site="https://w.example", sender="Coalitie")
    assert text.splitlines()[:7] == [
        "DEMONSTRATIE: deze brief, wie hem krijgt en wat erin staat, zijn verzonnen.", "", "Coalitie", "", "1 maart 2027", "",
        "Aan: Ministerie B",
    ]  # fmt: skip
    assert f"- {asked.advice}\n  10 dagen te laat. Uiterste dag: 19 februari 2027." in text
    assert f"https://w.example/adviezen/{asked.advice.number}/" in text


def test_the_list_is_searched_saved_and_leads_to_letters_and_nothing_is_sent(
    asked: Asked, edition: Edition, cast: Cast
) -> None:
    asked.advice.addressees.update(due_on=date(2020, 1, 1))
    client, where = cast.client("organiser"), f"/werk/najagen/{edition.slug}/"
    page = client.get(where).content.decode()
    assert [f"{where}{slug}/" in page for slug in ("ministerie-a", "ministerie-b")] == [True, True]
    assert "Niets past bij deze vraag." in client.get(f"{where}?waarom=stil").content.decode()
    lines = client.get(f"{where}?wie=ministerie-a&als=csv").content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[1].split(",")[:3]) == (2, ["A", "antwoord op een advies", "te laat"])
    letter_page = client.get(f"{where}ministerie-a/")
    assert (letter_page.status_code, "Aan: Ministerie A" in letter_page.content.decode()) == (200, True)
    file = client.get(f"{where}ministerie-a/?als=tekst")
    assert file["Content-Disposition"] == f'attachment; filename="brief-{edition.slug}-ministerie-a.txt"'
    assert "nergens te laat" in client.get(f"{where}coalitie/").content.decode()
    assert mail.outbox == []
    assert f"{edition.title}: najagen" in client.get("/werk/").content.decode()


def test_an_edition_with_one_silent_promise_closes_only_when_it_went_along(
    promised: Commitment, asked: Asked, edition: Edition, cast: Cast, consultation: Consultation
) -> None:
    asked.advice.addressees.filter(pk=asked.other.pk).update(state="answered")
    Commitment.objects.filter(pk=promised.pk).update(made_on=date(2025, 1, 1))
    Edition.objects.filter(pk=edition.pk).update(state="follow_up")
    client, where = cast.client("organiser"), f"/werk/edities/{edition.slug}/"
    page = client.get(where).content.decode()
    assert (f"Toezegging ‘{promised.title}’" in page, f"/werk/doorgeven/{edition.slug}/" in page) == (True, True)
    refused = client.post(f"{where}stap/", {"move": "close"})
    edition.refresh_from_db()
    assert (refused.status_code, promised.title in refused.content.decode(), edition.state) == (409, True, "follow_up")
    nowhere = client.post(f"/werk/doorgeven/{edition.slug}/", {"into": ""})
    assert nowhere.status_code == 422
    later = Edition.objects.create(year=2027, slug="demonstratie-2027", title="Volgende", is_demonstration=True)
    EditionRole.objects.create(edition=later, account=cast.organiser, role="organiser")
    assert client.post(f"/werk/doorgeven/{edition.slug}/", {"into": later.pk}).status_code == 302
    assert client.post(f"{where}stap/", {"move": "close"}).status_code == 302
    edition.refresh_from_db()
    assert (
        promised.title in client.get(f"/werk/najagen/{later.slug}/").content.decode().partition("Eerst op de agenda")[2]
    )
    assert (edition.state, [row.what.value for row in chases(later, TODAY + timedelta(days=400))]) == (
        "closed",
        ["toezegging"],
    )


def test_who_settled_an_advice_at_the_table_does_not_hand_it_over(
    frozen: object, edition: Edition, cast: Cast, ministry: Organisation
) -> None:
    def hand_over(by: Account) -> None:
        handing_over.hand_over(edition_id=edition.pk, day=TODAY, receiver_ids=[ministry.pk], by=by, now=NOW)

    advice = edition.advices.get()
    handing_over.choose_addressees(advice_id=advice.pk, lead_id=ministry.pk, other_ids=[], by=cast.organiser, now=NOW)
    EditionRole.objects.create(edition=edition, account=cast.facilitator, role="organiser")
    with pytest.raises(Refusal, match="Overhandigen doet een tweede persoon"):
        hand_over(cast.facilitator)
    edition.refresh_from_db()
    assert edition.state == "drafting_advice"
    hand_over(cast.organiser)


def test_an_edition_that_was_handed_over_before_goes_on_by_hand(edition: Edition, cast: Cast) -> None:
    Edition.objects.filter(pk=edition.pk).update(state="handed_over")
    page = cast.client("organiser").get(f"/werk/edities/{edition.slug}/").content.decode()
    assert 'value="await_answers"' in page
    assert (
        editions.advance(edition_id=edition.pk, move="await_answers", by=cast.organiser, now=NOW).state
        == "awaiting_answers"
    )


def test_its_first_page_tells_the_way_of_the_year_with_links_for_who_organises(
    asked: Asked, edition: Edition, cast: Cast, coalition: Organisation
) -> None:
    asked.advice.addressees.update(due_on=date(2020, 1, 1))
    page = cast.client("organiser").get(f"/werk/edities/{edition.slug}/")
    stops = {stop.station.name: (stop.waits, [line.says for line in stop.lines]) for stop in page.context["way"]}
    assert list(stops) == ["HEAR", "READ", "GROUP", "TABLES", "HAND_OVER", "CHASE", "PASS_ON"]
    assert (stops["CHASE"], stops["PASS_ON"], stops["HAND_OVER"]) == (
        (True, ["2 te laat. De brieven liggen klaar."]),
        (False, ["2 zonder antwoord en 0 nog niet gedaan."]),
        (False, ["1 advies, overhandigd."]),
    )
    assert f'href="/werk/najagen/{edition.slug}/"' in page.content.decode()
    assert (
        f'href="/werk/najagen/{edition.slug}/"'
        not in cast.client("admin").get(f"/werk/edities/{edition.slug}/").content.decode()
    )
