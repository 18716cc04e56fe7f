"""What was read in, and what became of each record."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from weerklank.rights.models import ImportBatch, ImportRow

IMPORT_COMMAND = "weerklank import observations BESTAND"


def batches() -> QuerySet[ImportBatch]:
    return ImportBatch.objects.order_by("-id")


def rows_of(batch: ImportBatch, outcome: str) -> QuerySet[ImportRow]:
    rows = ImportRow.objects.filter(batch=batch).select_related("recommendation__document")
    return rows.filter(outcome=outcome) if outcome else rows


def outcomes_of(batch: ImportBatch) -> list[tuple[str, str, int]]:
    """What became of the records, counted per outcome that occurs."""
    counts = dict(ImportRow.objects.filter(batch=batch).order_by().values_list("outcome").annotate(n=Count("pk")))
    labels = dict(ImportRow._meta.get_field("outcome").flatchoices)
    return [(value, str(labels[value]), count) for value, count in counts.items()]
