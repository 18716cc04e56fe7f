"""Words that may mean that a child is in danger: an aid for the people who read everything, never a verdict.

What is found puts an idea in front of the safeguarding officer first and shows the child where help is at once.
What is not found is read by a moderator all the same. The phrases in ``danger`` are our own, in children's language;
every text is held against all languages, because children mix them. Dutch is compared by its sound, so that spelling
matters less. How a phrase is written stands in ``danger/__init__.py``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from weerklank.participation import danger
from weerklank.participation.danger import SignalKind
from weerklank.participation.folding import fold

__all__ = ["Signal", "SignalKind", "Token", "kinds", "plain", "read", "signals", "sound"]

GAP = 2
NEAR = 10
# how far around a match a word that takes the danger out of it may stand
AROUND = 4
# a text that says it fifty times is as urgent as one that says it more often
MOST = 50
_SHORTEST_BEGINNING = 3
_LONGEST_BEGINNING = 16
# a sign that stands for a letter within a word belongs to it: s@nne, $laan
_WORD = re.compile(r"[$]?[^\W_]+(?:['’ʼ`´@$][^\W_]+)*")
_RUN = re.compile(r"(.)\1+")
_LONG_VOWEL = re.compile(r"([aeiou])\1{2,}")
_TWICE = re.compile(r"([^aeou])\1+")
_OPEN_SYLLABLE = re.compile(r"([aeou])\1(?=[^aeiouy][aeiouy])|([aou])\2$")
_END = re.compile(r"[.!?;\n…]")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´ـ")
_ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ؤ": "و", "ı": "i"})
_ARABIC_FIRST = frozenset("وفبل")
_AS_LETTERS = str.maketrans("013457@$", "oieastas")
_STANDS_FOR = frozenset("0123456789@$")
_SOUNDS = (
    ("ij", "y"),
    ("ei", "y"),
    ("ou", "au"),
    ("ch", "g"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("x", "ks"),
    ("c", "k"),
    ("z", "s"),
    ("v", "f"),
    ("ie", "i"),
)
_HARD_ENDS = {"d": "t", "b": "p"}
# 'k heb' and 'ik wil' are often written as one word
_I = ("ik", "k")
_AFTER_I = frozenset(
    [
        "heb",
        "hep",
        "wil",
        "wou",
        "ga",
        "ben",
        "word",
        "wort",
        "zit",
        "moet",
        "kan",
        "was",
        "had",
        "denk",
        "krijg",
        "durf",
        "voel",
        "snij",
        "haat",
        "weet",
    ]
)


@dataclass(frozen=True, slots=True)
class Signal:
    """One place in a text that a person must look at first."""

    kind: SignalKind
    start: int
    end: int


def signals(text: str) -> tuple[Signal, ...]:
    """Every place that matches, in the order of the text; the most urgent kind first where two begin together."""
    folded = fold(text)
    tokens = read(folded.text)
    places = _places(tokens)
    found = [
        Signal(signal.kind, *folded.span(signal.start, signal.end))
        for phrase in _phrases()
        if all(slot in places for slot in phrase.slots)
        for signal in _matches(phrase, places, tokens)
    ]
    order = list(SignalKind)
    return tuple(sorted(_joined(found), key=lambda signal: (signal.start, order.index(signal.kind), signal.end)))


def kinds(text: str) -> tuple[SignalKind, ...]:
    """What may be the matter, the most urgent first."""
    present = {signal.kind for signal in signals(text)}
    return tuple(kind for kind in SignalKind if kind in present)


def _joined(found: Iterable[Signal]) -> Iterator[Signal]:
    """Places of one kind that overlap are one place."""
    per_kind: dict[SignalKind, list[Signal]] = defaultdict(list)
    for signal in sorted(found, key=lambda signal: (signal.start, signal.end)):
        before = per_kind[signal.kind]
        if before and signal.start < before[-1].end:
            last = before.pop()
            signal = Signal(signal.kind, last.start, max(last.end, signal.end))
        before.append(signal)
    for together in per_kind.values():
        yield from together


# -- words ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A word: how it may be read, in which sentence, where."""

    forms: tuple[str, ...]
    sounds: tuple[str, ...]
    sentence: int
    start: int
    end: int


def plain(word: str) -> str:
    """A word without case, accents, Arabic vowel signs, apostrophes and doubled letters, so that spelling matters less."""
    return _RUN.sub(r"\1", _bare(word))


def _bare(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold())
    return (
        "".join(sign for sign in folded if not unicodedata.combining(sign)).translate(_APOSTROPHES).translate(_ARABIC)
    )


def sound(word: str, *, whole: bool = True) -> str:
    """A Dutch word as it sounds: 'slaad', 'slaat' and 'slaadt' are one, and so are 'snei' and 'snij'."""
    said = _bare(word)
    if any(sign in _STANDS_FOR for sign in said) and any(sign.isalpha() for sign in said):
        said = said.translate(_AS_LETTERS)
    said = _TWICE.sub(r"\1", _LONG_VOWEL.sub(r"\1\1", said))
    said = _OPEN_SYLLABLE.sub(r"\1\2", said)
    for written, heard in _SOUNDS:
        said = said.replace(written, heard)
    if not whole:
        return said
    if len(said) > 3 and said.endswith("en"):
        said = said[:-1]
    if said.endswith("dt"):
        said = said[:-2] + "t"
    return said[:-1] + _HARD_ENDS.get(said[-1:], said[-1:])


