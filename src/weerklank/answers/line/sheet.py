"""An answer as a sheet of questions and answers that a person can read, a program can read back, and mail can carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from weerklank.answers.draft import Draft, PartDraft
from weerklank.answers.models import Addressee, Position, ReasonType

LONGEST = 10_000
# what we wrote ourselves stands behind this sign, so that an answer may hold a line that looks like a question
VALUE = "| "
# says that what follows belongs to no question; no text of a person holds this sign
END = "\f"
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"),
    *("november", "december"),
)

PART_LABELS = {
    "position": "Standpunt",
    "reason_type": "Wat voor reden is het?",
    "explanation": "Leg uit waarom",
    "would_change_mind": "Wat zou u van gedachten doen veranderen?",
    "alternative": "Wat doet u in plaats daarvan?",
    "promise": "Wat belooft u?",
    "promise_by": "Wie doet het?",
    "promise_due": "Wanneer is het klaar?",
    "promise_seen": "Hoe zien kinderen dat het gedaan is?",
}
OWN_LABELS = {
    "summary": "Samenvatting van het antwoord",
    "child_version": "Het antwoord voor kinderen",
    "reading_note": "Waarom het niet makkelijker kan",
    "not_thought_of": "Wat in dit advies had u zelf niet bedacht?",
    "since_then": "Wat is er gedaan sinds dit eerder werd gevraagd?",
    "signatory": "Wie tekent dit antwoord?",
}
ASKED, ADVICE, BODY, REVISION, WHOLE = (
    "Wat is gevraagd", "Advies", "Antwoord van", "Bewaard als versie", "Het hele antwoord",
)  # fmt: skip
# a heading, and no sentence that begins with the same words
PART = re.compile(r"onderdeel\s+(\d{1,4})\s*(?:$|[:.)(–-])", re.IGNORECASE)
_BULLET = re.compile(r"^[\s•·*\-–>#]+(?=\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: a part by its number, or 0 for the whole answer; and which question."""

    order: int
    name: str

    @property
    def words(self) -> str:
        if self.order:
            return f"Onderdeel {self.order}: {PART_LABELS[self.name]}"
        return OWN_LABELS[self.name]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What came back: the answers that were found, what makes it unusable, and what is only good to know."""

    said: dict[Place, str] = field(default_factory=dict)
    revision: int | None = None
    complaints: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One question with what stands there now."""

    place: Place
    label: str
    value: str


def in_words(name: str, value: str) -> str:
    """A choice or a day as people read it."""
    if name == "position" and value in Position.values:
        return str(Position(value).label)
    if name == "reason_type" and value in ReasonType.values:
        return str(ReasonType(value).label)
    if name == "promise_due":
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return value
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return value


def own_fields(addressee: Addressee) -> tuple[str, ...]:
    """The questions about the whole; what was done since is asked only where something was asked before."""
    return tuple(name for name in OWN_LABELS if name != "since_then" or addressee.advice.raised_before_id)


def rows_of(addressee: Addressee, draft: Draft) -> Iterator[Row]:
    """Every question in its order, with what stands there now in words."""
    for part in addressee.parts():
        given = draft.part(part.pk)
        for name, label in PART_LABELS.items():
            yield Row(Place(part.order, name), label, in_words(name, getattr(given, name)))
    for name in own_fields(addressee):
        yield Row(Place(0, name), OWN_LABELS[name], getattr(draft, name))


def as_text(said: dict[Place, str], *, revision: int | None = None) -> str:
    """The sheet as plain text, so that what was looked at is what is taken."""
    lines = [] if revision is None else [f"{REVISION}: {revision}"]
    order: int | None = None
    for place, value in sorted(said.items(), key=lambda pair: (not pair[0].order, pair[0].order)):
        if place.order != order:
            order = place.order
            lines += ["", f"Onderdeel {order}" if order else WHOLE]
        lines += [(PART_LABELS if order else OWN_LABELS)[place.name], *(VALUE + line for line in value.split("\n"))]
    return "\n".join(lines)


# --- Reading -----------------------------------------------------------------------------------------------------------


