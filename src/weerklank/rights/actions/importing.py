"""Reading a file into the tracker: twice is the same as once, and half is never left behind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.db import transaction

from weerklank.audit.actions import Actor, record
from weerklank.moves import Refusal
from weerklank.rights import search
from weerklank.rights.actions.lists import Lister
from weerklank.rights.actions.report import Report
from weerklank.rights.actions.writing import Writer
from weerklank.rights.lifecycle import IMPORT, ImportState
from weerklank.rights.models import ColumnMapping, ImportBatch
from weerklank.rights.reading import (
    Derived,
    DerivedKind,
    DocumentReading,
    Format,
    NeedsColumns,
    Problem,
    Reading,
    RecordReading,
    TableKind,
    TableReading,
    TableRecord,
    ThematicReading,
    Unreadable,
    open_source,
    open_table,
)

CHUNK = 100
CRC_BODIES = ("CRC", "CRC-OP-SC", "CRC-OP-AC")
OnProgress = Callable[[int, int | None, str], None]


class RowWriter(Protocol):
    """What another app does with a row of its own kind."""

    def __call__(self, *, row: TableRecord, report: Report, system: str, by: Actor | None, now: datetime) -> None: ...


# The app that knows a kind of row lays its writer here when it starts.
ROW_WRITERS: dict[TableKind, RowWriter] = {}


class _Undone(Exception):
    """Carries a dry run out of its transaction, so that nothing of it stays."""


class ColumnsNeeded(Refusal):
    """A table of which a person must first say what the columns are."""


def bodies_of(given: Iterable[str] | None) -> tuple[str, ...]:
    """No wish is the Children's Rights Committee; 'alle' is every body."""
    wanted = tuple(one.strip() for one in given or ())
    if not wanted:
        return CRC_BODIES
    return () if "alle" in [one.casefold() for one in wanted] else wanted


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def import_observations(
    *,
    path: Path,
    by: Actor | None,
    now: datetime,
    dry_run: bool = False,
    country: str | None = None,
    bodies: tuple[str, ...] = CRC_BODIES,
    fixed: Mapping[str, str] | None = None,
    on_progress: OnProgress | None = None,
    name: str = "",
) -> ImportBatch:
    """Reads one file of a known shape; `fixed` holds for every row of a table. A Refusal changes nothing."""
    try:
        reading = open_source(path, country=country, bodies=bodies, fixed=fixed or {})
    except NeedsColumns as error:
        raise ColumnsNeeded(str(error)) from error
    except Unreadable as error:
        raise Refusal(str(error)) from error
    return _run(reading, path=path, by=by, now=now, dry_run=dry_run, on_progress=on_progress, name=name)


def import_table(
    *,
    path: Path,
    mapping: ColumnMapping,
    by: Actor | None,
    now: datetime,
    dry_run: bool = False,
    on_progress: OnProgress | None = None,
    name: str = "",
) -> ImportBatch:
    """Reads a table through a saved mapping of its columns."""
    if mapping.kind not in set(TableKind):
        raise Refusal(f"‘{mapping.name}’ is een indeling voor {mapping.get_kind_display()}; die leest u in bij Bewijs.")
    try:
        reading = open_table(path, kind=TableKind(mapping.kind), columns=mapping.columns, fixed=mapping.fixed)
    except Unreadable as error:
        raise Refusal(str(error)) from error
    return _run(
        reading, path=path, by=by, now=now, dry_run=dry_run, on_progress=on_progress, name=name, mapping=mapping
    )


def _run(
    reading: Reading,
    *,
    path: Path,
    by: Actor | None,
    now: datetime,
    dry_run: bool,
    on_progress: OnProgress | None,
    name: str,
    mapping: ColumnMapping | None = None,
) -> ImportBatch:
    batch = _batch(path, name or path.name, reading.format, by=by, now=now, dry_run=dry_run, mapping=mapping)
    report = Report()
    try:
        if isinstance(reading, RecordReading):
            _import_stream(batch, reading, report, dry_run=dry_run, on_progress=on_progress)
        else:
            with transaction.atomic():
                _import_whole(batch, reading, report, on_progress, by=by, now=now)
                if dry_run:
                    raise _Undone
                search.refresh(report.touched)
                _close(batch, report, now=now, by=by)
                return batch
    except _Undone:
        pass
    except Refusal:
        ImportBatch.objects.filter(pk=batch.pk).delete()
        raise
    except BaseException:
        # interrupted: what was committed stays and the next run goes on from there
        ImportBatch.objects.filter(pk=batch.pk).update(state=IMPORT.after(ImportState.RUNNING, "stop"))
        raise
    with transaction.atomic():
        _close(batch, report, now=now, by=by)
    return batch


