"""Concluding observations as a PDF, through its text layer; the least reliable of the forms."""

from __future__ import annotations

from pathlib import Path

import pypdf
from pypdf.errors import PyPdfError

from weerklank.rights.reading.guard import MAX_DOCUMENT_BYTES
from weerklank.rights.reading.ohchr_lines import Line, LinesRead, read_lines
from weerklank.rights.reading.plain_text import tidy
from weerklank.rights.reading.records import Format, Unreadable

_MAX_PAGES = 400


def read_pdf(path: Path) -> LinesRead:
    """Read the text layer page by page; a scan has none and is refused."""
    if path.stat().st_size > MAX_DOCUMENT_BYTES:
        raise Unreadable(
            f"{path.name} is groter dan een document van de VN; het is niet geopend. Neem de DOCX- of HTML-versie."
        )
    lines: list[Line] = []
    try:
        reader = pypdf.PdfReader(path)
        if len(reader.pages) > _MAX_PAGES:
            raise Unreadable(
                f"{path.name} heeft meer dan {_MAX_PAGES} bladzijden; het is niet gelezen. Neem het document zelf."
            )
        for page, content in enumerate(reader.pages, 1):
            for place, raw in enumerate((content.extract_text() or "").splitlines()):
                if text := tidy(raw):
                    lines.append(Line(text, len(lines) + 1, page, new_page=place == 0))
    except (PyPdfError, ValueError, KeyError, RecursionError, TypeError, AttributeError, OSError) as error:
        raise Unreadable(
            f"{path.name} is een pdf die niet te lezen is ({type(error).__name__}). Neem de DOCX- of HTML-versie van het document."
        ) from error
    if not lines:
        raise Unreadable(
            f"{path.name} is een pdf zonder tekst, waarschijnlijk een scan. Neem de DOCX- of HTML-versie van het document."
        )
    return read_lines(lines, format=Format.OHCHR_PDF)
