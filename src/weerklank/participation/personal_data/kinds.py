"""What can be found in a text, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum


class DataKind(Enum):
    PHONE = "telefoonnummer"
    EMAIL = "e-mailadres"
    BSN = "burgerservicenummer"
    IBAN = "rekeningnummer"
    URL = "internetadres"
    HANDLE = "naam op sociale media"
    ADDRESS = "adres"
    POSTCODE = "postcode"
    PLACE = "plaats"
    BIRTHDAY = "geboortedag"
    NAME = "naam"
    SCHOOL = "naam van een school"
    CLASS = "klas"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of text, and what it may be."""

    kind: DataKind
    start: int
    end: int


Finder = Callable[[str], Iterator[Finding]]


def by_pattern(kind: DataKind, pattern: re.Pattern[str]) -> Finder:
    """Finds what a pattern matches; of a pattern with groups, its groups called it, it2 and it3."""
    groups: list[str | int] = [name for name in ("it", "it2", "it3") if name in pattern.groupindex] or [0]

    def find(text: str) -> Iterator[Finding]:
        for match in pattern.finditer(text):
            for group in groups:
                if match.start(group) >= 0:
                    yield Finding(kind, match.start(group), match.end(group))

    return find
