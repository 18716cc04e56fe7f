"""The wide net beside ``disclosure``: adds up what a text speaks of, and says that somebody should perhaps read it first.

It holds nothing, tells the child nothing and decides nothing: it only says what is read first. Where ``disclosure`` knows phrases, this counts
topics: who it is about, what happens or is felt, how it is told, which topics stand together, and what is only a wish for the street or the
school. Every number is small and written beside its words in ``danger/``, so that whoever wonders at a mark can add it up by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from weerklank.participation.danger import topics
from weerklank.participation.danger.topics import Part, Topic
from weerklank.participation.disclosure import Token, plain, sound
from weerklank.participation.disclosure import read as words_of
from weerklank.participation.folding import fold

# as many points as it takes; chosen on the tuning halves in tests/participation/sentences
ENOUGH = 4
# a sentence of a child that uses no full stops is weighed in pieces, so that a long text does not gather a mark from all its corners
LONGEST = 40
_SHORTEST = 2
_LONGEST_BEGINNING = 16
# who it is about, in the life of the child
_ABOUT_ME, _ABOUT_SOMEBODY, _NOTHING_ORDINARY = 1, 1, 2


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the heaviest stretch of a text weighs, and of which topics."""

    points: int
    topics: tuple[str, ...]


def perhaps(text: str) -> bool:
    """Whether a person should perhaps read this first."""
    return weigh(text).points >= ENOUGH


def weigh(text: str) -> Weighed:
    """The heaviest stretch: one sentence, or two that follow each other."""
    read = words_of(fold(text).text)
    split = stretches(read)
    heaviest = Weighed(0, ())
    for language in _languages():
        spoken = [language.spoken(stretch) for stretch in split]
        spoken += [_both(one, other) for one, other in pairwise(spoken) if one and other]
        for found in filter(None, spoken):
            points = _points(found)
            if points > heaviest.points:
                heaviest = Weighed(points, tuple(topic for topic in sorted(found)))
    return heaviest


def stretches(read: list[Token]) -> list[list[Token]]:
    """The sentences; what is said halfway a long one stands in two stretches, so that nothing is cut in two."""
    sentences: dict[int, list[Token]] = defaultdict(list)
    for token in read:
        sentences[token.sentence].append(token)
    return [
        words[start : start + LONGEST]
        for words in sentences.values()
        for start in range(0, max(1, len(words) - LONGEST // 2), LONGEST // 2)
    ]


# -- what is spoken of ----------------------------------------------------------------------------------------

# per topic whether it is said outright
_Found = dict[str, bool]


@dataclass(frozen=True, slots=True)
class _Words:
    """Which topics a word speaks of: whole, by how it begins or by how it ends."""

    by_sound: bool
    whole: dict[str, list[tuple[str, bool]]]
    beginnings: dict[str, list[tuple[str, bool]]]
    ends: dict[str, list[tuple[str, bool]]]

    @classmethod
    def of(cls, by_sound: bool, said: tuple[Topic, ...]) -> _Words:
        one = cls(by_sound, defaultdict(list), defaultdict(list), defaultdict(list))
        for topic in said:
            for outright, words in ((True, topic.outright), (False, topic.could)):
                for word in words.split():
                    one._add(word, (topic.name, outright))
        return one

    def _add(self, word: str, spoken: tuple[str, bool]) -> None:
        bare = word.strip("*")
        said = sound(bare, whole=not word.endswith("*")) if self.by_sound else plain(bare)
        kept = self.beginnings if word.endswith("*") else self.ends if word.startswith("*") else self.whole
        kept[said].append(spoken)

    def spoken(self, stretch: list[Token]) -> _Found:
        found: _Found = {}
        for token in stretch:
            for form in token.sounds if self.by_sound else token.forms:
                for topic, outright in self._meant(form):
                    found[topic] = outright or found.get(topic, False)
        return found

    def _meant(self, form: str) -> Iterator[tuple[str, bool]]:
        yield from self.whole.get(form, ())
        for length in range(_SHORTEST, min(len(form), _LONGEST_BEGINNING) + 1):
            yield from self.beginnings.get(form[:length], ())
            yield from self.ends.get(form[-length:], ())


@cache
def _languages() -> tuple[_Words, ...]:
    return tuple(_Words.of(by_sound, said) for by_sound, said in topics.languages())


def _both(one: _Found, other: _Found) -> _Found:
    return {topic: one.get(topic, False) or other.get(topic, False) for topic in one.keys() | other.keys()}


# -- what it weighs -------------------------------------------------------------------------------------------


def _points(found: _Found) -> int:
    """Who it is about, what is spoken of, what stands together, less what an ordinary wish is about."""
    about = [topic for topic in found if topics.WEIGHTS[topic].part is Part.WHO]
    things = [topic for topic in found if topics.WEIGHTS[topic].part is Part.THING]
    # many languages say who in the verb: what is said outright, or two things together, then says that somebody is meant
    if not things or not (about or len(things) > 1 or found[things[0]]):
        return 0
    said = sum(_weight(topic, found[topic]) for topic in things)
    said += sum(more for first in found for second, more in topics.TOGETHER.get(first, {}).items() if second in found)
    if not said:
        return 0
    points = said + _ABOUT_ME * ("me" in about) + _ABOUT_SOMEBODY * any(topic != "me" for topic in about)
    points += sum(_weight(topic, outright) for topic, outright in found.items() if topic not in things)
    if not any(topics.WEIGHTS[topic].part is Part.ORDINARY for topic in found):
        points += _NOTHING_ORDINARY
    return points


def _weight(topic: str, outright: bool) -> int:
    return topics.WEIGHTS[topic].outright if outright else topics.WEIGHTS[topic].could
