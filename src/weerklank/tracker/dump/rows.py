"""The rows of every table as they stand in the files: in a fixed order, pointing by public keys, whatever the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from weerklank.tracker.dump.cells import written
from weerklank.tracker.dump.columns import Column, Rank, Ref, Table
from weerklank.tracker.dump.tables import TABLES

Key = tuple[str, ...]
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file with the row of the database behind it."""

    pk: Any
    key: Key
    cells: Cells


@dataclass
class Keys:
    """Under which public key each row of each table goes."""

    known: dict[str, dict[Any, Key]] = field(default_factory=dict)

    def of(self, table: str, pk: Any) -> Key | None:
        return self.known.get(table, {}).get(pk)


def by_name(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)


def sort_key(table: Table, cells: Sequence[str]) -> tuple[Any, ...]:
    """By the columns that order the table, then by everything: equal rows may stand in any order."""
    numeric = {name for column in table.columns if table.kind(column) == "integer" for name in column.names}
    place = {name: index for index, name in enumerate(table.header)}

    def value(name: str) -> tuple[int, str]:
        cell = cells[place[name]]
        return (int(cell), "") if name in numeric and cell.lstrip("-").isdecimal() else (0, cell)

    return (*(value(name) for name in table.sorted_by), *cells)


def rows_of(table: Table, keys: Keys, *, everything: bool = False) -> list[Row]:
    """The rows of one table; what hangs on something that is not shown is not shown either.

    With ``everything`` also what is not public: what an import must know of, and no file ever holds.
    """
    chosen = table.model._default_manager.all() if everything else table.shown()
    fields = {column.attribute: table.field_of(column).attname for column in table.columns if _stored(column)}
    within = {column.within: f"{column.within}_id" for column in _ranks(table)}
    by = {name for column in _ranks(table) for name in column.by}
    by |= {name for column in table.columns for name in column.beside}
    # distinct in Python: a filter over a join may give a row twice
    records = {
        one["pk"]: one for one in chosen.order_by().values("pk", *{*fields.values(), *within.values(), *by}).iterator()
    }
    ranks = {column.name: _ranked(records, within[column.within], column.by) for column in _ranks(table)}
    known = keys.known[table.name] = _own_keys(table, records, fields, keys, ranks)
    while True:
        cells = {pk: _cells(table, records[pk], fields, keys, ranks) for pk in known}
        kept = {pk: key for pk, key in known.items() if cells[pk] is not None}
        if len(kept) == len(known):
            break
        # a row that is left out may be what another row of this table points to
        known = keys.known[table.name] = kept
    rows = [Row(pk, key, found) for pk, key in known.items() if (found := cells[pk]) is not None]
    return sorted(rows, key=lambda row: sort_key(table, row.cells))


def every_row(*, everything: bool = False) -> Iterator[tuple[Table, list[Row]]]:
    """Table after table, what is pointed to before what points."""
    keys = Keys()
    for table in TABLES:
        yield table, rows_of(table, keys, everything=everything)


def _stored(column: Column) -> bool:
    return not isinstance(column, Rank)


def _ranks(table: Table) -> list[Rank]:
    return [column for column in table.columns if isinstance(column, Rank)]


def _ranked(records: dict[Any, dict[str, Any]], parent: str, by: tuple[str, ...]) -> dict[Any, int]:
    """1, 2, 3 among the rows of one parent; what has no value stands first."""
    siblings: dict[Any, list[Any]] = defaultdict(list)
    for pk, record in records.items():
        siblings[record[parent]].append(pk)

    def place(pk: Any) -> tuple[Any, ...]:
        values = (records[pk][name] for name in by)
        return (*((value is not None, str(value)) for value in values), pk)

    return {pk: number for group in siblings.values() for number, pk in enumerate(sorted(group, key=place), start=1)}


def _own_keys(
    table: Table,
    records: dict[Any, dict[str, Any]],
    fields: dict[str, str],
    keys: Keys,
    ranks: dict[str, dict[Any, int]],
) -> dict[Any, Key]:
    """The key of every row whose parents are shown."""
    named = [column for column in table.columns if set(column.names) & set(table.key)]
    found = {}
    for pk, record in records.items():
        parts: dict[str, str] = {}
        for column in named:
            cells = _column(table, column, record, fields, keys, ranks)
            if cells is None:
                break
            parts |= zip(column.names, cells, strict=True)
        else:
            found[pk] = tuple(parts[name] for name in table.key)
    return found


def _cells(
    table: Table,
    record: dict[str, Any],
    fields: dict[str, str],
    keys: Keys,
    ranks: dict[str, dict[Any, int]],
) -> Cells | None:
    cells: list[str] = []
    for column in table.columns:
        part = _column(table, column, record, fields, keys, ranks)
        if part is None:
            return None
        cells += part
    return tuple(cells)


def _column(
    table: Table,
    column: Column,
    record: dict[str, Any],
    fields: dict[str, str],
    keys: Keys,
    ranks: dict[str, dict[Any, int]],
) -> Sequence[str] | None:
    """The cells of one column; None where it must point to something that is not shown."""
    if isinstance(column, Rank):
        return [str(ranks[column.name][record["pk"]])]
    value = column.says(record) if column.says else record[fields[column.attribute]]
    if not isinstance(column, Ref):
        return [written(table.field_of(column), value)]
    key = keys.of(column.to, value) if value is not None else None
    if key is not None:
        return key
    return None if table.required(column) else [""] * len(column.names)
