"""Which column of a table is what of ours: the fields there are, what a mapping must hold, and its rows as records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weerklank.rights.reading.records import Problem, Trouble, Unreadable
from weerklank.rights.reading.tables import Table, TableRow
from weerklank.rights.reading.uhri_record import moment

MAX_TITLE = 200


class TableKind(StrEnum):
    """What the rows of a table are."""

    RECOMMENDATIONS = "recommendations"
    ACTIONS = "actions"


@dataclass(frozen=True, slots=True)
class Field:
    """Something of ours that a column can hold."""

    name: str
    label: str
    required: bool = False
    hint: str = ""


FIELDS: dict[TableKind, tuple[Field, ...]] = {
    TableKind.RECOMMENDATIONS: (
        Field("number", "nummer (zoals 22(b) of 140.7)", required=True),
        Field("paragraph", "alinea (als de letter in een eigen kolom staat)"),
        Field("letter", "letter of lid bij die alinea (zoals b)"),
        Field("text", "tekst van de aanbeveling", required=True),
        Field("subject", "onderwerp, in een paar woorden"),
        Field("document", "document (zoals CRC/C/NLD/CO/5-6)"),
        Field("heading", "kopje of thema erboven"),
        Field("position", "standpunt van het land"),
        Field("position_words", "uitleg bij het standpunt"),
        Field("position_source", "bron van het standpunt"),
        Field("position_date", "datum van het standpunt"),
        Field("comment", "opmerking over de uitvoering"),
        Field("themes", "thema’s"),
        Field("persons", "groepen mensen"),
    ),
    TableKind.ACTIONS: (
        Field("reference", "kenmerk van de actie", required=True),
        Field("title", "naam van de actie", required=True),
        Field("description", "omschrijving"),
        Field("outcome", "wat het moet opleveren"),
        Field("start", "begint op"),
        Field("end", "klaar op"),
        Field("end_note", "uitleg bij de datum"),
        Field("lead", "wie het doet"),
        Field("recommendations", "nummers van aanbevelingen"),
        Field("document", "document van die aanbevelingen"),
        Field("source_url", "adres van de bron"),
    ),
}
# what a column of its own can stand for: a paragraph, with the letter beside it, is a number
_INSTEAD = {"number": "paragraph"}
_ALSO_CALLED = {
    "par": "paragraph",
    "paragraaf": "paragraph",
    "paragraph": "paragraph",
    "lid": "letter",
    "onderwerp": "subject",
}
_KIND_LABELS = {TableKind.RECOMMENDATIONS: "aanbevelingen", TableKind.ACTIONS: "acties"}


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One row by our field names, with what could not be read of it."""

    place: int
    values: Mapping[str, str]
    problems: tuple[Problem, ...]
    refused: bool = False

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def many(self, name: str) -> tuple[str, ...]:
        return tuple(part for part in map(str.strip, re.split(r"[;|\n]|,(?!\s)", self.get(name))) if part)

    def day(self, name: str) -> date | None:
        """A date as words, as 31-12-2026, or as the serial number that a spreadsheet counts with."""
        return day_of(self.get(name))


def day_of(text: str) -> date | None:
    european = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text.strip())
    if european:
        day, month, year = (int(part) for part in european.groups())
        try:
            return date(year, month, day)
        except ValueError:
            return None
    found = moment(text)
    return found.date() if found else None


