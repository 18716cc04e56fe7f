import doctest
import importlib
import random
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion import Agreement, Channel, Choice, HandTally, Results, Vote, tally, tally_hands

VOTES = st.lists(
    st.builds(Vote, st.sampled_from("abcdef"), st.sampled_from(["1", "2", "10", "bus"]), st.sampled_from(Choice))
)


def agreement(**changes: Any) -> Agreement:
    numbers: dict[str, Any] = {"agree": 3, "disagree": 2, "passed": 1, "seen": 6, "voters": 9}
    return Agreement("bus", changes.pop("channel", Channel.INDIVIDUAL), **(numbers | changes))


def test_agree_disagree_and_pass_are_counted_and_not_seen_is_not_pass() -> None:
    votes = [
        Vote("ann", "bus", Choice.AGREE),
        Vote("bo", "bus", Choice.DISAGREE),
        Vote("cem", "bus", Choice.PASS),
        Vote("dee", "school", Choice.AGREE),
    ]
    bus = tally(votes, channel=Channel.INDIVIDUAL).of("bus")
    assert bus == Agreement("bus", Channel.INDIVIDUAL, agree=1, disagree=1, passed=1, seen=3, voters=4)
    assert (bus.answered, bus.not_seen, bus.silent) == (2, 1, 0)


def test_shares_are_given_over_who_answered_and_over_who_saw() -> None:
    counted = agreement()
    shares = (
        counted.agree_of_answered,
        counted.disagree_of_answered,
        counted.agree_of_seen,
        counted.disagree_of_seen,
        counted.passed_of_seen,
    )
    assert [(share.count, share.n) for share in shares if share] == [(3, 5), (2, 5), (3, 6), (2, 6), (1, 6)]


def test_there_is_no_share_of_nobody() -> None:
    only_passed = agreement(agree=0, disagree=0, passed=2, seen=2)
    assert only_passed.agree_of_answered is None
    assert only_passed.passed_of_seen is not None


def test_last_vote_of_a_person_on_a_statement_counts() -> None:
    votes = [Vote("ann", "bus", Choice.AGREE), Vote("ann", "bus", Choice.PASS)]
    assert tally(votes, channel=Channel.OPEN).of("bus").passed == 1
    assert tally(reversed(votes), channel=Channel.OPEN).of("bus").agree == 1


@given(VOTES, st.randoms(use_true_random=False))
def test_order_of_different_people_changes_nothing(votes: list[Vote], chance: random.Random) -> None:
    once = list({(vote.voter, vote.statement): vote for vote in votes}.values())
    shuffled = once.copy()
    chance.shuffle(shuffled)
    assert tally(shuffled, channel=Channel.INDIVIDUAL) == tally(votes, channel=Channel.INDIVIDUAL)


@given(VOTES)
def test_counting_leaves_its_input_alone_and_counts_everyone_once(votes: list[Vote]) -> None:
    before = votes.copy()
    results = tally(iter(votes), channel=Channel.INDIVIDUAL)
    assert votes == before
    assert sum(found.seen for found in results.agreements) == len({(vote.voter, vote.statement) for vote in votes})
    assert results.voters == len({vote.voter for vote in votes})


def test_statements_come_out_in_order_numbers_first() -> None:
    names = ["tree", "10", "9" * 5000, "2", "bus"]
    results = tally([Vote("ann", name, Choice.AGREE) for name in names], channel=Channel.INDIVIDUAL)
    assert [found.statement for found in results.agreements] == ["2", "10", "9" * 5000, "bus", "tree"]


def test_hands_of_groups_are_counted_and_a_second_count_of_a_group_replaces_the_first() -> None:
    first = HandTally("6a", "bus", agree=1, disagree=1, passed=1, present=20)
    again = HandTally("6a", "bus", agree=10, disagree=5, passed=2, present=24)
    other = HandTally("6b", "bus", agree=1, disagree=2, passed=3, present=6)
    later = HandTally("6a", "tree", agree=2, disagree=0, passed=0, present=22)
    results = tally_hands([first, again, other, later])
    assert results.of("bus") == Agreement("bus", Channel.HANDS, agree=11, disagree=7, passed=5, seen=30, voters=30)
    assert results.of("bus").silent == 7
    assert results.of("tree").not_seen == 8


def test_hands_cannot_be_counted_as_votes() -> None:
    with pytest.raises(ValueError) as refusal:
        tally([], channel=Channel.HANDS)
    assert str(refusal.value) == "channel is hands; allowed: individual, open. Count hands with tally_hands"


def test_channels_cannot_be_added() -> None:
    votes = [Vote("ann", "bus", Choice.AGREE)]
    own, open_link = tally(votes, channel=Channel.INDIVIDUAL), tally(votes, channel=Channel.OPEN)
    with pytest.raises(TypeError):
        cast(Any, own) + open_link
    with pytest.raises(TypeError):
        cast(Any, own.of("bus")) + open_link.of("bus")
    with pytest.raises(ValueError) as refusal:
        Results(Channel.INDIVIDUAL, 2, own.agreements + open_link.agreements)
    assert str(refusal.value) == "agreements holds channel open; allowed: individual only"


def test_a_statement_stands_once_in_the_results() -> None:
    with pytest.raises(ValueError) as refusal:
        Results(Channel.INDIVIDUAL, 9, (agreement(), agreement()))
    assert str(refusal.value) == "agreements holds a statement twice; allowed: each statement once"


def test_a_statement_nobody_saw_is_not_found() -> None:
    results = tally([Vote("ann", "bus", Choice.AGREE)], channel=Channel.OPEN)
    with pytest.raises(KeyError) as refusal:
        results.of("tree")
    assert refusal.value.args == ("statement 'tree' was not seen by anyone in channel open",)


def test_a_choice_that_is_not_one_is_refused() -> None:
    with pytest.raises(ValueError) as refusal:
        tally([Vote("ann", "bus", cast(Choice, "maybe"))], channel=Channel.OPEN)
    assert str(refusal.value) == "choice is 'maybe'; allowed: agree, disagree, pass"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agree": -1}, "agree is -1; allowed: 0 or more"),
        ({"seen": 7}, "seen is 7; allowed: 6, as only a vote shows having seen"),
        ({"voters": 5}, "seen is 6; allowed: 6 (who spoke) to 5 (voters)"),
        ({"channel": Channel.HANDS, "seen": 5}, "seen is 5; allowed: 6 (who spoke) to 9 (voters)"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        agreement(**changes)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((1, -2, 0, 9), "disagree is -2; allowed: 0 or more"),
        ((5, 3, 2, 9), "present is 9; allowed: 10 or more, as 10 hands were counted"),
    ],
)
def test_hands_that_cannot_be_are_refused(numbers: tuple[int, int, int, int], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        HandTally("6a", "bus", *numbers)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("module", ["opinion", "opinion.shares", "opinion.publication"])
def test_examples_in_the_documentation_are_true(module: str) -> None:
    outcome = doctest.testmod(importlib.import_module(module))
    assert outcome.attempted > 0
    assert outcome.failed == 0
