"""People who press in the same moment, each on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from weerklank.moves import Refusal


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs all in the same moment; what they returned or refused."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(said: list[Any]) -> list[str]:
    return [answer.sentence for answer in said if isinstance(answer, Refusal)]
