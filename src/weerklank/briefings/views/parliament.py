"""Dossiers for members of parliament, on the web and on one A4."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.briefings import queries
from weerklank.briefings.paper import sheet_of
from weerklank.rights.models import Theme


@public("members of parliament read without signing in")
def parliament(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "themes": queries.themes_for_parliament(),
        "meetings": queries.meeting_rows(today),
        "crumbs": [{"label": _("Kamer")}],
        "as_of": today,
    }
    return render(request, "briefings/parliament.html", context)


@public("a dossier is the same for every party and for everybody")
def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme.objects.prefetch_related("names"), slug=slug)
    demonstration = "demonstratie" in request.GET
    found = queries.dossier_of(theme, timezone.localdate(), demonstration=demonstration)
    pdf = reverse("briefings-dossier-pdf", args=[slug])
    context = {
        "dossier": found,
        "pdf": f"{pdf}?demonstratie=1" if demonstration else pdf,
        "is_demonstration": demonstration,
        "crumbs": [{"label": _("Kamer"), "href": reverse("briefings-parliament")}, {"label": found.title}],
        "as_of": found.as_of,
    }
    return render(request, "briefings/dossier.html", context)


@public("the same dossier on paper")
def dossier_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme.objects.prefetch_related("names"), slug=slug)
    # the sheet is Dutch whatever the language of the page around it
    with translation.override("nl"):
        found = queries.dossier_of(theme, timezone.localdate(), demonstration="demonstratie" in request.GET)
        sheet = sheet_of(found, site=request.build_absolute_uri("/"))
    response = HttpResponse(sheet.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="weerklank-{slug}.pdf"'
    return response
