"""The work stock as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from weerklank.answers.queries.work import StockRow
from weerklank.web.spreadsheet import csv_file

_HEADER = (
    "nummer",
    "titel",
    "stand",
    "uiterlijk",
    "dagen over",
    "dagen te laat",
    "onderdelen",
    "eerste",
    "hoeveelste keer",
)


def stock_csv(rows: Iterable[StockRow]) -> HttpResponse:
    """What a ministry was asked, and until when."""
    cells = (
        (
            row.advice.number, row.advice.title, row.addressee.get_state_display(), row.due, row.days_left, row.overdue,
            row.parts, "ja" if row.addressee.lead else "nee", row.times_raised,
        )
        for row in rows
    )  # fmt: skip
    return csv_file("antwoorden", _HEADER, cells)
