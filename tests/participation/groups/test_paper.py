"""Cards that came back on paper are typed in fast, once each, by staff that may read them."""

from __future__ import annotations

import random
import re

import pytest
from django.test import Client

from tests.conftest import NOW, Cast
from tests.participation.groups.conftest import Group
from weerklank.accounts.models import Organisation
from weerklank.audit.models import AuditEvent
from weerklank.editions.models import EditionRole
from weerklank.participation.actions import child, keeping, paper
from weerklank.participation.actions.paper import NewCard
from weerklank.participation.models import Consultation, Contribution, EntryPoint, PaperCard, Statement, Vote
from weerklank.participation.paper import written

pytestmark = pytest.mark.django_db
IDEA = "Ik wil dat de skoolreis gratis is."


@pytest.fixture
def card(group: Group) -> NewCard:
    (made,) = paper.draw_cards(entry_point_id=group.entry_point.pk, how_many=1, now=NOW, chance=random.Random(3))
    paper.keep_cards(entry_point_id=group.entry_point.pk, cards=(made,), now=NOW)
    return made


@pytest.fixture
def desk(cast: Cast) -> Client:
    return cast.client("moderator")


def paper_number(card: NewCard) -> str:
    return written(card.number)


def entry(group: Group) -> str:
    return f"/werk/papier/{group.entry_point.pk}/"


def typed(card: NewCard, statements: list[Statement], **more: str) -> dict[str, str]:
    answers = {f"value-{statements[0].pk}": "agree", f"value-{statements[1].pk}": "pass"}
    return {"number": paper_number(card), "text": IDEA, "language": "nl", **answers, **more}


