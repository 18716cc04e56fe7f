"""Who types a word finds the limbs that say it: in another form, another language, inside a longer word, or mistyped."""

from __future__ import annotations

import pytest

from weerklank.rights import search
from weerklank.rights.models import Recommendation
from weerklank.rights.search import Correction, State

pytestmark = pytest.mark.django_db


def _found(question: str) -> list[Recommendation]:
    return list(search.find(question).apply(Recommendation.objects.all()))


@pytest.mark.parametrize(
    "question",
    [
        "kind",
        "kinderen",
        "KINDEREN",
        "bescherming",
        "jeugd",
        "pleeggezinnen",
        "foster care",
        "jeugdzorg",
        "uithuisplaatsing",
        "siblings",
        "sibling",
        "broertje zus",
        "Hulp als het thuis niet goed gaat",
        "zorg buiten huis",
        "jeugdbeschreming",
        "pleegezin",
        "seperated",
    ],
)
def test_a_limb_about_youth_care_is_the_first_answer(question: str, care: Recommendation, play: Recommendation) -> None:
    assert _found(question)[0] == care


@pytest.mark.parametrize(
    "question",
    [
        "speeltuinen",
        "speel",
        "playgrounds",
        "curacao",
        "Curaçao",
        "Saba",
        "spelen",
        "SDG 4.2",
        "4.2",
        "doel 4",
        "target 4.2",
    ],
)
def test_a_limb_about_playing_is_the_only_answer(question: str, care: Recommendation, play: Recommendation) -> None:
    assert _found(question) == [play]


@pytest.mark.parametrize(
    "question", ["22(b)", "22b", "22 b", "22 (b)", "paragraaf 22", "para. 22(b)", "§22", "punt 22b", "22"]
)
def test_a_number_finds_its_limb_however_it_is_written(
    question: str, care: Recommendation, play: Recommendation
) -> None:
    assert _found(question) == [care]


@pytest.mark.parametrize("question", ["artikel 20", "art. 20", "article 20", "arts. 19-21", "Artikel 20 lid 1"])
def test_an_article_finds_what_is_about_it(question: str, care: Recommendation, play: Recommendation) -> None:
    assert _found(question) == [care]


def test_the_number_of_a_limb_comes_before_an_article_of_that_number(
    care: Recommendation, play: Recommendation
) -> None:
    play.number = play.slug = "20"
    play.save()
    search.refresh([play.pk])
    assert _found("20") == [play, care]


@pytest.mark.parametrize("question", ["CRC/C/NLD/CO/8", "crc/c/nld/co/8", "CRC/C/NDL/CO/8", "NLD/CO/8"])
def test_a_symbol_finds_its_document_also_when_it_was_printed_wrongly(
    question: str, care: Recommendation, play: Recommendation
) -> None:
    assert _found(question) == [play]


def test_the_year_of_a_round_finds_its_limbs(care: Recommendation, play: Recommendation) -> None:
    assert _found("2024") == [play]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ('"alternative care"', 1),
        ('"care alternative"', 0),
        ("“broers en zussen” samen", 1),
        ('"en"', 1),
        ('"heard and"', 1),
    ],
)
def test_words_between_quotation_marks_stand_beside_each_other(
    question: str, answers: int, care: Recommendation, play: Recommendation
) -> None:
    assert len(_found(question)) == answers


def test_a_phrase_does_not_run_on_from_one_text_into_the_next(care: Recommendation) -> None:
    assert _found('"niet thuis wonen ensure"') == []


def test_a_corrected_word_is_said(care: Recommendation) -> None:
    assert search.find("pleegezin").instead == (Correction("pleegezin", "pleeggezin"),)


def test_a_word_that_stands_somewhere_is_never_corrected(care: Recommendation) -> None:
    assert search.find("broer gehoord pleegzorg").instead == ()


def test_a_word_that_nothing_comes_near_is_said_too(care: Recommendation) -> None:
    found = search.find("kinderen quetzalcoatl")
    assert (found.unknown, found.state) == (("quetzalcoatl",), State.ASKED)


def test_only_unknown_words_find_nothing_and_say_so(care: Recommendation) -> None:
    found = search.find("quetzalcoatl")
    assert (found.state, _found("quetzalcoatl")) == (State.UNKNOWN, [])


@pytest.mark.parametrize("question", ["raad", "terecht", "land", "ouderdom", "wonder"])
def test_a_word_inside_another_word_by_chance_is_no_answer(question: str, play: Recommendation) -> None:
    play.text = "Raadpleging van Nederlanders: onterechte bezorgdheid, ouderwets en bewonderd."
    play.language = "nl"
    play.save()
    search.refresh([play.pk])
    assert _found(question) == []


def test_who_asks_two_things_finds_first_what_says_both(care: Recommendation, play: Recommendation) -> None:
    play.text = "Hear every child."
    play.save()
    search.refresh([play.pk])
    assert _found("siblings child")[0] == care


def test_a_draft_is_not_found(care: Recommendation) -> None:
    RecommendationText = care.texts.model
    RecommendationText.objects.create(recommendation=care, register="official", text="Trapezium.", state="draft")
    search.refresh([care.pk])
    assert _found("trapezium") == []


def test_the_filters_of_the_caller_stay(care: Recommendation, play: Recommendation) -> None:
    limbs = Recommendation.objects.filter(document=play.document)
    assert list(search.find("kinderen saba").apply(limbs)) == [play]
