"""An idea that is not shown: the child reads why, asks for another look, or says it in other words."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.answers.test_back import PICTURES, opened, seal, token_of
from tests.conftest import TODAY
from weerklank.moderation.models import Appeal, DeclineProposal, SafetyFlag
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Consultation, Contribution, ReturnCode

pytestmark = pytest.mark.django_db

OTHER_WORDS = "Ik wil dat iedereen in de pauze buiten mag spelen."


@pytest.fixture
def refused(consultation: Consultation) -> Contribution:
    code = seal(ReturnCode(ticket_hash="t" * 64, finder=0, salt=b"", digest=b""))
    return Contribution.objects.create(
        consultation=consultation,
        original="Mijn buurman heet Kees en die is stom.",
        received_on=TODAY,
        submission_key="k" * 64,
        return_code=code,
        state=ContributionState.NOT_PUBLISHED,
        decline_reason="other_person",
        reason_for_child="Er staat iets in over iemand anders.",
    )


def _press(client: Client, page: str, step: str, refused: Contribution, **more: str) -> tuple[int, str]:
    response = client.post("/terug/", {"token": token_of(page), "step": step, "idea": str(refused.pk), **more})
    return response.status_code, response.content.decode()


def test_another_look_is_asked_for_once(refused: Contribution, client: Client) -> None:
    page = opened(client, PICTURES.text("nl"))
    assert re.findall(r'name="step" value="(\w+)"', page.partition("<main")[2]) == [
        "look_again",
        "other_words",
        "ask_withdraw",
    ]
    status, page = _press(client, page, "look_again", refused)
    assert (status, Appeal.objects.get().contribution_id) == (200, refused.pk)
    assert "Je vroeg om nog een keer te kijken." in page
    status, page = _press(client, page, "look_again", refused)
    assert (status, Appeal.objects.count(), "Je vroeg dit al." in page) == (200, 1, True)


@pytest.mark.parametrize(
    ("by", "sentence"),
    [("Tessa", "Iemand anders heeft ook gekeken."), ("Bo", "We hebben nog een keer gekeken.")],
)
def test_nobody_says_that_somebody_else_looked_where_that_was_not_so(
    refused: Contribution, client: Client, by: str, sentence: str
) -> None:
    DeclineProposal.objects.create(
        contribution=refused,
        state="confirmed",
        reason="other_person",
        sentence="Er staat iets in over iemand anders.",
        proposed_by="Ann",
        proposed_key="a",
        proposed_on=TODAY,
        decided_by="Bo",
        decided_key="b",
        decided_on=TODAY,
    )
    asked = Appeal.objects.create(contribution=refused, asked_on=TODAY)
    page = opened(client, PICTURES.text("nl"))
    assert "Uiterlijk op 27 november lees je hier wat we besloten." in page
    Appeal.objects.filter(pk=asked.pk).update(state="upheld", decided_by=by, decided_on=TODAY)
    assert sentence in opened(client, PICTURES.text("nl"))


def test_the_reason_is_read_once_and_the_path_does_not_say_that_nobody_followed(
    refused: Contribution, client: Client
) -> None:
    page = opened(client, PICTURES.text("nl"))
    assert page.count("Er staat iets in over iemand anders.") == 1
    assert ("Niet gevolgd" in page, "Hierboven staat waarom." in page) == (False, True)


def test_a_reason_in_another_language_stands_beside_what_kind_it_is(refused: Contribution, client: Client) -> None:
    Contribution.objects.filter(pk=refused.pk).update(original_language="uk", reason_for_child="Тут є про іншу людину.")
    page = opened(client, PICTURES.text("nl"))
    assert [page.count(text) for text in ("Er staat iets in over iemand anders.", "Тут є про іншу людину.")] == [1, 1]


def test_empty_other_words_are_asked_for_and_their_box_stays_open(refused: Contribution, client: Client) -> None:
    page = opened(client, PICTURES.text("nl"))
    status, after = _press(client, page, "other_words", refused, text="  ")
    assert (status, "sla deze stap over" in after, "<details open>" in after) == (422, False, True)
    assert f'<a href="#anders-{refused.pk}">Er staat nog niets.' in after
    assert f'id="anders-{refused.pk}"' in after


def test_other_words_that_come_second_are_not_thanked_for_and_stay(refused: Contribution, client: Client) -> None:
    page = opened(client, PICTURES.text("nl"))
    _press(client, page, "other_words", refused, text=OTHER_WORDS)
    status, after = _press(client, page, "other_words", refused, text="Nog weer anders gezegd.")
    assert (status, "Dat kan één keer." in after) == (422, True)
    assert list(Contribution.objects.exclude(pk=refused.pk).values_list("original", flat=True)) == [OTHER_WORDS]


def test_whoever_said_it_twice_says_which_goes(refused: Contribution, client: Client) -> None:
    page = opened(client, PICTURES.text("nl"))
    _press(client, page, "other_words", refused, text=OTHER_WORDS)
    other = Contribution.objects.exclude(pk=refused.pk).get()
    asked = client.post("/terug/", {"token": token_of(page), "step": "ask_withdraw"}).content.decode()
    assert sorted(re.findall(r'type="checkbox" id="[^"]+" name="idea" value="([^"]+)"', asked)) == sorted(
        [str(refused.pk), str(other.pk)]
    )
    nothing = client.post("/terug/", {"token": token_of(page), "step": "withdraw"})
    assert (nothing.status_code, "Kies eerst welk idee weg moet." in nothing.content.decode()) == (422, True)
    for _reloaded in range(2):
        done = client.post("/terug/", {"token": token_of(page), "step": "withdraw", "idea": str(other.pk)})
        assert done.status_code == 200
    # one is left, and nobody chose it
    assert client.post("/terug/", {"token": token_of(page), "step": "withdraw"}).status_code == 422
    states = dict(Contribution.objects.values_list("pk", "state"))
    assert states == {refused.pk: ContributionState.NOT_PUBLISHED, other.pk: ContributionState.WITHDRAWN}


def test_other_words_are_an_idea_of_their_own_that_is_read_first(refused: Contribution, client: Client) -> None:
    page = opened(client, PICTURES.text("nl"))
    for _press_again in range(2):
        status, after = _press(client, page, "other_words", refused, text=OTHER_WORDS)
        assert status == 200
    said = Contribution.objects.exclude(pk=refused.pk).get()
    assert (said.original, said.state, said.return_code_id) == (
        OTHER_WORDS,
        ContributionState.RECEIVED,
        refused.return_code_id,
    )
    assert OTHER_WORDS not in after
    assert "Je zei het ook met andere woorden." in after


def test_what_was_typed_stays_where_it_is_refused(refused: Contribution, client: Client) -> None:
    page = opened(client, PICTURES.text("nl"))
    typed = "Mijn nummer is 111222333 en ik wil buiten spelen."
    status, after = _press(client, page, "other_words", refused, text=typed)
    assert (status, typed in after, Contribution.objects.count()) == (422, True, 1)


@pytest.mark.parametrize("step", ["look_again", "other_words"])
def test_the_idea_of_another_is_not_touched(step: str, refused: Contribution, client: Client) -> None:
    other = Contribution.objects.create(
        consultation=refused.consultation,
        original="Van een ander.",
        received_on=TODAY,
        submission_key="o" * 64,
        state=ContributionState.NOT_PUBLISHED,
        decline_reason="hurtful",
        reason_for_child="Er staan woorden in die pijn doen.",
    )
    page = opened(client, PICTURES.text("nl"))
    status, _after = _press(client, page, step, other, text=OTHER_WORDS)
    assert (status, Appeal.objects.count(), Contribution.objects.count()) == (422, 0, 2)
    response = client.post("/terug/", {"token": token_of(page), "step": step, "idea": "no uuid", "text": OTHER_WORDS})
    assert response.status_code == 422


def test_a_cry_for_help_that_is_taken_back_leaves_its_flag(refused: Contribution, client: Client) -> None:
    Contribution.objects.filter(pk=refused.pk).update(
        state=ContributionState.SAFETY_HOLD, original="Mijn vader slaat me.", decline_reason="", reason_for_child=""
    )
    page = opened(client, PICTURES.text("nl"))
    client.post("/terug/", {"token": token_of(page), "step": "withdraw"})
    refused.refresh_from_db()
    assert (refused.state, refused.original) == (ContributionState.WITHDRAWN, "")
    assert SafetyFlag.objects.get().contribution_id == refused.pk


def test_what_is_much_too_large_gets_a_sentence(client: Client) -> None:
    response = client.post("/terug/", {f"place_{number}": "appel" for number in range(600)})
    assert (response.status_code, "Dit is te lang." in response.content.decode()) == (413, True)
