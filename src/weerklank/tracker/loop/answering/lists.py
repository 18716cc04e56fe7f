"""The list behind a figure: exactly the rows that it counts, to search and to page through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weerklank.accounts.models import Organisation
from weerklank.tracker.asked import MOST_WORDS
from weerklank.tracker.loop.answering import ledger
from weerklank.tracker.loop.answering.board import Waits, counted, waits_of
from weerklank.tracker.loop.answering.figures import GROUPS, Figure
from weerklank.tracker.loop.answering.ledger import Item, Kind, Scope
from weerklank.tracker.loop.answering.waits import longest
from weerklank.web.listing import Choice


@dataclass(frozen=True, slots=True)
class BodyPage:
    """One body: what is counted of it, the rows that were asked for, and its waits."""

    body: Organisation
    figures: tuple[Choice, ...]
    shown: tuple[Item, ...]
    total: int
    waits: Waits


def page(body: Organisation, scope: Scope, figure: Figure | None, query: str, today: date) -> BodyPage:
    rows = [row for row in ledger.items(scope, today) if row.body.pk == body.pk]
    asked = [row for row in rows if (figure in row.figures if figure else _is_a_whole(row))]
    return BodyPage(
        body=body,
        figures=tuple(
            Choice(one.value, one.label, counted(rows, one))
            for group in GROUPS
            for one in group.figures
            if counted(rows, one) or one is figure
        ),
        shown=tuple(row for row in asked if _speaks_of(row, query)),
        total=len(asked),
        waits=waits_of(body, rows, scope, longest([row.wait for row in rows if row.wait])),
    )


def _is_a_whole(row: Item) -> bool:
    """Without a figure that was asked for: the advices and the promises, not their parts."""
    return row.kind is not Kind.PART


def _speaks_of(row: Item, query: str) -> bool:
    words = f"{row.number} {row.title} {row.theme} {row.edition}".casefold()
    return all(word in words for word in query.casefold().split()[:MOST_WORDS])


def as_data(rows: Sequence[Item]) -> list[dict[str, Any]]:
    """The rows of a list for machines."""
    return [
        {
            "organisation": row.body.slug,
            "kind": row.kind.value,
            "id": row.number,
            "title": row.title,
            "edition": row.edition,
            "theme": row.theme,
            "stands": row.stands.key,
            "counts_in": sorted(figure.key for figure in row.figures),
            "due_on": row.due_on,
            "answered_on": row.answered_on,
            "days_late": row.days_late,
            "days_waited": row.wait.days if row.wait else None,
            "wait_goes_on": not row.wait.is_over if row.wait else None,
            "days_since_handover": row.wait.since_handover if row.wait else None,
            "link": row.href,
        }
        for row in rows
    ]
