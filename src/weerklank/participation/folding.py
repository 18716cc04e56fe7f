"""A text as it looks to a reader, for the finders: without signs nobody sees, and with look-alike letters as the letters they look like.

What a finder finds is told in places of the text as it was sent, so that exactly those signs can be taken out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# fillers and blanks that are no format sign by name, yet show nothing
_SHOWS_NOTHING = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_LOOKS_LIKE = dict(
    zip(
        "абвгезикмнопрстухьяёіјѕԁԛԝһӏѵАВЕЗКМНОРСТУХЅІЈԌԚԜҺЁ",
        "abbre3ukmhonpctyxbreijsdqwhlvABE3KMHOPCTYXSIJGQWHE",
        strict=True,
    )
) | dict(
    zip(
        "αβγεηικνορτυχωϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢɑɡ",
        "abyenikvoptuxwcjABEZHIKMNOPTYXabcdeghijklmnoprtuvwyzag",
        strict=True,
    )
)
# letters that look like no Latin one: who writes these writes Cyrillic or Greek
_OWN_LETTER = re.compile(r"[бджйлфцчшщъыэюґєїБГДЖИЙЛПФЦЧШЩЪЫЭЮЯҐЄЇλδθξπσφψςΓΔΘΛΞΠΣΦΨΩ]")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u1d00-\u1d2b\u0250-\u029f]")
_LATIN = re.compile(r"[a-zà-öø-ɏ]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# a sign that is a whole sentence, like the Arabic blessing of 18 signs, spells nobody's name and would only make a text long
_MOST_SIGNS_OF_ONE = 4
# d o o d, d.o.o.d and d-o-o-d: four letters or more, each apart, always by the same sign
_SPELLED = re.compile(r"(?<![^\W_])[^\W\d_](?P<between>[ .\-_*])(?:[^\W\d_](?P=between)){2,}[^\W\d_](?![^\W_])")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text to search in, and for each of its signs where that stood before."""

    text: str
    places: tuple[int, ...] | None
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch stood in the text as it was sent; what nobody sees within and behind it goes along."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end] if end < len(self.places) else self.length


def fold(text: str) -> Folded:
    """What a reader sees in a text."""
    if text.isascii() and not _SPELLED.search(text):
        return Folded(text, None, len(text))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for seen in _seen(sign):
            signs.append(seen)
            places.append(place)
    _as_latin(signs)
    return _joined("".join(signs), places, len(text))


def _seen(sign: str) -> str:
    """One sign in its plain shape: full width, mathematical and circled letters become letters; some signs show nothing."""
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Mn", "Me") or sign in _SHOWS_NOTHING:
        return ""
    if kind == "Sk":
        # an accent by itself is how some keyboards write an apostrophe
        return sign
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    plain = unicodedata.normalize("NFKC", sign)
    if len(plain) > _MOST_SIGNS_OF_ONE:
        return sign
    # some shapes fall apart into a letter and a mark
    return "".join(part for part in plain if part.isascii() or unicodedata.category(part) not in ("Cf", "Mn", "Me"))


def _as_latin(signs: list[str]) -> None:
    """Within a word of Latin letters every look-alike is Latin; so is a whole word of them where nothing else is foreign."""
    text = "".join(signs)
    if not _FOREIGN.search(text):
        return
    all_latin = not _OWN_LETTER.search(text) and bool(_LATIN.search(text))
    for word in _WORD.finditer(text):
        if all_latin or _LATIN.search(word.group()):
            for place in range(word.start(), word.end()):
                signs[place] = _LOOKS_LIKE.get(signs[place], signs[place])


def _joined(text: str, places: list[int], length: int) -> Folded:
    """Words that are spelled letter by letter become words."""
    gone = {place for spelled in _SPELLED.finditer(text) for place in range(spelled.start() + 1, spelled.end(), 2)}
    if gone:
        text = "".join(sign for place, sign in enumerate(text) if place not in gone)
        places = [at for place, at in enumerate(places) if place not in gone]
    return Folded(text, tuple(places) if places != list(range(length)) else None, length)
