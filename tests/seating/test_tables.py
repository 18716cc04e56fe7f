"""Tables for several rounds: what must hold holds, what is wished is weighed, and how far from the best is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seating import (
    HARD_MINIMUMS,
    Apart,
    Cancelled,
    Gathering,
    NoPlan,
    Person,
    Round,
    Seat,
    Table,
    TablePlan,
    Together,
    Watch,
    Weights,
    Wishes,
    arrange,
    check,
    judged,
)
from seating.bounds import bounds_of
from seating.changes import Changes
from seating.costs import Costs, costs_of, weighed
from seating.layout import layout_of
from tests.seating.gatherings import crowd, gatherings, tables

SMALL = 0.05
ENOUGH = crowd(child=6, young_person=2, ministry=2, organisation=2)

MIXED = Gathering(
    crowd(child=9, young_person=5, ministry=4, organisation=4),
    tables(8, 8, 8),
    2,
    wishes={"child-1": Wishes(near={"child-2", "child-3"}, far={"ministry-1", "ministry-2"})},
)


def seated(found, round_=1):
    return {
        sitting.table.id: {person.id for person in sitting.people}
        for sitting in found.plan.sittings()
        if sitting.round.number == round_
    }


@settings(max_examples=12, deadline=None)
@given(gatherings())
def test_a_hard_minimum_is_kept_or_the_clash_is_told_and_never_broken_in_silence(gathering):
    try:
        found = arrange(gathering, seed="a", effort=SMALL)
    except NoPlan as refusal:
        assert refusal.clashes
        assert all(clash.sentence in str(refusal) for clash in refusal.clashes)
    else:
        assert check(found.plan, gathering.constraints) == []
        assert (found.unmet, found.costs.broken) == ((), 0)
        assert found.plan.rounds == gathering.every_round()


@settings(max_examples=10, deadline=None)
@given(gatherings(), st.randoms(use_true_random=False))
def test_the_order_in_which_people_and_tables_come_is_no_advantage(gathering, chance):
    people, some = list(gathering.people), list(gathering.tables)
    chance.shuffle(people)
    chance.shuffle(some)
    other = Gathering(
        tuple(people), tuple(some), gathering.rounds, gathering.constraints[::-1], gathering.wishes, gathering.balance
    )
    plans = []
    for one in (gathering, other):
        try:
            plans.append(arrange(one, seed="a", effort=SMALL).published())
        except NoPlan as refusal:
            plans.append(type(refusal))
    assert plans[0] == plans[1]


@settings(max_examples=12, deadline=None)
@given(gatherings())
def test_no_plan_goes_under_its_bounds(gathering):
    try:
        found = arrange(gathering, seed="a", effort=SMALL)
    except NoPlan:
        return
    costs, bounds = found.costs, found.bounds
    assert costs.wishes >= bounds.wishes - 1e-6
    assert (costs.again >= bounds.again, costs.balance >= bounds.balance) == (True, True)
    assert found.total >= bounds.total - 1e-6


@settings(max_examples=10, deadline=None)
@given(gatherings(most_rounds=1))
def test_whether_a_plan_exists_is_what_trying_every_plan_says(gathering):
    people, some = gathering.people[:6], gathering.tables[:2]
    known = {person.id for person in people}
    pairs = [
        one
        for one in gathering.constraints
        if not isinstance(one, Together | Apart) or {one.first, one.second} <= known
    ]
    small = Gathering(people, some, 1, tuple(pairs))
    by_hand = any(
        not check(TablePlan(people, some, tuple(Seat(p.id, t) for p, t in zip(people, at, strict=True))), pairs)
        for at in product([table.id for table in some], repeat=len(people))
    )
    try:
        arrange(small, seed="a", effort=SMALL)
    except NoPlan:
        assert not by_hand
    else:
        assert by_hand


def test_the_same_seed_gives_the_same_bytes_in_another_process_with_another_hash_seed():
    program = (
        "import json; from tests.seating.test_tables import MIXED; from seating import arrange\n"
        "print(json.dumps(arrange(MIXED, seed='a', effort=0.1).published()))"
    )
    root = Path(__file__).resolve().parents[2]
    there = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"},
        capture_output=True, check=True, cwd=root,
    )  # fmt: skip
    here = arrange(MIXED, seed="a", effort=0.1).published()
    assert there.stdout.decode().strip() == json.dumps(here)


def test_another_seed_gives_another_plan_that_is_as_good():
    one, other = (arrange(Gathering(ENOUGH, tables(6, 6), 2), seed=seed) for seed in "ab")
    assert (one.total, one.plan.seats != other.plan.seats) == (other.total, True)


def test_two_rounds_of_two_tables_mix_as_well_as_can_be():
    # six at a table go three and three: three pairs of each half meet again, twice two halves
    found = arrange(Gathering(ENOUGH, tables(6, 6), 2), seed="a")
    assert (found.costs, found.bounds.again, found.gap) == (Costs(0, 0, 12, 0), 12, 0)
    assert len(found.met_again()) == 12


def test_a_third_round_costs_what_counting_says_at_least():
    found = arrange(Gathering(ENOUGH, tables(6, 6), 3), seed="a")
    assert found.bounds.again == 24
    assert found.costs.again >= 24


def test_everybody_gets_the_theme_of_their_choice_where_there_is_room():
    some = (Table("1", 6, themes=("poverty",)), Table("2", 6, themes=("school",)))
    wishes = {person.id: Wishes((("poverty", "school")[number % 2],)) for number, person in enumerate(ENOUGH)}
    found = arrange(Gathering(ENOUGH, some, wishes=wishes), seed="a")
    assert (found.costs.wishes, found.bounds.wishes, found.wishes) == (0, 0, ())
    assert seated(found)["1"] == {person.id for person in ENOUGH[::2]}


def test_the_bound_on_wishes_is_that_of_a_transportation_problem_solved_by_hand():
    # ten want six places, of which an organisation must have one: five go elsewhere, at 3 each
    some = (Table("1", 6, themes=("poverty",)), Table("2", 6, themes=("school",)))
    wishes = {person.id: Wishes(("poverty",)) for person in ENOUGH[:10]}
    found = arrange(Gathering(ENOUGH, some, wishes=wishes), seed="a")
    assert (found.bounds.wishes, found.costs.wishes, len(found.wishes)) == (15, 15, 5)


def test_a_second_round_at_one_theme_counts_as_no_theme():
    some = (Table("1", 6, themes=("poverty",)), Table("2", 6, themes=("school",)))
    wishes = {person.id: Wishes(("poverty", "school")) for person in ENOUGH}
    found = arrange(Gathering(ENOUGH, some, 2, wishes=wishes), seed="a", weights=Weights(again=0))
    # everybody has both, one of them as second choice
    assert (found.costs.wishes, found.bounds.wishes) == (12, 12)
    assert {one.cost for one in found.wishes} == {1}


def test_a_table_may_have_another_theme_in_each_round():
    some = (Table("1", 6, themes=("poverty", "school")), Table("2", 6, themes=("safety", "poverty")))
    found = arrange(Gathering(ENOUGH, some, 2, wishes={"child-0": Wishes(("safety", "school"))}), seed="a")
    assert ("child-0" in seated(found, 1)["2"], "child-0" in seated(found, 2)["1"]) == (True, True)


@pytest.mark.parametrize(
    ("wishes", "cost", "sentence"),
    [
        (Wishes(languages={"ar"}), 6, "child-0 follows ar, which is not spoken at table 1: no table offers it."),
        (
            Wishes(features={"quiet"}),
            2,
            "child-0 would like quiet; table 1 does not offer it: no table offers it.",
        ),
        (Wishes(("music",)), 0, "child-0 asked for music; no table has it in this round."),
        (
            Wishes(far={"child-1"}),
            2,
            "child-0 would rather not sit with child-1; both are at table 1: no table offers it.",
        ),
    ],
)
def test_a_wish_that_is_not_met_is_listed_with_its_reason(wishes, cost, sentence):
    one = (Table("1", 12, themes=("school",), languages={"nl"}),)
    found = arrange(Gathering(ENOUGH, one, wishes={"child-0": wishes}), seed="a")
    assert [(wish.person, wish.cost, wish.sentence) for wish in found.wishes] == [("child-0", cost, sentence)]
    assert found.costs.wishes == cost


def test_a_reason_names_the_minimum_or_the_price():
    some = (Table("1", 5, themes=("poverty",)), Table("2", 5, themes=("school",)))
    people = crowd(child=6, ministry=2, organisation=2)
    wishes = {"ministry-0": Wishes(("school",)), "ministry-1": Wishes(("school",))}
    found = arrange(Gathering(people, some, wishes=wishes), seed="a")
    assert [wish.sentence.split(": ")[1] for wish in found.wishes] == [
        "the best change of places there gains nothing (all costs stay the same)."
    ]
    apart = Gathering(people, some, constraints=(*HARD_MINIMUMS, Apart("ministry-0", "child-0")), wishes=wishes)
    told = {wish.sentence.split(": ")[1] for wish in arrange(apart, seed="a").wishes}
    assert told == {"the best change of places there gains nothing (all costs stay the same)."} or told == {
        "every change of places there breaks a hard minimum."
    }


def test_near_and_far_are_wishes_and_together_and_apart_are_not():
    wishes = {"child-0": Wishes(near={"child-1"}, far={"child-2"})}
    pairs = (Together("child-3", "child-4"), Apart("child-3", "child-5"))
    found = arrange(Gathering(ENOUGH, tables(6, 6), 2, (*HARD_MINIMUMS, *pairs), wishes), seed="a")
    assert (found.costs.wishes, found.unmet) == (0, ())
    for round_ in (1, 2):
        at = {person: table for table, people in seated(found, round_).items() for person in people}
        assert at["child-0"] == at["child-1"] != at["child-2"]
        assert at["child-3"] == at["child-4"] != at["child-5"]
    # who must sit together does not meet again
    assert ("child-3", "child-4", 2) not in found.met_again()


def test_a_seat_that_is_pinned_stays():
    pinned = (Seat("child-0", "2", Round(1)), Seat("child-0", "2", Round(2)))
    found = arrange(Gathering(ENOUGH, tables(6, 6), 2, pinned=pinned), seed="a")
    assert [("child-0" in seated(found, round_)["2"]) for round_ in (1, 2)] == [True, True]


def test_every_table_has_its_share_of_what_is_balanced():
    people = tuple(
        Person(person.id, {**person.attributes, "gender": "fm"[number % 2]})
        for number, person in enumerate(crowd(child=12, young_person=4, ministry=4, organisation=4))
    )
    found = arrange(Gathering(people, tables(6, 6, 6, 6), 2, balance=("role", "gender")), seed="a")
    assert found.costs.balance == 0
    for sitting in found.plan.sittings():
        assert [person.attributes["gender"] for person in sitting.people].count("f") == 3


def test_seven_people_and_nine_tables_are_one_table():
    found = arrange(
        Gathering(crowd(child=3, young_person=2, ministry=1, organisation=1), tables(*[8] * 9), 2), seed="a"
    )
    assert ([len(at.people) for at in found.plan.sittings()], found.unmet) == ([7, 7], ())


def test_a_change_by_hand_is_checked_at_once():
    found = arrange(Gathering(ENOUGH, tables(6, 6)), seed="a")
    one = next(iter(sorted(seated(found)["1"] & {"ministry-0", "ministry-1"})))
    child = next(iter(sorted(seated(found)["2"] & {f"child-{number}" for number in range(6)})))
    moved = found.moved(one, "2", Round(1))
    assert [unmet.sentence for unmet in moved.unmet] == [
        "Table 1 has 0 of role ministry; at least 1 is needed.",
        "Table 2 has 7 people for 6 places.",
    ]
    assert moved.costs.broken == 2
    assert moved.moved(one, "1", Round(1)).published() == found.published()
    swapped = found.moved(one, "2", Round(1), with_=child)
    assert [unmet.sentence for unmet in swapped.unmet] == ["Table 1 has 0 of role ministry; at least 1 is needed."]


def test_a_pair_that_is_torn_by_hand_is_told():
    pair = Together("child-0", "child-1")
    found = arrange(Gathering(ENOUGH, tables(6, 7), constraints=(*HARD_MINIMUMS, pair)), seed="a")
    other = "2" if "child-0" in seated(found)["1"] else "1"
    assert pair in [unmet.constraint for unmet in found.moved("child-0", other, Round(1)).unmet]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("nobody", "1", Round(1)), "person is 'nobody', who has no seat in round 1; allowed: who has one"),
        (("child-0", "9", Round(1)), "table is '9'; allowed: ids of tables"),
        (("child-0", "1", Round(2)), "person is 'child-0', who has no seat in round 2; allowed: who has one"),
    ],
)
def test_a_change_of_what_is_not_there_is_refused(change, sentence):
    found = judged(Gathering(ENOUGH, tables(12)), tuple(Seat(one.id, "1") for one in ENOUGH), seed="a")
    with pytest.raises(ValueError) as refusal:
        found.moved(*change)
    assert str(refusal.value) == sentence


@settings(max_examples=10, deadline=None)
@given(gatherings(), st.integers(0, 2**32 - 1))
def test_what_a_change_would_do_is_what_counting_afterwards_says(gathering, seed):
    chance = np.random.default_rng(seed)
    used = np.ones((gathering.rounds, len(gathering.tables)), dtype=bool)
    layout = layout_of(gathering, used, Weights(), crowd=len(gathering.people))
    seats = chance.integers(len(gathering.tables), size=(gathering.rounds, len(layout.parties)))
    before, party = costs_of(layout, seats), int(chance.integers(len(layout.parties)))
    changes = Changes(layout, seats, 0).of(party)
    for other in np.flatnonzero(changes.real):
        after = seats.copy()
        after[0, party] = seats[0, other] if other < len(layout.parties) else other - len(layout.parties)
        if other < len(layout.parties):
            after[0, other] = seats[0, party]
        told = costs_of(layout, after)
        assert (changes.broken[other], changes.wishes[other], changes.again[other], changes.balance[other]) == (
            told.broken - before.broken,
            told.wishes - before.wishes,
            told.again - before.again,
            told.balance - before.balance,
        )


def test_more_effort_does_not_make_the_plan_worse_than_its_first():
    people = crowd(child=12, young_person=4, ministry=4, organisation=4)
    totals = [arrange(Gathering(people, tables(8, 8, 8), 3), seed="a", effort=effort).total for effort in (0.01, 1)]
    assert totals[1] <= totals[0]


def test_progress_is_told_from_nothing_to_done_and_a_run_can_be_cancelled():
    told = []
    gathering = Gathering(ENOUGH, tables(6, 6), 2)
    arrange(gathering, seed="a", watch=Watch(tell=lambda step, done: told.append((step, done))))
    assert (told[0], told[-1]) == (("minimums", 0.0), ("done", 1.0))
    assert [done for _, done in told] == sorted(done for _, done in told)
    with pytest.raises(Cancelled):
        arrange(gathering, seed="a", watch=Watch(wanted=iter([True, True, False]).__next__))


def test_bounds_and_costs_of_one_layout_agree_with_its_weights():
    gathering = Gathering(ENOUGH, tables(6, 6), 2)
    layout = layout_of(gathering, np.ones((2, 2), dtype=bool), Weights(1, 5, 2))
    assert bounds_of(layout).total == 5 * 12
    assert weighed(layout, Costs(0, 1, 2, 3)) == 1 + 10 + 6
