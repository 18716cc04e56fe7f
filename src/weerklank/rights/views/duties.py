"""The pages of a body that was named: what is proposed to it, and its answer, one by one or several at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.rights import queries
from weerklank.rights.actions import duties
from weerklank.rights.forms.editing import DisputeForm
from weerklank.rights.lifecycle import RESPONSIBILITY
from weerklank.rights.models import Responsibility
from weerklank.rights.views.pages import PER_PAGE, WORK, asked
from weerklank.web.fields import whole_number
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

OURS = {"label": "Verantwoordelijk", "href": queries.OURS}
_CSV = ("nummer", "document", "onderwerp", "tekst", "organisatie", "rol", "gebied", "stand", "waarop het steunt", "bron", "voorgesteld door", "uw antwoord op", "reden", "adres")  # fmt: skip
_MOST = 500


def _asked(request: HttpRequest) -> queries.AskedOfUs:
    return queries.AskedOfUs(*(asked(request, name) for name in ("q", "staat", "document", "rol", "gebied")))


def _filters(request: HttpRequest, wanted: queries.AskedOfUs) -> Filters:
    states = tuple(Choice(*one) for one in queries.answers_with_counts(request.user))
    documents = tuple(Choice(one.slug, one.symbol) for one in queries.documents())
    roles = tuple(Choice(value, str(label)) for value, label in Responsibility._meta.get_field("role").flatchoices)
    places = (Choice("overal", "het hele document"), *(Choice(one.slug, one.name) for one in queries.territories()))
    return Filters(
        (
            Filter("staat", "Stand", states, wanted.state),
            Filter("document", "Document", documents, wanted.document),
            Filter("rol", "Rol", roles, wanted.role),
            Filter("gebied", "Gebied", places, wanted.territory),
        ),
        query=wanted.search,
        query_label="Zoek op nummer of woorden",
    )


@requires("responsibility.answer")
def ours(request: HttpRequest) -> HttpResponse:
    form = DisputeForm(None, today=timezone.localdate())
    if request.method != "POST":
        return _ours_page(request, form, set())
    numbers = (whole_number(sent) for sent in request.POST.getlist("rows")[:_MOST])
    chosen = {number for number in numbers if number is not None}
    if request.POST.get("do") == "dispute":
        form = DisputeForm(request.POST, today=timezone.localdate())
        if not form.is_valid():
            return _ours_page(request, form, chosen)
    try:
        said = _answer_several(request, chosen, form.cleaned_data if form.is_bound else None)
    except Refusal as refusal:
        return _ours_page(request, form, chosen, refusal=refusal)
    messages.success(request, said)
    return redirect(f"{queries.OURS}?{request.GET.urlencode()}" if request.GET else queries.OURS)


def _answer_several(request: HttpRequest, chosen: set[int], why: dict[str, Any] | None) -> str:
    mine = queries.of_ours(request.user).filter(pk__in=chosen)
    if mine.count() != len(chosen):
        raise Refusal("Eén van de gekozen onderdelen is niet aan uw organisatie voorgesteld. Ververs de bladzijde.")
    by, now = request.user, timezone.now()
    if why is None:
        done = duties.accept_several(responsibility_ids=chosen, by=by, now=now)
        return f"{done} {'onderdeel' if done == 1 else 'onderdelen'} aanvaard."
    done = duties.dispute_several(responsibility_ids=chosen, **why, by=by, now=now)
    return f"{done} {'onderdeel' if done == 1 else 'onderdelen'} betwist. De redactie leest uw uitleg."


def _ours_page(
    request: HttpRequest, form: DisputeForm, chosen: set[int], *, refusal: Refusal | None = None
) -> HttpResponse:
    wanted = _asked(request)
    context = {
        "page": Paginator(queries.asked_of_us(request.user, wanted), PER_PAGE).get_page(request.GET.get("page")),
        "filters": _filters(request, wanted),
        "form": form,
        "chosen": chosen,
        "refusal": refusal.sentence if refusal else "",
        "total": queries.of_ours(request.user).count(),
        "asked": request.GET.urlencode(),
        "crumbs": [WORK, {"label": "Verantwoordelijk"}],
    }
    return render(request, "rights/ours.html", context, status=422 if form.errors or refusal else 200)


@requires("responsibility.answer")
def ours_csv(request: HttpRequest) -> HttpResponse:
    rows = (
        (
            duty.recommendation.number,
            duty.recommendation.document.symbol,
            duty.recommendation.subject,
            duty.recommendation.text,
            duty.organisation.name,
            duty.get_role_display(),
            duty.territory.name if duty.territory else "het hele document",
            duty.get_state_display(),
            duty.basis,
            duty.source_url,
            duty.proposed_by,
            duty.answered_on,
            duty.disputed_reason or duty.ended_reason,
            duty.recommendation.get_absolute_url(),
        )
        for duty in queries.asked_of_us(request.user, _asked(request))
    )
    return csv_file("verantwoordelijk", _CSV, rows)


@requires("responsibility.answer")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    duty = get_object_or_404(
        Responsibility.objects.select_related(
            "recommendation__document__cycle", "recommendation__paragraph", "organisation", "territory", "instead"
        ),
        pk=pk,
    )
    require("responsibility.answer", request.user, duty)
    form = DisputeForm(None, today=timezone.localdate())
    if request.method != "POST":
        return _one_page(request, duty, form)
    if request.POST.get("do") == "dispute":
        form = DisputeForm(request.POST, today=timezone.localdate())
        if not form.is_valid():
            return _one_page(request, duty, form)
    try:
        _answer(request, duty, form.cleaned_data if form.is_bound else None)
    except Refusal as refusal:
        return _one_page(request, duty, form, refusal=refusal)
    messages.success(request, "Uw antwoord staat er, voor iedereen.")
    return redirect("rights-ours")


def _answer(request: HttpRequest, duty: Responsibility, why: dict[str, Any] | None) -> None:
    by, now = request.user, timezone.now()
    if why is None:
        duties.accept(responsibility_id=duty.pk, by=by, now=now)
    else:
        duties.dispute(responsibility_id=duty.pk, **why, by=by, now=now)


def _one_page(
    request: HttpRequest, duty: Responsibility, form: DisputeForm, *, refusal: Refusal | None = None
) -> HttpResponse:
    limb = duty.recommendation
    context = {
        "duty": duty,
        "limb": limb,
        "form": form,
        "refusal": refusal.sentence if refusal else "",
        "can_accept": RESPONSIBILITY.allows(duty.state, "accept"),
        "can_dispute": RESPONSIBILITY.allows(duty.state, "dispute"),
        "plain": queries.best_for(limb.texts.all(), "plain"),
        "shown": queries.visible().filter(pk=limb.pk).exists(),
        "others": limb.responsibilities.exclude(pk=duty.pk).exclude(state="ended").select_related("organisation"),
        "history": [event for event in queries.history(limb) if str(duty.organisation) in event.words],
        "crumbs": [WORK, OURS, {"label": f"{limb.document.symbol} {limb.number}"}],
    }
    return render(request, "rights/our_one.html", context, status=422 if form.errors or refusal else 200)
