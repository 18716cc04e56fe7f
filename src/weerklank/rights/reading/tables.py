"""Somebody's table, CSV or XLSX: its header and its rows, whatever separates them and however they were encoded."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from weerklank.rights.reading import encoding, guard, sheets
from weerklank.rights.reading.plain_text import controls_in, plain, without_controls
from weerklank.rights.reading.records import Problem, Trouble, Unreadable, controls_left_out

MAX_COLUMNS = 200
MAX_ROWS = 50_000
MAX_CELLS = 1_000_000
_SIGNS = {";": "puntkomma’s", ",": "komma’s", "\t": "tabs", "|": "staande strepen"}
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_SHEET_WITHIN = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, at the place where an office programme shows it."""

    place: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether a cell of it is too long to take any of it."""
        return any(problem.trouble is Trouble.TOO_LONG for problem in self.problems)

    def at(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table, with how it was read."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    how: str
    problems: tuple[Problem, ...] = ()


def is_table(path: Path) -> bool:
    """Whether a file looks like a table: a sheet, or lines that are cut by one sign equally often."""
    try:
        with path.open("rb") as file:
            head = file.read(256 * 1024)
        if head.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(path) as archive:
                return "xl/workbook.xml" in archive.namelist()
        name = encoding.guess(head, whole=path.stat().st_size <= len(head))
        text = head.decode(name, errors="replace").lstrip("\ufeff")
    except (OSError, zipfile.BadZipFile, ValueError):
        return False
    if b"\x00" in head[:4096] and not name.startswith("utf-"):
        return False
    return not text.lstrip().startswith(("[", "{", "<")) and _separator(text) is not None


def read_table(path: Path, *, first: int | None = None) -> Table:
    """The table, or its `first` rows under the heads; what a table cannot be is refused with a sentence."""
    with path.open("rb") as file:
        packed = file.read(4) == b"PK\x03\x04"
    # the heads may stand some rows down
    most = None if first is None else _SHEET_WITHIN + first
    table = _from_sheet(path, most) if packed else _from_csv(path, most)
    if first is not None:
        table = replace(table, rows=table.rows[:first])
    if not any(table.header):
        raise Unreadable(
            f"{path.name} heeft geen rij met kolomkoppen. Zet de koppen in de eerste rij en kies het opnieuw."
        )
    if not table.rows:
        raise Unreadable(f"{path.name} heeft wel kolomkoppen, maar geen rijen eronder. Kies het bestand opnieuw.")
    return table


def csv_header(text: str) -> tuple[str, ...]:
    """The first line of a text as heads, or nothing where the text is no table."""
    separator = _separator(text)
    first = next(csv.reader(text[:64_000].splitlines(), delimiter=separator), []) if separator else []
    return tuple(first)


def sheet_header(path: Path) -> tuple[str, ...]:
    """The fullest of the first rows of a sheet, without reading the rest."""
    try:
        # an open file, because openpyxl judges a name by how it ends
        with path.open("rb") as file:
            book = sheets.opened(file)
            sheet: Any = book.worksheets[0]
            sheet.reset_dimensions()
            rows = list(sheet.iter_rows(values_only=True, max_row=_SHEET_WITHIN, max_col=MAX_COLUMNS))
    except (KeyError, ValueError, zipfile.BadZipFile, OSError, SyntaxError, IndexError, EOFError) as error:
        raise Unreadable(
            f"{path.name} is een rekenblad dat niet te openen is ({error}). Bewaar het opnieuw als .xlsx, of neem de JSON-export."
        ) from error
    heads = [tuple(cell_text(value) for value in row) for row in rows]
    return max(heads[:10], key=lambda row: len([head for head in row if head]), default=())


def cell_text(value: object) -> str:
    """What stands in a cell of a sheet, as words."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _separator(text: str) -> str | None:
    """The sign that cuts the first lines into equally many parts, at least two."""
    best: tuple[int, str] | None = None
    sample = text[:64_000]
    for sign in _SIGNS:
        try:
            rows = [row for row in csv.reader(sample.splitlines(), delimiter=sign) if any(row)][:20]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows)
        if not rows or len(rows[0]) < 2:
            continue
        agreeing = widths[len(rows[0])]
        if agreeing * 2 >= len(rows) and (best is None or (agreeing, len(rows[0])) > (best[0], 0)):
            best = (agreeing, sign)
    return best[1] if best else None


