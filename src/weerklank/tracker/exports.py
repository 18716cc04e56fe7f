"""Open data as a list for spreadsheets: the same rows as the API gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from weerklank.web.spreadsheet import csv_file


def csv_response(name: str, rows: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """Rows that all have the same keys, the keys as header; empty where there are none."""
    header = list(rows[0]) if rows else []
    return csv_file(name, header, ([row[key] for key in header] for row in rows))
