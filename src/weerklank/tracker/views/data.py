"""Open data: what there is, what each column means, and everything in one file."""

from __future__ import annotations

from datetime import date

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.tracker import asked, queries
from weerklank.tracker.api import LICENCE
from weerklank.tracker.dump import codebook, keeping
from weerklank.tracker.dump.terms import terms
from weerklank.web.listing import Filters


@public("open data is for everybody")
def data(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    counts = keeping.counts(today)
    context = {
        "sets": queries.data_sets(),
        "today": today,
        "chapters": [(chapter, counts.get(chapter.name)) for chapter in codebook.chapters()],
        "total": sum(counts.values()),
        "terms": terms(),
        "licence": LICENCE,
        "crumbs": [{"label": _("Open data"), "href": ""}],
    }
    return render(request, "tracker/data.html", context)


@public("what the columns of the open data mean is for everybody")
def codebook_page(request: HttpRequest) -> HttpResponse:
    query = asked.text(request, "q")
    context = {
        "chapters": codebook.searched(query),
        "filters": Filters(query=query, query_label=_("Zoek een bestand of kolom")),
        "crumbs": [{"label": _("Open data"), "href": "/data/"}, {"label": _("Codeboek"), "href": ""}],
    }
    return render(request, "tracker/codebook.html", context)


@public("the whole of the open data is for everybody")
def latest(request: HttpRequest) -> HttpResponse:
    """One address that always leads to the file of today."""
    return redirect(reverse("tracker-data-dump", kwargs={"day": timezone.localdate().isoformat()}))


@public("the whole of the open data is for everybody")
def dump(request: HttpRequest, day: str) -> HttpResponse | FileResponse:
    today = timezone.localdate()
    if day != today.isoformat():
        return _another_day(request, day, today)
    try:
        path = keeping.file_of(today)
    except keeping.Busy as busy:
        response = render(request, "tracker/data_busy.html", {"sentence": busy.sentence}, status=503)
        response["Retry-After"] = "30"
        return response
    tag = f'"{path.stem}"'
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified()
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=f"weerklank-{day}.zip", content_type="application/zip"
    )
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=300"
    # squeezed already: a second time costs and gains nothing
    response["Content-Encoding"] = "identity"
    return response


def _another_day(request: HttpRequest, day: str, today: date) -> HttpResponse:
    """Days that were had a file once; days that never were had none."""
    try:
        asked_for = date.fromisoformat(day)
    except ValueError as error:
        raise Http404(_("Dit bestand bestaat niet.")) from error
    if asked_for > today:
        raise Http404(_("Deze dag is nog niet geweest."))
    return render(request, "tracker/data_gone.html", {"day": asked_for, "today": today}, status=410)
