"""Who is missing, while there is still time to invite them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.participation.actions import coverage as actions
from weerklank.participation.forms.coverage import TargetsForm
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation
from weerklank.participation.queries import coverage as queries
from weerklank.participation.queries import near_duplicates
from weerklank.web.spreadsheet import csv_file


@requires("editions.organise")
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """The panel of a consultation, and before it opens the form to set out whom to hear."""
    consultation = get_object_or_404(Consultation.objects.select_related("edition", "edition_theme"), slug=slug)
    require("editions.organise", request.user, consultation)
    may_change = queries.targets_may_change(consultation)
    form = TargetsForm(request.POST or None, wanted=queries.wanted_per_place(consultation))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_targets(
                consultation_id=consultation.pk, wanted=form.wanted(), by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "Het doel is bewaard. Het staat vast zodra kinderen meedoen.")
            return redirect("participation-coverage", slug=slug)
    found = queries.coverage(consultation)
    if "csv" in request.GET:
        return _as_file(found)
    context = {
        "consultation": consultation,
        "crumbs": [
            {"label": "Werk", "href": "/werk/"},
            {"label": "Raadplegingen", "href": "/werk/raadplegingen/"},
            {"label": str(consultation), "href": f"/werk/raadplegingen/{slug}/"},
            {"label": "Wie missen we?"},
        ],
        "is_demonstration": consultation.edition.is_demonstration,
        "found": found,
        "form": form,
        "may_change": may_change,
        "settable": queries.with_a_goal_to_set(consultation),
        "is_open": consultation.state == ConsultationState.OPEN,
        "campaigns": [
            (
                queries.tally(one.by_code),
                one.groups,
                queries.tally(one.by_self_made),
                queries.tally(one.by_open_link),
            )
            for one in near_duplicates.campaigns(consultation)
        ],
        "campaign_from": near_duplicates.CAMPAIGN_FROM,
        "data_csv": f"{request.path}?csv",
    }
    return render(request, "participation/staff/coverage.html", context, status=422 if form.errors else 200)


def _as_file(found: queries.Coverage) -> HttpResponse:
    rows = (
        (
            row.label,
            row.wanted,
            row.made,
            row.reached,
            row.missing,
            str(row.sent),
            row.self_made,
            row.self_reached,
            str(row.self_sent),
        )
        for row in found.places
    )
    header = [
        "soort plek",
        "groepen gewenst",
        "codes van de organisator",
        "groepen meegedaan",
        "ontbreken",
        "inbreng",
        "zelf gemaakte codes",
        "groepen meegedaan met een zelf gemaakte code",
        "inbreng met een zelf gemaakte code",
    ]
    return csv_file("wie-missen-we", header, rows)
