"""The ways in of a consultation, for its organiser: making a code, giving it more places, stopping it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.participation import squares
from weerklank.participation.actions import staff as actions
from weerklank.participation.forms.staff import EntryPointForm, ListForm
from weerklank.participation.models import EntryPoint
from weerklank.participation.pictures import class_codes
from weerklank.participation.queries import staff as queries
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
    form = EntryPointForm.fresh(consultation, today, request.POST or None)
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
        "today": today,
        "most_raised": actions.MOST_RAISED,
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
        "gebruikt",
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
            way.uses,
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
    address = request.build_absolute_uri(f"/doe-mee/{entry_point.code}/")
    context = page_of(entry_point.consultation, "Blad voor de groep") | {
        "entry_point": entry_point,
        "address": address,
        "squares": squares.of(address),
        "spaced": class_codes.spaced(entry_point.code),
    }
    return render(request, "participation/staff/sheet.html", context)


@requires("editions.organise")
@require_POST
def more_places(request: HttpRequest, pk: int) -> HttpResponse:
    entry_point = _entry_point(request, pk)
    typed = request.POST.get("max_uses", "").strip()
    # what is no number of places is refused by the action, with the sentence that says what is
    wanted = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
    raised = actions.raise_quota(entry_point_id=pk, max_uses=wanted, by=request.user, now=timezone.now())
    messages.success(request, f"De code {entry_point.code} geldt nu {raised.max_uses} keer.")
    return redirect("participation-entry-points", slug=entry_point.consultation.slug)


@requires("editions.organise")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    entry_point = _entry_point(request, pk)
    actions.end_entry_point(entry_point_id=pk, by=request.user, now=timezone.now())
    messages.success(request, f"De code {entry_point.code} geeft geen toegang meer.")
    return redirect("participation-entry-points", slug=entry_point.consultation.slug)
