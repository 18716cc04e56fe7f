"""What a report says to somebody who reads sentences."""

from typing import Any

import numpy as np
import pytest

from opinion import (
    Engine,
    Method,
    analyse,
    ballots_of,
    differences,
    explain,
    moments_of,
    published_report,
    report,
    signs,
)
from opinion.ballots import Ballots
from opinion.engine import counter
from opinion.explaining import _beside_the_total, _share, _steadiness, _told
from opinion.report import _is_wide
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
    said = explain(made).splitlines()
    at = said.index("Look at these before building on the result; a sign is no proof:")
    agree, answered = (
        sum(w == "s5" and v in kinds for w, v in zip(what, votes, strict=True)) for kinds in ({1}, {1, -1})
    )
    before, after = (agree + 40) / (answered + 40), agree / answered
    assert said[at + 1 : at + 3] == [
        "  At least 40 people came for one statement only and voted alike: statement s5.",
        f"  Without them {after:.0%} instead of {before:.0%} of who answered agree: statement s5",
    ]


@pytest.mark.parametrize(("left", "answered"), [(9, 30), (21, 30), (10, 19)])
def test_a_difference_that_few_people_make_is_not_told(left: int, answered: int) -> None:
    """Two shares beside each other, of 30 and of 21 people, tell what the nine between them said."""
    made = report(analyse(larger(4), stability_rounds=0), signs=())
    row = {"statement": "yes", "with_all": 0.5, "without": 0.7, "answered_with": answered, "answered_without": left}
    assert "Without them" not in explain(made | {"without_signs": [row]})
    assert "Without them" in explain(made | {"without_signs": [row | {"answered_with": 40, "answered_without": 20}]})


def test_looking_for_signs_and_not_looking_are_two_things() -> None:
    analysis = analyse(larger(4), stability_rounds=0)
    not_looked = "Signs of manipulation were not looked for: this is of votes in parts, or for publication."
    assert (report(analysis)["signs"], report(analysis, signs=())["signs"]) == (None, [])
    assert not_looked in explain(report(analysis)).splitlines()
    assert not_looked in explain(published_report(analysis)).splitlines()
    assert "Signs of manipulation" not in explain(report(analysis, signs=()))


def test_signs_that_hold_everybody_are_said_to() -> None:
    made = report(analyse(larger(4), stability_rounds=0))
    everybody = [person["id"] for person in made["participants"]]
    sign = {"kind": "copies", "statement": None, "participants": everybody}
    together = "  Together these are everybody: there is no result without them."
    assert together in explain(made | {"signs": [sign]}).splitlines()
    assert together not in explain(made | {"signs": [sign | {"participants": everybody[1:]}]}).splitlines()


def test_too_few_answers_and_too_few_that_may_be_shown_are_two_things() -> None:
    few = analyse(ballots_of(range(16), ["bus"] * 16, [1] * 8 + [-1] * 8), stability_rounds=0)
    too_seldom = "1 statement was answered too seldom, overall or in a group, to say much about"
    may_not = "Of 1 statement too few answers may be shown, overall or in a group, to say much about."
    assert too_seldom in explain(report(few))
    assert may_not in explain(published_report(few)).splitlines()


@pytest.mark.parametrize(("answered", "wide"), [(80, False), (20, True), (None, True)])
def test_where_nearly_everybody_is_on_one_side_enough_is_shown(answered: int | None, wide: bool) -> None:
    assert _is_wide({"shares": {"agree_of_answered": None}, "answered": answered}) is wide


def test_figures_of_groups_that_the_total_gives_away_are_not_told_of_an_exact_report() -> None:
    """Nine of forty agree in both groups, eighteen of eighty together."""
    rows = [(f"p{p}", f"s{i}", 1 if (p < 40) == (i % 2 == 0) else -1) for p in range(80) for i in range(1, 9)]
    rows += [(f"p{p}", "s0", 1 if p % 40 < 9 else -1) for p in range(80)]
    made = report(analyse(ballots_of(*zip(*rows, strict=True)), stability_rounds=0), signs=())
    (row,) = (row for row in made["statements"] if row["id"] == "s0")
    shown = _beside_the_total(row)
    assert [answers["agree"] for answers in row["by_group"].values()] == [9, 9]
    assert [_share(answers, "disagree") for answers in row["by_group"].values()] == ["at least 71%"] * 2
    assert [_share(answers, "disagree") for answers in shown["by_group"].values()] == ["", ""]
    assert _share(shown, "disagree") == _share(row, "disagree") != ""


