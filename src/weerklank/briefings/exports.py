"""The chain of a theme as a document and as a list, and who signed up as a list."""

from __future__ import annotations

import io
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.formats import date_format
from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from weerklank.briefings.queries.chain import STAGES, Chain, Link
from weerklank.editions.models import Registration
from weerklank.evidence.exports import LICENCE
from weerklank.web.spreadsheet import csv_file

CHAIN_HEADER = (
    "schakel", "nummer", "wat", "definitie", "wie", "dag", "stand", "permalink", "bron", "thema", "stand_van", "licentie",
)  # fmt: skip
COLUMNS = ("Nummer", "Wat", "Wie", "Dag", "Stand", "Bron")
WIDTHS = (Mm(26), Mm(110), Mm(36), Mm(22), Mm(34), Mm(40))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def chain_csv(chain: Chain, *, site: str) -> HttpResponse:
    """Every link of the chain as a row that can be cited."""
    titles = dict(STAGES)
    rows = (
        (
            titles[link.stage],
            link.number,
            link.what,
            link.definition,
            link.who,
            link.day,
            link.standing,
            absolute(link.permalink, site),
            absolute(link.source, site),
            str(chain.theme),
            chain.as_of.isoformat(),
            LICENCE,
        )
        for link in chain.links
    )
    return csv_file(f"rapportage-{chain.theme.slug}", CHAIN_HEADER, rows)


def chain_docx(chain: Chain, *, site: str) -> HttpResponse:
    """The chain as a document with headings, tables with header rows, and a source in every row."""
    document = Document()
    _prepare(document, f"{chain.theme}: de hele keten")
    document.add_heading(f"{chain.theme}: de hele keten", level=0)
    day = date_format(chain.as_of, "j F Y")
    document.add_paragraph(
        f"Stand van {day}. Bron: Weerklank, {absolute(f'/themas/{chain.theme.slug}/', site)}. Licentie: {LICENCE}."
    )
    if chain.is_demonstration:
        document.add_paragraph("Demonstratie: adviezen, antwoorden en toezeggingen in dit document zijn verzonnen.")
    for title, links in chain.stages():
        document.add_heading(title, level=1)
        if links:
            _table(document, links, site)
        else:
            document.add_paragraph(f"Hier staat op {day} nog niets.")
    file = io.BytesIO()
    document.save(file)
    response = HttpResponse(file.getvalue(), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="weerklank-rapportage-{chain.theme.slug}.docx"'
    return response


def absolute(address: str, site: str) -> str:
    return f"{site.rstrip('/')}{address}" if address.startswith("/") else address


def _prepare(document: DocumentFile, title: str) -> None:
    """Language, title and a page wide enough for the tables."""
    document.core_properties.title = title
    document.core_properties.author = "Weerklank"
    document.core_properties.language = "nl-NL"
    style = document.styles["Normal"]
    style.font.size = Pt(9.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    section.top_margin = section.bottom_margin = Mm(15)


def _table(document: DocumentFile, links: Iterable[Link], site: str) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    head = table.rows[0]
    # repeated on every page, and read as a header by a screen reader
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
    for cell, words in zip(head.cells, COLUMNS, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(words).bold = True
    told = ""
    for link in links:
        # the definition travels with the first value of a figure; the rows beneath are the same measure
        what = f"{link.what} {link.definition}" if link.definition and link.number != told else link.what
        told = link.number
        values = (link.number, what, link.who, link.day, link.standing, absolute(link.source, site))
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = _printable(value)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width


def _printable(text: str) -> str:
    """XML cannot hold control characters; a text typed by somebody may."""
    return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32)


REGISTRATION_HEADER = ("naam", "rol", "e-mail", "nodig", "stand", "aangemeld_op", "wordt_verwijderd_na")


def registrations_csv(name: str, rows: Iterable[Registration]) -> HttpResponse:
    """Who comes, for the door; personal, and gone after the day that stands in it."""
    return csv_file(
        f"aanmeldingen-{name}",
        REGISTRATION_HEADER,
        (
            (
                row.name,
                row.get_role_display(),
                row.email,
                row.needs,
                row.get_state_display(),
                row.registered_on,
                row.erase_after,
            )
            for row in rows
        ),
    )
