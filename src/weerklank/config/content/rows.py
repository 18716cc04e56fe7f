"""Laying rows: a second run changes nothing, and what people changed since is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


@dataclass
class Report:
    """What a run did, per kind of row."""

    created: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)

    def count(self, outcome: str, model: type[models.Model]) -> None:
        per_kind: dict[str, int] = getattr(self, outcome)
        per_kind[model._meta.label] = per_kind.get(model._meta.label, 0) + 1

    def total(self, outcome: str) -> int:
        return sum(getattr(self, outcome).values())

    @property
    def sentence(self) -> str:
        return f"{self.total('created')} nieuw, {self.total('updated')} gewijzigd, {self.total('unchanged')} gelijk gebleven"


@dataclass
class Layer:
    """Lays rows one by one and keeps count."""

    report: Report

    def keep(self, model: type[Row], key: Mapping[str, Any], values: Mapping[str, Any]) -> Row:
        """A row that is exactly as the file says: made where absent, brought up to date where it differs."""
        row = model._default_manager.filter(**key).first()
        if row is None:
            return self._make(model, key, values)
        changed = [name for name, value in values.items() if not _same(getattr(row, name), value)]
        self._change(row, {name: values[name] for name in changed})
        return row

    def once(self, model: type[Row], key: Mapping[str, Any], values: Mapping[str, Any]) -> Row:
        """A row that people go on with: made where absent, else left as it stands."""
        row = model._default_manager.filter(**key).first()
        if row is None:
            return self._make(model, key, values)
        self.report.count("unchanged", model)
        return row

    def fill(self, model: type[Row], key: Mapping[str, Any], values: Mapping[str, Any]) -> Row:
        """A row that an import may have made better: only what is still empty is filled in."""
        row = model._default_manager.filter(**key).first()
        if row is None:
            return self._make(model, key, values)
        empty = {
            name: value
            for name, value in values.items()
            if getattr(row, name) in ("", None) and value not in ("", None)
        }
        self._change(row, empty)
        return row

    def link(self, row: models.Model, name: str, others: Iterable[models.Model]) -> None:
        """The rows that a row points to, as the file says."""
        manager = getattr(row, name)
        wanted = {other.pk for other in others}
        if wanted != set(manager.values_list("pk", flat=True)):
            manager.set(wanted)

    def _make(self, model: type[Row], key: Mapping[str, Any], values: Mapping[str, Any]) -> Row:
        row = model(**key, **values)
        row.full_clean(validate_unique=False, validate_constraints=False)
        row.save(force_insert=True)
        self.report.count("created", model)
        return row

    def _change(self, row: models.Model, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        if values:
            row.save(update_fields=list(values))
        self.report.count("updated" if values else "unchanged", type(row))


def _same(stored: Any, wanted: Any) -> bool:
    if isinstance(stored, Decimal) and wanted is not None:
        return stored == Decimal(str(wanted))
    return bool(stored == wanted)
