"""One document of the UN, and one limb of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.rights.lifecycle import RecommendationState
from weerklank.tracker.limbs import document as documents
from weerklank.tracker.limbs import page


def _crumbs(*last: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "href": href} for label, href in ((_("Aanbevelingen"), "/aanbevelingen/"), *last)]


@public("a document of the UN is everybody's")
def document(request: HttpRequest, document: str) -> HttpResponse:
    found = documents.find_document(document)
    if found is None:
        raise Http404(_("Dit document kennen we niet."))
    today = timezone.localdate()
    context = {
        "page": documents.document_page(found, today),
        "crumbs": _crumbs((found.symbol, "")),
        "as_of": today,
        "data_json": f"/api/v1/recommendations?document={found.slug}",
        "data_csv": f"/api/v1/recommendations.csv?document={found.slug}",
    }
    return render(request, "tracker/recommendation_document.html", context)


@public("what the UN asked, and what came of it, is everybody's")
def limb(request: HttpRequest, document: str, limb: str) -> HttpResponse:
    found = page.find(document, limb)
    if found is None:
        raise Http404(_("Deze aanbeveling kennen we niet, of ze is nog niet openbaar."))
    crumbs = _crumbs(
        (found.document.symbol, f"/aanbevelingen/{found.document.slug}/"), (found.number or _("zonder nummer"), "")
    )
    today = timezone.localdate()
    if found.state == RecommendationState.WITHDRAWN:
        context = {"limb": found, "path": page.withdrawn_path(found, today), "crumbs": crumbs, "as_of": today}
        return render(request, "tracker/recommendation_withdrawn.html", context, status=410)
    context = {
        "page": page.limb_page(found, today, request.build_absolute_uri(found.get_absolute_url())),
        "limb": found,
        "crumbs": crumbs,
        "as_of": today,
        "data_json": f"/api/v1/recommendations/{found.document.slug}/{found.slug}",
    }
    return render(request, "tracker/recommendation.html", context)
