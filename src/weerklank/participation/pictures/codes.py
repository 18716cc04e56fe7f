"""Everything about return codes in one place, for the pages and actions that use them."""

from weerklank.participation.pictures.code import LENGTH, ReturnCode, derive
from weerklank.participation.pictures.reading import Item, Outcome, Reading, Suggestion, read
from weerklank.participation.pictures.sealing import SALT_BYTES, Busy, dummy, matches, seal, stretch

__all__ = [
    "LENGTH",
    "SALT_BYTES",
    "Busy",
    "Item",
    "Outcome",
    "Reading",
    "ReturnCode",
    "Suggestion",
    "derive",
    "dummy",
    "matches",
    "read",
    "seal",
    "stretch",
]
