"""Text in, words out: folded, without small words, with the stem that Dutch or English gives them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

import snowballstemmer

_TOKEN = re.compile(r"[^\W_]+")
_STEMMERS = {"nl": snowballstemmer.stemmer("dutch"), "en": snowballstemmer.stemmer("english")}
_TURN = Lock()


def folded(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def tokens(text: str) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(text)


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    stemmer = _STEMMERS.get(language)
    if stemmer is None:
        return word
    # a stemmer keeps its place in itself: two threads at once would read each other's word
    with _TURN:
        return str(stemmer.stemWord(word))
