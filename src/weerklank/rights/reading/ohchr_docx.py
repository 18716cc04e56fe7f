"""Concluding observations or a thematic list as a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.oxml.ns import qn
from docx.table import Table

from weerklank.rights.reading import thematic_list
from weerklank.rights.reading.guard import MAX_UNPACKED_DOCX, check_zip
from weerklank.rights.reading.ohchr_lines import LinesRead, lines_of, read_lines
from weerklank.rights.reading.plain_text import tidy
from weerklank.rights.reading.records import Format, Unreadable

_MAX_TABLE_DEPTH = 4
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def docx_lines(path: Path) -> list[str]:
    """The paragraphs and table cells of a Word file in reading order, with the numbers that Word prints."""
    check_zip(path, limit=MAX_UNPACKED_DOCX)
    try:
        document = docx.Document(str(path))
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, BadZipFile, SyntaxError, OSError) as error:
        raise Unreadable(
            f"{path.name} is een Word-bestand dat niet te openen is ({error}). Open het in Word, bewaar het opnieuw als .docx en kies dat."
        ) from error
    numbering = _Numbering(document)
    return [line for line in _lines(document, numbering, 0) if line]


def thematic_cells(path: Path) -> list[str | thematic_list.Cell]:
    """The rows of a thematic list; a cell under the head of the position or of the comments says so itself."""
    document = docx.Document(str(path))
    found: list[str | thematic_list.Cell] = []
    for item in document.iter_inner_content():
        if not isinstance(item, Table):
            found.extend(item.text.split("\n"))
            continue
        columns: dict[int, thematic_list.Column] = {}
        for row in item.rows:
            texts = [cell.text for cell in row.cells]
            if not columns and len(set(texts)) > 1:
                columns = {place: thematic_list.column_of(text) for place, text in enumerate(texts)}
                if set(columns.values()) != {thematic_list.Column.WORDS}:
                    continue
            if len(set(texts)) == 1:
                found.extend(texts[0].split("\n"))
                continue
            for place, text in enumerate(texts):
                column = columns.get(place, thematic_list.Column.WORDS)
                if column is thematic_list.Column.WORDS:
                    found.extend(text.split("\n"))
                else:
                    found.append(thematic_list.Cell(column, text))
    return found


def read_docx(lines: list[str]) -> LinesRead:
    """Read the lines of a Word file as concluding observations."""
    return read_lines(lines_of(lines, block=True), format=Format.OHCHR_DOCX)


def _lines(container: Any, numbering: _Numbering, depth: int) -> Iterator[str]:
    for item in container.iter_inner_content():
        if isinstance(item, Table):
            if depth >= _MAX_TABLE_DEPTH:
                continue
            for row in item.rows:
                seen: set[int] = set()
                for cell in row.cells:
                    # A merged cell is given once for every column that it spans.
                    if id(cell._tc) not in seen:
                        seen.add(id(cell._tc))
                        yield from _lines(cell, numbering, depth + 1)
            continue
        label = numbering.label(item)
        for place, part in enumerate(item.text.split("\n")):
            text = tidy(part)
            yield f"{label} {text}".strip() if place == 0 and text else text


class _Numbering:
    """The numbers that Word counts itself: a paragraph may hold "12." only as a list number."""

    def __init__(self, document: Any) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        for entry in root.findall(qn("w:abstractNum")):
            levels: dict[int, tuple[str, str, int]] = {}
            for level in entry.findall(qn("w:lvl")):
                levels[_whole(level.get(qn("w:ilvl")))] = (
                    _child(level, "w:numFmt") or "decimal",
                    _child(level, "w:lvlText"),
                    _whole(_child(level, "w:start") or "1"),
                )
            abstract[entry.get(qn("w:abstractNumId"), "")] = levels
        for entry in root.findall(qn("w:num")):
            for place, level_found in abstract.get(_child(entry, "w:abstractNumId"), {}).items():
                self._levels[(entry.get(qn("w:numId"), ""), place)] = level_found

    def label(self, paragraph: Any) -> str:
        """What Word prints before the paragraph, or nothing."""
        properties = paragraph._p.pPr
        number = properties.numPr if properties is not None else None
        if number is None or number.numId is None:
            return ""
        number_id, place = str(number.numId.val), int(number.ilvl.val) if number.ilvl is not None else 0
        found = self._levels.get((number_id, place))
        if found is None:
            return ""
        style, pattern, start = found
        count = self._counts.get((number_id, place), start - 1) + 1
        self._counts[(number_id, place)] = count
        for key in [key for key in self._counts if key[0] == number_id and key[1] > place]:
            del self._counts[key]
        shown = _shown(style, count)
        return pattern.replace(f"%{place + 1}", shown) if shown and f"%{place + 1}" in pattern else ""


def _shown(style: str, count: int) -> str:
    if style == "decimal":
        return str(count)
    if style in {"lowerLetter", "upperLetter"} and 1 <= count <= 26:
        letter = chr(96 + count)
        return letter if style == "lowerLetter" else letter.upper()
    if style in {"lowerRoman", "upperRoman"} and 1 <= count < len(_ROMAN):
        return _ROMAN[count] if style == "lowerRoman" else _ROMAN[count].upper()
    return ""


def _child(element: Any, name: str) -> str:
    child = element.find(qn(name))
    return (child.get(qn("w:val")) or "") if child is not None else ""


def _whole(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 6 else 0
