"""The zip: the same content gives the same bytes, and the manifest says of every file what it must be."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from weerklank.tracker.dump import codebook
from weerklank.tracker.dump.columns import Table
from weerklank.tracker.dump.rows import every_row

NAME = "weerklank-open-data"
VERSION = 1
MANIFEST = "manifest.json"
CODEBOOK = "codeboek.md"
LICENCE = "LICENTIE.txt"
# the first day that a zip can hold: the day of making must not be in the bytes
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Made:
    """What was written."""

    as_of: date
    rows: dict[str, int]
    size: int
    sha256: str

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A mark at the start so that an office programme reads Dutch and Arabic as they are."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def seal(manifest: dict[str, Any]) -> str:
    """The fingerprint of the manifest itself, without the place where that fingerprint stands."""
    return hashlib.sha256(json_bytes({key: value for key, value in manifest.items() if key != "seal"})).hexdigest()


class _Writer:
    """Adds files one by one and remembers what the manifest must say of them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.files: dict[str, dict[str, Any]] = {}

    def add(self, path: str, content: bytes, **more: Any) -> None:
        entry = zipfile.ZipInfo(path, _NO_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        # as if made on one kind of machine
        entry.create_system, entry.external_attr = 3, 0o644 << 16
        self._archive.writestr(entry, content, compresslevel=9)
        if path != MANIFEST:
            self.files[path] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), **more}


def table_bytes(table: Table, rows: Iterable[Sequence[str]]) -> bytes:
    return csv_bytes(table.header, rows)


@transaction.atomic
def write(target: BinaryIO, *, as_of: date) -> dict[str, int]:
    """Writes the whole archive; the counts per table. One transaction: a dump shows one moment."""
    counts: dict[str, int] = {}
    with zipfile.ZipFile(target, "w") as archive:
        writer = _Writer(archive)
        writer.add(CODEBOOK, codebook.text().encode("utf-8"))
        writer.add(LICENCE, codebook.LICENCE_TEXT.encode("utf-8"))
        for table, rows in every_row():
            counts[table.name] = len(rows)
            writer.add(table.file, table_bytes(table, (row.cells for row in rows)), rows=len(rows))
            writer.add(table.schema_file, json_bytes(codebook.schema(table)))
        manifest: dict[str, Any] = {
            "name": NAME,
            "version": VERSION,
            "as_of": as_of.isoformat(),
            "licence": LICENCE,
            "codebook": CODEBOOK,
            "rows": counts,
            "files": writer.files,
        }
        writer.add(MANIFEST, json_bytes(manifest | {"seal": seal(manifest)}))
    return counts


def write_file(path: Path, *, as_of: date) -> Made:
    """Writes beside the file first: what stands there is whole, or it is the earlier one."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as target:
            counts = write(target, as_of=as_of)
        digest = hashlib.sha256(beside.read_bytes()).hexdigest()
        size = beside.stat().st_size
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return Made(as_of, counts, size, digest)
