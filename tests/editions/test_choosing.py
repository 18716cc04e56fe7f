"""The fair draw: its seed first, its people under numbers, a second person, places, and who comes for whom."""

from __future__ import annotations

import json

import pytest

from tests.concurrently import at_once, refusals
from tests.editions.gathered import bond, day_of, people, trait_of
from tests.editions.repeat_a_draw import repeated
from weerklank import calculating
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import choosing, running
from weerklank.editions.models import Attendee, DayRegistration, DrawNumber, Selecting
from weerklank.moves import Refusal


@pytest.fixture
def day(edition) -> DayRegistration:
    """Twelve children for six places, and one ministry for two."""
    day = day_of(edition, child=6, ministry=2)
    trait = trait_of(day, "streek", noord=(2, 4), zuid=(1, None))
    people(day, "child", 8, answers={trait: "noord"})
    people(day, "child", 4, answers={trait: "zuid"})
    people(day, "ministry", 1)
    return day


def start(day, cast, now, *, seed="14 27 3", one_per_household=True):
    return choosing.start_selection(
        registration_id=day.pk, seed=seed, one_per_household=one_per_household, by=cast.organiser, now=now
    )


def drawn(day, cast, now, **options) -> Selecting:
    selecting = start(day, cast, now, **options)
    choosing.run_selection(selecting_id=selecting.pk)
    selecting.refresh_from_db()
    return selecting


def approved(day, cast, now, **options) -> Selecting:
    return choosing.approve_selection(selecting_id=drawn(day, cast, now, **options).pk, by=cast.admin, now=now)


def test_the_seed_and_who_takes_part_stand_before_anything_is_drawn(day, cast, now):
    selecting = start(day, cast, now)
    assert (selecting.state, selecting.seed, len(selecting.input_hash)) == ("waiting", "14 27 3", 64)
    assert selecting.numbers.count() == 13
    assert sorted(selecting.numbers.values_list("number", flat=True)) == list(range(1, 14))
    assert AuditEvent.objects.get(action="draw.started").note == "Zaad: 14 27 3. 13 mensen voor 7 plaatsen."


def test_the_same_people_and_seed_give_the_same_draw(day, cast, now):
    first = drawn(day, cast, now)
    second = drawn(day, cast, now)
    assert first.input_hash == second.input_hash
    assert first.result["published"] == second.result["published"]
    other = drawn(day, cast, now, seed="een ander zaad")
    assert other.result["published"]["panel"] != first.result["published"]["panel"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  14  27 3 ", "14 27 3"), ("trekking\u200b\tvan 1\x00 mei", "trekkingvan 1 mei"), ("é" * 70, "é" * 64)],
)
def test_a_seed_may_be_any_text_and_is_written_one_way(typed, kept):
    assert choosing.clean_seed(typed) == kept


def test_without_a_seed_one_comes_that_nobody_could_have_known(day, cast, now):
    assert len(start(day, cast, now, seed=" \u200b ").seed) == 32


def test_a_draw_keeps_the_quotas_and_everybodys_chance_is_as_large_as_can_be(day, cast, now):
    selecting = drawn(day, cast, now)
    assert (selecting.state, selecting.progress, selecting.told) == ("done", 100, "7 mensen zijn geloot.")
    counted = [one.counts_as for one in selecting.numbers.filter(is_drawn=True)]
    assert sum(one["rol"] == "kind" for one in counted) == 6
    assert 2 <= sum(one["streek"] == "noord" for one in counted) <= 4
    published = selecting.result["published"]
    assert published["proved"]
    assert published["smallest_chance"] == pytest.approx(0.5)


def test_anybody_can_repeat_the_draw_from_the_published_file(day, cast, now):
    file = json.loads(json.dumps(drawn(day, cast, now).result["published"]))
    assert repeated(file) == file["panel"]
    assert repeated(file | {"seed": "een ander zaad"}) != file["panel"]


def test_what_is_published_holds_no_name_and_nothing_that_leads_to_one(day, cast, now):
    told = json.dumps(approved(day, cast, now).result)
    for row in Attendee.objects.all():
        assert row.name not in told
        assert str(row.pk) not in told
        assert row.secret_digest not in told


def test_no_chance_is_shown_of_fewer_than_ten_people(day, cast, now):
    groups = drawn(day, cast, now).result["groups"]
    assert {(one["attribute"], one["category"]) for one in groups} == {
        ("rol", "andere, samen"),
        ("streek", "andere, samen"),
    }
    assert [one["people"] for one in groups] == [13, 13]


