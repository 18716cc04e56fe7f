"""The programme of a day as values: what a release holds, what changed since another, and what an organiser should see."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from weerklank.editions.models import SessionKind

# children sit still no longer than this without a pause, and talk at one table no longer than that
MOST_WITHOUT_BREAK = 90
LONGEST_TABLE_ROUND = 45
# so many minutes in which nothing is planned are a pause too
A_PAUSE = 10


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the day, with everything that is to be read of it."""

    uid: str
    kind: SessionKind
    title: str
    begins: time | None = None
    ends: time | None = None
    room: str = ""
    led_by: str = ""
    text: str = ""
    access: str = ""
    room_access: str = ""
    language: str = ""
    audience: str = ""
    meeting: str = ""

    @property
    def named(self) -> str:
        """With its hour in front, where it has one."""
        return f"{self.begins:%H:%M} {self.title}" if self.begins else self.title

    @property
    def all_access(self) -> str:
        """What the part itself offers, and what its room does."""
        return " · ".join(words.rstrip(".") for words in (self.access, self.room_access) if words)

    @property
    def minutes(self) -> int:
        return _minute(self.ends) - _minute(self.begins) if self.begins and self.ends else 0


@dataclass(frozen=True, slots=True)
class Programme:
    """A whole day: where, when it opens, what everybody should know, and its parts in the order of time."""

    day: date | None
    place: str = ""
    opens: time | None = None
    closes: time | None = None
    note: str = ""
    slots: tuple[Slot, ...] = ()


