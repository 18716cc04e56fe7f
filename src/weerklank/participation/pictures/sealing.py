"""How a return code is kept: only as a slow, salted and peppered hash of its secret half."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw

from weerklank.participation.pictures.code import LENGTH, ReturnCode

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
DIGEST_BYTES = 32
SALT_BYTES = 16
PATIENCE_SECONDS = 0.5
AT_ONCE = 2
WAITING = 3

# Each hash takes 19 MiB and a core for 50 ms: more than two at once would make the hash itself a way
# to bring the site down.
_turnstile = BoundedSemaphore(AT_ONCE)
# Who waits holds a thread of the server; whoever guesses must leave threads for the children who write.
_queue = BoundedSemaphore(AT_ONCE + WAITING)

_DUMMY_CODE = ReturnCode((0,) * LENGTH)
_DUMMY_SALT = bytes(SALT_BYTES)
_DUMMY_PEPPER = bytes(32)
_DUMMY_DIGEST = bytes(DIGEST_BYTES)


class Busy(Exception):
    """Too many codes are being looked up at this moment: ask the child to try again shortly."""


def seal(code: ReturnCode, salt: bytes, pepper: bytes, *, patience: float = PATIENCE_SECONDS) -> bytes:
    """Return the digest under which the code is kept; the salt is its own, the pepper outside the database."""
    return stretch(code.secret, salt, pepper, patience=patience)


def stretch(secret: bytes, salt: bytes, pepper: bytes, *, patience: float = PATIENCE_SECONDS) -> bytes:
    """The slow hash itself, of whatever must not be tried out fast."""
    if len(salt) < SALT_BYTES:
        raise ValueError(f"salt must be at least {SALT_BYTES} bytes")
    if len(pepper) < 16:
        raise ValueError("pepper must be at least 16 bytes")
    peppered = hmac.digest(pepper, secret, hashlib.sha256)
    with _turn(patience):
        return hash_secret_raw(
            secret=peppered,
            salt=salt,
            time_cost=PASSES,
            memory_cost=MEMORY_KIB,
            parallelism=LANES,
            hash_len=DIGEST_BYTES,
            type=Type.ID,
        )


def matches(code: ReturnCode, salt: bytes, digest: bytes, pepper: bytes, *, patience: float = PATIENCE_SECONDS) -> bool:
    """Tell whether this is the code that was sealed, in a time that does not depend on how much is right."""
    return hmac.compare_digest(seal(code, salt, pepper, patience=patience), digest)


def dummy(*, patience: float = PATIENCE_SECONDS) -> bool:
    """Do the same work for a code that finds no row, and say no: the clock must not tell which it was."""
    matches(_DUMMY_CODE, _DUMMY_SALT, _DUMMY_DIGEST, _DUMMY_PEPPER, patience=patience)
    return False


@contextmanager
def _turn(patience: float) -> Iterator[None]:
    if not _queue.acquire(blocking=False):
        raise Busy
    try:
        if not _turnstile.acquire(timeout=patience):
            raise Busy
        try:
            yield
        finally:
            _turnstile.release()
    finally:
        _queue.release()
