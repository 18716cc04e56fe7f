"""Keeping which column of somebody's table is what of ours, so that next year's file is read the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from weerklank.audit.actions import Actor, record
from weerklank.moves import Refusal
from weerklank.rights.models import ColumnMapping
from weerklank.rights.reading import TableKind
from weerklank.rights.reading.mapping import check


@transaction.atomic
def save_mapping(
    *,
    name: str,
    kind: TableKind,
    columns: Iterable[tuple[str, str]],
    fixed: Mapping[str, str],
    header: Iterable[str] | None,
    by: Actor | None,
    now: datetime,
) -> ColumnMapping:
    """A mapping under its name: made, or made anew; refused with all that is wrong with it."""
    pairs = list(columns)
    if wrong := check(kind, pairs, header):
        raise Refusal(" ".join(wrong))
    slug = slugify(name)[:60]
    if not slug:
        raise Refusal("Geef deze indeling een naam, zoals ‘Lijst van het ministerie’.", field="name")
    standing = ColumnMapping.objects.filter(slug=slug).first()
    values = {
        "name": name.strip()[:120],
        "kind": kind.value,
        "columns": dict(pairs),
        "fixed": {key: value for key, value in fixed.items() if value},
    }
    if standing and all(getattr(standing, key) == value for key, value in values.items()):
        return standing
    found, _ = ColumnMapping.objects.update_or_create(
        slug=slug, defaults={**values, "by": (by.audit_label if by else "systeem")[:120]}
    )
    record(action="mapping.saved", obj=found, by=by, now=now, note=", ".join(dict(pairs)))
    return found
