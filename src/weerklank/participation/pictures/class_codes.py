"""Class codes: six signs on the board that cannot be misread and spell no word."""

from dataclasses import dataclass
from enum import Enum
from random import Random

from weerklank.participation.pictures.words import fold

# No vowels, so no words; no 0 O 1 I L Y; of 2/Z, 5/S, 6/G and 8/B only the letter, and no 3 or 4,
# which children read as E and A.
ALPHABET = "BCDFGHJKMNPQRSTVWXZ79"
LENGTH = 6

_MEANT = str.maketrans("2568", "ZSGB")
# Abbreviations of curses and of movements that no class should find on its board.
_AVOID = ("FCK", "HH", "KKK", "KKR", "KNK", "NSB", "SS", "TRT", "WTF")
_TYPED_AT_MOST = 100


class Problem(Enum):
    """Why what was typed cannot be a class code."""

    EMPTY = "empty"
    NOT_IN_ALPHABET = "not_in_alphabet"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class ClassCodeReading:
    """What was understood of a typed class code: the code, or what is wrong and with which sign."""

    code: str | None
    problem: Problem | None = None
    sign: str = ""


def new_class_code(random: Random) -> str:
    """Return a new code; give ``secrets.SystemRandom()`` outside tests."""
    while True:
        code = "".join(random.choice(ALPHABET) for _ in range(LENGTH))
        if not any(unwanted in code for unwanted in _AVOID):
            return code


def normalise(typed: str) -> ClassCodeReading:
    """Understand lower case, spaces, dashes and look-alikes; name the first sign that cannot be right."""
    # Bounded before folding: a sign can fold into many.
    code = fold(typed[:_TYPED_AT_MOST]).upper().translate(_MEANT)
    if not code:
        return ClassCodeReading(None, Problem.EMPTY)
    for sign in code:
        if sign not in ALPHABET:
            return ClassCodeReading(None, Problem.NOT_IN_ALPHABET, sign)
    if len(code) < LENGTH:
        return ClassCodeReading(None, Problem.TOO_SHORT)
    if len(code) > LENGTH:
        return ClassCodeReading(None, Problem.TOO_LONG)
    return ClassCodeReading(code)


def spaced(code: str) -> str:
    """Return the code as it is written on the board: two groups of three."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
