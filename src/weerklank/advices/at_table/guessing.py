"""How often somebody may guess a PIN: counted per code, in the memory of this process alone, and of nobody in particular."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=10)
WRONG_PINS = 20
"""Four people who mistype five times; somebody who guesses six digits is at it for two years of such days."""
MOST_CODES = 10_000


class Guesses:
    """Tries of the last minutes, per code as it was typed: one that does not exist is counted as one that does."""

    def __init__(self) -> None:
        self._tries: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def begins(self, code: str, now: datetime) -> bool:
        """Counts a try before it is weighed, so that many at once are not more than allowed; False is one too many."""
        with self._lock:
            tries = self._recent(code, now)
            if len(tries) >= WRONG_PINS:
                return False
            if code not in self._tries and len(self._tries) >= MOST_CODES:
                self._make_room(now)
            tries.append(now)
            self._tries[code] = tries
            return True

    def was_right(self, code: str, now: datetime) -> None:
        """A try with the right PIN does not count."""
        with self._lock:
            if now in self._tries.get(code, ()):
                self._tries[code].remove(now)

    def forget(self, code: str) -> None:
        """A new PIN begins with a clean slate."""
        with self._lock:
            self._tries.pop(code, None)

    def empties(self) -> None:
        with self._lock:
            self._tries.clear()

    def _make_room(self, now: datetime) -> None:
        """The code that was tried least goes: who types many codes once does not clear one that is being guessed."""
        least = min(self._tries, key=lambda code: len(self._recent(code, now)))
        del self._tries[least]

    def _recent(self, code: str, now: datetime) -> deque[datetime]:
        tries = self._tries.get(code, deque())
        # a clock that was set back must not keep a table shut until it has caught up
        while tries and not timedelta() <= now - tries[0] < WINDOW:
            tries.popleft()
        return tries


GUESSES = Guesses()
