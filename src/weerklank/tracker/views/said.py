"""What children said to one question: the page for everybody, and the same figures as data."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.findings.addresses import said_address
from weerklank.participation import squares
from weerklank.participation.models import Consultation
from weerklank.participation.queries.child import first_help_lines, words_of
from weerklank.tracker import poster_sheet, said_as_data
from weerklank.tracker.loop import said as loop
from weerklank.tracker.loop.poster import Poster, poster_of
from weerklank.tracker.views.dialogue import edition_of
from weerklank.web.context import address as split
from weerklank.web.printing.press import NotPrinted
from weerklank.web.spreadsheet import csv_file


def _question(slug: str, question: str) -> Consultation:
    found = loop.find(edition_of(slug), question)
    if found is None:
        raise Http404(_("Deze vraag aan kinderen kennen wij niet. Kijk bij de dialoog welke vragen er waren."))
    return found


@public("what children said together is for everybody, and for children first")
def said(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    found = _question(slug, question)
    language = get_language() or "nl"
    here = said_address(found)
    context: dict[str, Any] = {
        "view": loop.said_page(found, language, timezone.localdate()),
        "help_lines": first_help_lines(language),
        "edition": found.edition,
        "here": here,
        "data_json": f"{here.rstrip('/')}.json",
        "data_csv": f"{here.rstrip('/')}.csv",
        "is_demonstration": found.edition.is_demonstration,
    }
    return render(request, "tracker/said.html", context)


@public("the words that were published are for everybody")
def idea(request: HttpRequest, slug: str, question: str, number: int) -> HttpResponse:
    found = _question(slug, question)
    language = get_language() or "nl"
    one = loop.idea_of(found, number, language, timezone.localdate())
    if one is None:
        raise Http404(_("Deze ideeën zijn hier niet, of nog niet. Kijk bij de vraag wat kinderen zeiden."))
    context = {
        "idea": one,
        "page": Paginator(one.words.quotes, 25).get_page(request.GET.get("page")),
        "edition": found.edition,
        "asked": words_of(found, language),
        "here": said_address(found),
        "is_demonstration": found.edition.is_demonstration,
    }
    return render(request, "tracker/said_words.html", context)


def _poster(found: Consultation) -> Poster:
    poster = poster_of(loop.said_page(found, get_language() or "nl", timezone.localdate()))
    if poster is None:
        raise Http404(_("Er is nog geen poster bij deze vraag. Die komt er als is geteld wat kinderen zeiden."))
    return poster


def _short_address(request: HttpRequest, found: Consultation) -> str:
    """What is short enough to type over from a wall, in the language of the wall."""
    return request.build_absolute_uri(reverse("tracker-said-short", args=[found.pk]))


@public("what hangs on a wall is for whoever passes")
def poster(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    """One sheet to hang on a wall, to print from here."""
    found = _question(slug, question)
    address = _short_address(request, found)
    context = {
        "poster": _poster(found),
        "edition": found.edition,
        "here": said_address(found),
        "short": address.partition("://")[2],
        "squares": squares.of(address),
        "is_demonstration": found.edition.is_demonstration,
    }
    return render(request, "tracker/said_poster.html", context)


@public("what hangs on a wall is for whoever passes")
def poster_pdf(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    found = _question(slug, question)
    try:
        pdf = poster_sheet.poster_pdf(_poster(found), address=_short_address(request, found), on=timezone.localdate())
    except NotPrinted:
        return redirect(f"{split(request.path).prefix}{said_address(found)}poster/")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="poster-{found.slug}.pdf"'
    return response


@public("what hangs on a wall leads to what everybody may read")
def short(request: HttpRequest, number: int) -> HttpResponse:
    """The address on the poster, to the page itself."""
    found = loop.find_by_number(number)
    if found is None:
        raise Http404(_("Deze vraag aan kinderen kennen wij niet. Kijk bij de dialoog welke vragen er waren."))
    return redirect(f"{split(request.path).prefix}{said_address(found)}")


@public("what children said together is open data")
def said_json(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    found = _question(slug, question)
    # data has one wording, whatever the address says
    with override("nl"):
        page = loop.said_page(found, "nl", timezone.localdate(), most=None)
        return JsonResponse(said_as_data.as_json(page), json_dumps_params={"ensure_ascii": False, "indent": 1})


@public("what children voted is open data")
def said_csv(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    found = _question(slug, question)
    with override("nl"):
        page = loop.said_page(found, "nl", timezone.localdate())
        return csv_file(f"gezegd-{found.slug}", said_as_data.COLUMNS, said_as_data.rows(page))
