"""What a visitor asks of a list by its address: always answered, whatever was typed there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.tracker.loop.words import capital, number
from weerklank.web.listing import Filter, Filters

PER_PAGE = 25
LONGEST = 120
MOST_WORDS = 8


def text(request: HttpRequest, name: str) -> str:
    """One thing that was asked: printable, and no longer than anybody types."""
    return "".join(sign for sign in request.GET.get(name, "")[:LONGEST] if sign.isprintable()).strip()


def page(request: HttpRequest, rows: Sequence[Any] | QuerySet[Any]) -> Page[Any]:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def every_word(query: str, *fields: str) -> Q:
    """Each word of the query stands somewhere in one of the fields."""
    found = Q()
    for word in query.split()[:MOST_WORDS]:
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__icontains": word})
        found &= somewhere
    return found


@dataclass(frozen=True, slots=True)
class Empty:
    """Why a list is empty, what there is instead, and where that stands."""

    what: str
    since: str = ""
    action: str = ""
    action_href: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it was asked for: its filters, this page of it, and the sentence that says what was found."""

    filters: Filters
    pages: Page[Any]
    sentence: str
    empty: Empty | None


@dataclass(frozen=True, slots=True)
class Kind:
    """What a list is of, in the words of its sentences."""

    one: str
    many: str
    none: str
    since: str = ""
    action: str = ""
    action_href: str = ""


def listing(
    *,
    request: HttpRequest,
    kind: Kind,
    rows: QuerySet[Any],
    search: Callable[[str], Q],
    filters: tuple[Filter, ...],
    query_label: str,
    total: int,
    made_up: Q | None = None,
) -> Listing:
    """Searches and pages; where nothing is found it says what each word alone would find."""
    query = text(request, "q")
    found = rows.filter(search(query)).distinct() if query else rows
    bar = Filters(filters, query, query_label=query_label)
    pages = page(request, found)
    count = pages.paginator.count
    if count:
        invented = found.filter(made_up).count() if made_up is not None else 0
        return Listing(bar, pages, _sentence(kind, bar, count, total, invented), None)
    return Listing(bar, pages, "", _nothing(kind, bar, rows, search, total))


def _asked_for(bar: Filters) -> str:
    chosen = [choice.label for entry in bar.filters if (choice := entry.chosen)]
    said = [_("over “{query}”").format(query=bar.query)] if bar.query else []
    return " ".join([*said, f"({', '.join(chosen)})" if chosen else ""]).strip()


def _sentence(kind: Kind, bar: Filters, count: int, total: int, invented: int) -> str:
    words = capital(f"{number(count)} {kind.one if count == 1 else kind.many}")
    if bar.active:
        words = _("{found} {asked}, van de {total}").format(found=words, asked=_asked_for(bar), total=total)
    if invented:
        words += _(" (waarvan {n} verzonnen, als voorbeeld)").format(n=number(invented))
    return f"{words}.".replace(" ,", ",")


def _nothing(kind: Kind, bar: Filters, rows: QuerySet[Any], search: Callable[[str], Q], total: int) -> Empty:
    if not total:
        return Empty(kind.none, kind.since, kind.action, kind.action_href)
    what = _("Geen {one} gevonden {asked}.").format(one=kind.one, asked=_asked_for(bar)).replace(" .", ".")
    words = [word for word in dict.fromkeys(bar.query.split()) if len(word) > 2][:3]
    near = [(word, rows.filter(search(word)).distinct().count()) for word in words] if len(words) > 1 else []
    near = [(word, count) for word, count in near if count]
    kept = {entry.name: entry.value for entry in bar.filters if entry.value}
    if near:
        found = _(" en ").join(_("{n} over “{word}”").format(n=count, word=word) for word, count in near)
        best = max(near, key=lambda pair: pair[1])[0]
        return Empty(
            what,
            _("Wel {found}.").format(found=found),
            _("Zoek alleen op “{word}”").format(word=best),
            "?" + urlencode({**kept, "q": best}),
        )
    there_are = ngettext("Er staat hier {n} {one}.", "Er staan hier {n} {many}.", total)
    return Empty(what, there_are.format(n=number(total), one=kind.one, many=kind.many), _("Alles tonen"), "?")
