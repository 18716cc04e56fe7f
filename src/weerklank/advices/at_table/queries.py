"""What the screens of a table ask: who sits here, when, what was written, and what was not taken over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet

from weerklank.advices.at_table.laying import SPOKEN, state_of
from weerklank.advices.at_table.merging import Draft, Kind, Operation, State, Thing
from weerklank.advices.at_table.operations import readable
from weerklank.advices.models import SafePerson, TableOperation, TableSession
from weerklank.advices.queries import groups_of_theme, order_of_speaking
from weerklank.editions.lifecycle import RunState
from weerklank.editions.models import (
    Edition,
    Feature,
    ParticipantRole,
    Seat,
    SessionKind,
    Sitting,
    TableOffer,
    ThemeTable,
)
from weerklank.editions.queries import programme
from weerklank.findings.models import Group
from weerklank.participation.models import HelpLine
from weerklank.web.first_help import NUMBERS

ALARM = "112"
SECTIONS = {"proud": "Trots", "chances": "Kansen", "tensions": "Wringt"}
FIELDS = {
    "title": "Titel",
    "text": "Wat vragen we?",
    "why": "Waarom?",
    "done_when": "Klaar als",
    "adult_additions": "Wat volwassenen erbij willen zetten",
}
# how a table round of three quarters of an hour is shared out; a longer or shorter round in the same proportion
_STEPS = (
    ("Mijn tafel", 10),
    ("Wat kinderen zeiden", 15),
    ("Trots, kansen, wringt", 30),
    ("Advies maken", 30),
    ("Teruglezen", 15),
)
_USUAL = 45


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody at this table as the badge says it: a first name and a role."""

    name: str
    role: str
    round: int


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the round: what, from when until when where the programme says so, and for how many minutes."""

    title: str
    minutes: int
    begins: time | None
    ends: time | None


@dataclass(frozen=True, slots=True)
class Round:
    """One table round of the day, in the steps of the session."""

    title: str
    begins: time | None
    ends: time | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was written and not taken over, with the reason."""

    id: str
    what: str
    words: str
    why: str
    who: str
    device: str


@dataclass(frozen=True, slots=True)
class TableScreen:
    """All that the screens of one table show."""

    table: ThemeTable
    seats: tuple[Seat, ...]
    sitters: tuple[Sitter, ...]
    arranged: tuple[str, ...]
    rounds: tuple[Round, ...]
    safe: SafePerson | None
    groups: tuple[Group, ...]
    state: State
    refused: tuple[Refused, ...]
    held_back: tuple[str, ...]

    @property
    def sections(self) -> tuple[tuple[str, str, tuple[Thing, ...]], ...]:
        return tuple(
            (key, label, tuple(note for note in self.state.notes if note.first("section", "proud") == key))
            for key, label in SECTIONS.items()
        )

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return tuple(draft for draft in self.state.advices if not draft.struck)

    @property
    def order_of_speaking(self) -> str:
        return order_of_speaking(self.seats)

    @property
    def young(self) -> frozenset[int]:
        return frozenset(seat.pk for seat in self.seats if seat.is_young)


def screen_of(table: ThemeTable) -> TableScreen:
    state = state_of(table)
    offer = TableOffer.objects.filter(table=table).first()
    labels = dict(Feature.choices)
    session = TableSession.objects.filter(table=table).first()
    rows = TableOperation.objects.filter(table=table, key__in=list(state.refused))
    seats = tuple(sorted(table.seats.all(), key=lambda seat: (not seat.is_young, seat.pk)))
    return TableScreen(
        table=table,
        seats=seats,
        sitters=sitters_of(table),
        arranged=tuple(str(labels[one]) for one in (offer.features if offer else ()) if one in labels),
        rounds=rounds_of(table.edition),
        safe=SafePerson.objects.filter(edition=table.edition).first(),
        groups=tuple(groups_of_theme(table.edition_theme)),
        state=state,
        # what nobody can read is told of among what is held back
        refused=tuple(_refused(one, state, seats) for one in readable(rows)[0]),
        held_back=tuple(session.held_back) if session else (),
    )


def alarm() -> HelpLine:
    """The number for direct danger, from the help lines that somebody looks after."""
    line = HelpLine.objects.filter(slug=ALARM).first()
    if line is None:
        number = next(one for one in NUMBERS if one.slug == ALARM)
        line = HelpLine(slug=number.slug, name=number.name, phone=number.phone)
    return line


def sitters_of(table: ThemeTable) -> tuple[Sitter, ...]:
    """By first name and role, as the plan that those who come can see for themselves."""
    seated = Sitting.objects.filter(
        table=table, seating__state=RunState.APPROVED, seating__published_on__isnull=False
    ).select_related("attendee")
    latest = seated.order_by("-seating__number").values_list("seating__number", flat=True).first()
    if latest is None:
        return ()
    order = list(ParticipantRole)
    rows = sorted(
        seated.filter(seating__number=latest),
        key=lambda one: (one.round, order.index(ParticipantRole(one.attendee.role)), one.attendee.called),
    )
    return tuple(Sitter(one.attendee.called, one.attendee.get_role_display(), one.round) for one in rows)


