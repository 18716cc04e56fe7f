"""The line of each role: who gets the next place. Full is full for that role, so that the balance holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from weerklank.editions.actions.telling import tell
from weerklank.editions.door import may_still_change
from weerklank.editions.letters import CONSENT_HELD_DAYS, Kind
from weerklank.editions.lifecycle import ATTENDANCE, RunState
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.models import Attendee, Choosing, DayRegistration
from weerklank.moves import Refusal

SEATED = (A.CONFIRMED, A.CHECKED_IN, A.ATTENDED)


def held(registration_id: int) -> DayRegistration:
    """The registration of a day, held until the transaction ends: whoever wants a place comes after one another.

    Hold it before anybody's row, or two people wait for each other.
    """
    locked = DayRegistration.objects.select_for_update(no_key=True, of=("self",)).select_related("edition")
    found = locked.filter(pk=registration_id).first()
    if found is None:
        raise Refusal("Aanmelden voor deze dag kan niet meer. Ververs de bladzijde.")
    return found


def last_in_line(registration: DayRegistration) -> int:
    """The next number in the order of arrival; no moment is kept."""
    return (registration.attendees.aggregate(last=Max("place_in_line"))["last"] or 0) + 1


def places_left(registration: DayRegistration, role: str) -> int:
    """How many places of a role nobody sits on yet; those of people who wait for a guardian count as left."""
    offered = registration.places.filter(role=role).first()
    taken = registration.attendees.filter(role=role, state__in=SEATED).count()
    return max(0, (offered.places if offered else 0) - taken)


def is_drawn(registration: DayRegistration) -> bool:
    """Whether the lottery was decided: who comes after that waits."""
    return registration.selections.filter(state=RunState.APPROVED).exists()


def was_drawn(row: Attendee) -> bool:
    """Whether the lottery gave somebody a place that nobody else took since."""
    return row.draw_numbers.filter(is_drawn=True, selecting__state=RunState.APPROVED, replaced_by__isnull=True).exists()


@transaction.atomic
def next_in_line(*, registration_id: int, role: str, now: datetime) -> list[Attendee]:
    """Gives every free place of a role to who came first and may come; after a lottery the draw says who follows."""
    registration = held(registration_id)
    today = timezone.localdate(now)
    if registration.choosing == Choosing.LOTTERY or not may_still_change(registration, today):
        return []
    left = places_left(registration, role)
    given = []
    in_line = registration.attendees.filter(role=role, state__in=[A.REGISTERED, A.WAITING, A.CONSENT_PENDING])
    for row in in_line.order_by("place_in_line").select_for_update(of=("self",)) if left else ():
        if left == 0:
            break
        if _waits_for_guardian(row):
            # a child must not lose its place because a guardian reads the mail tomorrow
            left -= _is_kept_a_place(row, today)
            continue
        kind = Kind.PLACE_FREE if row.state == A.WAITING else Kind.CONFIRMED
        row.state = ATTENDANCE.after(row.state, "confirm")
        row.save(update_fields=["state"])
        tell(attendee=row, kind=kind, now=now)
        given.append(row)
        left -= 1
    return given


def _waits_for_guardian(row: Attendee) -> bool:
    return row.is_under_16 and row.guardian_agreed_on is None


def _is_kept_a_place(row: Attendee, today: date) -> bool:
    return row.state == A.CONSENT_PENDING and row.registered_on + timedelta(days=CONSENT_HELD_DAYS) >= today


@transaction.atomic
def move_up(*, now: datetime) -> int:
    """Once a night: places that were kept for a guardian's yes that did not come go to who is next."""
    today = timezone.localdate(now)
    running = DayRegistration.objects.filter(choosing=Choosing.ORDER, edition__date__gte=today)
    waiting = running.filter(attendees__state=A.WAITING).values_list("pk", "attendees__role").order_by().distinct()
    # each line on its own, in one order, so that two workers cannot wait for each other
    return sum(len(next_in_line(registration_id=pk, role=role, now=now)) for pk, role in sorted(set(waiting)))
