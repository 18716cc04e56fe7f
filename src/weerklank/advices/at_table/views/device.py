"""The screens on a device at the table: opened with code and PIN, with or without a script, with or without a connection."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import condition, require_POST, require_safe

from weerklank.accounts.access import public
from weerklank.advices.at_table import actions, operations, pressing, queries, visit
from weerklank.advices.at_table.forms import OpenForm
from weerklank.advices.at_table.laying import SPOKEN, standing_of, state_of
from weerklank.advices.models import TableKey, TableOperation
from weerklank.advices.voices.queries import voices_of
from weerklank.moves import Refusal

SCREENS = {
    "mijn": "Mijn tafel",
    "gezegd": "Wat kinderen zeiden",
    "notities": "Trots, kansen, wringt",
    "advies": "Advies maken",
    "terug": "Teruglezen",
}
_NAMES = {"mijn": "mine", "gezegd": "said", "notities": "notes", "advies": "advice", "terug": "read-back"}
_TEMPLATES = {
    "mijn": "advices/at_table/mijn.html",
    "gezegd": "advices/at_table/gezegd.html",
    "notities": "advices/at_table/notities.html",
    "advies": "advices/at_table/advies.html",
    "terug": "advices/at_table/terug.html",
}
TALKING = (("adult", "Een volwassene begint"), ("young", "Een kind of jongere begint"))
WHY = "the code and the PIN of a table open it; who has neither is asked for them"
_GONE = (
    "De PIN van deze tafel is veranderd of ingetrokken. Wat op dit apparaat staat, blijft staan: meld je opnieuw aan."
)
# a worker rules below its own address only, so it is served from here and not from the static files
_WORKER = Path(__file__).parents[2].joinpath("static", "advices", "table-worker.js").read_bytes()
_WORKER_TAG = f'"{hashlib.sha256(_WORKER).hexdigest()[:16]}"'


_OVER = "De dag van deze tafel is voorbij. Wat nog niet verstuurd is, kan nog weg; daarna wis je dit apparaat."


class AtTable(HttpRequest):
    """A request of a device whose code and PIN were right."""

    key: TableKey
    visit: visit.Visit


def _asks(request: HttpRequest) -> tuple[visit.Visit, TableKey] | None:
    held = visit.unseal(request.COOKIES.get(visit.COOKIE, ""))
    key = visit.key_of(held)
    return (held, key) if held and key else None


def at_table(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for a device of a table; anybody else is asked for the code."""

    @wraps(view)
    def guarded(request: AtTable, *args: Any, **kwargs: Any) -> HttpResponse:
        found = _asks(request)
        if found is None:
            if request.headers.get("Accept", "").startswith("application/json"):
                return JsonResponse({"sentence": _GONE}, status=401)
            return redirect("table-open")
        request.visit, request.key = found
        return _private(view(request, *args, **kwargs))

    return guarded