def _plain(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").casefold().rstrip("?:").split())


_PART_KNOWN = {_plain(label): name for name, label in PART_LABELS.items()} | {
    "reden": "reason_type", "soort reden": "reason_type", "uitleg": "explanation", "toelichting": "explanation",
    "alternatief": "alternative", "toezegging": "promise", "belofte": "promise",
}  # fmt: skip
_OWN_KNOWN = {_plain(label): name for name, label in OWN_LABELS.items()} | {
    "samenvatting": "summary", "kinderversie": "child_version", "ondertekening": "signatory",
}  # fmt: skip
_HEAD_KNOWN = {_plain(label): label for label in (ADVICE, BODY, REVISION)}


class _Reader:
    """Goes through the lines and knows where it is: in which part, at which question."""

    def __init__(self) -> None:
        self.order: int | None = None
        self.place: Place | None = None
        self.skipping = False
        self.said: dict[Place, list[str]] = {}
        self.head: dict[str, str] = {}
        self.parts: list[int] = []
        self.complaints: list[str] = []
        self.loose: list[str] = []

    def read(self, line: str) -> None:
        if line.startswith(VALUE.rstrip()) and (line.startswith(VALUE) or line == VALUE.rstrip()):
            self._value(line[len(VALUE) :])
            return
        if line == END:
            self.place = None
            return
        bare = _BULLET.sub("", line).strip()
        if (found := PART.match(bare)) is not None:
            self._part(int(found.group(1)))
        elif _plain(bare) == _plain(WHOLE):
            self.order, self.place, self.skipping = 0, None, False
        elif not self._question(bare):
            self._value(line.strip())

    def _part(self, order: int) -> None:
        if order in self.parts:
            self.complaints.append(f"Onderdeel {order} staat er twee keer. Laat er één staan.")
        self.parts.append(order)
        self.order, self.place, self.skipping = order, None, False

    def _question(self, bare: str) -> bool:
        """Whether this line asks something: a known question alone, or before a colon or a tab."""
        words, sign, rest = bare, "", ""
        if (cut := re.match(r"([^:\t]{3,60}?)\s*\??\s*([:\t])\s*(.*)$", bare, re.DOTALL)) is not None:
            words, sign, rest = cut.groups()
        known = _plain(words)
        if known == _plain(ASKED):
            self.place, self.skipping = None, True
            return True
        if self.order is None and sign and known in _HEAD_KNOWN:
            self.head[_HEAD_KNOWN[known]] = rest.strip()
            return True
        if self.order and known in _PART_KNOWN:
            self._open(Place(self.order, _PART_KNOWN[known]), rest)
            return True
        if known in _OWN_KNOWN:
            self.order = 0
            self._open(Place(0, _OWN_KNOWN[known]), rest)
            return True
        return False

    def _open(self, place: Place, rest: str) -> None:
        if place in self.said:
            self.complaints.append(f"‘{place.words}’ staat er twee keer. Laat er één staan.")
        self.place, self.skipping, self.said[place] = place, False, []
        if rest.strip():
            self._value(rest.removeprefix(VALUE).strip())

    def _value(self, words: str) -> None:
        if self.place is not None:
            self.said[self.place].append(words.rstrip())
        elif words.strip() and not self.skipping and self.order is not None:
            self.loose.append(words.strip())


def read(text: str, addressee: Addressee) -> Sheet:
    """What a pasted or returned answer says, and everything that is missing, unknown or there twice."""
    reader = _Reader()
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        reader.read(line)
    said = {place: _joined(lines) for place, lines in reader.said.items()}
    complaints = [*_of_something_else(reader, addressee), *reader.complaints, *_missing(reader, said, addressee)]
    values: dict[Place, str] = {}
    for place, value in said.items():
        read_value, complaint = _value_of(place, value)
        values[place] = read_value
        complaints += [complaint] if complaint else []
    since = Place(0, "since_then")
    if addressee.advice.raised_before_id is None and values.pop(since, ""):
        complaints.append(f"‘{since.words}’ hoort niet bij dit advies: het is niet eerder gegeven.")
    revision = reader.head.get(REVISION, "")
    return Sheet(
        said=values,
        revision=int(revision) if revision.isdecimal() and len(revision) < 9 else None,
        complaints=tuple(dict.fromkeys(complaints)),
        notes=_notes(reader, values, addressee),
    )


def _joined(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _of_something_else(reader: _Reader, addressee: Addressee) -> Iterator[str]:
    number, body = addressee.advice.number, addressee.organisation.name
    if (given := reader.head.get(ADVICE, number)) != number:
        yield f"Dit is het antwoord op {given[:40]}, en u bent bij {number}."
    if (given := reader.head.get(BODY, body)) != body:
        yield f"Dit is het antwoord van {given[:80]}, en u schrijft dat van {body}."


def _missing(reader: _Reader, said: dict[Place, str], addressee: Addressee) -> Iterator[str]:
    orders = [part.order for part in addressee.parts()]
    for order in dict.fromkeys(reader.parts):
        if order not in orders:
            yield f"Onderdeel {order} kennen we niet. U antwoordt op {_listed(orders)}."
    for order in orders:
        if order not in reader.parts:
            yield f"Onderdeel {order} ontbreekt."
        elif Place(order, "position") not in said:
            yield f"Onderdeel {order}: het standpunt ontbreekt. Zet er een regel ‘{PART_LABELS['position']}: …’ bij."


def _listed(orders: Sequence[int]) -> str:
    return "onderdeel " + ", ".join(map(str, orders))


def _value_of(place: Place, value: str) -> tuple[str, str]:
    """A choice by its word or its label, a day as it is written; else the words themselves."""
    if len(value) > LONGEST:
        return value[:LONGEST], f"{place.words}: dit is langer dan {LONGEST} tekens."
    if not value:
        return "", ""
    if place.name in ("position", "reason_type"):
        choices: list[tuple[str, str]] = list(Position.choices if place.name == "position" else ReasonType.choices)
        by_word = {_plain(str(label)): key for key, label in choices} | {key: key for key, _ in choices}
        if (found := by_word.get(_plain(value).rstrip("."))) is not None:
            return found, ""
        known = " · ".join(str(label) for _, label in choices)
        return "", f"{place.words}: ‘{value[:60]}’ kennen we niet. Kies uit: {known}."
    if place.name == "promise_due":
        day = _day(value)
        return (
            (day.isoformat(), "") if day else ("", f"{place.words}: ‘{value[:40]}’ is geen dag. Schrijf: 1 mei 2027.")
        )
    return value, ""


def _day(value: str) -> date | None:
    words = value.strip().rstrip(".").casefold()
    for number, month in enumerate(MONTHS, start=1):
        words = re.sub(rf"\b{month}\b", str(number), words)
    parts = re.split(r"[\s\-/.]+", words)
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    first, middle, last = map(int, parts)
    try:
        return date(first, middle, last) if first > 31 else date(last, middle, first)
    except (ValueError, OverflowError):
        return None


def _notes(reader: _Reader, said: dict[Place, str], addressee: Addressee) -> tuple[str, ...]:
    notes = []
    if reader.loose:
        notes.append(f"Hoort bij geen vraag en is niet overgenomen: ‘{' / '.join(reader.loose)[:200]}’.")
    asked = {part.order: [name for name in PART_LABELS if name != "position"] for part in addressee.parts()}
    for order, names in {**asked, 0: list(own_fields(addressee))}.items():
        labels = PART_LABELS if order else OWN_LABELS
        absent = [labels[name].rstrip("?") for name in names if Place(order, name) not in said]
        if said and absent:
            where = f"onderdeel {order}" if order else "het hele antwoord"
            notes.append(f"Bij {where} niet genoemd, dus dat blijft zoals het was: {'; '.join(absent)}.")
    return tuple(notes)


def filled(draft: Draft, sheet: Sheet, addressee: Addressee) -> Draft:
    """The draft with what the sheet says; what the sheet does not name stays."""
    own = {place.name: value for place, value in sheet.said.items() if not place.order}
    parts = []
    for part in addressee.parts():
        given: PartDraft = draft.part(part.pk)
        changes = {place.name: value for place, value in sheet.said.items() if place.order == part.order}
        parts.append(PartDraft(part.pk, **{name: changes.get(name, getattr(given, name)) for name in PART_LABELS}))
    return replace(draft, **own, parts=tuple(parts))
