"""The organiser's pages of the fair draw."""

from __future__ import annotations

import json
from typing import TypeVar

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank import calculating
from weerklank.accounts.access import require, requires
from weerklank.editions.actions import choosing as actions
from weerklank.editions.actions.running import DRAWS
from weerklank.editions.forms.choosing import StartSelectionForm
from weerklank.editions.lifecycle import RunState
from weerklank.editions.models import Edition, Seating, Selecting
from weerklank.editions.queries import choosing as queries
from weerklank.editions.queries.attendees import nobody_yet
from weerklank.editions.rules import organises
from weerklank.editions.views.edition import crumbs
from weerklank.moves import Refusal
from weerklank.web import lists
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

OneRun = TypeVar("OneRun", Selecting, Seating)
# what only an organiser does; to approve is for a manager of the platform too
OF_ORGANISERS = ("stop", "go_on", "publish")
DRAWN = {"ja": True, "nee": False}


def narrowed_runs(request: HttpRequest, rows: QuerySet[OneRun]) -> tuple[QuerySet[OneRun], Filters]:
    """Draws or plans, by their state and their seed."""
    return lists.narrowed(request, rows, states=RunState.choices, search=["seed"], query_label="Zoek op zaad")


def _edition(request: HttpRequest, slug: str, rule: str = "editions.staff") -> Edition:
    edition = get_object_or_404(Edition, slug=slug)
    require(rule, request.user, edition)
    return edition


def _mine(request: HttpRequest, slug: str, number: int, rule: str = "editions.staff") -> Selecting:
    found = Selecting.objects.select_related("registration__edition", "made_by", "approved_by")
    selecting = get_object_or_404(found, number=number, registration__edition__slug=slug)
    require(rule, request.user, selecting.edition)
    return selecting


@requires("editions.staff")
def selection_list(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _edition(request, slug)
    registration = queries.registration_of(edition)
    form = StartSelectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not organises(request.user, edition):
            raise Refusal("Een organisator van deze editie begint een loting; u kunt haar vaststellen.")
        if registration is None:
            raise Refusal("Zet eerst klaar hoe mensen zich aanmelden; daarna kan er geloot worden.")
        if form.is_valid():
            try:
                selecting = actions.start_selection(
                    registration_id=registration.pk, by=request.user, now=timezone.now(), **form.cleaned_data
                )
            except Refusal as refusal:
                form.add_error(refusal.field or None, refusal.sentence)
            else:
                transaction.on_commit(calculating.call)
                messages.success(request, f"Loting {selecting.number} is begonnen, met zaad ‘{selecting.seed}’.")
                return redirect("editions-selection", slug=slug, number=selecting.number)
    rows, filters = narrowed_runs(
        request, queries.selections_of(registration) if registration else Selecting.objects.none()
    )
    if lists.wants_file(request):
        lines = ((one.number, one.get_state_display(), one.seed, one.made_by, one.made_on, one.told) for one in rows)
        return csv_file(f"lotingen-{slug}", ["nummer", "stand", "zaad", "begonnen door", "op", "uitkomst"], lines)
    context = {
        "edition": edition,
        "registration": registration,
        "form": form,
        "organises": organises(request.user, edition),
        "nobody": nobody_yet(registration),
        "page": lists.page_of(request, rows),
        "filters": filters,
        "crumbs": crumbs(edition, "Loting"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/choosing/selections.html", context, status=422 if form.errors else 200)


@requires("editions.staff")
def selection(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    selecting = _mine(request, slug, number)
    edition = selecting.edition
    which, search = request.GET.get("geloot", ""), request.GET.get("q", "").strip()[:100]
    rows = queries.number_rows(selecting, drawn=DRAWN.get(which), search=search)
    if "csv" in request.GET:
        lines = (
            (row.number.number, row.number.attendee.name, row.number.attendee.get_role_display(),
             "ja" if row.number.is_drawn else "nee", row.chance, row.number.attendee.get_state_display(),
             " ".join(map(str, row.beside)))
            for row in rows
        )  # fmt: skip
        head = ["nummer", "naam", "rol", "geloot", "kans", "stand", "samen met"]
        return csv_file(f"loting-{slug}-{number}", head, lines)
    choices = (Choice("ja", "geloot"), Choice("nee", "niet geloot"))
    context = {
        "edition": edition,
        "run": selecting,
        "progress": calculating.progress_of(selecting),
        "organises": organises(request.user, edition),
        "may_approve": selecting.state == RunState.DONE and request.user.pk != selecting.made_by_id,
        "made_it": request.user.pk == selecting.made_by_id,
        "published": selecting.result.get("published"),
        "outcome": selecting.result,
        "to_replace": queries.to_replace(selecting),
        "page": lists.page_of(request, rows),
        "filters": Filters((Filter("geloot", "Geloot", choices, which),), query=search, query_label="Zoek op naam"),
        "crumbs": _crumbs(edition, f"Loting {number}"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/choosing/selection.html", context)


def _crumbs(edition: Edition, last: str) -> list[dict[str, str]]:
    here = {"label": "Loting", "href": f"/werk/edities/{edition.slug}/loting/"}
    return [*crumbs(edition, "")[:-1], here, {"label": last, "href": ""}]


@requires("editions.staff")
@require_POST
def selection_step(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    step = request.POST.get("step", "")
    selecting = _mine(request, slug, number, "editions.organise" if step in OF_ORGANISERS else "editions.staff")
    now = timezone.now()
    if step == "approve":
        actions.approve_selection(selecting_id=selecting.pk, by=request.user, now=now)
        messages.success(
            request,
            "De loting staat vast. Wie geloot is, krijgt bericht; de anderen wachten in de volgorde van de loting.",
        )
    elif step == "stop":
        actions.stop_selection(selecting_id=selecting.pk, by=request.user, now=now)
        messages.success(request, "De loting is gestopt. Er is niemand geloot.")
    elif step == "go_on" and selecting.state in queries.GOING_ON:
        transaction.on_commit(lambda: calculating.go_on(DRAWS))
        messages.success(request, "Het rekenen gaat verder.")
    else:
        raise Refusal("Deze stap bestaat niet, of kan nu niet. Ververs de bladzijde.")
    return redirect("editions-selection", slug=slug, number=number)


@requires("editions.organise")
@require_POST
def selection_replace(request: HttpRequest, slug: str, number: int, drawn: int) -> HttpResponse:
    selecting = _mine(request, slug, number, "editions.organise")
    comes = actions.replace_drawn(selecting_id=selecting.pk, number=drawn, by=request.user, now=timezone.now())
    party = selecting.numbers.filter(is_drawn=True).exclude(party="").exclude(replaces=None)
    beside = [
        one.attendee.name for one in party.filter(party=comes.party).exclude(pk=comes.pk).select_related("attendee")
    ]
    together = f" Tegelijk {'komt' if len(beside) == 1 else 'komen'} {', '.join(beside)}." if beside else ""
    messages.success(request, f"{comes.attendee.name} komt in de plaats, en krijgt bericht.{together}")
    return redirect("editions-selection", slug=slug, number=number)


@requires("editions.organise")
def selection_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    selecting = _mine(request, slug, number, "editions.organise")
    text = json.dumps(queries.whole_file(selecting), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="weerklank-loting-{slug}-{number}-volledig.json"'
    return response
