"""Taking words out of a text by pointing at them: each becomes a neutral word, and the original stays as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

from weerklank.participation import personal_data
from weerklank.participation.personal_data import DataKind

NEUTRAL = {
    DataKind.NAME: "[naam]",
    DataKind.SCHOOL: "[school]",
    DataKind.CLASS: "[klas]",
    DataKind.PLACE: "[plaats]",
    DataKind.ADDRESS: "[adres]",
    DataKind.POSTCODE: "[postcode]",
    DataKind.PHONE: "[telefoonnummer]",
    DataKind.EMAIL: "[e-mailadres]",
    DataKind.HANDLE: "[accountnaam]",
    DataKind.URL: "[internetadres]",
    DataKind.BIRTHDAY: "[datum]",
    DataKind.BSN: "[nummer]",
    DataKind.IBAN: "[rekeningnummer]",
}
TAKEN_OUT = "[weggehaald]"
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Tap:
    """A stretch of text: a word or a found place that can be taken out, or what stands between."""

    number: int
    text: str
    is_word: bool
    kind: DataKind | None = None

    @property
    def neutral(self) -> str:
        return NEUTRAL[self.kind] if self.kind else ""


def taps(text: str) -> tuple[Tap, ...]:
    """The whole text in pieces, in order; what was found is one piece, every other word is one of its own."""
    pieces: list[Tap] = []
    at = 0

    def between(end: int) -> None:
        last = at
        for word in _WORD.finditer(text, at, end):
            if word.start() > last:
                pieces.append(Tap(len(pieces), text[last : word.start()], False))
            pieces.append(Tap(len(pieces), word.group(), True))
            last = word.end()
        if last < end:
            pieces.append(Tap(len(pieces), text[last:end], False))

    for found in personal_data.findings(text):
        if found.start < at:
            continue
        between(found.start)
        pieces.append(Tap(len(pieces), text[found.start : found.end], True, found.kind))
        at = found.end
    between(len(text))
    return tuple(pieces)


def all_found(text: str) -> set[int]:
    """The pieces that the finder points at."""
    return {piece.number for piece in taps(text) if piece.kind}


def without(text: str, chosen: set[int], word: str = "") -> str:
    """The text with the chosen pieces made neutral; two of them beside each other become one."""
    other = word if word in NEUTRAL.values() else TAKEN_OUT
    made: list[str] = []
    last = ""
    for piece in taps(text):
        if piece.number not in chosen or not piece.is_word:
            made.append(piece.text)
            last = last if not piece.text.strip() else ""
            continue
        neutral = piece.neutral or other
        if neutral == last:
            # what stood between two that became one, was only a space
            made.pop()
        else:
            made.append(neutral)
        last = neutral
    return "".join(made)
