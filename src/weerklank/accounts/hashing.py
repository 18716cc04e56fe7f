"""Passwords: argon2id at the strength OWASP asks, and never more than two at a time.

A strong hash is itself a lever for overload: guessing passwords must not keep a child from sending its idea.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher

from weerklank.moves import Refusal

_PLACES = threading.BoundedSemaphore(2)
_PATIENCE = 2.0


@contextmanager
def _place() -> Iterator[None]:
    if not _PLACES.acquire(timeout=_PATIENCE):
        raise Refusal("Er melden zich nu te veel mensen tegelijk aan. Probeer het over een minuut nog eens.")
    try:
        yield
    finally:
        _PLACES.release()


class BoundedArgon2(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: about 50 ms; a third caller waits, and not for long."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _place():
            return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        with _place():
            return bool(super().verify(password, encoded))
