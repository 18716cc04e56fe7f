"""Where no plan keeps every minimum: which of them clash, and the smallest change that helps."""

from __future__ import annotations

import pytest

from seating import HARD_MINIMUMS, Apart, Gathering, NoPlan, Person, Round, Seat, Table, Together, arrange
from seating.constraints import Unmet
from tests.seating.gatherings import crowd, tables

ENOUGH = crowd(child=10, ministry=4, organisation=4)


def refused(people, some, *more, **rest):
    with pytest.raises(NoPlan) as refusal:
        arrange(Gathering(people, some, constraints=(*HARD_MINIMUMS, *more), **rest), seed="a")
    return str(refusal.value)


@pytest.mark.parametrize(
    ("people", "some", "sentence"),
    [
        (
            crowd(child=6, organisation=1),
            tables(*[8] * 9),
            "No plan keeps this: at least 1 of role ministry at each table. The smallest change that helps: find 1 more "
            "of role ministry to take places of others, or accept that table 9 has fewer.",
        ),
        (
            crowd(child=10, ministry=5, organisation=5),
            tables(6, 6, 6),
            "No plan keeps this: the places at the tables. The smallest change that helps: find 2 more places "
            "(1 at table 1, 1 at table 2).",
        ),
        (
            crowd(child=1, young_person=5, ministry=2, organisation=2),
            tables(6, 6),
            "No plan keeps this: nobody of role child alone at a table. The smallest change that helps: "
            "let 1 person sit alone (table 2).",
        ),
        (
            (*ENOUGH, Person("wim", {"role": "child"}, {"ramp"})),
            tables(10, 10),
            "No plan keeps this: what people need of a table. The smallest change that helps: "
            "offer ramp at table 2 (for wim).",
        ),
        (
            crowd(child=3, ministry=4, organisation=4),
            tables(12),
            "No plan keeps this: at least 1/3 of each table role child or young_person. The smallest change that helps: "
            "find 1 more of role child or young_person to take places of others, or accept that table 1 has fewer.",
        ),
    ],
)
def test_one_minimum_that_cannot_hold_is_named_with_what_helps(people, some, sentence):
    assert refused(people, some) == sentence


def test_minimums_that_clash_are_named_together_with_a_change_for_each():
    # eight tables of fifteen are needed for 120 people, and five officials make five tables
    told = refused(crowd(child=60, ministry=5, organisation=55), tables(*[15] * 8))
    assert told.startswith(
        "No plan keeps these together: the places at the tables; at least 1 of role ministry at each table. "
        "The smallest change that helps: find 3 more of role ministry to take places of others, or accept that tables "
    )
    assert " Or: find 45 more places (9 at table " in told


def test_two_people_who_must_sit_together_and_apart_are_told_which_pairs_tie_them():
    pairs = Together("child-0", "child-1"), Together("child-1", "child-2"), Apart("child-2", "child-0")
    assert refused(ENOUGH, tables(9, 9), *pairs) == (
        "No plan keeps these together: child-2 and child-0 apart; child-0 and child-1 together; "
        "child-1 and child-2 together. The smallest change that helps: let go of child-2 and child-0 apart. "
        "Or: let go of child-0 and child-1 together; or: let go of child-1 and child-2 together."
    )


def test_pairs_that_need_more_tables_than_there_are_are_named_and_the_minimums_are_not():
    some = tuple(Apart(f"ministry-{one}", f"ministry-{two}") for two in range(3) for one in range(two))
    told = refused(ENOUGH, tables(9, 9), *some)
    assert told.startswith("No plan keeps these together: ministry-0 and ministry-1 apart; ")
    assert told.count("let go of") == 3
    assert "role" not in told


def test_two_clashes_are_both_told():
    people = (*ENOUGH, Person("wim", {"role": "child"}, {"ramp"}))
    told = refused(people, tables(6, 6, 6))
    assert " And: No plan keeps " in told
    assert ("offer ramp at table" in told, "find 1 more place" in told) == (True, True)


def test_places_at_the_tables_that_offer_what_is_needed_are_counted():
    wheels = tuple(Person(f"wheel-{one}", {"role": "child"}, {"ramp"}) for one in range(7))
    told = refused((*ENOUGH, *wheels), (Table("a", 6, {"ramp"}), *tables(8, 8, 8)))
    assert "find 3 more places (3 at table a)" in told


def test_seats_that_are_kept_and_leave_no_plan_are_named():
    pinned = tuple(Seat(f"ministry-{one}", "1", Round(1)) for one in range(4))
    told = refused(ENOUGH, tables(9, 9), pinned=pinned)
    assert told == (
        "No plan keeps these together: the places at the tables; at least 1 of role ministry at each table. "
        "The smallest change that helps: find 1 more of role ministry to take places of others, or accept that table 2 "
        "has fewer. Or: find 9 more places (9 at table 1)."
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"people": ()}, "people is empty; allowed: one person or more"),
        ({"tables": ()}, "tables is empty; allowed: one table or more"),
        ({"rounds": 0}, "rounds is 0; allowed: 1 to 50"),
        ({"people": (ENOUGH[0], ENOUGH[0])}, "people holds 'child-0' twice; allowed: each id once"),
        ({"balance": ("age",)}, "balance holds 'age'; allowed: attributes that people have (role)"),
        (
            {"constraints": (Together("child-0", "nobody"),)},
            "Together names person 'nobody'; allowed: ids in people",
        ),
        (
            {"constraints": (Apart("child-0", "child-0"),)},
            "Apart pairs 'child-0' with themselves; allowed: two people",
        ),
        ({"pinned": (Seat("child-0", "9"),)}, "seats holds table '9'; allowed: ids in tables"),
        ({"pinned": (Seat("child-0", "1", Round(2)),)}, "pinned holds round 2; allowed: 1 to 1"),
        (
            {"pinned": (Seat("child-0", "1"), Seat("child-0", "2"))},
            "pinned holds 'child-0' twice in round 1; allowed: one seat",
        ),
        (
            {"tables": (Table("1", 20, themes=("a", "b")),)},
            "themes of table 1 has 2 themes; allowed: none, one, or one for each of 1 rounds",
        ),
        ({"tables": tuple(Table(str(one), 2) for one in range(801))}, "tables holds 801; allowed: up to 800"),
    ],
)
def test_what_cannot_be_a_gathering_is_refused_by_name(given, sentence):
    with pytest.raises(ValueError) as refusal:
        Gathering(**{"people": ENOUGH, "tables": tables(9, 9), **given})
    assert str(refusal.value) == sentence


def test_a_constraint_of_an_unknown_kind_is_refused_and_not_passed_over():
    class Odd:
        def unmet(self, plan) -> list[Unmet]:
            return []

    with pytest.raises(ValueError) as refusal:
        Gathering(ENOUGH, tables(9, 9), constraints=(Odd(),))
    assert str(refusal.value) == "constraints holds a Odd; allowed: the kinds of seating.constraints"


def test_effort_has_its_limits():
    with pytest.raises(ValueError) as refusal:
        arrange(Gathering(ENOUGH, tables(9, 9)), seed="a", effort=0)
    assert str(refusal.value) == "effort is 0; allowed: more than 0, at most 100"
