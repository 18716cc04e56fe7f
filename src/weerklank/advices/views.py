"""The pages of a theme table: its record, its advices, and the read-back in which children speak first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.advices import actions, forms, queries
from weerklank.advices.discarding import DiscardForm
from weerklank.advices.lifecycle import ADVICE
from weerklank.advices.models import Advice
from weerklank.editions.models import ThemeTable
from weerklank.moves import Refusal
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

PAGE = 25
BIGGEST = 2**31


def _table(request: HttpRequest, table_id: int) -> ThemeTable:
    table = get_object_or_404(ThemeTable.objects.select_related("edition_theme__edition"), pk=min(table_id, BIGGEST))
    require("advices.write", request.user, table)
    return table


def _advice(request: HttpRequest, advice_id: int) -> Advice:
    advice = get_object_or_404(
        Advice.objects.select_related("table__edition_theme", "edition"), pk=min(advice_id, BIGGEST)
    )
    require("advices.write", request.user, advice)
    return advice


def _show(
    request: HttpRequest, template: str, context: dict[str, Any], *, demonstration: bool, status: int = 200
) -> HttpResponse:
    return render(request, template, {**context, "is_demonstration": demonstration}, status=status)


@requires("advices.write")
def tables(request: HttpRequest) -> HttpResponse:
    """The tables at which I write: by edition, by where their advices stand, searched by theme, and paged."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    mine = queries.tables_for(request.user)
    editions = queries.editions_of_tables(mine)
    slugs = {one.slug for one in editions}
    slug = request.GET.get("editie", "") if request.GET.get("editie", "") in slugs else ""
    stand = request.GET.get("stand", "") if request.GET.get("stand", "") in queries.TableStand.values else ""
    found = queries.tables_narrowed(mine, edition=slug, stand=stand, words=words)
    if "csv" in request.GET:
        lines = (
            (row.table.edition, row.table.number, row.table.edition_theme, row.table.place, row.stand.label)
            for row in queries.table_rows(found)
        )
        return csv_file("thematafels", ["editie", "tafel", "thema", "plaats", "stand"], lines)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    stands = tuple(Choice(one.value, str(one.label)) for one in queries.TableStand)
    filters = Filters(
        (
            Filter("editie", "Editie", tuple(Choice(one.slug, one.title) for one in editions), slug),
            Filter("stand", "Stand", stands, stand),
        ),
        query=words,
        query_label="Zoek op thema",
    )
    crumbs = [{"label": "Werk", "href": "/werk/"}, {"label": "Thematafels", "href": ""}]
    return _show(
        request,
        "advices/tables.html",
        {"page": page, "rows": queries.table_rows(page.object_list), "filters": filters, "crumbs": crumbs},
        demonstration=any(row.edition.is_demonstration for row in page),
    )


@requires("advices.write")
def table(request: HttpRequest, table_id: int) -> HttpResponse:
    """One table: who sits there, its record, what children said, its advices."""
    table = _table(request, table_id)
    page = queries.table_page(table)
    form = forms.RecordForm(request.POST or None, record=page.record)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_record(table_id=table.pk, text=form.text(), by=request.user, now=timezone.now())
            if "finish" in request.POST:
                actions.finish_record(table_id=table.pk, by=request.user, now=timezone.now())
            messages.success(request, "Het verslag is bewaard.")
            return redirect("advices-table", table.pk)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    context = {"page": page, "table": table, "form": form, "may_write": actions.may_write(table.edition)}
    return _show(
        request,
        "advices/table.html",
        context,
        demonstration=table.edition.is_demonstration,
        status=422 if form.errors else 200,
    )


@requires("advices.write")
def new_advice(request: HttpRequest, table_id: int) -> HttpResponse:
    return _advice_form(request, _table(request, table_id), None)


@requires("advices.write")
def edit_advice(request: HttpRequest, advice_id: int) -> HttpResponse:
    advice = _advice(request, advice_id)
    if advice.table is None:
        raise Refusal("Dit advies komt niet van een tafel en wordt hier niet geschreven.")
    return _advice_form(request, advice.table, advice)


