"""A card on paper: its eight pictures are all that says which card it is, and whoever types them opens its visit again.

The visit of a card is stretched from its pictures with the slow hash of the return codes, so that the keyed
hashes which hang on it cannot be tried out faster than the code itself.
"""

from __future__ import annotations

import hashlib
import hmac
from random import Random

from django.conf import settings

from weerklank.participation import pictures, tickets
from weerklank.participation.pictures import codes


def new_code(chance: Random) -> codes.ReturnCode:
    """Eight pictures that follow from nothing; give ``secrets.SystemRandom()`` outside tests."""
    return codes.ReturnCode(tuple(chance.randrange(len(pictures.PICTURES)) for _ in range(codes.LENGTH)))


def ticket_of(code: codes.ReturnCode) -> str:
    """The visit of the card with these pictures; takes as long as opening a return code."""
    salt = hmac.digest(settings.PEPPER, f"card|{code.finder}".encode(), hashlib.sha256)[: codes.SALT_BYTES]
    return codes.seal(code, salt, settings.PEPPER).hex()[:32]


def card_key(ticket: str) -> str:
    return tickets.keyed_hash("card", ticket)
