"""Exactly what a list shows, all its pages at once, as a file for people and for machines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from weerklank.tracker.exports import csv_response

LICENCE = "CC BY 4.0"
FORMS = ("json", "csv")
MOST = 5000
View = Callable[..., HttpResponseBase]


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


class UnknownForm(Exception):
    """A list was asked in a form that it does not have."""


def form_of(request: HttpRequest, forms: Collection[str] = FORMS) -> str:
    """In which form a list is asked; empty for the page itself."""
    form = request.GET.get("vorm", "")
    if form and form not in forms:
        raise UnknownForm(form, tuple(forms))
    return form


def known_forms(view: View) -> View:
    """Answers a form that nobody knows with what there is: a machine must not get a page where it asked a file."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except UnknownForm as unknown:
            form, forms = unknown.args
            asked = "".join(sign for sign in form[:40] if sign.isprintable())
            detail = f"De vorm ‘{asked}’ kennen we hier niet. Kies: {', '.join(forms)}."
            said = {"title": "Dit kennen we niet", "status": 400, "detail": detail}
            return JsonResponse(
                said, status=400, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
            )

    return answered


def address(request: HttpRequest, form: str) -> str:
    """Where the same list stands in another form."""
    query = request.GET.copy()
    query.pop("page", None)
    query["vorm"] = form
    return f"?{query.urlencode()}"