def _from_csv(path: Path, most: int | None) -> Table:
    decoded = encoding.decode(guard.bounded_text(path), path)
    separator = _separator(decoded.text)
    if separator is None:
        raise Unreadable(
            f"{path.name} is geen tabel: de regels zijn niet in kolommen verdeeld met puntkomma’s, komma’s of tabs."
        )
    try:
        # A cell of many megabytes must become a sentence about its row, not the end of the whole reading.
        csv.field_size_limit(guard.MAX_DOCUMENT_BYTES)
        rows = csv.reader(decoded.text.splitlines(keepends=True), delimiter=separator)
        raw = list(islice(_bounded(path, rows), most))
    except csv.Error as error:
        raise Unreadable(
            f"{path.name} is niet als tabel te lezen ({error}). Bewaar het opnieuw als CSV UTF-8."
        ) from error
    shown = encoding.shown(decoded.encoding)
    return _table(raw, f"{shown}, kolommen gescheiden door {_SIGNS[separator]}", decoded.problems)


def _from_sheet(path: Path, most: int | None) -> Table:
    guard.check_zip(path, limit=guard.MAX_UNPACKED_DOCX)
    try:
        with path.open("rb") as file:
            book = sheets.opened(file)
            sheet: Any = book.worksheets[0]
            sheet.reset_dimensions()
            values = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
            raw = list(islice(_bounded(path, map(_cells, values)), most))
    except (ValueError, SyntaxError, zipfile.BadZipFile, OSError, EOFError, KeyError, IndexError) as error:
        raise Unreadable(
            f"{path.name} is een rekenblad dat niet te lezen is ({error}). Bewaar het opnieuw als .xlsx."
        ) from error
    return _table(raw, f"rekenblad ‘{sheet.title}’", ())


def _cells(row: tuple[object, ...]) -> list[str]:
    """The cells up to the last that is filled: a sheet is given out as wide as was asked."""
    width = next((at for at in range(len(row), 0, -1) if row[at - 1] is not None), 0)
    return [cell_text(value) for value in row[:width]]


def _bounded(path: Path, rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    cells = 0
    for place, row in enumerate(rows, 1):
        if place > MAX_ROWS:
            raise Unreadable(f"{path.name} heeft meer dan {MAX_ROWS} rijen. Knip het bestand in delen.")
        cells += len(row)
        if cells > MAX_CELLS:
            raise Unreadable(
                f"{path.name} heeft meer dan 1 miljoen cellen (rijen maal kolommen). "
                "Haal de kolommen weg die u niet nodig hebt, of knip het bestand in delen."
            )
        if any(cell.strip() for cell in row):
            yield place, row[:MAX_COLUMNS]


def _table(raw: list[tuple[int, list[str]]], how: str, problems: tuple[Problem, ...]) -> Table:
    header: tuple[str, ...] = ()
    if raw:
        # A title above the table is one cell alone; the heads are the first row with more.
        start = next((at for at, (_, row) in enumerate(raw[:_SHEET_WITHIN]) if sum(map(bool, row)) > 1), 0)
        header = tuple(without_controls(" ".join(cell.split())) for cell in raw[start][1])
        while header and not header[-1]:
            header = header[:-1]
        raw = raw[start + 1 :]
    return Table(header, tuple(_row(place, cells, len(header)) for place, cells in raw), how, problems)


def _row(place: int, cells: list[str], width: int) -> TableRow:
    problems = [controls_left_out(line=place)] if controls_in(*cells[:width]) else []
    found: list[str] = []
    for cell in cells[:width]:
        if len(cell) > guard.MAX_TEXT:
            size = f"{len(cell) / 1_000_000:.0f} miljoen" if len(cell) >= 1_000_000 else str(len(cell))
            what = f"een cel heeft {size} tekens, meer dan {guard.MAX_TEXT}; deze rij is overgeslagen"
            problems.append(Problem(Trouble.TOO_LONG, what, line=place, kept_text=cell[:200]))
            found.append("")
            continue
        if _MARKUP.search(cell):
            what = "in een cel stond HTML; de opmaak is weggelaten, de woorden zijn gebleven"
            problems.append(Problem(Trouble.BAD_VALUE, what, line=place, kept_text=cell[:200]))
            cell = _MARKUP.sub("", plain(cell))
        found.append(plain(cell))
    if any(cell.strip() for cell in cells[width:]):
        what = f"deze rij heeft meer cellen dan er koppen zijn ({width}); de rest is weggelaten"
        problems.append(Problem(Trouble.BAD_VALUE, what, line=place, kept_text=" | ".join(cells[width:])[:200]))
    return TableRow(place, tuple(found), tuple(problems))