def test_quotas_that_clash_are_named_with_the_smallest_change_that_helps(day, cast, now):
    day.traits.get().values.filter(name="zuid").update(minimum=5)
    selecting = drawn(day, cast, now)
    assert (selecting.state, selecting.told) == ("impossible", "Er bestaat geen keuze die aan alle eisen voldoet.")
    assert selecting.result["clash"] == ["streek ‘zuid’: 5 tot en met 7"]
    assert selecting.result["changes"] == ["streek ‘zuid’: minstens 4 in plaats van 5"]
    assert not selecting.numbers.filter(is_drawn=True).exists()


def test_with_nobody_registered_there_is_nothing_to_draw(edition, cast, now):
    day = day_of(edition, child=6)
    with pytest.raises(Refusal, match="Er is niemand om uit te kiezen"):
        start(day, cast, now)


def test_a_role_without_a_number_of_places_is_named(day, cast, now):
    people(day, "parliament", 1)
    with pytest.raises(Refusal, match="hoeveel plaatsen er zijn: parlement"):
        start(day, cast, now)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"choosing": "order"}, "wie het eerst komt"), ({"closes_on": "2026-12-01"}, "tot en met 01-12-2026")],
)
def test_no_draw_before_it_is_time(day, cast, now, changes, sentence):
    DayRegistration.objects.filter(pk=day.pk).update(**changes)
    with pytest.raises(Refusal, match=sentence):
        start(day, cast, now)


def test_of_one_household_at_most_one_is_drawn_unless_that_is_not_asked(edition, cast, now):
    day = day_of(edition, child=2)
    people(day, "child", 2, household="De Vries ")
    people(day, "child", 1, household="de vries")
    people(day, "child", 1)
    selecting = drawn(day, cast, now)
    homes = selecting.numbers.filter(is_drawn=True).exclude(household="").count()
    assert (selecting.state, homes) == ("done", 1)
    assert {one.household for one in selecting.numbers.all()} == {"h1", ""}
    assert {one.household for one in start(day, cast, now, one_per_household=False).numbers.all()} == {""}


def buddies(one: Attendee, other: Attendee) -> set:
    Attendee.objects.filter(pk=one.pk).update(buddy=other)
    return {one.pk, other.pk}


@pytest.fixture
def pairs(edition, cast, now) -> tuple[DayRegistration, list[set]]:
    """Nine children for four places: two are buddies, and two are kept together by the organiser."""
    day = day_of(edition, child=4)
    rows = people(day, "child", 9)
    bond(rows[2], rows[3], "together")
    return day, [buddies(rows[0], rows[1]), {rows[2].pk, rows[3].pk}]


def test_who_asked_to_come_together_is_drawn_together_or_not_at_all(pairs, cast, now):
    day, together = pairs
    for seed in ("1", "2", "3", "4", "5", "6"):
        selecting = drawn(day, cast, now, seed=seed)
        inside = set(selecting.numbers.filter(is_drawn=True).values_list("attendee", flat=True))
        assert (selecting.state, len(inside)) == ("done", 4)
        assert [len(pair & inside) in (0, 2) for pair in together] == [True, True]
    file = selecting.result["published"]
    assert repeated(file) == file["panel"]
    assert sum("+" in member for members in file["classes"] for member in members) == 2
    assert file["smallest_chance"] == pytest.approx(4 / 9)


def test_who_waits_together_waits_side_by_side_and_is_not_called_alone(pairs, cast, now):
    day, together = pairs
    selecting = approved(day, cast, now)
    waiting = list(Attendee.objects.filter(state="waiting").order_by("place_in_line").values_list("pk", flat=True))
    for pair in (pair for pair in together if pair <= set(waiting)):
        places = sorted(waiting.index(pk) for pk in pair)
        assert places[1] - places[0] == 1
    alone = [pk for pk in waiting if not any(pk in pair for pair in together)]
    while_waiting = set(waiting) - set(alone)
    for number in list(selecting.numbers.filter(is_drawn=True)):
        Attendee.objects.filter(pk=number.attendee_id).update(state="cancelled")
        if not alone:
            break
        comes = choosing.replace_drawn(selecting_id=selecting.pk, number=number.number, by=cast.organiser, now=now)
        assert comes.attendee_id in alone
        alone.remove(comes.attendee_id)
    assert set(Attendee.objects.filter(state="waiting").values_list("pk", flat=True)) >= while_waiting


