"""Lays what a file holds into a database: everything or nothing, and a second time nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.rights.lifecycle import ImportState
from weerklank.rights.models import ImportBatch, ImportRow
from weerklank.rights.search.index import rebuild
from weerklank.tracker.dump import cells
from weerklank.tracker.dump.columns import Rank, Ref, Table
from weerklank.tracker.dump.reading import Contents, read
from weerklank.tracker.dump.rows import Key, Keys, Row, rows_of, sort_key
from weerklank.tracker.dump.tables import TABLES

FORMAT = "weerklank-open-data"
# The database asks that a second person published; a file does not say who they were.
NAMES = ("Overgenomen uit open data", "Overgenomen uit open data (tweede persoon)")
ADDRESSES = ("open-data-1@weerklank.invalid", "open-data-2@weerklank.invalid")
_AT_ONCE = 500
# stands for a row that is not laid, because something in the file is wrong
_NOWHERE = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one row of a file."""

    where: str
    outcome: str
    message: str = ""


@dataclass
class Report:
    """What an import did, or would do."""

    file: str
    as_of: str
    dry_run: bool
    rows: list[Told] = field(default_factory=list)
    per_table: dict[str, Counter[str]] = field(default_factory=dict)

    def tell(self, table: Table, where: str, outcome: str, message: str = "") -> None:
        self.rows.append(Told(where, outcome, message))
        self.per_table.setdefault(table.name, Counter())[outcome] += 1

    def count(self, outcome: str) -> int:
        return sum(counts[outcome] for counts in self.per_table.values())

    @property
    def problems(self) -> list[Told]:
        return [row for row in self.rows if row.outcome == "rejected"]


class Rejected(Refusal):
    """Some rows cannot be laid, so none is; the report says which."""

    def __init__(self, report: Report) -> None:
        self.report = report
        count = len(report.problems)
        rows = "1 rij past" if count == 1 else f"{count} rijen passen"
        super().__init__(
            f"{report.file}: {rows} niet in deze database, dus er is niets overgenomen. "
            "Een bestand past altijd in een lege database (weerklank migrate). De eerste: "
            + "; ".join(f"{row.where}: {row.message}" for row in report.problems[:5])
        )


class _Undo(Exception):
    """A trial run leaves nothing behind."""


def import_file(*, path: Path, by: Account | None, now: datetime, dry_run: bool = False) -> Report:
    """Everything that the file holds and this database does not; a Refusal, and nothing changed, where that cannot be."""
    contents = read(path)
    report = Report(contents.name, contents.as_of, dry_run)
    try:
        with transaction.atomic():
            _Laying(contents, report).run()
            if report.problems and not dry_run:
                raise Rejected(report)
            if dry_run:
                raise _Undo
            if report.count("created"):
                _remember(contents, report, by, now)
    except _Undo:
        pass
    except DatabaseError as error:
        raise Refusal(
            f"{path.name}: de database weigert iets uit dit bestand ({str(error).splitlines()[0]}). Er is niets overgenomen."
        ) from error
    return report


def _remember(contents: Contents, report: Report, by: Account | None, now: datetime) -> None:
    batch = ImportBatch.objects.create(
        file_name=contents.name[:200],
        sha256=contents.sha256,
        format=FORMAT,
        state=ImportState.DONE,
        position=len(report.rows),
        created=report.count("created"),
        unchanged=report.count("unchanged"),
        by=by.audit_label[:120] if by else "",
        started_at=now,
        finished_at=now,
        message=f"Open data van {contents.as_of}.",
    )
    ImportRow.objects.bulk_create(
        (
            ImportRow(batch=batch, locator=row.where[:120], outcome=row.outcome, message=row.message)
            for row in report.rows
            if row.outcome != "unchanged"
        ),
        batch_size=_AT_ONCE,
    )
    audit.record(
        action="opendata.imported",
        obj=batch,
        by=by,
        now=now,
        note=f"{batch.created} rijen, open data van {contents.as_of}",
        public=True,
    )
    rebuild()


@dataclass
class _Late:
    """What is set once every table stands."""

    table: Table
    pk: Any
    where: str
    cells: dict[str, str]