def test_a_card_comes_in_as_if_the_child_had_typed_it(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    answer = desk.post(entry(group), typed(card, statements))
    (kept,) = Contribution.objects.all()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{entry(group)}?taal=nl")
    assert (kept.original, kept.form, kept.kind, kept.state, kept.entry_point) == (
        IDEA, "transcript", "individual", "received", group.entry_point,
    )  # fmt: skip
    assert sorted(Vote.objects.values_list("statement", "value", "channel")) == [
        (statements[0].pk, "agree", "self"),
        (statements[1].pk, "pass", "self"),
    ]
    assert group.now().uses == 1


def test_the_child_finds_the_answer_back_with_the_pictures_of_its_card(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    desk.post(entry(group), typed(card, statements))
    row = child.find_by_return_code(code=card.code)
    assert row is not None
    assert [one.original for one in row.contributions.all()] == [IDEA]


def test_the_same_card_twice_changes_nothing_and_says_so(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    desk.post(entry(group), typed(card, statements))
    other = {"text": "Iets heel anders.", f"value-{statements[0].pk}": "disagree"}
    answer = desk.post(entry(group), typed(card, statements) | other)
    assert answer.status_code == 422
    assert answer.context["form"].errors["number"] == ["Deze kaart is al ingevoerd. Er is niets veranderd."]
    assert answer.context["form"]["text"].value() == "Iets heel anders."
    assert (Contribution.objects.get().original, Vote.objects.count(), group.now().uses) == (IDEA, 2, 1)


@pytest.mark.parametrize(
    "spelling", [str.lower, lambda number: number.replace(" ", ""), lambda number: f"  {number}-\n"]
)
def test_the_number_is_read_forgivingly(
    desk: Client, group: Group, card: NewCard, statements: list[Statement], spelling
) -> None:
    sent = typed(card, statements) | {"number": spelling(card.number)}
    assert desk.post(entry(group), sent).status_code == 302


def test_a_wrong_number_is_told_and_what_was_typed_stays(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    answer = desk.post(entry(group), typed(card, statements) | {"number": "BBBBB CCCCC"})
    assert (answer.status_code, answer.context["form"]["text"].value()) == (422, IDEA)
    assert answer.context["form"].errors["number"] == [
        "Deze kaart hoort niet bij deze groep. Kijk of het nummer klopt, of kies de goede groep."
    ]


def test_who_has_the_half_of_the_envelope_opens_nothing_with_it(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    desk.post(entry(group), typed(card, statements))
    answer = Client().post("/terug/", {"code": card.number})
    assert (answer.status_code, IDEA in answer.content.decode()) == (422, False)


def test_a_card_of_another_group_is_refused(
    desk: Client, group: Group, card: NewCard, statements: list[Statement], entry_point: EntryPoint
) -> None:
    answer = desk.post(f"/werk/papier/{entry_point.pk}/", typed(card, statements))
    assert (answer.status_code, Contribution.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "Mijn nummer is 111222333."}, "text"),
        ({"text": "a" * 4001}, "text"),
        ({"number": ""}, "number"),
        ({"number": "BCDFG"}, "number"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_cannot_come_in_is_said(
    desk: Client, group: Group, card: NewCard, changed: dict[str, str], field: str
) -> None:
    answer = desk.post(entry(group), {"number": paper_number(card), "text": IDEA, "language": "nl"} | changed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert (Contribution.objects.count(), group.now().uses) == (0, 0)


def test_a_risk_word_on_paper_is_held_as_one_on_a_screen(desk: Client, group: Group, card: NewCard) -> None:
    said = {"number": paper_number(card), "text": "Mijn stiefvader slaat mij elke dag.", "language": "nl"}
    desk.post(entry(group), said)
    assert Contribution.objects.get().state == "safety_hold"


def test_a_written_card_is_not_refused_for_want_of_a_place(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    EntryPoint.objects.filter(pk=group.entry_point.pk).update(uses=24)
    desk.post(entry(group), typed(card, statements))
    assert (group.now().uses, group.now().max_uses) == (25, 25)


def test_what_came_by_post_after_the_code_ended_comes_in_until_the_question_closes(
    desk: Client, group: Group, card: NewCard, statements: list[Statement], consultation: Consultation
) -> None:
    EntryPoint.objects.filter(pk=group.entry_point.pk).update(valid_from="2026-11-01", valid_to="2026-11-10")
    assert desk.post(entry(group), typed(card, statements)).status_code == 302
    Consultation.objects.filter(pk=consultation.pk).update(state="closed")
    assert desk.post(entry(group), typed(card, statements)).status_code == 422


def test_a_late_card_is_typed_once_also_after_the_night_wiped_who_came_in(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    EntryPoint.objects.filter(pk=group.entry_point.pk).update(valid_from="2026-11-01", valid_to="2026-11-10")
    desk.post(entry(group), typed(card, statements))
    keeping.wipe(now=NOW)
    assert desk.post(entry(group), typed(card, statements)).status_code == 422
    assert (Contribution.objects.count(), Vote.objects.count()) == (1, 2)


def test_cards_are_forgotten_once_the_question_closed(group: Group, card: NewCard, consultation: Consultation) -> None:
    keeping.wipe(now=NOW)
    still = PaperCard.objects.count()
    Consultation.objects.filter(pk=consultation.pk).update(state="closed")
    keeping.wipe(now=NOW)
    assert (still, PaperCard.objects.count()) == (1, 0)


def test_who_typed_is_kept_with_the_group_and_no_word_of_the_child(
    desk: Client, group: Group, card: NewCard, statements: list[Statement], cast: Cast
) -> None:
    desk.post(entry(group), typed(card, statements))
    event = AuditEvent.objects.order_by("-id").first()
    assert event is not None
    assert (event.action, event.object_id, event.object_label, event.note) == (
        "entry_point.card_typed", str(group.entry_point.pk), f"toegang {group.entry_point.pk}", "",
    )  # fmt: skip


def test_nobody_of_a_ministry_types_in_what_children_wrote(group: Group, card: NewCard, cast: Cast) -> None:
    EditionRole.objects.create(edition=group.entry_point.edition, account=cast.contact, role="moderator")
    assert cast.contact.organisation is not None
    assert Organisation.objects.get(pk=cast.contact.organisation_id).kind == "ministry"
    assert cast.client("contact").get(entry(group)).status_code == 403


def test_the_list_shows_groups_with_cards_and_can_be_searched_and_taken_along(
    desk: Client, group: Group, card: NewCard, entry_point: EntryPoint
) -> None:
    page = desk.get("/werk/papier/").content.decode()
    code = group.entry_point.code or ""
    assert (code in page, f">{entry_point.code}<" in page) == (True, False)
    assert code not in desk.get("/werk/papier/?q=bestaatniet").content.decode()
    assert desk.get("/werk/papier/?csv").content.decode("utf-8-sig").splitlines()[1].startswith(f"{code},")


def test_what_a_child_ticked_as_important_comes_in_with_its_answer(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    desk.post(entry(group), typed(card, statements, **{f"important-{statements[0].pk}": "on"}))
    assert sorted(Vote.objects.values_list("statement", "important")) == [
        (statements[0].pk, True),
        (statements[1].pk, False),
    ]


def test_important_without_an_answer_is_asked_again(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    answer = desk.post(entry(group), typed(card, statements, **{f"important-{statements[2].pk}": "on"}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [f"value-{statements[2].pk}"])
    assert Vote.objects.count() == 0


def test_after_a_card_the_next_number_is_where_one_types(
    desk: Client, group: Group, card: NewCard, statements: list[Statement]
) -> None:
    page = desk.post(entry(group), typed(card, statements), follow=True).content.decode()
    assert re.findall(r"<(\w+)[^>]* autofocus", page) == ["input"]
