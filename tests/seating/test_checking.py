import doctest
from collections.abc import Callable, Iterable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seating
from seating import (
    HARD_MINIMUMS,
    Apart,
    AtLeast,
    AtLeastShare,
    Attribute,
    Category,
    Chance,
    Constraint,
    NeedsMet,
    NeverAlone,
    Panel,
    Person,
    Round,
    Seat,
    Table,
    TablePlan,
    Together,
    check,
    check_panel,
)

ROLES = ("child", "young_person", "organisation", "ministry", "parliament", "other")
GOOD_TABLE = {
    "noor": "child",
    "sem": "child",
    "lot": "young_person",
    "anna": "ministry",
    "bo": "organisation",
}


def people(roles: dict[str, str]) -> tuple[Person, ...]:
    return tuple(Person(name, {"role": role}) for name, role in roles.items())


def at_one_table(roles: dict[str, str], *, capacity: int = 8) -> TablePlan:
    return TablePlan(people(roles), (Table("1", capacity),), tuple(Seat(name, "1") for name in roles))


def sentences(plan: TablePlan, constraints: Iterable[Constraint] = HARD_MINIMUMS) -> list[str]:
    return [unmet.sentence for unmet in check(plan, constraints)]


def test_a_table_with_every_hard_minimum_leaves_nothing_unmet() -> None:
    assert check(at_one_table(GOOD_TABLE)) == []


def without(*names: str) -> dict[str, str]:
    return {name: role for name, role in GOOD_TABLE.items() if name not in names}


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (
            without("lot"),
            ["Table 1 has 2 of role child or young_person; at least 3 are needed."],
        ),
        (without("anna"), ["Table 1 has 0 of role ministry; at least 1 is needed."]),
        (without("bo"), ["Table 1 has 0 of role organisation; at least 1 is needed."]),
        (
            without("sem") | {"kim": "young_person"},
            ["noor is the only one of role child at table 1."],
        ),
        (
            GOOD_TABLE | {f"adult{i}": "other" for i in range(5)},
            [
                "Table 1 has 10 people for 8 places.",
                "Table 1 has 3 of role child or young_person among 10 people; at least 1/3 of the table is needed.",
            ],
        ),
    ],
)
def test_every_missed_minimum_is_a_sentence(roles: dict[str, str], expected: list[str]) -> None:
    assert sentences(at_one_table(roles)) == expected


def test_exactly_a_third_is_enough() -> None:
    assert sentences(at_one_table(GOOD_TABLE | {f"adult{i}": "other" for i in range(4)}, capacity=9)) == []


def test_everyone_has_exactly_one_seat_in_each_round() -> None:
    plan = TablePlan(
        people({"noor": "child", "sem": "child"}),
        (Table("1", 8), Table("2", 8)),
        (Seat("noor", "1", Round(1)), Seat("noor", "2", Round(1)), Seat("sem", "1", Round(2))),
    )
    unmet = check(plan, [seating.EveryoneSeated()])
    assert [(one.round.number, one.sentence) for one in unmet] == [
        (1, "noor has 2 seats; exactly one is needed."),
        (1, "sem has no seat; exactly one is needed."),
        (2, "noor has no seat; exactly one is needed."),
    ]


def test_before_anyone_is_seated_everyone_is_without_a_seat() -> None:
    plan = TablePlan(people({"noor": "child"}), (Table("1", 8),), ())
    assert sentences(plan) == ["noor has no seat; exactly one is needed."]


def test_a_table_at_which_nobody_sits_is_not_used() -> None:
    plan = at_one_table(GOOD_TABLE)
    assert check(TablePlan(plan.people, (*plan.tables, Table("2", 8)), plan.seats)) == []


def test_pairs_that_must_sit_together_or_apart() -> None:
    plan = TablePlan(
        people({"noor": "child", "sem": "child", "lot": "child"}),
        (Table("1", 8), Table("2", 8)),
        (Seat("noor", "2"), Seat("sem", "2"), Seat("lot", "1")),
    )
    kept: list[Constraint] = [Together("noor", "sem"), Apart("noor", "lot")]
    broken: list[Constraint] = [Together("lot", "noor"), Apart("noor", "sem")]
    assert sentences(plan, kept) == []
    assert [(unmet.sentence, unmet.table, unmet.people) for unmet in check(plan, broken)] == [
        ("lot and noor must sit together and do not.", None, ("lot", "noor")),
        ("noor and sem must sit apart and both are at table 2.", "2", ("noor", "sem")),
    ]


@pytest.mark.parametrize("pair", [Together("noor", "nobody"), Apart("nobody", "noor")])
def test_a_pair_with_a_stranger_is_refused_and_not_passed_over(pair: Constraint) -> None:
    with pytest.raises(ValueError) as refusal:
        check(at_one_table(GOOD_TABLE), [pair])
    assert str(refusal.value) == f"{type(pair).__name__} names person 'nobody'; allowed: ids in people"


