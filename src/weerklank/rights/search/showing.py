"""Where in a text the question is answered: the words to mark, and the stretch to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weerklank.rights.search import thesaurus
from weerklank.rights.search.asking import Found, Why
from weerklank.rights.search.words import Word, running, stem, words

if TYPE_CHECKING:
    from weerklank.rights.queries import Piece

SHORT = 240
Mark = tuple[int, int, Why]


def highlight(text: str, found: Found, language: str) -> tuple[Piece, ...]:
    """The text cut at the whole words that answer the question, each with why it does."""
    return _cut(text, _marks(text, found, language))


def excerpt(text: str, found: Found, language: str, *, length: int = SHORT) -> tuple[Piece, ...]:
    """The stretch of a text with the most answers in it, marked; a short text as a whole."""
    if len(text) <= length:
        return highlight(text, found, language)
    marks = _marks(text, found, language)
    start = max((mark[0] for mark in marks), key=lambda at: _inside(marks, at, at + length), default=0)
    # a few words before the first one, as a reader needs them
    first = _word_start(text, max(0, start - length // 4)) if start else 0
    last = _word_end(text, first + length)
    shown = text[first:last]
    moved = [(at - first, to - first, why) for at, to, why in marks if first <= at and to <= last]
    pieces = list(_cut(shown, moved))
    return _dotted(pieces, before=first > 0, after=last < len(text))


def _marks(text: str, found: Found, language: str) -> list[Mark]:
    if found.empty:
        return []
    told = running(text)
    marks = [(word.start, word.end, why) for word in words(text) if (why := _why(word, found, language)) is not None]
    return _apart([*marks, *_phrases(told, found), *_related(told, found, language)])


def _why(word: Word, found: Found, language: str) -> Why | None:
    of = "" if word.is_number else language
    return found.why.get((of, word.folded)) or found.stems.get((of, stem(word.folded, of)))


def _phrases(told: list[Word], found: Found) -> list[Mark]:
    line = [word.folded for word in told]
    return [
        (told[first].start, told[first + len(phrase) - 1].end, Why.SAME)
        for phrase in (phrase.split() for phrase in found.phrases)
        for first in range(len(line) - len(phrase) + 1)
        if line[first : first + len(phrase)] == phrase
    ]


def _related(told: list[Word], found: Found, language: str) -> list[Mark]:
    line = [word.folded for word in told]
    return [
        (told[mention.first].start, told[mention.after - 1].end, Why.RELATED)
        for mention in thesaurus.mentions(line, language)
        if found.why.get(("", f"is:{mention.concept}")) in (Why.RELATED, Why.PART)
    ]


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks that do not overlap: the longest first, and of two as long the first that was found."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark[0] - mark[1]):
        if all(mark[1] <= other[0] or other[1] <= mark[0] for other in kept):
            kept.append(mark)
    return sorted(kept)


def _cut(text: str, marks: list[Mark]) -> tuple[Piece, ...]:
    # the lists of an editor search too: on top of this file the two would wait for each other
    from weerklank.rights.queries import Piece

    pieces, here = [], 0
    for start, end, why in marks:
        pieces += [Piece(text[here:start]), Piece(text[start:end], str(why))]
        here = end
    return tuple(piece for piece in (*pieces, Piece(text[here:])) if piece.text)


def _inside(marks: list[Mark], start: int, end: int) -> int:
    return sum(start <= mark[0] and mark[1] <= end for mark in marks)


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at)
    return space + 1 if 0 <= space < at + 40 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if space > at - 40 else at


def _dotted(pieces: list[Piece], *, before: bool, after: bool) -> tuple[Piece, ...]:
    from weerklank.rights.queries import Piece

    return (*([Piece("… ")] if before else []), *pieces, *([Piece(" …")] if after else []))
