"""The pages where is decided about what children say is not right."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.audit.queries import history_of
from weerklank.findings import actions, queries
from weerklank.findings.forms import ExplainForm, ListForm, MoveForm, WordsForm
from weerklank.findings.lifecycle import ObjectionState
from weerklank.findings.models import About, Objection
from weerklank.findings.views.arranging import GROUPS, WORK
from weerklank.moves import Refusal
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file


@requires("findings.edit")
def objection_list(request: HttpRequest) -> HttpResponse:
    """Open ones first; nothing of what a child wrote stands in the list or is searched."""
    form = ListForm(request.GET)
    search, about, slug = form.asked("q"), form.asked("over"), form.asked("raadpleging")
    state = form.asked("stand")
    everything = found = queries.objections_of(request.user)
    if state:
        found = found.filter(state=state)
    if about:
        found = found.filter(about=about)
    if slug:
        found = found.filter(contribution__consultation__slug=slug)
    if search:
        found = found.filter(
            Q(group__title__icontains=search)
            | Q(contribution__consultation__question__icontains=search)
            | Q(reason__icontains=search)
        )
    if "csv" in request.GET:
        return _as_csv(found)
    today = timezone.localdate()
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(one, today) for one in page],
        "filters": _filters(everything, search, state, about, slug),
        "crumbs": [WORK, GROUPS, {"label": "Bezwaren"}],
    }
    return render(request, "findings/objections.html", context)


def _row(objection: Objection, today: date) -> dict[str, Any]:
    due = queries.objection_due(objection)
    return {"one": objection, "due": due, "late": objection.state == ObjectionState.OPEN and due < today}


def _filters(everything: QuerySet[Objection], search: str, state: str, about: str, slug: str) -> Filters:
    asked = everything.order_by("contribution__consultation__question").values_list(
        "contribution__consultation__slug", "contribution__consultation__question"
    )
    states = tuple(Choice(one.value, str(one.label)) for one in ObjectionState)
    return Filters(
        (
            Filter("stand", "Stand", states, state),
            Filter("over", "Waarover", tuple(Choice(one.value, str(one.label)) for one in About), about),
            Filter("raadpleging", "Raadpleging", tuple(Choice(*one) for one in asked.distinct()), slug),
        ),
        query=search,
        query_label="Zoek in vraag, groep en uitleg",
    )


def _as_csv(found: QuerySet[Objection]) -> HttpResponse:
    header = ["sinds", "wat het kind zegt", "groep", "vraag", "stand", "besloten op", "uitleg"]
    rows = (
        (
            one.raised_on,
            one.get_about_display(),
            str(one.group or ""),
            str(one.contribution.consultation),
            one.get_state_display(),
            one.decided_on,
            one.reason,
        )
        for one in found
    )
    return csv_file("bezwaren", header, rows)


@requires("findings.edit")
def objection_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = Objection.objects.select_related("contribution__consultation__edition", "group", "statement")
    objection = get_object_or_404(found.exclude(contribution__state="withdrawn"), pk=pk)
    require("findings.edit", request.user, objection)
    right, keep = _form(objection, prefix="anders"), ExplainForm(objection=objection, prefix="blijft")
    refused = None
    if request.method == "POST":
        keeps = request.POST.get("do") == "keep"
        refused = form = (
            ExplainForm(request.POST, objection=objection, prefix="blijft")
            if keeps
            else _form(objection, request.POST, prefix="anders")
        )
        right, keep = (right, form) if keeps else (form, keep)
        if form.is_valid():
            try:
                _decide(request, objection, form, keeps=keeps)
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, "Besloten. Het kind leest het met zijn plaatjes.")
                return redirect("findings-objections")
        objection.refresh_from_db()
    return _detail_page(request, objection, right=right, keep=keep, refused=refused)


def _form(objection: Objection, data: Any = None, *, prefix: str) -> ExplainForm:
    """What is filled in where the child is right."""
    kind = {About.PLACE: MoveForm, About.WORDS: WordsForm}.get(About(objection.about), ExplainForm)
    form = kind(data, objection=objection, prefix=prefix)
    form.fields["reason"].required = False
    return form


def _decide(request: HttpRequest, objection: Objection, form: ExplainForm, *, keeps: bool) -> None:
    by, now, said, typed = request.user, timezone.now(), form.said(), form.cleaned_data
    if keeps:
        actions.keep(objection_id=objection.pk, said=said, by=by, now=now)
    elif objection.about == About.PLACE:
        group = typed["group"]
        actions.move_elsewhere(
            objection_id=objection.pk,
            group_id=group.pk if group else None,
            title=typed["title"],
            agreed=form.agreed,
            said=said,
            by=by,
            now=now,
        )
    elif objection.about == About.WORDS:
        actions.change_group_words(
            objection_id=objection.pk,
            title=typed["title"],
            summary=typed["summary"],
            agreed=form.agreed,
            said=said,
            by=by,
            now=now,
        )
    else:
        actions.retire_statement(objection_id=objection.pk, said=said, by=by, now=now)


def _detail_page(
    request: HttpRequest, objection: Objection, *, right: ExplainForm, keep: ExplainForm, refused: ExplainForm | None
) -> HttpResponse:
    held = objection.contribution
    membership = getattr(held, "membership", None)
    context = {
        "objection": objection,
        "one": held,
        "now_in": membership.group if membership else None,
        "others": queries.members(objection.group).exclude(pk=held.pk)[:5] if objection.group else (),
        "is_open": objection.state == ObjectionState.OPEN,
        "for_another": actions.why_for_another(objection=objection, by=request.user),
        "right": right,
        "keep": keep,
        "refused": refused,
        "due": queries.objection_due(objection),
        "history": history_of(objection),
        "crumbs": [WORK, GROUPS, {"label": "Bezwaren", "href": queries.OBJECTIONS}, {"label": "Bezwaar"}],
        "is_demonstration": objection.edition.is_demonstration,
    }
    status = 422 if refused is not None else 200
    return render(request, "findings/objection.html", context, status=status)
