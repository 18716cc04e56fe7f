"""Exactly what a list shows, all its pages at once, as a file for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from weerklank.tracker.exports import csv_response

LICENCE = "CC BY 4.0"
FORMS = ("json", "csv")
MOST = 5000


def _cell(value: object) -> object:
    if not isinstance(value, list):
        return value
    return " | ".join(
        "; ".join(f"{key}={item}" for key, item in entry.items() if item not in ("", None))
        if isinstance(entry, dict)
        else str(entry)
        for entry in value
    )


def as_file(
    request: HttpRequest, form: str, name: str, rows: Iterable[dict[str, Any]], today: date, *, count: int
) -> HttpResponse:
    """The rows with day and licence; where there are more than a file holds, it says how many there are."""
    data = [row | {"link": request.build_absolute_uri(str(row["link"]))} for row in rows]
    if form == "json":
        return JsonResponse({"count": count, "as_of": today, "licence": LICENCE, "results": data})
    return csv_response(
        name,
        [{key: _cell(value) for key, value in row.items()} | {"as_of": today, "licence": LICENCE} for row in data],
    )


def address(request: HttpRequest, form: str) -> str:
    """Where the same list stands in another form."""
    query = request.GET.copy()
    query.pop("page", None)
    query["vorm"] = form
    return f"?{query.urlencode()}"
