"""Editions of the dialogue: what is known of each, with its sources."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.advices.expecting import queries as expecting
from weerklank.editions.door import Door, door_of
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition
from weerklank.editions.queries.attendees import registration_of
from weerklank.editions.queries.calendar import calendar as phases_of
from weerklank.tracker.loop import editions as loop
from weerklank.tracker.loop import stops, votes


@public("every dialogue that was held is for everybody")
def editions(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = loop.rows(today)
    context = {
        "years": loop.years(rows, today),
        "made_up": [row for row in rows if row.edition.is_demonstration],
        "as_of": today,
        "data_json": "/api/v1/advices",
        "data_csv": "/api/v1/advices.csv",
    }
    return render(request, "tracker/editions.html", context)


def edition_of(slug: str) -> Edition:
    found = loop.find(slug)
    if found is None:
        raise Http404(_("Van deze dialoog weten wij niets. Kijk op /dialoog/ welke er waren."))
    return found


def context_of(edition: Edition, here: str = "") -> dict[str, Any]:
    """What every page of one edition shares: where one is, its banner and its data."""
    crumbs = [{"label": _("Dialoog"), "href": "/dialoog/"}]
    if here:
        crumbs += [{"label": edition.title, "href": edition.get_absolute_url()}, {"label": here, "href": ""}]
    else:
        crumbs += [{"label": edition.title, "href": ""}]
    return {
        "edition": edition,
        "here": here,
        "crumbs": crumbs,
        "is_demonstration": edition.is_demonstration,
        "as_of": edition.as_of or timezone.localdate(),
        "data_json": f"/api/v1/advices?edition={edition.slug}",
        "data_csv": f"/api/v1/advices.csv?edition={edition.slug}",
    }


def _may_sign_up(edition: Edition, today: date) -> bool:
    """Nobody is called to a day whose door is shut; before it opens the page says from when."""
    return door_of(registration_of(edition), today) in (Door.OPEN, Door.INVITATION, Door.NOT_YET) and (
        edition.state != EditionState.CLOSED
    )


@public("what is known of a dialogue is for everybody")
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    found = edition_of(slug)
    today = timezone.localdate()
    view, calendar = loop.page(found, today), phases_of(found, today)
    context = context_of(found) | {
        "view": view,
        "calendar": calendar,
        "whole": stops.whole(found, view, calendar, today),
        "may_sign_up": _may_sign_up(found, today),
    }
    return render(request, "tracker/edition.html", context)


@public("what was said at the tables is for everybody")
def tables(request: HttpRequest, slug: str) -> HttpResponse:
    found = edition_of(slug)
    context = context_of(found, _("Tafels")) | {"view": loop.tables(found), "themes": found.themes.all()}
    return render(request, "tracker/edition_tables.html", context)


@public("the advices of a dialogue are for everybody")
def advices(request: HttpRequest, slug: str) -> HttpResponse:
    found = edition_of(slug)
    context = context_of(found, _("Adviezen")) | {"view": loop.page(found, timezone.localdate())}
    return render(request, "tracker/edition_advices.html", context)


@public("what came of a dialogue is for everybody")
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    found = edition_of(slug)
    view = loop.outcome(found, timezone.localdate())
    context = context_of(found, _("Opbrengst")) | {"view": view, "voted": votes.voted(found)}
    context["expected"] = expecting.expected_of_edition(found)
    return render(request, "tracker/edition_outcome.html", context)
