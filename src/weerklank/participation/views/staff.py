"""The organiser's pages: consultations, their statements, and the ways in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.participation.actions import staff as actions
from weerklank.participation.actions.translations import translate_consultation, translate_statement
from weerklank.participation.forms.staff import (
    ChangeStatementForm,
    ConsultationForm,
    ExtendForm,
    ListForm,
    NewStatementForm,
    RetireForm,
    TranslationForm,
)
from weerklank.participation.lifecycle import ConsultationState, StatementState
from weerklank.participation.models import Consultation, Statement
from weerklank.participation.origins import is_behind
from weerklank.participation.queries import panel
from weerklank.participation.queries import staff as queries
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

CONSULTATIONS = [{"label": "Werk", "href": "/werk/"}, {"label": "Raadplegingen", "href": "/werk/raadplegingen/"}]


def _choices(rows: Any) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), str(label)) for value, label in rows)


def page_of(consultation: Consultation, *last: str) -> dict[str, Any]:
    """What every page below a consultation shows."""
    here = {"label": str(consultation), "href": f"/werk/raadplegingen/{consultation.slug}/" if last else ""}
    return {
        "consultation": consultation,
        "crumbs": [*CONSULTATIONS, here, *({"label": label} for label in last)],
        "is_demonstration": consultation.edition.is_demonstration,
    }


def consultation_of(request: HttpRequest, slug: str, rule: str = "editions.organise") -> Consultation:
    consultation = get_object_or_404(Consultation.objects.select_related("edition", "edition_theme"), slug=slug)
    require(rule, request.user, consultation)
    return consultation


@requires("statements.edit")
def consultation_list(request: HttpRequest) -> HttpResponse:
    asked = ListForm(request.GET)
    search, edition, state = asked.asked("q"), asked.asked("editie"), asked.asked("staat")
    found = queries.consultations_for(request.user, search=search, edition=edition, state=state)
    if "csv" in request.GET:
        rows = (
            (c.edition, c.edition_theme, c.question, c.get_state_display(), c.opens_on, c.closes_on, c.hear_by)
            for c in found
        )
        return csv_file(
            "raadplegingen", ["editie", "thema", "vraag", "stand", "eerste dag", "laatste dag", "horen"], rows
        )
    editions = queries.editions_to_ask_in(request.user)
    filters = Filters(
        (
            Filter("editie", "Editie", _choices((e.slug, e) for e in editions), edition),
            Filter("staat", "Stand", _choices(ConsultationState.choices), state),
        ),
        query=search,
    )
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filters": filters,
        "organises": bool(editions),
        "crumbs": [CONSULTATIONS[0], {"label": "Raadplegingen"}],
    }
    return render(request, "participation/staff/consultations.html", context)


@requires("editions.organise")
def consultation_new(request: HttpRequest) -> HttpResponse:
    form = ConsultationForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        theme = form.cleaned_data["edition_theme"]
        try:
            made = actions.create_consultation(
                edition_theme_id=theme.pk, question=form.values(), by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De raadpleging is een concept. Kinderen zien nog niets.")
            return redirect("participation-consultation", slug=made.slug)
    context = {"form": form, "crumbs": [*CONSULTATIONS, {"label": "Nieuwe raadpleging"}]}
    return render(request, "participation/staff/consultation_form.html", context, status=422 if form.errors else 200)


@requires("statements.edit")
def consultation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_of(request, slug, "statements.edit")
    organises = request.user.edition_roles.filter(edition=consultation.edition, role="organiser").exists()
    context = page_of(consultation) | {
        "missing": queries.room_missing(consultation),
        "moves": queries.next_moves(consultation, timezone.localdate()) if organises else (),
        "organises": organises,
        "translations": queries.translations(consultation),
        "panel_said": panel.said_of(consultation),
        "statements": consultation.statements.exclude(state=StatementState.RETIRED).count(),
        "entry_points": consultation.entry_points.count(),
        "still_writing": consultation.state in actions.BEING_WRITTEN,
        "extend": ExtendForm() if organises and consultation.state == ConsultationState.OPEN else None,
    }
    return render(request, "participation/staff/consultation.html", context)


@requires("editions.organise")
def consultation_change(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_of(request, slug)
    form = ConsultationForm(request.POST or None, account=request.user, consultation=consultation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_consultation(
                consultation_id=consultation.pk, question=form.values(), by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De raadpleging is bewaard.")
            return redirect("participation-consultation", slug=slug)
    context = page_of(consultation, "Wijzigen") | {"form": form}
    return render(request, "participation/staff/consultation_form.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
@require_POST
def consultation_confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody read what came from an earlier edition, and says that it holds."""
    consultation = consultation_of(request, slug)
    actions.confirm_frame(consultation_id=consultation.pk, by=request.user, now=timezone.now())
    messages.success(request, "Wat kan en niet kan veranderen, klopt ook dit jaar.")
    return redirect("participation-consultation", slug=slug)


