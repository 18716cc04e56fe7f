"""What stays on the page of an advice: earlier years, earlier versions, what was offered, taken along or disagreed on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW, Cast
from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from tests.tracker.reading import lead, words
from weerklank.accounts.models import Organisation
from weerklank.answers.models import Addressee, Answer, Appraisal, CarriedOver, PartPosition, Transfer
from weerklank.audit.actions import record
from weerklank.editions.models import Edition, EditionTheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
PAGE = "/adviezen/2026-ARM-01/"


def corrected(addressee: Addressee, cast: Cast) -> Answer:
    """A second version of an answer, as the ministry publishes it."""
    answer = Answer.objects.create(addressee=addressee, version=2, written_by=cast.respondent)
    for part in addressee.advice.parts.all():
        PartPosition.objects.create(answer=answer, part=part, position="follow")
    Answer.objects.filter(pk=answer.pk).update(
        summary="Nu doen wij alles.",
        child_version="Jullie vroegen iets. Wij gaan het nu doen.",
        not_thought_of="Dat het om meedoen gaat.",
        signatory="de minister van A",
        state="published",
        approved_by=cast.approver,
        published_on=TODAY,
    )
    return answer


def test_a_question_of_the_fourth_year_says_so_and_what_became_of_the_others(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    before = None
    for year in (2022, 2023, 2024):
        before = rows.advice(edition_theme, f"{year}-ARM-01", raised_before=before)
    assert before is not None
    asked = rows.asked(before, ministry, due=TODAY)
    rows.answered(
        asked, ["follow"], (cast.respondent, cast.approver), since_then="Er kwam een fonds voor schoolreizen."
    )
    rows.asked(rows.advice(edition_theme, "2026-ARM-01", raised_before=before), ministry, due=TODAY)
    page = client.get(PAGE)
    text = words(page)
    assert "4e keer gevraagd. Eerder: 2026 , 2026 , 2026 . Wat daarvan kwam" in text
    assert "Eerder: Advies 2024-ARM-01 (2026). Het ministerie A doet één ding wel." in text
    assert text.index("Advies 2024-ARM-01") < text.index("Advies 2023-ARM-01") < text.index("Advies 2022-ARM-01")
    assert "4e keer gevraagd." in words(client.get(f"{PAGE}?voor=kinderen"))


def test_an_earlier_version_stays_as_it_was_beside_the_new_one(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    addressee = rows.asked(rows.advice(edition_theme, "2026-ARM-01"), ministry, due=TODAY - timedelta(days=20))
    first = rows.answered(addressee, ["deviate"], (cast.respondent, cast.approver), summary="Wij doen dit niet.")
    Appraisal.objects.create(answer=first, by="panel", value="not_answered", text="Wij lezen nergens wie beslist.")
    Appraisal.objects.create(answer=first, by="code", value="unclear", text="Dit las nog niemand.")
    corrected(addressee, cast)
    page = client.get(PAGE)
    text = words(page)
    assert lead(page) == "Het ministerie A doet één ding wel."
    assert "Dit is versie 2." in text
    assert "Het antwoord kwam 10 dagen na de termijn." in text
    earlier = text[text.index("Wat er eerder stond Een verbetering") :]
    assert "Het ministerie A, versie 1" in earlier
    assert "Het jongerenpanel zei: dit is geen antwoord Wij lezen nergens wie beslist. Het jongerenpanel" in earlier
    assert "Wij doen dit niet. Onderdeel 1: afwijken" in earlier
    assert "Dit las nog niemand." not in page.content.decode()


def test_where_they_disagree_both_sides_stay(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    addressee = rows.asked(rows.advice(edition_theme, "2026-ARM-01"), ministry, due=TODAY)
    rows.answered(addressee, ["follow"], (cast.respondent, cast.approver), state="dissent_recorded")
    page = client.get(PAGE)
    assert lead(page).endswith("Wie het vroeg, is het daar niet mee eens. Dat blijft hier staan.")
    assert "beide kanten blijven hier staan" in words(page)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("proposed", "aangeboden; daarop is nog niet geantwoord, en de termijn loopt door"),
        ("accepted", "overgenomen"),
        ("declined", "niet overgenomen"),
    ],
)
def test_every_offer_stands_with_the_words_of_both(
    client: Client,
    edition_theme: EditionTheme,
    ministry: Organisation,
    other_ministry: Organisation,
    state: str,
    said: str,
) -> None:
    giver = rows.asked(rows.advice(edition_theme, "2026-ARM-01"), ministry, due=TODAY)
    Transfer.objects.create(
        addressee=giver,
        part=giver.advice.parts.get(),
        to=other_ministry,
        reason="Het gaat over hun wet.",
        state=state,
        proposed_on=TODAY,
        settled_on=None if state == "proposed" else TODAY,
        settled_note="Het staat niet in onze wet." if state == "declined" else "",
    )
    text = words(client.get(PAGE))
    assert f"Het ministerie A bood onderdeel 1 aan B aan: {said}" in text
    assert "Het gaat over hun wet." in text
    assert ("Het antwoord daarop: Het staat niet in onze wet." in text) is (state == "declined")


def test_what_went_along_names_the_next_dialogue_and_its_log_the_promise(
    client: Client, edition_theme: EditionTheme, ministry: Organisation, other_ministry: Organisation, cast: Cast
) -> None:
    advice = rows.advice(edition_theme, "2026-ARM-01")
    waiting = rows.asked(advice, ministry, due=TODAY - timedelta(days=3))
    answer = rows.answered(rows.asked(advice, other_ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    made = rows.promise("kaart", other_ministry, position=answer.positions.get())
    record(action="commitment.disputed_by_panel", obj=made, by=cast.panel_member, now=NOW, public=True)
    into = Edition.objects.create(year=2027, slug="2027", title="Dialoog 2027", state="announced")
    CarriedOver.objects.create(into=into, addressee=waiting, carried_on=TODAY)
    text = words(client.get(PAGE))
    assert "Meegenomen naar Dialoog 2027 ( 20 november 2026 ). De termijn is niet opnieuw begonnen." in text
    assert "Het jongerenpanel vindt dat een toezegging niet is gedaan" in text


@pytest.mark.parametrize("count", [1, 8])
def test_more_answerers_and_offers_ask_no_more_of_the_database(
    client: Client,
    edition_theme: EditionTheme,
    ministry: Organisation,
    cast: Cast,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    advice = rows.advice(edition_theme, "2026-ARM-01")
    for number in range(count):
        body = Organisation.objects.create(slug=f"m{number}", name=f"Ministerie {number}", kind="ministry")
        addressee = rows.asked(advice, body, due=TODAY)
        rows.answered(addressee, ["follow"], (cast.respondent, cast.approver))
        corrected(addressee, cast)
    with django_assert_num_queries(17):
        client.get(PAGE)
