"""The list of reminders of one edition."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from weerklank.accounts.access import require, requires
from weerklank.answers.exports import reminders_csv
from weerklank.answers.models import REMINDED_AT
from weerklank.answers.queries import reminders as queries
from weerklank.editions.models import Edition
from weerklank.web import lists


@requires("editions.organise")
def reminders(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was reminded of which term, and when."""
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    moments = [(str(percent), f"{percent} % van de termijn") for percent in REMINDED_AT]
    filters = lists.bar(
        request, {"stand": ("Stand", queries.STATES), "deel": ("Moment", moments)}, query_label="Zoek nummer of naam"
    )
    asked = lists.chosen(filters)
    rows = queries.reminders(edition, words=filters.query, state=asked["stand"], percent=asked["deel"])
    if request.GET.get("als") == "csv":
        return reminders_csv(rows)
    context = {
        "edition": edition,
        "page": lists.page_of(request, rows),
        "filters": filters,
        "csv": lists.twin(request),
        "crumbs": [
            {"label": "Werk", "href": "/werk/"},
            {"label": "Edities", "href": "/werk/edities/"},
            {"label": str(edition), "href": f"/werk/edities/{edition.slug}/"},
            {"label": "Herinneringen", "href": ""},
        ],
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "answers/reminders.html", context)
