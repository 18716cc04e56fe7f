"""Going after what is owed: the list of what is late, silent or due soon, and a letter per who must act."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.accounts.models import Organisation
from weerklank.answers import letters
from weerklank.answers.queries import chasing as queries
from weerklank.answers.queries.passing_on import first_on_the_agenda
from weerklank.editions.models import Edition
from weerklank.web import lists
from weerklank.web.spreadsheet import csv_file

WORK, EDITIONS = {"label": "Werk", "href": "/werk/"}, {"label": "Edities", "href": "/werk/edities/"}
_HEADER = ("wie", "wat", "waarom", "over", "uiterste dag", "hoe het staat", "adres")


def _edition(request: HttpRequest, slug: str) -> Edition:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    return edition


def _crumbs(edition: Edition, *last: str) -> list[dict[str, str]]:
    here = {"label": "Najagen", "href": f"/werk/najagen/{edition.slug}/" if last else ""}
    base = {"label": str(edition), "href": f"/werk/edities/{edition.slug}/"}
    return [WORK, EDITIONS, base, here, *({"label": label, "href": ""} for label in last)]


def _site(request: HttpRequest) -> str:
    """The address of this site; where no setting gives one, the address at which this page is read."""
    named = not settings.SITE.startswith("http://127.0.0.1")
    return settings.SITE if named else request.build_absolute_uri("/").rstrip("/")


@requires("editions.organise")
def chase(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that somebody owes to this edition."""
    edition = _edition(request, slug)
    rows = queries.chases(edition, timezone.localdate())
    bodies = {row.organisation.slug: row.organisation for row in rows}
    filters = lists.bar(
        request,
        {
            "waarom": ("Waarom", queries.Why.choices),
            "wat": ("Wat", queries.What.choices),
            "wie": ("Wie", [(slug, str(body)) for slug, body in sorted(bodies.items())]),
        },
        query_label="Zoek",
    )
    asked = lists.chosen(filters)
    found = queries.chosen(rows, why=asked["waarom"], what=asked["wat"], who=asked["wie"], words=filters.query)
    if request.GET.get("als") == "csv":
        cells = ((r.organisation, r.what.label, r.why.label, r.title, r.due, r.when, r.href) for r in found)
        return csv_file(f"najagen-{edition.slug}", _HEADER, cells)
    context = {
        "edition": edition,
        "page": lists.page_of(request, found),
        "filters": filters,
        "bodies": sorted(bodies.values(), key=str),
        "agenda": first_on_the_agenda(edition),
        "csv": lists.twin(request),
        "crumbs": _crumbs(edition),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "answers/chase.html", context)


@requires("editions.organise")
def letter(request: HttpRequest, slug: str, body: str) -> HttpResponse:
    """The letter to one organisation, to print, to copy, or as a file. It is never sent from here."""
    edition = _edition(request, slug)
    to, today = get_object_or_404(Organisation, slug=body), timezone.localdate()
    rows = [row for row in queries.chases(edition, today) if row.organisation == to]
    sender = ", ".join(str(one.organisation) for one in edition.organisers.select_related("organisation"))
    text = ""
    if rows:
        text = letters.letter(
            edition=edition, to=to, rows=rows, today=today, site=_site(request), sender=sender or str(edition)
        )
    if text and request.GET.get("als") == "tekst":
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="brief-{edition.slug}-{to.slug}.txt"'
        return response
    context = {
        "edition": edition,
        "to": to,
        "text": text,
        "site": _site(request),
        "crumbs": _crumbs(edition, f"Brief aan {to}"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "answers/chase_letter.html", context)
