"""The code on a badge: short enough to type at a door, and nothing but the beginning of a key without meaning."""

from __future__ import annotations

import uuid

# digits and letters that nobody takes for another when reading them aloud
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LENGTH = 8
_REST = 128 - 5 * _LENGTH


def code_of(pk: uuid.UUID) -> str:
    """AB12-CD34: what the badge of this registration carries."""
    bits = pk.int >> _REST
    signs = "".join(_SIGNS[(bits >> 5 * place) & 31] for place in reversed(range(_LENGTH)))
    return f"{signs[:4]}-{signs[4:]}"


def keys_of(typed: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """The first and last key that have this code, however it was typed; nothing where it is no code."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_READ_AS)
    if len(signs) != _LENGTH or any(sign not in _SIGNS for sign in signs):
        return None
    bits = 0
    for sign in signs:
        bits = bits << 5 | _SIGNS.index(sign)
    first = bits << _REST
    return uuid.UUID(int=first), uuid.UUID(int=first | (1 << _REST) - 1)
