from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.answers.conftest import CHANGE, EXPLANATION, Asked, form_of, publish, save, with_part
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice, AdvicePart
from weerklank.answers import reasons
from weerklank.answers.actions import answering
from weerklank.answers.draft import Draft, problems
from weerklank.answers.models import Addressee, Answer, PartPosition, Transfer
from weerklank.editions.models import Edition
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db

STOCK = [
    "nog in overweging",
    "Wordt meegenomen.",
    "HEEFT ONZE AANDACHT",
    "heeft   onze\n aandacht!!! heeft onze aandacht... Heeft onze aandacht; heeft onze aandacht",
    "Dank voor uw advies. Dit heeft onze volle aandacht en wordt meegenomen in de verdere uitwerking. Hartelijk dank.",
    "héeft onze áandacht – wordt meegenomen – nog in overweging – te zijner tijd – wordt bezien",
    "h\u200beeft onze aan\u00addacht, heeft onze aandacht, heeft onze aandacht, heeft onze aandacht",
    "................................................................................",
    "geen " * 20,
    "n.v.t. " * 15,
    "Dit heeft onze aandacht. Wij nemen dit mee in de verdere uitwerking van het beleid en onderzoeken de mogelijkheden.",
    "Dit h\u0435\u0435ft onze a\u0430nd\u0430cht. Wij n\u0435men dit m\u0435e in de verdere uitwerking van het b\u0435leid.",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m",
    "xxx yyy zzz www vvv uuu ttt sss rrr qqq ppp ooo nnn mmm lll kkk jjj iii hhh",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.",
]
REAL = [
    "Er is geen budget omdat de Kamer het amendement over schoolreizen in december 2026 verwierp en het geld naar jeugdzorg ging.",
    "Artikel 40 van de onderwijswet laat scholen zelf beslissen; de minister mag dat volgens de Raad van State niet overnemen.",
    "De gemeente betaalt het vervoer al sinds januari 2026, voor alle kinderen die verder dan zes kilometer van school wonen.",
    "Dit heeft onze aandacht. Scholen mogen een vrijwillige bijdrage vragen en de medezeggenschapsraad beslist daarover.",
]
SHORT = ["", "   ", "Geld.", "x" * 59, "Te duur" + "\u3164" * 80, "Te duur" + "\u200b" * 80]


@pytest.mark.parametrize("text", STOCK)
def test_a_stock_phrase_is_no_reason_however_it_is_dressed(text: str) -> None:
    found = reasons.flaws(position="deviate", reason_type="law", explanation=text, would_change_mind=CHANGE)
    assert [flaw.field for flaw in found] == ["explanation"]


@pytest.mark.parametrize("text", SHORT)
def test_a_short_explanation_is_no_reason(text: str) -> None:
    found = reasons.flaws(position="partly", reason_type="money", explanation=text, would_change_mind=CHANGE)
    assert [flaw.field for flaw in found] == ["explanation"]


def test_a_real_reason_may_hold_a_common_phrase() -> None:
    text = f"{EXPLANATION} Wat scholen zelf kunnen doen, heeft onze aandacht."
    assert reasons.flaws(position="deviate", reason_type="law", explanation=text, would_change_mind=CHANGE) == ()


@pytest.mark.parametrize("text", REAL)
def test_a_real_reason_passes(text: str) -> None:
    assert reasons.flaws(position="deviate", reason_type="law", explanation=text, would_change_mind=CHANGE) == ()


def test_padding_with_spaces_does_not_lengthen() -> None:
    found = reasons.flaws(
        position="deviate",
        reason_type="law",
        explanation="Geen geld" + " " * 200 + "dit jaar",
        would_change_mind=CHANGE,
    )
    assert [flaw.field for flaw in found] == ["explanation"]


def test_following_needs_no_reason() -> None:
    assert reasons.flaws(position="follow", reason_type="", explanation="", would_change_mind="") == ()


FLAWED = {
    "no reason type": {"reason_type": ""},
    "empty": {"explanation": ""},
    "short": {"explanation": "Te duur."},
    "stock": {"explanation": STOCK[3]},
    "no change of mind": {"would_change_mind": ""},
    "short change of mind": {"would_change_mind": "Niets."},
    "not ours without acceptance": {"position": "not_ours"},
    "no position": {"position": ""},
    "a made-up position": {"position": "nog in overweging"},
}


