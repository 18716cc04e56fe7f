"""When ideas came in: by day where ten or more came, else by week, else not at all. Of votes no day is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from weerklank.participation.models import Consultation

SMALLEST = 10
ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class Came:
    """So many ideas on a day, or in the other days of a week; None is hidden."""

    first: date
    last: date
    times: int | None

    @property
    def is_day(self) -> bool:
        return self.first == self.last


def highest(found: Iterable[Came]) -> int:
    """The most that came at once, for the length of a bar; never nought."""
    return max((one.times or 0 for one in found), default=0) or 1


def days_of(consultation: Consultation) -> tuple[Came, ...]:
    """Every day and week in which ideas came, the earliest first."""
    found = consultation.contributions.order_by().values_list("received_on").annotate(times=Count("pk"))
    return came(dict(found))


def came(by_day: Mapping[date, int]) -> tuple[Came, ...]:
    """
    >>> came({date(2026, 11, 2): 12, date(2026, 11, 3): 4, date(2026, 11, 4): 7, date(2026, 11, 10): 3})[1].times
    10
    """
    rest: Counter[date] = Counter()
    found = []
    for day, times in by_day.items():
        if times >= SMALLEST:
            found.append(Came(day, day, _rounded(times)))
        else:
            rest[day - timedelta(days=day.weekday())] += times
    for monday, times in rest.items():
        found.append(Came(monday, monday + timedelta(days=6), _rounded(times) if times >= SMALLEST else None))
    return tuple(sorted(found, key=lambda one: (one.first, one.last)))


def _rounded(times: int) -> int:
    return (times + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
