"""The pages where what children said is brought together and counted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.findings import actions, queries, translated
from weerklank.findings.forms import ChosenForm, GroupForm, ListForm, ReasonForm, StatementForm, TermForm
from weerklank.findings.lifecycle import ObjectionState
from weerklank.findings.models import Destination, Group
from weerklank.moves import Refusal
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation, Contribution
from weerklank.participation.queries.staff import language_name
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

WORK = {"label": "Werk", "href": "/werk/"}
GROUPS = {"label": "Groepen", "href": "/werk/groepen/"}


def the_consultation(request: HttpRequest, slug: str) -> Consultation:
    consultation = get_object_or_404(
        Consultation.objects.select_related("edition", "edition_theme", "objection_term"), slug=slug
    )
    require("findings.edit", request.user, consultation)
    return consultation


def _group(request: HttpRequest, pk: int) -> Group:
    group = get_object_or_404(Group.objects.select_related("consultation__edition"), pk=pk)
    require("findings.edit", request.user, group)
    return group


def below(consultation: Consultation, *last: str) -> dict[str, Any]:
    here = {"label": str(consultation), "href": f"/werk/groepen/{consultation.slug}/" if last else ""}
    return {
        "consultation": consultation,
        "crumbs": [WORK, GROUPS, here, *({"label": label} for label in last)],
        "is_demonstration": consultation.edition.is_demonstration,
    }


@requires("findings.edit")
def consultation_list(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.GET)
    search = form.asked("q")
    found = queries.consultations_of(request.user)
    if search:
        found = found.filter(question__icontains=search)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filters": Filters(query=search),
        "crumbs": [WORK, {"label": "Groepen"}],
        "objections": queries.objections_of(request.user).filter(state=ObjectionState.OPEN).count(),
    }
    return render(request, "findings/list.html", context)


@requires("findings.edit")
def arrange(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = the_consultation(request, slug)
    form = ListForm(request.GET)
    search, language, destination = form.asked("q"), form.asked("taal"), form.asked("bestemming")
    loose = queries.loose(consultation, search=search, language=language)
    if "csv" in request.GET:
        rows = ((one.received_on, one.original_language, one.shown_text) for one in loose if one.shown_text)
        return csv_file("nog-in-geen-groep", ["dag", "taal", "tekst"], rows)
    context = below(consultation) | _arranging(request, consultation, loose, search, language, destination)
    return render(request, "findings/arrange.html", context | {"form": GroupForm()})


def _arranging(
    request: HttpRequest,
    consultation: Consultation,
    loose: Any,
    search: str = "",
    language: str = "",
    destination: str = "",
) -> dict[str, Any]:
    today = timezone.localdate()
    term = getattr(consultation, "objection_term", None)
    languages = tuple(Choice(code, language_name(code)) for code in queries.languages_in(consultation))
    destinations = (Choice("none", "nog geen"), *(Choice(d.value, str(d.label)) for d in Destination if d.value))
    groups = queries.groups_of(consultation, destination=destination)
    return {
        "page": Paginator(loose, 25).get_page(request.GET.get("page")),
        "groups": Paginator(groups, 100).get_page(request.GET.get("groepen")),
        "filters": Filters(
            (Filter("taal", "Taal", languages, language), Filter("bestemming", "Groepen", destinations, destination)),
            query=search,
            query_label="Zoek in wat nog in geen groep staat",
        ),
        "gaps": queries.unfinished(consultation, today),
        "term": term,
        "term_runs": term is not None and term.runs_on(today),
        "term_form": TermForm(auto_id="termijn-%s"),
        "waits": queries.waits(consultation),
        "open_ends": queries.open_ends(consultation) if consultation.state == ConsultationState.CLOSED else (),
        "may_arrange": consultation.state not in actions.SETTLED,
        "is_late": queries.late(consultation),
        "may_gather": consultation.state == ConsultationState.CLOSED,
        "may_fix": consultation.state == ConsultationState.GROUPED,
    }


@requires("findings.edit")
@require_POST
def group_new(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = the_consultation(request, slug)
    form, chosen = GroupForm(request.POST), ChosenForm(request.POST, consultation=consultation)
    if form.is_valid() and chosen.is_valid():
        ids = [one.pk for one in chosen.cleaned_data["contributions"]]
        try:
            made = actions.make_group(
                consultation_id=consultation.pk,
                contribution_ids=ids,
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"De groep ‘{made}’ is gemaakt.")
            return redirect("findings-arrange", slug=slug)
    context = below(consultation) | _arranging(request, consultation, queries.loose(consultation))
    ticked = set(request.POST.getlist("contributions"))
    return render(request, "findings/arrange.html", context | {"form": form, "ticked": ticked}, status=422)


@requires("findings.edit")
@require_POST
def move_in(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = the_consultation(request, slug)
    chosen = ChosenForm(request.POST, consultation=consultation)
    if not chosen.is_valid() or chosen.cleaned_data["group"] is None:
        raise Refusal("Kies eerst een of meer inbrengen en de groep waar ze bij horen.")
    ids = [one.pk for one in chosen.cleaned_data["contributions"]]
    group = actions.move_in(
        group_id=chosen.cleaned_data["group"].pk, contribution_ids=ids, by=request.user, now=timezone.now()
    )
    messages.success(request, f"{len(ids)} in de groep ‘{group}’ gezet.")
    return redirect("findings-arrange", slug=slug)


@requires("findings.edit")
@require_POST
def settle(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = the_consultation(request, slug)
    if request.POST.get("move") == "fix":
        consultation = actions.fix_consultation(consultation_id=consultation.pk, by=request.user, now=timezone.now())
    else:
        form = TermForm(request.POST, auto_id="termijn-%s")
        if not form.is_valid():
            raise Refusal("Kies hoeveel dagen kinderen bezwaar kunnen maken.")
        try:
            consultation = actions.gather(
                consultation_id=consultation.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            if refusal.field != "agreed":
                raise
            form.refuse(refusal)
            context = below(consultation) | _arranging(request, consultation, queries.loose(consultation))
            asked = {"form": GroupForm(), "term_form": form, "refused": form}
            return render(request, "findings/arrange.html", context | asked, status=422)
    messages.success(request, f"De raadpleging staat nu op ‘{consultation.get_state_display()}’.")
    return redirect("findings-arrange", slug=slug)


@requires("findings.edit")
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    group = _group(request, pk)
    form = GroupForm(request.POST or None, initial={"title": group.title, "summary": group.summary})
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_group(group_id=pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "De groep is bewaard.")
            return redirect("findings-group", pk=pk)
    return _group_page(request, group, form=form, status=422 if form.errors else 200)


def _group_page(request: HttpRequest, group: Group, *, status: int = 200, **more: Any) -> HttpResponse:
    context = below(group.consultation, "Groep") | {
        "group": group,
        "page": Paginator(queries.members(group), 25).get_page(request.GET.get("page")),
        "form": GroupForm(initial={"title": group.title, "summary": group.summary}),
        "aside": ReasonForm(initial={"reason": group.reason}),
        "spoken": translated.standings(group),
        "may_arrange": group.consultation.state not in actions.SETTLED,
        "may_describe": group.is_nameless or group.consultation.state not in actions.SETTLED,
    }
    return render(request, "findings/group.html", context | more, status=status)


@requires("findings.edit")
@require_POST
def move_out(request: HttpRequest, pk: int) -> HttpResponse:
    group = _group(request, pk)
    chosen = ChosenForm(request.POST, consultation=group.consultation)
    ids = [one.pk for one in chosen.cleaned_data["contributions"]] if chosen.is_valid() else []
    actions.move_out(group_id=pk, contribution_ids=ids, by=request.user, now=timezone.now())
    messages.success(request, f"{len(ids)} uit de groep gehaald.")
    return redirect("findings-group", pk=pk)


@requires("findings.edit")
@require_POST
def group_remove(request: HttpRequest, pk: int) -> HttpResponse:
    group = _group(request, pk)
    consultation = actions.remove_group(group_id=pk, by=request.user, now=timezone.now())
    messages.success(request, f"De lege groep ‘{group}’ is weg.")
    return redirect("findings-arrange", slug=consultation.slug)


@requires("findings.edit")
@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    group = _group(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            actions.set_group_aside(
                group_id=pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De kinderen in deze groep kunnen nu lezen waarom.")
            return redirect("findings-group", pk=pk)
    return _group_page(request, group, status=422, aside=form, refused=form)


@requires("findings.edit")
def statement_from(request: HttpRequest, pk: UUID) -> HttpResponse:
    contribution = get_object_or_404(Contribution.objects.select_related("consultation__edition"), pk=pk)
    require("findings.edit", request.user, contribution)
    if not contribution.shown_text:
        raise Refusal("Deze inbreng is niet openbaar; een stelling mag er niet uit citeren.")
    form = StatementForm(request.POST or None, initial={"text": " ".join(contribution.shown_text.split())[:160]})
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_statement(
                contribution_id=pk,
                text=form.cleaned_data["text"],
                language=contribution.original_language,
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "De stelling is voorgesteld, met deze inbreng als bron.")
            return redirect("findings-arrange", slug=contribution.consultation.slug)
    context = below(contribution.consultation, "Stelling") | {"form": form, "contribution": contribution}
    return render(request, "findings/statement.html", context, status=422 if form.errors else 200)
