"""One contribution: what it says, what everybody would read, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.moderation import actions, highlights, queries, redaction, rewording
from weerklank.moderation.forms import EditedForm, MarksForm, NoteForm, PrivateForm, UnpublishForm
from weerklank.moderation.views.crumbs import QUEUE, WORK
from weerklank.moves import Refusal
from weerklank.participation.lifecycle import PUBLISHED_STATES, ContributionState, StatementState
from weerklank.participation.models import Contribution, DeclineReason
from weerklank.participation.queries.staff import language_name, why_it_stays_public


def readable(request: HttpRequest, pk: UUID) -> Contribution:
    """What this moderator may read; held words open for the safeguarding officer alone."""
    found = get_object_or_404(
        Contribution.objects.select_related("consultation__edition", "consultation__edition_theme"), pk=pk
    )
    require("moderation.decide", request.user, found)
    if found.state == ContributionState.SAFETY_HOLD:
        require("moderation.safeguard", request.user, found)
    return found


def _item(request: HttpRequest, pk: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    contribution = actions.open_item(contribution_id=pk, by=request.user, now=timezone.now())
    pieces = redaction.taps(contribution.original)
    # what may say who somebody is goes out of the draft by itself; a person looks at it and publishes
    draft = contribution.edited_text or redaction.without(
        contribution.original, redaction.all_found(contribution.original)
    )
    context = {
        "taps": pieces,
        "words": redaction.NEUTRAL.items(),
        "proposal": contribution.decline_proposals.filter(state="open").first(),
        "item": queries.item(contribution, request.user, timezone.localdate()),
        "contribution": contribution,
        "waits": contribution.state == ContributionState.RECEIVED
        and not contribution.decline_proposals.filter(state="open").exists(),
        "reasons": DeclineReason.choices,
        "edited": EditedForm(initial={"text": draft}),
        "draft": highlights.marked(draft),
        "private": PrivateForm(prefix="prive"),
        "copy_of": queries.copy_of(contribution),
        "as_is": MarksForm(text=contribution.original, prefix="origineel"),
        "back": UnpublishForm(prefix="terug"),
        "is_public": contribution.state in PUBLISHED_STATES,
        "stays": why_it_stays_public(contribution),
        "statements": contribution.statements.exclude(state=StatementState.RETIRED).count(),
        "worry": NoteForm(prefix="zorg"),
        "language_name": language_name(contribution.original_language),
        "crumbs": [WORK, QUEUE, {"label": "Inbreng"}],
        "is_demonstration": contribution.edition.is_demonstration,
    }
    return render(request, "moderation/item.html", context | more, status=status)


@requires("moderation.decide")
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    contribution = readable(request, pk)
    if contribution.state == ContributionState.SAFETY_HOLD:
        return redirect("moderation-safety")
    return _item(request, pk)


def after(request: HttpRequest, done: str) -> HttpResponse:
    """On to the next that waits, so that a queue is read with one key."""
    messages.success(request, done)
    waiting = queries.queue(request.user, queries.Asked(state=ContributionState.RECEIVED)).values_list("pk", flat=True)
    following = waiting.first()
    return redirect("moderation-item", pk=following) if following else redirect("moderation-queue")


def _decide(
    request: HttpRequest, done: str, action: Callable[[], object], form: forms.Form, *, pk: UUID, name: str
) -> HttpResponse:
    try:
        action()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return _item(request, pk, status=422, **{name: form, "form": form})
    return after(request, done)


def _refused(request: HttpRequest, pk: UUID, refusal: Refusal) -> HttpResponse:
    """The item as it is now, with why this decision was not made; the way to the next one stands below that."""
    readable(request, pk)
    return _item(request, pk, status=409, refused=refusal.sentence)


@requires("moderation.decide")
@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    contribution = readable(request, pk)
    form = MarksForm(request.POST, text=contribution.original, prefix="origineel")
    if not form.is_valid():
        return _item(request, pk, status=422, as_is=form, form=form)
    try:
        actions.publish(contribution_id=pk, allowed=form.allowed(), by=request.user, now=timezone.now())
    except Refusal as refusal:
        if refusal.field not in form.fields:
            return _refused(request, pk, refusal)
        form.add_error(refusal.field, refusal.sentence)
        return _item(request, pk, status=422, as_is=form, form=form)
    return after(request, "Gepubliceerd, in de eigen woorden van het kind.")


@requires("moderation.decide")
@require_POST
def unpublish(request: HttpRequest, pk: UUID) -> HttpResponse:
    readable(request, pk)
    form = UnpublishForm(request.POST, prefix="terug")
    if not form.is_valid():
        return _item(request, pk, status=422, back=form, form=form)
    try:
        actions.unpublish(contribution_id=pk, note=form.cleaned_data["note"], by=request.user, now=timezone.now())
    except Refusal as refusal:
        if refusal.field not in form.fields:
            return _refused(request, pk, refusal)
        form.add_error(refusal.field, refusal.sentence)
        return _item(request, pk, status=422, back=form, form=form)
    messages.success(request, "Niet meer openbaar. De inbreng wacht op een nieuw besluit.")
    return redirect("moderation-item", pk=pk)


def _why_two(changed: tuple[rewording.Beyond, ...]) -> str:
    return rewording.why_two(changed) if changed else ""


@requires("moderation.decide")
@require_POST
def publish_edited(request: HttpRequest, pk: UUID) -> HttpResponse:
    contribution = readable(request, pk)
    form = EditedForm.sent(request.POST, contribution)
    if not form.is_valid():
        return _item(request, pk, status=422, edited=form, form=form)
    values = form.cleaned_data
    changed = rewording.beyond(values["text"], contribution.original)
    if request.POST.get("do") == "preview":
        return _item(request, pk, edited=form, preview=highlights.marked(values["text"]), why_two=_why_two(changed))
    said = {"contribution_id": pk, "text": values["text"], "note": values["note"], "allowed": form.allowed()}
    by = {"by": request.user, "now": timezone.now()}

    if not changed:
        done = "Aangepast en gepubliceerd. Het origineel blijft bewaard."
        return _decide(request, done, lambda: actions.publish_edited(**said, **by), form, pk=pk, name="edited")
    another = values.get("another_text", False)
    return _decide(
        request,
        f"Voorgesteld: een collega kijkt mee. {rewording.why_two(changed)}",
        lambda: actions.propose_rewording(another_text=another, **said, **by),
        form,
        pk=pk,
        name="edited",
    )


@requires("moderation.decide")
@require_POST
def redact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The words that were tapped become neutral ones; the text then stands in the form, to be looked at and published."""
    contribution = readable(request, pk)
    chosen = {int(one) for one in request.POST.getlist("weg") if one.isdecimal() and len(one) < 7}
    text = redaction.without(contribution.original, chosen, request.POST.get("woord", ""))
    form = EditedForm(initial={"text": text})
    return _item(
        request,
        pk,
        edited=form,
        tapped=True,
        chosen=chosen,
        word=request.POST.get("woord", ""),
        preview=highlights.marked(text),
        why_two=_why_two(rewording.beyond(text, contribution.original)),
    )


