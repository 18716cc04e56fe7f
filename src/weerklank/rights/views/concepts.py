"""Articles, clusters, targets and groups in the workspace: found, and named for every reader."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.rights import queries
from weerklank.rights.actions.concepts import LANGUAGES, REGISTERS, name_concept
from weerklank.rights.forms.editing import LabelsForm
from weerklank.rights.models import Concept
from weerklank.rights.views.pages import LIST, PER_PAGE, WORK, ask_one_thing, asked, typed
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

CONCEPTS = {"label": "Begrippen", "href": "/werk/begrippen/"}
PLACES = tuple((language, register) for language, _ in LANGUAGES for register, _ in REGISTERS)
_CSV = (
    "lijst",
    "notatie",
    *(f"{language} {dict(REGISTERS)[register]}" for language, register in PLACES),
    "gebruikt bij",
)


def _asked(request: HttpRequest) -> queries.AskedConcepts:
    return queries.AskedConcepts(*(asked(request, name) for name in ("q", "lijst", "mist")))


def _labels(concept: Concept) -> dict[tuple[str, str], str]:
    """The names as they stand; the Dutch ones may stand on the concept alone."""
    known = {("nl", "formal"): concept.label, ("nl", "child"): concept.child_label}
    return known | {(label.language, label.register): label.text for label in concept.labels.all()}


@requires("rights.edit")
def concepts(request: HttpRequest) -> HttpResponse:
    wanted = _asked(request)
    page = Paginator(queries.concepts(wanted), PER_PAGE).get_page(request.GET.get("page"))
    schemes = tuple(Choice(one.code, one.title, one.held) for one in queries.schemes())
    context = {
        "page": page,
        "rows": [
            (concept, names.get(("nl", "child"), ""), names.get(("en", "formal"), ""))
            for concept, names in ((concept, _labels(concept)) for concept in page)
        ],
        "filters": Filters(
            (
                Filter("lijst", "Lijst", schemes, wanted.scheme),
                Filter("mist", "Mist", tuple(Choice(*one) for one in queries.MISSING), wanted.missing),
            ),
            query=wanted.search,
            query_label="Zoek op nummer of naam",
        ),
        "asked": request.GET.urlencode(),
        "crumbs": [WORK, LIST, {"label": "Begrippen"}],
    }
    return render(request, "rights/concepts.html", context)


@requires("rights.edit")
def concepts_csv(request: HttpRequest) -> HttpResponse:
    rows = (
        (one.scheme.title, one.notation, *(_labels(one).get(place, "") for place in PLACES), one.uses)
        for one in queries.concepts(_asked(request))
    )
    return csv_file("begrippen", _CSV, rows)


@requires("rights.edit")
def concept(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Concept.objects.select_related("scheme").prefetch_related("labels"), pk=pk)
    require("rights.edit", request.user, found)
    initial = {f"{language}-{register}": words for (language, register), words in _labels(found).items()}
    form = LabelsForm(typed(request), initial=initial)

    def do(said: dict[str, Any]) -> str:
        name_concept(
            concept_id=found.pk,
            labels=form.labels(),
            source_url=said["source_url"],
            by=request.user,
            now=timezone.now(),
        )
        return "De namen zijn bewaard."

    return ask_one_thing(
        request,
        form,
        do,
        crumbs=[WORK, LIST, CONCEPTS],
        title=f"{found.scheme.title}: {found.notation}",
        button="Bewaren",
        back="/werk/begrippen/",
        lead="Een naam in eigen woorden; nooit de tekst van het verdrag.",
    )
