"""The pages on which an organiser sets the tables of an edition."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.editions import actions, queries
from weerklank.editions.forms import NewTableForm, SeatForm, SeatsForm, TableForm
from weerklank.editions.models import Edition, SeatKind, ThemeTable
from weerklank.editions.queries.attendees import nobody_yet, registration_of
from weerklank.editions.views.edition import crumbs
from weerklank.moves import Refusal
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

# what meets every hard minimum, as a first proposal
USUAL_PLACES = {SeatKind.CHILD: 2, SeatKind.YOUNG_PERSON: 2, SeatKind.ORGANISATION: 1, SeatKind.MINISTRY: 1}
STANDS = {"mist": True, "compleet": False}


def _mine(request: HttpRequest, slug: str, table_id: int) -> ThemeTable:
    tables = ThemeTable.objects.select_related("edition_theme__edition")
    table = get_object_or_404(tables, pk=table_id, edition_theme__edition__slug=slug)
    require("editions.organise", request.user, table)
    return table


def _csv(edition: Edition, rows: tuple[queries.TableRow, ...]) -> HttpResponse:
    lines = (
        (row.table.edition_theme, row.table.number, row.table.place, row.sitting, row.who, " ".join(row.shortfalls))
        for row in rows
    )
    return csv_file(f"tafels-{edition.slug}", ["thema", "nummer", "plaats", "mensen", "wie", "wat mist"], lines)


@requires("editions.organise")
def table_list(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    form = NewTableForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        theme, number, place = (form.cleaned_data[name] for name in ("edition_theme", "number", "place"))
        try:
            table = actions.add_table(
                edition_id=edition.pk, edition_theme_id=theme.pk, number=number, place=place, by=request.user,
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{table} is gemaakt. Zeg nu wie er zitten.")
            return redirect("editions-table", slug=slug, table_id=table.pk)
    themes = {str(theme.pk): theme for theme in queries.themes_of(edition)}
    theme, stand = themes.get(request.GET.get("thema", "")), request.GET.get("stand", "")
    search = request.GET.get("q", "").strip()[:100]
    rows = queries.table_rows(edition, theme=theme and theme.pk, unmet=STANDS.get(stand), search=search)
    if "csv" in request.GET:
        return _csv(edition, rows)
    context = {
        "edition": edition,
        "form": form,
        "themes": themes,
        "page": Paginator(rows, 25).get_page(request.GET.get("page")),
        "nobody": nobody_yet(registration_of(edition)),
        "organises": True,
        "filters": Filters(
            (
                Filter("thema", "Thema", tuple(Choice(key, str(one)) for key, one in themes.items()), str(theme.pk) if theme else ""),
                Filter("stand", "Stand", (Choice("mist", "mist nog iemand"), Choice("compleet", "compleet")), stand),
            ),
            query=search,
        ),
        "crumbs": crumbs(edition, "Tafels"),
        "is_demonstration": edition.is_demonstration,
    }  # fmt: skip
    return render(request, "editions/tables.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
def tables_set_out(request: HttpRequest, slug: str) -> HttpResponse:
    """A table for every theme that has none, each with the same places."""
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    form = SeatsForm(request.POST or None, initial=USUAL_PLACES)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.set_out_tables(
                edition_id=edition.pk, counts=form.counts(), by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{len(made)} {'tafel staat' if len(made) == 1 else 'tafels staan'} klaar.")
            return redirect("editions-tables", slug=slug)
    context = {
        "edition": edition,
        "form": form,
        "bare": queries.themes_of(edition).filter(tables__isnull=True),
        "crumbs": crumbs(edition, "Tafels klaarzetten"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/tables_set_out.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, table: ThemeTable, **refused: forms.Form) -> HttpResponse:
    """One table with its three forms, of which at most one was refused."""
    edition = table.edition
    tables = {"label": "Tafels", "href": f"/werk/edities/{edition.slug}/tafels/"}
    context = {
        "edition": edition,
        "row": queries.table_row(table),
        "change": TableForm.of(table),
        "seats": SeatsForm(),
        "seat": SeatForm(),
        "form": next(iter(refused.values()), None),
        "crumbs": [*crumbs(edition, "")[:-1], tables, {"label": str(table)}],
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/table.html", context | refused, status=422 if refused else 200)


@requires("editions.organise")
def table_detail(request: HttpRequest, slug: str, table_id: int) -> HttpResponse:
    table = _mine(request, slug, table_id)
    if request.method != "POST":
        return _page(request, table)
    form = TableForm.of(table, request.POST)
    if form.is_valid():
        try:
            actions.change_table(table_id=table.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "Nummer en plaats zijn bewaard.")
            return redirect("editions-table", slug=slug, table_id=table_id)
    return _page(request, table, change=form)


@requires("editions.organise")
@require_POST
def table_remove(request: HttpRequest, slug: str, table_id: int) -> HttpResponse:
    table = _mine(request, slug, table_id)
    actions.remove_table(table_id=table.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{table} is weggehaald.")
    return redirect("editions-tables", slug=slug)


@requires("editions.organise")
def seats_add(request: HttpRequest, slug: str, table_id: int) -> HttpResponse:
    table = _mine(request, slug, table_id)
    form = SeatsForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_seats(table_id=table.pk, counts=form.counts(), by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"Er {'is 1 plaats' if len(added) == 1 else f'zijn {len(added)} plaatsen'} bij.")
    if request.method == "POST" and form.errors:
        return _page(request, table, seats=form)
    return redirect("editions-table", slug=slug, table_id=table_id)


@requires("editions.organise")
def seat_add(request: HttpRequest, slug: str, table_id: int) -> HttpResponse:
    table = _mine(request, slug, table_id)
    form = SeatForm(request.POST)
    if request.method == "POST" and form.is_valid():
        kind, alias = SeatKind(form.cleaned_data["kind"]), form.cleaned_data["alias"]
        try:
            actions.add_seat(table_id=table.pk, kind=kind, alias=alias, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{alias} zit nu aan deze tafel.")
    if request.method == "POST" and form.errors:
        return _page(request, table, seat=form)
    return redirect("editions-table", slug=slug, table_id=table_id)


@requires("editions.organise")
@require_POST
def seat_remove(request: HttpRequest, slug: str, table_id: int, seat_id: int) -> HttpResponse:
    table = _mine(request, slug, table_id)
    actions.remove_seat(table_id=table.pk, seat_id=seat_id, by=request.user, now=timezone.now())
    messages.success(request, "De plaats is weggehaald.")
    return redirect("editions-table", slug=slug, table_id=table_id)
