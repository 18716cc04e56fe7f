"""Promises: the list, exactly that as data, and one promise with its progress."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.answers.lifecycle import CommitmentState
from weerklank.tracker import asked
from weerklank.tracker.loop import promises as loop
from weerklank.tracker.loop.words import theme_name
from weerklank.tracker.views import shown
from weerklank.tracker.views.shown import form_of, known_forms
from weerklank.web.listing import Choice, Filter


def _filters(request: HttpRequest) -> tuple[Filter, ...]:
    known = loop.choices()

    def entry(name: str, label: str, choices: Iterable[Choice]) -> Filter:
        return Filter(name, label, tuple(choices), asked.text(request, name))

    return (
        entry("soort", _("Soort"), (Choice(value, label) for value, label in loop.KINDS)),
        entry("editie", _("Dialoog"), (Choice(edition.slug, edition.title) for edition in known.editions)),
        entry("wie", _("Wie beloofde"), (Choice(body.slug, str(body)) for body in known.organisations)),
        entry("thema", _("Thema"), (Choice(theme.slug, theme_name(theme)) for theme in known.themes)),
        entry("gebied", _("Gebied"), (Choice(place.slug, place.name) for place in known.territories)),
        entry("stand", _("Stand"), (Choice(state.value, str(state.label)) for state in loop.STATES)),
        entry("tijd", _("Op tijd"), (Choice("te-laat", _("te laat")), Choice("stil", _("lang niets gehoord")))),
        entry(
            "vn",
            _("Aanbeveling van de VN"),
            (Choice("met", _("hoort bij een aanbeveling")), Choice("zonder", _("hoort bij geen aanbeveling"))),
        ),
    )


@public("what was promised, and whether it is done, is for everybody")
@known_forms
def commitments(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = _filters(request)
    chosen = {entry.name: entry.value for entry in filters}
    # an edition has its promises under its own names; else each stands once
    by_name = chosen["editie"] or chosen["stand"] == CommitmentState.CARRIED_OVER
    everything = loop.under_every_name() if by_name else loop.with_everything()
    kind = asked.Kind(
        _("toezegging"),
        _("toezeggingen"),
        _("Er is nog geen toezegging gevonden."),
        _("Hier komt wat iemand belooft in een antwoord op een advies, of aan de Kamer."),
        _("Bekijk de adviezen"),
        "/adviezen/",
    )
    listing = asked.listing(
        request=request,
        kind=kind,
        rows=loop.filtered(everything, chosen, today),
        search=loop.searched,
        filters=filters,
        query_label=_("Zoek in de toezeggingen"),
        total=everything.count(),
        made_up=Q(is_demonstration=True),
    )
    form = form_of(request)
    if form in shown.FORMS:
        pages = listing.pages.paginator
        found = loop.with_limbs(pages.object_list)[: shown.MOST]
        data = (loop.as_data(promise, today) for promise in found)
        return shown.as_file(request, form, "toezeggingen", data, today, count=pages.count)
    rows = loop.rows(listing.pages.object_list, today)
    context = {
        "listing": listing,
        "rows": [row for row in rows if not row.is_demonstration],
        "demonstration": [row for row in rows if row.is_demonstration],
        "as_of": today,
        "data_json": shown.address(request, "json"),
        "data_csv": shown.address(request, "csv"),
    }
    return render(request, "tracker/commitments.html", context)


@public("one promise and its progress are for everybody")
def commitment(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    found = loop.find(slug)
    if found is None:
        raise Http404(_("Er is geen toezegging op dit adres."))
    context = {
        "view": loop.page(found, today),
        "promise": found,
        "crumbs": [{"label": _("Toezeggingen"), "href": "/toezeggingen/"}, {"label": found.title, "href": ""}],
        "is_demonstration": found.is_demonstration,
        "as_of": today,
        "data_json": f"/api/v1/commitments/{found.slug}",
    }
    return render(request, "tracker/commitment.html", context)
