"""After the day: who was there and who was not, and then nobody any more. What stays is how many."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerklank.audit import actions as audit
from weerklank.editions.actions.line import held
from weerklank.editions.lifecycle import ATTENDANCE
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.models import Attendee, DayRegistration, ErasureReport

AFTER_THE_DAY = {A.CHECKED_IN: "attend", A.CONFIRMED: "miss"}


@transaction.atomic
def close_days(*, now: datetime) -> int:
    """After a day whoever came in was there, and whoever had a place and did not come was not."""
    past = Attendee.objects.filter(registration__edition__date__lt=timezone.localdate(now))
    return sum(
        past.filter(state=state).update(state=ATTENDANCE.after(state, move)) for state, move in AFTER_THE_DAY.items()
    )


def erase(*, now: datetime) -> list[ErasureReport]:
    """Forgets everybody whose day was long enough ago; each day in a step of its own. Done twice it is done once."""
    close_days(now=now)
    today = timezone.localdate(now)
    past = DayRegistration.objects.filter(edition__date__lt=today - timedelta(days=1), attendees__isnull=False)
    due = [row.pk for row in past.select_related("edition").distinct() if row.erase_after and row.erase_after < today]
    return [report for pk in due if (report := _forget(pk, now))]


@transaction.atomic
def _forget(registration_id: int, now: datetime) -> ErasureReport | None:
    """Everything of everybody who came to one day goes, with its messages, wishes and places at tables."""
    registration = held(registration_id)
    counts: dict[str, Counter[str]] = {}
    for role, state in registration.attendees.values_list("role", "state"):
        counts.setdefault(role, Counter())[state] += 1
    if not counts:
        return None
    Attendee.objects.filter(registration=registration).delete()
    report = ErasureReport.objects.create(
        registration=registration,
        erased_on=timezone.localdate(now),
        counts={role: dict(states) for role, states in counts.items()},
    )
    audit.record(
        action="attendance.erased",
        obj=registration.edition,
        by=None,
        now=now,
        note=f"{report.total} gewist: "
        + "; ".join(
            f"{role} " + ", ".join(f"{A(state).label} {count}" for state, count in sorted(states.items()))
            for role, states in sorted(counts.items())
        ),
    )
    return report


def told(report: ErasureReport) -> str:
    """What was erased, in one sentence for whoever looks after the machine."""
    return f"{report.registration.edition}: {report.total} aanmelding{'' if report.total == 1 else 'en'} voor de dag gewist."
