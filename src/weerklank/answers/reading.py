"""How hard a text is to read: an indication, made of things one can count, with a hint per sentence.

The score follows Flesch as Douma fitted it to Dutch (1960): 206.84 - 0.93 x words per sentence - 77 x syllables per
word. It counts; it does not understand, and it is no proof of a level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG_SENTENCE = 15
LONG_WORD = 12
EASY_SCORE = 70.0

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# vowel groups that are one sound in Dutch, longest first
_VOWELS = re.compile(
    r"aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"\b(?:wordt|worden|werd|werden|geworden)\b[^.!?;]{0,60}?\b(?:(?:be|ge|ver|ont|her|er)\w{2,}(?:d|t|en)|\w{2,}ge\w{2,}(?:d|t|en))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hint:
    """One sentence that may be hard, and why."""

    sentence: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indication:
    """What can be counted in a text."""

    sentences: int
    words: int
    words_per_sentence: float
    signs_per_word: float
    flesch_douma: float
    passives: int
    long_words: tuple[str, ...]
    hints: tuple[Hint, ...]

    @property
    def hard(self) -> bool:
        """Harder than this indication advises; the writer may overrule it with a public note."""
        return self.words > 0 and (self.flesch_douma < EASY_SCORE or self.words_per_sentence > LONG_SENTENCE)

    @property
    def verdict(self) -> str:
        if not self.words:
            return "Er staat nog niets."
        return (
            "Waarschijnlijk moeilijk voor een kind van tien."
            if self.hard
            else "Waarschijnlijk goed te lezen voor een kind van tien."
        )


def syllables(word: str) -> int:
    return max(1, len(_VOWELS.findall(word)))


def sentences_of(text: str) -> list[str]:
    return [found.strip() for found in _SENTENCE.findall(text) if _WORD.search(found)]


def _remarks(sentence: str) -> tuple[str, ...]:
    words = _WORD.findall(sentence)
    long_words = [word for word in words if len(word) > LONG_WORD]
    remarks = []
    if len(words) > LONG_SENTENCE:
        remarks.append(f"Lange zin: {len(words)} woorden. Maak er twee zinnen van.")
    if long_words:
        remarks.append(f"Lang woord: {', '.join(dict.fromkeys(long_words))}. Zeg het in gewone woorden.")
    if _PASSIVE.search(sentence):
        remarks.append("Wie doet het? Zet die persoon voorop in plaats van ‘wordt’ of ‘werd’.")
    return tuple(remarks)


def indicate(text: str) -> Indication:
    """Counts sentences, words, syllables, passives and long words of a Dutch text."""
    sentences = sentences_of(text)
    words = _WORD.findall(text)
    per_sentence = len(words) / len(sentences) if sentences else 0.0
    per_word = sum(map(syllables, words)) / len(words) if words else 0.0
    hints = tuple(Hint(sentence, remarks) for sentence in sentences if (remarks := _remarks(sentence)))
    return Indication(
        sentences=len(sentences),
        words=len(words),
        words_per_sentence=round(per_sentence, 1),
        signs_per_word=round(sum(map(len, words)) / len(words), 1) if words else 0.0,
        flesch_douma=round(206.84 - 0.93 * per_sentence - 77 * per_word, 1) if words else 0.0,
        passives=sum(bool(_PASSIVE.search(sentence)) for sentence in sentences),
        long_words=tuple(dict.fromkeys(word for word in words if len(word) > LONG_WORD)),
        hints=hints,
    )
