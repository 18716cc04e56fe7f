"""The fair draw for everybody: how it went, what chance there was, and the file with which anybody can repeat it."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, Selecting
from weerklank.editions.queries import choosing as queries
from weerklank.web import catalogues


def _edition(slug: str) -> Edition:
    return get_object_or_404(Edition.objects.exclude(state=EditionState.DRAFT), slug=slug)


@public("whoever took part must be able to see that the draw was fair")
def lottery(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _edition(slug)
    draws = queries.public_draws(edition)
    context = {
        "edition": edition,
        "registration": queries.registration_of(edition),
        "draws": draws,
        "standing": next((one for one in draws if one.approved_on), None),
        "crumbs": [
            {"label": _("Dialoog"), "href": "/dialoog/"},
            {"label": edition.title, "href": edition.get_absolute_url()},
            {"label": _("Loting"), "href": ""},
        ],
        "as_of": timezone.localdate(),
        "main_language": catalogues.spoken("editions/templates/editions/choosing/lottery.html"),
        "spoken_in": catalogues.spoken_in("editions/templates/editions/choosing/lottery.html"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/choosing/lottery.html", context)


@public("with this file anybody can repeat the draw; it holds numbers and no names")
def lottery_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = _edition(slug)
    told = queries.public_file(get_object_or_404(Selecting, number=number, registration__edition=edition))
    if told is None:
        raise Http404(_("De uitslag van deze loting is er nog niet, of telt niet."))
    text = json.dumps(told, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="weerklank-loting-{slug}-{number}.json"'
    return response
