"""What a child types becomes the text that is kept: its own words, without signs that no page can hold."""

from __future__ import annotations

import re
import unicodedata

MAX_SIGNS = 4000
_KEEP = frozenset("\n\t")
# Joiners and direction marks are part of Arabic and of emoji: kept, but they are no words by themselves.
_KEEP_UNSEEN = frozenset("\u200c\u200d\u200e\u200f\u061c")
_INVISIBLE = _KEEP_UNSEEN | frozenset("\u200b\u2060\ufeff\ufe0f")
# beside a Latin letter a joiner joins nothing: there it can only hide a word
_JOINS_NOTHING = re.compile(r"(?<=[\u0021-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\u0021-\u024f])")
# what a page, a sheet or a document cannot hold: control signs, half signs, and the two that are no sign at all
_CANNOT_BE_HELD = ("Cc", "Cs")
_NO_SIGN = frozenset("\ufffe\uffff")


def clean(text: str) -> str:
    """One kind of line end, no control signs (a database refuses NUL), composed letters, no blank edges.

    Signs that turn the direction of what follows go out too: a page would show other words than were kept.
    """
    for line_end in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(line_end, "\n")
    text = unicodedata.normalize("NFC", "".join(filter(_stays, text)))
    return _JOINS_NOTHING.sub("", text).strip()


def _stays(sign: str) -> bool:
    if sign in _KEEP or sign in _KEEP_UNSEEN:
        return True
    kind = unicodedata.category(sign)
    # the format signs of Arabic numbers are seen: they stand around the digits
    return kind not in _CANNOT_BE_HELD and sign not in _NO_SIGN and (kind != "Cf" or "\u0600" <= sign <= "\u06dd")


def says_something(text: str) -> bool:
    """Whether anything is left to read."""
    return any(not sign.isspace() and sign not in _INVISIBLE for sign in text)
