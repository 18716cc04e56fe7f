import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion import Interval, Share, wilson


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_interval_equals_the_published_examples(count: int, n: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3."""
    interval = wilson(count, n)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.01, 0.9999))
def test_interval_holds_the_share_and_stays_between_nought_and_one(counts: tuple[int, int], level: float) -> None:
    count, n = counts
    interval = wilson(count, n, level=level)
    assert 0 <= interval.low <= count / n <= interval.high <= 1
    assert interval.level == level


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_of_those_who_did_not_is_the_mirror(counts: tuple[int, int]) -> None:
    count, n = counts
    one, other = wilson(count, n), wilson(n - count, n)
    assert one.low == pytest.approx(1 - other.high, abs=1e-12)
    assert one.high == pytest.approx(1 - other.low, abs=1e-12)


def test_more_confidence_is_a_wider_interval() -> None:
    usual, sure = wilson(30, 100), wilson(30, 100, level=0.99)
    assert sure.low < usual.low < usual.high < sure.high


def test_nobody_and_everybody_reach_the_ends_exactly() -> None:
    assert wilson(0, 7).low == 0.0
    assert wilson(7, 7).high == 1.0


@pytest.mark.parametrize(
    ("count", "n", "level", "sentence"),
    [
        (0, 0, 0.95, "n is 0; allowed: 1 or more"),
        (-1, 5, 0.95, "count is -1; allowed: 0 to n, which is 5"),
        (6, 5, 0.95, "count is 6; allowed: 0 to n, which is 5"),
        (1, 5, 1.0, "level is 1.0; allowed: more than 0 and less than 1"),
        (1, 5, 0.0, "level is 0.0; allowed: more than 0 and less than 1"),
    ],
)
def test_impossible_numbers_are_refused_by_name(count: int, n: int, level: float, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        wilson(count, n, level=level)
    assert str(refusal.value) == sentence


def test_share_answers_with_value_interval_and_n() -> None:
    share = Share(3, 4)
    assert (share.value, share.n) == (0.75, 4)
    assert share.interval() == wilson(3, 4)
    assert isinstance(share.interval(), Interval)


@pytest.mark.parametrize(
    ("count", "n", "sentence"),
    [(1, 0, "n is 0; allowed: 1 or more"), (5, 4, "count is 5; allowed: 0 to n, which is 4")],
)
def test_share_of_nobody_or_of_too_many_is_refused(count: int, n: int, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        Share(count, n)
    assert str(refusal.value) == sentence
