"""Lists as files that any spreadsheet opens as they are, and in which no cell can start a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# full-width twins included: some programmes read them as the sign itself
_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def cell(value: object) -> object:
    """A text that would start a formula gets an apostrophe before it; numbers stay numbers, nothing stays empty."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_STARTS_A_FORMULA) else value


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The list behind a page, with a BOM so that an office programme reads Dutch and Arabic as they are."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="weerklank-{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return response
