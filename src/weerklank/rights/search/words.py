"""Text in, words out: in small letters, without accents, with the stem that Dutch or English gives them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import snowballstemmer

HERE = Path(__file__).parent
LANGUAGES = ("nl", "en")
LONGEST_WORD = 60
# a cell of thirty megabytes is no text: what stands further on is not searched
MOST_SIGNS = 200_000

_TOKEN = re.compile(r"[^\W_]+(?:['’‐‑\xad-][^\W_]+)*")
_BREAKS = re.compile(r"['’‐‑\xad-]")
_OWNED = re.compile(r"['’]s$", re.IGNORECASE)
_YOUNG = re.compile(r"(?<=\w{3})kind(?:eren|er|je|jes|s)$")
_STEMMERS = {"nl": snowballstemmer.stemmer("dutch"), "en": snowballstemmer.stemmer("english")}
_TURN = Lock()


@cache
def data(name: str) -> dict[str, Any]:
    """One of our own word lists, which stand beside this file."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in a text; ``folded`` is how it is compared."""

    folded: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return any(sign.isdecimal() for sign in self.folded)


def folded(text: str) -> str:
    """Small letters without accents: é is e, ĳ is ij."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; one with a hyphen is two, and the two as one."""
    for token in _TOKEN.finditer(text[:MOST_SIGNS]):
        said, start = _OWNED.sub("", token.group()), token.start()
        pieces = _BREAKS.split(said)
        if len(pieces) > 1:
            whole = folded("".join(pieces))
            if len(whole) <= LONGEST_WORD:
                yield Word(whole, start, start + len(said))
        at = start
        for piece in pieces:
            small = folded(piece)
            if small and len(small) <= LONGEST_WORD:
                yield Word(small, at, at + len(piece))
            at += len(piece) + 1


def running(text: str) -> list[Word]:
    """The words one after another, none of them twice: for words that must stand beside each other."""
    found = list(words(text))
    following = [word.start for word in found[1:]] + [len(text)]
    return [word for word, start in zip(found, following, strict=False) if start >= word.end]


@cache
def small_words(language: str) -> frozenset[str]:
    return frozenset(folded(word) for word in data("small_words").get(language, ()))


def is_small(word: str) -> bool:
    """Small in a question, of which nobody says the language."""
    return any(word in small_words(language) for language in LANGUAGES)


@cache
def _forms() -> dict[str, str]:
    return {folded(word): stem for word, stem in data("dutch")["forms"].items()}


_ENGLISH = {"children": "child", "women": "woman", "men": "man"}


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """What the forms of a word have in common; a word of another language is its own stem."""
    stemmer = _STEMMERS.get(language)
    if stemmer is None or not word.isalpha():
        return word
    known = _forms().get(word) if language == "nl" else _ENGLISH.get(word)
    if known:
        return known
    base = _YOUNG.sub("kind", word) if language == "nl" else word
    # a stemmer keeps its place in itself: two threads at once would read each other's word
    with _TURN:
        return str(stemmer.stemWord(base))
