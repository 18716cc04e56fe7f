"""From a Word file, or from what somebody pasted, to the lines of a sheet. A file of a stranger is never trusted."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from selectolax.lexbor import LexborHTMLParser, LexborNode

from weerklank.answers.line.sheet import END, OWN_LABELS, PART, PART_LABELS, VALUE, WHOLE
from weerklank.answers.line.writing import TAG
from weerklank.moves import Refusal

LARGEST = 5_000_000
MOST_UNPACKED = 40_000_000
MOST_PARTS = 600
LARGEST_TEXT = 12_000_000
# ours has none in another; what people paste from elsewhere has a few
MOST_TABLES_IN_TABLES = 4
DEEPEST_PAGE = 60
_MAIN = "word/document.xml"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(r"<\s*(?:html|body|p|div|table|h[1-6]|br|span|ul|ol)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of a file, and what is good to know about how it was read."""

    text: str
    notes: tuple[str, ...] = ()


def _no(sentence: str) -> Refusal:
    return Refusal(sentence, field="file")


def too_large(size: int) -> str:
    return (
        f"Dit bestand is {size / 1_000_000:.0f} MB. Een antwoord in Word is kleiner dan {LARGEST // 1_000_000} MB: haal "
        "de plaatjes eruit, of plak de tekst hieronder."
    )


