"""The organiser's page: what blocks, who must answer, freezing, and handing over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.advices import actions as advices
from weerklank.advices.discarding import DiscardForm
from weerklank.advices.lifecycle import ADVICE
from weerklank.advices.models import Advice
from weerklank.answers import forms
from weerklank.answers.actions import handing_over
from weerklank.answers.queries import work
from weerklank.editions.models import Edition
from weerklank.moves import Refusal

BIGGEST = 2**31


def _edition(request: HttpRequest, slug: str) -> Edition:
    edition = get_object_or_404(Edition, slug=slug)
    require("advices.hand_over", request.user, edition)
    return edition


def _advice(request: HttpRequest, advice_id: int) -> Advice:
    advice = get_object_or_404(Advice.objects.select_related("edition"), pk=min(advice_id, BIGGEST))
    require("advices.hand_over", request.user, advice)
    return advice


def _discard(advice: Advice, data: QueryDict | None = None) -> DiscardForm:
    # each advice on the page has its own form, so that a label leads to its own box
    return DiscardForm(data, prefix=f"discard-{advice.pk}")


def _addressees(advice: Advice, data: QueryDict | None = None) -> forms.AddresseesForm:
    form = forms.AddresseesForm(data, advice=advice)
    form.fields["lead"].queryset = form.fields["others"].queryset = work.possible_addressees(advice.edition)
    return form


def _handover(edition: Edition, data: QueryDict | None = None) -> forms.HandoverForm:
    today = timezone.localdate()
    # as a first proposal whoever must answer takes them; who else is there on the day is ticked by hand
    receivers = list(work.who_must_answer(edition))
    form = forms.HandoverForm(data, edition=edition, today=today, initial={"day": today, "receivers": receivers})
    form.fields["receivers"].queryset = work.possible_receivers(edition)
    return form


def _show(
    request: HttpRequest,
    edition: Edition,
    *,
    discard: DiscardForm | None = None,
    wrong: forms.AddresseesForm | None = None,
    wrong_advice: int = 0,
    form: forms.HandoverForm | None = None,
    sentence: str = "",
) -> HttpResponse:
    page = work.handover_page(edition)
    rows = [
        (
            row,
            wrong if wrong and row.advice.pk == wrong_advice else _addressees(row.advice),
            discard if discard and row.advice.pk == wrong_advice else _discard(row.advice),
            ADVICE.allows(row.advice.state, "discard"),
        )
        for row in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "edition": edition,
        "wrong": wrong or discard,
        "sentence": sentence,
        "form": form or _handover(edition),
        "handover": getattr(edition, "handover", None),
        "is_demonstration": edition.is_demonstration,
    }
    status = 422 if wrong or discard or sentence or (form and form.errors) else 200
    return render(request, "answers/handover.html", context, status=status)


@requires("advices.hand_over")
def editions(request: HttpRequest) -> HttpResponse:
    found = list(work.editions_to_hand_over(request.user))
    context = {"editions": found, "is_demonstration": any(edition.is_demonstration for edition in found)}
    return render(request, "answers/handover_editions.html", context)


@requires("advices.hand_over")
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition: its advices, their addressees, what blocks; and the hand-over itself."""
    edition = _edition(request, slug)
    form = _handover(edition, request.POST or None)
    if request.method != "POST":
        return _show(request, edition)
    if not form.is_valid():
        return _show(request, edition, form=form)
    try:
        handing_over.hand_over(
            edition_id=edition.pk,
            day=form.cleaned_data["day"],
            receiver_ids=[row.pk for row in form.cleaned_data["receivers"]],
            note=form.cleaned_data["note"],
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return _show(request, edition, form=form)
    messages.success(request, "De adviezen zijn overhandigd. De termijnen lopen.")
    return redirect("answers-handover", edition.slug)


@requires("advices.hand_over")
@require_POST
def addressees(request: HttpRequest, advice_id: int) -> HttpResponse:
    advice = _advice(request, advice_id)
    form = _addressees(advice, request.POST)
    if form.is_valid():
        try:
            handing_over.choose_addressees(
                advice_id=advice.pk,
                lead_id=form.cleaned_data["lead"].pk,
                other_ids=[row.pk for row in form.cleaned_data["others"]],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"Wie {advice.number} beantwoordt, is bewaard.")
            return redirect("answers-handover", advice.edition.slug)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return _show(request, advice.edition, wrong=form, wrong_advice=advice.pk)


@requires("advices.hand_over")
@require_POST
def freeze(request: HttpRequest, advice_id: int) -> HttpResponse:
    advice = _advice(request, advice_id)
    try:
        frozen = advices.freeze_advice(advice_id=advice.pk, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _show(request, advice.edition, sentence=refusal.sentence)
    messages.success(request, f"{frozen.number} is bevroren: {frozen.frozen_hash[:12]}…")
    return redirect("answers-handover", advice.edition.slug)


@requires("advices.hand_over")
@require_POST
def discard(request: HttpRequest, advice_id: int) -> HttpResponse:
    """Puts aside an advice that stands in the way by mistake."""
    advice = _advice(request, advice_id)
    form = _discard(advice, request.POST)
    if form.is_valid():
        try:
            advices.discard_advice(
                advice_id=advice.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, f"{advice.number} is weggelegd en staat niets meer in de weg.")
            return redirect("answers-handover", advice.edition.slug)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return _show(request, advice.edition, discard=form, wrong_advice=advice.pk)
