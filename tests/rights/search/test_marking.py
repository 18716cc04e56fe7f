"""A reader sees which words answered, whole words only, and why."""

from __future__ import annotations

import pytest

from weerklank.rights import search
from weerklank.rights.models import Recommendation

pytestmark = pytest.mark.django_db


def _marked(text: str, question: str, language: str) -> list[tuple[str, str]]:
    pieces = search.highlight(text, search.find(question), language)
    assert "".join(piece.text for piece in pieces) == text
    return [(piece.text, piece.why) for piece in pieces if piece.why]


def _plain(limb: Recommendation) -> str:
    return limb.texts.get(register="plain").text


def test_another_form_and_a_longer_word_are_marked_whole(care: Recommendation) -> None:
    assert _marked(_plain(care), "kind", "nl") == [("Kinderen", "andere vorm")]
    assert _marked(_plain(care), "broer", "nl") == [("broers", "andere vorm")]


def test_a_compound_is_marked_as_one(care: Recommendation) -> None:
    assert ("jeugdbescherming", "samengesteld woord") in _marked(_plain(care), "bescherming", "nl")


def test_the_meant_word_is_marked_after_a_typing_error(care: Recommendation) -> None:
    assert ("pleeggezin", "bedoeld woord") in _marked(_plain(care), "pleegezin", "nl")


def test_a_word_of_the_other_language_is_marked_as_related(care: Recommendation) -> None:
    assert _marked(care.text, "pleegzorg", "en") == [("alternative care", "verwant woord")]


def test_a_phrase_is_marked_as_one(care: Recommendation) -> None:
    assert _marked(_plain(care), '"broers en zussen"', "nl") == [("broers en zussen", "dit woord")]


def test_a_part_of_a_word_is_never_marked(care: Recommendation) -> None:
    assert _marked("Kindness to kindling", "kind", "en") == []


def test_accents_do_not_matter_and_stay(play: Recommendation) -> None:
    assert _marked(_plain(play), "curacao", "nl") == [("Curaçao", "dit woord")]


def test_a_long_text_is_shown_where_it_answers(care: Recommendation) -> None:
    text = "Zo begint het. " * 60 + "De jeugdbescherming houdt kinderen samen." + " En zo gaat het verder." * 60
    pieces = search.excerpt(text, search.find("jeugdbescherming kinderen"), "nl", length=120)
    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.why] == ["jeugdbescherming", "kinderen"]
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(shown) <= 130


def test_a_long_text_without_an_answer_is_shown_from_its_beginning(care: Recommendation) -> None:
    pieces = search.excerpt("Zo begint het. " * 60, search.find("pleeggezin"), "nl", length=40)
    assert "".join(piece.text for piece in pieces) == "Zo begint het. Zo begint het. Zo begint …"


def test_without_a_question_nothing_is_marked(care: Recommendation) -> None:
    assert _marked(care.text, "", "en") == []
