"""Lists for spreadsheets, safe to open: no cell can start a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

# what a spreadsheet may take for the start of a formula, full-width twins included
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(value: Any) -> Any:
    """A text that would start a formula gets an apostrophe before it; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.lstrip().startswith(_TRIGGERS) else value


def csv_response(name: str, rows: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """UTF-8 with a BOM, so that an office programme reads Dutch and Arabic as they are."""
    text = io.StringIO()
    header = list(rows[0]) if rows else []
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe_cell("" if row[key] is None else row[key]) for key in header])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="weerklank-{name}.csv"'
    return response
