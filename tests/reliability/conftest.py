"""One migrated database for all harnesses of this worker, to copy from."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The harnesses make a SQLite of their own; this saves each of them the way there."""
    home = tmp_path_factory.mktemp("migrated")
    environment = dict(os.environ, WEERKLANK_HOME=str(home), PYTHONPATH=f"{ROOT}:{ROOT / 'src'}")
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "weerklank", "migrate", "--verbosity", "0"],
        cwd=ROOT, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    os.environ["WEERKLANK_TEMPLATE"] = str(home / "weerklank.sqlite3")
    yield
    del os.environ["WEERKLANK_TEMPLATE"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.name != "test_linkage.py":
            item.add_marker(pytest.mark.usefixtures("migrated"))
