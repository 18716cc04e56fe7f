"""The ways in of a consultation, for its organiser: making a code, giving it more places, stopping it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.participation import squares
from weerklank.participation.actions import staff as actions
from weerklank.participation.forms.groups import MoreUsesForm
from weerklank.participation.forms.staff import EntryPointForm, ListForm
from weerklank.participation.models import EntryPoint, EntryPointKind
from weerklank.participation.pictures import class_codes
from weerklank.participation.queries import groups
from weerklank.participation.queries import staff as queries
from weerklank.participation.queries.entry_plans import plans_of
from weerklank.participation.views import visits
from weerklank.participation.views.staff import consultation_of, page_of
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file


@requires("editions.organise")
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_of(request, slug)
    asked, today = ListForm(request.GET), timezone.localdate()
    search, maker, state = asked.asked("q"), asked.asked("van"), asked.asked("staat")
    found = queries.entry_points_of(consultation, today, search=search, maker=maker, state=state)
    if "csv" in request.GET:
        return _as_file(found)
    plans = plans_of(consultation)
    asked_plan = next((row for row in plans if str(row.plan.pk) == request.GET.get("als")), None)
    form = EntryPointForm.fresh(consultation, today, request.POST or None, like=asked_plan and asked_plan.plan)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_entry_point(
                consultation_id=consultation.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"De code is {made.code}. Druk het blad af voor de groep.")
            return redirect("participation-entry-points", slug=slug)
    context = page_of(consultation, "Toegangen") | {
        "filters": Filters(
            (
                Filter("van", "Gemaakt door", _choices(queries.MAKERS), maker),
                Filter("staat", "Stand", _choices(queries.ENTRY_STATES), state),
            ),
            query=search,
        ),
        "data_csv": f"{request.path}?csv",
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "form": form,
        "plans": plans,
        "today": today,
    }
    return render(request, "participation/staff/entry_points.html", context, status=422 if form.errors else 200)


def _choices(rows: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in rows)


def _as_file(found: QuerySet[EntryPoint]) -> HttpResponse:
    header = [
        "code",
        "voor",
        "soort plek",
        "gemaakt door",
        "hoe",
        "geldig van",
        "geldig tot en met",
        "gestopt",
        "plaatsen",
        "gebruikt (naar beneden afgerond)",
    ]
    rows = (
        (
            way.code,
            way.label,
            way.get_place_display(),
            way.get_made_by_display(),
            way.get_mode_display(),
            way.valid_from,
            way.valid_to,
            "ja" if way.ended else "nee",
            way.max_uses,
            "niet geteld" if way.kind == EntryPointKind.OPEN else groups.in_words(way.uses),
        )
        for way in found
    )
    return csv_file("toegangen", header, rows)


def _entry_point(request: HttpRequest, pk: int) -> EntryPoint:
    entry_point = get_object_or_404(
        EntryPoint.objects.select_related("consultation__edition", "consultation__edition_theme"), pk=pk
    )
    require("editions.organise", request.user, entry_point)
    return entry_point


@requires("editions.organise")
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    entry_point = _entry_point(request, pk)
    if not entry_point.code:
        raise Http404
    address = request.build_absolute_uri(visits.own_address_of(entry_point))
    context = page_of(entry_point.consultation, "Blad voor de groep") | {
        "entry_point": entry_point,
        "address": address,
        "squares": squares.of(address),
        "spaced": class_codes.spaced(entry_point.code),
    }
    return render(request, "participation/staff/sheet.html", context)


@requires("editions.organise")
def more_places(request: HttpRequest, pk: int) -> HttpResponse:
    """How often the code may be used from now on; what is refused is asked again with what was typed."""
    entry_point = _entry_point(request, pk)
    form = MoreUsesForm(request.POST or None, entry_point=entry_point)
    if request.method == "POST" and form.is_valid():
        try:
            raised = actions.raise_quota(
                entry_point_id=pk, max_uses=form.cleaned_data["max_uses"], by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("max_uses", refusal.sentence)
        else:
            messages.success(request, f"De code {entry_point.code} geldt nu {raised.max_uses} keer.")
            return redirect("participation-entry-points", slug=entry_point.consultation.slug)
    context = _page_of(entry_point, "Meer plaatsen") | {"form": form, "used": groups.in_words(entry_point.uses)}
    return render(request, "participation/staff/more_places.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Says first what stops and for whom; then the code lets nobody in any more."""
    entry_point = _entry_point(request, pk)
    if request.method == "POST":
        actions.end_entry_point(entry_point_id=pk, by=request.user, now=timezone.now())
        messages.success(request, f"De code {entry_point.code} geeft geen toegang meer.")
        return redirect("participation-entry-points", slug=entry_point.consultation.slug)
    return render(request, "participation/staff/end.html", _page_of(entry_point, "Code stoppen"))


def _page_of(entry_point: EntryPoint, last: str) -> dict[str, Any]:
    listed_at = reverse("participation-entry-points", args=[entry_point.consultation.slug])
    context = page_of(entry_point.consultation, last)
    context["crumbs"].insert(-1, {"label": "Toegangen", "href": listed_at})
    return context | {
        "entry_point": entry_point,
        "listed_at": listed_at,
        "is_over": entry_point.valid_to < timezone.localdate(),
    }
