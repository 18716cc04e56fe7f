"""Long calculations beside the server: one programme at a time makes them, whoever asked, and starts anew after a kill."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

from django.db import OperationalError, connection
from django.db.models import Model

import seating
from weerklank.editions.choosing.words import STEPS
from weerklank.editions.lifecycle import RunState
from weerklank.editions.models import Seating, Selecting

# any fixed number: it names the lock of the one programme that calculates, on PostgreSQL
LOCK = 761_004_305
TRIES, PAUSE = 10, 0.2
EVERY = 1.0
Run = Selecting | Seating


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


def in_turn(act: Callable[[], int]) -> int | None:
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


class Teller:
    """Writes on the row how far a run is, a second apart at most, and reads there whether to go on."""

    def __init__(self, model: type[Model], pk: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rows = model._default_manager.filter(pk=pk, state=RunState.RUNNING)
        self._clock, self._told, self._panels = clock, -EVERY, 0
        self._goes_on = True

    def watch(self) -> seating.Watch:
        return seating.Watch(tell=self._tell, wanted=self._wanted)

    def of_draw(self, step: str, value: float) -> None:
        """A draw tells how many panels it found, and then which part of the chances is settled."""
        # nobody knows how many panels it takes; the bar slows down instead of promising
        done = 0.8 + 0.19 * value if step == "classes fixed" else 0.8 * value / (value + 60)
        if not self._wanted():
            raise seating.Cancelled("the draw was stopped; nothing was drawn")
        self._tell(step, done)

    def _due(self) -> bool:
        return self._clock() - self._told >= EVERY

    def _wanted(self) -> bool:
        if self._due():
            self._goes_on = self._rows.exists()
        return self._goes_on

    def _tell(self, step: str, done: float) -> None:
        if self._due():
            self._told = self._clock()
            # a bar that stands still for a moment stops no draw
            with suppress(OperationalError):
                self._rows.update(progress=min(99, int(100 * done)), told=STEPS.get(step, ""))
