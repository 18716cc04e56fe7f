"""How soon things are read: what is promised, and what is late. Only days are kept, so only days are counted."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings

# of children's ideas, as the public page promises
READ_WITHIN: int = getattr(settings, "READ_WITHIN_WORKDAYS", 5)
# of a worry: read by the officer, and decided on
WORRY_READ_WITHIN: int = getattr(settings, "WORRY_READ_WITHIN_WORKDAYS", 1)
WORRY_DECIDED_WITHIN: int = getattr(settings, "WORRY_DECIDED_WITHIN_WORKDAYS", 3)
_SATURDAY = 5


def works(day: date) -> bool:
    """Monday to Friday. Holidays differ per place and are not known here: a promise may be kept a day later then."""
    return day.weekday() < _SATURDAY


def due(since: date, within: int) -> date:
    """The last working day on which it is still in time."""
    day = since
    while within:
        day += timedelta(days=1)
        within -= works(day)
    return day


def is_late(since: date, within: int, today: date) -> bool:
    """Whether what came in that day should have been done by now: the one answer to it, for lists, for duties and for mail."""
    return due(since, within) < today


def workdays(since: date, until: date) -> int:
    """How many working days lie between, the first day not counted."""
    days = max(0, (until - since).days)
    weeks, rest = divmod(days, 7)
    return weeks * _SATURDAY + sum(works(since + timedelta(days=step)) for step in range(1, rest + 1))


def late_before(today: date, within: int) -> date:
    """What came in before this day is late today: the same answer, for a question to the database."""
    day = today
    while not is_late(day, within, today):
        day -= timedelta(days=1)
    return day + timedelta(days=1)
