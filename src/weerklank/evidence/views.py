"""The pages about figures: the list, one figure, and both as CSV."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.evidence import queries
from weerklank.evidence.exports import LICENCE
from weerklank.evidence.models import Indicator
from weerklank.evidence.queries import Asked
from weerklank.web.listing import Cell, Choice, Column, Filter, Filters, Table, cells
from weerklank.web.spreadsheet import csv_file

PER_PAGE = 25


@public("figures that are told to parliament must be open to everybody with their definition")
def figures(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = _asked(request)
    page = Paginator(queries.indicators(asked, today), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [queries.figure_row(indicator, today) for indicator in page],
        "page": page,
        "filters": _filters(asked),
        "gaps": queries.gaps(),
        "crumbs": [{"label": _("Cijfers")}],
        "data_json": "/api/v1/indicators",
        "data_csv": f"{reverse('evidence-figures-csv')}?{request.GET.urlencode()}".rstrip("?"),
        "as_of": today,
    }
    return render(request, "evidence/figures.html", context)


@public("the list of figures as data")
def figures_csv(request: HttpRequest) -> HttpResponse:
    return _csv(request, "cijfers", queries.indicators(_asked(request), timezone.localdate()))


@public("a figure with its definition, scope, source and breaks")
def figure(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    indicator = get_object_or_404(queries.with_values(Indicator.objects.all()), code=code)
    page = queries.figure_page(indicator, today)
    context = {
        "page": page,
        "indicator": indicator,
        "values": _values_table(page),
        "crumbs": [{"label": _("Cijfers"), "href": reverse("evidence-figures")}, {"label": indicator.title}],
        "data_csv": reverse("evidence-figure-csv", args=[code]),
        "as_of": today,
    }
    return render(request, "evidence/figure.html", context)


@public("one figure as data")
def figure_csv(request: HttpRequest, code: str) -> HttpResponse:
    get_object_or_404(Indicator, code=code)
    return _csv(request, code, queries.with_values(Indicator.objects.filter(code=code)))


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    return Asked(
        query=given.get("q", ""),
        theme=given.get("thema", ""),
        territory=given.get("gebied", ""),
        producer=given.get("maker", ""),
        kind=given.get("soort", ""),
    )


def _filters(asked: Asked) -> Filters:
    themes = tuple(Choice(theme.slug, str(theme)) for theme in queries.themes_with_figures())
    places = tuple(Choice(place.slug, place.name) for place in queries.territories_with_figures())
    makers = tuple(Choice(name, name) for name in queries.producers())
    kinds = (Choice("breuk", _("met een breuk in de reeks")), Choice("oud", _("vijf jaar oud of ouder")))
    return Filters(
        filters=(
            Filter("thema", _("Thema"), themes, asked.theme),
            Filter("gebied", _("Deel van het Koninkrijk"), places, asked.territory),
            Filter("maker", _("Wie telde"), makers, asked.producer),
            Filter("soort", _("Let op"), kinds, asked.kind),
        ),
        query=asked.query,
        query_label=_("Zoek in cijfers"),
        action=reverse("evidence-figures"),
    )


def _values_table(page: queries.FigurePage) -> Table:
    columns = (
        Column(_("Periode")),
        Column(_("Waarde"), numeric=True),
        Column(_("Aandeel"), numeric=True),
        Column(_("Wat")),
        Column(_("Manier van meten")),
        Column(_("Opgave")),
        Column(_("Bron")),
    )
    replaced = {value.pk for value in page.revised}
    rows = []
    for value in page.observations:
        words = " ".join(part for part in (value.qualifier, queries.amount(value)) if part)
        share = f"{queries.share_words(value.share)} %" if value.share is not None else "–"
        release = value.vintage or value.get_quality_display()
        if value.pk in replaced:
            release = _("{release}; later herzien").format(release=release)
        source = Cell(value.source.publisher or value.source.title, value.source.url)
        what = value.breakdown or _("totaal")
        rows.append(cells((value.period, words or "–", share, what, value.definition_version or "–", release, source)))
    return Table(_("Alle waarden, ook de herziene"), columns, tuple(rows))


HEADER = (
    "id", "permalink", "titel", "thema", "gebied", "definitie", "wie_of_wat_is_geteld", "eenheid", "manier_van_meten",
    "periode", "uitsplitsing", "waarde", "waarde_hoog", "aandeel_procent", "woord_erbij", "soort", "opgave", "maker",
    "bron", "bron_adres", "bron_datum", "stand_van", "licentie",
)  # fmt: skip


def _csv(request: HttpRequest, name: str, found: Iterable[Indicator]) -> HttpResponse:
    today = timezone.localdate()
    rows = [
        (
            indicator.code,
            request.build_absolute_uri(indicator.get_absolute_url()),
            indicator.title,
            str(indicator.theme or ""),
            value.territory.name if value.territory else "",
            indicator.definition,
            indicator.scope,
            indicator.unit,
            value.definition_version,
            value.period,
            value.breakdown,
            value.value,
            value.value_high,
            value.share,
            value.qualifier,
            value.get_quality_display(),
            value.vintage,
            indicator.producer,
            value.source.title,
            value.source.url,
            value.source.published,
            today.isoformat(),
            LICENCE,
        )
        for indicator in found
        for value in indicator.observations.all()
    ]
    return csv_file(name, HEADER, rows)
