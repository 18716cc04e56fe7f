"""Opens a file of open data and believes nothing of it until every part is as its manifest says."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weerklank.moves import Refusal
from weerklank.tracker.dump.archive import CODEBOOK, LICENCE, MANIFEST, NAME, VERSION, seal
from weerklank.tracker.dump.columns import Table
from weerklank.tracker.dump.tables import TABLES

MOST_BYTES = 512 * 1024 * 1024
MOST_MANIFEST = 1024 * 1024
MOST_RATIO = 250
_RATIO_MATTERS_FROM = 4 * 1024 * 1024
MOST_IN_A_CELL = 1_000_000
_FILES = {CODEBOOK, LICENCE, MANIFEST} | {name for table in TABLES for name in (table.file, table.schema_file)}
_BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, zlib.error)


@dataclass(frozen=True)
class Contents:
    """What a file holds: the rows of each table, as cells."""

    name: str
    sha256: str
    as_of: str
    rows: dict[str, list[tuple[str, ...]]]


def read(path: Path) -> Contents:
    """The rows of every table, or a Refusal that says what is wrong with the file."""
    if not path.is_file():
        raise Refusal(
            f"Het bestand {path} is er niet. Haal het op van /data/ en geef de naam waaronder het bewaard is."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            entries = _entries(path, archive)
            manifest = _manifest(path, archive, entries)
            rows = {table.name: _rows(path, archive, entries, manifest, table) for table in TABLES}
            for name in (CODEBOOK, LICENCE, *(table.schema_file for table in TABLES)):
                _content(path, archive, entries, manifest, name)
    except _BROKEN as error:
        raise Refusal(
            f"{path.name} is geen heel zipbestand ({error}). Waarschijnlijk is het niet helemaal opgehaald: haal het nog eens op."
        ) from error
    return Contents(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), str(manifest["as_of"]), rows)


def _entries(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if missing := sorted(_FILES - set(names)):
        raise Refusal(
            f"In {path.name} ontbreekt {missing[0]}{_and_more(missing)}. Dit is geen (heel) bestand van /data/; haal het nog eens op."
        )
    if extra := sorted({name for name in names if name not in _FILES or names.count(name) > 1}):
        raise Refusal(
            f"In {path.name} zit iets wat er niet hoort of dubbel is: {extra[0][:80]}{_and_more(extra)}. Het wordt niet ingelezen."
        )
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refusal(
            f"{path.name} is uitgepakt groter dan {MOST_BYTES // 1024**2} MB. Zo groot is onze open data niet; het wordt niet ingelezen."
        )
    for entry in entries:
        if entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise Refusal(
                f"{path.name}: {entry.filename} is zo sterk samengeperst als alleen een bestand dat een schijf wil vullen. Het wordt niet ingelezen."
            )
    return {entry.filename: entry for entry in entries}


def _and_more(names: list[str]) -> str:
    return f" (en nog {len(names) - 1})" if len(names) > 1 else ""


def _bytes(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as part:
        # one byte more than promised: what it says of its own size may be a lie
        content = part.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise Refusal(f"{path.name}: {entry.filename} is niet zo groot als het zegt. Het wordt niet ingelezen.")
    return content


def _manifest(path: Path, archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> dict[str, Any]:
    if entries[MANIFEST].file_size > MOST_MANIFEST:
        raise Refusal(f"{path.name}: {MANIFEST} is te groot om van ons te zijn. Het wordt niet ingelezen.")
    try:
        manifest = json.loads(_bytes(path, archive, entries[MANIFEST]))
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{path.name}: {MANIFEST} is geen JSON. Haal het bestand nog eens op van /data/.") from error
    if not isinstance(manifest, dict) or manifest.get("name") != NAME:
        raise Refusal(f"{path.name} zegt niet dat het open data van Weerklank is. Het wordt niet ingelezen.")
    if manifest.get("version") != VERSION:
        raise Refusal(
            f"{path.name} heeft versie {str(manifest.get('version'))[:20]}; dit programma leest versie {VERSION}. "
            "Gebruik het programma waarmee het gemaakt is, of haal een nieuw bestand op."
        )
    if manifest.get("seal") != seal(manifest) or not isinstance(manifest.get("files"), dict):
        raise Refusal(
            f"{path.name}: {MANIFEST} is veranderd nadat het gemaakt is. Haal het bestand nog eens op van /data/."
        )
    return manifest


def _content(
    path: Path, archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], manifest: dict[str, Any], name: str
) -> bytes:
    content = _bytes(path, archive, entries[name])
    promised = manifest["files"].get(name)
    if not isinstance(promised, dict) or promised.get("sha256") != hashlib.sha256(content).hexdigest():
        raise Refusal(
            f"{path.name}: {name} is niet wat {MANIFEST} zegt (een ander kenmerk). Het is veranderd of beschadigd; haal het nog eens op."
        )
    return content


def _rows(
    path: Path,
    archive: zipfile.ZipFile,
    entries: dict[str, zipfile.ZipInfo],
    manifest: dict[str, Any],
    table: Table,
) -> list[tuple[str, ...]]:
    content = _content(path, archive, entries, manifest, table.file)
    csv.field_size_limit(MOST_IN_A_CELL)
    try:
        lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        rows = [tuple(line) for line in lines]
    except (csv.Error, UnicodeDecodeError) as error:
        raise Refusal(f"{path.name}: {table.file} is geen CSV in UTF-8 ({error}). Het wordt niet ingelezen.") from error
    if not rows or rows[0] != table.header:
        raise Refusal(
            f"{path.name}: {table.file} heeft andere kolommen dan versie {VERSION}. Het wordt niet ingelezen."
        )
    if wrong := next((number for number, row in enumerate(rows, start=1) if len(row) != len(table.header)), None):
        raise Refusal(f"{path.name}: {table.file}, rij {wrong} heeft een ander aantal cellen dan de kop.")
    return rows[1:]
