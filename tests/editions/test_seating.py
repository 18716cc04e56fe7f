"""The table plan: every hard rule kept or named, changes by hand weighed first, late and absent with few moves."""

from __future__ import annotations

import pytest

from tests.concurrently import at_once, refusals
from tests.editions.gathered import bond, day_of, people, seatable
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import moving, running, seating
from weerklank.editions.choosing.gathering import Households, broken_now
from weerklank.editions.models import Attendee, DayRegistration, Seating, SeatNeed, Sitting, TableOffer, ThemeWish
from weerklank.moves import Refusal


@pytest.fixture
def day(edition, edition_theme) -> DayRegistration:
    """Six children, two of a ministry and two of an organisation come, to two tables."""
    day = day_of(edition, child=6, ministry=2, organisation=2)
    seatable(day)
    return day


def start(day, cast, now, *, rounds=1, seed="15 januari", households=Households.FREE, keep_pinned=False):
    return seating.start_seating(
        registration_id=day.pk, rounds=rounds, seed=seed, households=households, keep_pinned=keep_pinned,
        by=cast.organiser, now=now,
    )  # fmt: skip


def made(day, cast, now, **options) -> Seating:
    plan = start(day, cast, now, **options)
    seating.run_seating(seating_id=plan.pk, effort=0.05)
    plan.refresh_from_db()
    return plan


def approved(day, cast, now, **options) -> Seating:
    return seating.approve_seating(seating_id=made(day, cast, now, **options).pk, despite="", by=cast.admin, now=now)


def seats(plan: Seating, round_: int = 1) -> dict[str, int]:
    return {
        one.attendee.name: one.table.number
        for one in plan.sittings.filter(round=round_).select_related("attendee", "table")
    }


def children(day) -> list[Attendee]:
    return list(day.attendees.filter(role="child").order_by("place_in_line"))


def weigh(plan, row, target, *, with_=None):
    return moving.weigh_move(
        plan=plan, person=str(row.pk), round_=1, table=str(target.pk), with_=str(with_.pk) if with_ else ""
    )


def move(plan, row, target, cast, now, *, with_=None, because="", mark=None):
    weighed = weigh(plan, row, target, with_=with_)
    return moving.move_by_hand(
        seating_id=plan.pk, person=str(row.pk), round_=1, table=str(target.pk),
        with_=str(with_.pk) if with_ else "", mark=mark or weighed.mark, because=because, by=cast.organiser, now=now,
    )  # fmt: skip


def test_everybody_who_comes_has_a_place_in_every_round_and_every_rule_holds(day, cast, now):
    plan = made(day, cast, now, rounds=2)
    assert (plan.state, plan.told) == ("done", "10 mensen hebben een plaats.")
    assert plan.sittings.count() == 20
    assert broken_now(plan) == []
    assert plan.result["unmet"] == 0
    assert plan.result["gap"] == plan.result["costs"]["total"] - plan.result["bounds"]["total"]


def test_the_same_people_and_seed_sit_the_same(day, cast, now):
    first, second = made(day, cast, now), made(day, cast, now)
    assert (first.input_hash, seats(first)) == (second.input_hash, seats(second))


def test_needs_buddies_and_bonds_hold(day, cast, now):
    one, two, three, four, *_ = children(day)
    ramp = day.edition.themes.get().tables.get(number=2)
    moving.set_offer(table_id=ramp.pk, places=6, features=["step_free"], languages=[], by=cast.organiser, now=now)
    moving.set_needs(attendee=one, features=["step_free"], by=cast.organiser, now=now)
    Attendee.objects.filter(pk=one.pk).update(buddy=two)
    bond(three, one, "apart")
    bond(four, three, "together")
    sit = seats(made(day, cast, now))
    assert (sit[one.name], sit[two.name], sit[three.name], sit[four.name]) == (2, 2, 1, 1)


