"""A round on the child's own device: the steps that work without a connection, and the one address that takes them all."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_POST, require_safe

from weerklank.accounts.access import public
from weerklank.moves import Refusal
from weerklank.participation import proof, tickets
from weerklank.participation.actions import beginning
from weerklank.participation.actions import child as child_actions
from weerklank.participation.actions.round import Taken, take_round
from weerklank.participation.forms import round as reading
from weerklank.participation.forms.child import IdeaForm, VoteForm
from weerklank.participation.models import EntryMode
from weerklank.participation.pictures import codes
from weerklank.participation.queries import child as queries
from weerklank.participation.queries import serving
from weerklank.participation.queries.child import Door
from weerklank.participation.views import child, open_door, visits
from weerklank.web.context import tag
from weerklank.web.elsewhere import from_elsewhere

log = logging.getLogger("weerklank.participation")

# A service worker rules below its own address only, so it is served from the steps and not from the static files.
_WORKER = Path(__file__).parents[1].joinpath("static", "participation", "worker.js").read_bytes()
_WORKER_TAG = f'"{hashlib.sha256(_WORKER).hexdigest()[:16]}"'


def _in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whatever goes wrong is a sentence for the child with a status for its browser; the words stay on the device."""
    answer = require_POST(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = answer(request, *args, **kwargs)
        except (OperationalError, codes.Busy) as error:
            log.error("A round could not be stored: %s", error)
            response = _said(_("Het is even druk. Je bent niets kwijt: we proberen het zo nog een keer."), 503)
            response["Retry-After"] = child.RETRY_AFTER
        except (RequestDataTooBig, TooManyFieldsSent, BadRequest, UnreadablePostError):
            response = _said(_("Dit is te veel om in één keer te versturen. Maak je tekst korter."), 413)
        except Refusal as refusal:
            response = _said(refusal.sentence, 422 if refusal.field else 409)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, noai, noimageai"
        return response

    return guarded


@public("children take part without an account")
@_in_json
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Stores a whole round, once however often it is sent; answers when it stands in the database."""
    if from_elsewhere(request):
        return _said(child.other_site_sentence(), 403)
    sent = reading.read_json(request.body) if _is_json(request) else reading.read_form(request.POST)
    if open_door.is_shut(request, code, sent.work):
        return _no_room(open_door.asked_at(code))
    found = queries.find_entry(code, timezone.localdate())
    if found.entry_point is None or found.door is Door.UNKNOWN:
        return _said(child.sentence_of(found), 404)
    if sent.visit is None or sent.visit.entry_point_id != found.entry_point.pk:
        return _said(_("We weten niet meer dat je begonnen was. Begin opnieuw met je code."), 409)
    began_before = beginning.has_begun(sent.visit)
    if not (sent.ideas or sent.answers or sent.refused):
        return _remembering(request, JsonResponse({"stored": [], "refused": []}), sent.visit, began_before)
    try:
        taken = take_round(
            visit=sent.visit,
            ideas=sent.ideas,
            answers=sent.answers,
            language=tag(translation.get_language()),
            work=sent.work,
            now=timezone.now(),
        )
    except proof.NoRoom:
        return _no_room(open_door.asked(found.entry_point))
    _try_return_code(sent.visit)
    refused = [{"item": one.item, "field": one.field, "sentence": one.sentence} for one in sent.refused + taken.refused]
    said = {
        "stored": list(taken.stored),
        "refused": refused,
        "pictures": reverse("participation-child-done", kwargs={"code": code}),
        "help": _help(code, sent.visit, found.entry_point, taken),
    }
    return _remembering(request, JsonResponse(said, status=422 if refused else 200), sent.visit, began_before)


def _remembering(
    request: HttpRequest, response: HttpResponse, visit: tickets.Visit, began_before: bool
) -> HttpResponse:
    """A device goes on as the visit it began, also after its browser was closed.

    A form of another site could bring a start that somebody else used; the script of our own page, which sends JSON,
    no other site can imitate. And where somebody else began on this device meanwhile, the visit stays theirs.
    """
    is_its_own = _is_json(request) or not began_before
    if is_its_own and beginning.has_begun(visit) and visits.visit_of(request) in (None, visit):
        visits.remembering(response, visit)
    return response


def _no_room(work: open_door.Asked | None) -> JsonResponse:
    """A device that can work gets what to work on, and sends the same again."""
    sentence = (
        _("Het is nu heel druk. Je apparaat lost eerst een rekensom op. Daarna versturen we het vanzelf.")
        if work
        else proof.full_sentence()
    )
    said = {"sentence": sentence, "stored": [], "refused": []}
    return JsonResponse(said | ({"puzzle": work.puzzle, "bits": work.bits} if work else {}), status=429)


def _help(code: str, visit: tickets.Visit, entry_point: Any, taken: Taken) -> str:
    """The page that shows help at once after a sign that it may be needed; empty where there is none."""
    if not taken.signals:
        return ""
    if serving.cards(entry_point.consultation, visit, translation.get_language()):
        return reverse("participation-child-statement", kwargs={"code": code, "number": 1})
    return reverse("participation-child-done", kwargs={"code": code})


def _try_return_code(visit: tickets.Visit) -> None:
    """The round is stored already: where making the pictures is too busy, the last page has a button for it."""
    try:
        child_actions.issue_return_code(visit=visit, now=timezone.now())
    except (codes.Busy, OperationalError):
        return


def _is_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json"


def _said(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"sentence": sentence, "stored": [], "refused": []}, status=status)


@public("children take part without an account")
@child.child_page
def on_the_way(request: HttpRequest, code: str) -> HttpResponse:
    """All steps of one visit on one page, for a device that keeps them until there is a connection again."""
    found = queries.find_entry(code, timezone.localdate())
    visit = tickets.unseal(request.POST.get("start", ""), purpose="start")
    entry_point = found.entry_point
    if entry_point is None or visit is None or visit.entry_point_id != entry_point.pk:
        return redirect("participation-child-question", code=code)
    if entry_point.mode != EntryMode.OWN_DEVICE:
        return redirect("participation-child-question", code=code)
    cards = serving.cards(entry_point.consultation, visit, translation.get_language())
    context = {
        "start": tickets.seal(visit, purpose="start"),
        "form": IdeaForm(own_device=True),
        "cards": [(card, VoteForm(auto_id=f"id_%s_{card.number}")) for card in cards],
    }
    return child.question_page(request, "on_the_way", entry_point, code, context)


@public("the steps keep working without a connection")
@condition(etag_func=lambda request: _WORKER_TAG)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that gives a browser the kept steps when there is no connection; it knows nobody."""
    return HttpResponse(_WORKER, content_type="text/javascript", headers={"Cache-Control": "no-cache"})
