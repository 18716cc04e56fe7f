"""Themes: the list, and one theme over everything."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.advices.expecting import queries as expecting
from weerklank.rights.models import Territory
from weerklank.tracker import asked
from weerklank.tracker.loop import themes as loop
from weerklank.web.listing import Choice, Filter


def _territory(request: HttpRequest, territories: tuple[Territory, ...]) -> Filter:
    choices = tuple(Choice(territory.slug, territory.name) for territory in territories)
    return Filter("gebied", _("Gebied"), choices, asked.text(request, "gebied"))


@public("the themes are the way in to everything")
def themes(request: HttpRequest) -> HttpResponse:
    territory = _territory(request, loop.territories())
    found = loop.every_theme()
    kind = asked.Kind(_("thema"), _("thema’s"), _("Er staan nog geen thema’s."), _("Ze komen met de eerste inhoud."))
    shown = asked.listing(
        request=request,
        kind=kind,
        rows=found,
        search=loop.searched,
        filters=(territory,),
        query_label=_("Zoek een thema"),
        total=found.count(),
    )
    chosen = territory.chosen.value if territory.chosen else ""
    context = {
        "listing": shown,
        "rows": loop.rows(shown.pages.object_list, chosen),
        "chosen": chosen,
        "as_of": timezone.localdate(),
        "data_json": "/api/v1/themes",
        "data_csv": "/api/v1/themes.csv",
    }
    return render(request, "tracker/themes.html", context)


@public("everything on one theme is for everybody")
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    found = loop.find(slug)
    if found is None:
        raise Http404(_("Dit thema bestaat niet."))
    territories = loop.territories()
    territory = _territory(request, territories)
    chosen = next((place for place in territories if territory.chosen and place.slug == territory.value), None)
    view = loop.page(found, chosen, today)
    context = {
        "theme": view,
        "territory": territory,
        "expected": expecting.expected_of_theme(found, made_up=False),
        "made_up_expected": expecting.expected_of_theme(found, made_up=True),
        "import_command": loop.IMPORT_COMMAND,
        "crumbs": [{"label": _("Thema’s"), "href": "/themas/"}, {"label": view.name, "href": ""}],
        "as_of": today,
        "data_json": f"/api/v1/recommendations?theme={found.slug}",
        "data_csv": f"/api/v1/recommendations.csv?theme={found.slug}",
    }
    return render(request, "tracker/theme.html", context)
