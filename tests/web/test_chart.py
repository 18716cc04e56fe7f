"""The chart: gaps stay gaps, breaks stay breaks, and the table says the same."""

from decimal import Decimal

from weerklank.web.chart import Break, Figure, Point, Series, draw, stretches
from weerklank.web.gallery import FIGURE


def series(*values, breaks=()):
    points = tuple(Point(str(2020 + i), 2020 + i, None if v is None else Decimal(str(v))) for i, v in enumerate(values))
    return Series("kinderen", points, tuple(Break(at, "Andere definitie.") for at in breaks))


def periods(found):
    return [[point.period for point in stretch] for stretch in found]


def test_missing_value_is_not_joined_over():
    assert periods(stretches(series(1, 2, None, 3, 4))) == [["2020", "2021"], ["2023", "2024"]]


def test_break_is_not_joined_over():
    assert periods(stretches(series(1, 2, 3, 4, breaks=[2022]))) == [["2020", "2021"], ["2022", "2023"]]


def test_break_where_a_value_is_missing_breaks_once():
    assert periods(stretches(series(1, None, 3, breaks=[2021]))) == [["2020"], ["2022"]]


def test_single_value_is_a_mark_without_a_line():
    (line,) = draw(Figure("", "", (series(5),))).lines
    assert line.stretches == ()
    assert [place.words for place in line.places] == ["5"]


def test_break_stands_halfway_between_the_periods_that_it_parts():
    chart = draw(FIGURE)
    (gap,) = chart.breaks
    (line,) = chart.lines
    before, after = line.places[6], line.places[7]
    assert before.x < gap.x < after.x
    assert gap.number == 1


def test_axis_says_whether_it_begins_at_zero():
    assert draw(FIGURE).begins_at_zero
    assert not draw(Figure("", "", (series(95, 96, 97),))).begins_at_zero


def test_table_has_every_period_and_names_the_break():
    rows = draw(FIGURE).rows
    assert len(rows) == 11
    assert [row.period for row in rows if row.break_before] == ["2023"]
    assert [row.cells for row in rows if row.period == "2020"] == [("",)]


def test_nothing_measured_is_drawn_as_nothing():
    chart = draw(Figure("", "", (series(None, None),)))
    assert [line.places for line in chart.lines] == [()]
    assert [row.cells for row in chart.rows] == [("",), ("",)]


def test_equal_values_do_not_divide_by_nothing():
    (line,) = draw(Figure("", "", (series(0, 0),))).lines
    assert len({place.y for place in line.places}) == 1
