"""Dutch writes words together: where a long word may be cut, and what its parts are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from weerklank.rights.search.words import data, folded, stem

LEAST = 4
LONGEST = 40
LINKS = ("", "s", "en", "e", "n")
Known = Callable[[str], bool]


@cache
def _parts() -> frozenset[str]:
    return frozenset(stem(folded(word), "nl") for word in data("dutch")["parts"]["known"])


@cache
def _never() -> frozenset[str]:
    return frozenset(folded(word) for word in data("dutch")["parts"]["never"])


def listed(word: str) -> bool:
    """A part that our own list knows, in any form."""
    return len(word) >= LEAST and stem(word, "nl") in _parts()


def cuts(word: str) -> Iterator[tuple[str, str]]:
    """Every way to see a word as two: head and tail, with or without a letter that links them."""
    if word in _never() or not 2 * LEAST <= len(word) <= LONGEST or not word.isalpha():
        return
    for at in range(LEAST, len(word) - LEAST + 1):
        head, tail = word[:at], word[at:]
        for link in LINKS:
            if head.endswith(link) and len(head) - len(link) >= LEAST:
                yield head.removesuffix(link) if link else head, tail


def is_word(word: str, known: Known) -> bool:
    """Known itself, or made of two parts that our list knows."""
    return known(word) or listed(word) or any(listed(head) and listed(tail) for head, tail in cuts(word))


def parts(word: str, known: Known) -> tuple[str, str] | None:
    """The two known words that this one is made of; the cut with the longest tail wins, which carries the meaning."""
    for head, tail in cuts(word):
        if is_word(head, known) and is_word(tail, known):
            return head, tail
    return None


def rests(compound: str, wanted: str) -> Iterator[str]:
    """What is left of a compound that begins or ends with a form of the wanted stem."""
    for head, tail in cuts(compound):
        if stem(tail, "nl") == wanted:
            yield head
        elif stem(head, "nl") == wanted:
            yield tail