def test_two_who_wait_together_come_at_once_where_two_places_are_empty(edition, cast, now):
    day = day_of(edition, child=2)
    rows = people(day, "child", 4)
    buddies(rows[0], rows[1])
    buddies(rows[2], rows[3])
    selecting = approved(day, cast, now)
    first, second = selecting.numbers.filter(is_drawn=True)
    Attendee.objects.filter(pk=first.attendee_id).update(state="cancelled")
    with pytest.raises(Refusal, match="zonder wie samen wachten te scheiden"):
        choosing.replace_drawn(selecting_id=selecting.pk, number=first.number, by=cast.organiser, now=now)
    Attendee.objects.filter(pk=second.attendee_id).update(state="cancelled")
    where = f"/werk/edities/demonstratie/loting/{selecting.number}/"
    page = cast.client("organiser").post(f"{where}vervangen/{first.number}/", follow=True).content.decode()
    came = selecting.numbers.exclude(replaces=None)
    assert [one.attendee.state for one in came] == ["confirmed", "confirmed"]
    assert {one.replaces_id for one in came} == {first.pk, second.pk}
    assert ("Tegelijk komt " in page, "Afgemeld en nog niet vervangen" in page) == (True, False)


def test_who_lets_go_of_each_other_while_waiting_is_called_alone(edition, cast, now):
    day = day_of(edition, child=2)
    rows = people(day, "child", 4)
    buddies(rows[0], rows[1])
    buddies(rows[2], rows[3])
    selecting = approved(day, cast, now)
    Attendee.objects.filter(state="waiting").update(buddy=None)
    out = selecting.numbers.filter(is_drawn=True).first()
    Attendee.objects.filter(pk=out.attendee_id).update(state="cancelled")
    comes = choosing.replace_drawn(selecting_id=selecting.pk, number=out.number, by=cast.organiser, now=now)
    assert (comes.attendee.state, DrawNumber.objects.get(pk=comes.pk).party != "") == ("confirmed", True)


def test_an_odd_number_of_places_for_pairs_only_is_said(edition, cast, now):
    day = day_of(edition, child=3)
    one, two, three, four = people(day, "child", 4)
    buddies(one, two)
    buddies(three, four)
    selecting = drawn(day, cast, now)
    assert (selecting.state, selecting.result["together"]) == ("impossible", True)
    page = cast.client("organiser").get(f"/werk/edities/demonstratie/loting/{selecting.number}/").content.decode()
    assert "maak een plaats meer of minder, of haal bij een van hen het maatje weg" in page


def test_a_household_that_wants_to_come_together_is_for_the_organiser_to_decide(edition, cast, now):
    day = day_of(edition, child=2)
    one, two, _ = people(day, "child", 3, household="de vries")
    buddies(one, two)
    with pytest.raises(Refusal, match="zijn van één huishouden, waaruit hoogstens één persoon wordt geloot"):
        start(day, cast, now)
    assert {row.party for row in start(day, cast, now, one_per_household=False).numbers.all()} == {"s1", ""}


def test_a_buddy_who_has_a_place_already_binds_nobody(edition, cast, now):
    day = day_of(edition, child=2)
    one, _ = people(day, "child", 2)
    (inside,) = people(day, "child", 1, state="confirmed")
    buddies(one, inside)
    assert {row.party for row in start(day, cast, now).numbers.all()} == {""}


def test_who_started_a_draw_does_not_approve_it(day, cast, now):
    selecting = drawn(day, cast, now)
    with pytest.raises(Refusal, match="U begon deze loting zelf"):
        choosing.approve_selection(selecting_id=selecting.pk, by=cast.organiser, now=now)
    selecting.refresh_from_db()
    assert selecting.state == "done"


def test_after_approval_who_was_drawn_comes_and_the_others_wait_in_the_order_of_the_draw(day, cast, now):
    selecting = approved(day, cast, now)
    assert (selecting.state, selecting.approved_by) == ("approved", cast.admin)
    states = {number.is_drawn: number.attendee.state for number in selecting.numbers.select_related("attendee")}
    assert states == {True: "confirmed", False: "waiting"}
    waiting = list(Attendee.objects.filter(state="waiting").order_by("place_in_line"))
    numbers = dict(selecting.numbers.values_list("attendee", "number"))
    order = [choosing.rank(selecting.seed, str(numbers[row.pk])) for row in waiting]
    assert order == sorted(order)
    assert max(row.place_in_line for row in waiting) < 20


