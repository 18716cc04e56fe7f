"""Method *polis* against the formulas worked out slowly, on every real conversation that is here (CC BY 4.0)."""

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from opinion import Analysis, Method, analyse, read_ballots, read_comments
from opinion.arrays import AnyArray
from opinion.axes import extremities
from opinion.ballots import Ballots
from opinion.contrasts import consensus, group_aware_consensus, priorities, representatives, side
from opinion.stability import adjusted_rand
from tests.opinion import by_the_letter
from tests.opinion.by_the_letter import Letter

POLIS = Path(__file__).parents[3] / "shared" / "data" / "polis"
CONVERSATIONS = sorted(path.parent.name for path in POLIS.glob("*/votes.csv"))

pytestmark = pytest.mark.skipif(
    not CONVERSATIONS, reason="the Polis exports are not beside the checkout (../shared/data/polis)"
)
each = pytest.mark.parametrize("name", CONVERSATIONS)


@lru_cache
def ballots(name: str) -> Ballots:
    return read_ballots(POLIS / name / "votes.csv", comments=read_comments(POLIS / name / "comments.csv"))


@lru_cache
def ours(name: str) -> Analysis:
    return analyse(ballots(name), method=Method.POLIS, stability_rounds=0)


@lru_cache
def slowly(name: str) -> Letter:
    with (POLIS / name / "comments.csv").open(encoding="utf-8", newline="") as file:
        out = {row["comment-id"] for row in csv.DictReader(file) if row["moderated"] == "-1"}
    letter = Letter(POLIS / name / "votes.csv", out)
    letter.turned(ours(name).axes.components[:, order(name, letter)])
    return letter


def order(name: str, letter: Letter) -> list[int]:
    """Our statements stand by name, theirs by first vote."""
    return [ours(name).statements.index(statement) for statement in letter.statements]


@lru_cache
def published(name: str) -> dict[str, int]:
    """The groups that Polis showed when the conversation closed."""
    with (POLIS / name / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        return {row["participant"]: int(row["group-id"]) for row in csv.DictReader(file) if row["group-id"]}


@each
def test_rows_centre_axes_places_and_extremity_are_those_of_the_formulas(name: str) -> None:
    analysis, letter = ours(name), slowly(name)
    columns = order(name, letter)
    assert list(map(str, analysis.ids.tolist())) == letter.people
    assert analysis.voted_order.tolist()[: len(columns)] == columns
    assert np.abs(analysis.axes.centre[columns] - letter.centre).max() < 1e-14
    # how far each axis lies outside the plane of the others: the sine of the angle between the planes
    mine = analysis.axes.components[:, columns]
    assert np.linalg.norm(mine - mine @ letter.components.T @ letter.components, axis=1).max() < 1e-12
    assert np.abs(analysis.places - letter.places).max() < 1e-11
    assert np.abs(extremities(analysis.axes)[columns] - letter.extremity).max() < 1e-12


@each
def test_groups_are_those_of_the_formulas(name: str) -> None:
    analysis = ours(name)
    mine = {str(who): group for who, group in zip(analysis.ids.tolist(), analysis.labels.tolist(), strict=True)}
    assert {who: group for who, group in mine.items() if group >= 0} == slowly(name).groups()


def counts(name: str, groups: dict[str, int]) -> AnyArray:
    """Ours of these groups: shape (groups, statements, 3), statements by name."""
    labels = np.array([groups.get(who, -1) for who in ballots(name).names])
    return np.stack([ballots(name).only(labels == group).counts() for group in range(labels.max() + 1)])


@each
def test_statistics_of_the_published_groups_are_those_of_the_formulas(name: str) -> None:
    analysis, letter, groups = ours(name), slowly(name), published(name)
    columns, counted = order(name, letter), letter.counted(published(name))
    by_group = counts(name, groups)
    assert by_group[:, columns].tolist() == [[list(one) for one in group] for group in counted]
    told = representatives(by_group, analysis.statements, analysis.voted_order, analysis.moderated)
    assert [[(one.statement, one.direction.value) for one in group] for group in told] == by_the_letter.representative(
        counted, letter.statements, letter.out
    )
    seen = by_group.sum(axis=2)
    sides = {"a": side(by_group[:, :, 2], seen), "d": side(by_group[:, :, 0], seen)}
    for group, column in np.ndindex(len(counted), len(columns)):
        slow = by_the_letter.told(counted, group, column)
        for letter_, fast in sides.items():
            values = [
                getattr(fast, figure)[group, columns[column]] for figure in ("p", "p_test", "ratio", "ratio_test")
            ]
            assert values == pytest.approx([slow.of(letter_, figure) for figure in ("p", "t", "r", "rt")], abs=1e-12)
    gac, wanted = group_aware_consensus(by_group), priorities(by_group, extremities(analysis.axes))
    for column, mine in enumerate(columns):
        assert gac[mine] == pytest.approx(by_the_letter.group_aware(counted, column), rel=1e-13)
        expected = by_the_letter.priority(counted, column, letter.extremity[column])
        assert wanted[mine] == pytest.approx(expected, rel=1e-11)


@each
def test_consensus_of_everybody_is_that_of_the_formulas(name: str) -> None:
    analysis, letter = ours(name), slowly(name)
    everybody = letter.counted(dict.fromkeys(letter.people, 0))[0]
    assert analysis.totals[order(name, letter)].tolist() == [list(one) for one in everybody]
    agree, disagree = consensus(analysis.totals, analysis.statements, analysis.voted_order, analysis.moderated)
    for mine, choice in ((agree, 2), (disagree, 0)):
        slow = by_the_letter.shared(everybody, letter.statements, letter.out, choice)
        assert [one.statement for one in mine] == slow


@each
def test_both_exports_hold_the_same_votes(name: str) -> None:
    wide = read_ballots(POLIS / name / "participants-votes.csv")
    out = [statement for statement, gone in zip(wide.statements, ballots(name).moderated, strict=True) if gone]
    assert wide.moderating(out).fingerprint == ballots(name).fingerprint


# what a cold start reaches of groups that grew over months, see the design's figures: never less than here
REACHED = {"brexit-consensus": 0.545, "canadian-electoral-reform": 0.165, "vtaiwan.uberx": 0.885}


@each
def test_published_groups_are_met_as_far_as_a_cold_start_can(name: str) -> None:
    analysis, groups = ours(name), published(name)
    both = [
        (group, groups[str(who)])
        for who, group in zip(analysis.ids.tolist(), analysis.labels.tolist(), strict=True)
        if group >= 0 and str(who) in groups
    ]
    mine, theirs = np.array(both).T
    assert adjusted_rand(mine, theirs) >= REACHED.get(name, 0.0)
