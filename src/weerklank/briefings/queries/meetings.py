"""Meetings for members of parliament, and who signed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from weerklank.briefings.actions.meetings import closed_because, open_on, places_left
from weerklank.editions.models import Registration, SideEvent


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting, and whether one can still sign up."""

    event: SideEvent
    is_open: bool
    is_full: bool
    closed: str
    is_past: bool


def meeting_row(event: SideEvent, today: date) -> MeetingRow:
    is_open = open_on(event, today)
    return MeetingRow(
        event=event,
        is_open=is_open,
        is_full=is_open and places_left(event) <= 0,
        closed="" if is_open else closed_because(event, today),
        is_past=bool(event.date and event.date < today),
    )


def meeting_rows(today: date) -> tuple[MeetingRow, ...]:
    """What comes first, then what has been."""
    events = SideEvent.objects.prefetch_related("themes__names", "organisers").order_by("-date")
    return tuple(meeting_row(event, today) for event in events)


def registrations(event: SideEvent, *, words: str = "", state: str = "", role: str = "") -> QuerySet[Registration]:
    found = event.registrations.all()
    for word in words.replace("\x00", "").split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(needs__icontains=word))
    if state:
        found = found.filter(state=state)
    if role:
        found = found.filter(role=role)
    return found.order_by("state", "name", "id")
