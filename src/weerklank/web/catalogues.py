"""The words of the interface in other languages, as their files say them: what is there and who read it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, to_locale

# whoever reads a sentence and finds it right gives it this flag in the file
READ = "gelezen"
_TEXT = re.compile(r'^(?:(?P<name>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?(?P<text>".*")$')


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text of the interface: the Dutch, where it stands, its forms in the other language."""

    text: str
    plural: str
    forms: tuple[str, ...]
    place: str
    is_fuzzy: bool
    is_read: bool

    @property
    def is_missing(self) -> bool:
        return not all(self.forms)


def file_of(language: str) -> Path:
    """The file of a language; there is none of Dutch, which is what the pages are written in."""
    return Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES" / "django.po"


@cache
def sentences(language: str) -> tuple[Sentence, ...]:
    """Every sentence of the catalogue, in its order; what Django itself says in it (months, errors) left out."""
    if not file_of(language).exists():
        return ()
    blocks = file_of(language).read_text(encoding="utf-8").split("\n\n")
    found = (_sentence(block) for block in blocks)
    return tuple(one for one in found if one is not None)


def spoken(place: str) -> str:
    """The language of this address, where every sentence of a page is there in it; else Dutch, and the page says so."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if _speaks(language, place) else settings.LANGUAGE_CODE


def spoken_in(place: str) -> tuple[str, ...]:
    """Every language in which a page is whole, Dutch first: what a page offers to whoever reads another one."""
    others = (code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
    return (settings.LANGUAGE_CODE, *(code for code in others if _speaks(code, place)))


@cache
def _speaks(language: str, place: str) -> bool:
    asked = [one for one in sentences(language) if one.place == place]
    return bool(asked) and not any(one.is_missing for one in asked)


def _sentence(block: str) -> Sentence | None:
    texts: dict[str, str] = {}
    place, flags, name = "", set[str](), ""
    for line in block.splitlines():
        if line.startswith("#:") and not place:
            place = line[2:].strip()
        elif line.startswith("#,"):
            flags |= {flag.strip() for flag in line[2:].split(",")}
        elif match := _TEXT.match(line):
            name = match["name"] or name
            # a line of such a file is a string as Python writes it
            texts[name] = texts.get(name, "") + ast.literal_eval(match["text"])
    # the head of the file has no text; what has no place here is the framework's own
    if not texts.get("msgid") or not place:
        return None
    forms = tuple(text for key, text in texts.items() if key.startswith("msgstr"))
    return Sentence(texts["msgid"], texts.get("msgid_plural", ""), forms, place, "fuzzy" in flags, READ in flags)
