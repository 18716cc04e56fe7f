"""Our own list of the field: which words, Dutch or English, everyday or official, are about the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from weerklank.rights.search.words import LANGUAGES, data, folded, running, stem


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept where it stands: from which word to which."""

    concept: str
    first: int
    after: int

    @property
    def length(self) -> int:
        return self.after - self.first


Rows = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _rows(language: str, *, asking: bool) -> Rows:
    """The entries by the stem that they begin with; ``asked`` words count in a question only."""
    rows: Rows = {}
    for concept, entry in data("thesaurus").items():
        said = [*entry.get(language, ()), *(entry.get("asked", ()) if asking else ())]
        for words in said:
            stems = tuple(stem(word.folded, language) for word in running(words))
            if stems:
                rows.setdefault(stems[0], []).append((stems, concept))
    return rows


def mentions(words: Sequence[str], language: str, *, asking: bool = False) -> Iterator[Mention]:
    """The concepts that these words name, in the forms of one language."""
    rows = _rows(language, asking=asking)
    stems = [stem(word, language) for word in words]
    for first, begins in enumerate(stems):
        for entry, concept in rows.get(begins, ()):
            if tuple(stems[first : first + len(entry)]) == entry:
                yield Mention(concept, first, first + len(entry))


@cache
def wider(concept: str) -> tuple[str, ...]:
    """The concepts of which this one is a case."""
    return tuple(data("thesaurus")[concept].get("wider", ()))


@cache
def single_words() -> dict[str, frozenset[str]]:
    """Every entry of one word, with its concepts: words that may be meant by a typing error."""
    found: dict[str, set[str]] = {}
    for concept, entry in data("thesaurus").items():
        for words in (word for key in (*LANGUAGES, "asked") for word in entry.get(key, ())):
            if " " not in words and "-" not in words:
                found.setdefault(folded(words), set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}
