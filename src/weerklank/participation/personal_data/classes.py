"""A class with its own letter: groep 7b, klas 2C, 1e of the brugklas."""

from __future__ import annotations

import re

from weerklank.participation.personal_data.kinds import DataKind, Finder, by_pattern

_CLASS = re.compile(
    r"\b(?:groep|klas|brugklas|leerjaar)\s?(?:[1-8](?:/[1-8])?\s?[a-h]\b|[1-6]\s?(?:[a-z]{1,2}\d|[vhmtbk][a-d])\b)"
    r"|(?<=\buit )[1-6][a-d]\b",
    re.IGNORECASE,
)

find: Finder = by_pattern(DataKind.CLASS, _CLASS)
