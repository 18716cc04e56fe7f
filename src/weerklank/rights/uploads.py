"""A file between the dry run and the real one: kept on disk for a day, under the print of what is in it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from weerklank.rights.models import ImportBatch

KEPT_FOR = timedelta(days=1)
_PRINT = re.compile(r"[0-9a-f]{64}")
# An upload is named by who sent it, so it lies a folder deeper than all that we write beside it.
_FILE = "bestand"
_ABOUT = "over.json"
# A file system counts bytes where a form counts letters.
_LONGEST_NAME = 200


def keep(home: Path, sha256: str, name: str, chunks: Iterable[bytes]) -> Path:
    """The file as it came, in a folder of its own, so that its name stays its name."""
    folder = home / "inlezen" / sha256 / _FILE
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / name.encode()[-_LONGEST_NAME:].decode(errors="ignore")
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return path


def kept(home: Path, batch: ImportBatch) -> Path | None:
    """The file of a dry run, while it and what was chosen for that run are still there."""
    path = found(home, batch.sha256)
    return path if path and chosen_for(home, batch) is not None else None


def found(home: Path, sha256: str) -> Path | None:
    """A file that waits for its columns, by its print."""
    if not _PRINT.fullmatch(sha256):
        return None
    folder = home / "inlezen" / sha256 / _FILE
    files = sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []
    return files[0] if files else None


def say_about(home: Path, sha256: str, about: Mapping[str, str]) -> None:
    """What the sender said about the file, for the page of its columns."""
    (home / "inlezen" / sha256 / _ABOUT).write_text(json.dumps(dict(about)), encoding="utf-8")


def said_about(home: Path, sha256: str) -> dict[str, str]:
    path = home / "inlezen" / sha256 / _ABOUT
    if not _PRINT.fullmatch(sha256) or not path.is_file():
        return {}
    return {str(name): str(value) for name, value in json.loads(path.read_text(encoding="utf-8")).items()}


@dataclass(frozen=True, slots=True)
class Chosen:
    """With what a dry run was done; the real run of it is done with the same, whatever was sent since."""

    about: Mapping[str, str]
    columns: Mapping[str, str]
    fixed: Mapping[str, str]


def choose_for(home: Path, batch: ImportBatch, about: Mapping[str, str]) -> None:
    """Ties to a dry run what was said with it, and its mapping as it was then."""
    mapping = batch.mapping
    chosen = [dict(about), mapping.columns if mapping else {}, mapping.fixed if mapping else {}]
    _chosen_file(home, batch).write_text(json.dumps(chosen), encoding="utf-8")


def chosen_for(home: Path, batch: ImportBatch) -> Chosen | None:
    path = _chosen_file(home, batch)
    return Chosen(*json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _chosen_file(home: Path, batch: ImportBatch) -> Path:
    return home / "inlezen" / batch.sha256 / f"proef-{batch.pk}.json"


def drop(home: Path, sha256: str) -> None:
    shutil.rmtree(home / "inlezen" / sha256, ignore_errors=True)


def drop_old(home: Path, now: datetime) -> None:
    """What nobody read in within a day goes."""
    for folder in (home / "inlezen").glob("*"):
        if folder.stat().st_mtime < (now - KEPT_FOR).timestamp():
            shutil.rmtree(folder, ignore_errors=True)