def of_word(content: bytes) -> Pages:
    """The lines of a Word file, read as text alone: no macro, no picture and no link of it does anything here."""
    if len(content) > LARGEST:
        raise _no(too_large(len(content)))
    main = _main_part(content)
    try:
        body = parse_xml(main).find(qn("w:body"))
    except (ValueError, SyntaxError) as error:
        raise _no(
            "Dit Word-bestand is beschadigd. Open het in Word, bewaar het opnieuw als .docx en kies dat."
        ) from error
    if body is None:
        raise _no("In dit Word-bestand staat geen tekst.")
    if any(_tables_around(table) > MOST_TABLES_IN_TABLES for table in body.iter(qn("w:tbl"))):
        raise _no("In dit bestand staan tabellen in tabellen in tabellen; zo kwam het hier niet vandaan.")
    notes = []
    if next(body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom")), None) is not None:
        notes.append("Er stonden bijgehouden wijzigingen in. We lazen de tekst alsof ze allemaal zijn geaccepteerd.")
    if next(body.iter(qn("w:commentReference")), None) is not None:
        notes.append("De opmerkingen in de kantlijn zijn niet overgenomen.")
    return Pages("\n".join(_Lines().of(body)), tuple(notes))


def _main_part(content: bytes) -> bytes:
    if content.startswith(_OLD_OFFICE):
        raise _no("Dit is een oud of beveiligd Word-bestand. Bewaar het zonder wachtwoord als .docx en kies dat.")
    if not content.startswith(b"PK"):
        raise _no("Dit is geen Word-bestand. Kies een bestand dat op .docx eindigt, of plak de tekst hieronder.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _checked(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise _no(
            "Dit bestand is niet uit te pakken: het is niet compleet of beveiligd. Bewaar het opnieuw als .docx."
        ) from error


def _checked(archive: zipfile.ZipFile) -> bytes:
    """The text of the file, after a look at everything else that travels in it."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if any(name.casefold().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise _no("In dit bestand zitten macro's. Bewaar het als .docx zonder macro's en kies dat.")
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise _no("Dit bestand wordt bij het uitpakken veel te groot voor een antwoord; het is niet geopend.")
    if "mimetype" in names and _MAIN not in names:
        raise _no("Dit is een bestand van een ander schrijfprogramma. Bewaar het als .docx en kies dat.")
    if _MAIN not in names:
        raise _no(
            "Dit is geen Word-bestand, al lijkt het er van buiten op. Kies het .docx-bestand dat u hier ophaalde."
        )
    with archive.open(_MAIN) as part:
        # the size that a file says of itself may lie: never more than this is unpacked
        main = part.read(LARGEST_TEXT + 1)
    if len(main) > LARGEST_TEXT:
        raise _no("De tekst in dit bestand is veel te lang voor een antwoord; het is niet geopend.")
    if b"<!DOCTYPE" in main.replace(b"\x00", b"") or b"<!ENTITY" in main.replace(b"\x00", b""):
        raise _no("Dit bestand verwijst naar iets van buiten, wat Word nooit doet; het is niet geopend.")
    return main


def _tables_around(table: Any) -> int:
    return sum(1 for _ in islice(table.iterancestors(qn("w:tbl")), MOST_TABLES_IN_TABLES + 1))


class _Lines:
    """Goes through the body of a file; marks of ours say more than the words beside them, which people change."""

    def __init__(self) -> None:
        self.order: str | None = None

    def of(self, parent: Any) -> Iterator[str]:
        for element in parent:
            if element.tag == qn("w:p"):
                words = "\n".join(_words(element)).strip()
                if found := PART.match(words):
                    self.order = found.group(1)
                elif words.casefold() == WHOLE.casefold():
                    self.order = "0"
                yield from words.split("\n")
            elif element.tag == qn("w:tbl"):
                for row in element.iter(qn("w:tr")):
                    yield from self._row(row)
                yield END
            elif element.tag in (qn("w:sdt"), qn("w:customXml"), qn("w:ins")):
                yield from self.of(element.find(qn("w:sdtContent")) if element.tag == qn("w:sdt") else element)

    def _row(self, row: Any) -> Iterator[str]:
        cells = list(row.iter(qn("w:tc")))
        if len(cells) < 2:
            return
        label = " ".join(" ".join(_paragraphs(cells[0])).split())
        tag = next((tag.get(qn("w:val")) or "" for tag in row.iter(qn("w:tag"))), "")
        if (found := re.fullmatch(rf"{TAG}\.(\d{{1,4}})\.(\w+)", tag)) is not None:
            order, name = found.groups()
            label = (PART_LABELS if order != "0" else OWN_LABELS).get(name, label)
            if order != self.order:
                self.order = order
                yield f"Onderdeel {order}" if order != "0" else WHOLE
        if not label:
            return
        yield label
        for cell in cells[1:]:
            for words in _paragraphs(cell):
                yield from (VALUE + line for line in words.split("\n"))


def _paragraphs(cell: Any) -> Iterator[str]:
    for paragraph in cell.iter(qn("w:p")):
        yield from ["".join(_words(paragraph))]


def _words(paragraph: Any) -> Iterator[str]:
    """The words that a reader sees: what was struck out in tracked changes is gone, what was put in stands there."""
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if any(above.tag in _STRUCK for above in element.iterancestors()):
            continue
        if element.tag == qn("w:t"):
            yield element.text or ""
        elif element.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif element.tag == qn("w:tab"):
            yield " "
        else:
            yield "\n"


_STRUCK = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def of_pasted(text: str) -> Pages:
    """Pasted words; where they came with the marks of a web page or a mail, only the words of it."""
    if not _HTML.search(text):
        return Pages(text)
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "head", "template", "noscript"])
    body = tree.body
    return Pages("\n".join(_blocks(body)) if body is not None else "")


_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "section", "article", "dt", "dd"}
)


def _blocks(node: LexborNode, depth: int = 0) -> Iterator[str]:
    if depth > DEEPEST_PAGE:
        yield " ".join(node.text(deep=True).split())
        return
    loose = ""
    for child in node.iter(include_text=True):
        if child.tag == "br":
            yield loose.strip()
            loose = ""
        elif child.tag in ("-text", "span", "b", "i", "strong", "em", "a", "u", "font", "label"):
            loose += re.sub(r"\s+", " ", child.text(deep=True))
        else:
            if loose.strip():
                yield loose.strip()
            loose = ""
            yield from _row_of(child, depth + 1) if child.tag == "tr" else _blocks(child, depth + 1)
            if child.tag in _BLOCKS:
                yield ""
    if loose.strip():
        yield loose.strip()


def _row_of(row: LexborNode, depth: int) -> Iterator[str]:
    cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
    if len(cells) < 2:
        for cell in cells:
            yield from _blocks(cell, depth)
        return
    yield " ".join(cells[0].text(deep=True).split())
    for cell in cells[1:]:
        yield from (VALUE + line for line in _blocks(cell, depth))
