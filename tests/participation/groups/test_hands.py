"""Hands raised in a room: counted per statement, within the room, apart from votes for ever."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import NOW
from tests.participation.groups.conftest import Group
from weerklank.moves import Refusal
from weerklank.participation.actions import groups
from weerklank.participation.actions.groups import Count, Hands
from weerklank.participation.models import Consultation, HandTally, Statement, Vote
from weerklank.participation.queries.groups import statements_of_group

pytestmark = pytest.mark.django_db


def numbers(statements: list[Statement], was: int = 0, **of_first: int) -> dict[str, str]:
    """What a screen sends that was opened when so many agreed with the first sentence."""
    sent = {"present": "24"}
    for statement in statements:
        sent |= {f"{name}-{statement.pk}": "0" for name in ("agree", "disagree", "passed")}
    sent |= {f"agree-{statements[0].pk}": str(was), f"was-agree-{statements[0].pk}": str(was)}
    return sent | {f"{name}-{statements[0].pk}": str(count) for name, count in of_first.items()}


def agreed(statement: Statement) -> int:
    return HandTally.objects.get(statement=statement).agree


def test_hands_are_kept_with_who_was_in_the_room_and_are_no_votes(group: Group, statements: list[Statement]) -> None:
    answer = group.client.post(group.address("handen/"), numbers(statements, agree=12, disagree=8, passed=4))
    tally = HandTally.objects.get(statement=statements[0])
    assert (answer.status_code, tally.agree, tally.disagree, tally.passed, tally.present) == (302, 12, 8, 4, 24)
    assert (HandTally.objects.count(), Vote.objects.count()) == (3, 0)


def test_counting_again_writes_over_what_was_counted(group: Group, statements: list[Statement]) -> None:
    for was, agree in ((0, 3), (3, 17)):
        group.client.post(group.address("handen/"), numbers(statements, was, agree=agree))
    assert [tally.agree for tally in HandTally.objects.filter(statement=statements[0])] == [17]


def test_without_javascript_a_large_button_adds_one_and_a_second_press_the_same_one(
    group: Group, statements: list[Statement]
) -> None:
    sent = numbers(statements, agree=4) | {"plus": f"agree-{statements[0].pk}", "press": "c0ffee"}
    answers = [group.client.post(group.address("handen/"), sent) for _ in range(2)]
    assert HandTally.objects.get(statement=statements[0]).agree == 5
    assert answers[0].headers["Location"] == f"{group.address('handen/')}#zin-{statements[0].pk}"


def test_a_hand_added_on_each_of_two_screens_is_two_hands(group: Group, statements: list[Statement]) -> None:
    for press in ("one", "other"):
        sent = numbers(statements, press=0) | {"plus": f"agree-{statements[0].pk}", "press": press}
        group.client.post(group.address("handen/"), sent)
    assert agreed(statements[0]) == 2


def test_a_press_that_is_sent_again_late_is_one_hand_whatever_other_screens_pressed_since(
    group: Group, statements: list[Statement]
) -> None:
    pressed = [f"press{number}" for number in range(12)]
    # the first screen sends again after all the others, and in the end every one of them does so once more
    for press in (*pressed, pressed[0], *pressed):
        sent = numbers(statements) | {"plus": f"agree-{statements[0].pk}", "press": press}
        assert group.client.post(group.address("handen/"), sent).status_code == 302
    assert agreed(statements[0]) == 12


def test_a_saved_correction_does_not_make_an_earlier_press_count_again(
    group: Group, statements: list[Statement]
) -> None:
    pressed = numbers(statements) | {"plus": f"agree-{statements[0].pk}", "press": "c0ffee"}
    for sent in (pressed, numbers(statements, 1, agree=6) | {"press": "beef"}, pressed):
        group.client.post(group.address("handen/"), sent)
    assert agreed(statements[0]) == 6


def test_what_another_screen_saved_is_told_and_not_written_over(group: Group, statements: list[Statement]) -> None:
    group.client.post(group.address("handen/"), numbers(statements, agree=12, disagree=2))
    late = group.client.post(group.address("handen/"), numbers(statements, agree=9))
    sentence = "Ondertussen is op een ander scherm opgeslagen: eens 12, oneens 2, weet ik niet 0."
    assert (late.status_code, agreed(statements[0]), sentence in late.content.decode()) == (422, 12, True)
    assert late.context["form"][f"agree-{statements[0].pk}"].value() == "9"
    again = late.context["form"].data | {"present": "24"}
    assert (group.client.post(group.address("handen/"), again).status_code, agreed(statements[0])) == (302, 9)


def test_after_a_conflict_a_sentence_that_this_screen_left_alone_follows_the_other_screen(
    group: Group, statements: list[Statement]
) -> None:
    first, _second, third = statements
    group.client.post(group.address("handen/"), numbers(statements, agree=9) | {f"agree-{third.pk}": "4"})
    late = group.client.post(group.address("handen/"), numbers(statements, agree=12))
    assert (late.status_code, late.context["form"][f"agree-{third.pk}"].value()) == (422, "4")
    again = late.context["form"].data | {"present": "24"}
    assert (group.client.post(group.address("handen/"), again).status_code, agreed(first), agreed(third)) == (
        302,
        12,
        4,
    )


def test_a_sentence_that_this_screen_left_alone_keeps_what_another_screen_counted(
    group: Group, statements: list[Statement]
) -> None:
    group.client.post(group.address("handen/"), numbers(statements, agree=12))
    other = numbers(statements) | {f"agree-{statements[1].pk}": "7"}
    assert group.client.post(group.address("handen/"), other).status_code == 302
    assert [agreed(one) for one in statements[:2]] == [12, 7]


def test_more_hands_than_children_are_refused_and_nothing_typed_is_lost(
    group: Group, statements: list[Statement]
) -> None:
    answer = group.client.post(group.address("handen/"), numbers(statements, agree=20, disagree=5))
    assert (answer.status_code, HandTally.objects.count()) == (422, 0)
    assert answer.context["form"][f"agree-{statements[0].pk}"].value() == "20"
    assert [block["error"] != "" for block in answer.context["blocks"]] == [True, False, False]
    summary = answer.content.decode().partition("error-summary")[2]
    assert "Zin 1, Eens: Er staan 25 handen, en er zijn 24 kinderen." in summary


@pytest.mark.parametrize("present", ["0", "25", "-3", "veel", ""])
def test_as_many_children_as_the_group_has(group: Group, statements: list[Statement], present: str) -> None:
    answer = group.client.post(group.address("handen/"), numbers(statements) | {"present": present})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["present"])


def test_the_database_holds_the_hands_within_the_room(group: Group, statements: list[Statement]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HandTally.objects.create(statement=statements[0], entry_point=group.entry_point, agree=9, present=8)


def test_a_closed_statement_or_question_takes_no_hands(
    group: Group, statements: list[Statement], consultation: Consultation
) -> None:
    Statement.objects.filter(pk=statements[0].pk).update(state="closed")
    with pytest.raises(Refusal, match="niet meer worden gestemd"):
        groups.tally_hands(
            entry_point_id=group.entry_point.pk,
            present=20,
            counted={statements[0].pk: Count(Hands(), Hands(1))},
            now=NOW,
        )
    Consultation.objects.filter(pk=consultation.pk).update(state="closed")
    with pytest.raises(Refusal, match="gesloten"):
        groups.tally_hands(
            entry_point_id=group.entry_point.pk,
            present=20,
            counted={statements[1].pk: Count(Hands(), Hands(1))},
            now=NOW,
        )


def test_of_many_statements_a_group_has_seven_and_keeps_the_ones_it_counted(
    group: Group, consultation: Consultation
) -> None:
    many = [
        Statement.objects.create(consultation=consultation, text=f"Zin {number}.", state="open", order=number)
        for number in range(12)
    ]
    first = statements_of_group(group.entry_point)
    left_out = next(one for one in many if one not in first)
    HandTally.objects.create(statement=left_out, entry_point=group.entry_point, agree=1, present=3)
    assert (len(first), left_out in statements_of_group(group.entry_point)) == (7, True)


def test_saved_hands_stand_on_the_page_of_the_group_as_something_that_arrived(
    group: Group, statements: list[Statement]
) -> None:
    group.client.post(group.address("handen/"), numbers(statements, agree=12))
    page = group.client.get(group.address()).content.decode()
    assert ("De handen zijn binnen." in page, "Er is nog niets binnengekomen." in page) == (True, False)


def test_a_group_without_statements_is_told_what_it_can_do(group: Group) -> None:
    page = group.client.get(group.address("handen/")).content.decode()
    assert "Er is nog geen zin." in page


def test_a_small_button_takes_one_off_once_for_every_press_and_never_below_nought(
    group: Group, statements: list[Statement]
) -> None:
    group.client.post(group.address("handen/"), numbers(statements, agree=2))
    taken = []
    for was, press in ((2, "first"), (2, "first"), (1, "second"), (0, "third")):
        sent = numbers(statements, was) | {"minus": f"agree-{statements[0].pk}", "press": press}
        answer = group.client.post(group.address("handen/"), sent)
        taken.append((answer.status_code, agreed(statements[0])))
    assert taken == [(302, 1), (302, 1), (302, 0), (302, 0)]