def _minute(at: time | None) -> int:
    return at.hour * 60 + at.minute if at else 0


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def in_order(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """By time; what has none yet comes last."""
    return tuple(sorted(slots, key=lambda slot: (slot.begins is None, _minute(slot.begins), _minute(slot.ends))))


# --- As it is kept in a release ----------------------------------------------------------------------------------------


def _plain(value: object) -> object:
    return value.strftime("%H:%M") if isinstance(value, time) else value


def as_content(programme: Programme) -> dict[str, Any]:
    """What a release keeps: plain values that any other programme can read too."""
    return {
        "day": programme.day.isoformat() if programme.day else None,
        "place": programme.place,
        "opens": _plain(programme.opens),
        "closes": _plain(programme.closes),
        "note": programme.note,
        "sessions": [{name: _plain(value) for name, value in asdict(slot).items()} for slot in programme.slots],
    }


def _time(written: str | None) -> time | None:
    return time.fromisoformat(written) if written else None


def of_content(content: dict[str, Any]) -> Programme:
    """What a release kept, back as values."""
    return Programme(
        day=date.fromisoformat(content["day"]) if content["day"] else None,
        place=content["place"],
        opens=_time(content["opens"]),
        closes=_time(content["closes"]),
        note=content["note"],
        slots=tuple(
            Slot(
                **session
                | {
                    "kind": SessionKind(session["kind"]),
                    "begins": _time(session["begins"]),
                    "ends": _time(session["ends"]),
                }
            )
            for session in content["sessions"]
        ),
    )


def seal(programme: Programme) -> str:
    """Two programmes that read the same have the same seal."""
    written = json.dumps(as_content(programme), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


# --- What changed ------------------------------------------------------------------------------------------------------


def changes(before: Programme, after: Programme) -> tuple[str, ...]:
    """What somebody who knew the one must hear of the other, in the order of the day."""
    earlier, later = ({slot.uid: slot for slot in one.slots} for one in (before, after))
    told = list(_of_the_day(before, after))
    both = in_order([*later.values(), *(slot for uid, slot in earlier.items() if uid not in later)])
    for slot in both:
        if slot.uid not in later:
            told.append(_("Vervalt: {what}.").format(what=slot.named))
        elif slot.uid not in earlier:
            where = _(" ({room})").format(room=slot.room) if slot.room else ""
            told.append(_("Nieuw: {what}{where}.").format(what=slot.named, where=where))
        else:
            told += _of_one(earlier[slot.uid], slot)
    return tuple(told)


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else _("nog niet bekend")


def _of_the_day(before: Programme, after: Programme) -> Iterator[str]:
    if before.day != after.day:
        yield _("De dag is nu {now} (was {then}).").format(now=_day(after.day), then=_day(before.day))
    if before.place != after.place:
        yield _("De plaats is nu {now}.").format(now=after.place or _("nog niet bekend"))
    if (before.opens, before.closes) != (after.opens, after.closes) and after.opens and after.closes:
        yield _("De dag duurt nu van {opens} tot {closes}.").format(
            opens=f"{after.opens:%H:%M}", closes=f"{after.closes:%H:%M}"
        )
    if before.note != after.note:
        yield _("Wat iedereen moet weten die komt, is aangepast.")


def _hours(slot: Slot) -> str:
    if not (slot.begins and slot.ends):
        return _("een tijd die nog volgt")
    return _("{begins} tot {ends}").format(begins=f"{slot.begins:%H:%M}", ends=f"{slot.ends:%H:%M}")


def _of_one(before: Slot, after: Slot) -> Iterator[str]:
    what = after.named
    if before.title != after.title:
        yield _("{what} heette eerst ‘{then}’.").format(what=what, then=before.title)
    if (before.begins, before.ends) != (after.begins, after.ends):
        yield _("{what}: nu {now} (was {then}).").format(what=after.title, now=_hours(after), then=_hours(before))
    if before.room != after.room:
        if after.room and before.room:
            yield _("{what}: naar {room} (was {then}).").format(what=what, room=after.room, then=before.room)
        elif after.room:
            yield _("{what}: in {room}.").format(what=what, room=after.room)
        else:
            yield _("{what}: de zaal volgt nog (was {then}).").format(what=what, then=before.room)
    words = {
        "kind": _("de soort"),
        "led_by": _("wie het leidt"),
        "text": _("de uitleg"),
        "access": _("de toegankelijkheid"),
        "room_access": _("de toegankelijkheid van de zaal"),
        "language": _("de taal"),
        "audience": _("voor wie"),
        "meeting": _("waar men zich aanmeldt"),
    }
    if before.room != after.room:
        # another room offers other things: that it is another room has been said
        words.pop("room_access")
    other = [word for name, word in words.items() if getattr(before, name) != getattr(after, name)]
    if other:
        yield _("{what}: aangepast is {which}.").format(what=what, which=", ".join(other))


# --- What an organiser should see --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that is probably not meant so, and the parts of the day that it is about. It blocks nothing."""

    sentence: str
    uids: tuple[str, ...]


def warnings(programme: Programme) -> tuple[Caution, ...]:
    """Everything worth a second look, in the order of the day."""
    timed = [slot for slot in in_order(programme.slots) if slot.begins and slot.ends]
    found = [
        *_twice_in_one_room(timed),
        *_too_long_at_one_table(timed),
        *_too_long_without_break(timed),
        *_outside_the_day(programme, timed),
        *_restricted_without_audience(programme.slots),
    ]
    untimed = [slot for slot in programme.slots if not slot.begins]
    found += [Caution(f"‘{slot.title}’ heeft nog geen tijd.", (slot.uid,)) for slot in untimed]
    return tuple(found)


def _twice_in_one_room(timed: list[Slot]) -> Iterator[Caution]:
    for number, one in enumerate(timed):
        for other in timed[number + 1 :]:
            if one.room and one.room == other.room and _minute(other.begins) < _minute(one.ends):
                yield Caution(
                    f"In {one.room} staan er twee tegelijk: ‘{one.named}’ en ‘{other.named}’.", (one.uid, other.uid)
                )


def _too_long_at_one_table(timed: list[Slot]) -> Iterator[Caution]:
    for slot in timed:
        if slot.kind == SessionKind.TABLE_ROUND and slot.minutes > LONGEST_TABLE_ROUND:
            yield Caution(
                f"‘{slot.named}’ duurt {slot.minutes} minuten. Een tafelronde van meer dan {LONGEST_TABLE_ROUND} "
                "minuten is lang voor kinderen.",
                (slot.uid,),
            )


def _too_long_without_break(timed: list[Slot]) -> Iterator[Caution]:
    """What is only for others counts for no child; a pause is one that is planned, or ten minutes of nothing."""
    with_children = [slot for slot in timed if slot.kind not in (SessionKind.BREAK, SessionKind.SIDE_EVENT)]
    breaks = [slot for slot in timed if slot.kind == SessionKind.BREAK]
    stretch: list[Slot] = []
    for slot in with_children:
        end = max((_minute(one.ends) for one in stretch), default=0)
        start = _minute(slot.begins)
        paused = any(start > end and _minute(one.begins) < start and _minute(one.ends) > end for one in breaks)
        if stretch and (start - end >= A_PAUSE or paused):
            yield from _stretch(stretch)
            stretch = []
        stretch.append(slot)
    yield from _stretch(stretch)


def _stretch(stretch: list[Slot]) -> Iterator[Caution]:
    if not stretch:
        return
    first, last = _minute(stretch[0].begins), max(_minute(one.ends) for one in stretch)
    if last - first > MOST_WITHOUT_BREAK:
        yield Caution(
            f"Van {_clock(first)} tot {_clock(last)} is er geen pauze: {last - first} minuten. "
            f"Kinderen hebben na {MOST_WITHOUT_BREAK} minuten een pauze nodig.",
            tuple(one.uid for one in stretch),
        )


def _outside_the_day(programme: Programme, timed: list[Slot]) -> Iterator[Caution]:
    if not (programme.opens and programme.closes):
        return
    for slot in timed:
        if _minute(slot.begins) < _minute(programme.opens) or _minute(slot.ends) > _minute(programme.closes):
            yield Caution(
                f"‘{slot.named}’ valt buiten de dag, die van {programme.opens:%H:%M} tot {programme.closes:%H:%M} duurt.",
                (slot.uid,),
            )


def _restricted_without_audience(slots: Iterable[Slot]) -> Iterator[Caution]:
    for slot in slots:
        if slot.kind == SessionKind.SIDE_EVENT and not slot.audience:
            yield Caution(f"Bij ‘{slot.named}’ staat niet voor wie het is.", (slot.uid,))


# --- How it is read ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """Morning, afternoon, evening, or what has no hour yet."""

    key: str
    label: str
    slots: tuple[Slot, ...]


def parts_of_day(programme: Programme) -> tuple[PartOfDay, ...]:
    """The day under its headings, without a heading under which nothing stands."""
    bounds = (("ochtend", _("Ochtend"), 0), ("middag", _("Middag"), 12), ("avond", _("Avond"), 18), ("", "", 24))
    slots = in_order(programme.slots)
    parts = [
        PartOfDay(key, label, tuple(slot for slot in slots if slot.begins and start <= slot.begins.hour < end))
        for (key, label, start), (_key, _label, end) in pairwise(bounds)
    ]
    parts.append(PartOfDay("later", _("Tijd volgt nog"), tuple(slot for slot in slots if not slot.begins)))
    return tuple(part for part in parts if part.slots)
