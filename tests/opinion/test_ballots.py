from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion import Choice, Vote, analyse, ballots_from_votes, ballots_of
from opinion.ballots import MOST_PEOPLE, Ballots
from opinion.moments import Moments
from opinion.tallies import by_name, in_order
from tests.opinion.conversations import columns, conversation


def test_agree_disagree_pass_and_not_seen_are_four_things() -> None:
    ballots = ballots_of(["ann", "ann", "ann", "bo"], ["bus", "tree", "park", "shop"], [1, -1, 0, 1])
    assert [ballots.choice(0, statement) for statement in ("bus", "tree", "park", "shop")] == [
        Choice.AGREE,
        Choice.DISAGREE,
        Choice.PASS,
        None,
    ]
    assert ballots.counts().tolist() == [[0, 0, 1], [0, 1, 0], [0, 0, 1], [1, 0, 0]]


def test_the_last_vote_of_a_participant_counts() -> None:
    ballots = ballots_of(["ann"] * 3, ["bus"] * 3, [1, 0, -1])
    assert (ballots.choice(0, "bus"), ballots.n_votes, ballots.votes_read) == (Choice.DISAGREE, 1, 3)


def test_ten_thousand_times_the_same_vote_is_one_vote() -> None:
    ballots = ballots_of(["ann"] * 10_000 + ["bo"], ["bus"] * 10_001, [1] * 10_001)
    assert ballots.counts().tolist() == [[0, 0, 2]]


def test_participants_stand_in_order_of_first_vote_and_statements_in_order_of_name() -> None:
    ballots = ballots_of(["bo", "ann", "bo"], ["10", "2", "2"], [1, 1, 1])
    assert ballots.names == ("bo", "ann")
    assert ballots.statements == ("2", "10")
    assert ballots.voted_order.tolist() == [1, 0]


@pytest.mark.parametrize("kind", ["list", "int64", "int32", "uint8", "huge", "negative", "objects", "text"])
def test_names_may_be_text_or_whole_numbers_of_any_kind(kind: str) -> None:
    numbers = {"huge": [2**40, 7, 2**40], "negative": [-5, 7, -5]}.get(kind, [200, 7, 200])
    names: Any = {
        "list": numbers,
        "objects": np.array(numbers, object),
        "text": np.array(list(map(str, numbers))),
    }.get(kind, np.array(numbers, kind if kind[-1].isdigit() else np.int64))
    ballots = ballots_of(names, ["a", "a", "b"], [1, 1, 1])
    assert ballots.names == tuple(map(str, numbers[:2]))


def test_votes_come_one_by_one_from_anything_that_gives_them() -> None:
    def cursor() -> Any:
        yield ("ann", "bus", 1)
        yield Vote("bo", "bus", Choice.PASS)
        yield ("ann", "tree", Choice.DISAGREE)

    one, two = ballots_from_votes(cursor()), ballots_from_votes(cursor(), at_once=1)
    assert one.fingerprint == two.fingerprint
    assert one.counts().tolist() == [[0, 1, 1], [1, 0, 0]]


def test_the_callers_arrays_are_not_changed_and_the_ballots_cannot_be() -> None:
    people, statements, votes = np.array([3, 1, 3]), np.array([0, 0, 0]), np.array([1, -1, 0])
    before = [array.copy() for array in (people, statements, votes)]
    ballots = ballots_of(people, statements, votes)
    analyse(ballots)
    assert all(np.array_equal(one, other) for one, other in zip(before, (people, statements, votes), strict=True))
    assert people.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        ballots.codes[0] = 0


