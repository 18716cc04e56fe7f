import doctest
import importlib

import numpy as np
import pytest

from opinion.clusters import first_distinct, silhouette
from opinion.grouping import exact_taking_part, polis_taking_part
from opinion.stability import adjusted_rand, draws


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        # worked out by hand: 2 pairs together in both, expected 4 * 6 / 15, most (4 + 6) / 2
        ([0, 0, 0, 1, 1], [0, 0, 1, 1, 1], (2 - 4 * 4 / 10) / (4 - 4 * 4 / 10)),
        ([0, 0, 0], [0, 0, 0], 1.0),
        ([0, 1, 0, 1], [0, 0, 1, 1], -0.5),
        ([0], [0], 1.0),
    ],
)
def test_how_alike_two_groupings_are(one: list[int], other: list[int], index: float) -> None:
    assert adjusted_rand(np.array(one), np.array(other)) == pytest.approx(index)


def test_who_is_drawn_is_the_same_every_time_and_never_more_than_two_thousand() -> None:
    order = np.arange(5_000)[::-1]
    one, other = draws(order, rounds=3, seed=4), draws(order, rounds=3, seed=4)
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    assert [len(drawn) for drawn in one] == [2_000] * 3
    assert not np.array_equal(one[0], one[1])
    assert not np.array_equal(one[0], draws(order, rounds=1, seed=5)[0])


def test_a_silhouette_by_hand() -> None:
    places = np.array([0.0, 1.0, 4.0])
    distances = np.abs(places[:, None] - places[None, :])
    labels = np.array([0, 0, 1])
    weights = np.ones(3)
    # (4 - 1) / 4, (3 - 1) / 3, and alone
    assert silhouette(distances, weights, labels, weighted=False) == pytest.approx((3 / 4 + 2 / 3 + 0) / 3)
    # three people at the last place: together, at distance nought
    heavy = np.array([1.0, 1.0, 3.0])
    assert silhouette(distances, heavy, labels, weighted=True) == pytest.approx((3 / 4 + 2 / 3 + 3 * 1) / 5)


def test_the_first_different_points_are_found_in_their_order() -> None:
    points = np.array([[1.0, 1], [1, 1], [0, 2], [1, 1], [3, 0]])
    assert first_distinct(points, 2).tolist() == [[1.0, 1.0], [0.0, 2.0]]
    assert first_distinct(points, 9).tolist() == [[1.0, 1.0], [0.0, 2.0], [3.0, 0.0]]


def test_the_most_active_are_added_when_few_take_part() -> None:
    votes = np.array([9, *[5] * 10, *[4] * 10])
    assert np.flatnonzero(polis_taking_part(votes, 20)).tolist() == list(range(15))
    # of the equally active all or none
    assert np.flatnonzero(exact_taking_part(votes, 20)).tolist() == list(range(21))


def test_who_voted_on_fewer_than_four_is_not_added_by_ours() -> None:
    votes = np.array([9, *[4] * 5, *[3] * 10])
    assert polis_taking_part(votes, 20).sum() == 15
    assert np.flatnonzero(exact_taking_part(votes, 20)).tolist() == list(range(6))


def test_of_few_statements_all_must_be_voted_on() -> None:
    votes = np.array([3] * 15 + [2] * 5)
    assert polis_taking_part(votes, 3).sum() == 15
    assert exact_taking_part(votes, 3).sum() == 15


@pytest.mark.parametrize("module", ["stability", "ballots", "analysing", "running", "routing"])
def test_examples_in_the_documentation_are_true(module: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"opinion.{module}"))
    assert outcome.attempted > 0
    assert outcome.failed == 0
