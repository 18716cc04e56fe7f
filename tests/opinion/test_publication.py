"""Who knows the rules and every published number must not be able to work out a small one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion import Agreement, Channel, Published, publish, publish_voters, wilson
from opinion.outcome import nearly
from opinion.publication import publish_groups


def shown(agree: int, disagree: int, passed: int, silent: int = 0) -> Published:
    seen = agree + disagree + passed + silent
    channel = Channel.HANDS if silent else Channel.INDIVIDUAL
    return publish(Agreement("bus", channel, agree, disagree, passed, seen, voters=seen))


def counts(published: Published) -> tuple[int | None, ...]:
    return (published.agree, published.disagree, published.passed, published.answered, published.seen)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((41, 24, 17), (40, 25, 15, 65, 80)),
        ((41, 24, 3), (40, 25, None, 65, None)),
        ((41, 24, 0), (40, 25, None, 65, None)),
        ((41, 3, 17), (None, None, 15, 45, 60)),
        ((0, 41, 17), (None, None, 15, 40, 60)),
        ((41, 3, 3), (None, None, None, 45, None)),
        ((4, 3, 17), (None, None, None, None, 25)),
        ((4, 3, 2), (None, None, None, None, None)),
        ((10, 10, 10), (10, 10, 10, 20, 30)),
        ((9, 10, 10), (None, None, 10, 20, 30)),
        ((20, 20, 20, 20), (20, 20, 20, 40, 80)),
        ((20, 20, 20, 2), (20, 20, None, 40, None)),
    ],
)
def test_small_numbers_and_what_would_give_them_away_are_hidden(
    cells: tuple[int, ...], expected: tuple[int | None, ...]
) -> None:
    assert counts(shown(*cells)) == expected


def test_a_hands_tally_in_which_every_hand_went_up_hides_that() -> None:
    everyone = Agreement("bus", Channel.HANDS, agree=20, disagree=20, passed=20, seen=60, voters=60)
    assert counts(publish(everyone)) == (20, 20, None, 40, None)


World = tuple[int, int, int, int, int]
View = tuple[int | None, ...]


def protected(agreement: Agreement) -> View:
    return (*counts(publish(agreement)), publish_voters(agreement.voters))


def only_small_cells_hidden(agreement: Agreement) -> View:
    """What a page might do by itself: hide the small cells and leave the totals."""
    cells = (agreement.agree, agreement.disagree, agreement.passed)
    return (*(cell if cell >= 10 else None for cell in cells), agreement.answered, agreement.seen)


def small_numbers_found(
    worlds: Iterable[World], channel: Channel, publication: Callable[[Agreement], View], *, up_to: int
) -> list[World]:
    """Worlds in which a number below ten is the only one that fits everything published.

    Worlds with a number above `up_to` are there to be confused with; they lie too near the edge to be judged.
    """
    alike: dict[View, list[World]] = defaultdict(list)
    for world in worlds:
        agree, disagree, passed, silent, not_seen = world
        seen = agree + disagree + passed + silent
        agreement = Agreement("bus", channel, agree, disagree, passed, seen, voters=seen + not_seen)
        alike[publication(agreement)].append(world)
    # Silent people are impossible outside hands: that nought is known beforehand.
    columns = (0, 1, 2, 3) if channel is Channel.HANDS else (0, 1, 2)
    return [
        world
        for same in alike.values()
        if any(len({world[i] for world in same}) == 1 and same[0][i] < 10 for i in columns)
        for world in same
        if max(world) <= up_to
    ]


def voting_worlds(size: int, not_seen: int) -> Iterator[World]:
    for agree, disagree, passed in product(range(size), repeat=3):
        yield from ((agree, disagree, passed, 0, others) for others in range(not_seen))


def hand_worlds(size: int) -> Iterator[World]:
    for agree, disagree, passed, silent in product(range(size), repeat=4):
        yield agree, disagree, passed, silent, 0


def test_no_vote_count_below_ten_can_be_worked_out() -> None:
    assert small_numbers_found(voting_worlds(22, 20), Channel.INDIVIDUAL, protected, up_to=14) == []


def test_no_vote_count_below_ten_can_be_worked_out_by_who_knows_that_everyone_saw_everything() -> None:
    assert small_numbers_found(voting_worlds(32, 1), Channel.INDIVIDUAL, protected, up_to=24) == []


def test_no_hand_count_below_ten_can_be_worked_out() -> None:
    assert small_numbers_found(hand_worlds(17), Channel.HANDS, protected, up_to=12) == []


def test_the_same_attack_succeeds_where_only_the_small_cells_are_hidden() -> None:
    found = small_numbers_found(voting_worlds(14, 1), Channel.INDIVIDUAL, only_small_cells_hidden, up_to=13)
    assert (12, 3, 11, 0, 0) in found


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_every_published_number_is_a_multiple_of_five_of_at_least_ten_close_to_the_truth(
    agree: int, disagree: int, passed: int
) -> None:
    published = shown(agree, disagree, passed)
    truth = (agree, disagree, passed, agree + disagree, agree + disagree + passed)
    for number, exact in zip(counts(published), truth, strict=True):
        if number is not None:
            assert number % 5 == 0
            assert number >= 10
            assert abs(number - exact) <= 2


@given(st.integers(10, 300), st.integers(10, 300), st.integers(10, 300))
def test_the_interval_of_a_published_share_holds_the_interval_of_the_exact_one(
    agree: int, disagree: int, passed: int
) -> None:
    published = shown(agree, disagree, passed)
    answered, seen = agree + disagree, agree + disagree + passed
    pairs = [
        (published.agree_of_answered, agree, answered),
        (published.disagree_of_answered, disagree, answered),
        (published.agree_of_seen, agree, seen),
        (published.disagree_of_seen, disagree, seen),
        (published.passed_of_seen, passed, seen),
    ]
    for share, count, n in pairs:
        assert share is not None
        wide, exact = share.interval(level=0.9), wilson(count, n, level=0.9)
        assert wide.low <= exact.low <= exact.high <= wide.high
        assert 0 < share.value <= 1


def test_a_share_is_one_of_published_numbers_or_hidden() -> None:
    published = shown(41, 24, 3)
    share = published.agree_of_answered
    assert share is not None
    assert (share.count, share.n, share.value) == (40, 65, 40 / 65)
    assert published.agree_of_seen is None
    assert shown(41, 3, 17).agree_of_answered is None


def test_a_higher_minimum_hides_more() -> None:
    agreement = Agreement("bus", Channel.OPEN, agree=41, disagree=24, passed=17, seen=82, voters=90)
    assert counts(publish(agreement, minimum=25)) == (None, None, None, 65, None)


@pytest.mark.parametrize("minimum", [-5, 0, 5, 9, 12])
def test_a_minimum_that_protects_less_is_refused(minimum: int) -> None:
    with pytest.raises(ValueError) as refusal:
        publish_voters(100, minimum=minimum)
    assert str(refusal.value) == f"minimum is {minimum}; allowed: 10, 15, 20 and so on"


def test_voters_are_rounded_down_to_a_ten_or_hidden() -> None:
    assert [publish_voters(number) for number in (0, 9, 10, 19, 20, 204)] == [None, None, 10, 10, 20, 200]


Cells = tuple[int, int, int]
Table = tuple[Cells, ...]
Rule = Callable[[Agreement, list[Agreement]], Iterable[Published]]


def of_group(cells: Cells) -> Agreement:
    return Agreement("bus", Channel.INDIVIDUAL, *cells, seen=sum(cells), voters=sum(cells))


def each_by_itself(everybody: Agreement, groups: list[Agreement]) -> Iterable[Published]:
    return map(publish, groups)


def told(agreement: Agreement, published: Published) -> View:
    """Counts, and on which side nearly everybody is, as an outcome tells it."""
    side = nearly(agreement, publish(agreement)) if published.answered is not None else None
    return (*counts(published), ["agree", "disagree", None].index(side))


def pinned_in_groups(tables: Iterable[Table], rule: Rule) -> list[Table]:
    """Tables with a small number that is the only one to fit what is published, who knows how large each group is.

    What a group tells by itself of who knows exactly how many it is, is left to `publish`.
    """
    alike: dict[object, list[Table]] = defaultdict(list)
    alone: dict[object, set[Cells]] = defaultdict(set)
    for table in tables:
        groups = [of_group(cells) for cells in table]
        everybody = of_group((*(sum(column) for column in zip(*table, strict=True)),))  # type: ignore[arg-type]
        views = tuple(told(*pair) for pair in zip(groups, rule(everybody, groups), strict=True))
        alike[told(everybody, publish(everybody)), views].append(table)
        for place, (cells, group) in enumerate(zip(table, groups, strict=True)):
            alone[place, told(group, publish(group))].add(cells)
    return [
        same[0]
        for same in alike.values()
        for place, cells in enumerate(same[0])
        for i in range(3)
        if cells[i] < 10
        and len({table[place][i] for table in same}) == 1
        and len({one[i] for one in alone[place, told(of_group(cells), publish(of_group(cells)))]}) > 1
    ]


def who_all_answered(sizes: tuple[int, ...]) -> Iterator[Table]:
    for agreeing in product(*(range(size + 1) for size in sizes)):
        yield tuple((agree, size - agree, 0) for agree, size in zip(agreeing, sizes, strict=True))


@pytest.mark.parametrize("sizes", [(40, 40), (24, 30), (45, 33), (12, 60), (60, 60), (24, 24, 24), (5, 22, 35)])
def test_no_small_number_of_a_group_follows_from_the_total_and_the_other_groups(sizes: tuple[int, ...]) -> None:
    assert pinned_in_groups(who_all_answered(sizes), publish_groups) == []


def test_no_small_number_of_a_group_follows_where_some_pass() -> None:
    each = [[(a, d, size - a - d) for a in range(size + 1) for d in range(size - a + 1)] for size in (21, 14)]
    assert pinned_in_groups(product(*each), publish_groups) == []  # type: ignore[arg-type]


def test_the_total_does_tell_where_every_group_is_published_by_itself() -> None:
    assert ((9, 31, 0), (9, 31, 0)) in pinned_in_groups(who_all_answered((40, 40)), each_by_itself)


def test_two_groups_of_nine_do_not_stand_beside_their_eighteen() -> None:
    camps = [of_group((9, 31, 0)), of_group((9, 31, 0))]
    assert [counts(one) for one in publish_groups(of_group((18, 62, 0)), camps)] == [(None,) * 5] * 2


def test_groups_that_tell_nothing_of_each_other_stay_as_they_are() -> None:
    camps = [of_group((60, 40, 20)), of_group((30, 60, 15)), of_group((50, 20, 30))]
    assert list(publish_groups(of_group((140, 120, 65)), camps)) == list(map(publish, camps))
