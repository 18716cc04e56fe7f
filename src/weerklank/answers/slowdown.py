"""A brake on guessing that knows no addresses: it counts wrong tries of everybody together, in memory, for a minute.

It never refuses: a right code opens at once, however many others guess. Only the answer to a wrong try comes later.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Lock

WINDOW = timedelta(minutes=1)
# a class of thirty that mistypes twice is far below this; a guesser of a 54-bit secret gets nowhere with it
WRONG_TRIES = 300
PAUSE_SECONDS = 1.0
# who waits holds a thread of the server, so only one does; the others wait in the line of the strong hash
SLOWED_AT_ONCE = 1


class Brake:
    """How many wrong tries there were in the last minute, in this process, and what the next one costs."""

    def __init__(self, limit: int = WRONG_TRIES, *, wait: Callable[[float], None] = time.sleep) -> None:
        self.limit = limit
        self._wait = wait
        self._tries: deque[datetime] = deque(maxlen=limit)
        self._lock = Lock()
        self._slowed = BoundedSemaphore(SLOWED_AT_ONCE)

    def wrong(self, now: datetime) -> None:
        """Counts a wrong try, and keeps its answer back a moment where there were too many."""
        with self._lock:
            self._forget(now)
            holds = len(self._tries) >= self.limit
            self._tries.append(now)
        if holds and self._slowed.acquire(blocking=False):
            try:
                self._wait(PAUSE_SECONDS)
            finally:
                self._slowed.release()

    def _forget(self, now: datetime) -> None:
        while self._tries and now - self._tries[0] > WINDOW:
            self._tries.popleft()


guessing = Brake()