def test_a_wish_that_cannot_be_met_says_why_at_the_place_itself(day, cast, now, safety):
    other = day.edition.themes.create(theme=safety, name="Veiligheid", order=2)
    row = children(day)[0]
    ThemeWish.objects.create(attendee=row, edition_theme=other, rank=1)
    plan = made(day, cast, now)
    unmet = Sitting.objects.get(seating=plan, attendee=row).unmet
    assert [(one["kind"], one["why"]) for one in unmet] == [("theme", "NOT_OFFERED")]
    assert "unmet" not in str(plan.result.get("clashes", ""))


def test_seven_people_and_nine_tables_use_as_many_tables_as_can_be(edition, edition_theme, cast, now):
    day = day_of(edition)
    seatable(day, tables=9, children=5)
    day.attendees.exclude(role="child").delete()
    people(day, "ministry", 1, state="confirmed")
    people(day, "organisation", 1, state="confirmed")
    plan = made(day, cast, now)
    assert (plan.state, len(set(seats(plan).values()))) == ("done", 1)


def test_two_who_must_sit_together_and_apart_are_named(day, cast, now):
    one, two, *_ = children(day)
    Attendee.objects.filter(pk=one.pk).update(buddy=two)
    bond(one, two, "apart")
    plan = made(day, cast, now)
    assert (plan.state, plan.told) == ("impossible", "Er bestaat geen indeling die aan alle regels voldoet.")
    (clash,) = plan.result["clashes"]
    assert sorted(rule["kind"] for rule in clash["rules"]) == ["Apart", "Together"]
    assert {*clash["rules"][0]["people"]} == {str(one.pk), str(two.pk)}
    assert not plan.sittings.exists()


def test_too_few_places_are_counted(day, cast, now):
    for table in day.edition.themes.get().tables.all():
        TableOffer.objects.create(table=table, places=4)
    plan = made(day, cast, now)
    (clash,) = plan.result["clashes"]
    assert (plan.state, clash["helps"][0]) == ("impossible", {"kind": "WithinCapacity", "size": 2})


def test_with_nobody_who_comes_or_no_table_there_is_nothing_to_seat(edition, edition_theme, cast, now):
    day = day_of(edition)
    with pytest.raises(Refusal, match="Er komt nog niemand"):
        start(day, cast, now)
    people(day, "child", 3, state="confirmed")
    with pytest.raises(Refusal, match="nog geen tafels"):
        start(day, cast, now)


def test_a_move_is_weighed_before_it_is_made(day, cast, now):
    plan = made(day, cast, now)
    row = children(day)[0]
    target = day.edition.themes.get().tables.exclude(number=seats(plan)[row.name]).get()
    weighed = weigh(plan, row, target)
    assert weighed.before.unmet == ()
    assert [str(one.constraint).partition("(")[0] for one in weighed.after.unmet] == ["AtLeast"]
    assert weighed.after.costs.balance > weighed.before.costs.balance
    assert seats(plan)[row.name] != target.number
    move(plan, row, target, cast, now)
    assert seats(plan)[row.name] == target.number
    plan.refresh_from_db()
    assert (plan.result["unmet"], Sitting.objects.get(seating=plan, attendee=row).pinned) == (1, True)


def test_two_people_change_places_and_whoever_belongs_to_them_goes_too(day, cast, now):
    one, two, *others = children(day)
    Attendee.objects.filter(pk=one.pk).update(buddy=two)
    plan = made(day, cast, now)
    before = seats(plan)
    other = next(row for row in others if before[row.name] != before[one.name])
    target = day.edition.themes.get().tables.get(number=before[other.name])
    move(plan, one, target, cast, now, with_=other)
    after = seats(plan)
    assert (after[one.name], after[two.name], after[other.name]) == (target.number, target.number, before[one.name])
    assert {name for name in after if after[name] != before[name]} == {one.name, two.name, other.name}


