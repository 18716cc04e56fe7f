"""The pages on which an organiser plans the day, and publishes what was decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.editions.actions import programme as actions
from weerklank.editions.forms.programme import DayForm, PublishForm, RoomForm, SessionForm
from weerklank.editions.models import Edition, SessionKind
from weerklank.editions.programme import seal
from weerklank.editions.queries import programme as queries
from weerklank.editions.views.edition import crumbs
from weerklank.moves import Refusal
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file


def _mine(request: HttpRequest, slug: str) -> Edition:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    return edition


def _below(edition: Edition, here: str) -> list[dict[str, str]]:
    programme = {"label": "Programma", "href": f"/werk/edities/{edition.slug}/programma/"}
    return [*crumbs(edition, "")[:-1], programme, {"label": here, "href": ""}]


def _context(edition: Edition, **more: Any) -> dict[str, Any]:
    return {"edition": edition, "is_demonstration": edition.is_demonstration} | more


def _csv(edition: Edition, rows: tuple[queries.DraftRow, ...]) -> HttpResponse:
    header = [
        "begin",
        "einde",
        "wat",
        "soort",
        "zaal",
        "wie leidt het",
        "voor wie",
        "taal",
        "toegankelijkheid",
        "let op",
    ]
    lines = (
        (
            f"{slot.begins:%H:%M}" if slot.begins else "",
            f"{slot.ends:%H:%M}" if slot.ends else "",
            slot.title, slot.kind.label, slot.room, slot.led_by, slot.audience, slot.language, slot.all_access,
            " ".join(row.warnings),
        )
        for row in rows
        for slot in [row.slot]
    )  # fmt: skip
    return csv_file(f"programma-{edition.slug}", header, lines)


@requires("editions.organise")
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _mine(request, slug)
    day = DayForm.of(edition, request.POST or None)
    if request.method == "POST" and day.is_valid():
        try:
            actions.plan_day(edition_id=edition.pk, by=request.user, now=timezone.now(), **day.cleaned_data)
        except Refusal as refusal:
            day.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De tijden van de dag zijn bewaard, in het concept.")
            return redirect("editions-programme", slug=slug)
    rooms = {str(room.pk): room for room in edition.rooms.all()}
    kind, room = request.GET.get("soort", ""), request.GET.get("zaal", "")
    search = request.GET.get("q", "").strip()[:100]
    kind, room = kind if kind in SessionKind.values else "", room if room in rooms else ""
    found = queries.draft_page(edition, kind=kind, room=int(room) if room else None, search=search)
    if "csv" in request.GET:
        return _csv(edition, found.rows)
    context = _context(
        edition,
        draft=found,
        day=day,
        page=Paginator(found.rows, 25).get_page(request.GET.get("page")),
        filters=Filters(
            (
                Filter("soort", "Soort", tuple(Choice(*one) for one in SessionKind.choices), kind),
                Filter("zaal", "Zaal", tuple(Choice(key, str(one)) for key, one in rooms.items()), room),
            ),
            query=search,
        ),
        crumbs=crumbs(edition, "Programma"),
    )
    return render(request, "editions/programme.html", context, status=422 if day.errors else 200)


def _session_page(
    request: HttpRequest, edition: Edition, form: SessionForm, row: queries.DraftRow | None = None
) -> HttpResponse:
    context = _context(
        edition, form=form, row=row, crumbs=_below(edition, row.session.title if row else "Onderdeel erbij")
    )
    return render(request, "editions/programme_session.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
def session_add(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _mine(request, slug)
    form = SessionForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_session(
                edition_id=edition.pk, planned=form.planned(), by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"‘{added}’ staat in het concept. Niemand anders ziet het tot u publiceert.")
            return redirect("editions-programme", slug=slug)
    return _session_page(request, edition, form)


@requires("editions.organise")
def session(request: HttpRequest, slug: str, session_id: int) -> HttpResponse:
    edition = _mine(request, slug)
    found = get_object_or_404(queries.sessions(edition), pk=session_id)
    form = SessionForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_session(
                edition_id=edition.pk, session_id=session_id, planned=form.planned(), by=request.user,
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "Het onderdeel is bewaard, in het concept.")
            return redirect("editions-programme", slug=slug)
    row = next(row for row in queries.draft_page(edition).rows if row.session.pk == session_id)
    return _session_page(request, edition, form, row)


@requires("editions.organise")
@require_POST
def session_remove(request: HttpRequest, slug: str, session_id: int) -> HttpResponse:
    edition = _mine(request, slug)
    actions.remove_session(edition_id=edition.pk, session_id=session_id, by=request.user, now=timezone.now())
    messages.success(request, "Het onderdeel is uit het concept gehaald.")
    return redirect("editions-programme", slug=slug)


@requires("editions.organise")
def programme_publish(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _mine(request, slug)
    published, draft = queries.latest(edition), queries.draft(edition)
    looked_at = {"after": published.number if published else 0, "seen": seal(draft)}
    form = PublishForm(request.POST or None, initial=looked_at)
    if request.method == "POST" and form.is_valid():
        try:
            release = actions.publish(edition_id=edition.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            # what is shown again is what stands now: the next press is about that
            form = PublishForm({"note": form.cleaned_data["note"], **looked_at})
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Uitgave {release.number} is gepubliceerd. Iedereen leest haar nu.")
            return redirect("editions-programme", slug=slug)
    context = _context(edition, form=form, draft=queries.draft_page(edition), crumbs=_below(edition, "Publiceren"))
    return render(request, "editions/programme_publish.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
def room_list(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _mine(request, slug)
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            room = actions.add_room(edition_id=edition.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"Zaal ‘{room}’ staat in de lijst.")
            return redirect("editions-rooms", slug=slug)
    search = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rooms = queries.rooms(edition, search=search)
    if "csv" in request.GET:
        lines = ((room.name, room.access, room.planned) for room in rooms)
        return csv_file(f"zalen-{edition.slug}", ["zaal", "toegankelijkheid", "onderdelen"], lines)
    context = _context(
        edition,
        form=form,
        page=Paginator(rooms, 25).get_page(request.GET.get("page")),
        filters=Filters(query=search),
        crumbs=_below(edition, "Zalen"),
    )
    return render(request, "editions/rooms.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
def room(request: HttpRequest, slug: str, room_id: int) -> HttpResponse:
    edition = _mine(request, slug)
    found = get_object_or_404(queries.rooms(edition), pk=room_id)
    form = RoomForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_room(
                edition_id=edition.pk, room_id=room_id, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De zaal is bewaard.")
            return redirect("editions-rooms", slug=slug)
    rooms = {"label": "Zalen", "href": f"/werk/edities/{edition.slug}/programma/zalen/"}
    below = _below(edition, found.name)
    context = _context(edition, form=form, room=found, crumbs=[*below[:-1], rooms, below[-1]])
    return render(request, "editions/room.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
@require_POST
def room_remove(request: HttpRequest, slug: str, room_id: int) -> HttpResponse:
    edition = _mine(request, slug)
    actions.remove_room(edition_id=edition.pk, room_id=room_id, by=request.user, now=timezone.now())
    messages.success(request, "De zaal is weggehaald.")
    return redirect("editions-rooms", slug=slug)
