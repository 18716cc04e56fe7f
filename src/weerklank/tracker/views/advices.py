"""Advices: the list, and one advice in the words for adults or for children."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.answers.models import Position
from weerklank.tracker import asked
from weerklank.tracker.loop import advice as one
from weerklank.tracker.loop import advices as loop
from weerklank.tracker.loop.words import theme_name
from weerklank.web.listing import Choice, Filter


def _filters(request: HttpRequest) -> tuple[Filter, ...]:
    known = loop.choices()
    stands = (
        Choice("late", _("te laat")),
        Choice("waiting", _("wacht op antwoord")),
        Choice("answered", _("beantwoord")),
        Choice("not_found", _("geen antwoord gevonden")),
    )

    def entry(name: str, label: str, choices: tuple[Choice, ...]) -> Filter:
        return Filter(name, label, choices, asked.text(request, name))

    return (
        entry("editie", _("Editie"), tuple(Choice(edition.slug, edition.title) for edition in known.editions)),
        entry("thema", _("Thema"), tuple(Choice(theme.slug, theme_name(theme)) for theme in known.themes)),
        entry("wie", _("Wie moet antwoorden"), tuple(Choice(body.slug, str(body)) for body in known.organisations)),
        entry("standpunt", _("Standpunt"), tuple(Choice(value, str(label)) for value, label in Position.choices)),
        entry("stand", _("Stand"), stands),
    )


@public("advices of children and who must answer them are for everybody")
def advices(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = _filters(request)
    chosen = {entry.name: entry.value for entry in filters}
    everything = loop.with_everything()
    kind = asked.Kind(
        _("advies"),
        _("adviezen"),
        _("Er is nog geen advies overhandigd."),
        _("Hier komt elk advies te staan zodra de tekst vastligt."),
        _("Bekijk de dialogen"),
        "/dialoog/",
    )
    shown = asked.listing(
        request=request,
        kind=kind,
        rows=loop.filtered(everything, chosen, today),
        search=loop.searched,
        filters=filters,
        query_label=_("Zoek in de adviezen"),
        total=everything.count(),
        made_up=Q(edition__is_demonstration=True),
    )
    rows = loop.rows(shown.pages.object_list, today)
    query = f"?{urlencode({'edition': chosen['editie']})}" if chosen["editie"] else ""
    context = {
        "listing": shown,
        "rows": [row for row in rows if not row.is_demonstration],
        "demonstration": [row for row in rows if row.is_demonstration],
        "as_of": today,
        "data_json": f"/api/v1/advices{query}",
        "data_csv": f"/api/v1/advices.csv{query}",
    }
    return render(request, "tracker/advices.html", context)


@public("one advice, its answers and what was promised are for everybody")
def advice(request: HttpRequest, number: str) -> HttpResponse:
    today = timezone.localdate()
    found = one.find(number)
    if found is None:
        raise Http404(_("Er is geen overhandigd advies met dit nummer."))
    for_children = asked.text(request, "voor") == "kinderen"
    context = {
        "view": one.page(found, today),
        "advice": found,
        "for_children": for_children,
        "crumbs": [{"label": _("Adviezen"), "href": "/adviezen/"}, {"label": found.number, "href": ""}],
        "is_demonstration": found.edition.is_demonstration,
        "as_of": today,
        "data_json": f"/api/v1/advices/{found.number}",
    }
    return render(request, "tracker/advice_for_children.html" if for_children else "tracker/advice.html", context)
