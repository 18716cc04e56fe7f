"""Two ways of writing one word are one word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weerklank.participation.pictures import words

# A deadline would measure the machine and not the code.
unhurried = settings(deadline=None, max_examples=50)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Pinguïn", "PINGUIN", "nl"),
        ("ĳsje", "ijsje", "nl"),
        ("pinda's", "pindas", "nl"),
        ("wc-rol", "wc rol", "nl"),
        ("łyżka", "lyzka", "pl"),
        ("İğne", "ıgne", "tr"),
        ("пір'їна", "пірʼїна", "uk"),
        ("ґудзик", "гудзик", "uk"),
        ("أَسَد", "اسد", "ar"),
        ("زرافة", "زرافه", "ar"),
        ("مستشفى", "مستشفي", "ar"),
        ("آلة حاسبة", "الة حاسبه", "ar"),
        ("قمـــر", "القمر", "ar"),
    ],
)
def test_two_ways_of_writing_one_word(one: str, other: str, lang: str) -> None:
    assert words.key_of(one, lang) == words.key_of(other, lang)


def test_more_than_one_is_another_word() -> None:
    assert words.key_of("kat", "nl") != words.key_of("kats", "nl")


@unhurried
@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words.fold(words.fold(text)) == words.fold(text)


@pytest.mark.parametrize(
    ("typed", "script"), [("giraf", "latin"), ("5 жирафа", "cyrillic"), ("زرافة", "arabic"), ("12", "")]
)
def test_the_script_of_a_word(typed: str, script: str) -> None:
    assert words.script_of([typed]) == script
