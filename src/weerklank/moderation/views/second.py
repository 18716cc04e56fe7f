"""Two people for every refusal and for other words: proposing, confirming, returning, and what children ask to look at again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.moderation import actions, highlights, queries
from weerklank.moderation.forms import DeclineForm, NoteForm, UnpublishForm
from weerklank.moderation.identity import who_for
from weerklank.moderation.models import Appeal, DeclineProposal, Proposed
from weerklank.moderation.rewording import words_changed
from weerklank.moderation.views.crumbs import QUEUE, SECOND, WORK
from weerklank.moderation.views.item import after, readable
from weerklank.moves import Refusal
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import DeclineReason
from weerklank.participation.personal_data import DataKind
from weerklank.participation.queries.staff import language_name
from weerklank.web.spreadsheet import csv_file

PROPOSED = "Voorgesteld. Een collega kijkt mee; tot die tijd leest het kind dat we nog lezen."

DONE = {
    Proposed.DECLINE: "Niet gepubliceerd. Het kind leest waarom.",
    Proposed.PRIVATE: "Telt mee, niet te zien.",
    Proposed.REWORD: "Gepubliceerd in andere woorden. Het origineel blijft bewaard.",
}


@requires("moderation.decide")
def decline(request: HttpRequest, pk: UUID, reason: str) -> HttpResponse:
    contribution = readable(request, pk)
    if reason not in DeclineReason.values:
        raise Http404
    why = DeclineReason(reason)
    form = DeclineForm.for_reason(why, contribution, request.POST or None)
    held = contribution.state == ContributionState.SAFETY_HOLD
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_decline(
                contribution_id=pk, reason=reason, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            if held:
                messages.success(request, PROPOSED)
                return redirect("moderation-safety")
            return after(request, PROPOSED)
    context = {
        "form": form,
        "contribution": contribution,
        # whoever came second goes on from here
        "following": queries.following(request.user, contribution) if form.errors else None,
        "language_name": language_name(contribution.original_language),
        "reason": why,
        "reasons": DeclineReason.choices,
        "crumbs": [WORK, QUEUE, {"label": "Niet publiceren"}],
        "is_demonstration": contribution.edition.is_demonstration,
    }
    return render(request, "moderation/decline.html", context, status=422 if form.errors else 200)


@requires("moderation.decide")
def second(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found, asked = queries.proposals(request.user), queries.appeals(request.user)
    if "csv" in request.GET:
        rows = [
            (f"voorstel: {one.get_what_display()}", one.proposed_on, _reason(one), one.contribution.consultation)
            for one in found
        ]
        rows += [("vraag van een kind", one.asked_on, "", one.contribution.consultation) for one in asked]
        return csv_file("tweede-blik", ["wat", "sinds", "reden", "vraag"], rows)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [queries.waiting(one, today, own=queries.is_own(one, request.user)) for one in page],
        "appeals": [queries.waiting(one, today, own=False) for one in asked[:100]],
        "is_demonstration": any(one.contribution.edition.is_demonstration for one in (*page, *asked[:100])),
        "crumbs": [WORK, QUEUE, {"label": "Tweede blik"}],
    }
    return render(request, "moderation/second.html", context)


def _reason(proposal: DeclineProposal) -> str:
    return str(DeclineReason(proposal.reason).label) if proposal.reason else ""


def _proposal(request: HttpRequest, pk: int) -> DeclineProposal:
    found = get_object_or_404(DeclineProposal.objects.select_related("contribution__consultation__edition"), pk=pk)
    require("moderation.decide", request.user, found)
    if found.contribution.state == ContributionState.SAFETY_HOLD:
        require("moderation.safeguard", request.user, found)
    return found


def _proposal_page(
    request: HttpRequest,
    proposal: DeclineProposal,
    *,
    status: int = 200,
    refused: str = "",
    form: UnpublishForm | None = None,
) -> HttpResponse:
    held = actions.open_item(contribution_id=proposal.contribution_id, by=request.user, now=timezone.now())
    context = {
        "proposal": proposal,
        "reason": _reason(proposal),
        "edited": highlights.marked(held.edited_text) if proposal.what == Proposed.REWORD else (),
        "changed": words_changed(held.edited_text, held.original) if proposal.what == Proposed.REWORD else None,
        "stays": [DataKind[name].value for name in proposal.stays],
        "contribution": held,
        "open": proposal.state == "open",
        "own": proposal.proposed_key == who_for(held, request.user),
        "pieces": highlights.marked(held.original, signals=held.state == ContributionState.SAFETY_HOLD),
        "translations": queries.translations(held),
        "form": form or UnpublishForm(prefix="terug"),
        "refused": refused,
        "decisions": held.decisions.all(),
        "language_name": language_name(held.original_language),
        "crumbs": [WORK, SECOND, {"label": "Voorstel"}],
        "is_demonstration": held.edition.is_demonstration,
    }
    return render(request, "moderation/proposal.html", context, status=status)


@requires("moderation.decide")
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    return _proposal_page(request, _proposal(request, pk))


@requires("moderation.decide")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = _proposal(request, pk)
    try:
        actions.confirm_proposal(proposal_id=pk, by=request.user, now=timezone.now())
    except Refusal as refusal:
        found.refresh_from_db()
        return _proposal_page(request, found, status=409, refused=refusal.sentence)
    messages.success(request, DONE[Proposed(found.what)])
    return redirect("moderation-second")


@requires("moderation.decide")
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = _proposal(request, pk)
    form = UnpublishForm(request.POST, prefix="terug")
    if not form.is_valid():
        return _proposal_page(request, found, status=422, form=form)
    try:
        actions.return_proposal(proposal_id=pk, note=form.cleaned_data["note"], by=request.user, now=timezone.now())
    except Refusal as refusal:
        if refusal.field in form.fields:
            form.add_error(refusal.field, refusal.sentence)
            return _proposal_page(request, found, status=422, form=form)
        found.refresh_from_db()
        return _proposal_page(request, found, status=409, refused=refusal.sentence)
    messages.success(request, "Teruggegeven. De inbreng wacht weer op een besluit.")
    return redirect("moderation-second")


@requires("moderation.decide")
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(Appeal.objects.select_related("contribution__consultation__edition"), pk=pk)
    require("moderation.decide", request.user, asked)
    form = DeclineForm(request.POST or None, initial={"sentence": asked.contribution.reason_for_child})
    if request.method == "POST":
        try:
            if request.POST.get("do") == "reopen":
                note = NoteForm(request.POST)
                said = note.cleaned_data["note"] if note.is_valid() else ""
                actions.reopen(appeal_id=pk, note=said, by=request.user, now=timezone.now())
                messages.success(request, "De inbreng wordt opnieuw gelezen.")
                return redirect("moderation-item", pk=asked.contribution_id)
            if form.is_valid():
                actions.uphold(appeal_id=pk, by=request.user, now=timezone.now(), **form.cleaned_data)
                messages.success(request, "Het kind leest nu uw uitleg.")
                return redirect("moderation-second")
        except Refusal as refusal:
            form.is_valid()
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    held = actions.open_item(contribution_id=asked.contribution_id, by=request.user, now=timezone.now())
    asked.refresh_from_db()
    context = {
        "asked": asked,
        "open": asked.state == "open" and held.state == ContributionState.NOT_PUBLISHED,
        "contribution": held,
        "form": form,
        "pieces": highlights.marked(held.original),
        "translations": queries.translations(held),
        "decisions": held.decisions.all(),
        "language_name": language_name(held.original_language),
        "crumbs": [WORK, SECOND, {"label": "Vraag van een kind"}],
        "is_demonstration": held.edition.is_demonstration,
    }
    return render(request, "moderation/appeal.html", context, status=422 if form.errors else 200)
