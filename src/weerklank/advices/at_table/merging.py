"""What a table's operations come to: the same for every order, every repetition and every split over devices.

Nothing here asks the database or the clock. ``merge.js`` does the same on a device; a test lays the two side by side.
How it works and why stands in docs/decisions/two-devices-at-one-table.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from weerklank.advices.at_table.reading import Reading, Text, hear

YOUNG_VOICES = ("child", "young_person")
EXPECTED = "adult_expected_before"
TOO_LATE = "Het teruglezen was al begonnen. Wat hierna nog verandert, vraagt een kind of jongere."
STAYS = "Wat volwassenen vooraf verwachtten, blijft staan zoals het was."
ONLY_THE_YOUNG = "Alleen een kind of jongere kan vragen om de tekst te veranderen als het teruglezen is begonnen."
ALREADY = "Dit advies wordt al teruggelezen."
NOT_WHOLE = "Een advies heeft een titel, een vraag en minstens één onderdeel nodig voor het teruglezen begint."
TOO_OFTEN_READ = "Het teruglezen van dit advies is al heel vaak begonnen. Ga samen verder met de tekst die er staat."
TWO_VERSIONS = "Van deze tekst staan er twee versies. Kies er eerst één; daarna kan het teruglezen beginnen."

# a table begins two or three times; each beginning is weighed against every word of the advice
MOST_STARTS = MOST_REOPENINGS = 40


class Kind(StrEnum):
    PUT = "put"
    COUNT = "count"
    START = "start"
    REOPEN = "reopen"
    SAY = "say"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing done on one device; ``clock`` is higher than that of everything the device knew."""

    id: str
    device: str
    clock: int
    kind: Kind
    data: Mapping[str, Any]
    who: str = ""

    @property
    def order(self) -> tuple[int, str, str]:
        """The same row for everybody, whenever things arrived."""
        return (self.clock, self.device, self.id)

    @property
    def advice(self) -> str:
        """The draft of an advice that this is about; empty where it is about none."""
        if self.kind != Kind.PUT:
            return str(self.data.get("advice", ""))
        about = {"advice": self.data.get("id", ""), "part": self.data.get("advice", "")}
        return str(about.get(self.data["object"], ""))

    def named(self, name: str) -> frozenset[str]:
        """The operations that this one says it knew, under one heading."""
        return frozenset(self.data.get(name, ()))


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a field, and the operations that gave it."""

    value: Any
    ids: tuple[str, ...]
    who: str = ""


Fields = dict[str, tuple[Version, ...]]


@dataclass(frozen=True, slots=True)
class Thing:
    """A note, an advice or a part of one: its fields, each with one version, or more where two devices differ."""

    id: str
    fields: Fields

    def first(self, name: str, otherwise: Any = "") -> Any:
        versions = self.fields.get(name, ())
        return versions[0].value if versions else otherwise

    def differs(self, name: str) -> bool:
        return len(self.fields.get(name, ())) > 1

    @property
    def disputed(self) -> tuple[str, ...]:
        return tuple(sorted(name for name in self.fields if self.differs(name)))

    @property
    def struck(self) -> bool:
        """Crossed out; only when everybody who touched it last did so."""
        versions = self.fields.get("struck", ())
        return bool(versions) and all(version.value for version in versions)


@dataclass(frozen=True, slots=True)
class Draft(Thing):
    """An advice as the table writes it."""

    parts: tuple[Thing, ...] = ()
    reading: Reading | None = None
    # every accepted operation about it, every beginning of the read-back and every reopening: what the next one knows
    covers: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    reopenings: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[int, ...]:
        chosen = (name for name in self.fields if name.startswith("source:") and self.first(name))
        return tuple(sorted(int(name.removeprefix("source:")) for name in chosen))

    @property
    def text(self) -> Text:
        return text_of(self)

    @property
    def has_dispute(self) -> bool:
        return bool(self.disputed) or any(part.disputed for part in self.parts)


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a table has, and what was not taken over with the reason."""

    record: Fields
    notes: tuple[Thing, ...]
    advices: tuple[Draft, ...]
    counts: Mapping[str, int]
    refused: Mapping[str, str]
    clock: int = 0
    known: frozenset[str] = field(default_factory=frozenset)


def text_of(draft: Draft) -> Text:
    """The text as it is read aloud: the first version of every field, and the parts that stand."""
    parts = (str(part.first("text")).strip() for part in draft.parts if not part.struck)

    def words(name: str) -> str:
        return str(draft.first(name)).strip()

    return Text(
        title=words("title"),
        text=words("text"),
        why=words("why"),
        done_when=words("done_when"),
        adult_additions=words("adult_additions"),
        parts=tuple(part for part in parts if part),
    )


def in_row(operations: Iterable[Operation]) -> list[Operation]:
    """Each once, in the row that is the same for everybody."""
    return sorted({one.id: one for one in operations}.values(), key=lambda one: one.order)