class _Laying:
    """One file into one database."""

    def __init__(self, contents: Contents, report: Report) -> None:
        self._contents = contents
        self._report = report
        self._here = Keys()
        self._pks: dict[str, dict[Key, Any]] = {}
        self._late: list[_Late] = []
        self._pair: tuple[Account, Account] | None = None

    def run(self) -> None:
        for table in TABLES:
            self._lay(table)
        if not self._report.problems:
            for late in self._late:
                self._finish(late)

    def _lay(self, table: Table) -> None:
        stands = {row.key: row for row in rows_of(table, self._here, everything=True)}
        self._pks[table.name] = {row.key: row.pk for row in stands.values()}
        public = set(table.shown().values_list("pk", flat=True))
        fresh: list[tuple[Key, dict[str, str], models.Model, str]] = []
        seen: set[Key] = set()
        for number, row in enumerate(self._sorted(table), start=1):
            named = dict(zip(table.header, row, strict=True))
            key = tuple(named[name] for name in table.key)
            where = f"{table.file}, rij {number} ({' / '.join(key)[:60]})"
            if key in seen:
                self._report.tell(table, where, "rejected", "staat er twee keer in")
            elif key in stands:
                self._compare(table, where, stands[key], row, public)
            elif made := self._made(table, where, named):
                fresh.append((key, named, made, where))
            # what points here is not wrong itself when this row is
            self._pks[table.name].setdefault(key, _NOWHERE)
            seen.add(key)
        if self._report.problems:
            for _, _, _, where in fresh:
                self._report.tell(table, where, "created")
        else:
            self._save(table, fresh)

    def _sorted(self, table: Table) -> list[tuple[str, ...]]:
        """In our own order, so that what comes first stays first whatever the order in the file."""
        return sorted(self._contents.rows[table.name], key=lambda row: sort_key(table, row))

    def _compare(self, table: Table, where: str, stands: Row, row: tuple[str, ...], public: set[Any]) -> None:
        """What stands here already stays as it is: a file never writes over what people did."""
        differs = [name for name, one, other in zip(table.header, stands.cells, row, strict=True) if one != other]
        if differs:
            self._report.tell(table, where, "rejected", f"staat hier met een andere waarde in {', '.join(differs)}")
        elif stands.pk not in public:
            self._report.tell(table, where, "rejected", "staat hier ook, maar is hier niet openbaar")
        else:
            self._report.tell(table, where, "unchanged")

    def _made(self, table: Table, where: str, named: dict[str, str]) -> models.Model | None:
        """A row of the database from a row of the file; None, and told, where that cannot be."""
        try:
            values = dict(table.begins) | dict(self._values(table, named, late=False))
            made = table.model(**values | self._second_persons(table, values))
            made.clean_fields(exclude={one.name for one in made._meta.concrete_fields if one.is_relation})
            _with_addresses_that_open(made)
        except Refusal as refusal:
            self._report.tell(table, where, "rejected", refusal.sentence)
        except ValidationError as error:
            said = "; ".join(f"‘{name}’: {' '.join(messages)}" for name, messages in error.message_dict.items())
            self._report.tell(table, where, "rejected", said)
        else:
            return made
        return None

    def _values(self, table: Table, named: dict[str, str], *, late: bool) -> Iterator[tuple[str, Any]]:
        for column in table.columns:
            if column.late == late and not isinstance(column, Rank):
                found = table.field_of(column)
                yield (
                    (found.attname, self._pointed(table, column, named))
                    if isinstance(column, Ref)
                    else (found.name, cells.read(found, named[column.name]))
                )

    def _pointed(self, table: Table, column: Ref, named: dict[str, str]) -> Any:
        key = tuple(named[name] for name in column.names)
        if not any(key):
            if table.required(column):
                raise Refusal(f"‘{column.names[0]}’ is leeg en moet een waarde hebben")
            return None
        pk = self._pks[column.to].get(key)
        if pk is None:
            raise Refusal(f"wijst naar {' / '.join(key)[:60]}, en dat staat niet in {column.to}")
        return pk

    def _second_persons(self, table: Table, values: dict[str, Any]) -> dict[str, Any]:
        """Two different accounts where the database asks for them."""
        if table.name == "answers":
            first, second = self._accounts()
            return {"written_by": first, "approved_by": second}
        if table.name == "limbs" and values["state"] != "imported":
            first, second = self._accounts()
            return {"checked_by": first} | ({"published_by": second} if values["state"] != "checked" else {})
        return {}

    def _accounts(self) -> tuple[Account, Account]:
        if self._pair is None:
            first, second = (
                Account.objects.filter(email=email).first()
                or Account.objects.create_account(email=email, name=name, is_active=False)
                for email, name in zip(ADDRESSES, NAMES, strict=True)
            )
            self._pair = (first, second)
        return self._pair

    def _save(self, table: Table, fresh: list[tuple[Key, dict[str, str], models.Model, str]]) -> None:
        made = [one for _, _, one, _ in fresh]
        try:
            with transaction.atomic():
                if table.model.save is models.Model.save:
                    table.model._base_manager.bulk_create(made, batch_size=_AT_ONCE)
                else:
                    self._one_by_one(made)
        except (DatabaseError, Refusal) as error:
            self._report.tell(table, table.file, "rejected", _sentence(error))
            return
        known = self._here.known.setdefault(table.name, {})
        for key, named, one, where in fresh:
            self._pks[table.name][key] = one.pk
            known[one.pk] = key
            self._report.tell(table, where, "created")
            if table.ends or any(column.late for column in table.columns):
                self._late.append(_Late(table, one.pk, where, named))

    def _one_by_one(self, made: list[models.Model]) -> None:
        """A model that guards its own saving is not gone round."""
        for one in made:
            one.save(force_insert=True)

    def _finish(self, late: _Late) -> None:
        try:
            values = dict(self._values(late.table, late.cells, late=True)) | dict(late.table.ends)
            with transaction.atomic():
                late.table.model._base_manager.filter(pk=late.pk).update(**values)
        except (DatabaseError, Refusal) as error:
            self._report.tell(late.table, late.where, "rejected", _sentence(error))


def _with_addresses_that_open(made: models.Model) -> None:
    """A list of sources becomes links on a page: what is no address of the web does not come in."""
    for one_field in made._meta.concrete_fields:
        listed = getattr(made, one_field.name) if isinstance(one_field, models.JSONField) else None
        for one in listed if one_field.name == "sources" and isinstance(listed, list) else ():
            address = one.get("url") if isinstance(one, dict) else one
            if not (isinstance(address, str) and address.startswith(("https://", "http://"))):
                raise Refusal(f"‘{one_field.name}’: ‘{str(address)[:60]}’ is geen adres van een bladzijde op het web")


def _sentence(error: Exception) -> str:
    return error.sentence if isinstance(error, Refusal) else f"de database weigert: {str(error).splitlines()[0]}"
