"""What is no reason by itself: stock phrases, courtesies, and words that go with every subject."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StockPhrases:
    """The phrases that are no reason, and the courtesies that may stand round them."""

    phrases: tuple[str, ...]
    courtesies: tuple[str, ...]


# letters of another alphabet that look like one of ours, capitals and small letters as each of them looks
LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухһԁԛԝѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεηικνορτυχγωıɑɡ",
    "ABESIJKMHOPCTYXabesijkmhopctyxhdqwvABEZHIKMNOPTYXabenikvoptuxywiag",
)
# letters by name that nobody sees
UNSEEN = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"}


def seen(text: str) -> str:
    """What a reader sees: look-alikes are the letters they pose as, and what has no width is gone."""
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(
        sign for sign in apart if sign not in UNSEEN and unicodedata.category(sign) not in ("Mn", "Me", "Cf")
    )
    return " ".join(kept.translate(LOOK_ALIKES).split())


def normal(text: str) -> str:
    """Words only: without case, accents, signs and doubled spaces, so that padding hides nothing."""
    return " ".join(re.sub(r"[^\w]|_", " ", seen(text).casefold()).split())


@cache
def _lines(name: str) -> tuple[str, ...]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def empty_words() -> frozenset[str]:
    """Words of policy and of grammar that go with every subject."""
    return frozenset(word for line in _lines("empty_words.txt") if not line.startswith("~") for word in line.split())


@cache
def placeholder() -> frozenset[str]:
    """What a typesetter puts where text will come."""
    return frozenset(word for line in _lines("empty_words.txt") if line.startswith("~") for word in line[1:].split())


@cache
def stock_phrases() -> StockPhrases:
    kept = _lines("stock_phrases.txt")
    # the longest first, so that a part of a phrase never hides the whole
    return StockPhrases(
        tuple(sorted({normal(line) for line in kept if not line.startswith("~")}, key=len, reverse=True)),
        tuple(sorted({normal(line[1:]) for line in kept if line.startswith("~")}, key=len, reverse=True)),
    )
