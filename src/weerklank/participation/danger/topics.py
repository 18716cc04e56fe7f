"""The wide net: topics that children speak of when something may be the matter, what each weighs, and which weigh more together.

One word of a topic says little. ``participation.perhaps`` adds up what a text speaks of. In the rows of words ``a*`` begins with a and ``*a``
ends with a. A topic has words that say it outright and words that could speak of it; each counts once, however often it is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Part(Enum):
    """What a topic does in the sum."""

    WHO = "a person in the life of the child"
    THING = "what happens, or is felt"
    TOLD = "how it is told"
    ORDINARY = "what an ordinary wish or opinion is about"


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that speak of one thing: those that say it outright, and those that could speak of it."""

    name: str
    outright: str
    could: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a topic adds when it is said outright, and when a word could speak of it."""

    part: Part
    outright: int
    could: int = 0


def _all(part: Part, outright: int, could: int, names: str) -> dict[str, Weight]:
    return {name: Weight(part, outright, could) for name in names.split()}


# what most often tells weighs by itself; what is in every second ordinary sentence too weighs only together with something else
WEIGHTS: dict[str, Weight] = {
    **_all(Part.WHO, 0, 0, "me kin little he they"),
    **_all(
        Part.THING, 5, 1, "hurts weapons injury forced threat death selfharm pills fear low touched intimate belittled"
    ),
    **_all(
        Part.THING,
        4,
        1,
        "shut rage punished help pictures absent hunger bare dirt thin blackout flees married crime",
    ),
    **_all(Part.THING, 4, 0, "lured followed"),
    **_all(
        Part.THING, 3, 0, "ill_parent cares worked war bullied drinks unwell height living online animal averse covers"
    ),
    **_all(Part.THING, 0, 1, "night home"),
    **_all(Part.THING, 0, 0, "happened"),
    **_all(Part.TOLD, 2, 0, "hidden"),
    **_all(Part.TOLD, 1, 0, "often when"),
    **_all(Part.TOLD, 0, 0, "not"),
    **_all(Part.ORDINARY, -3, 0, "place school public fun none_is_meant ought"),
    **_all(Part.ORDINARY, -2, 0, "wish who_i_am"),
}

# two topics in one stretch, and what they weigh on top of what each weighs
TOGETHER: dict[str, dict[str, int]] = {
    "shut": {"night": 2, "fear": 2, "he": 1, "kin": 1},
    "hunger": {"not": 2, "absent": 1, "often": 1, "kin": 1},
    "night": {"he": 1, "touched": 2, "intimate": 1},
    "touched": {"he": 1, "intimate": 2},
    "pictures": {"intimate": 2, "he": 1, "threat": 2},
    "absent": {"kin": 1, "night": 1, "little": 1},
    "drinks": {"kin": 2, "often": 1},
    "rage": {"kin": 1, "he": 1},
    "hurts": {"kin": 1, "he": 1, "hidden": 2},
    "weapons": {"he": 1, "kin": 1},
    "injury": {"kin": 1, "hidden": 1, "they": 1},
    "death": {"me": 1},
    "living": {"not": 2},
    "fear": {"home": 2, "he": 1, "kin": 1, "night": 1},
    "flees": {"night": 1, "home": 1, "not": 1},
    "cares": {"little": 1, "kin": 1, "often": 1},
    "ill_parent": {"kin": 2},
    "dirt": {"home": 1},
    "bare": {"home": 1, "not": 2},
    "unwell": {"not": 1, "kin": 1},
    "crime": {"he": 1, "they": 1},
    "lured": {"he": 1, "me": 1, "online": 1, "intimate": 2, "hidden": 2},
    "online": {"he": 1, "intimate": 2},
    "followed": {"he": 2},
    "married": {"kin": 1, "forced": 2, "not": 1},
    "thin": {"me": 1},
    "happened": {"hidden": 1},
    "forced": {"intimate": 2, "he": 1},
    "animal": {"hurts": 2},
    "blackout": {"me": 1},
    "low": {"not": 1, "often": 1},
    "averse": {"home": 3, "kin": 1},
    "covers": {"hidden": 2, "not": 1},
    "intimate": {"he": 2},
    "threat": {"they": 1, "kin": 1},
    "worked": {"often": 1},
    "hidden": {"he": 1, "kin": 1},
    "when": {"he": 1},
    "height": {"me": 1, "low": 2},
    "war": {"fear": 3, "night": 2, "me": 1},
}


def languages() -> Iterator[tuple[bool, tuple[Topic, ...]]]:
    """The topics in each language, and whether its words are compared by sound."""
    from weerklank.participation.danger import wide_dutch, wide_ordinary, wide_others

    yield True, (*wide_dutch.TOPICS, *wide_ordinary.TOPICS)
    yield False, wide_others.ENGLISH
    yield False, wide_others.ARABIC
    yield False, wide_others.UKRAINIAN
    yield False, wide_others.PAPIAMENTU
    yield False, wide_others.TURKISH
