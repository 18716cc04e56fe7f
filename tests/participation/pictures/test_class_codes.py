"""Class codes: six signs that can be read from the back row and spell nothing."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weerklank.participation.pictures.class_codes import (
    ALPHABET,
    ClassCodeReading,
    Problem,
    new_class_code,
    normalise,
    spaced,
)

# A deadline would measure the machine and not the code.
unhurried = settings(deadline=None, max_examples=50)


def test_the_alphabet_has_no_vowels_and_nothing_that_looks_like_something_else() -> None:
    assert set(ALPHABET).isdisjoint("AEIOUYL01")
    assert len(set(ALPHABET)) == len(ALPHABET) == 21


@unhurried
@given(st.integers())
def test_a_new_code_is_read_back_as_it_is_written_on_the_board(seed: int) -> None:
    code = new_class_code(Random(seed))
    assert len(code) == 6
    assert normalise(spaced(code).lower()) == ClassCodeReading(code)


def test_no_code_holds_an_abbreviation_that_hurts() -> None:
    random = Random(6)
    drawn = [new_class_code(random) for _ in range(20_000)]
    assert [code for code in drawn if "KKK" in code or "NSB" in code or "SS" in code or "HH" in code] == []


@pytest.mark.parametrize("typed", ["bcd fgh", "BCD-FGH", " b c d f g h ", "bcd\u2013fgh", "8cdf6h", "bcdfgh."])
def test_small_letters_spaces_dashes_and_look_alikes_are_understood(typed: str) -> None:
    assert normalise(typed) == ClassCodeReading("BCDFGH")


@pytest.mark.parametrize("sign", list("01ilo") + ["e", "3", "4", "ж"])
def test_a_sign_that_no_code_has_is_named(sign: str) -> None:
    assert normalise(f"bc{sign}dfg") == ClassCodeReading(None, Problem.NOT_IN_ALPHABET, sign.upper())


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("", Problem.EMPTY), (" - ", Problem.EMPTY), ("bcd", Problem.TOO_SHORT), ("bcdfghj", Problem.TOO_LONG)],
)
def test_what_is_missing_or_too_much_is_said(typed: str, problem: Problem) -> None:
    assert normalise(typed) == ClassCodeReading(None, problem)


@unhurried
@given(st.text(max_size=300))
def test_nothing_that_is_typed_for_a_class_code_is_an_error(typed: str) -> None:
    reading = normalise(typed)
    assert (reading.code is None) == (reading.problem is not None)
