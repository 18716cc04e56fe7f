"""Every public outcome with its open counts: to be made again by anybody, with one command."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.findings import outcomes
from weerklank.findings.models import OpinionRun, Run
from weerklank.findings.reading import address_of
from weerklank.tracker import asked
from weerklank.web.listing import Filters
from weerklank.web.spreadsheet import csv_file

HEAD = ("naam", "vraag", "openbaar_op", "methode", "bestand", "telling", "geldt", "vervangen_door")


@public("open data is for everybody")
def outcome_list(request: HttpRequest) -> HttpResponse:
    query = asked.text(request, "q")
    found = outcomes.public_runs()
    if query:
        found = found.filter(consultation__question__icontains=query)
    if "csv" in request.GET:
        rows = (_line(one.run, one.run.count, one.replaced_by) for one in outcomes.placed(found) if one.run.count)
        return csv_file("uitkomsten", HEAD, rows)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": outcomes.placed(page),
        "filters": Filters(query=query, query_label=_("Zoek een vraag")),
        "site": request.build_absolute_uri("/").rstrip("/"),
        "crumbs": [{"label": _("Open data"), "href": "/data/"}, {"label": _("Uitkomsten narekenen"), "href": ""}],
    }
    return render(request, "tracker/outcomes.html", context)


def _line(run: Run, count: OpinionRun, replaced_by: Run | None) -> tuple[object, ...]:
    """A line of the list as CSV; in the last column what holds in its place."""
    instead = address_of(replaced_by.count) if replaced_by and replaced_by.count else ""
    asked_about = run.consultation
    return (
        asked_about.slug,
        asked_about.question,
        run.published_on,
        run.method,
        address_of(count),
        run.number,
        "nee" if instead else "ja",
        instead,
    )


@public("whoever has the open counts can make an outcome again")
def outcome(request: HttpRequest, number: int) -> HttpResponse:
    run = outcomes.public_runs().filter(count=number).first()
    if run is None:
        raise Http404(_("Deze uitkomst is er niet."))
    response = JsonResponse(outcomes.document(run), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="uitkomst-{number}.json"'
    response["Cache-Control"] = "public, max-age=300"
    return response
