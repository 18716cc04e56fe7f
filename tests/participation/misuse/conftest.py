"""An open link and a door that remembers nothing of the test before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.participation.child.conftest import _the_day, open_link  # noqa: F401  (the same child, the same day)
from weerklank.participation import proof
from weerklank.participation.views import open_door


@pytest.fixture(autouse=True)
def door() -> Iterator[proof.OpenDoor]:
    proof.OPEN_DOOR.empties()
    open_door.forgets()
    yield proof.OPEN_DOOR
    proof.OPEN_DOOR.empties()


def solved(puzzle: str, bits: int = proof.QUIET_BITS) -> str:
    """What the page's script finds: the first number that shows enough work."""
    return next(str(number) for number in range(1 << 30) if proof.Work(puzzle, str(number)).bits >= bits)
