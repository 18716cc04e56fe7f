"""The UN's to-do list: as it was asked for, exactly that as data, and kept under an address of its own."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.briefings.actions import alerts, saved_views
from weerklank.briefings.models import SavedView
from weerklank.moves import Refusal
from weerklank.tracker.limbs import as_data, facets, listing, machine, rows, wanted
from weerklank.tracker.limbs import document as documents
from weerklank.tracker.limbs.listing import Chosen
from weerklank.tracker.views.shown import form_of, known_forms
from weerklank.web.context import address

LIST = "/aanbevelingen/"
VIEWS = f"{LIST}weergave/"
FORMS = ("csv", "json", "feed")


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _as_data(request: HttpRequest, form: str, chosen: Chosen, *, here: str, title: str) -> HttpResponseBase:
    """Exactly what the list shows, all its pages; the feed in pages of its own."""
    today, site = timezone.localdate(), _site(request)
    asked = chosen.wanted.address()
    if form == "csv":
        return as_data.csv_response(chosen.keys, today, site)
    if form == "json":
        about = {"asked": chosen.wanted.filters, "ignored": chosen.wanted.ignored, "list": f"{site}{here}"}
        return as_data.json_response(chosen.keys, today, site, about=about)
    place = here.partition("?")[0]
    feed = f"{place}?{chosen.wanted.address(vorm='feed')}" if asked and "?" in here else f"{place}?vorm=feed"
    page = as_data.feed_page(chosen.keys, request.GET.get("page", ""))
    return as_data.feed_response(page, today, site, title=title, here=here, feed=feed)


def _title(chosen: Chosen) -> str:
    said = wanted.in_words(chosen.wanted, chosen.known)
    return _("Aanbevelingen – {said}").format(said=said) if said else _("Wat de VN vroeg")


@public("what the UN asked the Kingdom is everybody's")
@known_forms
def recommendation_list(request: HttpRequest) -> HttpResponseBase:
    known, today = facets.known(), timezone.localdate()
    chosen = listing.choose(wanted.read(request.GET, known), known, today)
    asked = chosen.wanted.address()
    prefix = address(request.path).prefix
    here = f"{prefix}{LIST}" + (f"?{asked}" if asked else "")
    form = form_of(request, FORMS)
    if form in FORMS:
        return _as_data(request, form, chosen, here=here, title=_title(chosen))
    shown = listing.limb_list(chosen, request.GET.get("page", ""), today)
    context = {
        "listing": shown,
        "rows": shown.rows,
        "sentence": "" if chosen.wanted.active else rows.how_it_stands(),
        "documents": documents.documents(),
        "canonical": f"{_site(request)}{here}",
        "keep": f"{prefix}{VIEWS}?{asked}" if chosen.wanted.active and chosen.keys else "",
        "api": f"/api/v1/recommendations?{machine.address(chosen.wanted)}".rstrip("?"),
        "as_of": today,
        **_twins(f"?{asked}&" if asked else "?"),
    }
    return render(request, "tracker/recommendations.html", context)


def _twins(query: str) -> dict[str, str]:
    return {f"data_{form}": f"{query}vorm={form}" for form in FORMS}


@public("a list that was kept is everybody's; nothing is kept of who asked for it")
def saved_view_new(request: HttpRequest) -> HttpResponse:
    """What will be kept, in words, and the button that keeps it."""
    known, now = facets.known(), timezone.now()
    asked = listing.choose(wanted.read(request.GET, known), known, timezone.localdate())
    keep = listing.to_keep(asked)
    name = wanted.in_words(keep, known)
    refusal = ""
    if request.method == "POST":
        try:
            view = saved_views.keep_view(filters=keep.filters, name=name, now=now)
        except Refusal as refused:
            refusal = refused.sentence
        else:
            return redirect(f"{address(request.path).prefix}{view.get_absolute_url()}")
    context = {
        "name": name,
        "refusal": refusal,
        "count": len(asked.keys),
        "dropped": bool(asked.wanted.query) and keep.query != asked.wanted.query,
        "query": keep.query,
        "back": f"{address(request.path).prefix}{LIST}?{asked.wanted.address()}",
        "crumbs": _crumbs((_("Weergave bewaren"), "")),
    }
    return render(request, "tracker/saved_view_new.html", context, status=422 if refusal else 200)


def _crumbs(*last: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "href": href} for label, href in ((_("Aanbevelingen"), LIST), *last)]


@public("a list that was kept is everybody's")
@known_forms
def saved_view(request: HttpRequest, key: str) -> HttpResponseBase:
    view = SavedView.objects.filter(key=key).first()
    if view is None:
        raise Http404(_("Deze weergave kennen we niet."))
    known, today = facets.known(), timezone.localdate()
    chosen = listing.choose(wanted.of(view.filters, known), known, today)
    prefix = address(request.path).prefix
    here, form = f"{prefix}{view.get_absolute_url()}", form_of(request, FORMS)
    if form in FORMS:
        return _as_data(request, form, chosen, here=here, title=_title(chosen))
    context: dict[str, Any] = {
        "view": view,
        "title": _title(chosen),
        "listing": listing.limb_list(chosen, request.GET.get("page", ""), today, base=f"{prefix}{LIST}"),
        "change": f"{prefix}{LIST}?{chosen.wanted.address()}",
        "canonical": f"{_site(request)}{here}",
        "alert": _alert_template(),
        "visit": alerts.visit_token(),
        "crumbs": _crumbs((_("Weergave"), "")),
        "as_of": today,
        **_twins("?"),
    }
    return render(request, "tracker/saved_view.html", context)


def _alert_template() -> str:
    """The form for mail about a list, where the room that sends mail has one."""
    name = "tracker/saved_view_alert.html"
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return ""
    return name
