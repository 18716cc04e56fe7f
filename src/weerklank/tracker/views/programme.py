"""The programme of a day for everybody: the release that holds, what it changed, earlier ones, and calendars."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.editions.models import Edition
from weerklank.editions.programme import parts_of_day
from weerklank.editions.queries import programme as queries
from weerklank.editions.queries.calendar import calendar as phases_of
from weerklank.tracker.loop import programme as loop
from weerklank.tracker.views.dialogue import context_of, edition_of
from weerklank.web import catalogues
from weerklank.web.ical import ical_file


def _link(request: HttpRequest, edition: Edition, room: str = "") -> str:
    return request.build_absolute_uri(f"{edition.get_absolute_url()}{room}")


def _context(edition: Edition, here: str) -> dict[str, Any]:
    data = f"edition={edition.slug}"
    return context_of(edition, here) | {
        "data_json": f"/api/v1/programme?{data}",
        "data_csv": f"/api/v1/programme.csv?{data}",
    }


def _shown(edition: Edition, release: queries.Release | None) -> dict[str, Any]:
    """A release under the headings of the day; without one, what sources tell."""
    if release is None:
        return {"programme": edition.programme.all()}
    return {
        "release": release,
        "day": release.programme,
        "parts": parts_of_day(release.programme),
        "as_of": release.release.published_on,
    }


@public("what was on the programme is for everybody")
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    edition = edition_of(slug)
    found = queries.releases(edition)
    context = _context(edition, _("Programma")) | _shown(edition, found[0] if found else None)
    page = "tracker/templates/tracker/edition_programme.html"
    spoken = {"main_language": catalogues.spoken(page), "spoken_in": catalogues.spoken_in(page)}
    return render(request, "tracker/edition_programme.html", context | spoken | {"earlier": len(found) - 1})


@public("what changed in the programme is for everybody")
def releases(request: HttpRequest, slug: str) -> HttpResponse:
    edition = edition_of(slug)
    page = Paginator(queries.releases(edition), 25).get_page(request.GET.get("page"))
    context = _context(edition, _("Programma")) | {"page": page}
    return render(request, "tracker/edition_programme_releases.html", context)


@public("an earlier programme stays to be read")
def release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = edition_of(slug)
    found = next((one for one in queries.releases(edition) if one.number == number), None)
    if found is None:
        raise Http404(_("Deze uitgave van het programma is er niet."))
    context = _context(edition, _("Programma")) | _shown(edition, found)
    return render(request, "tracker/edition_programme.html", context)


@public("the programme in one's own calendar")
def programme_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    edition = edition_of(slug)
    found = queries.latest(edition)
    if found is None:
        raise Http404(_("Van deze dialoog is nog geen programma met tijden gepubliceerd."))
    events = loop.entries(found, _link(request, edition, "programma/"))
    return ical_file(f"programma-{edition.slug}", f"{_('Programma')}: {edition.title}", events)


@public("one part of the programme in one's own calendar")
def session_calendar(request: HttpRequest, slug: str, uid: UUID) -> HttpResponse:
    edition = edition_of(slug)
    found = queries.latest(edition)
    event = loop.entry(found, str(uid), _link(request, edition, "programma/")) if found else None
    if event is None:
        raise Http404(_("Dit onderdeel staat niet met een tijd in het programma."))
    return ical_file(f"programma-{edition.slug}-{str(uid)[:8]}", event.summary, (event,))


@public("when an edition does what is for everybody")
def phases_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    edition = edition_of(slug)
    events = loop.phase_entries(edition, phases_of(edition, timezone.localdate()), _link(request, edition))
    return ical_file(f"kalender-{edition.slug}", f"{_('Kalender')}: {edition.title}", events)
