"""The 512 pictures of the return code: their signs, their names in every language, their drawings."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from weerklank.participation.pictures import words

# The order in which a word is looked up after the language of the page. Never reorder: a word that
# means two things in two languages must go on meaning the same picture.
LANGUAGES = ("nl", "en", "ar", "uk", "tr", "pl", "fr", "pap")

ATTRIBUTION = (
    "Drawings: Twemoji, © Twitter, Inc and other contributors, CC BY 4.0, simplified and in two places changed; "
    "twenty drawn by Weerklank. Names: adapted from Unicode CLDR, © Unicode, Inc., Unicode License v3."
)

_OPENING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36" class="picture" aria-hidden="true" focusable="false">'
)


class Kind(StrEnum):
    """What a picture shows, as a child would sort it; the groups of the picker, in its order."""

    ANIMAL = "animal"
    PLANT = "plant"
    FOOD = "food"
    PLACE = "place"
    VEHICLE = "vehicle"
    SKY = "sky"
    PLAY = "play"
    CLOTHES = "clothes"
    MUSIC = "music"
    DEVICE = "device"
    SCHOOL = "school"
    TOOL = "tool"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its place in the list for ever, the sign that stands for it, what kind it is."""

    index: int
    sign: str
    group: Kind


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pictures of one kind that a picker shows together."""

    kind: Kind
    pictures: tuple[Picture, ...]


class Drawing(str):
    """A drawing that we made ourselves, so that a template may show it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class _Names:
    names: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]


def _read_table() -> tuple[tuple[Picture, ...], Mapping[str, _Names]]:
    text = files(__package__).joinpath("pictures.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    pictures = tuple(
        Picture(
            index=int(row["index"]),
            sign="".join(chr(int(point, 16)) for point in row["codepoints"].split()),
            group=Kind(row["kind"]),
        )
        for row in rows
    )
    names = {
        language: _Names(
            names=tuple(row[language] for row in rows),
            also=tuple(tuple(filter(None, row[f"{language}_also"].split("|"))) for row in rows),
        )
        for language in LANGUAGES
    }
    return pictures, MappingProxyType(names)


PICTURES, _NAMES = _read_table()


def picture(index: int) -> Picture:
    """Return the picture at this place in the list, 0 to 511."""
    if not 0 <= index < len(PICTURES):
        raise IndexError(f"index must be 0 to {len(PICTURES) - 1}, not {index}")
    return PICTURES[index]


def language_of_names(lang: str) -> str:
    """Return the language in which the names will be given: a page says so when it is not its own."""
    primary = lang.replace("_", "-").split("-")[0].lower()
    return primary if primary in _NAMES else LANGUAGES[0]


def name(index: int, lang: str) -> str:
    """Return the word that stands under the picture."""
    return _NAMES[language_of_names(lang)].names[picture(index).index]


def also(index: int, lang: str) -> tuple[str, ...]:
    """Return the other words that a child may type for the picture."""
    return _NAMES[language_of_names(lang)].also[picture(index).index]


def svg(index: int) -> Drawing:
    """Return the drawing, to be put inside the page: a request for a file would tell the log the code."""
    return Drawing(f"{_OPENING}{_drawings()[picture(index).index]}</svg>")


def search(prefix: str, lang: str) -> tuple[Shelf, ...]:
    """Return the pictures whose name, or a word of it, begins like this; everything for an empty prefix."""
    language = language_of_names(lang)
    wanted = words.key_of(prefix[:100], language)
    found = [picture for picture in PICTURES if _begins(picture.index, wanted, language)]
    shelves = (Shelf(kind, tuple(picture for picture in found if picture.group is kind)) for kind in Kind)
    return tuple(shelf for shelf in shelves if shelf.pictures)


def _begins(index: int, wanted: str, language: str) -> bool:
    for spelling in (name(index, language), *also(index, language)):
        parts = words.split(spelling)
        # From every word of the name, so that "aardappel" finds "zoete aardappel" as well.
        if any(words.key(parts[start:], language).startswith(wanted) for start in range(len(parts))):
            return True
    return False


@cache
def _drawings() -> tuple[str, ...]:
    drawn: list[str] = json.loads(files(__package__).joinpath("drawings.json").read_text(encoding="utf-8"))
    return tuple(drawn)
