"""Who was asked and who answered: counts per body, the list behind every figure, and the same as files."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.accounts.access import public
from weerklank.accounts.models import Organisation
from weerklank.editions.models import Edition
from weerklank.tracker import asked
from weerklank.tracker.loop import advices, editions
from weerklank.tracker.loop.answering import board as loop
from weerklank.tracker.loop.answering import lists
from weerklank.tracker.loop.answering.figures import Figure
from weerklank.tracker.loop.answering.ledger import Scope
from weerklank.tracker.loop.words import capital, number, theme_name
from weerklank.tracker.views import shown
from weerklank.tracker.views.dialogue import context_of, edition_of
from weerklank.tracker.views.shown import form_of, known_forms
from weerklank.web.listing import Choice, Filter, Filters


def _filters(request: HttpRequest, *, editions_too: bool) -> tuple[Filter, ...]:
    known = advices.choices()
    themes = tuple(Choice(theme.slug, theme_name(theme)) for theme in known.themes)
    found = [Filter("thema", _("Thema"), themes, asked.text(request, "thema"))]
    if editions_too:
        of_years = tuple(Choice(edition.slug, edition.title) for edition in known.editions)
        found.insert(0, Filter("editie", _("Editie"), of_years, asked.text(request, "editie")))
    return tuple(found)


def _scope(filters: tuple[Filter, ...], edition: Edition | None = None, *, made_up: bool = False) -> Scope:
    chosen = {entry.name: entry.value for entry in filters if entry.chosen}
    named = editions.find(chosen["editie"]) if "editie" in chosen else None
    return Scope(edition or named, chosen.get("thema", ""), made_up)


def _twins(request: HttpRequest) -> dict[str, Any]:
    return {"data_json": shown.address(request, "json"), "data_csv": shown.address(request, "csv")}


@public("who was asked and who answered is for everybody")
@known_forms
def everywhere(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = _filters(request, editions_too=True)
    scope = _scope(filters)
    query = asked.text(request, "q")
    boards = [loop.board(scope, today, query)]
    if scope.edition is None:
        boards.append(loop.board(Scope(None, scope.theme, made_up=True), today, query))
    form = form_of(request)
    if form in shown.FORMS:
        rows = [row for one in boards for row in loop.as_data(one)]
        return shown.as_file(request, form, "antwoorden", rows, today, count=len(rows))
    context = {
        "board": boards[0],
        "made_up": next((one for one in boards[1:] if not one.is_empty), None),
        "filters": Filters(filters, query, query_label=_("Zoek een organisatie")),
        "is_demonstration": bool(scope.edition and scope.edition.is_demonstration),
        "as_of": today,
        **_twins(request),
    }
    return render(request, "tracker/answering.html", context)


@public("who was asked in a dialogue and who answered is for everybody")
@known_forms
def of_edition(request: HttpRequest, slug: str) -> HttpResponse:
    found, today = edition_of(slug), timezone.localdate()
    filters = _filters(request, editions_too=False)
    query = asked.text(request, "q")
    view = loop.board(_scope(filters, found), today, query)
    form = form_of(request)
    if form in shown.FORMS:
        rows = loop.as_data(view)
        return shown.as_file(request, form, f"antwoorden-{found.slug}", rows, today, count=len(rows))
    context = context_of(found, _("Antwoorden")) | {
        "board": view,
        "filters": Filters(filters, query, query_label=_("Zoek een organisatie")),
        "as_of": today,
        **_twins(request),
    }
    return render(request, "tracker/edition_answering.html", context)


def body_of(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise Http404(_("Deze organisatie kennen wij niet. Kijk op /antwoorden/ wie er is gevraagd."))
    return found


def _figure(request: HttpRequest) -> Figure | None:
    try:
        return Figure(asked.text(request, "telt"))
    except ValueError:
        return None


def _made_up(request: HttpRequest, body: Organisation) -> bool:
    """A made-up body has made-up rows only; of the others those are shown where they are asked for."""
    return asked.text(request, "soort") == "bedacht" or (body.is_demonstration and "soort" not in request.GET)


@public("what is counted of a body, row by row, is for everybody")
@known_forms
def of_body(request: HttpRequest, body: str) -> HttpResponse:
    found, today = body_of(body), timezone.localdate()
    filters = _filters(request, editions_too=True)
    scope = _scope(filters, made_up=_made_up(request, found))
    figure, query = _figure(request), asked.text(request, "q")
    view = lists.page(found, scope, figure, query, today)
    form = form_of(request)
    if form in shown.FORMS:
        rows = lists.as_data(view.shown)
        return shown.as_file(request, form, f"antwoorden-{found.slug}", rows, today, count=len(rows))
    chosen = Filter("telt", _("Wat"), view.figures, figure.value if figure else "")
    kept = (("soort", "bedacht" if scope.made_up else "echt"),) if scope.edition is None else ()
    context = {
        "view": view,
        "pages": Paginator(view.shown, asked.PER_PAGE).get_page(request.GET.get("page")),
        "sentence": _found(view, figure),
        "filters": Filters((chosen, *filters), query, query_label=_("Zoek in deze rijen"), kept=kept),
        "crumbs": [{"label": _("Antwoorden"), "href": "/antwoorden/"}, {"label": found.name, "href": ""}],
        "is_demonstration": scope.edition.is_demonstration if scope.edition else scope.made_up,
        "as_of": today,
        **_twins(request),
    }
    return render(request, "tracker/answering_body.html", context)


def _found(view: lists.BodyPage, figure: Figure | None) -> str:
    count = len(view.shown)
    rows = ngettext("{n} rij", "{n} rijen", count).format(n=number(count))
    what = _("{rows}: {label}").format(rows=rows, label=figure.label) if figure else rows
    if count != view.total:
        return capital(_("{what}, van de {total}.").format(what=what, total=view.total))
    return capital(f"{what}.")
