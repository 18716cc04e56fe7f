"""Late arrivals and no-shows: a seat for all, every minimum kept, and hardly anybody moved."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seating import (
    HARD_MINIMUMS,
    Gathering,
    NoPlan,
    Person,
    Round,
    Seat,
    Together,
    arrange,
    check,
    reseat,
)
from tests.seating.gatherings import ROLES, crowd, gatherings, tables

PEOPLE = crowd(child=9, young_person=3, ministry=4, organisation=4)
BEFORE = arrange(Gathering(PEOPLE, tables(8, 8, 8), 2), seed="a", effort=0.2)


def now(*, late=(), absent=(), **rest):
    people = (*(person for person in PEOPLE if person.id not in absent), *late)
    return reseat(Gathering(people, tables(8, 8, 8), 2, **rest), BEFORE.plan.seats, seed="a")


@settings(max_examples=12, deadline=None)
@given(gatherings(), st.data())
def test_each_change_moves_one_person_at_most_and_what_breaks_is_listed(gathering, data):
    try:
        before = arrange(gathering, seed="a", effort=0.02)
    except NoPlan:
        return
    names = [person.id for person in gathering.people]
    absent = data.draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    late = tuple(
        Person(f"late-{number}", {"role": role})
        for number, role in enumerate(data.draw(st.lists(st.sampled_from(ROLES), max_size=3)))
    )
    people = (*(person for person in gathering.people if person.id not in absent), *late)
    there = Gathering(people, gathering.tables, gathering.rounds, HARD_MINIMUMS)
    after = reseat(there, before.plan.seats, seed="a")
    per_round = Counter(move.round for move in after.moves)
    assert max(per_round.values(), default=0) <= len(absent) + len(late)
    assert (after.absent, after.late) == (tuple(sorted(absent)), tuple(one.id for one in late))
    assert list(after.arrangement.unmet) == check(after.arrangement.plan, HARD_MINIMUMS)
    seats = {(seat.person, seat.round): seat.table for seat in before.plan.seats}
    moved = {
        (seat.person, seat.round)
        for seat in after.arrangement.plan.seats
        if seats.get((seat.person, seat.round), seat.table) != seat.table
    }
    assert moved == {(move.person, move.round) for move in after.moves}


def test_nobody_moves_where_everything_holds_without():
    after = now(late=(Person("lot", {"role": "child"}),))
    assert (after.moves, after.arrangement.unmet, after.late) == ((), (), ("lot",))
    # the third table has six people, the others seven: that is where there is most room
    for round_ in (1, 2):
        at = {seat.person: seat.table for seat in after.arrangement.plan.seats if seat.round == Round(round_)}
        assert Counter(at.values()) == {"1": 7, "2": 7, "3": 7}


def test_one_person_moves_to_mend_what_one_absence_broke():
    lone = next(
        sitting
        for sitting in BEFORE.plan.sittings()
        if [person.attributes["role"] for person in sitting.people].count("ministry") == 1
    )
    gone = next(person.id for person in lone.people if person.attributes["role"] == "ministry")
    after = now(absent=(gone,))
    assert after.arrangement.unmet == ()
    assert [move.new for move in after.moves if move.round == lone.round] == [lone.table.id]
    assert max(Counter(move.round for move in after.moves).values()) == 1


def test_who_comes_late_takes_the_place_of_who_is_absent():
    gone = "ministry-0"
    after = now(absent=(gone,), late=(Person("new", {"role": "ministry"}),))
    assert (after.arrangement.unmet, after.moves) == ((), ())


def test_who_comes_late_sits_with_their_buddy_and_away_from_nobody_else():
    pair = Together("lot", "child-3")
    after = now(late=(Person("lot", {"role": "child"}),), constraints=(*HARD_MINIMUMS, pair))
    at = {(seat.person, seat.round): seat.table for seat in after.arrangement.plan.seats}
    assert [at["lot", Round(one)] == at["child-3", Round(one)] for one in (1, 2)] == [True, True]
    assert after.arrangement.unmet == ()


def test_what_cannot_be_mended_is_listed_and_not_hidden():
    after = now(absent=tuple(f"ministry-{one}" for one in range(4)))
    assert [unmet.sentence for unmet in after.arrangement.unmet] == [
        f"Table {table} has 0 of role ministry; at least 1 is needed." for table in "123"
    ] * 2


def test_more_people_than_places_are_seated_and_told():
    late = tuple(Person(f"late-{one}", {"role": "other"}) for one in range(5))
    told = [unmet.sentence for unmet in now(late=late).arrangement.unmet if "places" in unmet.sentence]
    assert len(told) == 2
    assert all(sentence.endswith("has 9 people for 8 places.") for sentence in told)


@pytest.mark.parametrize(
    ("seats", "sentence"),
    [
        ((Seat("child-0", "9"),), "seats holds table '9'; allowed: ids in tables"),
        ((Seat("child-0", "1", Round(3)),), "seats holds round 3; allowed: 1 to 2"),
        (
            (Seat("child-0", "1"), Seat("child-0", "2")),
            "seats holds 'child-0' twice in round 1; allowed: one seat",
        ),
        ((Seat("child-0", "1"),), "seats leaves a round in which nobody sits; make a new plan"),
        ((), "seats leaves a round in which nobody sits; make a new plan"),
    ],
)
def test_seats_that_are_no_plan_are_refused(seats, sentence):
    with pytest.raises(ValueError) as refusal:
        reseat(Gathering(PEOPLE, tables(8, 8, 8), 2), seats, seed="a")
    assert str(refusal.value) == sentence


def test_the_same_arrivals_give_the_same_seats():
    late = (Person("x", {"role": "other"}), Person("y", {"role": "child"}))
    assert now(late=late).arrangement.published() == now(late=late[::-1]).arrangement.published()
