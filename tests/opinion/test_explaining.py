"""What a report says to somebody who reads sentences."""

from typing import Any

import numpy as np
import pytest

from opinion import Engine, analyse, ballots_of, differences, explain, moments_of, published_report, report, signs
from opinion.ballots import Ballots
from opinion.engine import counter
from opinion.explaining import _steadiness
from tests.opinion.conversations import columns, matrix


def crowd() -> Ballots:
    """Sixty on the left and thirty on the right: opposite on six statements, alike on two, halved on one."""
    rows = []
    for person in range(90):
        left = person < 60
        # one in six thinks otherwise, so that both sides of every count are large enough to be told
        other = person % 6 == 0
        rows += [(f"p{person}", f"split{i}", 1 if left != other else -1) for i in range(6)]
        rows += [(f"p{person}", "yes", -1 if other else 1), (f"p{person}", "half", 1 if person % 2 else -1)]
    people, statements, votes = zip(*rows, strict=True)
    return ballots_of(people, statements, votes, moderated=["half"])


def larger(times: int) -> Ballots:
    small = crowd()
    votes, voted = matrix(small)
    who, what = np.nonzero(np.tile(voted, (times, 1)))
    names = np.array(small.statements, object)
    values = np.tile(votes, (times, 1))[who, what]
    return ballots_of(who, names[what], values, moderated=["half"])


@pytest.fixture(scope="module")
def said() -> list[str]:
    return explain(report(analyse(larger(4), stability_rounds=2))).splitlines()


def test_it_says_who_voted_and_what_was_taken_out(said: list[str]) -> None:
    assert said[:2] == [
        "At least 360 people voted on 8 statements.",
        "Moderators took 1 of these out of the conversation; they are counted but not compared.",
    ]


def test_it_says_what_groups_share_what_divides_and_what_the_average_hides(said: list[str]) -> None:
    headings = [line for line in said if line.startswith("What ")]
    assert headings == ["What all groups share:", "What divides:", "What the average hides:"]
    divide = said[said.index("What divides:") + 1]
    assert divide.startswith("  in group A ")
    assert divide.endswith(f"disagree: statement {divide.rsplit(' ')[-1]}")


def test_a_published_report_says_the_same_kinds_of_things() -> None:
    said = explain(published_report(analyse(larger(12), stability_rounds=0)))
    assert "What all groups share:" in said
    assert "Moderators took 1 of these" in said


@pytest.mark.parametrize(
    ("part", "word"), [(0.9, "It is steady"), (0.6, "only partly steady"), (0.2, "do not build on it")]
)
def test_it_says_how_steady_a_group_is(part: float, word: str) -> None:
    assert word in _steadiness(part)


def test_it_shows_signs_of_manipulation_with_the_result_without() -> None:
    who, what, votes = columns(90, 20)
    ballots = ballots_of([*who, *(f"one{i}" for i in range(40))], [*what, *["s5"] * 40], [*votes, *[1] * 40])
    noticed = signs(ballots)
    made = report(analyse(ballots, stability_rounds=0), signs=noticed, differences=differences(ballots, noticed))
    said = explain(made)
    assert "Look at these before building on the result:" in said
    assert "  40 participants came for one statement only and voted alike." in said
    assert "agree with statement s5." in said


def test_no_conversation_is_too_sparse_for_plain_numpy() -> None:
    chance = np.random.Generator(np.random.PCG64(2))
    given: Any = (chance.integers(0, 300, 600), chance.integers(0, 200, 600), chance.integers(-1, 2, 600))
    ballots = ballots_of(*given)
    votes, voted = matrix(ballots)
    found = moments_of(ballots, loops=counter(1, engine=Engine.NUMPY))
    assert np.array_equal(found.products, votes.T @ votes)
    assert np.array_equal(found.crossed, votes.T @ voted)
    assert np.array_equal(found.voted, voted.T @ voted)
