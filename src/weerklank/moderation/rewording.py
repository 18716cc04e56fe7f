"""Whether an edited text is still the child's own: only what the finder points at went or became a neutral word, and nothing came."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from weerklank.moderation.redaction import NEUTRAL, TAKEN_OUT
from weerklank.participation import personal_data

_TOKEN = re.compile(r"[^\W_]+|\S")
_TAKEN_OUT = TAKEN_OUT.casefold()
_ANY_NEUTRAL = re.compile("|".join(re.escape(word.casefold()) for word in sorted({*NEUTRAL.values(), TAKEN_OUT})))
_ENDS_A_SENTENCE = frozenset(".!?…")
# signs that may go where words on both sides of them go: 'bel mij: 06 …'
_JOINS = frozenset(",:")
# what only leads to a name or a number may go along with it, so many words at once: 'bel me maar op'
_LEADS = frozenset(
    ("ik", "me", "mij", "mijn", "ben", "heet", "is", "naam", "nummer", "telefoonnummer", "telefoon", "adres", "mail")
    + ("app", "bel", "op", "maar", "met", "van", "en", "groetjes", "groeten", "gr", "liefs", "i", "am", "my", "name")
)
_GOES_ALONG = 4
# without these it would say something else, also where the finder takes one for a name
_TURNS_IT = frozenset(
    ("niet", "nie", "geen", "nooit", "niks", "niets", "niemand", "nergens", "zonder", "nee")
    + ("not", "no", "never", "nothing", "nobody", "without", "nunca", "nunka", "nada", "ningun", "sin")
    + ("не", "ні", "ніколи", "ніхто", "без", "нет", "никто", "لا", "لم", "لن", "ليس", "ليست", "بدون")
)
# a text of one name over and over can be read in very many ways; beyond this a second person looks instead of the program
_MOST_STEPS = 6_000


class Beyond(Enum):
    """What an editor did besides taking out what the finder points at."""

    WORDS = "u zette er woorden bij of koos andere"
    TURNED = "u haalde een woord weg dat de betekenis omdraait, zoals ‘niet’"
    MORE = "u haalde woorden weg die het programma niet vond"
    SIGNS = "u zette er leestekens of emoji’s bij, of haalde ze weg"
    OTHERWISE = "de plaats, de spaties of het woord tussen haken passen niet bij wat het programma vond"


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or a sign of the original; ``found`` numbers the place the finder points at, ``neutrals`` are its words."""

    key: str
    spaced: bool
    begins: bool
    found: int | None
    neutrals: frozenset[str]

    @property
    def is_word(self) -> bool:
        return self.key.isalnum()


class _At(NamedTuple):
    """How far the edited text was read, and the stretch of the original that is going, if one is."""

    place: int
    going: bool = False
    # a stretch goes for what was found in it; before that it cannot end
    found: bool = False
    along: int = 0
    whole: bool = False
    joins: bool = False
    neutral: str = ""


def beyond(text: str, original: str) -> tuple[Beyond, ...]:
    """What was changed beyond what the finder points at; where that is nothing, one moderator publishes it alone."""
    tokens = tuple(_tokens(original))
    edited = " ".join(text.casefold().split())
    return () if _only_takes_out(tokens, edited) else _what(tokens, edited)


@dataclass(frozen=True, slots=True)
class Changed:
    """Which words went and which came, each as often as it did; in the order in which they stand."""

    gone: tuple[str, ...]
    came: tuple[str, ...]


def words_changed(text: str, original: str) -> Changed:
    """What a second person looks at first. Counted and not aligned, so that no text makes it slow."""

    def beyond_the(one: list[str], other: Counter[str]) -> tuple[str, ...]:
        left, found = other.copy(), []
        for word in one:
            left[word.casefold()] -= 1
            if left[word.casefold()] < 0:
                found.append(word)
        return tuple(found)

    before, after = _TOKEN.findall(original), _TOKEN.findall(text)
    return Changed(
        beyond_the(before, Counter(word.casefold() for word in after)),
        beyond_the(after, Counter(word.casefold() for word in before)),
    )


def why_two(changed: tuple[Beyond, ...]) -> str:
    """For the moderator: what a second person has to look at. It holds no word of the child."""
    return f"U veranderde ook iets buiten wat het programma vond: {'; '.join(one.value for one in changed)}."


