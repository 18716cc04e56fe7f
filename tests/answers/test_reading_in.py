"""Advices come in from paper as a list: looked at first, each wrong row named, all or nothing, and twice is once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import NOW, Cast
from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice
from weerklank.answers.actions import reading_in
from weerklank.answers.advice_list import Usual, read
from weerklank.editions.models import Edition, EditionOrganiser, ThemeTable
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
FIVE = (
    "Titel\tThema\tOnderdelen\tWie antwoordt\n"
    "Een schoolreis voor iedereen\tArmoede\tMaak hem gratis | Laat niemand zien wie geld krijgt\tMinisterie A | B\n"
    "Vraag het ons eerst\tarmoede\t\t\n"
)


@pytest.fixture
def where(edition: Edition, table: ThemeTable) -> str:
    return f"/werk/overhandiging/{edition.slug}/inlezen/"


def send(cast: Cast, where: str, text: str, doe: str = "kijk", **more: Any) -> Any:
    return cast.client("organiser").post(where, {"text": text, "doe": doe, **more})


def test_one_looks_first_then_all_is_read_in_as_drafts_with_parts_and_who_answers(
    where: str, cast: Cast, edition: Edition, other_ministry: Organisation
) -> None:
    looked = send(cast, where, FIVE, lead=other_ministry.pk)
    assert (looked.status_code, len(looked.context["found"].new), Advice.objects.count()) == (200, 2, 0)
    assert send(cast, where, FIVE, "lees", lead=other_ministry.pk).status_code == 302
    first, second = Advice.objects.order_by("number")
    assert [(a.number, a.title, a.state, str(a.table)) for a in (first, second)] == [
        ("2026-ARM-01", "Een schoolreis voor iedereen", "draft", "Tafel 1 · Armoede"),
        ("2026-ARM-02", "Vraag het ons eerst", "draft", "Tafel 1 · Armoede"),
    ]
    assert [part.text for part in first.parts.all()] == ["Maak hem gratis", "Laat niemand zien wie geld krijgt"]
    assert [part.text for part in second.parts.all()] == ["Vraag het ons eerst"]
    answers = [
        [(row.organisation.slug, row.lead) for row in one.addressees.order_by("-lead")] for one in (first, second)
    ]
    assert answers == [[("ministerie-a", True), ("ministerie-b", False)], [("ministerie-b", True)]]
    send(cast, where, FIVE, "lees", lead=other_ministry.pk)
    assert Advice.objects.count() == 2


def test_a_list_of_titles_alone_is_enough_with_a_theme_and_who_answers_for_all(
    where: str, cast: Cast, edition: Edition, coalition: Organisation, ministry: Organisation
) -> None:
    EditionOrganiser.objects.create(edition=edition, organisation=coalition)
    theme = edition.themes.get()
    given = {"theme": theme.pk, "lead": ministry.pk, "others": [coalition.pk]}
    send(cast, where, "Vertel wat ermee gebeurt\nMaak de drempel laag\n", "lees", **given)
    assert sorted(Advice.objects.values_list("title", flat=True)) == [
        "Maak de drempel laag",
        "Vertel wat ermee gebeurt",
    ]
    advice = Advice.objects.get(title="Maak de drempel laag")
    assert sorted(advice.addressees.values_list("organisation__slug", "lead")) == [
        ("coalitie", False),
        ("ministerie-a", True),
    ]


def test_each_wrong_row_is_named_with_its_reason_and_nothing_is_read_in(
    where: str, cast: Cast, edition: Edition
) -> None:
    edition.themes.create(
        theme=edition.themes.get().theme.__class__.objects.create(slug="spelen", order=9), name="Spelen", order=2
    )
    text = (
        "titel,thema,onderdelen,wie antwoordt\n"
        "Goed,Armoede,,\n"
        ",Armoede,,\n"
        "Zonder thema,,,\n"
        "Ander,Armoed,,\n"
        "Geen tafel,Spelen,,\n"
        "Dubbel,Armoede,Zelfde | zelfde,\n"
        "Wie,Armoede,,Ministerie Z\n"
        "Goed,Armoede,,\n"
        f"{'x' * 201},Armoede,,\n"
    )
    response = send(cast, where, text, "lees")
    assert (response.status_code, Advice.objects.count()) == (422, 0)
    assert [(row.line, row.title[:12], row.why.split(".")[0]) for row in response.context["found"].wrong] == [
        (3, "(zonder tite", "Er staat geen titel"),
        (4, "Zonder thema", "Er staat geen thema bij"),
        (5, "Ander", "‘Armoed’ is geen thema van deze editie"),
        (6, "Geen tafel", "‘Spelen’ heeft nog geen tafel: niemand kan het advies teruglezen"),
        (7, "Dubbel", "Twee onderdelen zijn precies gelijk"),
        (8, "Wie", "‘Ministerie Z’ kan hier niet antwoorden of kennen we niet"),
        (9, "Goed", "Dit advies staat ook op regel 2"),
        (10, "xxxxxxxxxxxx", "De titel is langer dan 200 tekens"),
    ]
    assert "Zonder thema" in response.context["form"]["text"].value()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", ""),
        ("titel\n", ""),
        ("naam,vraag\nA,B\n", "Er is geen kolom ‘titel’. Zet in de eerste regel hoe de kolommen heten."),
        ("\n".join(f"advies {n}" for n in range(300)), "Deze lijst heeft meer dan 200 rijen. Deel hem in stukken."),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(text: str, sentence: str, edition: Edition, table: ThemeTable) -> None:
    found = read(text, edition, Usual())
    assert (found.refusal if sentence else "", len(found.new)) == (sentence, 0)


def test_after_the_hand_over_and_for_a_facilitator_there_is_no_reading_in(
    where: str, cast: Cast, edition: Edition
) -> None:
    assert cast.client("facilitator").get(where).status_code == 403
    Edition.objects.filter(pk=edition.pk).update(state="awaiting_answers")
    with pytest.raises(Refusal, match="al overhandigd"):
        reading_in.read_in_advices(edition_id=edition.pk, text="Titel", usual=Usual(), by=cast.organiser, now=NOW)