@pytest.mark.parametrize("changes", FLAWED.values(), ids=FLAWED.keys())
def test_the_form_refuses_and_keeps_what_was_typed(
    changes: dict[str, str], asked: Asked, cast: Cast, whole: Draft
) -> None:
    draft = with_part(whole, 2, **changes)
    response = cast.client("respondent").post(
        f"/werk/antwoorden/{asked.addressee.pk}/schrijven/", form_of(draft, do="submit")
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "Dit klopt nog niet" in page
    assert "de minister van A" in page
    assert list(Answer.objects.values_list("state", "revision")) == [("draft", 1)]


@pytest.mark.parametrize("changes", FLAWED.values(), ids=FLAWED.keys())
def test_the_action_refuses(changes: dict[str, str], asked: Asked, cast: Cast, whole: Draft) -> None:
    save(asked, cast, with_part(whole, 2, **changes))
    with pytest.raises(Refusal, match="Onderdeel 2"):
        answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    assert PartPosition.objects.count() == 0


ROWS = {
    name: changes for name, changes in FLAWED.items() if "position" not in changes or changes["position"] == "not_ours"
}


@pytest.mark.parametrize("changes", ROWS.values(), ids=ROWS.keys())
@pytest.mark.parametrize("how", ["create", "save"])
def test_a_direct_save_refuses(how: str, changes: dict[str, str], asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = save(asked, cast, whole)
    part = asked.advice.parts.get(order=2)
    values = {
        "position": "deviate",
        "reason_type": "law",
        "explanation": EXPLANATION,
        "would_change_mind": CHANGE,
        **changes,
    }
    with pytest.raises(Refusal):
        if how == "create":
            PartPosition.objects.create(answer=answer, part=part, **values)
        else:
            PartPosition(answer=answer, part=part, **values).save()
    assert PartPosition.objects.count() == 0


def test_the_same_explanation_twice_is_refused_on_direct_save(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = save(asked, cast, whole)
    first, second = asked.advice.parts.all()
    values = {"position": "deviate", "reason_type": "law", "would_change_mind": CHANGE}
    PartPosition.objects.create(answer=answer, part=first, explanation=EXPLANATION, **values)
    with pytest.raises(Refusal, match="staat ook bij een ander onderdeel"):
        PartPosition.objects.create(answer=answer, part=second, explanation=f"  {EXPLANATION.upper()} ", **values)


def test_the_same_explanation_twice_is_refused_at_sending(asked: Asked, cast: Cast, whole: Draft) -> None:
    same = {
        "position": "deviate",
        "reason_type": "law",
        "explanation": EXPLANATION,
        "would_change_mind": CHANGE,
        "promise": "",
    }
    save(asked, cast, with_part(with_part(whole, 1, **same), 2, **same))
    with pytest.raises(Refusal, match="staat ook bij een ander onderdeel"):
        answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)


RAW = {
    "no reason type": ("", EXPLANATION, CHANGE),
    "a made-up reason type": ("zomaar", EXPLANATION, CHANGE),
    "empty explanation": ("law", "", CHANGE),
    "short explanation": ("law", "Te duur.", CHANGE),
    "spaces": ("law", " " * 80, CHANGE),
    "no change of mind": ("law", EXPLANATION, ""),
}


@pytest.mark.parametrize("row", RAW.values(), ids=RAW.keys())
def test_the_database_refuses_raw_sql(row: tuple[str, str, str], asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = save(asked, cast, whole)
    part = asked.advice.parts.get(order=2)
    sql = (
        "INSERT INTO answers_partposition (answer_id, part_id, position, reason_type, explanation, would_change_mind, alternative) "
        "VALUES (%s, %s, 'deviate', %s, %s, %s, '')"
    )
    # a constraint says so, or the rule that reads whether a reason tells something
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [answer.pk, part.pk, *row])


def test_not_ours_holds_once_the_other_accepted(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = save(asked, cast, whole)
    part = asked.advice.parts.get(order=2)
    Transfer.objects.create(
        addressee=asked.addressee,
        part=part,
        to=asked.other.organisation,
        reason="Gaat over sport.",
        state="accepted",
        settled_on=NOW.date(),
    )
    position = PartPosition.objects.create(
        answer=answer,
        part=part,
        position="not_ours",
        reason_type="other",
        explanation=EXPLANATION,
        would_change_mind=CHANGE,
    )
    assert position.pk is not None


def test_the_same_explanation_for_another_advice_is_refused(
    asked: Asked, edition: Edition, ministry: Organisation, cast: Cast, whole: Draft
) -> None:
    publish(asked, cast, whole)
    other = Advice.objects.create(
        number="2026-PRF-09",
        edition=edition,
        edition_theme=asked.advice.edition_theme,
        title="Iets anders",
        text="Iets anders.",
    )
    part = AdvicePart.objects.create(advice=other, order=1, text="Maak een zwembad in elk dorp.")
    addressee = Addressee.objects.create(
        advice=other, organisation=ministry, lead=True, due_on=TODAY + timedelta(days=91)
    )
    copied = Draft(
        summary="Wij wijken hierop af, met de reden die hieronder staat.",
        parts=(replace(whole.parts[1], part_id=part.pk),),
    )
    assert [one.sentence for one in problems(copied, addressee, TODAY) if one.field.endswith("explanation")] == [
        f"Onderdeel 1: {reasons.SAME}"
    ]
