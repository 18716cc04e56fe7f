"""Lists as files that any spreadsheet opens as they are, and in which no cell can start a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from decimal import Decimal

from django.http import HttpResponse

# full-width twins included: some programmes read them as the sign itself
_TRIGGER = r"[=+\-@\t\r\n＝＋－＠]"
# signs without a width do not keep a programme from seeing what comes after them
_UNSEEN = "[ \u00ad\u200b-\u200f\u2060\ufeff]*"
_STARTS_A_FORMULA = re.compile(f"^{_UNSEEN}{_TRIGGER}")
# a Dutch office programme splits at semicolons, whatever the quotes say
_STARTS_ONE_WITHIN = re.compile(f"([;\t\r\n]{_UNSEEN})([=+\\-@＝＋－＠])")


def cell(value: object) -> object:
    """A text that would start a formula gets an apostrophe before it; numbers stay numbers, nothing stays empty."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        # 54 is 54, however many places the column could hold
        return f"{value.normalize():f}"
    if isinstance(value, int | float | date | time):
        return value
    # whatever else stands in a row becomes text here, where it is guarded, and not first in the writer
    guarded = _STARTS_ONE_WITHIN.sub(r"\1'\2", str(value))
    return f"'{guarded}" if _STARTS_A_FORMULA.match(guarded) else guarded


class _Echo:
    """Gives back what it is told to write, so that a writer of rows can be a stream of them."""

    def write(self, line: str) -> str:
        return line


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The list as lines, one at a time: a long one never stands in memory whole."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(header))
    for row in rows:
        yield str(writer.writerow([cell(value) for value in row]))


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The list behind a page, with a BOM so that an office programme reads Dutch and Arabic as they are."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="weerklank-{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return response