@requires("moderation.decide")
@require_POST
def keep_private(request: HttpRequest, pk: UUID) -> HttpResponse:
    """At once where the child chose so or a worry was dealt with; otherwise it is proposed to a second person."""
    contribution = readable(request, pk)
    held = contribution.state == ContributionState.SAFETY_HOLD
    if not (held or contribution.wants_private):
        return _propose_private(request, pk)
    try:
        actions.keep_private(contribution_id=pk, by=request.user, now=timezone.now())
    except Refusal as refusal:
        if held:
            raise
        return _refused(request, pk, refusal)
    if held:
        messages.success(request, "Telt mee, niet te zien.")
        return redirect("moderation-safety")
    return after(request, "Telt mee, niet te zien.")


def _propose_private(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = PrivateForm(request.POST, prefix="prive")
    if not form.is_valid():
        return _item(request, pk, status=422, private=form, form=form)
    note = form.cleaned_data["note"]
    try:
        actions.propose_private(contribution_id=pk, note=note, by=request.user, now=timezone.now())
    except Refusal as refusal:
        if refusal.field not in form.fields:
            return _refused(request, pk, refusal)
        form.add_error(refusal.field, refusal.sentence)
        return _item(request, pk, status=422, private=form, form=form)
    return after(request, "Voorgesteld. Een collega kijkt mee; tot die tijd leest het kind dat we nog lezen.")


@requires("moderation.decide")
@require_POST
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    readable(request, pk)
    form = NoteForm(request.POST, prefix="zorg")
    if not form.is_valid():
        return _item(request, pk, status=422, worry=form, form=form)
    try:
        actions.hold_for_safety(contribution_id=pk, note=form.cleaned_data["note"], by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _refused(request, pk, refusal)
    return after(request, "De aandachtsfunctionaris leest dit als eerste. U ziet het niet meer.")
