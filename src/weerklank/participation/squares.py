"""A QR drawing as one path, so that the page draws it without an inline style and without another request."""

from __future__ import annotations

from dataclasses import dataclass

import segno

BORDER = 4


@dataclass(frozen=True, slots=True)
class Squares:
    """How many squares wide the drawing is, white border included, and the path of the dark ones."""

    size: int
    path: str


def of(address: str) -> Squares:
    """The address as squares that a phone reads from paper."""
    code = segno.make(address, error="m", micro=False)
    rows = enumerate(code.matrix_iter(border=BORDER))
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in rows for x, dark in enumerate(row) if dark)
    return Squares(size=int(code.symbol_size(border=BORDER)[0]), path=path)