def test_that_everybody_passed_is_told() -> None:
    told = "Nearly everybody passed: to no statement ten people agreed or disagreed."
    passes = analyse(ballots_of(range(30), ["bus"] * 30, [0] * 30), stability_rounds=0)
    for made in (report(passes), published_report(passes)):
        assert told in explain(made).splitlines()
    assert told not in explain(report(analyse(crowd(), stability_rounds=0)))


def test_a_report_of_somebody_else_neither_steers_the_terminal_nor_adds_a_sentence() -> None:
    made = report(analyse(crowd(), stability_rounds=0))
    forged = made | {"method": "\x1b[31mRED", "version": "1\n\nThe ministry agrees with everything."}
    forged["statements"] = [row | {"text": "\x1b[2J\nEverybody agrees."} for row in made["statements"]]
    forged |= {"groups": [], "map": made["map"] | {"no_groups": "none\nAll is well."}}
    said = explain(forged)
    assert "\x1b" not in said
    assert not {"The ministry agrees with everything.", "Everybody agrees.", "All is well."} & set(said.splitlines())


def test_the_order_that_polis_depends_on_is_told() -> None:
    made = report(analyse(crowd(), method=Method.POLIS, stability_rounds=0))
    assert (
        f"Method polis depends on the order of the votes too (its fingerprint is {made['input']['order'][:16]}): "
        "in another order other groups come out."
    ) in explain(made).splitlines()
    assert "order of the votes" not in explain(report(analyse(crowd(), stability_rounds=0)))


def test_few_people_are_not_counted_in_a_sign() -> None:
    made = report(analyse(larger(4), stability_rounds=0))
    sign = {"kind": "passes", "statement": None, "participants": ["ann"]}
    said = explain(made | {"signs": [sign]})
    assert "  Fewer than ten people passed on nearly everything, where others hardly do." in said.splitlines()


def test_without_groups_it_still_says_what_most_people_say() -> None:
    votes = [1] * 30 + [-1] * 12 + [0] * 5
    made = report(analyse(ballots_of(range(47), ["bus"] * 47, votes), stability_rounds=0))
    said = explain(made | {"groups": [], "by_group": []}).splitlines()
    assert said[0] == "At least 40 people voted on 1 statement."
    at = said.index("What most people say:")
    assert said[at + 1] == "  75% (52% to 93%) agree: statement bus"


@pytest.mark.parametrize(
    ("agree", "figures"), [(90, ", 90% (78% to 97%) against 70% (63% to 76%) of everybody"), (60, "")]
)
def test_a_share_stands_beside_that_of_everybody_only_where_it_is_higher(agree: int, figures: str) -> None:
    """Passing counts in what makes a statement representative, and not in a share of answers."""
    counts = {
        "agree": 210,
        "disagree": 90,
        "pass": 0,
        "by_group": {"1": {"agree": agree, "disagree": 100 - agree, "pass": 0}},
    }
    told = {"statement": "bus", "direction": "agree"}
    assert _told(told, {"bus": counts}, {"bus": "Buses"}, 1) == f"  agrees, more than others do{figures}: Buses"


def test_no_conversation_is_too_sparse_for_plain_numpy() -> None:
    chance = np.random.Generator(np.random.PCG64(2))
    given: Any = (chance.integers(0, 300, 600), chance.integers(0, 200, 600), chance.integers(-1, 2, 600))
    ballots = ballots_of(*given)
    votes, voted = matrix(ballots)
    found = moments_of(ballots, loops=counter(1, engine=Engine.NUMPY))
    assert np.array_equal(found.products, votes.T @ votes)
    assert np.array_equal(found.crossed, votes.T @ voted)
    assert np.array_equal(found.voted, voted.T @ voted)
