"""The masterclass: what it is, signing up, and the organiser's list."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weerklank.accounts.access import public, require, requires
from weerklank.briefings import rules
from weerklank.briefings.actions import meetings as actions
from weerklank.briefings.exports import registrations_csv
from weerklank.briefings.forms import AudienceForm, RegistrationForm
from weerklank.briefings.queries.meetings import meeting_row, registrations
from weerklank.editions.lifecycle import REGISTRATION, RegistrationState
from weerklank.editions.models import SideEvent
from weerklank.moves import Refusal
from weerklank.web.listing import Choice, Filter, Filters

ROLES = (Choice("member", "Kamerlid"), Choice("staff", "medewerker van een Kamerlid"), Choice("other", "anders"))
may_read = rules.organises_meeting | rules.administers_meeting
MOVES = {"confirm": "bevestigd", "cancel": "afgemeld", "wait": "op de wachtlijst gezet"}


@public("whoever is invited reads what it is and signs up without an account")
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(SideEvent, slug=slug)
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.register(event_id=event.pk, now=timezone.now(), **form.cleaned_data)
            return redirect("briefings-meeting-thanks", slug=slug)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
    return _meeting_page(request, event, form)


def _meeting_page(request: HttpRequest, event: SideEvent, form: RegistrationForm) -> HttpResponse:
    context = {
        "row": meeting_row(event, timezone.localdate()),
        "event": event,
        "form": form,
        "erase_days": actions.ERASE_AFTER_DAYS,
        "not_for": actions.not_for(event) if event.roles else "",
        "is_demonstration": event.is_demonstration,
        "crumbs": [{"label": _("Kamer"), "href": reverse("briefings-parliament")}, {"label": event.title}],
    }
    return render(request, "briefings/meeting.html", context, status=422 if form.errors else 200)


@public("says that the registration came in, and the same to whoever had signed up before")
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(SideEvent, slug=slug)
    context = {
        "event": event,
        "is_full": actions.places_left(event) <= 0,
        "erase_days": actions.ERASE_AFTER_DAYS,
        "is_demonstration": event.is_demonstration,
    }
    return render(request, "briefings/meeting_thanks.html", context)


@requires("briefings.registrations")
def meeting_list(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(SideEvent, slug=slug)
    require("briefings.registrations", request.user, event)
    asked = {
        "words": request.GET.get("q", "")[:200],
        "state": request.GET.get("stand", ""),
        "role": request.GET.get("rol", ""),
    }
    page = Paginator(registrations(event, **asked), 25).get_page(request.GET.get("page"))
    states = tuple(Choice(value, label) for value, label in RegistrationState.choices)
    context = {
        "event": event,
        "page": page,
        "rows": [(row, [move.name for move in REGISTRATION.targets(row.state)]) for row in page],
        "places_left": max(0, actions.places_left(event)),
        "filters": Filters(
            filters=(Filter("stand", "Stand", states, asked["state"]), Filter("rol", "Rol", ROLES, asked["role"])),
            query=asked["words"],
            query_label="Zoek op naam, adres of wat iemand nodig heeft",
            action=reverse("briefings-meeting-list", args=[slug]),
        ),
        "data_csv": reverse("briefings-meeting-csv", args=[slug]),
        "is_demonstration": event.is_demonstration,
        "crumbs": [{"label": "Bijeenkomsten", "href": reverse("briefings-meetings-work")}, {"label": event.title}],
    }
    return render(request, "briefings/meeting_list.html", context)


@requires("briefings.registrations")
def meeting_audience(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(SideEvent, slug=slug)
    require("briefings.registrations", request.user, event)
    known = {"audience": event.audience, "roles": event.roles, "elsewhere": event.elsewhere}
    form = AudienceForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.restrict(event_id=event.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "Voor wie de bijeenkomst is, staat nu op haar bladzijde.")
            return redirect("briefings-meeting-list", slug=slug)
    context = {
        "event": event,
        "form": form,
        "is_demonstration": event.is_demonstration,
        "crumbs": [
            {"label": "Bijeenkomsten", "href": reverse("briefings-meetings-work")},
            {"label": event.title, "href": reverse("briefings-meeting-list", args=[slug])},
            {"label": "Voor wie"},
        ],
    }
    return render(request, "briefings/meeting_audience.html", context, status=422 if form.errors else 200)


@requires("briefings.registrations")
def meeting_csv(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(SideEvent, slug=slug)
    require("briefings.registrations", request.user, event)
    return registrations_csv(slug, registrations(event))


@requires("briefings.registrations")
@require_POST
def meeting_move(request: HttpRequest, slug: str, registration_id: int) -> HttpResponse:
    event = get_object_or_404(SideEvent, slug=slug)
    require("briefings.registrations", request.user, event)
    get_object_or_404(event.registrations, pk=registration_id)
    move = request.POST.get("move", "")
    try:
        actions.move_registration(registration_id=registration_id, move=move, by=request.user, now=timezone.now())
        messages.success(request, f"De aanmelding is {MOVES[move]}.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("briefings-meeting-list", slug=slug)


@requires("briefings.registrations")
def meetings_work(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    events = [event for event in SideEvent.objects.order_by("-date") if may_read.test(request.user, event)]
    rows = [
        (meeting_row(event, today), event.registrations.count(), max(0, actions.places_left(event))) for event in events
    ]
    return render(request, "briefings/meetings_work.html", {"rows": rows, "crumbs": [{"label": "Bijeenkomsten"}]})