def test_a_change_that_was_not_the_one_shown_is_not_made(day, cast, now):
    plan = made(day, cast, now)
    one, two, *_ = children(day)
    target = day.edition.themes.get().tables.exclude(number=seats(plan)[one.name]).get()
    shown = weigh(plan, one, target).mark
    move(plan, two, day.edition.themes.get().tables.exclude(number=seats(plan)[two.name]).get(), cast, now)
    before = seats(plan)
    with pytest.raises(Refusal, match="intussen veranderd"):
        move(plan, one, target, cast, now, mark=shown)
    assert seats(plan) == before


def test_after_approval_a_change_says_why_and_is_logged_without_a_name(day, cast, now):
    plan = approved(day, cast, now)
    row = children(day)[0]
    target = day.edition.themes.get().tables.exclude(number=seats(plan)[row.name]).get()
    with pytest.raises(Refusal, match="Zeg waarom"):
        move(plan, row, target, cast, now)
    with pytest.raises(Refusal, match="Hier staat een naam"):
        move(plan, row, target, cast, now, because=f"{row.name.split()[0]} ziet slecht")
    Attendee.objects.filter(pk=children(day)[1].pk).update(name="Noor van Dam")
    move(plan, row, target, cast, now, because="Dichter bij het bord, verder van het raam")
    assert Sitting.objects.get(seating=plan, attendee=row).moved_because == "Dichter bij het bord, verder van het raam"
    note = AuditEvent.objects.get(action="seating.moved").note
    assert note.endswith("Waarom: Dichter bij het bord, verder van het raam")
    assert row.name not in note


def test_who_started_a_plan_does_not_approve_it_and_a_broken_rule_needs_a_reason(day, cast, now):
    plan = made(day, cast, now)
    with pytest.raises(Refusal, match="U begon deze indeling zelf"):
        seating.approve_seating(seating_id=plan.pk, despite="", by=cast.organiser, now=now)
    row = children(day)[0]
    move(plan, row, day.edition.themes.get().tables.exclude(number=seats(plan)[row.name]).get(), cast, now)
    with pytest.raises(Refusal, match="breekt 1 harde regel"):
        seating.approve_seating(seating_id=plan.pk, despite=" ", by=cast.admin, now=now)
    seating.approve_seating(seating_id=plan.pk, despite="Er komt nog een kind bij", by=cast.admin, now=now)
    assert "Er komt nog een kind bij" in AuditEvent.objects.get(action="seating.approved").note


def test_a_newer_plan_takes_the_place_of_an_older_one_and_only_an_approved_one_is_published(day, cast, now):
    first = approved(day, cast, now)
    seating.publish_seating(seating_id=first.pk, by=cast.organiser, now=now)
    second = made(day, cast, now)
    with pytest.raises(Refusal, match="Alleen een vastgestelde indeling"):
        seating.publish_seating(seating_id=second.pk, by=cast.organiser, now=now)
    seating.approve_seating(seating_id=second.pk, despite="", by=cast.admin, now=now)
    first.refresh_from_db()
    assert first.state == "replaced"
    seating.publish_seating(seating_id=second.pk, by=cast.organiser, now=now)
    with pytest.raises(Refusal, match="al bekendgemaakt"):
        seating.publish_seating(seating_id=second.pk, by=cast.organiser, now=now)


def test_a_pinned_place_stays_when_the_plan_is_made_anew(day, cast, now):
    plan = made(day, cast, now)
    held = plan.sittings.order_by("pk").first()
    moving.pin(seating_id=plan.pk, sitting_id=held.pk, pinned=True, by=cast.organiser, now=now)
    anew = made(day, cast, now, seed="heel anders", keep_pinned=True)
    kept = anew.sittings.get(attendee=held.attendee)
    assert (kept.table_id, kept.pinned, anew.sittings.filter(pinned=True).count()) == (held.table_id, True, 1)


