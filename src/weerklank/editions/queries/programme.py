"""The programme of a day: what the organiser works on, and what was released."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from weerklank.editions.models import (
    Edition,
    ProgrammeDay,
    ProgrammeItem,
    ProgrammeRelease,
    ProgrammeSession,
    Room,
    SessionKind,
    SideEvent,
)
from weerklank.editions.programme import Caution, Programme, Slot, changes, in_order, of_content, warnings


def sessions(edition: Edition) -> QuerySet[ProgrammeSession]:
    return edition.programme_sessions.select_related("room", "side_event")


def rooms(edition: Edition, *, search: str = "") -> QuerySet[Room]:
    """The rooms of the day, each with how many parts are planned in it."""
    found = edition.rooms.annotate(planned=Count("sessions")).order_by("name")
    return found.filter(Q(name__icontains=search) | Q(access__icontains=search)) if search else found


def slot_of(session: ProgrammeSession) -> Slot:
    """As everybody would read it."""
    room = session.room
    return Slot(
        uid=str(session.uid),
        kind=SessionKind(session.kind),
        title=session.title,
        begins=session.begins,
        ends=session.ends,
        room=room.name if room else "",
        led_by=session.led_by,
        text=session.text,
        access=session.access,
        room_access=room.access if room else "",
        language=session.language,
        audience=session.audience,
        meeting=session.side_event.slug if session.side_event else "",
    )


def draft(edition: Edition) -> Programme:
    """What would be read if it were released now."""
    day = ProgrammeDay.objects.filter(edition=edition).first()
    return Programme(
        day=edition.date,
        place=edition.place,
        opens=day.opens if day else None,
        closes=day.closes if day else None,
        note=day.note if day else "",
        slots=in_order(slot_of(session) for session in sessions(edition)),
    )


@dataclass(frozen=True, slots=True)
class Release:
    """A release, and what it changed; whoever reads it hears whether a later one holds."""

    number: int
    release: ProgrammeRelease
    programme: Programme
    changes: tuple[str, ...]
    is_latest: bool
    gone: tuple[Slot, ...]


def releases(edition: Edition) -> tuple[Release, ...]:
    """All of them, the one that holds first. Numbers decide, never days."""
    rows = list(edition.programme_releases.order_by("number"))
    found: list[Release] = []
    ever: dict[str, Slot] = {}
    for row in rows:
        programme = of_content(row.content)
        now = {slot.uid: slot for slot in programme.slots}
        told = changes(found[-1].programme, programme) if found else ()
        gone = tuple(slot for uid, slot in ever.items() if uid not in now)
        found.append(Release(row.number, row, programme, told, row is rows[-1], gone))
        ever |= now
    return tuple(reversed(found))


def latest(edition: Edition) -> Release | None:
    return next(iter(releases(edition)), None)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A part of the day on the organiser's page, with what is worth a second look."""

    session: ProgrammeSession
    slot: Slot
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The programme as it stands for the organiser, beside what everybody reads."""

    rows: tuple[DraftRow, ...]
    warnings: tuple[Caution, ...]
    latest: Release | None
    unpublished: tuple[str, ...]
    total: int


def draft_page(edition: Edition, *, kind: str = "", room: int | None = None, search: str = "") -> DraftPage:
    programme, published = draft(edition), latest(edition)
    found = warnings(programme)
    by_uid = {str(session.uid): session for session in sessions(edition)}
    rows = [
        DraftRow(by_uid[slot.uid], slot, tuple(one.sentence for one in found if slot.uid in one.uids))
        for slot in programme.slots
    ]
    words = search.casefold().split()
    wanted = [
        row
        for row in rows
        if (not kind or row.session.kind == kind)
        and (room is None or row.session.room_id == room)
        and all(
            word in f"{row.slot.title} {row.slot.text} {row.slot.room} {row.slot.led_by}".casefold() for word in words
        )
    ]
    return DraftPage(
        rows=tuple(wanted),
        warnings=found,
        latest=published,
        unpublished=changes(published.programme, programme) if published else (),
        total=len(rows),
    )


def meetings(edition: Edition) -> QuerySet[SideEvent]:
    """The meetings that can stand in this programme: made up only beside what is made up."""
    return SideEvent.objects.filter(is_demonstration=edition.is_demonstration).order_by("-date", "title")


PublicRow = tuple[Edition, Release | None, Slot | ProgrammeItem]


def public_rows(edition_slug: str, editions: QuerySet[Edition]) -> tuple[PublicRow, ...]:
    """Each edition with what everybody reads of its programme: the release that holds, or what sources tell."""
    found = editions.filter(slug=edition_slug) if edition_slug else editions
    rows: list[PublicRow] = []
    for edition in found.prefetch_related("programme").order_by("-year", "slug"):
        release = latest(edition)
        rows += [(edition, release, part) for part in (release.programme.slots if release else edition.programme.all())]
    return tuple(rows)
