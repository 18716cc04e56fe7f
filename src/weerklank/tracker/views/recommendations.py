"""The UN's to-do list: the list as it was asked for, and exactly that as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.rights import queries as rights
from weerklank.rights.models import StatementType
from weerklank.tracker import asked
from weerklank.tracker.exports import csv_response
from weerklank.tracker.limbs import choosing, rows
from weerklank.tracker.limbs import document as documents
from weerklank.tracker.loop.words import theme_name
from weerklank.web.listing import Choice, Filter

LICENCE = "CC BY 4.0; teksten van de VN: zie de bron"
MOST_EXPORTED = 2000


def _filters(request: HttpRequest) -> tuple[Filter, ...]:
    known = rows.choices()
    only = (
        Choice("dringend", _("met haast volgens het comité")),
        Choice("herhaald", _("vaker gevraagd")),
        Choice("zonder-verantwoordelijke", _("niemand aangewezen")),
        Choice("zonder-cijfer", _("zonder cijfer")),
    )

    def entry(name: str, label: str, choices: Iterable[Choice]) -> Filter:
        return Filter(name, label, tuple(choices), asked.text(request, name))

    return (
        entry("thema", _("Thema"), (Choice(one.slug, theme_name(one)) for one in known.themes)),
        entry("gebied", _("Gebied"), (Choice(one.slug, one.name) for one in known.territories)),
        entry("wie", _("Wie moet handelen"), (Choice(one.slug, str(one)) for one in known.organisations)),
        entry("artikel", _("Artikel"), (Choice(one.notation, str(one)) for one in known.articles)),
        entry("cluster", _("Cluster"), (Choice(one.notation, one.label) for one in known.clusters)),
        entry("ronde", _("Ronde"), (Choice(one.slug, str(one.year)) for one in known.cycles)),
        entry("soort", _("Soort"), (Choice(value, str(label)) for value, label in StatementType.choices)),
        entry("alleen", _("Alleen"), only),
    )


def _listing(request: HttpRequest) -> asked.Listing:
    filters = _filters(request)
    everything = rights.visible()
    kind = asked.Kind(
        _("aanbeveling"),
        _("aanbevelingen"),
        _("Hier komt alles te staan wat het VN-Kinderrechtencomité aan het Koninkrijk vroeg."),
        _("Er is nog niets ingelezen en nog geen inhoud klaargezet."),
    )
    chosen = {one.name: one.value for one in filters}
    return asked.listing(
        request=request,
        kind=kind,
        rows=choosing.asks_first(choosing.with_everything(choosing.filtered(everything, chosen))),
        search=choosing.searched,
        filters=filters,
        query_label=_("Zoek op nummer of woorden"),
        total=everything.count(),
    )


def _as_data(request: HttpRequest, one: rows.LimbRow) -> dict[str, Any]:
    return {
        "id": f"{one.document_slug}/{one.limb.slug}",
        "symbol": one.document,
        "number": one.number,
        "year": one.year,
        "type": one.limb.statement_type,
        "subject": one.limb.subject,
        "words": one.words,
        "words_language": one.language,
        "text": one.limb.text,
        "text_checked": one.is_checked,
        "urgent": one.urgent,
        "responsible": one.responsible,
        "themes": list(one.theme_slugs),
        "territories": list(one.territories),
        "standing": one.path.sentence,
        "demonstration": one.has_made_up,
        "source": one.limb.paragraph.source_url or one.limb.document.url,
        "link": request.build_absolute_uri(one.href),
    }


def _export(request: HttpRequest, form: str, listing: asked.Listing) -> HttpResponse:
    """Exactly what the list shows, all its pages at once."""
    today = timezone.localdate()
    limbs = listing.pages.paginator.object_list[:MOST_EXPORTED]
    data = [_as_data(request, one) for one in rows.rows(limbs, today)]
    if form == "json":
        return JsonResponse({"count": len(data), "as_of": today, "licence": LICENCE, "results": data})
    flat = [
        {key: " | ".join(value) if isinstance(value, list) else value for key, value in one.items()}
        | {"as_of": today, "licence": LICENCE}
        for one in data
    ]
    return csv_response("aanbevelingen", flat)


def _twin(request: HttpRequest, form: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["vorm"] = form
    return f"?{query.urlencode()}"


@public("what the UN asked the Kingdom is everybody's")
def recommendation_list(request: HttpRequest) -> HttpResponse:
    listing = _listing(request)
    form = request.GET.get("vorm", "")
    if form in ("json", "csv"):
        return _export(request, form, listing)
    today = timezone.localdate()
    context = {
        "listing": listing,
        "rows": rows.rows(listing.pages.object_list, today),
        "sentence": "" if listing.filters.active else rows.how_it_stands(),
        "documents": documents.documents(),
        "as_of": today,
        "data_json": _twin(request, "json"),
        "data_csv": _twin(request, "csv"),
    }
    return render(request, "tracker/recommendations.html", context)
