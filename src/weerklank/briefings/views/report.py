"""The whole chain of a theme, to take over in a report to the UN."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.briefings import queries
from weerklank.briefings.exports import chain_csv, chain_docx
from weerklank.briefings.queries import Chain
from weerklank.rights.models import Theme
from weerklank.web.listing import Choice, Filter, Filters


@public("whoever reports to the UN, for the state, for organisations or for children, reads the same")
def report(request: HttpRequest) -> HttpResponse:
    themes = Theme.objects.prefetch_related("names")
    slug = request.GET.get("thema", "").replace("\x00", "")
    chosen = next((theme for theme in themes if theme.slug == slug), None)
    demonstration = "demonstratie" in request.GET
    today = timezone.localdate()
    words = request.GET.get("q", "")[:200]
    chain = queries.chain_of(chosen, today, demonstration=demonstration).with_words(words) if chosen else None
    tail = "?demonstratie=1" if demonstration else ""
    context = {
        "themes": themes,
        "chain": chain,
        "stages": list(chain.stages()) if chain else (),
        "unknown": bool(slug and not chosen),
        "filters": Filters(
            filters=(Filter("thema", _("Thema"), tuple(Choice(theme.slug, str(theme)) for theme in themes), slug),),
            query=words,
            query_label=_("Zoek in de keten"),
            action=reverse("briefings-report"),
        ),
        "docx": f"{reverse('briefings-report-docx', args=[chosen.slug])}{tail}" if chosen else "",
        "data_csv": f"{reverse('briefings-report-csv', args=[chosen.slug])}{tail}" if chosen else "",
        "is_demonstration": demonstration and bool(chosen),
        "crumbs": [{"label": _("Rapportage")}],
        "as_of": today,
    }
    return render(request, "briefings/report.html", context)


@public("the chain as a document")
def report_docx(request: HttpRequest, slug: str) -> HttpResponse:
    return chain_docx(_chain(request, slug), site=request.build_absolute_uri("/"))


@public("the chain as data")
def report_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return chain_csv(_chain(request, slug), site=request.build_absolute_uri("/"))


def _chain(request: HttpRequest, slug: str) -> Chain:
    theme = get_object_or_404(Theme.objects.prefetch_related("names"), slug=slug)
    with translation.override("nl"):
        return queries.chain_of(theme, timezone.localdate(), demonstration="demonstratie" in request.GET)