def test_who_is_under_sixteen_gets_the_place_only_with_a_guardians_yes(edition, cast, now):
    day = day_of(edition, child=2)
    asked, other = people(day, "child", 2, is_under_16=True, state="consent_pending")
    approved(day, cast, now)
    assert set(Attendee.objects.values_list("state", flat=True)) == {"consent_pending"}
    assert choosing.confirm_after_consent(now=now) == 0
    Attendee.objects.filter(pk=asked.pk).update(guardian_agreed_on=now.date(), state="registered")
    assert choosing.confirm_after_consent(now=now) == 1
    assert choosing.confirm_after_consent(now=now) == 0
    asked.refresh_from_db()
    assert asked.state == "confirmed"
    # the place of who still waits for a guardian is not given away by a second draw
    people(day, "child", 1)
    with pytest.raises(Refusal, match="Alle plaatsen zijn al bezet"):
        start(day, cast, now)


def test_who_comes_for_somebody_who_said_off_keeps_every_quota(day, cast, now):
    selecting = approved(day, cast, now)
    gone = [one for one in selecting.numbers.filter(is_drawn=True) if one.counts_as["rol"] == "kind"][:2]
    Attendee.objects.filter(draw_numbers__in=gone).update(state="cancelled")
    for one in gone:
        comes = choosing.replace_drawn(selecting_id=selecting.pk, number=one.number, by=cast.organiser, now=now)
        assert comes.attendee.state == "confirmed"
    inside = [one.counts_as for one in selecting.numbers.filter(attendee__state="confirmed")]
    assert (len(inside), sum(one["rol"] == "kind" for one in inside)) == (7, 6)
    assert 2 <= sum(one["streek"] == "noord" for one in inside) <= 4
    selecting.refresh_from_db()
    assert [one["out"] for one in selecting.result["replacements"]] == [one.number for one in gone]
    assert AuditEvent.objects.filter(action="draw.replaced").count() == 2
    with pytest.raises(Refusal, match="is al vervangen"):
        choosing.replace_drawn(selecting_id=selecting.pk, number=gone[0].number, by=cast.organiser, now=now)


def test_nobody_is_sent_away_to_make_room_and_nobody_who_cannot_come_is_called(day, cast, now):
    selecting = approved(day, cast, now)
    stays = selecting.numbers.filter(is_drawn=True).first()
    with pytest.raises(Refusal, match="houdt de plaats"):
        choosing.replace_drawn(selecting_id=selecting.pk, number=stays.number, by=cast.organiser, now=now)
    official = next(one for one in selecting.numbers.all() if one.counts_as["rol"] == "ministerie")
    Attendee.objects.filter(pk=official.attendee_id).update(state="cancelled")
    with pytest.raises(Refusal, match="Niemand op de wachtlijst"):
        choosing.replace_drawn(selecting_id=selecting.pk, number=official.number, by=cast.organiser, now=now)


def test_a_second_draw_is_for_the_places_that_are_left(day, cast, now):
    approved(day, cast, now)
    day.places.filter(role="child").update(places=8)
    second = drawn(day, cast, now)
    assert second.numbers.filter(is_drawn=True).count() == 2
    assert second.result["asked"]["size"] == 2


def test_a_draw_that_is_stopped_draws_nobody(day, cast, now):
    selecting = start(day, cast, now)
    choosing.stop_selection(selecting_id=selecting.pk, by=cast.organiser, now=now)
    assert choosing.run_selection(selecting_id=selecting.pk) is None
    assert not DrawNumber.objects.filter(is_drawn=True).exists()
    with pytest.raises(Refusal, match="net al gedaan door organiser"):
        choosing.stop_selection(selecting_id=selecting.pk, by=cast.admin, now=now)


def test_a_draw_that_is_stopped_while_it_calculates_ends_and_draws_nobody(day, cast, now, monkeypatch):
    selecting = start(day, cast, now)
    real = choosing.seating.select

    def stopped_halfway(*args, progress, **options):
        choosing.stop_selection(selecting_id=selecting.pk, by=cast.organiser, now=now)
        return real(*args, progress=progress, **options)

    monkeypatch.setattr(choosing.seating, "select", stopped_halfway)
    assert choosing.run_selection(selecting_id=selecting.pk) is None
    selecting.refresh_from_db()
    assert (selecting.state, selecting.told) == ("stopped", "Gestopt door organiser.")


