"""Actions: the list, exactly that as data, and one action with its milestones."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.tracker import asked
from weerklank.tracker.loop import actions as loop
from weerklank.tracker.views import shown
from weerklank.tracker.views.shown import form_of, known_forms
from weerklank.web.listing import Choice, Filter


def _filters(request: HttpRequest) -> tuple[Filter, ...]:
    known = loop.choices()

    def entry(name: str, label: str, choices: Iterable[Choice]) -> Filter:
        return Filter(name, label, tuple(choices), asked.text(request, name))

    return (
        entry("soort", _("Soort"), (Choice(value, label) for value, label in loop.KINDS)),
        entry("wie", _("Wie leidt"), (Choice(body.slug, str(body)) for body in known.leads)),
        entry("gebied", _("Gebied"), (Choice(place.slug, place.name) for place in known.territories)),
        entry("stand", _("Stand"), (Choice(state.value, str(state.label)) for state in loop.STATES)),
        entry("tijd", _("Op tijd"), (Choice("te-laat", _("te laat, of een mijlpaal te laat")),)),
        entry(
            "vn",
            _("Aanbeveling van de VN"),
            (Choice("met", _("hoort bij een aanbeveling")), Choice("zonder", _("hoort bij geen aanbeveling"))),
        ),
    )


@public("what is done, by whom and until when, is for everybody")
@known_forms
def actions(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = _filters(request)
    everything = loop.with_everything()
    kind = asked.Kind(
        _("actie"),
        _("acties"),
        _("Er is nog geen actie bekend."),
        _("Hier komt wat een ministerie of een ander doet: een wet, een programma, geld, een voorziening."),
        _("Bekijk de toezeggingen"),
        "/toezeggingen/",
    )
    listing = asked.listing(
        request=request,
        kind=kind,
        rows=loop.filtered(everything, {entry.name: entry.value for entry in filters}, today),
        search=loop.searched,
        filters=filters,
        query_label=_("Zoek in de acties"),
        total=everything.count(),
        made_up=Q(is_demonstration=True),
    )
    form = form_of(request)
    if form in shown.FORMS:
        pages = listing.pages.paginator
        data = (loop.as_data(action, today) for action in loop.with_limbs(pages.object_list)[: shown.MOST])
        return shown.as_file(request, form, "acties", data, today, count=pages.count)
    rows = loop.rows(listing.pages.object_list, today)
    context = {
        "listing": listing,
        "rows": [row for row in rows if not row.is_demonstration],
        "demonstration": [row for row in rows if row.is_demonstration],
        "as_of": today,
        "data_json": shown.address(request, "json"),
        "data_csv": shown.address(request, "csv"),
    }
    return render(request, "tracker/actions.html", context)


@public("one action with its milestones and what proves them is for everybody")
@known_forms
def action(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    found = loop.find(slug)
    if found is None:
        raise Http404(_("Er is geen actie op dit adres."))
    if form_of(request, ("json",)) == "json":
        whole = loop.with_limbs(loop.with_everything()).get(pk=found.pk)
        return JsonResponse(loop.as_data(whole, today) | {"as_of": today, "licence": shown.LICENCE})
    context = {
        "view": loop.page(found, today),
        "action": found,
        "crumbs": [{"label": _("Acties"), "href": "/acties/"}, {"label": found.title, "href": ""}],
        "is_demonstration": found.is_demonstration,
        "as_of": today,
        "data_json": "?vorm=json",
    }
    return render(request, "tracker/action.html", context)
