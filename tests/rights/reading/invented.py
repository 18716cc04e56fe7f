"""A document that does not exist, in the shape of the real ones, and the forms that it can come in."""

from __future__ import annotations

import textwrap
from html import escape
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEADER = [
    "United Nations",
    "CRC/C/NLD/CO/99",
    "Distr.: General",
    "4 May 2041",
    "Original: English",
    "Committee on the Rights of the Child",
    "Concluding observations on the ninety-ninth periodic report of the Kingdom of the Netherlands*",
]
BODY = [
    "I. Introduction",
    "1. The Committee considered the ninety-ninth periodic report (CRC/C/NLD/99) at its 9001st and 9002nd meetings, "
    "held on 1 and 2 April 2041, and adopted the present observations at its 9010th meeting, held on 12 April 2041.",
    "2. The Committee appreciates the talk with the invented delegation about tree houses.",
    "II. Follow-up measures taken and progress achieved",
    "3. The Committee welcomes the Tree Houses Act, under article 7 of the Constitution, which applies in Saba and Aruba.",
    "III. Main areas of concern and recommendations",
    "4. The Committee would like to draw the State party’s attention to the recommendations concerning the following "
    "areas, in respect of which urgent measures must be taken: tree houses (para. 6); quiet rooms (paras. 8 and 9); and "
    "ladders (paras. 5–7).",
    "A. General measures of implementation (arts. 4, 42 and 44 (6))",
    "Tree houses and ladders",
    "5. The Committee is seriously concerned that ladders are too short, also in the Caribbean part of the Kingdom.",
    "6. With reference to article 31 of the Convention and taking note of targets 4.7, 11.3 and 11.7 of the Sustainable "
    "Development Goals, the Committee recommends that the State party:",
    "(a) Lengthen every ladder in Bonaire, Sint Eustatius and Saba, by:",
    "(i) Measuring the ladder;",
    "(ii) Adding a rung where one is missing;",
    "(b) Ask children about ladders, in line with articles 12 and 37 (b)–(d) of the Convention;",
    "(c) Paint the ladders green throughout the Kingdom.",
    "D. Violence against children (arts. 19, 24 (3), 28 (2), 34, 37 (a) and 39)",
    "Quiet rooms",
    "7. The Committee regrets that no quiet room has a window.",
    "8. The Committee urges the State party to put a window in every quiet room in Curaçao and Sint Maarten.",
    "IV. Implementation and reporting",
    "9. The Committee recommends that the present observations be made widely available in the languages of the country.",
    "10. The Committee invites the State party to submit its hundredth report by 1 May 2046.",
]


def as_wrapped_text(width: int = 78) -> str:
    """Hard wraps, a page break with running head, page number and job number, letters on lines of their own."""
    lines = list(HEADER)
    for place, block in enumerate(BODY):
        if place == 12:
            lines += ["GE.41-00001 (E) 050541", "2", "\fCRC/C/NLD/CO/99"]
        number, _, rest = block.partition(" ")
        if number.endswith(".") and number[:-1].isdigit() or number.startswith("("):
            lines += [number, *textwrap.wrap(rest, width)]
        else:
            lines += textwrap.wrap(block, width)
        if place == 2:
            lines += [
                "* For practical purposes only, hereinafter the European part of the Kingdom of the Netherlands",
                "will be referred to as the Netherlands.",
            ]
    return "\n".join(lines)


def as_one_line_each() -> str:
    """Each paragraph on one line, its number glued to its first word as UHRI and the UN's HTML do."""
    return "\n".join([*HEADER, *(block.replace(". ", ".", 1) if block[0].isdigit() else block for block in BODY)])


def as_html() -> str:
    blocks = [f"<p>{escape(block)}</p>" for block in HEADER]
    for block in BODY:
        number, _, rest = block.partition(" ")
        blocks.append(f"<p>{number}&nbsp;<span>{escape(rest)}</span><a href='#_ftn1'>[1]</a></p>")
    style = "<style>p { color: red }</style><script>alert(1)</script>"
    return f"<!DOCTYPE html><html><head><title>x</title>{style}</head><body><div>{''.join(blocks)}</div></body></html>"


def as_docx(path: Path, *, automatic: bool = False) -> Path:
    """A Word file; `automatic` leaves the paragraph numbers to Word's own list numbering."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = HEADER[0]
    table.cell(0, 1).text = "\n".join(HEADER[1:5])
    for block in HEADER[5:]:
        document.add_paragraph(block)
    number_id = _decimal_list(document) if automatic else None
    for block in BODY:
        number, _, rest = block.partition(" ")
        if number_id is not None and number[0].isdigit():
            _numbered(document.add_paragraph(rest), number_id)
        else:
            document.add_paragraph(f"{number}\t{rest}")
    document.save(str(path))
    return path


def _decimal_list(document: docx.document.Document) -> str:
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "990")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for name, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", "%1.")):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        level.append(child)
    abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "991")
    child = OxmlElement("w:abstractNumId")
    child.set(qn("w:val"), "990")
    number.append(child)
    numbering.append(number)
    return "991"


def _numbered(paragraph: docx.text.paragraph.Paragraph, number_id: str) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = int(number_id)
