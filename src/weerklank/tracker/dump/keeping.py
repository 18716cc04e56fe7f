"""The file of today, made when somebody asks and kept as long as it says what the platform says.

Files of earlier days are not kept: what was withdrawn, and words that a child took back, would live on in them.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max

from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.tracker.dump.archive import MANIFEST, write_file
from weerklank.tracker.dump.tables import TABLES


class Busy(Refusal):
    """Somebody else's request is making the file at this moment."""


def folder() -> Path:
    return Path(settings.HOME) / "open-data"


def fingerprint() -> str:
    """What changes whenever something public changes: counts, newest rows, and the last event of the log."""
    said = [str(AuditEvent.objects.aggregate(last=Max("pk"))["last"])]
    for table in TABLES:
        counted = table.shown().order_by().aggregate(n=Count("pk", distinct=True), last=Max("pk"))
        said.append(f"{table.name} {counted['n']} {counted['last']}")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


@contextmanager
def _alone(where: Path) -> Iterator[None]:
    """One at a time for the whole machine: making the file costs seconds of a processor."""
    with (where / "making.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(
                "Het bestand wordt op dit moment gemaakt. Probeer het over een halve minuut nog eens."
            ) from error
        yield


def file_of(today: date) -> Path:
    """The file of this day; made anew where what is public has changed since."""
    where = folder()
    where.mkdir(parents=True, exist_ok=True)
    wanted = where / f"{today.isoformat()}-{fingerprint()}.zip"
    if wanted.exists():
        return wanted
    with _alone(where):
        if not wanted.exists():
            write_file(wanted, as_of=today)
        for earlier in where.glob("*.zip"):
            if earlier != wanted:
                earlier.unlink(missing_ok=True)
    return wanted


def counts(today: date) -> dict[str, int]:
    """How many rows each table of today's file has; nothing where nobody asked for that file yet."""
    made = sorted(folder().glob(f"{today.isoformat()}-*.zip"))
    if not made:
        return {}
    try:
        with zipfile.ZipFile(made[-1]) as archive:
            found: dict[str, int] = json.loads(archive.read(MANIFEST))["rows"]
    except (OSError, zipfile.BadZipFile, ValueError, KeyError):
        # replaced at this very moment, or hurt: the page can do without
        return {}
    return found
