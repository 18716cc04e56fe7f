"""What a table sees of who sits there and when: first names, no words about anybody, and a round in its steps."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.conftest import TODAY, Cast
from tests.editions.gathered import people
from weerklank.advices.at_table import queries
from weerklank.editions.models import (
    DayRegistration,
    Edition,
    ProgrammeRelease,
    Seating,
    SessionKind,
    Sitting,
    TableOffer,
    ThemeTable,
)
from weerklank.editions.programme import Programme, Slot, as_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def seated(table: ThemeTable, cast: Cast) -> Seating:
    """One person at this table, in a plan that is not yet published."""
    registration = DayRegistration.objects.create(
        edition=table.edition, opens_on=TODAY, closes_on=TODAY, reach="dag@voorbeeld.example"
    )
    registration.places.create(role="ministry", places=3)
    (one,) = people(registration, "ministry", 1, state="confirmed", name="Noor Achternaam", needs="Ik heb epilepsie")
    plan = Seating.objects.create(
        registration=registration, number=1, seed="zaad", state="done", made_by=cast.organiser, made_on=TODAY
    )
    Sitting.objects.create(seating=plan, attendee=one, table=table)
    return plan


def test_a_table_sees_first_names_once_the_plan_is_published_and_nothing_of_what_somebody_needs(
    table: ThemeTable, seated: Seating, cast: Cast
) -> None:
    assert queries.sitters_of(table) == ()
    Seating.objects.update(state="approved", approved_by=cast.admin, approved_on=TODAY, published_on=TODAY)
    TableOffer.objects.create(table=table, features=["quiet"])
    page = queries.screen_of(table)
    assert [(one.name, one.role) for one in page.sitters] == [("Noor", "ministerie")]
    assert page.arranged == ("rustige plek",)
    assert "epilepsie" not in repr(page)


def test_a_round_of_the_programme_is_shared_out_to_its_last_minute(edition: Edition) -> None:
    slot = Slot("1", SessionKind.TABLE_ROUND, "Eerste ronde", time(10, 5), time(10, 50))
    ProgrammeRelease.objects.create(
        edition=edition, number=1, published_on=TODAY, content=as_content(Programme(date(2026, 11, 20), slots=(slot,)))
    )
    (one,) = queries.rounds_of(edition)
    assert sum(step.minutes for step in one.steps) == 45
    assert (one.steps[0].begins, one.steps[-1].ends) == (time(10, 5), time(10, 50))
    assert [step.begins for step in one.steps[1:]] == [step.ends for step in one.steps[:-1]]


def test_without_a_programme_there_is_a_round_of_the_usual_length(edition: Edition) -> None:
    assert [sum(step.minutes for step in one.steps) for one in queries.rounds_of(edition)] == [45]
