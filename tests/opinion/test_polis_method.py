"""Method *polis* against what Polis' own engine computes from a cold start on real conversations (CC BY 4.0)."""

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opinion import Analysis, Method, analyse, read_ballots, read_comments

POLIS = Path(__file__).parents[3] / "shared" / "data" / "polis"
REFERENCE = {"brexit": "brexit-consensus", "vtaiwan": "vtaiwan.uberx"}

pytestmark = pytest.mark.skipif(
    not (POLIS / "reference_polis").is_dir(),
    reason="the Polis exports are not beside the checkout (../shared/data/polis)",
)
each = pytest.mark.parametrize("name", sorted(REFERENCE))


@lru_cache
def ours(folder: str) -> Analysis:
    comments = read_comments(POLIS / folder / "comments.csv")
    return analyse(
        read_ballots(POLIS / folder / "votes.csv", comments=comments), method=Method.POLIS, stability_rounds=0
    )


@lru_cache
def theirs(name: str) -> dict[str, Any]:
    with gzip.open(POLIS / "reference_polis" / f"{name}.json.gz") as file:
        found: dict[str, Any] = json.load(file)
    return found


def columns(name: str) -> list[int]:
    """The numbers of our statements in the order of Polis' columns."""
    statements = ours(REFERENCE[name]).statements
    return [statements.index(str(number)) for number in theirs(name)["tids"]]


@each
def test_rows_and_columns_are_in_order_of_first_vote(name: str) -> None:
    analysis = ours(REFERENCE[name])
    assert list(map(int, analysis.ids.tolist())) == theirs(name)["pids"]
    assert analysis.voted_order.tolist() == columns(name)


@each
def test_the_centre_is_equal_but_for_rounding(name: str) -> None:
    # Polis counts agreement as -1
    mine = -ours(REFERENCE[name]).axes.centre[columns(name)]
    assert np.abs(mine - theirs(name)["center"]).max() < 1e-12


@each
def test_the_components_span_the_same_plane(name: str) -> None:
    mine = ours(REFERENCE[name]).axes.components[:, columns(name)]
    for one, other in zip(mine, np.array(theirs(name)["comps"]), strict=True):
        along = abs(float(one @ other)) / float(np.linalg.norm(other))
        # the angle between them; Polis stops its iteration after a hundred steps
        assert np.sqrt(max(0.0, 2 * (1 - along))) < 1e-7


@each
def test_everybody_stands_at_the_same_place(name: str) -> None:
    mine, other = ours(REFERENCE[name]).places, np.array(theirs(name)["proj"])
    sides = np.sign((mine * other).sum(axis=0))
    assert np.abs(mine * sides - other).max() < 1e-6


@each
def test_the_same_people_take_part(name: str) -> None:
    analysis = ours(REFERENCE[name])
    inside = {int(analysis.ids[row]) for row in np.flatnonzero(analysis.labels >= 0)}
    assert inside == set(theirs(name)["in-conv"])


@each
def test_all_hundred_base_clusters_are_identical(name: str) -> None:
    analysis = ours(REFERENCE[name])
    base = analysis.grouping.base
    assert base is not None
    mine = [[int(who) for who in analysis.ids[base == cluster]] for cluster in range(int(base.max()) + 1)]
    assert mine == [cluster["members"] for cluster in theirs(name)["base"]]


@each
def test_the_groups_are_identical(name: str) -> None:
    analysis, base = ours(REFERENCE[name]), theirs(name)["base"]
    people = [
        sorted(who for cluster in group["members"] for who in base[cluster]["members"])
        for group in theirs(name)["groups"]
    ]
    mine = [sorted(map(int, analysis.ids[analysis.labels == group].tolist())) for group in range(len(people))]
    assert mine == people


@each
def test_the_silhouettes_are_equal(name: str) -> None:
    mine = ours(REFERENCE[name]).grouping.silhouettes
    assert {str(k): pytest.approx(value, abs=1e-8) for k, value in mine.items()} == theirs(name)["sil"]


@each
def test_representative_statements_are_identical_in_order(name: str) -> None:
    mine = [
        [[int(told.statement), told.direction.value] for told in group.representative]
        for group in ours(REFERENCE[name]).groups
    ]
    assert mine == list(theirs(name)["repness"].values())


@each
def test_consensus_statements_are_identical_in_order(name: str) -> None:
    agree, disagree = ours(REFERENCE[name]).consensus
    assert [int(shared.statement) for shared in agree] == theirs(name)["consensus"]["agree"]
    assert [int(shared.statement) for shared in disagree] == theirs(name)["consensus"]["disagree"]


@each
def test_group_aware_consensus_is_equal(name: str) -> None:
    analysis = ours(REFERENCE[name])
    mine = dict(zip(analysis.statements, analysis.group_aware_consensus.tolist(), strict=True))
    assert mine == pytest.approx(theirs(name)["gac"], abs=1e-12)


def test_the_priority_of_statements_is_not_the_same_for_all() -> None:
    """As it was in Polis from 2025-03 to 2026-07, and is in this reference: 49 for every statement."""
    assert set(theirs("brexit")["prio"].values()) == {49.0}
    assert len(set(ours(REFERENCE["brexit"]).priorities.tolist())) == 50
