"""Taking words out of a text by pointing at them: each becomes a neutral word, and the original stays as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

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
_NEUTRAL = frozenset(word.casefold() for word in (*NEUTRAL.values(), TAKEN_OUT))
_WORD_OR_NEUTRAL = re.compile("|".join((*map(re.escape, sorted(_NEUTRAL)), _WORD.pattern)))
# so many words that say nothing may go along with what was found: 'bel me op'
_GOES_ALONG = 4
# without these it would say something else
_TURNS_IT = frozenset(
    ("niet", "nie", "geen", "nooit", "niks", "niets", "niemand", "zonder", "nee", "not", "no", "never")
)


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


def only_takes_out(text: str, original: str) -> bool:
    """Whether an edited text is the child's own, with nothing put in its mouth.

    What went left a neutral word in its place, or was found by the program and went with hardly a word around it.
    """
    before = list(_WORD.finditer(original))
    after = _WORD_OR_NEUTRAL.findall(text.casefold())
    found = personal_data.findings(original)
    steps = SequenceMatcher(None, [word.group().casefold() for word in before], after, autojunk=False).get_opcodes()
    for step, low, high, low_after, high_after in steps:
        if step == "equal" or (step == "replace" and _NEUTRAL.issuperset(after[low_after:high_after])):
            continue
        if step != "delete":
            return False
        outside = [word for word in before[low:high] if not any(one.start <= word.start() < one.end for one in found)]
        if len(outside) == high - low or len(outside) > _GOES_ALONG:
            return False
        if any(word.group().casefold() in _TURNS_IT for word in outside):
            return False
    return True


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