def _batch(
    path: Path,
    name: str,
    reading_format: Format,
    *,
    by: Actor | None,
    now: datetime,
    dry_run: bool,
    mapping: ColumnMapping | None,
) -> ImportBatch:
    """A new batch, or the interrupted one of the same file, which goes on where it was."""
    digest = sha256_of(path)
    if not dry_run:
        stopped = ImportBatch.objects.filter(
            sha256=digest, dry_run=False, state__in=[ImportState.STOPPED, ImportState.RUNNING], position__gt=0
        ).first()
        if stopped:
            stopped.state = ImportState.RUNNING
            stopped.save(update_fields=["state"])
            return stopped
    return ImportBatch.objects.create(
        file_name=name[:200],
        sha256=digest,
        format=reading_format.value,
        mapping=mapping,
        dry_run=dry_run,
        by=by.audit_label[:120] if by else "systeem",
        started_at=now,
    )


def _close(batch: ImportBatch, report: Report, *, now: datetime, by: Actor | None) -> None:
    report.write(batch)
    batch.state = IMPORT.after(batch.state, "finish")
    batch.finished_at = now
    if not (batch.created or batch.updated or batch.unchanged):
        batch.message = "Er is niets gevonden om in te lezen. De regels hieronder zeggen waarom."
    batch.save()
    if not batch.dry_run and (batch.created or batch.updated):
        record(
            action="observations.imported",
            obj=batch,
            by=by,
            now=now,
            note=f"{batch.created} nieuw, {batch.updated} gewijzigd, {batch.unchanged} gelijk, {batch.rejected} niet overgenomen",
        )


def _import_stream(
    batch: ImportBatch,
    reading: RecordReading,
    report: Report,
    *,
    dry_run: bool,
    on_progress: OnProgress | None,
) -> None:
    """A large export, in pieces that are each whole: after a piece its position is kept."""
    for problem in reading.problems:
        report.say(batch.file_name, "warning", str(problem))

    def tell(progress: Any) -> None:
        if on_progress:
            on_progress(progress.done, progress.total, f"{progress.seen} gelezen, {progress.kept} over het Koninkrijk")

    stream = reading.records(after=batch.position, on_progress=tell)
    records = iter(stream)
    while chunk := list(islice(records, CHUNK)):
        try:
            with transaction.atomic():
                writer = Writer(batch, report)
                for item in chunk:
                    if isinstance(item, Problem):
                        report.say(f"record {item.record or '?'}", "rejected", str(item))
                        continue
                    writer.uhri(item)
                    batch.position = item.ordinal
                if dry_run:
                    raise _Undone
                search.refresh(report.touched)
                report.touched.clear()
                report.write(batch)
                batch.save()
        except _Undone:
            continue
    if not batch.position:
        seen = stream.progress
        named = ", ".join(list(seen.countries)[:5])
        report.say(
            batch.file_name,
            "warning",
            f"{seen.seen} records gelezen, geen over {reading.selection.country}. Wel over: {named or 'niets'}.",
        )


def _import_whole(
    batch: ImportBatch,
    reading: DocumentReading | ThematicReading | TableReading,
    report: Report,
    on_progress: OnProgress | None,
    *,
    by: Actor | None,
    now: datetime,
) -> None:
    writer = Writer(batch, report)
    for problem in reading.problems:
        report.say(_place(problem), "warning", str(problem))
    lister = Lister(writer, by=by, now=now)
    if isinstance(reading, TableReading):
        system = f"tabel {batch.mapping.slug}"[:40] if batch.mapping else reading.format.value
        for done, row in enumerate(reading.records, start=1):
            if reading.kind in ROW_WRITERS:
                ROW_WRITERS[reading.kind](row=row, report=report, system=system, by=by, now=now)
            else:
                lister.table_row(row)
            if on_progress and done % 50 == 0:
                on_progress(done, len(reading.records), "")
        return
    if isinstance(reading, ThematicReading):
        for done, _ in enumerate(lister.thematic(reading), start=1):
            if on_progress and done % 50 == 0:
                on_progress(done, len(reading.rows), "")
        return
    document = writer.document(reading.document)
    urgent: list[Derived] = []
    for done, paragraph in enumerate(reading.paragraphs, start=1):
        writer.paragraph(document, paragraph, keep_limbs=reading.format is not Format.GENERAL_COMMENT_JSON)
        urgent += [item for item in paragraph.derived if item.kind is DerivedKind.URGENT_AREA]
        if on_progress:
            on_progress(done, len(reading.paragraphs), "")
    writer.suggestions.urgent(document, urgent)


def _place(problem: Problem) -> str:
    return f"regel {problem.line}" if problem.line else f"bladzijde {problem.page}" if problem.page else "bestand"
