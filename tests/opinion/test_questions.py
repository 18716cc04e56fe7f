"""What an analysis answers about a conversation that was made for it."""

import pytest

from opinion import Analysis, Choice, analyse, ballots_of

LEFT, RIGHT, FEW = range(40), range(40, 60), range(60, 63)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    """Forty on the left and twenty on the right: opposite on six statements, alike on two; one hardly seen."""
    rows = []
    for person in (*LEFT, *RIGHT):
        left = person in LEFT
        rows += [(f"p{person}", f"split{i}", 1 if left else -1) for i in range(6)]
        rows += [(f"p{person}", "shared yes", 1), (f"p{person}", "shared no", -1)]
        # so that nobody stands exactly beside another
        rows += [(f"p{person}", f"own{person % 5}", 1 if person % 2 else -1)]
    rows += [(f"p{person}", "hardly seen", 1) for person in FEW]
    people, statements, votes = zip(*rows, strict=True)
    return analyse(ballots_of(people, statements, votes), stability_rounds=3)


def test_left_and_right_are_the_groups(analysis: Analysis) -> None:
    assert analysis.group_sizes == (40, 20)
    assert [group.share.value for group in analysis.groups] == [40 / 60, 20 / 60]
    assert analysis.n_without_group == 3


def test_bridges_are_where_every_group_is_on_the_same_side(analysis: Analysis) -> None:
    assert [(bridge.statement, bridge.direction, bridge.least_group) for bridge in analysis.bridges] == [
        ("shared no", Choice.DISAGREE, 1),
        ("shared yes", Choice.AGREE, 1),
    ]


def test_divides_are_where_groups_are_on_opposite_sides(analysis: Analysis) -> None:
    assert sorted(divide.statement for divide in analysis.divides) == [f"split{i}" for i in range(6)]
    divide = analysis.divides[0]
    assert (divide.agreeing, divide.agree.value, divide.disagreeing, divide.disagree.n) == (0, 1.0, 1, 20)


def test_minority_positions_are_what_the_average_hides(analysis: Analysis) -> None:
    positions = analysis.minority_positions
    assert sorted(position.statement for position in positions) == [f"split{i}" for i in range(6)]
    assert {(position.group, position.direction) for position in positions} == {(1, Choice.DISAGREE)}
    assert (positions[0].in_group.value, positions[0].overall.value) == (1.0, 20 / 60)


def test_what_was_seen_too_little_is_told_with_the_groups(analysis: Analysis) -> None:
    little = {one.statement: one for one in analysis.seen_too_little}
    assert sorted(little) == ["hardly seen", "own0", "own1", "own2", "own3", "own4"]
    assert (little["hardly seen"].answered, little["hardly seen"].groups) == (3, (0, 1))
    assert little["own0"].groups == (0, 1)


def test_every_share_has_its_interval_and_n(analysis: Analysis) -> None:
    share = analysis.of("split0").agreement.agree_of_answered
    assert share is not None
    assert (share.value, share.n) == (40 / 60, 60)
    assert share.interval().low < share.value < share.interval().high
    assert [answers.agree for answers in analysis.of("split0").by_group] == [40, 0]


def test_a_statement_says_how_shared_and_how_divisive_it_is(analysis: Analysis) -> None:
    split, shared = analysis.of("split0"), analysis.of("shared yes")
    assert split.consensus == pytest.approx(41 / 42 * 1 / 22)
    assert shared.consensus == pytest.approx(41 / 42 * 21 / 22)
    assert split.divisive == pytest.approx(41 / 42 - 1 / 22)
    assert split.extremity > shared.extremity


def test_groups_are_steady_when_people_truly_differ(analysis: Analysis) -> None:
    assert [group.stability for group in analysis.groups] == [1.0, 1.0]
