"""Whatever is typed, there is an answer, and it costs no more than a few questions to the database."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weerklank.rights import search
from weerklank.rights.models import Recommendation
from weerklank.rights.search import State

pytestmark = pytest.mark.django_db

BAD = [
    "x" * 10_000,
    "kinderen " * 1_200,
    "é" * 10_000,
    '"*(',
    '"',
    '""',
    "((((",
    "%",
    "_",
    "%kind%",
    "kind_ren",
    "'; DROP TABLE rights_recommendation; --",
    "👧🏽🙋‍♂️",
    "kind 👧",
    "\x00kind\x00",
    "\u202e\u200b",
    "NEAR/2 AND OR NOT",
    "22(((b",
    "art. 99999999999999999999",
    "artikel 1-54-1-54",
    "§",
    "999999999999999999999999",
    "٣٤",
    "²³",
    "⓵",
    "artikel ⓵(²)",
    "CRC/////",
    "/" * 500,
    "a-" * 300,
    "ß ǅ İ",
    " \t\n ",
    "وصول",
]


def _answers(question: str) -> int:
    return search.find(question).apply(Recommendation.objects.all()).count()


@pytest.mark.parametrize("question", BAD)
def test_a_strange_question_gets_an_answer(question: str, care: Recommendation) -> None:
    assert _answers(question) in (0, 1)


@pytest.mark.parametrize("question", BAD)
def test_a_strange_question_can_be_marked(question: str, care: Recommendation) -> None:
    pieces = search.highlight(care.text, search.find(question), "en")
    assert "".join(piece.text for piece in pieces) == care.text


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\x00"])
def test_nothing_typed_leaves_the_list_as_it_was(question: str, care: Recommendation, play: Recommendation) -> None:
    found = search.find(question)
    assert (found.state, found.empty, _answers(question)) == (State.EMPTY, True, 2)


@pytest.mark.parametrize("question", ["de het een", "the of and", "van in op", '"*(', "👧", "%", "_"])
def test_only_small_words_or_signs_find_nothing_and_say_why(question: str, care: Recommendation) -> None:
    found = search.find(question)
    assert (found.state, found.empty, _answers(question)) == (State.ONLY_SMALL_WORDS, True, 0)


@pytest.mark.parametrize("question", ["%ind%", "k_nd", "k%d"])
def test_signs_of_the_database_are_no_wild_cards(question: str, play: Recommendation) -> None:
    assert _answers(question) == 0


def test_an_index_without_limbs_answers_nothing() -> None:
    assert (search.find("kinderen").state, _answers("kinderen"), search.rebuild()) == (State.UNKNOWN, 0, 0)


def test_a_text_of_megabytes_is_read_as_far_as_people_read(play: Recommendation) -> None:
    play.text = "Playground. " * 200_000 + "Zeppelin."
    play.save()
    search.refresh([play.pk])
    assert (_answers("playground"), _answers("zeppelin")) == (1, 0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=60))
def test_any_text_gets_an_answer(question: str, care: Recommendation) -> None:
    found = search.find(question)
    shown = search.excerpt(care.text, found, "en")
    assert found.apply(Recommendation.objects.all()).count() in (0, 1)
    assert "".join(piece.text for piece in shown) == care.text
