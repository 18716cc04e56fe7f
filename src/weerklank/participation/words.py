"""What a child types becomes the text that is kept: its own words, without signs that no page can hold."""

from __future__ import annotations

import unicodedata

MAX_SIGNS = 4000
_KEEP = frozenset("\n\t")
# Joiners and direction marks are part of Arabic and of emoji: kept, but they are no words by themselves.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\ufe0f")


def clean(text: str) -> str:
    """One kind of line end, no control signs (a database refuses NUL), composed letters, no blank edges."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in text if sign in _KEEP or unicodedata.category(sign) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def says_something(text: str) -> bool:
    """Whether anything is left to read."""
    return any(not sign.isspace() and sign not in _INVISIBLE for sign in text)
