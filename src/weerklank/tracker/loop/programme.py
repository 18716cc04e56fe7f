"""The programme and the phases of an edition as everybody reads them: on a page, in a calendar, as data."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, ProgrammeItem, SessionKind
from weerklank.editions.programme import Slot
from weerklank.editions.queries.calendar import Calendar
from weerklank.editions.queries.programme import PublicRow, Release, public_rows
from weerklank.tracker.loop.editions import public
from weerklank.web.ical import Event

# a phase is known by the edition and its name, so that its calendar entry moves along when its days do
_NAMESPACE = uuid.UUID("5b5b3f0e-6f0f-4d9a-9f5c-7b7f0d6f2a11")


def _entry(release: Release, slot: Slot, link: str, *, gone: bool) -> Event | None:
    """A part of the day in somebody's calendar; what has no hour yet is in none."""
    day = release.programme.day
    if not (day and slot.begins and slot.ends):
        return None
    told = [
        slot.text,
        f"Leiding: {slot.led_by}." if slot.led_by else "",
        f"Voor: {slot.audience}." if slot.audience else "",
        f"Taal: {slot.language}." if slot.language else "",
        f"Toegankelijkheid: {slot.all_access}." if slot.all_access else "",
    ]
    return Event(
        uid=f"{slot.uid}@weerklank",
        sequence=release.number,
        changed_on=release.release.published_on,
        begins=datetime.combine(day, slot.begins),
        ends=datetime.combine(day, slot.ends),
        summary=slot.title,
        description="\n".join(line for line in told if line),
        location=", ".join(part for part in (slot.room, release.programme.place) if part),
        url=link,
        cancelled=gone,
    )


def entries(release: Release, link: str) -> tuple[Event, ...]:
    """The whole day; what was in an earlier release and is not any more says that it is cancelled."""
    made = [_entry(release, slot, link, gone=False) for slot in release.programme.slots]
    made += [_entry(release, slot, link, gone=True) for slot in release.gone]
    return tuple(event for event in made if event)


def entry(release: Release, uid: str, link: str) -> Event | None:
    """One part of the day."""
    return next((event for event in entries(release, link) if event.uid == f"{uid}@weerklank"), None)


def phase_entries(edition: Edition, calendar: Calendar, link: str) -> Iterator[Event]:
    """The phases that are planned, as whole days; the day of the dialogue itself among them."""
    for row in calendar.rows:
        if row.planned_from is None:
            continue
        is_day = row.phase == EditionState.DIALOGUE_DAY
        who = "; ".join(f"{doing.who}: {doing.what}" for doing in row.doings)
        yield Event(
            uid=f"{uuid.uuid5(_NAMESPACE, f'{edition.slug}/{row.phase}')}@weerklank",
            sequence=row.moved,
            changed_on=row.changed_on or edition.as_of or row.planned_from,
            begins=row.planned_from,
            ends=row.planned_until or row.planned_from,
            summary=f"{row.name}: {edition.title}",
            description=who,
            location=edition.place if is_day else "",
            url=link,
        )


def rows(edition_slug: str) -> tuple[PublicRow, ...]:
    return public_rows(edition_slug, public())


def _of_release(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.uid,
        "begins": f"{slot.begins:%H:%M}" if slot.begins else None,
        "ends": f"{slot.ends:%H:%M}" if slot.ends else None,
        "kind": slot.kind,
        "title": slot.title,
        "text": slot.text,
        "room": slot.room,
        "led_by": slot.led_by,
        "access": slot.all_access,
        "language": slot.language,
        "audience": slot.audience,
        "source": "",
    }


def _of_source(item: ProgrammeItem) -> dict[str, Any]:
    """What only a source tells of has no hours."""
    known = {"title": item.title, "text": item.text, "source": item.source_url}
    return dict.fromkeys(_of_release(Slot(uid="", kind=SessionKind.SESSION, title=""))) | known


def as_data(link: Callable[[str], str]) -> Callable[[PublicRow], dict[str, Any]]:
    """A part of a day for machines."""

    def row(found: PublicRow) -> dict[str, Any]:
        edition, release, part = found
        return {
            "edition": edition.slug,
            "demonstration": edition.is_demonstration,
            "release": release.number if release else None,
            "published_on": release.release.published_on if release else None,
            "day": release.programme.day if release else edition.date,
            **(_of_release(part) if isinstance(part, Slot) else _of_source(part)),
            "link": link(f"{edition.get_absolute_url()}programma/"),
        }

    return row