def test_a_draw_whose_programme_was_killed_begins_anew_and_comes_out_the_same(day, cast, now):
    expected = drawn(day, cast, now).result["published"]
    lost = start(day, cast, now)
    Selecting.objects.filter(pk=lost.pk).update(state="running", progress=40)
    assert calculating.work_off([running.DRAWS], clock=lambda: now) == 1
    lost.refresh_from_db()
    assert (lost.state, lost.result["published"]) == ("done", expected)
    assert calculating.work_off([running.DRAWS], clock=lambda: now) == 0


def test_a_fault_in_the_programme_stops_the_draw_and_says_so(day, cast, now, monkeypatch):
    def breaks(*args, **options):
        raise ZeroDivisionError

    monkeypatch.setattr(choosing.seating, "select", breaks)
    selecting = start(day, cast, now)
    with pytest.raises(ZeroDivisionError):
        choosing.run_selection(selecting_id=selecting.pk)
    selecting.refresh_from_db()
    assert (selecting.state, selecting.told) == ("stopped", choosing.BROKE)


def test_while_one_draw_runs_no_second_begins(day, cast, now):
    start(day, cast, now)
    with pytest.raises(Refusal, match="Er loopt al een loting: loting 1, begonnen door organiser"):
        start(day, cast, now)


def test_two_who_start_at_once_start_one_draw(committed, edition, cast, now):
    day = day_of(edition, child=1)
    people(day, "child", 3)
    said = at_once(*[lambda: start(day, cast, now)] * 2)
    assert (len(refusals(said)), Selecting.objects.count()) == (1, 1)


def test_two_who_approve_at_once_approve_once(committed, edition, cast, now):
    day = day_of(edition, child=1)
    people(day, "child", 3)
    pk = drawn(day, cast, now).pk
    said = at_once(
        lambda: choosing.approve_selection(selecting_id=pk, by=cast.admin, now=now),
        lambda: choosing.approve_selection(selecting_id=pk, by=cast.editor, now=now),
    )
    assert [sentence.startswith("Dit is net al gedaan door") for sentence in refusals(said)] == [True]
    assert Attendee.objects.filter(state="confirmed").count() == 1


def test_only_one_programme_calculates_at_a_time(committed, edition, cast, now, monkeypatch):
    day = day_of(edition, child=1)
    people(day, "child", 2)
    start(day, cast, now)
    monkeypatch.setattr(calculating, "TRIES", 1)
    monkeypatch.setattr(calculating, "PAUSE", 0)
    with calculating.alone() as got:
        said = at_once(lambda: calculating.work_off([running.DRAWS], clock=lambda: now))
    assert (got, said) == (True, [None])
    assert Selecting.objects.get().state == "waiting"


def test_who_has_a_place_already_takes_one_and_a_full_role_does_not_take_part(day, cast, now):
    people(day, "child", 1, state="confirmed")
    people(day, "organisation", 1, state="waiting")
    people(day, "organisation", 1, state="confirmed")
    day.places.create(role="organisation", places=1)
    selecting = drawn(day, cast, now)
    assert (selecting.result["asked"]["size"], selecting.numbers.count()) == (6, 13)
    assert {one.counts_as["rol"] for one in selecting.numbers.all()} == {"kind", "ministerie"}


@pytest.mark.parametrize("step", ["begin", "approve"])
def test_nothing_is_drawn_in_an_edition_that_nobody_can_see(step, day, edition, cast, now):
    made = drawn(day, cast, now) if step == "approve" else None
    type(edition).objects.update(state="draft")
    with pytest.raises(Refusal) as refused:
        if made:
            choosing.approve_selection(selecting_id=made.pk, by=cast.admin, now=now)
        else:
            start(day, cast, now)
    assert refused.value.sentence == (
        "‘Demonstratie-editie’ is nog een concept: niemand kan haar zien, dus ook het zaad van een loting niet. "
        + (
            "Kondig de editie aan en begin een nieuwe loting."
            if made
            else "Kondig de editie eerst aan. Dan kunt u loten."
        )
    )
    assert Attendee.objects.exclude(state="registered").count() == 0
