"""The return code itself: eight pictures, of which two find the answer and six are the secret."""

import hashlib
import hmac
from dataclasses import dataclass, field

from weerklank.participation import pictures

LENGTH = 8
BITS = 9
FINDING = 2
_SECRET_BITS = BITS * (LENGTH - FINDING)


@dataclass(frozen=True, slots=True)
class ReturnCode:
    """Eight pictures in their order; printing the object shows none of them."""

    indexes: tuple[int, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.indexes) != LENGTH:
            raise ValueError(f"indexes must hold {LENGTH} pictures, not {len(self.indexes)}")
        for index in self.indexes:
            pictures.picture(index)

    @property
    def finder(self) -> int:
        """The first two pictures as one number of 18 bits: enough to find the row, useless without the rest."""
        return _number(self.indexes[:FINDING])

    @property
    def secret(self) -> bytes:
        """The last six pictures as 54 bits in seven bytes."""
        return _number(self.indexes[FINDING:]).to_bytes((_SECRET_BITS + 7) // 8, "big")

    @property
    def pictures(self) -> tuple[pictures.Picture, ...]:
        """The pictures to show."""
        return tuple(pictures.picture(index) for index in self.indexes)

    @property
    def signs(self) -> str:
        """The code as signs to copy or to put in a QR code: no address goes with it."""
        return " ".join(picture.sign for picture in self.pictures)

    def words(self, lang: str) -> tuple[str, ...]:
        """The names to read aloud, to copy and to type back."""
        return tuple(pictures.name(index, lang) for index in self.indexes)

    def text(self, lang: str) -> str:
        """The code as one line of words, with the comma of its script."""
        return ("، " if lang == "ar" else ", ").join(self.words(lang))


def derive(ticket: bytes, key: bytes, counter: int) -> ReturnCode:
    """Return the same code for the same ticket, so that a form sent twice shows one code.

    The counter gives the next code when the first two pictures are taken already.
    """
    if len(key) < 16:
        raise ValueError("key must be at least 16 bytes")
    if counter < 0:
        raise ValueError("counter must not be negative")
    message = b"weerklank return code 1\x00" + counter.to_bytes(8, "big") + ticket
    digest = hmac.digest(key, message, hashlib.sha256)
    bits = int.from_bytes(digest[: LENGTH * BITS // 8], "big")
    shifts = range((LENGTH - 1) * BITS, -1, -BITS)
    return ReturnCode(tuple((bits >> shift) & (len(pictures.PICTURES) - 1) for shift in shifts))


def _number(indexes: tuple[int, ...]) -> int:
    number = 0
    for index in indexes:
        number = (number << BITS) | index
    return number
