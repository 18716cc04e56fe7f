"""Lists of the workspace: what was asked by address, a page of it, and the same rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest

from weerklank.moves import Refusal
from weerklank.web.listing import Choice, Filter, Filters

Row = TypeVar("Row", bound=Model)
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


def narrowed(
    request: HttpRequest,
    rows: QuerySet[Row],
    *,
    states: Iterable[tuple[str, str]],
    search: Sequence[str],
    query_label: str,
) -> tuple[QuerySet[Row], Filters]:
    """The rows in one state, with every word in one of these fields, and the bar that asks it; unknown states ask nothing."""
    filters = bar(request, {"stand": ("Stand", states)}, query_label=query_label)
    if state := filters.filters[0].chosen:
        rows = rows.filter(state=state.value)
    for word in filters.query.split():
        rows = rows.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in search)))
    return rows, filters


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def wants_file(request: HttpRequest) -> bool:
    """Whether this list is asked as a file."""
    return "csv" in request.GET or request.GET.get("als") == "csv"


def twin(request: HttpRequest) -> str:
    """The address of exactly this list as a file."""
    query = request.GET.copy()
    query.pop("page", None)
    query["als"] = "csv"
    return f"?{query.urlencode()}"


def show_refusal(form: Form, refusal: Refusal) -> None:
    """The sentence stands at the field it is about, with everything that was typed."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
