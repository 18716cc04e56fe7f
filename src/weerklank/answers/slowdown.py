"""A brake on guessing that knows no addresses: it counts wrong tries of everybody together, in memory, for a minute."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=1)
# a class of thirty that mistypes twice is far below this; a guesser of a 54-bit secret gets nowhere with it
WRONG_TRIES = 300


class Brake:
    """How many wrong tries there were in the last minute, in this process."""

    def __init__(self, limit: int = WRONG_TRIES) -> None:
        self.limit = limit
        self._tries: deque[datetime] = deque()
        self._lock = Lock()

    def wrong(self, now: datetime) -> None:
        with self._lock:
            self._forget(now)
            self._tries.append(now)

    def holds(self, now: datetime) -> bool:
        with self._lock:
            self._forget(now)
            return len(self._tries) >= self.limit

    def _forget(self, now: datetime) -> None:
        while self._tries and now - self._tries[0] > WINDOW:
            self._tries.popleft()


guessing = Brake()
