"""Texts that say nearly the same: by their letters, in whatever order they come, and never what a person kept apart."""

from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking import Passage, resemblances, sets_of

IDEAS = {
    "a": "Pesten moet stoppen!",
    "b": "kinderen moeten stoppen met pésten",
    "c": "Er komt geen bus naar het AZC",
    "d": "De bus komt niet bij ons azc.",
    "e": "Meer bomen in de stad",
    "f": "?!",
    "g": "gepest worden moet stoppen",
}
SOME = st.lists(st.sampled_from(["bus", "bussen", "pesten", "gepest", "boom", "school", "AZC"]), max_size=5).map(
    " ".join
)
MANY = st.lists(SOME, max_size=8).map(lambda texts: [Passage(str(i), text) for i, text in enumerate(texts)])


def passages(texts: dict[str, str]) -> list[Passage]:
    return [Passage(name, text) for name, text in texts.items()]


def test_two_spellings_of_one_idea_are_found_with_the_words_they_share() -> None:
    found = {(pair.one, pair.other): pair for pair in resemblances(passages(IDEAS), minimum=0.35)}
    assert set(found) == {("a", "b"), ("c", "d"), ("a", "g")}
    assert found["a", "b"].words == ("stoppen", "pesten")
    assert found["c", "d"].words == ("komt", "azc", "bus")


def test_the_score_follows_the_formula() -> None:
    """By hand: "abc" is made of _ab, abc and bc_; "abd" shares one of them, and each text has two of its own."""
    [pair] = resemblances([Passage("1", "abc"), Passage("2", "abd")], minimum=0.01)
    shared, own = log(1 + 2 / 2), log(1 + 2 / 1)
    assert pair.score == pytest.approx(shared**2 / sqrt(shared**2 + 2 * own**2) ** 2, rel=1e-9)


def test_equal_texts_score_one_however_common_their_words_are() -> None:
    found = resemblances([Passage(str(i), "de bus") for i in range(4)])
    assert {pair.score for pair in found} == {1.0}
    assert len(found) == 6


def test_sets_are_of_what_resembles_the_first_and_nobody_stands_in_two() -> None:
    [larger, smaller] = sets_of(resemblances(passages(IDEAS), minimum=0.35))
    assert (larger.passages, smaller.passages) == (("a", "b", "g"), ("c", "d"))
    assert larger.words[0] == "stoppen"


def test_what_a_person_kept_apart_is_not_brought_together() -> None:
    pairs = resemblances(passages(IDEAS), minimum=0.35)
    found = sets_of(pairs, apart={frozenset("ab"), frozenset("cd")})
    assert [one.passages for one in found] == [("a", "g")]
    assert [one.passages for one in sets_of(pairs, apart={frozenset("bg")})] == [("a", "b"), ("c", "d")]


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_texts_changes_nothing(texts: list[Passage], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(texts)
    chance.shuffle(shuffled)
    one, other = resemblances(texts, minimum=0.3), resemblances(shuffled, minimum=0.3)
    assert one == other
    assert sets_of(one) == sets_of(list(reversed(other)))
    assert all(0.3 <= pair.score <= 1 and pair.one < pair.other for pair in one)
    placed = [name for alike in sets_of(one) for name in alike.passages]
    assert len(placed) == len(set(placed))


@pytest.mark.parametrize("minimum", [0, -1, 1.1, float("nan")])
def test_an_impossible_minimum_is_refused_by_value(minimum: float) -> None:
    with pytest.raises(ValueError, match="allowed: above 0, at most 1"):
        resemblances([], minimum=minimum)


def test_a_name_that_stands_twice_is_refused_by_value() -> None:
    with pytest.raises(ValueError, match="'a' twice"):
        resemblances([Passage("a", "x"), Passage("a", "y")])


def test_nothing_resembles_nothing() -> None:
    assert resemblances([]) == []
    assert resemblances([Passage("a", "?"), Passage("b", "")]) == []
    assert sets_of([]) == []
