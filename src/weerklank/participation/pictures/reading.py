"""How a typed return code is understood: words, signs or numbers, and exactly where it went wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum
from functools import cache

from weerklank.participation import pictures
from weerklank.participation.pictures import LANGUAGES, Picture, words
from weerklank.participation.pictures.code import LENGTH, ReturnCode

TYPED_AT_MOST = 10_000
SUGGESTIONS = 3

# More than a code can hold, few enough that a pasted book costs nothing.
_ITEMS_AT_MOST = 3 * LENGTH
_SUGGESTED_ITEMS = LENGTH
_WORDS_IN_A_NAME = 5
_SHOWN_AT_MOST = 60
_LIKENESS = 0.65
_LIKENESS_ELSEWHERE = 0.8
_SCRIPTS = {"ar": "arabic", "uk": "cyrillic"}
# What people write between words without meaning a picture, in each of the languages.
FILLERS = frozenset(
    ("de", "het", "een", "dan", "toen", "the", "a", "an", "and", "then", "en", "و", "ثم")
    + ("та", "і", "й", "потім", "ve", "bir", "sonra", "oraz", "potem", "i")
    + ("et", "puis", "le", "la", "les", "un", "une", "e", "anto", "despues")
)
_SELECTORS = str.maketrans(dict.fromkeys("\ufe0e\ufe0f"))
_SEPARATORS = re.compile(r"[,;:\n\r\t/|\\•·،؛()\[\]{}<>+&=\"“”„«»…*_!?]+|(?:(?<=\s)|^)[-‐‑‒–—―−]+(?=\s|$)")
_INDEX = re.compile(r"#\d{1,3}")
_NUMBER = re.compile(r"#?\d{1,3}\.?")


class Outcome(Enum):
    """How far a typed code was understood."""

    COMPLETE = "complete"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A picture that a word may have meant, and the word as it should be typed."""

    picture: Picture
    word: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was typed: where it stands, how it was written, and the picture if there is one."""

    position: int
    typed: str = field(repr=False)
    picture: Picture | None = field(repr=False)
    suggestions: tuple[Suggestion, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a typed code, place by place."""

    outcome: Outcome
    items: tuple[Item, ...] = ()

    @property
    def code(self) -> ReturnCode | None:
        """The code, when all eight pictures were understood."""
        if self.outcome is not Outcome.COMPLETE:
            return None
        return ReturnCode(tuple(item.picture.index for item in self.items if item.picture))

    @property
    def unknown(self) -> tuple[Item, ...]:
        """The places that nobody could make a picture of."""
        return tuple(item for item in self.items if item.picture is None)

    @property
    def missing(self) -> int:
        """How many pictures are still to come."""
        return max(0, LENGTH - len(self.items))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of one language: as they are written, and with the spaces closed up."""

    spaced: dict[tuple[str, ...], int]
    joined: dict[str, int]
    spellings: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class _Found:
    index: int | None
    typed: str


def read(typed: str, lang: str) -> Reading:
    """Understand a typed code as well as can be, in the language of the page first; never raises."""
    if len(typed) > TYPED_AT_MOST:
        return Reading(Outcome.TOO_LONG)
    languages = _order(lang)
    # "kot" is a cat in Polish and jeans in Turkish: whoever types all eight words in one language means that one.
    for one in languages:
        spoken = list(_limited(_parts(typed, (one,), closing=False)))
        if _outcome(spoken) is Outcome.COMPLETE:
            return Reading(Outcome.COMPLETE, tuple(_items(spoken, languages)))
    found = list(_limited(_parts(typed, languages, closing=False)))
    if _outcome(found) is Outcome.TOO_MANY:
        # "wheel chair" is two pictures, unless only one wheelchair makes eight.
        closed = list(_limited(_parts(typed, languages, closing=True)))
        if _outcome(closed) is Outcome.COMPLETE:
            found = closed
    return Reading(_outcome(found), tuple(_items(found, languages)))


def _order(lang: str) -> tuple[str, ...]:
    first = pictures.language_of_names(lang)
    return (first, *(language for language in LANGUAGES if language != first))


def _outcome(found: Sequence[_Found]) -> Outcome:
    if not found:
        return Outcome.EMPTY
    if any(part.index is None for part in found):
        return Outcome.UNKNOWN
    if len(found) == LENGTH:
        return Outcome.COMPLETE
    return Outcome.TOO_FEW if len(found) < LENGTH else Outcome.TOO_MANY


def _limited(parts: Iterator[_Found]) -> Iterator[_Found]:
    for _, part in zip(range(_ITEMS_AT_MOST), parts, strict=False):
        yield part


def _items(found: Sequence[_Found], languages: tuple[str, ...]) -> Iterator[Item]:
    unknown = 0
    languages = _spoken_first(found, languages)
    for position, part in enumerate(found, start=1):
        if part.index is not None:
            yield Item(position, part.typed, pictures.picture(part.index))
            continue
        unknown += 1
        suggestions = _suggest(part.typed, languages) if unknown <= _SUGGESTED_ITEMS else ()
        yield Item(position, part.typed[:_SHOWN_AT_MOST], None, suggestions)


def _spoken_first(found: Sequence[_Found], languages: tuple[str, ...]) -> tuple[str, ...]:
    """Put first the language in which most of the code was typed; the language of the page where it is even."""

    def understood(language: str) -> int:
        return sum(1 for part in found if part.index is not None and _joined([part.typed], (language,)) == part.index)

    # max() keeps the first of equals, and the language of the page comes first
    first = max(languages, key=understood)
    return (first, *(language for language in languages if language != first))


def _parts(typed: str, languages: tuple[str, ...], *, closing: bool) -> Iterator[_Found]:
    plain = typed.translate(_SELECTORS)
    only_numbers = bool(plain.strip()) and all(_NUMBER.fullmatch(part) for part in _SEPARATORS.sub(" ", plain).split())
    for piece in _signs().split(plain):
        if piece in _by_sign():
            yield _Found(_by_sign()[piece], piece)
            continue
        segments = _SEPARATORS.split(piece)
        for segment in segments:
            # No name is this long, and a sign can fold into many: the rest of an endless word is not looked at.
            line = [word[:_SHOWN_AT_MOST] for word in words.split(segment)[: _ITEMS_AT_MOST * _WORDS_IN_A_NAME]]
            line = [word for word in line if not _passed_over(word, only_numbers)]
            yield from _line(line, languages, alone=len(segments) > 1, closing=closing)


def _passed_over(word: str, only_numbers: bool) -> bool:
    """Tell whether a word is no more than punctuation, or the number before a line of a list."""
    if only_numbers:
        return False
    if word.isdecimal() and len(word) == 1:
        return 1 <= int(word) <= LENGTH
    # What folds away without being a sign of its own: quotes, joiners, dots.
    return not words.fold(word) and not any(ord(sign) > 0x2100 for sign in word)


def _line(line: list[str], languages: tuple[str, ...], *, alone: bool, closing: bool) -> Iterator[_Found]:
    """Read the words between two separators: the longest name first, what is left is unknown."""
    known_before = False
    unread: list[str] = []
    at = 0
    while at < len(line):
        index, taken = _longest(line, at, languages, closing=closing)
        if index is None and words.fold(line[at]) in FILLERS:
            at += 1
            continue
        if index is None:
            unread.append(line[at])
            at += 1
            continue
        yield from _unread(unread, languages, alone=False)
        unread, known_before = [], True
        yield _Found(index, " ".join(line[at : at + taken]))
        at += taken
    yield from _unread(unread, languages, alone=alone and not known_before)


def _unread(unread: list[str], languages: tuple[str, ...], *, alone: bool) -> Iterator[_Found]:
    if alone and unread:
        yield _Found(None, " ".join(unread))
        return
    at = 0
    while at < len(unread):
        pair = " ".join(unread[at : at + 2])
        # Two misspelled words of one name ("zoete ardappel") are one place, not two. A language that is tried
        # alone is asked what it knows and not what it may have been.
        may_be_one = len(languages) > 1 and len(unread) - at >= 2
        taken = 2 if may_be_one and _is_pair(pair, unread[at], languages) else 1
        yield _Found(None, " ".join(unread[at : at + taken]))
        at += taken


def _is_pair(pair: str, first: str, languages: tuple[str, ...]) -> bool:
    together = _likeness(pair, languages)
    return together >= 0.8 and together > _likeness(first, languages)


def _longest(line: list[str], at: int, languages: tuple[str, ...], *, closing: bool) -> tuple[int | None, int]:
    """Return the picture whose name begins here and how many words it takes."""
    most = min(_WORDS_IN_A_NAME, len(line) - at)
    if closing:
        for taken in range(most, 1, -1):
            index = _joined(line[at : at + taken], languages)
            if index is not None:
                return index, taken
    index, taken = _as_written(line, at, languages)
    if index is None:
        for taken in range(most, 1, -1):
            index = _joined(line[at : at + taken], languages)
            if index is not None:
                return index, taken
    elif taken == 1 and most > 1 and _as_written(line, at + 1, languages)[0] is None:
        # "bus halte": the second word means nothing by itself, so the two belong together.
        together = _joined(line[at : at + 2], languages)
        if together is not None:
            return together, 2
    return index, 1 if index is None else taken


def _as_written(line: list[str], at: int, languages: tuple[str, ...]) -> tuple[int | None, int]:
    word = line[at]
    if _INDEX.fullmatch(word) or (word.isdecimal() and len(word) <= 3):
        number = int(word.removeprefix("#"))
        return (number if number < len(pictures.PICTURES) else None), 1
    for taken in range(min(_WORDS_IN_A_NAME, len(line) - at), 1, -1):
        for language in languages:
            key = tuple(words.key([word], language) for word in line[at : at + taken])
            if key in _lexicon(language).spaced:
                return _lexicon(language).spaced[key], taken
    return _joined([word], languages), 1


def _joined(together: Sequence[str], languages: tuple[str, ...]) -> int | None:
    for language in languages:
        key = words.key(together, language)
        if key and key in _lexicon(language).joined:
            return _lexicon(language).joined[key]
    return None


def _suggest(typed: str, languages: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """Return the names that look most like the word; those of other languages only where the first has none."""
    best: dict[int, tuple[float, int, str]] = {}
    for rank, language in enumerate(languages):
        if rank == 1 and best:
            break
        for likeness, index, word in _like(typed, language):
            if rank and likeness < _LIKENESS_ELSEWHERE:
                continue
            known = best.get(index)
            if known is None or likeness > known[0]:
                best[index] = (likeness, rank, word)
    ranked = sorted(best.items(), key=lambda found: (-found[1][0], found[1][1], found[0]))
    return tuple(Suggestion(pictures.picture(index), word) for index, (_, _, word) in ranked[:SUGGESTIONS])


def _likeness(typed: str, languages: tuple[str, ...]) -> float:
    return max((likeness for language in languages for likeness, _, _ in _like(typed, language)), default=0.0)


def _like(typed: str, language: str) -> Iterator[tuple[float, int, str]]:
    wanted = words.key_of(typed[:_SHOWN_AT_MOST], language)
    # Comparing Arabic with Polish costs time and never helps.
    if len(wanted) < 2 or words.script_of([wanted]) != _SCRIPTS.get(language, "latin"):
        return
    matcher = SequenceMatcher(None, b=wanted, autojunk=False)
    for key, index, word in _lexicon(language).spellings:
        if abs(len(key) - len(wanted)) > 3:
            continue
        matcher.set_seq1(key)
        if matcher.real_quick_ratio() >= _LIKENESS and matcher.quick_ratio() >= _LIKENESS:
            likeness = matcher.ratio()
            if likeness >= _LIKENESS:
                yield likeness, index, word


@cache
def _lexicon(language: str) -> _Lexicon:
    spaced: dict[tuple[str, ...], int] = {}
    joined: dict[str, int] = {}
    spellings: list[tuple[str, int, str]] = []
    for picture in pictures.PICTURES:
        for word in (pictures.name(picture.index, language), *pictures.also(picture.index, language)):
            parts = words.split(word)
            spaced[tuple(words.key([part], language) for part in parts)] = picture.index
            joined[words.key(parts, language)] = picture.index
            spellings.append((words.key(parts, language), picture.index, word))
    return _Lexicon(spaced, joined, tuple(spellings))


@cache
def _by_sign() -> dict[str, int]:
    return {picture.sign.translate(_SELECTORS): picture.index for picture in pictures.PICTURES}


@cache
def _signs() -> re.Pattern[str]:
    longest_first = sorted(_by_sign(), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, longest_first)) + ")")
