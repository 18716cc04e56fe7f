"""Every file and every column in words: for people as a page and a text, for machines as JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weerklank.tracker.dump.columns import Column, Licence, Rank, Ref, Table, choices
from weerklank.tracker.dump.tables import INSIDE, TABLES

KINDS = {
    "string": "tekst",
    "integer": "geheel getal",
    "number": "getal",
    "boolean": "true of false",
    "date": "datum, JJJJ-MM-DD",
    "json": "JSON",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One column as a reader wants it explained."""

    name: str
    meaning: str
    kind: str
    unit: str
    required: bool
    is_key: bool
    points_to: str
    allowed: tuple[tuple[str, str], ...]

    @property
    def allowed_words(self) -> str:
        return ", ".join(f"{value or '(leeg)'}: {label}" for value, label in self.allowed)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file as a reader wants it explained."""

    name: str
    title: str
    about: str
    file: str
    licence: str
    entries: tuple[Entry, ...]


def chapters() -> tuple[Chapter, ...]:
    return tuple(
        Chapter(table.name, table.title, table.about, table.file, str(table.licence), _entries(table))
        for table in TABLES
    )


def searched(words: str) -> tuple[Chapter, ...]:
    """The chapters in which every word stands, somewhere in the file's or its columns' description."""
    wanted = words.casefold().split()[:8]

    def holds(chapter: Chapter) -> bool:
        said = [chapter.name, chapter.title, chapter.about]
        said += [f"{entry.name} {entry.meaning} {entry.allowed_words}" for entry in chapter.entries]
        text = " ".join(said).casefold()
        return all(word in text for word in wanted)

    return tuple(chapter for chapter in chapters() if holds(chapter))


def _entries(table: Table) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            name=name,
            meaning=column.meaning if len(column.names) == 1 else f"{column.meaning} ({name})",
            kind=KINDS[table.kind(column)],
            unit=column.unit,
            required=table.required(column),
            is_key=name in table.key,
            points_to=column.to if isinstance(column, Ref) else "",
            allowed=choices(table, column),
        )
        for column in table.columns
        for name in column.names
    )


def schema(table: Table) -> dict[str, Any]:
    """The JSON Schema of one row, as the CSV gives it once each cell has its type."""
    properties: dict[str, Any] = {}
    for column in table.columns:
        for name in column.names:
            properties[name] = _property(table, column)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.title,
        "description": table.about,
        "type": "object",
        "properties": properties,
        "required": list(table.header),
        "additionalProperties": False,
        "x-file": table.file,
        "x-key": list(table.key),
        "x-licence": str(table.licence),
    }


def _property(table: Table, column: Column) -> dict[str, Any]:
    kind = table.kind(column)
    found: dict[str, Any] = {"description": column.meaning}
    if kind == "json":
        return found | {"type": ["array", "object"]}
    plain = "string" if kind == "date" else kind
    # an empty cell of anything but text is nothing
    found["type"] = plain if table.required(column) or kind == "string" else [plain, "null"]
    if kind == "date":
        found["format"] = "date"
    if column.unit:
        found["x-unit"] = column.unit
    if isinstance(column, Ref):
        found["x-refers-to"] = column.to
    elif not isinstance(column, Rank):
        longest = getattr(table.field_of(column), "max_length", None)
        if longest and kind == "string" and not choices(table, column):
            found["maxLength"] = longest
        if allowed := choices(table, column):
            values = [value for value, _ in allowed]
            # an empty cell is no choice made
            found["enum"] = values if table.required(column) or "" in values else ["", *values]
    return found


_HEAD = """# Codeboek van de open data

Gemaakt door `weerklank docs` uit het programma zelf. Hetzelfde codeboek zit in elk bestand van `/data/` en staat op `/data/codeboek/`.

Elk bestand is CSV: UTF-8 met een merkteken aan het begin, komma’s, een kop, en aanhalingstekens waar dat moet (RFC 4180).
Een lege cel is: onbekend of niet van toepassing. Begint een tekst met een teken waarmee een rekenblad een formule begint, dan staat er
een apostrof voor; bij het inlezen gaat die er weer af. Rijen wijzen naar elkaar met vaste, openbare namen en nooit met nummers van een
database. Wat aan iets hangt dat niet openbaar is, staat er niet in.

Rijen en bestanden hebben een vaste volgorde: dezelfde inhoud geeft hetzelfde bestand, tot op de byte.
"""


def text() -> str:
    """The whole codebook as Markdown."""
    parts = [_HEAD, "| bestand | wat erin staat | licentie |", "|---|---|---|"]
    parts += [f"| `{one.file}` | {one.about} | {_short(one.licence)} |" for one in chapters()]
    for one in chapters():
        parts += [
            "",
            f"## {one.title} (`{one.name}`)",
            "",
            one.about,
            "",
            f"Een rij is te vinden bij: {', '.join(f'`{entry.name}`' for entry in one.entries if entry.is_key)}. Licentie: {one.licence}.",
            "",
            "| kolom | betekenis | soort | eenheid | waarden |",
            "|---|---|---|---|---|",
        ]
        parts += [_line(entry) for entry in one.entries]
    parts += ["", "## Wat er nooit in staat", "", "| wat | waarom |", "|---|---|"]
    parts += [f"| `{name}` | {why} |" for name, why in sorted(INSIDE.items())]
    parts += [f"| `{table.name}`: {field} | {why} |" for table in TABLES for field, why in sorted(table.inside.items())]
    return "\n".join(parts) + "\n"


def _short(licence: str) -> str:
    return licence if licence == Licence.OWN else f"{Licence.OWN}, met voorwaarden van de bron"


def _line(entry: Entry) -> str:
    values = f"zie `{entry.points_to}`" if entry.points_to else entry.allowed_words
    cells = (
        f"`{entry.name}`",
        entry.meaning,
        entry.kind + (", altijd gevuld" if entry.required else ""),
        entry.unit,
        values,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


LICENCE_TEXT = f"""Licentie van de open data van Weerklank

Wat Weerklank zelf schreef en ordende (samenvattingen, koppelingen, onderwerpen, vertalingen in gewone taal):
Creative Commons Naamsvermelding 4.0, https://creativecommons.org/licenses/by/4.0/deed.nl
Noem bij hergebruik: Weerklank, met de dag van het bestand (as_of in manifest.json).

Per bestand (zie codeboek.md):
{chr(10).join(f"- {table.file}: {table.licence}" for table in TABLES)}

Rijen waarin is_demonstration op true staat, of die bij zo'n editie horen, zijn verzonnen. Tel ze nooit mee.
Nooit in dit bestand: ideeën en stemmen van kinderen, e-mailadressen, accounts, concepten en het logboek.
"""