def merge(operations: Iterable[Operation], *, seats: Collection[int], young: Collection[int]) -> State:
    """What all operations together come to; ``seats`` are the places at the table, ``young`` those of children."""
    row = in_row(operations)
    refused: dict[str, str] = {}
    puts = [one for one in row if one.kind == Kind.PUT]
    drafts: dict[str, list[Operation]] = {}
    for one in row:
        if one.advice:
            drafts.setdefault(one.advice, []).append(one)
    advices = tuple(_draft(key, about, seats, young, refused) for key, about in drafts.items())
    _keep_expectation(puts, refused)
    notes = _things(one for one in puts if one.data["object"] == "note")
    record = _fields([one for one in puts if one.data["object"] == "record" and one.id not in refused])
    counts: dict[str, int] = {}
    for one in row:
        if one.kind == Kind.COUNT:
            counts[one.data["voice"]] = counts.get(one.data["voice"], 0) + 1
    return State(
        record,
        notes,
        tuple(one for one in advices if one.fields or one.parts),
        counts,
        {key: refused[key] for key in sorted(refused)},
        max((one.clock for one in row), default=0),
        frozenset(one.id for one in row),
    )


def _fields(puts: list[Operation]) -> Fields:
    """Per field the versions that nobody replaced: a later value stands in the place of those that it knew.

    Each operation is looked at once per field that it sets: a table that wrote a lot waits no longer for each of them.
    """
    setting: dict[str, list[Operation]] = {}
    for one in puts:
        for name in one.data["fields"]:
            setting.setdefault(name, []).append(one)
    return {name: _versions(name, setting[name]) for name in sorted(setting)}


def _versions(name: str, setting: list[Operation]) -> tuple[Version, ...]:
    order = {one.id: one.order for one in setting}
    replaced = {
        before
        for one in setting
        for before in one.data.get("seen", {}).get(name, ())
        # knowing what comes later is impossible; this way two that claim each other do not both vanish
        if before in order and order[before] < one.order
    }
    by_value: dict[Any, list[Operation]] = {}
    for one in setting:
        if one.id not in replaced:
            by_value.setdefault(one.data["fields"][name], []).append(one)
    return tuple(Version(value, tuple(one.id for one in gave), gave[0].who) for value, gave in by_value.items())


def _things(puts: Iterable[Operation]) -> tuple[Thing, ...]:
    by_key: dict[str, list[Operation]] = {}
    for one in puts:
        by_key.setdefault(one.data["id"], []).append(one)
    return tuple(Thing(key, _fields(about)) for key, about in by_key.items())


def _keep_expectation(puts: list[Operation], refused: dict[str, str]) -> None:
    """What adults expected is written once; two devices that wrote at the same time both keep theirs."""
    standing: set[str] = set()
    for one in puts:
        if one.data["object"] == "record" and EXPECTED in one.data["fields"]:
            if standing & set(one.data.get("seen", {}).get(EXPECTED, ())):
                refused[one.id] = STAYS
            elif one.data["fields"][EXPECTED].strip():
                standing.add(one.id)


def _plain(key: str, puts: Iterable[Operation]) -> Draft:
    """A draft from its words alone."""
    puts = list(puts)
    return Draft(
        key,
        _fields([one for one in puts if one.data["object"] == "advice"]),
        _things(one for one in puts if one.data["object"] == "part"),
    )


def _draft(
    key: str, about: list[Operation], seats: Collection[int], young: Collection[int], refused: dict[str, str]
) -> Draft:
    """One advice: first which beginnings of the read-back hold, then which words came too late, then who was heard."""
    puts = [one for one in about if one.kind == Kind.PUT]
    begun = [one for one in about if one.kind == Kind.START]
    for one in begun[MOST_STARTS:]:
        refused[one.id] = TOO_OFTEN_READ
    begun = begun[:MOST_STARTS]
    begins = {one.id for one in begun}
    opened: dict[str, frozenset[str]] = {}
    for one in about:
        if one.kind == Kind.REOPEN:
            if one.data["asked_by"] not in YOUNG_VOICES:
                refused[one.id] = ONLY_THE_YOUNG
            elif len(opened) == MOST_REOPENINGS:
                refused[one.id] = TOO_OFTEN_READ
            else:
                opened[one.id] = one.named("starts") & begins
    texts: dict[str, Text] = {}
    covered: dict[str, frozenset[str]] = {}
    for one in begun:
        covers = one.named("covers")
        # what was read aloud: only a read-back that this one knew could make words in it come too late
        before = {start: covered[start] for start in one.named("starts") if start in covered}
        read = _plain(key, (put for put in puts if put.id in covers and not _late(put, before, opened)))
        if (one.named("starts") & set(texts)) - _lifted(one, opened):
            refused[one.id] = ALREADY
        elif read.has_dispute:
            refused[one.id] = TWO_VERSIONS
        elif not text_of(read).whole:
            refused[one.id] = NOT_WHOLE
        else:
            texts[one.id], covered[one.id] = text_of(read), covers
    for one in puts:
        if _late(one, covered, opened):
            refused[one.id] = TOO_LATE
    lifted = {start for starts in opened.values() for start in starts}
    reading = hear([one for one in about if one.kind == Kind.SAY], texts, lifted, seats, young, refused)
    taken = [one for one in puts if one.id not in refused]
    plain = _plain(key, taken)
    return Draft(key, plain.fields, plain.parts, reading, tuple(one.id for one in taken), tuple(texts), tuple(opened))


def _lifted(one: Operation, opened: Mapping[str, frozenset[str]]) -> set[str]:
    """The read-backs that ended for this operation: those whose reopening it knew."""
    return {start for key in one.named("after") if key in opened for start in opened[key]}


def _late(one: Operation, covered: Mapping[str, frozenset[str]], opened: Mapping[str, frozenset[str]]) -> bool:
    """Whether a read-back began that did not know these words, and none did."""
    if any(one.id in covers for covers in covered.values()):
        return False
    return bool(set(covered) - _lifted(one, opened))
