"""How long people wait: nothing is worked out of too few, and what is said holds whatever those who wait will get."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weerklank.tracker.loop.answering.waits import ENOUGH, RIGHT, Point, Wait, picture, spread

Days = st.integers(0, 400)
Waits = st.lists(st.tuples(Days, st.booleans()), min_size=0, max_size=30)


def waits(pairs: list[tuple[int, bool]]) -> list[Wait]:
    return [
        Wait(days, over, f"2026-ARM-{at:02}", "Advies", "/adviezen/", days) for at, (days, over) in enumerate(pairs)
    ]


def plainly(days: list[int], share: float) -> int:
    """The smallest number of days within which at least this share had an answer."""
    return min(day for day in days if sum(other <= day for other in days) >= share * len(days))


def test_the_middle_of_an_even_number_is_a_day_on_which_somebody_had_an_answer() -> None:
    found = spread(waits([(10, True), (20, True), (30, True), (90, True)]))
    assert found is not None
    assert (found.quarter, found.half, found.three_quarters) == (Point(10, 10), Point(20, 20), Point(30, 30))


def test_whoever_still_waits_makes_a_figure_uncertain_or_unknown() -> None:
    found = spread(waits([(10, True), (20, False), (60, True), (70, False)]))
    assert found is not None
    assert (found.half, found.waiting) == (Point(20, 60), 2)
    assert (found.half.words, found.three_quarters.words) == ("tussen 20 en 60 dagen", "ten minste 60 dagen")


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_of_fewer_than_three_nothing_is_worked_out(count: int) -> None:
    assert (spread(waits([(10, True)] * count)) is None) is (count < ENOUGH)


@given(Waits.filter(lambda pairs: len(pairs) >= ENOUGH), st.data())
@settings(max_examples=50, deadline=None)
def test_the_bounds_hold_however_long_the_others_go_on_to_wait(
    pairs: list[tuple[int, bool]], data: st.DataObject
) -> None:
    found = spread(waits(pairs))
    assert found is not None
    in_the_end = [days if over else days + data.draw(st.integers(0, 500)) for days, over in pairs]
    for point, share in ((found.quarter, 0.25), (found.half, 0.5), (found.three_quarters, 0.75)):
        true = plainly(in_the_end, share)
        assert point.least <= true
        assert point.most is None or true <= point.most


@given(Waits, st.integers(0, 100))
@settings(max_examples=30, deadline=None)
def test_every_wait_is_one_dot_and_no_two_dots_lie_on_each_other(pairs: list[tuple[int, bool]], more: int) -> None:
    given_waits = waits(pairs)
    drawn = picture(given_waits, max((wait.days for wait in given_waits), default=0) + more)
    assert len(drawn.dots) == len(pairs)
    assert sum(dot.is_over for dot in drawn.dots) == sum(over for _days, over in pairs)
    assert len({(dot.x // 11, dot.y) for dot in drawn.dots}) == len(pairs)
    assert all(0 <= dot.x <= RIGHT and 0 < dot.y < drawn.floor for dot in drawn.dots)
    assert all(tick.x <= RIGHT for tick in drawn.ticks)
