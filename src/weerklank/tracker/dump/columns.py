"""The words in which a table of the open data is described: its columns, what they point to, who may read its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import models

from weerklank.tracker.dump.cells import kind_of


class Licence(StrEnum):
    """Under what terms the rows of a table may be used."""

    OWN = "CC BY 4.0"
    UN = "CC BY 4.0 voor de indeling; voor de tekst van de VN gelden de voorwaarden van de VN, zie kolom licence van documents"
    FIGURES = "CC BY 4.0 voor de samenstelling; voor het cijfer zelf gelden de voorwaarden van de bron, zie sources"


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a row: what it means, and which field holds it."""

    name: str
    meaning: str
    field: str = ""
    unit: str = ""
    # laid only when every table stands: the database would refuse it before its children are there
    late: bool = False
    # what everybody may read of it, where that is not the value itself; ``beside`` names the fields that takes
    says: Callable[[Mapping[str, Any]], str] | None = None
    beside: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def attribute(self) -> str:
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Ref(Column):
    """What a row points to, by the other table's public key."""

    to: str = ""
    as_: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return self.as_ or (self.name,)


@dataclass(frozen=True, slots=True)
class Rank(Column):
    """The how-manieth a row is among the rows of the same thing, in the order in which pages show them."""

    within: str = ""
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One file: which rows, which columns, what makes a row that row, and what of it stays inside."""

    name: str
    title: str
    about: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    shown: Callable[[], models.QuerySet[Any]]
    licence: Licence = Licence.OWN
    order: tuple[str, ...] = ()
    # fields that are never written, each with the reason
    inside: Mapping[str, str] = field(default_factory=dict)
    # what a row begins with in another database, for what is not in the file or comes late
    begins: Mapping[str, Any] = field(default_factory=dict)
    # what it becomes once every table stands
    ends: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> str:
        return f"data/{self.name}.csv"

    @property
    def schema_file(self) -> str:
        return f"schema/{self.name}.json"

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(name for column in self.columns for name in column.names)

    @property
    def sorted_by(self) -> tuple[str, ...]:
        return self.order or self.key

    def field_of(self, column: Column) -> models.Field[Any, Any]:
        found = self.model._meta.get_field(column.attribute)
        assert isinstance(found, models.Field)
        return found

    def kind(self, column: Column) -> str:
        if isinstance(column, Rank):
            return "integer"
        return "string" if isinstance(column, Ref) else kind_of(self.field_of(column))

    def required(self, column: Column) -> bool:
        """Whether a row cannot stand without it."""
        if isinstance(column, Rank):
            return True
        one = self.field_of(column)
        return not one.null and (isinstance(column, Ref) or not one.blank or kind_of(one) != "string")


def choices(table: Table, column: Column) -> tuple[tuple[str, str], ...]:
    """The values that a column may have, with what they are called; none where anything goes."""
    if isinstance(column, (Ref, Rank)):
        return ()
    known = table.field_of(column).flatchoices
    return tuple((str(value), str(label)) for value, label in known)
