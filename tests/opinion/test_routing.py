from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion.routing import Showing, chances, draw, next_statement, people_needed
from opinion.shares import wilson

showings = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 60)), min_size=1, max_size=12).map(
    lambda rows: [Showing(f"s{i}", source, shown) for i, (source, shown) in enumerate(rows)]
)


@given(showings, st.sets(st.sampled_from([f"s{i}" for i in range(12)])))
def test_chances_add_up_to_one_over_what_was_not_seen(these: list[Showing], seen: set[str]) -> None:
    found = chances(these, seen=seen)
    assert set(found) == {showing.statement for showing in these} - seen
    assert sum(found.values()) == pytest.approx(1 if found else 0)
    assert all(chance > 0 for chance in found.values())


def test_what_was_shown_least_comes_soonest() -> None:
    found = chances([Showing("old", "ann", 30), Showing("new", "bo", 0)], enough=40)
    assert found == pytest.approx({"old": 0.25 / 1.25, "new": 1 / 1.25})


def test_who_brings_in_a_hundred_statements_gets_no_more_turns_than_who_brings_in_one() -> None:
    flood = [Showing(f"f{i}", "flood", 0) for i in range(100)]
    found = chances([Showing("bus", "ann", 0), Showing("tree", "bo", 0), *flood])
    assert found["bus"] == pytest.approx(1 / 3)
    assert sum(chance for name, chance in found.items() if name.startswith("f")) == pytest.approx(1 / 3)


def test_a_flood_does_not_take_over_when_the_others_were_shown_enough() -> None:
    flood = [Showing(f"f{i}", "flood", 0) for i in range(100)]
    others = [Showing(f"o{i}", f"person {i}", 500) for i in range(20)]
    found = chances([*flood, *others])
    assert sum(chance for name, chance in found.items() if name.startswith("f")) == pytest.approx(1 / 3)


def test_how_somebody_voted_cannot_matter_as_it_is_not_asked() -> None:
    assert set(Showing.__dataclass_fields__) == {"statement", "source", "shown"}


def test_all_seen_is_nothing_next() -> None:
    assert next_statement([Showing("bus", "ann", 0)], chance=Random(1), seen={"bus"}) is None


def test_everybody_gets_another_one_by_chance_that_can_be_repeated() -> None:
    these = [Showing(f"s{i}", f"p{i}", 0) for i in range(4)]
    drawn = [next_statement(these, chance=Random(i)) for i in range(400)]
    assert drawn == [next_statement(these, chance=Random(i)) for i in range(400)]
    assert min(Counter(drawn).values()) > 60


def test_nothing_with_weight_is_nothing_drawn() -> None:
    assert draw({"bus": 0.0}, chance=Random(1)) is None


@pytest.mark.parametrize("half_width", [0.1, 0.15, 0.2])
def test_so_many_people_make_the_interval_narrow_enough(half_width: float) -> None:
    n = people_needed(half_width)
    interval, wider = wilson(n // 2, n), wilson((n - 2) // 2, n - 2)
    assert (interval.high - interval.low) / 2 <= half_width + 1e-3
    assert (wider.high - wider.low) / 2 > half_width


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: Showing("bus", "ann", -1), "shown is -1; allowed: 0 or more"),
        (lambda: chances([], enough=0), "enough is 0; allowed: 1 or more"),
        (lambda: chances([Showing("a", "b", 0)] * 2), "showings holds 'a' twice; allowed: once"),
        (lambda: people_needed(0.7), "half_width is 0.7; allowed: more than 0 and less than 0.5"),
    ],
)
def test_what_is_not_allowed_says_what_is(ask: "object", sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        ask()
    assert str(refusal.value) == sentence
