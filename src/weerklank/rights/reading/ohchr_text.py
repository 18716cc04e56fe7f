"""Concluding observations as plain text: pasted, or taken from a PDF."""

from __future__ import annotations

from weerklank.rights.reading.ohchr_lines import LinesRead, lines_of, read_lines
from weerklank.rights.reading.records import Format

_BLOCKS_FROM = 110


def read_text(text: str) -> LinesRead:
    """Read a text, either hard-wrapped or with one paragraph on each line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f").split("\n")
    lengths = [len(line) for line in lines if line.strip()]
    # Wrapped text keeps to a width; a paragraph on one line does not.
    whole = bool(lengths) and max(lengths) > 2 * _BLOCKS_FROM
    return read_lines(lines_of(lines, block=whole), format=Format.OHCHR_TEXT)