def test_who_comes_late_gets_a_place_and_who_stays_away_leaves_one_with_nobody_moved(day, cast, now):
    plan = approved(day, cast, now)
    before = seats(plan)
    gone = children(day)[0]
    Attendee.objects.filter(pk=gone.pk).update(state="cancelled")
    (late,) = people(day, "child", 1, state="confirmed")
    weighed = moving.weigh_reseating(plan=plan, only_present=False)
    assert (weighed.moves, weighed.late, weighed.absent) == ((), (str(late.pk),), (str(gone.pk),))
    moving.reseat(
        seating_id=plan.pk,
        only_present=False,
        mark=weighed.mark,
        because="Een kind werd ziek",
        by=cast.organiser,
        now=now,
    )
    after = seats(plan)
    assert after.pop(late.name) == before.pop(gone.name)
    assert after == before
    assert broken_now(plan) == []
    with pytest.raises(Refusal, match="Er verandert niets"):
        moving.reseat(
            seating_id=plan.pk, only_present=False, mark=moving.weigh_reseating(plan=plan, only_present=False).mark,
            because="Nog eens", by=cast.organiser, now=now,
        )  # fmt: skip


def test_on_the_day_only_who_is_inside_counts_when_that_is_asked(day, cast, now):
    plan = approved(day, cast, now)
    Attendee.objects.filter(role="child").update(state="checked_in")
    weighed = moving.weigh_reseating(plan=plan, only_present=True)
    assert (len(weighed.absent), len(weighed.after.plan.people)) == (4, 6)
    Attendee.objects.filter(role="child").update(state="confirmed")
    with pytest.raises(Refusal, match="niemand is binnen"):
        moving.weigh_reseating(plan=plan, only_present=True)


def test_what_somebody_needs_is_kept_once_and_not_in_the_log(day, cast, now):
    row = children(day)[0]
    for features in (["quiet", "step_free"], ["step_free"]):
        moving.set_needs(attendee=row, features=features, by=cast.organiser, now=now)
    assert list(SeatNeed.objects.values_list("feature", flat=True)) == ["step_free"]
    assert not AuditEvent.objects.filter(action__contains="need").exists()


def test_when_people_are_forgotten_their_places_go_with_them(day, cast, now):
    plan = made(day, cast, now)
    day.attendees.all().delete()
    assert (plan.sittings.count(), broken_now(plan)) == (0, [])


def test_a_plan_that_is_stopped_or_lost_seats_nobody_until_it_begins_anew(day, cast, now):
    plan = start(day, cast, now)
    seating.stop_seating(seating_id=plan.pk, by=cast.organiser, now=now)
    assert seating.run_seating(seating_id=plan.pk) is None
    lost = start(day, cast, now)
    Seating.objects.filter(pk=lost.pk).update(state="running")
    assert seating.run_seating(seating_id=lost.pk) is None
    running.PLANS.begin_anew()
    assert Seating.objects.get(pk=lost.pk).state == "waiting"


def test_a_plan_that_is_stopped_while_it_is_made_ends(day, cast, now, monkeypatch):
    plan = start(day, cast, now)
    real = seating.seating.arrange

    def stopped_halfway(gathering, *, watch, **options):
        seating.stop_seating(seating_id=plan.pk, by=cast.organiser, now=now)
        return real(gathering, watch=watch, **options)

    monkeypatch.setattr(seating.seating, "arrange", stopped_halfway)
    assert seating.run_seating(seating_id=plan.pk) is None
    plan.refresh_from_db()
    assert (plan.state, plan.sittings.count()) == ("stopped", 0)


def test_two_who_start_or_approve_at_once_are_told_who_was_first(committed, edition, edition_theme, cast, now):
    day = day_of(edition)
    seatable(day)
    said = at_once(*[lambda: start(day, cast, now)] * 2)
    assert (len(refusals(said)), Seating.objects.count()) == (1, 1)
    pk = Seating.objects.get().pk
    seating.run_seating(seating_id=pk, effort=0.05)
    said = at_once(
        lambda: seating.approve_seating(seating_id=pk, despite="", by=cast.admin, now=now),
        lambda: seating.approve_seating(seating_id=pk, despite="", by=cast.editor, now=now),
    )
    assert [sentence.startswith("Dit is net al gedaan door") for sentence in refusals(said)] == [True]
