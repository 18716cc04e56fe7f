"""Words that make a machine suggest a theme. Each list is ours; a person confirms or rejects what it found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# the UN writes English; where an official Dutch text is read in, the Dutch words work too
WORDS: dict[str, tuple[str, ...]] = {
    "non-discriminatie": (
        "discriminat*",
        "stereotyp*",
        "racis*",
        "equal treatment",
        "ethnic minorit*",
        "intersex",
        "gelijke behandeling",
    ),
    "participatie": (
        "views of the child",
        "right to be heard",
        "youth council*",
        "participation of children",
        "child participation",
        "mening van het kind",
        "jeugdraad",
    ),
    "geweld-tegen-kinderen": (
        "violence",
        "corporal punishment",
        "abuse",
        "neglect",
        "bullying",
        "cyberbullying",
        "geweld",
        "mishandeling",
        "pesten",
    ),
    "jeugdhulp-en-bescherming": (
        "youth care",
        "alternative care",
        "foster care",
        "deprived of a family environment",
        "out-of-home placement*",
        "institutionalized",
        "jeugdhulp",
        "jeugdzorg",
        "pleegzorg",
    ),
    "mentaal-welzijn": (
        "mental health",
        "suicid*",
        "psychosocial",
        "depressi*",
        "self-harm",
        "mentale gezondheid",
        "psychische",
    ),
    "armoede": (
        "poverty",
        "poor families",
        "standard of living",
        "social security",
        "food insecurity",
        "debts",
        "armoede",
        "schulden",
    ),
    "onderwijs": (
        "education",
        "school",
        "schools",
        "teachers",
        "dropout*",
        "vocational training",
        "onderwijs",
        "leerlingen",
    ),
    "migratie": (
        "asylum*",
        "refugee*",
        "migrant*",
        "undocumented",
        "unaccompanied",
        "family reunification",
        "stateless*",
        "asiel*",
        "vluchteling*",
    ),
    "mensenhandel-en-seksueel-geweld": (
        "trafficking",
        "sexual exploitation",
        "sexual abuse",
        "sexual offence*",
        "sex tourism",
        "child prostitution",
        "prostitution",
        "mensenhandel",
        "seksuele uitbuiting",
    ),
    "jeugdstrafrecht": (
        "juvenile justice",
        "juvenile offender*",
        "in conflict with the law",
        "sentenced",
        "child justice",
        "jeugdstrafrecht",
    ),
}


@dataclass(frozen=True, slots=True)
class ThemeHint:
    """A theme that a word points to, with the word of the list and the very characters it was found in."""

    theme: str
    word: str
    matched_text: str

    @property
    def pattern(self) -> str:
        return f"woordenlijst {self.theme}: {self.word}"


def _pattern(word: str) -> re.Pattern[str]:
    ending = r"\w*" if word.endswith("*") else r"\b"
    return re.compile(r"\b" + re.escape(word.removesuffix("*")) + ending, re.IGNORECASE)


_PATTERNS = {theme: {word: _pattern(word) for word in words} for theme, words in WORDS.items()}


def hints(*texts: str) -> Iterator[ThemeHint]:
    """At most one hint per theme: its first word that stands in the heading or the text."""
    whole = "\n".join(texts)
    for theme, patterns in _PATTERNS.items():
        found = next(((word, match) for word, pattern in patterns.items() if (match := pattern.search(whole))), None)
        if found:
            yield ThemeHint(theme, found[0], found[1].group())