NAN = float("nan")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (([], [], []), "votes is empty; allowed: one vote or more"),
        (
            (["a"], ["b"], [1, 0]),
            "participants has 1, statements has 1, values has 2; allowed: columns of equal length",
        ),
        (
            (["a"], ["b"], [NAN]),
            "values holds nan at position 0; allowed: 1 (agree), -1 (disagree), 0 (pass); leave out what was not seen",
        ),
        (
            (["a", "c"], ["b", "b"], np.array([1, 2])),
            "values holds 2 at position 1; allowed: 1 (agree), -1 (disagree), 0 (pass); leave out what was not seen",
        ),
        (
            (["a"], ["b"], np.array([2], np.uint8)),
            "values holds 2 at position 0; allowed: 1 (agree), -1 (disagree), 0 (pass); leave out what was not seen",
        ),
        (
            (["a"], ["b"], [None]),
            "values holds None at position 0; allowed: 1 (agree), -1 (disagree), 0 (pass); leave out what was not seen",
        ),
        (
            (["a"], ["b"], [True]),
            "values holds True at position 0; allowed: 1 (agree), -1 (disagree), 0 (pass); leave out what was not seen",
        ),
        (
            (["a"], ["b"], np.array(["agree"])),
            "values holds 'agree'; allowed: 1 (agree), -1 (disagree), 0 (pass); leave out what was not seen",
        ),
        (([None], ["b"], [1]), "participants holds None; allowed: text or whole numbers, not both"),
        (([1, "a"], ["b", "b"], [1, 1]), "participants holds 1; allowed: text or whole numbers, not both"),
        ((["a"], [""], [1]), "statements holds an empty text; every vote needs one"),
        ((np.array([0.5]), ["b"], [1]), "participants holds 0.5; allowed: text or whole numbers"),
        ((np.array([[1]]), ["b"], [1]), "participants has 2 dimensions; allowed: 1"),
        (([2**63], ["b"], [1]), f"participants holds {2**63}; allowed: text, or whole numbers of at most {2**63 - 1}"),
        (
            (np.array([7, 2**63], np.uint64), ["b", "b"], [1, 1]),
            f"participants holds {2**63}; allowed: text, or whole numbers of at most {2**63 - 1}",
        ),
        (
            (["a"], [-(2**63)], [1]),
            f"statements holds {-(2**63)}; allowed: text, or whole numbers of at most {2**63 - 1}",
        ),
    ],
)
def test_what_cannot_be_votes_is_refused_by_name_value_and_what_is_allowed(given: Any, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        ballots_of(*given)
    assert str(refusal.value) == sentence


def test_a_vote_on_a_statement_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError) as refusal:
        ballots_of(["ann"], ["moon"], [1], known_statements=["bus", "tree"])
    assert str(refusal.value) == "statements holds 'moon'; allowed: one of the 2 known statements"


def test_a_known_statement_without_votes_is_kept() -> None:
    ballots = ballots_of(["ann"], ["bus"], [1], known_statements=["tree", "bus"])
    assert ballots.statements == ("bus", "tree")
    assert analyse(ballots).of("tree").agreement.seen == 0


def test_a_moderated_statement_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError) as refusal:
        ballots_of(["ann"], ["bus"], [1], moderated=["moon"])
    assert str(refusal.value) == "moderated holds 'moon'; allowed: one of the 1 statements"


def test_text_and_whole_numbers_in_two_portions_are_refused() -> None:
    def votes() -> Any:
        yield ("ann", "bus", 1)
        yield (7, "bus", 1)

    with pytest.raises(ValueError) as refusal:
        ballots_from_votes(votes(), at_once=1)
    assert str(refusal.value) == "participants holds both text and whole numbers; allowed: one of them"


def test_the_fingerprint_is_of_the_votes_and_not_of_their_order() -> None:
    people, statements, votes = columns()
    turned = ballots_of(people[::-1], statements[::-1], votes[::-1])
    one = conversation()
    assert one.n_votes == one.votes_read
    assert turned.fingerprint == one.fingerprint
    assert turned.names != one.names
    assert len(one.fingerprint) == 64


@pytest.mark.parametrize(
    "other",
    [
        ballots_of(["ann", "bo"], ["bus", "bus"], [1, -1]),
        ballots_of(["ann", "bo"], ["bus", "tree"], [1, 1]),
        ballots_of(["ann", "cem"], ["bus", "bus"], [1, 1]),
        ballots_of(["ann", "bo"], ["bus", "bus"], [1, 1], moderated=["bus"]),
    ],
)
def test_other_votes_have_another_fingerprint(other: Ballots) -> None:
    assert ballots_of(["ann", "bo"], ["bus", "bus"], [1, 1]).fingerprint != other.fingerprint


def test_part_of_the_participants_keeps_their_votes() -> None:
    ballots = conversation()
    some = ballots.only(np.array([5, 2]))
    assert some.names == (ballots.names[5], ballots.names[2])
    assert [some.choice(0, name) for name in some.statements] == [ballots.choice(5, name) for name in some.statements]
    mask = np.zeros(ballots.n_participants, bool)
    mask[3] = True
    assert ballots.only(mask).names == (ballots.names[3],)


def test_more_statements_than_two_bytes_hold_are_kept_apart() -> None:
    n = 20_000
    ballots = ballots_of([1] * n, np.arange(n), np.ones(n, np.int8))
    assert (ballots.codes.dtype, ballots.n_votes) == (np.uint32, n)
    assert ballots.choice(0, str(n - 1)) is Choice.AGREE


@given(st.lists(st.text("0129a٣é", min_size=1, max_size=4)))
def test_statements_stand_in_the_same_order_one_by_one_and_all_at_once(names: list[str]) -> None:
    assert in_order(names) == sorted(names, key=by_name)


def test_moments_of_more_people_than_four_bytes_count_are_refused() -> None:
    most = Moments(MOST_PEOPLE, np.zeros((4, 1, 1), np.int32))
    with pytest.raises(ValueError, match="at most 2147483646"):
        most + most