def read(text: str) -> list[Token]:
    tokens, sentence, at = [], 0, 0
    for match in _WORD.finditer(text):
        sentence += bool(_END.search(text, at, match.start()))
        at = match.end()
        tokens.append(Token(_forms(match.group()), _sounds(match.group()), sentence, match.start(), match.end()))
    return tokens


def _forms(word: str) -> tuple[str, ...]:
    base = plain(word)
    # In Arabic 'and', 'so', 'with' and 'for' are written onto the word that follows.
    return (base, base[1:]) if len(base) > 3 and base[0] in _ARABIC_FIRST else (base,)


def _sounds(word: str) -> tuple[str, ...]:
    bare = _bare(word)
    for first in _I:
        if bare.startswith(first) and bare[len(first) :] in _AFTER_I:
            return (sound(bare), "ik", sound(bare[len(first) :]))
    return (sound(bare),)


# -- phrases --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Places to be filled by words: in this order with few words between, or in any order near each other."""

    kind: SignalKind
    slots: tuple[int, ...]
    unless: int | None
    gap: int
    in_order: bool


@dataclass(slots=True)
class _Index:
    """Which slots a word fills, by how it is written and by how it sounds, whole or by its beginning."""

    whole: dict[str, list[int]]
    beginnings: dict[str, list[int]]

    def add(self, word: str, slot: int) -> None:
        (self.beginnings if word.endswith("*") else self.whole)[word.rstrip("*")].append(slot)

    def of(self, form: str) -> Iterator[int]:
        yield from self.whole.get(form, ())
        for length in range(_SHORTEST_BEGINNING, min(len(form), _LONGEST_BEGINNING) + 1):
            yield from self.beginnings.get(form[:length], ())


@dataclass(frozen=True, slots=True)
class _Book:
    phrases: tuple[_Phrase, ...]
    written: _Index
    heard: _Index


@cache
def _book() -> _Book:
    phrases: list[_Phrase] = []
    slots: dict[tuple[bool, str], int] = {}
    written = _Index(defaultdict(list), defaultdict(list))
    heard = _Index(defaultdict(list), defaultdict(list))

    def slot(part: str, by_sound: bool) -> int:
        key = (by_sound, part)
        if key not in slots:
            slots[key] = len(slots)
            for word in part.split("|"):
                said = sound(word.rstrip("*"), whole="*" not in word) if by_sound else plain(word.rstrip("*"))
                (heard if by_sound else written).add(said + "*" * word.endswith("*"), slots[key])
        return slots[key]

    for by_sound, lines in danger.languages():
        for kind, phrase in lines:
            parts = phrase.split()
            in_order = parts[0] not in ("~", "~~")
            gap = {"=": 0, "~": NEAR, "~~": NEAR // 2}.get(parts[0], GAP)
            words = [part for part in parts if part not in ("=", "~", "~~") and not part.startswith("!")]
            without = [part[1:] for part in parts if part.startswith("!")]
            unless = slot("|".join(without), by_sound) if without else None
            phrases.append(_Phrase(kind, tuple(slot(word, by_sound) for word in words), unless, gap, in_order))
    return _Book(tuple(phrases), written, heard)


def _phrases() -> tuple[_Phrase, ...]:
    return _book().phrases


def _places(tokens: list[Token]) -> dict[int, list[int]]:
    """Where each slot could be filled."""
    places: dict[int, list[int]] = defaultdict(list)
    book = _book()
    for place, token in enumerate(tokens):
        filled = {slot for form in token.forms for slot in book.written.of(form)}
        filled |= {slot for form in token.sounds for slot in book.heard.of(form)}
        for slot in filled:
            places[slot].append(place)
    return places


def _matches(phrase: _Phrase, places: dict[int, list[int]], tokens: list[Token]) -> Iterator[Signal]:
    slots = phrase.slots if phrase.in_order else tuple(sorted(phrase.slots, key=lambda slot: len(places[slot])))
    left = MOST
    for first in places[slots[0]]:
        used = _in_order(phrase, places, first) if phrase.in_order else _near(phrase.gap, slots[1:], places, first)
        if used is None:
            continue
        low, high = min(used), max(used)
        if any(tokens[place].sentence != tokens[first].sentence for place in (low, high)):
            continue
        if phrase.unless is not None and _stands(places.get(phrase.unless, []), low - AROUND, high + AROUND):
            continue
        yield Signal(phrase.kind, tokens[low].start, tokens[high].end)
        left -= 1
        if not left:
            return


def _stands(places: list[int], low: int, high: int) -> bool:
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high


def _in_order(phrase: _Phrase, places: dict[int, list[int]], first: int) -> list[int] | None:
    """The nearest word for every next place, with few words between."""
    used = [first]
    for slot in phrase.slots[1:]:
        there = places[slot]
        at = bisect_left(there, used[-1] + 1)
        if at == len(there) or there[at] > used[-1] + 1 + phrase.gap:
            return None
        used.append(there[at])
    return used


def _near(gap: int, others: tuple[int, ...], places: dict[int, list[int]], first: int) -> list[int] | None:
    """For every other place the nearest word that is not taken yet, before or after."""
    used = [first]
    for slot in others:
        there = places[slot]
        at = bisect_left(there, first)
        # one more on each side than there are words taken already
        around = there[max(0, at - len(used) - 1) : at + len(used) + 1]
        free = [place for place in around if place not in used and abs(place - first) <= gap]
        if not free:
            return None
        used.append(min(free, key=lambda place: abs(place - first)))
    return used