def rounds_of(edition: Edition) -> tuple[Round, ...]:
    """The table rounds of the programme as it was released; one of the usual length where there is none."""
    release = programme.latest(edition)
    slots = release.programme.slots if release else ()
    found = tuple(
        _round(slot.title, slot.begins, slot.ends, slot.minutes)
        for slot in slots
        if slot.kind == SessionKind.TABLE_ROUND
    )
    return found or (_round("Tafelronde", None, None, _USUAL),)


def _round(title: str, begins: time | None, ends: time | None, minutes: int) -> Round:
    total = minutes or _USUAL
    at, steps, gone = begins, [], 0
    for number, (name, share) in enumerate(_STEPS, start=1):
        # what rounding leaves over belongs to the last step
        length = total - gone if number == len(_STEPS) else round(total * share / 100)
        gone += length
        until = _later(at, length)
        steps.append(Step(name, length, at, until))
        at = until
    return Round(title, begins, ends, tuple(steps))


def _later(at: time | None, minutes: int) -> time | None:
    return (datetime.combine(date(2000, 1, 1), at) + timedelta(minutes=minutes)).time() if at else None


def _refused(one: Operation, state: State, seats: tuple[Seat, ...]) -> Refused:
    title = next((draft.text.title for draft in state.advices if draft.id == one.advice), "")
    about = f" van ‘{title}’" if title and one.kind != Kind.PUT else ""
    words = _quoted(one) if one.kind == Kind.PUT else words_of(one)
    if one.kind == Kind.SAY:
        who = next((seat.alias for seat in seats if seat.pk == one.data["seat"]), "Een plaats van een andere tafel")
        words = f"{who} zei: dit bedoelden we." if one.data["agrees"] else _not_meant(who, one)
    return Refused(one.id, what_of(one) + about, words, state.refused[one.id], one.who, one.device)


def _not_meant(who: str, one: Operation) -> str:
    return f"{who} zei: dit bedoelden we niet. ‘{one.data['dissent']}’"


def _quoted(one: Operation) -> str:
    return " · ".join(f"‘{_spoken(name, value)}’" for name, value in one.data["fields"].items())


def what_of(one: Operation) -> str:
    """What somebody did, in two words."""
    if one.kind == Kind.PUT:
        return {"note": "Notitie", "record": "Verslag", "advice": "Advies", "part": "Onderdeel"}[one.data["object"]]
    return {
        Kind.COUNT: "Telling",
        Kind.START: "Begin teruglezen",
        Kind.REOPEN: "Tekst weer open",
        Kind.SAY: "Teruglezen",
    }[one.kind]


def words_of(one: Operation) -> str:
    """The words in it, as they were written."""
    if one.kind == Kind.PUT:
        return " · ".join(_spoken(name, value) for name, value in one.data["fields"].items())
    if one.kind == Kind.SAY:
        return str(one.data["dissent"]) or ("Dit bedoelden we." if one.data["agrees"] else "Dit bedoelden we niet.")
    if one.kind == Kind.COUNT:
        return "volwassene aan het woord" if one.data["voice"] == "adult" else "kind of jongere aan het woord"
    return ""


def _spoken(name: str, value: object) -> str:
    if name == "struck":
        return "doorgestreept" if value else "niet meer doorgestreept"
    if name.startswith("source:"):
        return f"groep {name[7:]} {'erbij' if value else 'eraf'}"
    if isinstance(value, bool):
        return "aan" if value else "uit"
    return SPOKEN.get(str(value), SECTIONS.get(str(value), str(value)))


@dataclass(frozen=True, slots=True)
class Written:
    """One row of what a table wrote, for whoever wants to see everything."""

    row: TableOperation
    what: str
    words: str
    why_not: str


def written_at(table: ThemeTable, *, words: str = "", stand: str = "") -> list[Written]:
    """Everything that was sent from a table, in its row; ``stand`` asks for what was refused, or was not."""
    state = state_of(table)
    kept = list(TableOperation.objects.filter(table=table).order_by("clock", "device", "key"))
    known = {one.id: one for one in readable(kept)[0]}
    rows = (
        Written(row, what_of(one) if one else "Niet te lezen", words_of(one) if one else "", state.refused.get(key, ""))
        for row in kept
        for key in [str(row.key)]
        for one in [known.get(key)]
    )
    return [
        one
        for one in rows
        if (not stand or bool(one.why_not) == (stand == "niet"))
        and (not words or words.casefold() in f"{one.words} {one.row.who} {one.what}".casefold())
    ]


def tables_of(edition: Edition) -> QuerySet[ThemeTable]:
    """The tables of an edition with their keys, and how much was written at each."""
    return (
        ThemeTable.objects.filter(edition_theme__edition=edition)
        .select_related("edition_theme__edition", "key")
        .annotate(written=Count("operations"))
        .order_by("edition_theme__order", "number")
    )


def devices_of(table: ThemeTable) -> int:
    return TableOperation.objects.filter(table=table).values("device").distinct().count()
