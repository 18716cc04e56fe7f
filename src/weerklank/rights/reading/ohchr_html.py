"""Concluding observations as a page of the UN's document server, or pasted from one."""

from __future__ import annotations

from weerklank.rights.reading.ohchr_lines import LinesRead, lines_of, read_lines
from weerklank.rights.reading.plain_text import blocks
from weerklank.rights.reading.records import Format


def read_html(markup: str) -> LinesRead:
    """Read the blocks of a page in order; numbers that a browser would add itself are not made up."""
    return read_lines(lines_of(blocks(markup), block=True), format=Format.OHCHR_HTML)
