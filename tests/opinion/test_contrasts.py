"""The formulas, on numbers that can be worked out by hand."""

from math import sqrt

import numpy as np
import pytest

from opinion import Choice
from opinion.contrasts import (
    consensus,
    divisiveness,
    group_aware_consensus,
    priorities,
    proportion_test,
    representatives,
    side,
)

# two groups, three statements: disagree, pass, agree
BY_GROUP = np.array([[[0, 0, 8], [7, 1, 0], [2, 4, 2]], [[6, 0, 2], [0, 0, 6], [2, 2, 2]]])
NAMES, ORDER, NONE_OUT = ("a", "b", "c"), np.arange(3), np.zeros(3, bool)


def test_shares_and_tests_are_those_of_the_formulas() -> None:
    found = side(BY_GROUP[:, :, 2], BY_GROUP.sum(axis=2))
    assert found.p[0, 0] == pytest.approx(9 / 10)
    assert found.p_test[0, 0] == pytest.approx(2 * 3 * (9 / 9 - 0.5))
    assert found.ratio[0, 0] == pytest.approx((9 / 10) / (3 / 10))
    pooled = (8 + 2 + 2) / (8 + 8 + 2)
    assert found.ratio_test[0, 0] == pytest.approx((9 / 9 - 3 / 9) / sqrt(pooled * (1 - pooled) * (1 / 9 + 1 / 9)))


def test_a_pooled_share_of_one_has_no_test() -> None:
    everybody = np.array([[5], [5]])
    assert side(everybody, everybody).ratio_test.tolist() == [[0.0], [0.0]]


def test_representatives_set_a_group_apart() -> None:
    one, other = representatives(BY_GROUP, NAMES, ORDER, NONE_OUT)
    assert [(told.statement, told.direction, told.first) for told in one] == [
        ("a", Choice.AGREE, True),
        ("b", Choice.DISAGREE, False),
    ]
    assert [(told.statement, told.direction, told.first) for told in other] == [
        ("b", Choice.AGREE, True),
        ("a", Choice.DISAGREE, False),
    ]
    assert (one[0].count, one[0].seen) == (8, 8)


@pytest.mark.parametrize(
    ("agree", "seen", "sure"),
    # z is 1.28154 and 1.28285
    [(75, 136, False), (186, 349, True)],
)
def test_surely_is_the_one_sided_test_at_ninety_percent(agree: int, seen: int, sure: bool) -> None:
    counts = np.array([[seen - agree, 0, agree]])
    assert proportion_test(counts[:, 2], counts.sum(axis=1))[0] == pytest.approx(
        2 * sqrt(seen + 1) * ((agree + 1) / (seen + 1) - 0.5)
    )
    told, _ = consensus(counts, ("a",), np.arange(1), np.zeros(1, bool))
    assert bool(told) is sure


def test_a_statement_that_a_group_did_not_answer_is_not_what_it_says_most() -> None:
    """Of nobody p is one half; beside others who all disagree that would look like an agreement."""
    mine = [[4, 0, 9], [0, 0, 0]]
    others = [[5, 0, 8], [40, 0, 0]]
    group, _ = representatives(np.array([mine, others]), ("a", "b"), np.arange(2), np.zeros(2, bool))
    assert [(told.statement, told.first) for told in group] == [("a", True)]


def test_a_group_that_nothing_sets_apart_still_has_one_statement() -> None:
    alike = np.array([[[2, 1, 2]], [[2, 1, 2]]])
    assert [len(told) for told in representatives(alike, ("a",), np.arange(1), np.zeros(1, bool))] == [1, 1]


def test_a_moderated_statement_represents_nobody() -> None:
    out = np.array([True, False, False])
    assert {told.statement for group in representatives(BY_GROUP, NAMES, ORDER, out) for told in group} == {"b"}


def test_consensus_is_what_most_surely_say() -> None:
    totals = np.array([[0, 0, 20], [18, 2, 0], [5, 5, 6], [0, 0, 1]])
    agree, disagree = consensus(totals, ("a", "b", "c", "d"), np.arange(4), np.zeros(4, bool))
    assert [(shared.statement, shared.count, shared.seen) for shared in agree] == [("a", 20, 20), ("d", 1, 1)]
    assert [(shared.statement, shared.count, shared.seen) for shared in disagree] == [("b", 18, 20)]
    assert agree[0].p_test == pytest.approx(2 * sqrt(21) * 0.5)


def test_consensus_across_groups_is_the_product_of_their_shares() -> None:
    assert group_aware_consensus(BY_GROUP).tolist() == pytest.approx([9 / 10 * 3 / 10, 1 / 10 * 7 / 8, 3 / 10 * 3 / 8])


def test_what_divides_is_the_largest_difference_between_groups() -> None:
    assert divisiveness(BY_GROUP).tolist() == pytest.approx([9 / 10 - 3 / 10, 7 / 8 - 1 / 10, 3 / 8 - 3 / 10])
    assert divisiveness(BY_GROUP[:1]).tolist() == [0.0, 0.0, 0.0]


def test_the_priority_is_that_of_the_formula() -> None:
    found = priorities(BY_GROUP, np.array([0.5, 1.0, 0.0]), np.array([False, False, True]))
    a, p = 11 / 18, 1 / 18
    assert found.tolist() == pytest.approx([((1 - p) * 1.5 * a * (1 + 8 * 2 ** (-16 / 5))) ** 2, found[1], 49.0])


def test_the_added_one_makes_a_test_of_nobody_lean_to_yes() -> None:
    assert proportion_test(np.array([0]), np.array([0])).tolist() == [1.0]
