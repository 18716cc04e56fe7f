import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opinion import Choice, Vote, analyse, ballots_of, moments_of
from opinion.running import RunningVotes
from tests.opinion.conversations import columns, conversation

STATEMENTS = [f"s{i}" for i in range(5)]
votes = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(STATEMENTS), st.sampled_from([-1, 0, 1])), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(votes, st.integers(0, 30))
def test_vote_by_vote_equals_all_at_once(given: list[tuple[str, str, int]], at: int) -> None:
    at_once = ballots_of(*map(list, zip(*given, strict=True)), known_statements=STATEMENTS)
    running = RunningVotes(STATEMENTS)
    running.fold(given[:at])
    if given[:at]:
        running = RunningVotes(STATEMENTS, start=running.ballots())
    running.fold(given[at:])
    assert running.moments().same_as(moments_of(at_once))
    assert running.ballots().codes.tolist() == at_once.codes.tolist()
    assert running.ballots().voted_order.tolist() == at_once.voted_order.tolist()
    assert running.ballots().votes_read == at_once.votes_read
    assert len(running) == at_once.n_participants


def test_the_analysis_of_now_is_that_of_all_votes_and_keeps_its_sides() -> None:
    rows = list(zip(*columns(), strict=True))
    running = RunningVotes([f"s{i}" for i in range(14)])
    running.fold(rows[:400])
    before = running.analyse()
    running.fold(
        Vote(who, what, {1: Choice.AGREE, 0: Choice.PASS, -1: Choice.DISAGREE}[v]) for who, what, v in rows[400:]
    )
    now, whole = running.analyse(previous=before), analyse(conversation(), stability_rounds=0)
    assert np.array_equal(now.labels, whole.labels)
    assert now.input_hash == whole.input_hash
    assert ((now.axes.components * before.axes.components).sum(axis=1) > 0).all()


def test_what_was_handed_out_does_not_change_afterwards() -> None:
    running = RunningVotes(["bus"])
    running.cast("ann", "bus", Choice.AGREE)
    moments, ballots = running.moments(), running.ballots()
    running.cast("bo", "bus", Choice.AGREE)
    assert (moments.voted.tolist(), ballots.n_participants) == ([[1]], 1)


def test_moderated_statements_stay_moderated() -> None:
    start = conversation().moderating(["s3"])
    assert RunningVotes(start.statements, start=start).ballots().fingerprint == start.fingerprint


@pytest.mark.parametrize(
    ("vote", "sentence"),
    [
        (("ann", "moon", 1), "statement is 'moon'; allowed: one of the 1 known statements"),
        (("ann", "bus", 2), "choice is 2; allowed: 1 (agree), -1 (disagree), 0 (pass); leave out what was not seen"),
        (("", "bus", 1), "participant is ''; allowed: a text that is not empty"),
    ],
)
def test_what_is_no_vote_is_refused_and_nothing_changes(vote: tuple[str, str, int], sentence: str) -> None:
    running = RunningVotes(["bus"])
    with pytest.raises(ValueError) as refusal:
        running.cast(*vote)
    assert str(refusal.value) == sentence
    assert (len(running), running.moments().voted.tolist()) == (0, [[0]])


def test_no_votes_are_no_ballots() -> None:
    with pytest.raises(ValueError) as refusal:
        RunningVotes(["bus"]).ballots()
    assert str(refusal.value) == "votes is empty; allowed: one vote or more"


def test_other_statements_than_those_of_the_start_are_refused() -> None:
    with pytest.raises(ValueError) as refusal:
        RunningVotes(["bus"], start=conversation(5, 3))
    assert str(refusal.value) == "statements are not those of start; allowed: the 3 of start"
