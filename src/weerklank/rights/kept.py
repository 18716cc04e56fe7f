"""What the list reads of the database, kept for as long as nobody wrote anything at all.

Which limbs fit which filter is the same for every reader until somebody changes something, and reading it is half the
work of a page. So it is kept beside the connection, together with what the database itself says of its contents; as
soon as it says anything else, everything that was kept goes. Nothing has to remember to throw anything away.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection
from django.utils.translation import get_language

T = TypeVar("T")
# in how many languages, orders and days the same is asked before it is too much to keep
MOST = 40


@dataclass
class _Shelf:
    """What was made of one state of the database."""

    of: tuple[Any, ...]
    things: dict[Hashable, Any] = field(default_factory=dict)


# a connection belongs to one thread, and so does what was read through it
_HERE = threading.local()


def kept(name: Hashable, make: Callable[[], T]) -> T:
    """What is made, in the language of the reader: made once, and given again while nothing was written."""
    state = _state()
    if state is None:
        return make()
    shelf: _Shelf | None = getattr(_HERE, "shelf", None)
    if shelf is None or shelf.of != state or len(shelf.things) >= MOST:
        shelf = _HERE.shelf = _Shelf(state)
    key = (get_language(), name)
    if key not in shelf.things:
        # asked before it is made: what is written meanwhile gives another state the next time
        shelf.things[key] = make()
    made: T = shelf.things[key]
    return made


def _state() -> tuple[Any, ...] | None:
    """What the database says of its contents; nothing inside a transaction, which can still be undone."""
    if connection.in_atomic_block:
        return None
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        raw = connection.connection
        # the first counts what other connections wrote, the second what this one did; both only of this connection
        (others,) = raw.execute("PRAGMA data_version").fetchone()
        return (raw, others, raw.total_changes)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # two moments with the same snapshot see exactly the same rows
            cursor.execute("SELECT pg_current_snapshot()::text")
            return (connection.connection, *cursor.fetchone())
    return None
