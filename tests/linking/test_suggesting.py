import doctest
import importlib
import random
from math import fsum, log, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking import Decision, Passage, Reason, Suggestion, Target, Verdict, suggest, suggest_all, words

CARE = Target("22-b", "Shorten the waiting times in youth care.")
AIR = Target("30", "Improve the air that children breathe at school.")
POOR = Target("33", "Lift children out of poverty; youth in poverty need shoes.")
TARGETS = [CARE, AIR, POOR]

TEXTS = st.lists(st.sampled_from(["bike", "bus", "child", "poor", "school", "swim", "tree", "youth"]), max_size=9).map(
    " ".join
)
MANY_TARGETS = st.lists(TEXTS, max_size=6).map(lambda texts: [Target(str(i), text) for i, text in enumerate(texts)])


def test_score_and_reasons_follow_the_formula() -> None:
    """Worked out by hand: of the shared words, youth stands in two of three targets and poverty in one."""
    [suggestion, other] = suggest(Passage("idea", "Youth and poverty"), TARGETS)
    youth, rare = log(3 / 2), log(3)
    twice = (1 + log(2)) * rare
    passage_length = sqrt(youth**2 + rare**2)
    poor_length = sqrt(rare**2 + log(3 / 2) ** 2 + twice**2 + youth**2 + rare**2 + rare**2)
    parts = (rare * twice / (passage_length * poor_length), youth * youth / (passage_length * poor_length))
    assert (suggestion.passage, suggestion.target) == ("idea", "33")
    assert [(reason.word, reason.in_targets, reason.of_targets) for reason in suggestion.reasons] == [
        ("poverty", 1, 3),
        ("youth", 2, 3),
    ]
    assert [reason.part for reason in suggestion.reasons] == pytest.approx(parts, rel=1e-12)
    assert suggestion.score == pytest.approx(sum(parts), rel=1e-12)
    assert other.target == "22-b"


def test_a_reason_is_a_sentence() -> None:
    reason = Reason("poverty", 1, 3, 0.4)
    assert reason.sentence == "both have 'poverty', which stands in 1 of 3 targets"


def test_a_word_in_every_target_is_no_reason() -> None:
    targets = [Target("a", "children and care"), Target("b", "children and school")]
    assert suggest(Passage("idea", "children"), targets) == []
    assert suggest(Passage("idea", "children care"), [targets[0]]) == []


def test_nothing_shared_is_nothing_suggested() -> None:
    assert suggest(Passage("idea", "More football"), TARGETS) == []
    assert suggest(Passage("idea", ""), TARGETS) == []
    assert suggest(Passage("idea", "poverty"), []) == []


def test_what_a_person_decided_is_not_suggested_again() -> None:
    passage = Passage("idea", "poverty of youth")
    rejected = Decision("idea", "33", Verdict.REJECTED, by="editor")
    elsewhere = Decision("other", "22-b", Verdict.CONFIRMED, by="editor")
    found = suggest(passage, TARGETS, decisions=[rejected, elsewhere])
    assert [suggestion.target for suggestion in found] == ["22-b"]


def test_best_come_first_no_more_than_asked_and_no_weaker_than_asked() -> None:
    passage = Passage("idea", "poverty of youth")
    everything = suggest(passage, TARGETS)
    assert [suggestion.target for suggestion in everything] == ["33", "22-b"]
    assert suggest(passage, TARGETS, limit=1) == everything[:1]
    assert suggest(passage, TARGETS, minimum=everything[0].score) == everything[:1]


def test_equal_scores_come_in_order_of_target() -> None:
    twins = [Target("b", "blue bike"), Target("a", "blue bike"), Target("c", "green tree")]
    found = suggest(Passage("idea", "bike"), twins)
    assert [suggestion.target for suggestion in found] == ["a", "b"]
    assert found[0].score == found[1].score


@given(TEXTS, MANY_TARGETS, st.randoms(use_true_random=False))
def test_order_of_targets_changes_nothing(text: str, targets: list[Target], chance: random.Random) -> None:
    shuffled = targets.copy()
    chance.shuffle(shuffled)
    assert suggest(Passage("idea", text), shuffled) == suggest(Passage("idea", text), targets)


@given(TEXTS, MANY_TARGETS)
def test_reasons_are_shared_words_and_add_up_to_the_score(text: str, targets: list[Target]) -> None:
    by_id = {target.id: target for target in targets}
    for suggestion in suggest(Passage("idea", text), targets, minimum=0, limit=100):
        assert 0 < suggestion.score <= 1
        assert suggestion.score == pytest.approx(fsum(reason.part for reason in suggestion.reasons))
        shared = set(words(text)) & set(words(by_id[suggestion.target].text))
        assert {reason.word for reason in suggestion.reasons} <= shared
        assert all(reason.part > 0 for reason in suggestion.reasons)


def test_many_passages_get_what_each_gets_alone() -> None:
    passages = [Passage("1", "poverty"), Passage("2", "air at school"), Passage("3", "football")]
    together: list[list[Suggestion]] = list(suggest_all(passages, TARGETS))
    assert together == [suggest(passage, TARGETS) for passage in passages]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [({"limit": 0}, "limit is 0; allowed: 1 or more"), ({"minimum": 1.5}, "minimum is 1.5; allowed: 0 to 1")],
)
def test_options_that_cannot_be_are_refused_by_name(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        suggest(Passage("idea", "poverty"), TARGETS, **options)
    assert str(refusal.value) == sentence


def test_a_target_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError) as refusal:
        suggest(Passage("idea", "poverty"), [POOR, POOR])
    assert str(refusal.value) == "targets holds '33' twice; allowed: each id once"


def test_words_are_lower_case_without_accents_or_joining_words() -> None:
    assert words("Cafés, ÉÉN idee; 'n fiets van 12 jaar_oud") == ["cafes", "idee", "fiets", "jaar", "oud"]
    assert words("مَدْرَسَة школа") == ["مدرسة", "школа"]


@given(st.text(max_size=60))
def test_words_of_words_are_the_same_words(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found


@pytest.mark.parametrize("module", ["linking", "linking.words"])
def test_examples_in_the_documentation_are_true(module: str) -> None:
    outcome = doctest.testmod(importlib.import_module(module))
    assert outcome.attempted > 0
    assert outcome.failed == 0