def check(kind: TableKind, columns: Iterable[tuple[str, str]], header: Iterable[str] | None = None) -> list[str]:
    """What is wrong with pairs of (our field, their head), as sentences; nothing where it can be used."""
    known = {field.name: field for field in FIELDS[kind]}
    wrong: list[str] = []
    taken: dict[str, str] = {}
    for name, head in columns:
        if name not in known:
            wrong.append(f"Het veld ‘{name}’ bestaat niet bij {_KIND_LABELS[kind]}. Haal het uit deze indeling.")
        elif name in taken:
            wrong.append(
                f"De kolommen ‘{taken[name]}’ en ‘{head}’ staan allebei op ‘{known[name].label}’. Kies er één van."
            )
        else:
            taken[name] = head
    missing = [
        field.label
        for field in FIELDS[kind]
        if field.required and field.name not in taken and _INSTEAD.get(field.name) not in taken
    ]
    if "letter" in taken and "paragraph" not in taken:
        wrong.append(f"De kolom ‘{taken['letter']}’ is een letter; wijs ook de kolom met de alinea aan.")
    if "number" in taken and "paragraph" in taken:
        wrong.append(
            f"De kolommen ‘{taken['number']}’ en ‘{taken['paragraph']}’ geven allebei het nummer. Kies er één van."
        )
    if missing:
        wrong.append(f"Er is nog geen kolom voor: {', '.join(missing)}. Zonder kan dit bestand niet worden ingelezen.")
    if header is not None:
        heads = [squash(head) for head in header]
        for head in dict.fromkeys(taken.values()):
            count = heads.count(squash(head))
            if count == 0:
                wrong.append(f"De kolom ‘{head}’ staat niet in dit bestand. Kies een andere indeling of pas haar aan.")
            elif count > 1:
                wrong.append(f"De kop ‘{head}’ staat {count} keer in dit bestand. Geef elke kolom een eigen kop.")
    return wrong


def guess(head: str, kind: TableKind) -> str:
    """Which of our fields a column is called as; an editor sees it and decides."""
    wanted = squash(head)
    for field in FIELDS[kind]:
        if wanted and wanted in {squash(field.name), squash(field.label.split("(")[0])}:
            return field.name
    also = _ALSO_CALLED.get(wanted, "")
    return also if any(field.name == also for field in FIELDS[kind]) else ""


def number_of(paragraph: str, letter: str) -> str:
    """22 and b are 22(b), however a table prints them: with a dot, in brackets, or with the word before it."""
    counted = re.sub(r"^\s*(?:para?(?:graaf|graph)?|alinea|§)\.?\s*", "", paragraph, flags=re.IGNORECASE).strip(" .")
    sub_letter = letter.strip(" ().,").casefold()
    return f"{counted}({sub_letter})" if counted and sub_letter else counted


def squash(head: str) -> str:
    """Heads are compared without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", head.casefold())


def records(
    table: Table, kind: TableKind, columns: Mapping[str, str], fixed: Mapping[str, str]
) -> Iterator[TableRecord]:
    """The rows by our names; a mapping that does not fit this table is refused with all that is wrong with it."""
    if wrong := check(kind, columns.items(), table.header):
        raise Unreadable(" ".join(wrong))
    heads = [squash(head) for head in table.header]
    places = {name: heads.index(squash(head)) for name, head in columns.items()}
    for row in table.rows:
        yield _record(row, kind, places, fixed)


def _record(row: TableRow, kind: TableKind, places: Mapping[str, int], fixed: Mapping[str, str]) -> TableRecord:
    values = {**fixed, **{name: row.at(place) for name, place in places.items() if row.at(place)}}
    if "paragraph" in places:
        values["number"] = number_of(values.get("paragraph", ""), values.get("letter", ""))
    problems = list(row.problems)
    refused = row.refused
    for field in FIELDS[kind]:
        if field.required and not values.get(field.name, "").strip() and not refused:
            what = f"er staat niets bij ‘{field.label}’; deze rij is overgeslagen"
            problems.append(Problem(Trouble.MISSING_VALUE, what, line=row.place))
            refused = True
    for name in ("position_date", "start", "end"):
        given = values.get(name, "")
        if given and day_of(given) is None:
            what = f"de datum “{given[:40]}” is niet te lezen; de rij is zonder datum gelezen"
            problems.append(Problem(Trouble.BAD_VALUE, what, line=row.place, kept_text=given[:100]))
    return TableRecord(row.place, values, tuple(problems), refused)
