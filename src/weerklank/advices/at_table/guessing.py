"""How often somebody may guess a PIN: counted per code, in the memory of this process alone, and of nobody in particular."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=10)
WRONG_PINS = 20
"""Four people who mistype five times; somebody who guesses six digits is at it for two years of such days."""
UNKNOWN_CODES = 300
MOST_CODES = 2_000
NO_CODE = ""


class Guesses:
    """Wrong tries of the last minutes, per code. What is typed for a code that does not exist is counted together."""

    def __init__(self) -> None:
        self._wrong: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def too_many(self, code: str, now: datetime) -> bool:
        with self._lock:
            return len(self._recent(code, now)) >= (WRONG_PINS if code else UNKNOWN_CODES)

    def wrong(self, code: str, now: datetime) -> None:
        with self._lock:
            if code not in self._wrong and len(self._wrong) >= MOST_CODES:
                self._wrong.pop(next(iter(self._wrong)))
            tries = self._recent(code, now)
            tries.append(now)
            self._wrong[code] = tries

    def forget(self, code: str) -> None:
        """A new PIN begins with a clean slate."""
        with self._lock:
            self._wrong.pop(code, None)

    def empties(self) -> None:
        with self._lock:
            self._wrong.clear()

    def _recent(self, code: str, now: datetime) -> deque[datetime]:
        tries = self._wrong.get(code, deque())
        # a clock that was set back must not keep a table shut until it has caught up
        while tries and not timedelta() <= now - tries[0] < WINDOW:
            tries.popleft()
        return tries


GUESSES = Guesses()