def _advice_form(request: HttpRequest, table: ThemeTable, advice: Advice | None) -> HttpResponse:
    """Writing an advice; a search for recommendations keeps everything that was typed."""
    theme = table.edition_theme
    if request.method != "POST" and not actions.may_write(theme.edition):
        messages.info(request, "De adviezen van deze editie zijn al overhandigd. Er wordt niets meer geschreven.")
        return redirect("advices-table", table.pk)
    form = forms.AdviceForm(request.POST or None, theme=theme, edition=theme.edition, advice=advice)
    form.fields["recommendations"].label_from_instance = queries.label_of
    searching = request.method == "POST" and "find" in request.POST
    theirs = None
    if request.method == "POST" and not searching and form.is_valid():
        try:
            if advice is None:
                saved = actions.create_advice(
                    table_id=table.pk, text=form.advice_text(), by=request.user, now=timezone.now()
                )
            else:
                saved = actions.edit_advice(
                    advice_id=advice.pk,
                    text=form.advice_text(),
                    seen=form.cleaned_data["seen"],
                    by=request.user,
                    now=timezone.now(),
                )
            messages.success(request, f"Advies {saved.number} is bewaard.")
            return redirect("advices-read-back", saved.pk)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
            if advice is not None and form.cleaned_data["seen"] != actions.fingerprint(advice):
                theirs = advice
                form.data = form.data.copy()
                form.data["seen"] = actions.fingerprint(advice)
    if searching:
        form.errors.clear()
    context = {
        "form": form,
        "table": table,
        "advice": advice,
        "theirs": theirs,
        "groups": queries.said_in(queries.groups_of_theme(theme)),
    }
    return _show(
        request,
        "advices/advice_form.html",
        context,
        demonstration=theme.edition.is_demonstration,
        status=422 if form.errors else 200,
    )


@requires("advices.write")
@require_POST
def discard(request: HttpRequest, advice_id: int) -> HttpResponse:
    """Puts a mistaken advice aside."""
    advice = _advice(request, advice_id)
    form = DiscardForm(request.POST)
    if form.is_valid():
        try:
            actions.discard_advice(
                advice_id=advice.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, f"Advies {advice.number} is weggelegd.")
            return redirect("advices-read-back", advice.pk)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return _read_back(request, advice, discard=form)


@requires("advices.write")
def read_back(request: HttpRequest, advice_id: int) -> HttpResponse:
    """The read-back of one advice: every seat its own row, young seats first."""
    advice = _advice(request, advice_id)
    return _read_back(request, advice)


def _read_back(
    request: HttpRequest,
    advice: Advice,
    *,
    wrong: forms.SeatForm | None = None,
    adopt: forms.AdoptForm | None = None,
    discard: DiscardForm | None = None,
    sentence: str = "",
) -> HttpResponse:
    context = {
        "page": queries.read_back_page(advice),
        "advice": advice,
        "wrong": wrong,
        "wrong_seat": str(wrong.data.get("seat", "")) if wrong else "",
        "adopt": adopt or forms.AdoptForm(initial={"minority_note": advice.minority_note}),
        "discard": discard or DiscardForm(),
        "may_discard": ADVICE.allows(advice.state, "discard"),
        "may_write": actions.may_write(advice.edition),
        "discarded": queries.discarded(advice),
        "sentence": sentence,
    }
    status = 422 if wrong or adopt or discard or sentence else 200
    return _show(
        request, "advices/read_back.html", context, demonstration=advice.edition.is_demonstration, status=status
    )


@requires("advices.write")
@require_POST
def start_read_back(request: HttpRequest, advice_id: int) -> HttpResponse:
    advice = _advice(request, advice_id)
    try:
        actions.start_read_back(advice_id=advice.pk, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _read_back(request, advice, sentence=refusal.sentence)
    messages.success(request, "Lees het advies voor. Kinderen en jongeren zeggen eerst of dit is wat zij bedoelden.")
    return redirect("advices-read-back", advice.pk)


@requires("advices.write")
@require_POST
def say_read_back(request: HttpRequest, advice_id: int) -> HttpResponse:
    advice = _advice(request, advice_id)
    form = forms.SeatForm(request.POST)
    if form.is_valid():
        try:
            said = actions.say_read_back(
                advice_id=advice.pk,
                seat_id=form.cleaned_data["seat"],
                agrees=form.cleaned_data["agrees"],
                dissent=form.cleaned_data["dissent"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"{said.seat.alias} is gehoord.")
            return redirect("advices-read-back", advice.pk)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    return _read_back(request, advice, wrong=form)


@requires("advices.write")
@require_POST
def adopt(request: HttpRequest, advice_id: int) -> HttpResponse:
    advice = _advice(request, advice_id)
    form = forms.AdoptForm(request.POST)
    if form.is_valid():
        try:
            actions.adopt_advice(
                advice_id=advice.pk,
                minority_note=form.cleaned_data["minority_note"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"Advies {advice.number} is vastgesteld door de tafel.")
            return redirect("advices-read-back", advice.pk)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
    return _read_back(request, advice, adopt=form)
