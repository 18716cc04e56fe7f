"""Lists of the workspace: what was asked by address, a page of it, and the same rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import HttpRequest

from weerklank.moves import Refusal
from weerklank.web.listing import Choice, Filter, Filters

PER_PAGE = 25
LONGEST = 120


def asked(request: HttpRequest, name: str) -> str:
    """One thing that was asked: printable, and no longer than anybody types."""
    return "".join(sign for sign in request.GET.get(name, "")[:LONGEST] if sign.isprintable()).strip()


def bar(
    request: HttpRequest, questions: Mapping[str, tuple[str, Iterable[tuple[str, str]]]], *, query_label: str
) -> Filters:
    """The filters above a list, as they were asked."""
    entries = (
        Filter(name, label, tuple(Choice(value, str(words)) for value, words in choices), asked(request, name))
        for name, (label, choices) in questions.items()
    )
    return Filters(tuple(entries), query=asked(request, "q"), query_label=query_label)


def chosen(filters: Filters) -> dict[str, str]:
    return {entry.name: entry.value for entry in filters.filters}


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def twin(request: HttpRequest) -> str:
    """The address of exactly this list as a file."""
    query = request.GET.copy()
    query.pop("page", None)
    query["als"] = "csv"
    return f"?{query.urlencode()}"


def show_refusal(form: Form, refusal: Refusal) -> None:
    """The sentence stands at the field it is about, with everything that was typed."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
