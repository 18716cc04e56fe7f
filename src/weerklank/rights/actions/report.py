"""What an import did, row by row, kept outside the transaction that may be undone."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from weerklank.rights.models import ImportBatch, ImportRow, Recommendation

OUTCOMES = ("created", "updated", "unchanged", "rejected")


def fingerprint(text: str) -> str:
    """The same words give the same print, however they were wrapped."""
    return hashlib.sha256(re.sub(r"\W+", " ", text).strip().casefold().encode()).hexdigest()[:16]


@dataclass(slots=True)
class Report:
    """One line for each record, the counts of what became of them, and the limbs that others must look at again."""

    rows: list[tuple[str, str, str, int | None]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    touched: set[int] = field(default_factory=set)

    def say(self, locator: str, outcome: str, message: str = "", limb: Recommendation | None = None) -> None:
        if outcome in self.counts:
            self.counts[outcome] += 1
        if limb is not None and outcome in ("created", "updated"):
            self.touched.add(limb.pk)
        self.rows.append((locator[:120], outcome, message, limb.pk if limb else None))

    def write(self, batch: ImportBatch) -> None:
        """Puts the lines with the batch and begins a new page."""
        named = [row[3] for row in self.rows if row[3]]
        kept = set(Recommendation.objects.filter(pk__in=named).values_list("pk", flat=True))
        ImportRow.objects.bulk_create(
            [
                ImportRow(
                    batch=batch,
                    locator=locator,
                    outcome=outcome,
                    message=message,
                    recommendation_id=pk if pk in kept else None,
                )
                for locator, outcome, message, pk in self.rows
            ],
            batch_size=500,
        )
        for outcome, count in self.counts.items():
            setattr(batch, outcome, getattr(batch, outcome) + count)
            self.counts[outcome] = 0
        self.rows.clear()
