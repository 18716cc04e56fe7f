"""The list as governments hand it around: the table of the OHCHR, with our fourth column filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

HEADS = (
    "Recommendation",
    "Position",
    "Full list of themes",
    "Assessment/comments on level of implementation",
)
_WIDTHS = (9.5, 2.6, 6.0, 7.0)
# What XML cannot hold, and no text of a person needs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One recommendation, ready to print."""

    number: str
    text: str
    states: tuple[str, ...]
    source: str
    position: str
    theme: str
    themes: tuple[str, ...]
    goals: tuple[str, ...]
    persons: tuple[str, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class ThematicList:
    """A whole list, with the document that it belongs to and by which it is known again."""

    symbol: str
    title: str
    rows: tuple[ListedRow, ...]


def thematic_docx(listing: ThematicList) -> bytes:
    """The Word file; it names its document, so that what is written in it comes back to the right limbs."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(1.5)
    document.core_properties.title = _clean(listing.title)[:250]
    document.add_heading(_clean(listing.title), level=1)
    document.add_paragraph(f"Document: {_clean(listing.symbol)}")
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(head).bold = True
    _repeat_on_every_page(table.rows[0])
    theme = ""
    for row in listing.rows:
        if row.theme and row.theme != theme:
            cells = table.add_row().cells
            merged = cells[0].merge(cells[-1])
            merged.text = ""
            merged.paragraphs[0].add_run(_clean(f"Theme: {row.theme}")).bold = True
            theme = row.theme
        cells = table.add_row().cells
        for cell, text in zip(cells, _texts(row), strict=True):
            cell.text = _clean(text)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _texts(row: ListedRow) -> tuple[str, str, str, str]:
    states = "".join(f" ({state})" for state in row.states)
    first = f"{row.number} {row.text}{states}{';' if row.states else ''}"
    if row.source:
        first += f"\nSource of Position: {row.source}"
    listed = [f"- {theme}" for theme in row.themes]
    if row.goals:
        listed += ["SDGs:", *(f"- {goal}" for goal in row.goals)]
    if row.persons:
        listed += ["Affected persons:", *(f"- {person}" for person in row.persons)]
    return first, row.position, "\n".join(listed), row.comment


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def _repeat_on_every_page(row: docx.table._Row) -> None:
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)
