"""The door on the day: a page that works without a connection, and without JavaScript."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import condition, require_POST, require_safe

from weerklank.accounts.access import public, requires
from weerklank.editions.actions.checkin import Outcome, Press, take_presses
from weerklank.editions.links import new_request_key
from weerklank.editions.models import ParticipantRole
from weerklank.editions.queries import checkin as queries
from weerklank.editions.views.attendees import crumbs_below, mine, registration_of
from weerklank.moves import Refusal

SAID = {
    Outcome.IN: "is binnen.",
    Outcome.WAS_IN: "was al binnen.",
    Outcome.OUT: "is toch niet binnen.",
    Outcome.WAS_OUT: "was niet binnen.",
    Outcome.KNOWN: "was al doorgegeven.",
    Outcome.UNKNOWN: "Deze code hoort bij niemand op de lijst van vandaag.",
    Outcome.NO_PLACE: "Deze persoon heeft geen plaats: kijk in de lijst hoe het staat.",
}
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
# a worker rules below its own address only, so it is served from the door and not from the static files
_WORKER = Path(__file__).parents[1].joinpath("static", "editions", "door-worker.js").read_bytes()
_WORKER_TAG = f'"{hashlib.sha256(_WORKER).hexdigest()[:16]}"'


@requires("editions.organise")
def check_in(request: HttpRequest, slug: str) -> HttpResponse:
    """The form without JavaScript; with it the same page keeps the list and the presses on the device."""
    edition = mine(request, slug)
    registration = registration_of(edition)
    search = request.GET.get("q", "").replace("\0", "").strip()[:60]
    found = queries.expected(registration, search)
    context = {
        "edition": edition,
        "search": search,
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "inside": queries.inside(registration),
        "key": new_request_key(),
        "is_today": edition.date == timezone.localdate(),
        "crumbs": crumbs_below(edition, {"label": "Aan de deur", "href": ""}),
        "is_demonstration": edition.is_demonstration,
    }
    response = render(request, "editions/attendees/check_in.html", context)
    # the only page that may look through a camera, at the squares on a badge; no picture leaves the device
    response["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
    return response


@requires("editions.organise")
@require_POST
def check_in_one(request: HttpRequest, slug: str) -> HttpResponse:
    """One press of the form without JavaScript."""
    edition = mine(request, slug)
    registration = registration_of(edition)
    key, code = request.POST.get("key", ""), request.POST.get("code", "")[:60]
    if not _KEY.fullmatch(key):
        raise Refusal("Deze bladzijde is te oud. Open haar opnieuw.")
    is_in = request.POST.get("doe") != "uit"
    press = Press(f"{key}-{'in' if is_in else 'uit'}-{code}"[:64], code, is_in=is_in)
    ((_, outcome),) = take_presses(
        registration_id=registration.pk, presses=[press], by=request.user, now=timezone.now()
    )
    who = next(iter(queries.expected(registration, code)), None)
    if who and outcome not in (Outcome.UNKNOWN, Outcome.NO_PLACE):
        messages.success(request, f"{who.name} {SAID[outcome]}")
    else:
        messages.error(request, SAID[outcome])
    query = urlencode({"q": request.POST.get("q", "")[:60]}) if request.POST.get("q") else ""
    return redirect(f"/werk/edities/{edition.slug}/deelnemers/deur/{'?' if query else ''}{query}")


@requires("editions.organise")
@require_safe
def check_in_list(request: HttpRequest, slug: str) -> JsonResponse:
    """What a device keeps for the day: badge name, role and code of everybody with a place, and who is in."""
    edition = mine(request, slug)
    people = queries.expected(registration_of(edition))
    return JsonResponse(
        {
            "day": edition.date.isoformat() if edition.date else "",
            "today": timezone.localdate().isoformat(),
            "roles": [str(role.label) for role in ParticipantRole],
            "people": [asdict(one) for one in people],
            "token": get_token(request),
        }
    )


@requires("editions.organise")
@require_POST
def check_in_presses(request: HttpRequest, slug: str) -> JsonResponse:
    """What a device pressed while it had no connection; sent twice it counts once."""
    edition = mine(request, slug)
    try:
        sent = json.loads(request.body)["presses"]
        presses = [Press(str(one["key"]), str(one["code"])[:60], bool(one["is_in"])) for one in sent]
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"sentence": "Dit is geen lijst van wie binnenkwam."}, status=400)
    if not all(_KEY.fullmatch(one.key) for one in presses):
        return JsonResponse({"sentence": "Dit is geen lijst van wie binnenkwam."}, status=400)
    try:
        taken = take_presses(
            registration_id=registration_of(edition).pk, presses=presses, by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=409)
    return JsonResponse(
        {"taken": [{"key": one.key, "code": one.code, "outcome": outcome.value} for one, outcome in taken]}
    )


@public("the door keeps working without a connection; the script knows nobody")
@condition(etag_func=lambda request, slug: _WORKER_TAG)
@require_safe
def check_in_worker(request: HttpRequest, slug: str) -> HttpResponse:
    """The script that gives a device the page of the door when there is no connection."""
    return HttpResponse(_WORKER, content_type="text/javascript", headers={"Cache-Control": "no-cache"})
