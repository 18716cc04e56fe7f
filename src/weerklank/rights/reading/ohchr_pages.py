"""Pages of a PDF's text layer kept in a markdown file, defects and all."""

from __future__ import annotations

import re

from weerklank.rights.reading.ohchr_lines import Line, LinesRead, read_lines
from weerklank.rights.reading.plain_text import tidy
from weerklank.rights.reading.records import Format

_PAGE = re.compile(r"##\s+page\s+(\d{1,4})\b(?:.{0,5}?(https?://\S+))?", re.IGNORECASE)
_TITLE = re.compile(r"#\s+(\S+)\s(.+)")


def is_pages(head: str) -> bool:
    """Whether a text is divided by headings such as "## page 5"."""
    return any(_PAGE.match(line) for line in head.splitlines())


def read_pages(text: str) -> LinesRead:
    """Read the pages in order; what stands before the first page is a note about the source."""
    lines: list[Line] = []
    notes: list[str] = []
    page: int | None = None
    source = ""
    turned = False
    for number, raw in enumerate(text.splitlines(), 1):
        heading = _PAGE.match(raw)
        if heading:
            page, source, turned = int(heading.group(1)), heading.group(2) or "", True
            continue
        cleaned = tidy(raw)
        if page is None:
            if cleaned:
                notes.append(cleaned)
            continue
        if cleaned:
            lines.append(Line(cleaned, number, page, source, new_page=turned))
            turned = False
    return read_lines(lines, format=Format.PAGES_MARKDOWN, source_note=" ".join(notes))
