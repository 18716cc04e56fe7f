"""What organisers do with the programme of the day: decide in a draft, and make a release of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.audit import queries as log
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import (
    Edition,
    ProgrammeDay,
    ProgrammeRelease,
    ProgrammeSession,
    Room,
    SessionKind,
    SideEvent,
)
from weerklank.editions.programme import as_content, seal
from weerklank.editions.queries import programme as queries
from weerklank.moves import Refusal


@dataclass(frozen=True, slots=True)
class Planned:
    """What an organiser says of one part of the day."""

    kind: SessionKind
    title: str
    begins: time | None
    ends: time | None
    room: Room | None
    led_by: str
    text: str
    access: str
    language: str
    audience: str
    side_event: SideEvent | None


def _being_planned(edition_id: int) -> Edition:
    edition = Edition.objects.select_for_update(no_key=True).filter(pk=edition_id).first()
    if edition is None:
        raise Refusal("Deze editie bestaat niet meer.")
    if edition.state == EditionState.CLOSED:
        raise Refusal("Deze editie is gesloten. Haar programma verandert niet meer.")
    return edition


def _checked(edition: Edition, planned: Planned) -> None:
    if (planned.begins is None) != (planned.ends is None):
        missing = "ends" if planned.begins else "begins"
        raise Refusal("Vul begin en einde allebei in, of laat ze allebei leeg.", field=missing)
    if planned.begins and planned.ends and planned.ends <= planned.begins:
        raise Refusal("Het einde ligt voor het begin. Pas een van beide aan.", field="ends")
    if planned.room and planned.room.edition_id != edition.pk:
        raise Refusal("Deze zaal hoort bij een andere editie. Kies een zaal uit de lijst.", field="room")
    if planned.side_event and planned.side_event.is_demonstration != edition.is_demonstration:
        raise Refusal("Een verzonnen bijeenkomst en een echte editie horen niet bij elkaar.", field="side_event")


def _lay(session: ProgrammeSession, planned: Planned) -> None:
    for name in Planned.__slots__:
        setattr(session, name, getattr(planned, name))


@transaction.atomic
def add_session(*, edition_id: int, planned: Planned, by: Account, now: datetime) -> ProgrammeSession:
    """The day gets a part; nobody reads it before it is released."""
    edition = _being_planned(edition_id)
    _checked(edition, planned)
    session = ProgrammeSession(edition=edition)
    _lay(session, planned)
    session.save(force_insert=True)
    audit.record(
        action="programme.session_added", obj=edition, by=by, now=now, note=f"‘{session.title}’ kwam in het concept."
    )
    return session


def _session(edition: Edition, session_id: int) -> ProgrammeSession:
    session = edition.programme_sessions.select_for_update().filter(pk=session_id).first()
    if session is None:
        raise Refusal("Dit onderdeel is net weggehaald. Ga terug naar het programma.")
    return session


@transaction.atomic
def change_session(
    *, edition_id: int, session_id: int, planned: Planned, by: Account, now: datetime
) -> ProgrammeSession:
    """A part of the day is planned otherwise."""
    edition = _being_planned(edition_id)
    session = _session(edition, session_id)
    _checked(edition, planned)
    before = {name: getattr(session, name) for name in Planned.__slots__}
    _lay(session, planned)
    if before != {name: getattr(session, name) for name in Planned.__slots__}:
        session.save()
        audit.record(
            action="programme.session_changed", obj=edition, by=by, now=now, note=f"‘{session.title}’ is aangepast."
        )
    return session


@transaction.atomic
def remove_session(*, edition_id: int, session_id: int, by: Account, now: datetime) -> Edition:
    """A part of the day does not take place after all."""
    edition = _being_planned(edition_id)
    session = _session(edition, session_id)
    title = session.title
    session.delete()
    audit.record(
        action="programme.session_removed", obj=edition, by=by, now=now, note=f"‘{title}’ is uit het concept gehaald."
    )
    return edition


@transaction.atomic
def plan_day(*, edition_id: int, opens: time, closes: time, note: str, by: Account, now: datetime) -> ProgrammeDay:
    """Says from when until when the day lasts, and what everybody should know who comes."""
    edition = _being_planned(edition_id)
    if closes <= opens:
        raise Refusal("De dag eindigt voor hij begint. Pas een van beide tijden aan.", field="closes")
    day, _ = ProgrammeDay.objects.update_or_create(
        edition=edition, defaults={"opens": opens, "closes": closes, "note": note}
    )
    audit.record(
        action="programme.day", obj=edition, by=by, now=now, note=f"De dag duurt van {opens:%H:%M} tot {closes:%H:%M}."
    )
    return day


def _name_is_free(edition: Edition, name: str, *, apart_from: int = 0) -> None:
    if edition.rooms.filter(name__iexact=name).exclude(pk=apart_from).exists():
        raise Refusal(f"Er is al een zaal die ‘{name}’ heet. Kies een andere naam.", field="name")


@transaction.atomic
def add_room(*, edition_id: int, name: str, access: str, by: Account, now: datetime) -> Room:
    """The building has a room."""
    edition = _being_planned(edition_id)
    _name_is_free(edition, name)
    room = Room.objects.create(edition=edition, name=name, access=access)
    audit.record(action="programme.room_added", obj=edition, by=by, now=now, note=f"Zaal ‘{name}’ kwam erbij.")
    return room


def _room(edition: Edition, room_id: int) -> Room:
    room = edition.rooms.select_for_update().filter(pk=room_id).first()
    if room is None:
        raise Refusal("Deze zaal is net weggehaald. Ga terug naar de lijst met zalen.")
    return room


@transaction.atomic
def change_room(*, edition_id: int, room_id: int, name: str, access: str, by: Account, now: datetime) -> Room:
    """A room gets another name, or other help for who needs it."""
    edition = _being_planned(edition_id)
    room = _room(edition, room_id)
    _name_is_free(edition, name, apart_from=room.pk)
    room.name, room.access = name, access
    room.save(update_fields=["name", "access"])
    audit.record(action="programme.room_changed", obj=edition, by=by, now=now, note=f"Zaal ‘{name}’ is aangepast.")
    return room


@transaction.atomic
def remove_room(*, edition_id: int, room_id: int, by: Account, now: datetime) -> Edition:
    """A room is not used; only while nothing is planned there."""
    edition = _being_planned(edition_id)
    room = _room(edition, room_id)
    planned = room.sessions.count()
    if planned:
        what = "staat nog 1 onderdeel" if planned == 1 else f"staan nog {planned} onderdelen"
        raise Refusal(f"In {room} {what}. Geef dat eerst een andere zaal.")
    room.delete()
    audit.record(action="programme.room_removed", obj=edition, by=by, now=now, note=f"Zaal ‘{room}’ is weggehaald.")
    return edition


@transaction.atomic
def publish(*, edition_id: int, after: int, seen: str, note: str, by: Account, now: datetime) -> ProgrammeRelease:
    """Makes of the draft the next release. ``after`` and ``seen`` are the release and the draft that the organiser saw.

    The numbers alone say which release holds: a clock that was set back unpublishes nothing.
    """
    edition = _being_planned(edition_id)
    if edition.state == EditionState.DRAFT:
        raise Refusal("De editie is nog een concept: niemand kan haar programma lezen. Kondig haar eerst aan.")
    if edition.date is None:
        raise Refusal("De dialoogdag heeft nog geen datum. Vul die in bij de gegevens van de editie.")
    former = edition.programme_releases.order_by("-number").first()
    if (former.number if former else 0) != after:
        event = log.history_of(edition).filter(action="programme.published").first()
        who = f" door {event.actor}" if event else ""
        raise Refusal(
            f"Er is net al een uitgave gepubliceerd{who}. Ververs de bladzijde om te zien wat er nu nog anders is."
        )
    programme = queries.draft(edition)
    if not programme.slots:
        raise Refusal("Er staat nog niets in het programma. Zet er eerst een onderdeel in.")
    if seal(programme) != seen:
        raise Refusal("Iemand heeft het concept intussen veranderd. Kijk eerst hieronder wat er nu verandert.")
    if former and former.content == as_content(programme):
        raise Refusal(f"Er is niets veranderd sinds uitgave {former.number}. Die blijft gelden.")
    today = timezone.localdate(now)
    release = ProgrammeRelease.objects.create(
        edition=edition,
        number=after + 1,
        published_on=max(today, former.published_on) if former else today,
        note=note,
        content=as_content(programme),
    )
    audit.record(
        action="programme.published",
        obj=edition,
        by=by,
        now=now,
        note=f"Uitgave {release.number} van het programma. {note}".strip(),
        public=True,
    )
    return release
