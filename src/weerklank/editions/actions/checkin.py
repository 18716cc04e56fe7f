"""Coming in at the door. Devices work without a connection and send later; each press counts once, whoever sent it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.actions.line import held
from weerklank.editions.door_codes import keys_of
from weerklank.editions.lifecycle import ATTENDANCE
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.models import Attendee, DayRegistration, DoorPress
from weerklank.moves import Refusal

MOST_AT_ONCE = 500
LATE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Press:
    """One press: the device's own key for it, the code on the badge, and in or a mistake."""

    key: str
    code: str
    is_in: bool = True


class Outcome(Enum):
    """What came of a press; ``KNOWN`` is one that was sent before."""

    IN = "in"
    WAS_IN = "was_in"
    OUT = "out"
    WAS_OUT = "was_out"
    KNOWN = "known"
    UNKNOWN = "unknown"
    NO_PLACE = "no_place"


@transaction.atomic
def take_presses(
    *, registration_id: int, presses: Sequence[Press], by: Account, now: datetime
) -> list[tuple[Press, Outcome]]:
    """Takes what a device pressed, in its order. One line in the log says how many: nobody's moment is kept."""
    registration = held(registration_id)
    _has_come(registration, timezone.localdate(now))
    if len(presses) > MOST_AT_ONCE:
        raise Refusal(f"Stuur hoogstens {MOST_AT_ONCE} keer tegelijk.")
    sent = set(DoorPress.objects.filter(key__in=[one.key for one in presses]).values_list("key", flat=True))
    taken = []
    for press in presses:
        outcome = Outcome.KNOWN if press.key in sent else _take(registration, press)
        sent.add(press.key)
        taken.append((press, outcome))
    counts = Counter(outcome for _, outcome in taken)
    if counts[Outcome.IN] or counts[Outcome.OUT]:
        note = f"{counts[Outcome.IN]} mensen binnen"
        if counts[Outcome.OUT]:
            note += f", {counts[Outcome.OUT]} keer een vergissing hersteld"
        audit.record(action="attendees.checked_in", obj=registration, by=by, now=now, note=f"{note}.")
    return taken


def _has_come(registration: DayRegistration, today: date) -> None:
    """On the day, and for as long after it as a device may be found with presses that it did not send."""
    day = registration.edition.date
    if day is None or day > today:
        raise Refusal("De dialoogdag is vandaag niet. Aan de deur aanvinken kan op de dag zelf.")
    if today - day > LATE:
        raise Refusal("De dialoogdag is geweest. Wie er was, verandert niet meer.")


def _take(registration: DayRegistration, press: Press) -> Outcome:
    keys = keys_of(press.code)
    rows = registration.attendees.select_for_update(of=("self",))
    row = rows.filter(pk__range=keys).first() if keys else None
    if row is None:
        return Outcome.UNKNOWN
    DoorPress.objects.create(attendee=row, key=press.key, is_in=press.is_in)
    return _comes_in(row) if press.is_in else _not_in_after_all(row)


def _comes_in(row: Attendee) -> Outcome:
    if row.state in (A.CHECKED_IN, A.ATTENDED):
        return Outcome.WAS_IN
    move = "was_there" if row.state == A.NO_SHOW else "check_in"
    if not ATTENDANCE.allows(row.state, move):
        return Outcome.NO_PLACE
    row.state = ATTENDANCE.after(row.state, move)
    row.save(update_fields=["state"])
    return Outcome.IN


def _not_in_after_all(row: Attendee) -> Outcome:
    if not ATTENDANCE.allows(row.state, "undo_check_in"):
        return Outcome.WAS_OUT
    row.state = ATTENDANCE.after(row.state, "undo_check_in")
    row.save(update_fields=["state"])
    return Outcome.OUT
