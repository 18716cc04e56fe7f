"""A file between the dry run and the real one: kept on disk for a day, under the print of what is in it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from weerklank.rights.models import ImportBatch

KEPT_FOR = timedelta(days=1)
_PRINT = re.compile(r"[0-9a-f]{64}")
# Beside the file, never in its place: an upload is named by who sent it.
_ABOUT = "over"


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


def found(home: Path, sha256: str) -> Path | None:
    """A file that waits for its columns, by its print."""
    if not _PRINT.fullmatch(sha256):
        return None
    folder = home / "inlezen" / sha256
    files = sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []
    return files[0] if files else None


def say_about(home: Path, sha256: str, about: Mapping[str, str]) -> None:
    """What the sender said about the file, for the real run after the dry one."""
    folder = home / "inlezen" / sha256 / _ABOUT
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "over.json").write_text(json.dumps(dict(about)), encoding="utf-8")


def said_about(home: Path, sha256: str) -> dict[str, str]:
    path = home / "inlezen" / sha256 / _ABOUT / "over.json"
    if not _PRINT.fullmatch(sha256) or not path.is_file():
        return {}
    return {str(name): str(value) for name, value in json.loads(path.read_text(encoding="utf-8")).items()}


def drop(home: Path, sha256: str) -> None:
    shutil.rmtree(home / "inlezen" / sha256, ignore_errors=True)


def drop_old(home: Path, now: datetime) -> None:
    """What nobody read in within a day goes."""
    for folder in (home / "inlezen").glob("*"):
        if folder.stat().st_mtime < (now - KEPT_FOR).timestamp():
            shutil.rmtree(folder, ignore_errors=True)
