"""Long calculations beside the server: one programme at a time makes them, whoever asked, and starts anew after a kill.

Each app says what of its own is calculated (a `Work`); the command `runs`, which stands above all of them, knows them all.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import quote

from django.db import OperationalError, connection
from django.db.models import Model

from weerklank.moves import Lifecycle

# any fixed number: it names the lock of the one programme that calculates, on PostgreSQL
LOCK = 761_004_305
TRIES, PAUSE = 10, 0.2
EVERY = 1.0
# the two states that every calculation passes through, whatever comes of it
WAITING, RUNNING = "waiting", "running"
GOING_ON = (WAITING, RUNNING)


# -- one programme at a time ---------------------------------------------------------------------------------------


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this programme is now the only one that calculates; a programme that is killed lets go by dying."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            got = bool(cursor.fetchone()[0])
        try:
            yield got
        finally:
            if got:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    with open(f"{connection.settings_dict['NAME']}.runs", "a") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def somebody_works() -> bool:
    with alone() as got:
        return not got


def _in_turn(act: Callable[[], int]) -> int | None:
    """Does it as the only one; None where another programme goes on working."""
    for _ in range(TRIES):
        with alone() as got:
            if got:
                return act()
        # a page that only looks whether somebody works holds the door for a moment too
        time.sleep(PAUSE)
    return None


def call() -> None:
    """Starts the programme that calculates, apart from the server: it lives on when the server is started anew."""
    environment = os.environ | {"DATABASE_URL": _address()}
    subprocess.Popen(
        [sys.executable, "-m", "weerklank", "runs"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _address() -> str:
    """The database of this connection, which need not be the one that the environment names."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    user, password = quote(str(known["USER"]), safe=""), quote(str(known["PASSWORD"]), safe="")
    host = f"{known['HOST']}:{known['PORT']}" if known["PORT"] else known["HOST"]
    return f"postgres://{user}:{password}@{host}/{quote(str(known['NAME']), safe='')}"


# -- the work ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of calculation.

    rows    has a row for each, with state, progress and told
    life    the table of moves of that state
    make    makes the one with this key, at this moment; does nothing where it no longer waits
    """

    rows: type[Model]
    life: Lifecycle
    make: Callable[[int, datetime], object]

    def waits(self) -> bool:
        return self.rows._default_manager.filter(state__in=GOING_ON).exists()

    def first(self, apart_from: set[int]) -> int | None:
        """What waits the longest."""
        waiting = self.rows._default_manager.filter(state=WAITING).exclude(pk__in=apart_from).order_by("pk")
        return waiting.values_list("pk", flat=True).first()

    def begin_anew(self) -> None:
        """What a programme was making that is gone waits again; only for whoever holds the turn to calculate."""
        after = self.life.after(RUNNING, "begin_anew")
        self.rows._default_manager.filter(state=RUNNING).update(state=after, progress=0, told="")


def keep_up(*works: Work) -> None:
    """Once in a while: the programme is called where something lies waiting and nobody works."""
    if any(work.waits() for work in works) and not somebody_works():
        call()


def go_on(*works: Work) -> None:
    """Somebody asks to go on: what a programme left behind waits again at once, and the programme is called."""
    with alone() as got:
        if got:
            for work in works:
                work.begin_anew()
    call()


def work_off(works: Sequence[Work], *, clock: Callable[[], datetime]) -> int | None:
    """Makes everything that waits, one after another; None where another programme does so already."""
    return _in_turn(lambda: _all(works, clock))


def _all(works: Sequence[Work], clock: Callable[[], datetime]) -> int:
    for work in works:
        work.begin_anew()
    made, faults = 0, []
    tried: dict[type[Model], set[int]] = {work.rows: set() for work in works}
    while found := _first(works, tried):
        work, key = found
        tried[work.rows].add(key)
        try:
            work.make(key, clock())
        except Exception as fault:
            # what others asked for does not wait for it
            faults.append(fault)
        else:
            made += 1
    if faults:
        raise ExceptionGroup("calculations broke off", faults)
    return made


def _first(works: Sequence[Work], tried: Mapping[type[Model], set[int]]) -> tuple[Work, int] | None:
    return next(((work, key) for work in works if (key := work.first(tried[work.rows])) is not None), None)


# -- how far it is -------------------------------------------------------------------------------------------------


class Teller:
    """Writes on the row how far a calculation is, a second apart at most, and reads there whether to go on.

    words   what a person reads of each step of the library
    """

    def __init__(
        self, model: type[Model], pk: int, words: Mapping[str, str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rows = model._default_manager.filter(pk=pk, state=RUNNING)
        self._words, self._clock, self._told = words, clock, -EVERY
        self._goes_on = True

    def _due(self) -> bool:
        return self._clock() - self._told >= EVERY

    def wanted(self) -> bool:
        if self._due():
            self._goes_on = self._rows.exists()
        return self._goes_on

    def tell(self, step: str, done: float) -> None:
        if self._due():
            self._told = self._clock()
            # a bar that stands still for a moment stops nothing
            with suppress(OperationalError):
                self._rows.update(progress=min(99, int(100 * done)), told=self._words.get(step, ""))


class Row(Protocol):
    """The row of a calculation."""

    @property
    def state(self) -> str: ...
    @property
    def progress(self) -> int: ...
    @property
    def told(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a calculation is, and whether anybody still works on it."""

    percent: int
    told: str
    goes_on: bool
    waits: bool
    stands_still: bool


def progress_of(row: Row) -> Progress:
    goes_on = row.state in GOING_ON
    idle = goes_on and not somebody_works()
    # a programme that was called takes a moment to begin; one that had begun and is gone was killed
    waits = idle and row.state == WAITING
    return Progress(row.progress, row.told, goes_on, waits, idle and not waits)