@requires("editions.organise")
def consultation_extend(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_of(request, slug)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        closes_on = form.cleaned_data["closes_on"]
        try:
            actions.extend_consultation(
                consultation_id=consultation.pk, closes_on=closes_on, by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"Kinderen kunnen meedoen tot en met {closes_on:%d-%m-%Y}.")
            return redirect("participation-consultation", slug=slug)
    context = page_of(consultation, "Langer open") | {
        "form": form,
        "heading": "Langer open",
        "button": "Langer openhouden",
    }
    return render(request, "participation/staff/small_form.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
@require_POST
def consultation_move(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_of(request, slug)
    move = request.POST.get("move", "")
    if move in queries.OF_FINDINGS:
        raise Refusal("Dit doet de redacteur van de inbreng, bij de groepen.")
    moved = actions.move_consultation(consultation_id=consultation.pk, move=move, by=request.user, now=timezone.now())
    messages.success(request, f"De raadpleging staat nu op ‘{moved.get_state_display()}’.")
    return redirect("participation-consultation", slug=slug)


@requires("editions.organise")
def consultation_translate(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    consultation = consultation_of(request, slug)
    if language not in queries.LANGUAGES:
        raise Http404
    text = consultation.texts.filter(language=language).first()
    form = TranslationForm(request.POST or None, language=language, text=text)
    name = queries.LANGUAGES[language]
    if request.method == "POST" and form.is_valid():
        translate_consultation(
            consultation_id=consultation.pk, language=language, by=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, f"De vertaling in het {name} is bewaard.")
        return redirect("participation-consultation", slug=slug)
    context = page_of(consultation, name) | {
        "form": form,
        "name": name,
        "text": text,
        "is_behind": text is not None and is_behind(text, consultation),
    }
    return render(request, "participation/staff/translation.html", context, status=422 if form.errors else 200)


@requires("statements.edit")
def statement_list(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_of(request, slug, "statements.edit")
    asked = ListForm(request.GET)
    search, state = asked.asked("q"), asked.asked("staat")
    found = queries.statements_of(consultation, search=search, state=state)
    if "csv" in request.GET:
        rows = ((s.order, s.text, s.get_origin_display(), s.get_state_display(), s.retired_reason) for s in found)
        return csv_file("stellingen", ["plaats", "stelling", "woorden van", "stand", "reden"], rows)
    form = NewStatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_statement(
                consultation_id=consultation.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De stelling is voorgesteld. Open haar om erop te laten stemmen.")
            return redirect("participation-statements", slug=slug)
    context = page_of(consultation, "Stellingen") | {
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "filters": Filters((Filter("staat", "Stand", _choices(StatementState.choices), state),), query=search),
        "form": form,
    }
    return render(request, "participation/staff/statements.html", context, status=422 if form.errors else 200)


def _statement(request: HttpRequest, pk: int) -> Statement:
    statement = get_object_or_404(Statement.objects.select_related("consultation__edition"), pk=pk)
    require("statements.edit", request.user, statement)
    return statement


@requires("statements.edit")
def statement_change(request: HttpRequest, pk: int) -> HttpResponse:
    statement = _statement(request, pk)
    form = ChangeStatementForm(request.POST or None, statement=statement)
    if request.method == "POST" and form.is_valid():
        said = {"statement_id": pk, "by": request.user, "now": timezone.now()}
        try:
            with transaction.atomic():
                actions.change_statement(text=form.cleaned_data["text"], order=form.cleaned_data["order"], **said)
                for language, (text, checked) in form.translations().items():
                    translate_statement(language=language, text=text, checked=checked, **said)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De stelling is bewaard.")
            return redirect("participation-statements", slug=statement.consultation.slug)
    context = page_of(statement.consultation, "Stelling") | {
        "form": form,
        "statement": statement,
        "retire": RetireForm(prefix="weg"),
        "sources": [source.shown_text for source in statement.sources.all() if source.shown_text],
        "may_ask": statement.state == StatementState.PROPOSED,
        "may_open": statement.state in (StatementState.PROPOSED, StatementState.ORIGIN_CHECK),
        "may_close": statement.state == StatementState.OPEN,
        "may_retire": statement.state not in (StatementState.CLOSED, StatementState.RETIRED),
    }
    return render(request, "participation/staff/statement.html", context, status=422 if form.errors else 200)


@requires("statements.edit")
@require_POST
def statement_move(request: HttpRequest, pk: int) -> HttpResponse:
    statement = _statement(request, pk)
    move = request.POST.get("move", "")
    reason = request.POST.get("weg-reason", "").replace("\x00", "")[:300]
    actions.move_statement(statement_id=pk, move=move, reason=reason, by=request.user, now=timezone.now())
    messages.success(request, "De stelling is bijgewerkt.")
    return redirect("participation-statements", slug=statement.consultation.slug)
