"""The work stock as a table for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from django.http import HttpResponse

from weerklank.answers.queries.work import StockRow

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def _cell(value: object) -> str:
    """A cell that a spreadsheet will not run."""
    text = str(value if value is not None else "")
    return f"'{text}" if text.startswith(_TRIGGERS) else text


def stock_csv(rows: Iterable[StockRow]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="antwoorden.csv"'
    writer = csv.writer(response)
    writer.writerow(["nummer", "titel", "stand", "uiterlijk", "dagen over", "dagen te laat", "onderdelen", "eerste", "hoeveelste keer"])
    for row in rows:
        cells = (
            row.advice.number, row.advice.title, row.addressee.get_state_display(), row.due, row.days_left, row.overdue,
            row.parts, "ja" if row.addressee.lead else "nee", row.times_raised,
        )
        writer.writerow([_cell(cell) for cell in cells])
    return response
