"""The Word file: a section for each part, a question to each row, and a mark in each answer by which it is known again."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.table import _Cell

from weerklank.answers.draft import Draft
from weerklank.answers.line.sheet import ADVICE, ASKED, BODY, REVISION, WHOLE, Place, Row, rows_of
from weerklank.answers.models import Addressee, Position, ReasonType

TAG = "weerklank"
# what XML cannot hold, and no text of a person needs
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CHOICES = {"position": Position, "reason_type": ReasonType}


def tag_of(place: Place) -> str:
    return f"{TAG}.{place.order}.{place.name}"


def as_word(addressee: Addressee, draft: Draft, revision: int) -> bytes:
    """The answer as it stands, for colleagues who write and initial in Word."""
    document = docx.Document()
    title = f"Antwoord op {addressee.advice.number}"
    document.core_properties.title = title
    document.core_properties.language = "nl-NL"
    document.core_properties.author = _clean(addressee.organisation.name)
    document.add_heading(title, level=1)
    if addressee.edition.is_demonstration:
        document.add_paragraph("Dit is een voorbeeld: dit advies is bedacht om te laten zien hoe Weerklank werkt.")
    for label, value in (
        (ADVICE, addressee.advice.number),
        (BODY, addressee.organisation.name),
        (REVISION, str(revision)),
    ):
        document.add_paragraph(f"{label}: {_clean(value)}")
    document.add_paragraph(
        "Schrijf in de rechterkolom. Laat de koppen en de linkerkolom staan: daaraan herkennen we wat waar hoort. "
        "Overnemen gaat zonder reden; bij elk ander standpunt horen een soort reden, een uitleg en wat u van gedachten "
        "zou doen veranderen."
    )
    rows = list(rows_of(addressee, draft))
    for part in addressee.parts():
        document.add_heading(f"Onderdeel {part.order}", level=2)
        _section(document, part.text, [row for row in rows if row.place.order == part.order])
    document.add_heading(WHOLE, level=2)
    _section(document, "", [row for row in rows if not row.place.order])
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _section(document: Document, asked: str, rows: list[Row]) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    if asked:
        left, right = _row(table, ASKED)
        right.text = _clean(asked)
    for row in rows:
        _left, right = _row(table, row.label)
        _answer(right, row)


def _row(table: Any, label: str) -> tuple[_Cell, _Cell]:
    left, right = table.add_row().cells
    left.width, right.width = Cm(5.5), Cm(10.5)
    left.text = ""
    left.paragraphs[0].add_run(label).bold = True
    return left, right


def _answer(cell: _Cell, row: Row) -> None:
    """The text inside a mark that Word keeps while people write in it; after it the paragraph that a cell ends with."""
    mark = OxmlElement("w:sdt")
    mark.append(_properties(row))
    content = OxmlElement("w:sdtContent")
    cell.text = ""
    last = cell.paragraphs[0]._p
    for line in _clean(row.value).split("\n"):
        paragraph = cell.add_paragraph(line)._p
        content.append(paragraph)
    mark.append(content)
    last.addprevious(mark)


def _properties(row: Row) -> BaseOxmlElement:
    properties = OxmlElement("w:sdtPr")
    for name, value in (("w:alias", row.label[:60]), ("w:tag", tag_of(row.place))):
        properties.append(_element(name, value))
    properties.append(_element("w:lock", "sdtLocked"))
    if choices := _CHOICES.get(row.place.name):
        listed = OxmlElement("w:dropDownList")
        for key, label in choices.choices:
            item = OxmlElement("w:listItem")
            item.set(qn("w:displayText"), str(label))
            item.set(qn("w:value"), str(key))
            listed.append(item)
        properties.append(listed)
    return properties


def _element(name: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
