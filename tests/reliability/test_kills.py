"""The server is killed in the middle of a press; and the harness that says nothing was lost can say otherwise.

A few kills here, so that every change is tried; `make kills` does the two hundred that the README quotes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KILL = Path(__file__).with_name("kill.py")

pytestmark = pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="it makes a SQLite of its own, once in the whole run"
)


def _run(*wanted: str) -> tuple[int, dict[str, Any] | None]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(KILL), *wanted], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.stdout, done.stderr[-2000:]
    return done.returncode, json.loads(done.stdout)


def test_nothing_acknowledged_is_lost_and_nothing_is_double() -> None:
    code, found = _run("--kills", "4")
    assert found is not None and found["ideas acknowledged"] > 0
    assert code == 0, found


@pytest.mark.parametrize(("fault", "shows_as"), [("naive", "ideas double"), ("ack-first", "ideas lost")])
def test_the_harness_catches_a_planted_fault(fault: str, shows_as: str) -> None:
    code, found = _run("--kills", "20", "--until-it-shows", "--fault", fault)
    assert found is not None and found[shows_as] > 0, found
    assert code == 1


@pytest.mark.parametrize(("synchronous", "code"), [("FULL", 0), ("NORMAL", 1)])
def test_a_thank_you_comes_after_the_disk_has_it(synchronous: str, code: int) -> None:
    got, found = _run("--order", "5", "--synchronous", synchronous)
    if found is None:
        pytest.skip("there is no C compiler here to build the witness of fsync")
    assert got == code, found
