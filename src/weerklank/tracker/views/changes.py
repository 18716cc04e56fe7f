"""What changed since a day, as a page, as a feed and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.tracker import asked
from weerklank.tracker.exports import csv_response
from weerklank.tracker.limbs import bodies, changes, narrowing
from weerklank.tracker.loop.words import capital, number
from weerklank.tracker.views.shown import form_of, known_forms
from weerklank.tracker.views.twins import LICENCE, twin
from weerklank.web.feeds import Atom
from weerklank.web.listing import Choice, Filter

DAYS_SHOWN = 90
PER_PAGE = 100
MOST_EXPORTED = 2000
IN_THE_FEED = 50
EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Since:
    """The day that was asked for, and what to say where it is no day."""

    day: date
    typed: str
    problem: str = ""


def _since(request: HttpRequest, today: date) -> Since:
    typed = asked.text(request, "sinds")
    usual = today - timedelta(days=DAYS_SHOWN)
    if not typed:
        return Since(usual, usual.isoformat())
    shown = _("Hieronder staat wat er veranderde sinds {day}.").format(day=date_format(usual, "j F Y"))
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if day is None:
        problem = _("“{typed}” is geen dag die wij kennen. Schrijf hem zo: 2026-01-31.").format(typed=typed)
        return Since(usual, typed, f"{problem} {shown}")
    if day > today:
        problem = _("{day} is nog niet geweest.").format(day=date_format(day, "j F Y"))
        return Since(usual, typed, f"{problem} {shown}")
    return Since(max(day, EARLIEST), day.isoformat())


def _filters(request: HttpRequest) -> tuple[Filter, ...]:
    def entry(name: str, label: str, known: narrowing.Choices) -> Filter:
        return Filter(name, label, tuple(Choice(*one) for one in known), asked.text(request, name))

    kinds = tuple(Choice(value, str(words)) for value, (words, _labels) in changes.KINDS.items())
    return (
        entry("thema", _("Thema"), narrowing.themes()),
        entry("wie", _("Organisatie"), narrowing.organisations()),
        Filter("soort", _("Wat"), kinds, asked.text(request, "soort")),
    )


def _asked(since: date, filters: tuple[Filter, ...]) -> changes.Asked:
    theme, body, kind = (entry.value if entry.chosen else "" for entry in filters)
    family = next((one for one in bodies.families().values() if one.body.slug == body), None) if body else None
    return changes.Asked(since, theme, family, kind)


def _data(request: HttpRequest, change: changes.Change) -> dict[str, Any]:
    return {
        "day": change.day,
        "about": change.kind,
        "title": change.title,
        "number": change.number,
        "words": change.words,
        "by": change.by,
        "demonstration": change.is_demonstration,
        "link": request.build_absolute_uri(change.href) if change.href else "",
    }


@public("what changed about the UN's recommendations, and by which body, is everybody's")
@known_forms
def changed(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    since, filters = _since(request, today), _filters(request)
    events = changes.events(_asked(since.day, filters))
    form = form_of(request)
    if form in ("json", "csv"):
        data = [_data(request, change) for change in changes.told(events[:MOST_EXPORTED])]
        if form == "csv":
            return csv_response("veranderd", [row | {"as_of": today, "licence": LICENCE} for row in data])
        return JsonResponse(
            {"count": len(data), "since": since.day, "as_of": today, "licence": LICENCE, "results": data}
        )
    pages = asked.Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    for name in ("page", "vorm", "sinds"):
        query.pop(name, None)
    context = {
        "since": since,
        "filters": filters,
        "pages": pages,
        "days": changes.by_day(changes.told(pages.object_list)),
        "counted": capital(number(pages.paginator.count)),
        "feed": f"/aanbevelingen/veranderd/feed/{'?' + query.urlencode() if query else ''}",
        "crumbs": [
            {"label": _("Aanbevelingen"), "href": "/aanbevelingen/"},
            {"label": _("Wat veranderde"), "href": ""},
        ],
        "as_of": today,
        "data_json": twin(request, "json"),
        "data_csv": twin(request, "csv"),
    }
    return render(request, "tracker/recommendations_changed.html", context)


@public("the same changes for readers of feeds")
def feed(request: HttpRequest) -> HttpResponse:
    """The newest changes under the same filters."""
    filters = _filters(request)
    newest = changes.told(changes.events(_asked(EARLIEST, filters))[:IN_THE_FEED])
    chosen = ", ".join(choice.label for entry in filters if (choice := entry.chosen))
    atom = Atom(
        title="Weerklank: wat er veranderde aan de aanbevelingen" + (f" ({chosen})" if chosen else ""),
        link=request.build_absolute_uri("/aanbevelingen/veranderd/"),
        description="Wat er met de aanbevelingen, toezeggingen en acties is gedaan, en door welke organisatie",
        language="nl",
        feed_url=request.build_absolute_uri(),
    )
    for change in newest:
        here = request.build_absolute_uri(change.href or "/aanbevelingen/veranderd/")
        about = f"{change.number}, {change.title}" if change.number else change.title
        atom.add_item(
            title=f"{about}: {change.words}",
            link=here,
            description=f"{change.words} ({change.by})",
            pubdate=change.at,
            updateddate=change.at,
            unique_id=f"{here}#{change.pk}",
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
