"""The door: a press counts once, from however many devices it comes and however late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.concurrently import at_once
from tests.conftest import NOW, TODAY, Cast
from tests.editions.gathered import people
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions.checkin import Outcome, Press, take_presses
from weerklank.editions.door_codes import code_of
from weerklank.editions.models import Attendee, DayRegistration, DoorPress
from weerklank.editions.queries import checkin as queries
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(day: DayRegistration) -> DayRegistration:
    """The day is today."""
    day.edition.date = TODAY
    day.edition.save()
    return day


def sends(day: DayRegistration, cast: Cast, *presses: Press, now=NOW) -> list[Outcome]:
    taken = take_presses(registration_id=day.pk, presses=presses, by=cast.organiser, now=now)
    return [outcome for _, outcome in taken]


def test_two_devices_that_saw_the_same_person_count_one(today: DayRegistration, cast: Cast) -> None:
    (row,) = people(today, "ministry", 1, state="confirmed")
    code = code_of(row.pk)
    assert sends(today, cast, Press("device-one", code)) == [Outcome.IN]
    assert sends(today, cast, Press("device-two", code)) == [Outcome.WAS_IN]
    assert [(one.label, one.inside, one.expected) for one in queries.inside(today)] == [("ministerie", 1, 1)]


def test_a_press_that_is_sent_again_after_it_was_undone_stays_undone(today: DayRegistration, cast: Cast) -> None:
    (row,) = people(today, "ministry", 1, state="confirmed")
    came = Press("device-one", code_of(row.pk))
    sends(today, cast, came, Press("device-two", code_of(row.pk), is_in=False))
    assert sends(today, cast, came, came) == [Outcome.KNOWN, Outcome.KNOWN]
    assert (Attendee.objects.get().state, DoorPress.objects.count()) == ("confirmed", 2)


def test_a_code_of_nobody_and_somebody_without_a_place_change_nothing(today: DayRegistration, cast: Cast) -> None:
    (row,) = people(today, "ministry", 1, state="waiting")
    outcomes = sends(today, cast, Press("keykeyke1", "0000-0000"), Press("keykeyke2", code_of(row.pk)))
    assert (outcomes, Attendee.objects.get().state) == ([Outcome.UNKNOWN, Outcome.NO_PLACE], "waiting")


def test_somebody_of_another_day_does_not_come_in_here(today: DayRegistration, previous, cast: Cast) -> None:
    other = DayRegistration.objects.create(edition=previous, opens_on=TODAY, closes_on=TODAY, reach="x")
    (row,) = people(other, "ministry", 1, state="confirmed")
    assert sends(today, cast, Press("keykeyke1", code_of(row.pk))) == [Outcome.UNKNOWN]


@pytest.mark.parametrize(("days", "why"), [(-1, "is vandaag niet"), (8, "is geweest")])
def test_the_door_is_open_on_the_day_alone(today: DayRegistration, cast: Cast, days: int, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        sends(today, cast, Press("keykeyke1", "0000-0000"), now=NOW + timedelta(days=days))


def test_a_device_that_is_found_the_day_after_still_says_who_was_there(today: DayRegistration, cast: Cast) -> None:
    (row,) = people(today, "ministry", 1, state="no_show")
    later = NOW + timedelta(days=1)
    assert sends(today, cast, Press("device-one", code_of(row.pk)), now=later) == [Outcome.IN]
    assert sends(today, cast, Press("device-two", code_of(row.pk), is_in=False), now=later) == [Outcome.WAS_OUT]
    assert Attendee.objects.get().state == "attended"


def test_the_log_says_how_many_came_in_and_nobodys_moment(today: DayRegistration, cast: Cast) -> None:
    rows = people(today, "ministry", 2, state="confirmed")
    sends(today, cast, *(Press(f"device-{row.place_in_line}", code_of(row.pk)) for row in rows))
    sends(today, cast, Press("device-1", code_of(rows[0].pk)))
    event = AuditEvent.objects.get(action="attendees.checked_in")
    assert (event.note, event.object_id) == ("2 mensen binnen.", str(today.pk))


def test_two_devices_in_the_same_moment_count_one(committed, today: DayRegistration, cast: Cast) -> None:
    (row,) = people(today, "ministry", 1, state="confirmed")
    said = at_once(
        *(lambda key=key: sends(today, cast, Press(key, code_of(row.pk))) for key in ("device-one", "device-two"))
    )
    assert sorted(outcome.value for (outcome,) in said) == ["in", "was_in"]
    assert DoorPress.objects.count() == 2


def test_the_door_knows_a_badge_name_a_role_and_a_code_and_nothing_else(today: DayRegistration) -> None:
    people(today, "ministry", 1, state="confirmed", name="Noor Bakker", email="a@b.example", needs="Rust.")
    people(today, "child", 1, state="waiting")
    (one,) = queries.expected(today)
    assert (one.name, one.role, one.is_in) == ("Noor", "ministerie", False)
    assert [queries.expected(today, search) for search in ("bakker", one.code.lower(), "karel")] == [[one], [one], []]
