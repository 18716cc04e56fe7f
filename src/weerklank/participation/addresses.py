"""The short secret address of a group's own page: whoever has it leads the group. Only its keyed hash is kept."""

from __future__ import annotations

from random import Random

from weerklank.participation import tickets
from weerklank.participation.pictures import class_codes
from weerklank.participation.pictures.words import fold

LENGTH = 12
"""Twelve signs of twenty-one: 52 bits, for a page that opens no child's words."""
_TOGETHER = 4
_MEANT = str.maketrans("2568", "ZSGB")
_TYPED_AT_MOST = 100


def new(chance: Random) -> str:
    """A new address, in the signs of the class codes that nobody misreads."""
    return class_codes.new_class_code(chance) + class_codes.new_class_code(chance)


def written(secret: str) -> str:
    """As it stands in the address and on paper: three groups of four, in small letters."""
    return "-".join(secret[at : at + _TOGETHER] for at in range(0, LENGTH, _TOGETHER)).lower()


def read(typed: str) -> str | None:
    """What was typed or followed, forgiving of capitals, spaces, dashes and look-alikes; None where it is none."""
    # whoever pastes the whole address means its last part
    last = typed.strip()[-_TYPED_AT_MOST:].rstrip("/").rpartition("/")[2]
    secret = fold(last).upper().translate(_MEANT)
    is_one = len(secret) == LENGTH and all(sign in class_codes.ALPHABET for sign in secret)
    return secret if is_one else None


def page_hash(secret: str) -> str:
    return tickets.keyed_hash("group page", secret)


def group_ticket(secret: str) -> str:
    """The visit of the group as a whole: what it says together comes under one return code, however often it is sent."""
    return tickets.keyed_hash("group visit", secret)[:32]
