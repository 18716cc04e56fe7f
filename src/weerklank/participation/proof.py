"""A piece of work for the open link and for a code that a teacher makes: a browser does it meanwhile, a flood pays each time.

The puzzle says a question, a day and something random, and nothing of who asks. What is remembered of the traffic is
a count per minute, in the memory of this process alone.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil, log2
from threading import Lock

from django.utils.translation import gettext as _

from weerklank.moves import Refusal
from weerklank.participation import tickets

QUIET_BITS = 12
"""About four thousand hashes: less than the blink of an eye on an old phone."""
MOST_BITS = 18
"""About a quarter of a million hashes: a few seconds on an old phone, while the page is read."""
SLACK_BITS = 2
"""Who opened the page before it became busy did less work: up to a quarter of what is asked now is enough."""
WINDOW_MINUTES = 5
QUIET_ENTRIES = 150
"""So many entries by the open link in five minutes are ordinary; each doubling asks for two bits more."""
WITHOUT_WORK_AT_ONCE = 120
WITHOUT_WORK_PER_HOUR = 300

A_GROUP = 0
"""What the puzzle of a teacher's form says in the place of a question: a group is chosen on the form itself."""

_LONGEST_PUZZLE = 120
_LONGEST_ANSWER = 16


@dataclass(frozen=True, slots=True)
class Work:
    """A puzzle with the answer that somebody found."""

    puzzle: str
    answer: str

    @property
    def bits(self) -> int:
        """How much work it shows: the zero bits that its hash begins with."""
        return 256 - int.from_bytes(hashlib.sha256(f"{self.puzzle}.{self.answer}".encode()).digest()).bit_length()

    @property
    def key(self) -> str:
        """What is kept of it, so that it counts once."""
        return tickets.keyed_hash("proof", self.puzzle)


def puzzle(consultation_id: int, day: date) -> str:
    """A new puzzle, signed: nobody makes a stock of them without asking for each."""
    said = f"{day:%Y%m%d}.{consultation_id}.{secrets.token_hex(12)}"
    return f"{said}.{_signature(said)}"


def offered(form: Mapping[str, str]) -> Work | None:
    """The work that came with a form; None where there is none, or nothing that could be work."""
    given, answer = form.get("puzzle", ""), form.get("work", "")
    fits = 0 < len(given) <= _LONGEST_PUZZLE and 0 < len(answer) <= _LONGEST_ANSWER
    return Work(given, answer) if fits and given.isascii() and answer.isascii() and answer.isdecimal() else None


def is_ours(work: Work, day: date, consultation_id: int | None = None) -> bool:
    """Whether we set this puzzle, today or yesterday, for this question."""
    said, _dot, signature = work.puzzle.rpartition(".")
    if not hmac.compare_digest(_signature(said), signature):
        return False
    set_on, asked, _random = said.split(".")
    days = {f"{one:%Y%m%d}" for one in (day, day - timedelta(days=1))}
    return set_on in days and consultation_id in (None, int(asked))


def _signature(said: str) -> str:
    return tickets.keyed_hash("puzzle", said)[:32]


@dataclass(frozen=True, slots=True)
class Price:
    """What a door asks: bits in quiet times and at most, from how many entries it is busy, and the places without work."""

    quiet_bits: int
    most_bits: int
    quiet_entries: int
    without_work_at_once: int
    without_work_per_hour: int


OF_THE_OPEN_LINK = Price(QUIET_BITS, MOST_BITS, QUIET_ENTRIES, WITHOUT_WORK_AT_ONCE, WITHOUT_WORK_PER_HOUR)
OF_A_GROUP = Price(quiet_bits=15, most_bits=21, quiet_entries=40, without_work_at_once=30, without_work_per_hour=30)
"""A code opens as many places as a class has, so it costs more than one entry; a teacher fills in a form meanwhile."""


@dataclass
class OpenDoor:
    """What one process remembers of a door: how many came in during the last minutes, and who still may without work."""

    price: Price = OF_THE_OPEN_LINK
    _entries: deque[tuple[int, int]] = field(default_factory=deque)
    _without: float = field(init=False)
    _filled_at: datetime | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._without = self.price.without_work_at_once

    def bits(self, now: datetime) -> int:
        """How much work is asked now: next to nothing in quiet times."""
        with self._lock:
            entries = self._recent(_minute(now))
        if entries <= self.price.quiet_entries:
            return self.price.quiet_bits
        return min(self.price.most_bits, self.price.quiet_bits + ceil(2 * log2(entries / self.price.quiet_entries)))

    def is_enough(self, work: Work, now: datetime) -> bool:
        return work.bits >= self.bits(now) - SLACK_BITS

    def enters(self, now: datetime) -> None:
        """One more came in."""
        minute = _minute(now)
        with self._lock:
            self._recent(minute)
            count = self._entries.pop()[1] if self._entries and self._entries[-1][0] == minute else 0
            self._entries.append((minute, count + 1))

    def has_room_without_work(self, now: datetime) -> bool:
        with self._lock:
            return self._room(now) >= 1

    def takes_room_without_work(self, now: datetime) -> bool:
        """One of the places for browsers that do no work; False where they are used up."""
        with self._lock:
            if self._room(now) < 1:
                return False
            self._without -= 1
            return True

    def empties(self) -> None:
        """Forgets everything, as a process does that starts."""
        with self._lock:
            self._entries.clear()
            self._without, self._filled_at = self.price.without_work_at_once, None

    def _recent(self, minute: int) -> int:
        # A clock that was set back must not keep the door heavy until it has caught up.
        while self._entries and not minute - WINDOW_MINUTES < self._entries[0][0] <= minute:
            self._entries.popleft()
        return sum(count for _minute_of, count in self._entries)

    def _room(self, now: datetime) -> float:
        """Places come back one by one, so that a flood does not shut others out until the hour is over."""
        if self._filled_at is not None:
            back = max(0.0, (now - self._filled_at).total_seconds()) * self.price.without_work_per_hour / 3600
            self._without = min(self.price.without_work_at_once, self._without + back)
        self._filled_at = now
        return self._without


class NoRoom(Refusal):
    """The open link takes nobody in without work now: what helps is work, a code, or waiting."""


def full_sentence() -> str:
    return _(
        "Er doen nu te veel mensen tegelijk mee zonder code. Gebruik een code van je klas of groep. Of probeer het over een kwartier nog een keer."
    )


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // 60


OPEN_DOOR = OpenDoor()
GROUP_DOOR = OpenDoor(OF_A_GROUP)
