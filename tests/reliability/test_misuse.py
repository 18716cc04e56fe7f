"""A rush of classes, a flood of automated posts, and what is left on disk of who took part.

Small numbers here, so that every change is tried; each harness says at its top how the full number is run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import tally

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="it makes a SQLite of its own, once in the whole run"
)


def _run(harness: str, *wanted: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / harness), *wanted],
        capture_output=True, text=True, timeout=570, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr[-2000:]
    return done.returncode, json.loads(done.stdout)


def test_every_child_of_every_class_gets_through_when_they_all_send_at_once() -> None:
    code, found = _run("rush.py", "--classes", "4", "--children", "15", "--seconds", "6")
    assert code == 0, found
    assert (found["accepted"], found["stored once"], found["stored rows"]) == (60, 60, 60)
    tally("children of classes that sent in the same seconds", 60)


def test_a_class_takes_part_during_a_flood_and_nothing_unread_is_reachable() -> None:
    code, found = _run("flood.py", "--posts", "600", "--children", "8", "--lessons", "1")
    assert code == 0, found
    assert found["unread words found at"] == []
    tally("automated posts on the open link", found["posts"])
    tally("addresses searched for words nobody read", found["addresses read"])


def test_no_byte_on_disk_holds_an_address_a_browser_or_a_return_code() -> None:
    code, found = _run("traces.py", "--children", "40")
    assert found["words found that were sent"] == 40
    assert found["marks found"] == {}
    assert code == 0
    tally("marked children whose traces were searched on disk", 40)


def test_the_reading_of_every_byte_finds_what_a_server_out_of_the_box_writes_down() -> None:
    code, found = _run("traces.py", "--children", "2", "--fault", "access-log")
    assert found["marks found"] == {"access.log: browser": 2, "access.log: address or code": 2}
    assert code == 1
