"""What an answer may not hold: a child's unpublished words, or a way to reach a child."""

from __future__ import annotations

import re
from collections.abc import Iterable

from weerklank.answers.stock import normal
from weerklank.participation.models import HelpLine

RUN = 5

_MAIL = re.compile(r"[^\s@<>()]{1,80}\s?(?:@|\(at\)|\[at\])\s?[^\s@<>()]{1,80}\.[a-z]{2,24}", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?|ftp)\s?:/?/?\S*|\bwww\.\S+|\b[a-z0-9][a-z0-9-]{1,60}\.(?:nl|com|org|net|eu|be|info|io|app|me|gg|ly|cw|aw|sx)\b(?:/\S*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@])@[a-z0-9_.]{3,30}", re.IGNORECASE)
# signs between digits that people use in a number; a thousand or a year has fewer digits in a row
_PHONE = re.compile(r"(?<![\d])(?:\+|00|0)\d(?:[\s().\-/]{0,3}\d){6,12}(?!\d)|(?<!\d)\d{7,13}(?!\d)")


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    """Every run of so many words that follow each other."""
    words = normal(text).split()
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def quoted_runs(text: str, *, unpublished: Iterable[str], published: Iterable[str]) -> tuple[str, ...]:
    """The passages of ``text`` that stand in words a child gave but nobody published."""
    sealed: set[tuple[str, ...]] = set().union(*(runs(words) for words in unpublished))
    open_words: set[tuple[str, ...]] = set().union(*(runs(words) for words in published))
    hits = runs(text) & (sealed - open_words)
    return tuple(sorted(" ".join(hit) for hit in hits))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _without_help_lines(text: str) -> str:
    """The text with the numbers and addresses of the known help lines taken out: those may stand anywhere."""
    for line in HelpLine.objects.all():
        host = re.sub(r"^https?://(?:www\.)?", "", line.url).strip("/")
        for known in filter(None, (line.url.strip(), f"www.{host}" if host else "", host)):
            text = re.sub(rf"(?:https?://)?(?<![\w.]){re.escape(known)}/?(?![\w-])", " ", text, flags=re.IGNORECASE)
        digits = _digits(line.phone)
        if digits:
            pattern = r"[\s().\-/]{0,3}".join(digits)
            text = re.sub(rf"(?<![\d+]){pattern}(?!\d)", " ", text)
    return text


def contacts_in(text: str) -> tuple[str, ...]:
    """Phone numbers, mail addresses, links and handles, other than those of the known help lines."""
    rest = _without_help_lines(text)
    found = [match.group(0).strip() for pattern in (_MAIL, _LINK, _PHONE, _HANDLE) for match in pattern.finditer(rest)]
    return tuple(dict.fromkeys(found))
