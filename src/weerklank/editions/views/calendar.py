"""The page on which an organiser plans the phases of an edition, beside how it really went."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.editions.actions import calendar as actions
from weerklank.editions.forms.programme import CalendarForm
from weerklank.editions.models import Edition
from weerklank.editions.queries import calendar as queries
from weerklank.editions.views.edition import crumbs
from weerklank.moves import Refusal
from weerklank.web.spreadsheet import csv_file


@requires("editions.organise")
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    form = CalendarForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_phases(edition_id=edition.pk, plans=form.plans(), by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De kalender is bewaard. Iedereen leest hem op de bladzijde van de editie.")
            return redirect("editions-calendar", slug=slug)
    found = queries.calendar(edition, timezone.localdate(), blocking=True)
    if "csv" in request.GET:
        return _csv(edition, found)
    cells = {name: form[name] for name in form.fields}
    context = {
        "edition": edition,
        "form": form,
        "calendar": found,
        "rows": [(row, cells.get(f"begins-{row.phase}"), cells.get(f"ends-{row.phase}")) for row in found.rows],
        "crumbs": crumbs(edition, "Kalender"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/calendar.html", context, status=422 if form.errors else 200)


def _csv(edition: Edition, found: queries.Calendar) -> HttpResponse:
    header = ["fase", "gepland vanaf", "gepland tot en met", "begonnen op", "dagen te laat", "dagen uitgelopen"]
    lines = (
        (row.name, row.planned_from, row.planned_until, row.began_on, row.days_late, row.days_over)
        for row in found.rows
    )
    return csv_file(f"kalender-{edition.slug}", header, lines)
