"""The phases of an edition: planned beside what really happened, and how late."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from weerklank.audit import actions as audit
from weerklank.editions.actions import calendar as actions
from weerklank.editions.actions.calendar import PhasePlan
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import PHASES, Edition, PhaseDate
from weerklank.editions.phases import PHASES as WORDS
from weerklank.editions.phases import later
from weerklank.editions.queries.calendar import calendar
from weerklank.editions.queries.planned import duties_of_plans
from weerklank.moves import Refusal

E = EditionState
TODAY = date(2026, 11, 20)
PAGE = "/werk/edities/demonstratie/kalender/"


@pytest.fixture
def plan(edition, cast, now):
    def call(*plans: PhasePlan):
        return actions.plan_phases(edition_id=edition.pk, plans=plans, by=cast.organiser, now=now)

    return call


def row(edition: Edition, phase: EditionState, today: date = TODAY):
    return next(one for one in calendar(edition, today).rows if one.phase == phase)


def test_every_phase_says_what_can_be_done_in_it_by_whom_and_which_step_begins_it(edition):
    rows = calendar(edition, TODAY).rows
    assert [one.phase for one in rows] == list(PHASES) == list(WORDS)
    assert [len(one.doings) > 0 and bool(one.step) and bool(one.step_by) for one in rows] == [True] * 7
    collecting = rows[0]
    assert (str(collecting.doings[0].who), collecting.step, collecting.step_by) == (
        "kinderen en jongeren", "Kinderen laten meepraten", "organisator",
    )  # fmt: skip


def test_planned_stands_beside_real_as_the_log_tells_it(edition, plan, cast):
    plan(PhasePlan(E.COLLECTING, date(2026, 11, 1), date(2026, 11, 15)))
    began = datetime(2026, 11, 4, 23, 30, tzinfo=UTC)
    audit.record(action="edition.collect", obj=edition, by=cast.organiser, now=began)
    collecting = row(edition, E.COLLECTING)
    # half past eleven at Greenwich is the next day here
    assert (collecting.began_on, collecting.days_late, collecting.days_over, collecting.is_late) == (
        date(2026, 11, 5), 4, 5, True,
    )  # fmt: skip


def test_what_should_have_begun_and_did_not_is_late_and_what_is_to_come_is_not(edition, plan):
    plan(PhasePlan(E.PREPARING, date(2026, 11, 18), None), PhasePlan(E.DRAFTING_ADVICE, date(2027, 2, 1), None))
    assert [(one.phase, one.days_late) for one in calendar(edition, TODAY).late] == [(E.PREPARING, 2)]
    assert row(edition, E.DRAFTING_ADVICE).mood == "to-come"
    assert row(edition, E.COLLECTING).mood == "now"


def test_the_day_itself_is_planned_where_the_edition_is(edition):
    Edition.objects.filter(pk=edition.pk).update(date=date(2026, 11, 10))
    edition.refresh_from_db()
    day = row(edition, E.DIALOGUE_DAY)
    assert (day.planned_from, day.planned_until, day.days_late) == (date(2026, 11, 10), date(2026, 11, 10), 10)


def test_what_passed_before_the_log_is_no_day_late(edition, plan):
    plan(PhasePlan(E.COLLECTING, date(2026, 1, 1), None))
    edition.state = E.FOLLOW_UP
    past = row(edition, E.COLLECTING)
    assert (past.is_past, past.began_on, past.days_late, past.mood) == (True, None, 0, "past")


@pytest.mark.parametrize(
    ("plans", "field"),
    [
        ([PhasePlan(E.COLLECTING, date(2026, 11, 2), date(2026, 11, 1))], "ends-collecting"),
        ([PhasePlan(E.COLLECTING, None, date(2026, 11, 1))], "begins-collecting"),
        ([PhasePlan(E.COLLECTING, date(206, 11, 1), None)], "begins-collecting"),
        ([PhasePlan(E.FOLLOW_UP, date(2027, 11, 1), date(2062, 1, 1))], "ends-follow_up"),
        (
            [PhasePlan(E.COLLECTING, date(2026, 12, 1), None), PhasePlan(E.PREPARING, date(2026, 11, 1), None)],
            "begins-preparing",
        ),
        ([PhasePlan(E.PREPARING, date(2027, 6, 1), None)], "begins-preparing"),
        ([PhasePlan(E.HANDED_OVER, date(2027, 1, 1), None)], "begins-handed_over"),
    ],
)
def test_phases_that_cannot_follow_one_another_are_refused_at_their_field(edition, plan, plans, field):
    Edition.objects.filter(pk=edition.pk).update(date=date(2027, 5, 20))
    with pytest.raises(Refusal) as refused:
        plan(*plans)
    assert (refused.value.field, PhaseDate.objects.count()) == (field, 0)


def test_a_changed_date_is_counted_and_what_stays_the_same_is_not(edition, plan):
    plan(PhasePlan(E.COLLECTING, date(2026, 11, 1), None), PhasePlan(E.PREPARING, date(2027, 2, 1), None))
    plan(PhasePlan(E.COLLECTING, date(2026, 11, 3), None), PhasePlan(E.PREPARING, date(2027, 2, 1), None))
    assert list(PhaseDate.objects.values_list("phase", "sequence")) == [("collecting", 1), ("preparing", 0)]
    plan(PhasePlan(E.PREPARING, None, None))
    assert PhaseDate.objects.count() == 1


def test_an_edition_that_is_closed_keeps_its_calendar(edition, plan):
    Edition.objects.filter(pk=edition.pk).update(state="closed")
    with pytest.raises(Refusal, match="gesloten"):
        plan(PhasePlan(E.COLLECTING, date(2026, 11, 1), None))


def test_an_organiser_plans_on_one_page_and_keeps_what_was_typed(cast, edition):
    client = cast.client("organiser")
    refused = client.post(PAGE, {"begins-collecting": "2026-11-02", "ends-collecting": "2026-11-01"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["ends-collecting"])
    assert 'value="2026-11-02"' in refused.content.decode()
    typed = {"begins-collecting": "2026-11-01", "begins-preparing": "2026-11-10"}
    assert client.post(PAGE, typed)["Location"] == PAGE
    text = client.get(PAGE).content.decode()
    assert "‘De dag voorbereiden’ zou op 10 november 2026 beginnen" in text
    file = client.get(f"{PAGE}?csv").content.decode("utf-8-sig").splitlines()
    assert file[1] == "Ideeën verzamelen,2026-11-01,,,0,0"


def test_the_twenty_ninth_of_february_comes_a_year_later_on_the_last():
    assert (later(date(2028, 2, 29), 1), later(date(2028, 2, 29), 4)) == (date(2029, 2, 28), date(2032, 2, 29))


def test_a_late_phase_is_the_organisers_turn_and_nobody_elses(edition, plan, cast):
    plan(PhasePlan(E.PREPARING, date(2026, 11, 18), None))
    (duty,) = duties_of_plans(cast.organiser, TODAY)
    assert (duty.label, duty.href, duty.count, duty.due) == (
        "Demonstratie-editie: ‘De dag voorbereiden’ is nog niet begonnen", PAGE, 1, date(2026, 11, 18),
    )  # fmt: skip
    assert (duties_of_plans(cast.moderator, TODAY), duties_of_plans(cast.organiser, date(2026, 11, 18))) == ([], [])
