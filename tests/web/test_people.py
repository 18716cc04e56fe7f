"""Ten little people, of whom some hold up a hand: counted, mirrored, and told apart without colour."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from weerklank.web.people import GAP, HIGH, WIDE, draw, for_paper


@settings(max_examples=40)
@given(
    st.integers(1, 30).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.sampled_from(["ltr", "rtl"])
)
def test_so_many_people_are_drawn_and_so_many_hands_go_up(asked: tuple[int, int], direction: str) -> None:
    hands, of = asked
    row = draw(hands, of, direction)
    assert (row.hands, len(row.people), row.width) == (hands, of, of * WIDE + (of - 1) * GAP)
    assert [person.hand_up for person in row.people] == [True] * hands + [False] * (of - hands)
    assert [person.x for person in row.people] == [number * (WIDE + GAP) for number in range(of)]


def test_who_reads_from_the_right_meets_the_hands_at_the_right() -> None:
    assert draw(3).turn == ""
    assert draw(3, direction="rtl").turn == "matrix(-1 0 0 1 316 0)"


def test_a_class_stands_in_lines_of_ten() -> None:
    row = draw(12, 23, line=10)
    assert (row.width, row.height) == (10 * WIDE + 9 * GAP, 3 * HIGH + 2 * GAP)
    assert [(person.x, person.y) for person in row.people[9:11]] == [(9 * (WIDE + GAP), 0), (0, HIGH + GAP)]
    assert (row.hands, len(row.people)) == (12, 23)


def test_on_paper_the_drawing_brings_its_own_shapes_and_stands_in_black() -> None:
    drawing = for_paper(draw(3, direction="rtl"))
    assert (drawing.count("<symbol"), drawing.count('href="#hand-up"'), drawing.count('href="#hand-down"')) == (2, 3, 7)
    assert drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 316 52"')
    assert 'transform="matrix(-1 0 0 1 316 0)"' in drawing


@pytest.mark.parametrize(("hands", "of"), [(-1, 10), (11, 10), (0, 0)])
def test_more_hands_than_people_are_not_drawn(hands: int, of: int) -> None:
    with pytest.raises(ValueError, match=r"is -1|is 11|is 0"):
        draw(hands, of)


def _drawn(hands: int, direction: str = "ltr") -> str:
    template = Template('{% load web %}{% include "web/people_shapes.html" %}{% draw_people hands "Drie handen." %}')
    return template.render(Context({"hands": hands, "direction": direction}))


@pytest.mark.parametrize("hands", [0, 1, 10])
def test_nobody_one_and_everybody_are_drawn_as_two_shapes_that_need_no_colour(hands: int) -> None:
    page = _drawn(hands)
    assert (page.count('href="#hand-up"'), page.count('href="#hand-down"')) == (hands, 10 - hands)
    full, empty = re.findall(r"<symbol.*?</symbol>", page)
    assert ('fill="none" stroke="currentColor"' in empty, re.search(r"<circle[^>]*/>", full) is not None) == (
        True,
        True,
    )
    # what is full has no outline for a head, what is empty has nothing that is filled
    assert empty.count("<g ") == 1
    assert re.sub(r"<[^>]*>", "", empty) == ""
    assert set(re.findall(r"#[0-9a-fA-F]{3,6}\b|rgb", page)) == set()


def test_the_drawing_has_its_words() -> None:
    assert 'role="img" aria-label="Drie handen."' in _drawn(3)
    assert '<g transform="matrix(-1 0 0 1 316 0)">' in _drawn(3, "rtl")
