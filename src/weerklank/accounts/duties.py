"""What waits for someone: the one shape in which every app tells the workspace whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of work that waits: how much, until when, and what happens if nothing is done."""

    label: str
    href: str
    count: int
    due: date | None = None
    consequence: str = ""
    current: bool = False