def _tokens(original: str) -> Iterator[_Token]:
    found = personal_data.findings(original)
    places: list[tuple[int, int, frozenset[str]]] = []
    for one in found:
        neutral = frozenset((NEUTRAL[one.kind].casefold(),))
        if places and one.start < places[-1][1]:
            start, end, neutrals = places[-1]
            places[-1] = (start, max(end, one.end), neutrals | neutral)
        else:
            places.append((one.start, one.end, neutral))
    starts = [start for start, _, _ in places]
    # where a place begins or ends within a word, the rest of that word is one of its own
    edges = sorted({edge for one in found for edge in (one.start, one.end)})
    last = "."
    for match in _TOKEN.finditer(original):
        low, high = match.span()
        inner = edges[bisect_right(edges, low) : bisect_right(edges, high - 1)]
        for start, end in zip([low, *inner], [*inner, high], strict=True):
            key = original[start:end].casefold()
            number = bisect_right(starts, start) - 1
            inside = number >= 0 and start < places[number][1]
            yield _Token(
                key=key,
                spaced=start > 0 and original[start - 1].isspace(),
                begins=last in _ENDS_A_SENTENCE,
                found=number if inside else None,
                neutrals=places[number][2] if inside else frozenset(),
            )
            last = key


def _only_takes_out(tokens: tuple[_Token, ...], edited: str) -> bool:
    """Looks for one way in which the original can become the edited text, token by token; no place is tried twice."""
    open_ways = [(0, _At(0))]
    tried = set(open_ways)
    while open_ways and len(tried) < _MOST_STEPS:
        number, at = open_ways.pop()
        if number == len(tokens):
            if _may_end(at) and at.place == len(edited):
                return True
            continue
        ways = {(number + 1, one): None for one in _steps(at, tokens[number], tokens[number - 1 : number], edited)}
        # the likeliest stands first and is taken first: a draft of the program itself is followed without one turn back
        new = [way for way in ways if way not in tried]
        tried.update(new)
        open_ways.extend(reversed(new))
    return False


def _may_end(at: _At) -> bool:
    return not at.going or (at.found and not at.joins)


def _steps(at: _At, token: _Token, before: tuple[_Token, ...], edited: str) -> Iterator[_At]:
    """It stays, it begins a stretch with a neutral word, it goes on with the stretch that goes, or it begins one without a word."""
    start = at.place + edited.startswith(" ", at.place)
    # one place that was found never becomes two words
    begins = _may_end(at) and not (at.going and token.found is not None and token.found == before[0].found)
    if _may_end(at) and edited.startswith(token.key, start) and _fits(at, token, edited, start):
        yield _At(start + len(token.key))
    if begins and (neutral := _ANY_NEUTRAL.match(edited, start)):
        yield from _goes(_At(neutral.end(), going=True, neutral=neutral.group()), token)
    if at.going:
        yield from _goes(at, token)
    if begins:
        yield from _goes(_At(at.place, going=True, whole=token.begins), token)


def _fits(at: _At, token: _Token, edited: str, start: int) -> bool:
    """Between two that stay the space stays; where something went, two words do not become one."""
    if at.place == 0:
        return True
    if not at.going:
        return token.spaced == (start > at.place)
    return not token.is_word or start > at.place or not edited[at.place - 1].isalnum()


def _goes(at: _At, token: _Token) -> Iterator[_At]:
    """The stretch that is going with this token in it, where it may go."""
    if token.key in _TURNS_IT:
        return
    if token.found is not None:
        named = at.neutral in ("", _TAKEN_OUT) or at.neutral in token.neutrals
        yield at._replace(found=at.found or named, joins=False)
    elif token.key in _LEADS and at.along < _GOES_ALONG:
        yield at._replace(along=at.along + 1, joins=False)
    elif token.key in _JOINS and (at.found or at.along) and not at.joins:
        yield at._replace(joins=True)
    elif token.key == "." and at.whole and at.found and not at.joins:
        # the whole sentence went, and its full stop with it
        yield at._replace(along=_GOES_ALONG)


def _what(tokens: tuple[_Token, ...], edited: str) -> tuple[Beyond, ...]:
    before = Counter(token.key for token in tokens)
    after = Counter(_TOKEN.findall(_ANY_NEUTRAL.sub(" ", edited)))
    may_go = Counter(token.key for token in tokens if token.found is not None and token.key not in _TURNS_IT)
    came, went = after - before, before - after - may_go
    changed = (
        (Beyond.WORDS, any(key.isalnum() for key in came)),
        (Beyond.TURNED, any(key in _TURNS_IT for key in went)),
        (Beyond.MORE, any(key.isalnum() and key not in _TURNS_IT for key in went)),
        (Beyond.SIGNS, any(not key.isalnum() for key in (*came, *went))),
    )
    return tuple(one for one, so in changed if so) or (Beyond.OTHERWISE,)
