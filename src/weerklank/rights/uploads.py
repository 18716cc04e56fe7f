"""A file between the dry run and the real one: kept on disk for a day, under the print of what is in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from weerklank.rights.models import ImportBatch

KEPT_FOR = timedelta(days=1)


def keep(home: Path, sha256: str, name: str, chunks: Iterable[bytes]) -> Path:
    """The file as it came, in a folder of its own, so that its name stays its name."""
    folder = home / "inlezen" / sha256
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return path


def kept(home: Path, batch: ImportBatch) -> Path | None:
    """The file of a dry run, while it is still there."""
    path = home / "inlezen" / batch.sha256 / batch.file_name
    return path if path.is_file() else None


def drop(home: Path, sha256: str) -> None:
    shutil.rmtree(home / "inlezen" / sha256, ignore_errors=True)


def drop_old(home: Path, now: datetime) -> None:
    """What nobody read in within a day goes."""
    for folder in (home / "inlezen").glob("*"):
        if folder.stat().st_mtime < (now - KEPT_FOR).timestamp():
            shutil.rmtree(folder, ignore_errors=True)