def on_the_day(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A table is read and written on its own day; after it a device can only send what it kept, and leave."""

    @wraps(view)
    def guarded(request: AtTable, *args: Any, **kwargs: Any) -> HttpResponse:
        if not visit.is_today(request.key, timezone.localdate()):
            messages.info(request, _OVER)
            return redirect("table-leave")
        return view(request, *args, **kwargs)

    return guarded


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response


@public(WHY)
def open_table(request: HttpRequest) -> HttpResponse:
    """Code and PIN; an alias if one wants."""
    form = OpenForm(request.POST or None, initial={"code": request.GET.get("code", "")[:12]})
    if request.method == "POST" and form.is_valid():
        try:
            key = actions.open_table(code=form.cleaned_data["code"], pin=form.cleaned_data["pin"], now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            response = redirect("table-mine")
            sealed = visit.seal(visit.begin(key, form.cleaned_data["who"]))
            response.set_cookie(
                visit.COOKIE, sealed, max_age=visit.LATE, path=visit.PATH, httponly=True, samesite="Strict",
                secure=settings.HTTPS,
            )  # fmt: skip
            return _private(response)
    context = {"form": form, "already": _asks(request)}
    return _private(render(request, "advices/at_table/open.html", context, status=422 if form.errors else 200))


@public(WHY)
@require_safe
@at_table
@on_the_day
def screen(request: AtTable, screen: str) -> HttpResponse:
    return _screen(request, screen)


def _screen(request: AtTable, name: str, *, wrong: str = "", asks: bool = False) -> HttpResponse:
    """One of the five screens; after a press that was refused with what was typed."""
    context = _around(request, SCREENS[name]) | {
        "screen": name,
        "sections": queries.SECTIONS,
        "voices_of": SPOKEN,
        "talking": TALKING,
        "note_fields": ("text", "voice", "section", "struck"),
        "advice_fields": (*queries.FIELDS, "struck"),
        "part_fields": ("text", "struck"),
        "wrong": wrong,
        "typed": request.POST if wrong else {},
        "asked": request.POST.get("f.text", "") if asks else "",
        "contact": (pressing.CONTACT_BEFORE, pressing.CONTACT_AFTER),
        # a key for every form on the page: pressed twice it is one thing that was done
        "new_key": uuid.uuid4,
    }
    if name == "gezegd":
        context["voices"] = voices_of(request.key.table.edition_theme, on=timezone.localdate())
    return render(request, _TEMPLATES[name], context, status=422 if wrong else 200)


@public(WHY)
@require_safe
@at_table
@on_the_day
def paper(request: AtTable) -> HttpResponse:
    """Every screen on paper, for a table without devices."""
    return render(request, "advices/at_table/paper.html", _around(request, "Op papier"))


def _around(request: AtTable, title: str) -> dict[str, Any]:
    """What stands on every page of a device."""
    table = request.key.table
    return {
        "page": queries.screen_of(table),
        "table": table,
        "who": request.visit.who,
        "device": request.visit.device,
        "screens": SCREENS,
        "title": title,
        "alarm": queries.alarm(),
        "is_demonstration": table.edition.is_demonstration,
    }


@public(WHY)
@require_POST
@at_table
@on_the_day
def press(request: AtTable) -> HttpResponse:
    """One press on a page without a script."""
    name = request.POST.get("screen", "")
    name = name if name in SCREENS else "mijn"
    try:
        operation = pressing.operation_of(
            request.POST, state=state_of(request.key.table), device=request.visit.device, who=request.visit.who
        )
        outcomes = actions.take(
            key=request.key, operations=[operation], now=timezone.now(), sender=request.visit.device
        )
        if outcomes[0][1] == actions.Outcome.ELSEWHERE:
            raise Refusal(pressing.OLD)
    except Refusal as refusal:
        return _screen(request, name, wrong=refusal.sentence, asks=isinstance(refusal, pressing.Contact))
    why_not = state_of(request.key.table).refused.get(operation.id)
    messages.success(request, f"Niet overgenomen: {why_not} Wat je schreef staat onderaan." if why_not else "Bewaard.")
    return redirect(f"table-{_NAMES[name]}")


@public(WHY)
@require_safe
@at_table
def stand(request: AtTable) -> JsonResponse:
    """What a device keeps: the places, the groups, and every operation that it does not have yet."""
    table = request.key.table
    since = request.GET.get("na", "0")
    known = int(since) if since.isascii() and since.isdecimal() and len(since) < 18 else 0
    is_over = not visit.is_today(request.key, timezone.localdate())
    rows = [] if is_over else list(TableOperation.objects.filter(table=table, pk__gt=known).order_by("pk"))
    seats = [] if is_over else sorted(table.seats.all(), key=lambda seat: (not seat.is_young, seat.pk))
    return JsonResponse(
        {
            "table": table.pk,
            "name": str(table),
            "is_over": is_over,
            "seats": [
                {"id": seat.pk, "alias": seat.alias, "kind": seat.get_kind_display(), "young": seat.is_young}
                for seat in seats
            ],
            "operations": [operations.as_data(one) for one in standing_of(table, rows)],
            "last": rows[-1].pk if rows else known,
            "held_back": actions.held_back(table),
            "token": get_token(request),
        }
    )


def _id_of(sent: Any) -> str | None:
    """The key of what was sent, where it can be said back."""
    key = sent.get("id") if isinstance(sent, dict) else None
    return key if isinstance(key, str) and key.isascii() else None


@public(WHY)
@require_POST
@at_table
def send(request: AtTable) -> JsonResponse:
    """What a device wrote while it had no connection; each by itself, so that one that is broken holds up no other."""
    try:
        sent = list(json.loads(request.body)["operations"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"sentence": "Dit is geen lijst met aantekeningen."}, status=400)
    readable, refused = [], []
    for one in sent[: actions.MOST_AT_ONCE]:
        try:
            readable.append(operations.read(one))
        except operations.Unreadable as error:
            refused.append((_id_of(one), error.sentence))
    try:
        outcomes = actions.take(key=request.key, operations=readable, now=timezone.now(), sender=request.visit.device)
    except Refusal as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=409)
    refused += [(key, operations.TOO_FAR) for key, outcome in outcomes if outcome == actions.Outcome.TOO_FAR]
    return JsonResponse(
        {
            "taken": [
                {"id": key, "outcome": outcome.value} for key, outcome in outcomes if outcome != actions.Outcome.TOO_FAR
            ],
            # what is not kept: a device shows each with its sentence, so that the words can be written over on paper
            "unreadable": [key for key, _ in refused],
            "refused": [{"id": key, "sentence": sentence} for key, sentence in refused],
            "held_back": actions.held_back(request.key.table),
        }
    )


@public(WHY)
@at_table
def leave(request: AtTable) -> HttpResponse:
    """Leaves the table on this device; the script first sends everything and then wipes what it kept."""
    if request.method != "POST":
        context = _around(request, "Klaar met deze tafel")
        is_today = visit.is_today(request.key, timezone.localdate())
        return render(request, "advices/at_table/leave.html", context | {"is_today": is_today})
    response = redirect("table-open")
    response.delete_cookie(visit.COOKIE, path=visit.PATH, samesite="Strict")
    messages.success(request, "Dit apparaat heeft de tafel verlaten. Er staat niets meer op.")
    return response


@public("the table keeps working without a connection; the script knows nobody")
@condition(etag_func=lambda request: _WORKER_TAG)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that gives a device its screens when there is no connection."""
    return HttpResponse(_WORKER, content_type="text/javascript", headers={"Cache-Control": "no-cache"})
