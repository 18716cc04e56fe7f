"""The places at a table follow the plan that was made known: whoever sits there is asked, and nobody else."""

from __future__ import annotations

import pytest

from tests.advices import stories
from tests.conftest import NOW, TODAY, Cast
from tests.editions.gathered import day_of, people
from weerklank.advices import actions as advices
from weerklank.advices.models import ReadBack
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import seating
from weerklank.editions.actions.places import follow_plan
from weerklank.editions.models import DayRegistration, Seating, Sitting, ThemeTable

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(table: ThemeTable, cast: Cast) -> Seating:
    """Approved and not yet made known: three young people, a ministry and a member of parliament, and no child."""
    registration = day_of(table.edition, young_person=3, ministry=1, parliament=1)
    plan = Seating.objects.create(
        registration=registration, number=1, seed="zaad", state="approved", made_by=cast.organiser, made_on=TODAY,
        approved_by=cast.admin, approved_on=TODAY,
    )  # fmt: skip
    for role, number in (("young_person", 3), ("ministry", 1), ("parliament", 1)):
        seat(plan, table, registration, role, number)
    return plan


def seat(plan: Seating, table: ThemeTable, registration: DayRegistration, role: str, number: int, round_: int = 1):
    for one in people(registration, role, number, state="confirmed"):
        Sitting.objects.create(seating=plan, attendee=one, table=table, round=round_)


def aliases(table: ThemeTable) -> list[str]:
    return sorted(table.seats.values_list("alias", flat=True))


def publish(plan: Seating, cast: Cast) -> None:
    seating.publish_seating(seating_id=plan.pk, by=cast.organiser, now=NOW)


def test_until_a_plan_is_made_known_a_table_keeps_its_own_places(plan: Seating, table: ThemeTable, cast: Cast) -> None:
    follow_plan(plan=plan, by=cast.organiser, now=NOW)
    assert aliases(table) == ["Ambtenaar 1", "Jongere 1", "Kind 1", "Kind 2", "Organisatie 1"]


def test_a_published_plan_gives_everybody_an_alias_and_nobody_else_has_to_consent(
    plan: Seating, table: ThemeTable, cast: Cast
) -> None:
    publish(plan, cast)
    assert aliases(table) == ["Ambtenaar 1", "Gast 1", "Jongere 1", "Jongere 2", "Jongere 3"]
    advice = stories.read_back(stories.written(table, cast), cast)
    assert advices.adopt_advice(advice_id=advice.pk, by=cast.facilitator, now=NOW).state == "adopted"
    assert AuditEvent.objects.get(action="table.seats_planned").note == (
        "Erbij: 2 jongeren, 1 ander. Weg: 2 kinderen, 1 organisatie."
    )
    follow_plan(plan=Seating.objects.get(), by=cast.organiser, now=NOW)
    assert AuditEvent.objects.filter(action="table.seats_planned").count() == 1


def test_over_several_rounds_there_are_as_many_aliases_as_sit_there_at_once(
    plan: Seating, table: ThemeTable, cast: Cast
) -> None:
    seat(plan, table, plan.registration, "young_person", 2, 2)
    seat(plan, table, plan.registration, "child", 1, 2)
    publish(plan, cast)
    assert aliases(table) == ["Ambtenaar 1", "Gast 1", "Jongere 1", "Jongere 2", "Jongere 3", "Kind 1"]


def test_who_spoke_keeps_the_place_and_during_a_read_back_nobody_leaves(
    plan: Seating, table: ThemeTable, cast: Cast, advice, read_back: ReadBack
) -> None:
    publish(plan, cast)
    assert "Kind 1" in aliases(table) and "Kind 2" not in aliases(table)
    advice.state = "read_back"
    advice.save()
    plan.sittings.filter(attendee__role="young_person").delete()
    follow_plan(plan=Seating.objects.get(), by=cast.organiser, now=NOW)
    assert [one for one in aliases(table) if one.startswith("Jongere")] == ["Jongere 1", "Jongere 2", "Jongere 3"]
