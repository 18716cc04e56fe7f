"""What a caller gives is taken as what it must be, or refused with its name, its value and what is allowed; never silently something else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as arrow
import pytest

from opinion import Choice, Method, analyse, ballots_from_votes, ballots_of, moments_of
from opinion.ballots import Ballots
from opinion.running import RunningVotes
from tests.opinion.conversations import columns

WHO, WHAT, VOTES = columns(people=60, statements=12)


def conversation() -> Ballots:
    return ballots_of(WHO, WHAT, VOTES)


def test_a_method_may_be_given_by_its_word_and_counts_by_that_method() -> None:
    by_word, by_kind = (analyse(conversation(), method=one, stability_rounds=0) for one in ("polis", Method.POLIS))  # type: ignore[arg-type]
    assert by_word.parameters == by_kind.parameters
    assert by_word.labels.tolist() == by_kind.labels.tolist()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"method": "x"}, "method is 'x'; allowed: exact, polis"),
        ({"channel": "hands"}, "channel is hands; allowed: individual, open"),
        ({"channel": 3}, "channel is 3; allowed: individual, open, hands"),
        ({"engine": "gpu"}, "engine is 'gpu'; allowed: auto, numpy, numba"),
        ({"seed": 1.5}, "seed is 1.5; allowed: a whole number, 0 or more"),
        ({"seed": True}, "seed is True; allowed: a whole number"),
        ({"level": "a"}, "level is 'a'; allowed: above 0, below 1"),
        ({"threads": 1.5}, "threads is 1.5; allowed: a whole number"),
        ({"most_groups": "4"}, "most_groups is '4'; allowed: a whole number, 2 or more"),
        ({"stability_rounds": None}, "stability_rounds is None; allowed: a whole number"),
        ({"previous": "x"}, "previous is of type str; allowed: Axes"),
        ({"moments": 3}, "moments is of type int; allowed: Moments"),
        ({"moments": moments_of(ballots_of(["a", "b"], ["x", "x"], [1, -1]))}, "moments are of 2 people and 1 statements"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name_and_value(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        analyse(conversation(), **given)


def test_what_are_no_ballots_is_refused() -> None:
    with pytest.raises(ValueError, match="ballots is of type list; allowed: Ballots"):
        analyse([("ann", "bus", 1)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ((np.ones((2, 2), int), [1, 2], [1, 1]), "participants has 2 dimensions; allowed: 1"),
        ((["a", "b"], ["x", "x"], np.int64(1)), "values has 0 dimensions; allowed: 1"),
        ((["a", "b"], ["x", "x"], np.ma.MaskedArray([1, -1], [0, 1])), "values is a masked array"),
        (("ab", ["x", "x"], [1, 1]), "participants is 'ab'; allowed: a list"),
        ((["a", "b"], 7, [1, 1]), "statements is 7; allowed: a list"),
    ],
)
def test_what_is_no_column_is_refused(given: tuple[Any, Any, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        ballots_of(*given)


@pytest.mark.parametrize("vote", [1, "abc", ("a", "b"), None])
def test_what_is_no_vote_is_refused(vote: Any) -> None:
    with pytest.raises(ValueError, match="votes holds .*; allowed: a Vote, or participant, statement and value"):
        ballots_from_votes([vote])


@pytest.mark.parametrize("choice", [True, False, 1.0, 2, "ja", [1]])
def test_a_running_conversation_takes_no_other_choices_and_stays_as_it_was(choice: Any) -> None:
    running = RunningVotes(["bus"])
    with pytest.raises(ValueError, match="allowed"):
        running.cast("ann", "bus", choice)
    assert len(running) == 0
    running.cast("ann", "bus", Choice.AGREE)
    assert len(running) == 1


@pytest.mark.parametrize("kind", [">i8", "<i4", "u2"])
def test_numbers_in_any_order_of_bytes_are_the_same_numbers(kind: str) -> None:
    found = ballots_of(np.array([3, 1, 3], kind), np.array([7, 7, 8], kind), np.array([1, 0, 1], np.int8))
    assert found.fingerprint == ballots_of([3, 1, 3], [7, 7, 8], [1, 0, 1]).fingerprint


def test_columns_of_arrow_are_columns() -> None:
    given = [
        arrow.array(["ann", "bo", "ann"]),
        arrow.chunked_array([["bus"], ["bus", "tree"]]),
        arrow.array([1, 0, -1]),
    ]
    found = ballots_of(*given)
    assert found.fingerprint == ballots_of(["ann", "bo", "ann"], ["bus", "bus", "tree"], [1, 0, -1]).fingerprint


def test_what_came_out_cannot_be_changed_and_what_was_given_can() -> None:
    made = analyse(conversation(), stability_rounds=0)
    for array in (made.places, made.totals, made.by_group, made.votes, made.labels, made.axes.components):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    starts, codes = np.array([0, 1]), np.array([2], np.uint16)
    mine = Ballots(np.array(["ann"], object), ("bus",), starts, codes, np.array([0]), np.zeros(1, bool), 1)
    with pytest.raises(ValueError, match="read-only"):
        mine.codes[0] = 0
    codes[0] = 1
    assert codes.tolist() == [1]
