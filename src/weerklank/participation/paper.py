"""A card on paper has two halves that know nothing of each other: a number for who types it in, and pictures for the child.

The number goes into the envelope, so it opens nothing: no answer, no way to take words back. The visit of a card is
stretched from it with the slow hash of the return codes, so that the keyed hashes which hang on it cannot be tried out.
"""

from __future__ import annotations

import hashlib
import hmac
from random import Random

from django.conf import settings

from weerklank.participation import pictures, tickets
from weerklank.participation.pictures import class_codes, codes
from weerklank.participation.pictures.words import fold

NUMBER_LENGTH = 10
"""Ten signs of twenty-one: 43 bits, each try as slow as a return code."""
_MEANT = str.maketrans("2568", "ZSGB")
_TYPED_AT_MOST = 100


def new_code(chance: Random) -> codes.ReturnCode:
    """Eight pictures that follow from nothing; give ``secrets.SystemRandom()`` outside tests."""
    return codes.ReturnCode(tuple(chance.randrange(len(pictures.PICTURES)) for _ in range(codes.LENGTH)))


def new_number(chance: Random) -> str:
    """A number that says nothing of the pictures, nor of which card was printed first."""
    return (class_codes.new_class_code(chance) + class_codes.new_class_code(chance))[:NUMBER_LENGTH]


def written(number: str) -> str:
    """As it stands on the card: two groups of five."""
    return f"{number[: NUMBER_LENGTH // 2]} {number[NUMBER_LENGTH // 2 :]}"


def read(typed: str) -> str | None:
    """What was typed or scanned, forgiving of small letters, spaces and look-alikes; None where it is no number."""
    number = fold(typed[:_TYPED_AT_MOST]).upper().translate(_MEANT)
    is_one = len(number) == NUMBER_LENGTH and all(sign in class_codes.ALPHABET for sign in number)
    return number if is_one else None


def ticket_of(number: str) -> str:
    """The visit of the card with this number; takes as long as opening a return code."""
    salt = hmac.digest(settings.PEPPER, b"card", hashlib.sha256)[: codes.SALT_BYTES]
    return codes.stretch(number.encode(), salt, settings.PEPPER).hex()[:32]


def card_key(ticket: str) -> str:
    return tickets.keyed_hash("card", ticket)