def test_a_table_offers_what_its_people_need() -> None:
    noor = Person("noor", {"role": "child"}, {"step-free", "quiet"})
    offered = TablePlan((noor,), (Table("1", 8, {"step-free", "quiet", "loop"}),), (Seat("noor", "1"),))
    lacking = TablePlan((noor,), (Table("1", 8, {"loop"}),), (Seat("noor", "1"),))
    assert check(offered, [NeedsMet()]) == []
    assert sentences(lacking, [NeedsMet()]) == ["noor needs quiet, step-free; table 1 does not offer it."]


def test_what_is_unmet_comes_in_order_of_round_and_table() -> None:
    seats = [Seat("noor", "b", Round(2)), Seat("noor", "b"), Seat("sem", "a"), Seat("sem", "a", Round(2))]
    plan = TablePlan(people({"noor": "child", "sem": "other"}), (Table("b", 2), Table("a", 2)), tuple(seats))
    unmet = check(plan, [AtLeast(1, "role", {"ministry"}), NeverAlone("role", {"child"})])
    assert [(one.round.number, one.table) for one in unmet] == [
        (1, "b"),
        (1, "b"),
        (1, "a"),
        (2, "b"),
        (2, "b"),
        (2, "a"),
    ]


@given(st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from(["1", "2", "3"])), max_size=25))
def test_an_empty_answer_means_that_a_count_by_hand_finds_every_minimum(
    seated: list[tuple[str, str]],
) -> None:
    crowd = tuple(Person(str(i), {"role": role}) for i, (role, _) in enumerate(seated))
    tables = tuple(Table(name, 8) for name in "123")
    plan = TablePlan(crowd, tables, tuple(Seat(str(i), table) for i, (_, table) in enumerate(seated)))
    by_hand = True
    for table in {table for _, table in seated}:
        roles = [role for role, where in seated if where == table]
        young = roles.count("child") + roles.count("young_person")
        by_hand &= len(roles) <= 8 and young >= 3 and 3 * young >= len(roles) and roles.count("child") != 1
        by_hand &= "ministry" in roles and "organisation" in roles
    assert (check(plan) == []) == by_hand


def test_a_person_keeps_what_they_had_when_the_caller_changes_theirs() -> None:
    attributes, needs = {"role": "child"}, {"quiet"}
    noor = Person("noor", attributes, needs)
    attributes["role"] = "ministry"
    needs.clear()
    assert (noor.attributes["role"], noor.needs) == ("child", {"quiet"})
    assert noor == Person("noor", {"role": "child"}, {"quiet"})
    assert len({noor, Person("noor", {"role": "child"}, {"quiet"})}) == 1


def test_a_panel_is_held_against_its_quotas() -> None:
    pool = people({"noor": "child", "sem": "child", "anna": "ministry"})
    role = Attribute("role", (Category("child", 2, 3), Category("ministry", 0, 0), Category("other", 0, 1)))
    assert check_panel(Panel(frozenset({"noor", "sem"})), pool, [role]) == []
    assert check_panel(Panel(frozenset({"noor", "anna"})), pool, [role]) == [
        "The panel has 1 of role child; 2 to 3 are needed.",
        "The panel has 1 of role ministry; 0 to 0 are needed.",
    ]


def test_a_panel_with_a_stranger_is_refused() -> None:
    with pytest.raises(ValueError) as refusal:
        check_panel(Panel(frozenset({"nobody"})), (), [])
    assert str(refusal.value) == "panel holds person 'nobody'; allowed: ids in pool"


NOOR = Person("noor")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Category("child", 3, 2), "minimum is 3; allowed: 0 to maximum, which is 2"),
        (lambda: Category("child", -1, 2), "minimum is -1; allowed: 0 to maximum, which is 2"),
        (
            lambda: Attribute("role", (Category("child", 0, 1), Category("child", 0, 2))),
            "categories of role holds a name twice; allowed: each category once",
        ),
        (lambda: Chance("noor", 1.5), "probability is 1.5; allowed: 0 to 1"),
        (lambda: Table("1", 0), "capacity of table 1 is 0; allowed: 1 or more"),
        (lambda: AtLeast(0, "role", {"child"}), "number is 0; allowed: 1 or more"),
        (
            lambda: AtLeastShare(Fraction(4, 3), "role", {"child"}),
            "share is 4/3; allowed: more than 0, at most 1",
        ),
        (lambda: TablePlan((NOOR, NOOR), (), ()), "people holds 'noor' twice; allowed: each id once"),
        (
            lambda: TablePlan((), (Table("1", 2), Table("1", 3)), ()),
            "tables holds '1' twice; allowed: each id once",
        ),
        (
            lambda: TablePlan((NOOR,), (), (Seat("bo", "1"),)),
            "seats holds person 'bo'; allowed: ids in people",
        ),
        (
            lambda: TablePlan((NOOR,), (), (Seat("noor", "1"),)),
            "seats holds table '1'; allowed: ids in tables",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_name(make: Callable[[], object], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        make()
    assert str(refusal.value) == sentence


def test_a_chance_is_a_person_and_a_probability() -> None:
    assert (Chance("noor", 0.1).person, Chance("noor", 0.1).probability) == ("noor", 0.1)


def test_examples_in_the_documentation_are_true() -> None:
    outcome = doctest.testmod(seating)
    assert outcome.attempted > 0
    assert outcome.failed == 0
