"""The moderator's queue and item, and the safeguarding officer's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.moderation import actions, highlights, queries
from weerklank.moderation.forms import DeclineForm, EditedForm, FlagForm, MarksForm, NoteForm, QueueForm, UnpublishForm
from weerklank.moderation.models import FlagState, SafetyFlag
from weerklank.moves import Refusal
from weerklank.participation.lifecycle import PUBLISHED_STATES, ContributionState, StatementState
from weerklank.participation.models import Contribution, DeclineReason
from weerklank.participation.queries.staff import language_name, why_it_stays_public
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

WORK = {"label": "Werk", "href": "/werk/"}
QUEUE = {"label": "Wachtrij", "href": "/werk/moderatie/"}
SAFETY = {"label": "Zorgsignalen", "href": "/werk/veiligheid/"}


@requires("moderation.decide")
def queue(request: HttpRequest) -> HttpResponse:
    form = QueueForm(request.GET)
    asked = queries.Asked(form.asked("q"), form.asked("taal"), form.asked("vraag"), form.asked("staat"))
    found = queries.queue(request.user, asked)
    if "csv" in request.GET:
        rows = (
            (c.received_on, c.original_language, c.consultation, c.get_kind_display(), c.get_state_display())
            for c in found
        )
        return csv_file("wachtrij", ["dag", "taal", "vraag", "van", "stand"], rows)
    can = queries.queue_filters(request.user)
    officer = request.user.edition_roles.filter(role="safeguarding").exists()
    states = [state for state in queries.MODERATED_STATES if officer or state != ContributionState.SAFETY_HOLD]
    filters = Filters(
        (
            Filter("taal", "Taal", tuple(Choice(code, language_name(code)) for code in can.languages), asked.language),
            Filter(
                "vraag",
                "Vraag",
                tuple(Choice(slug, question) for slug, question in can.consultations),
                asked.consultation,
            ),
            Filter("staat", "Stand", tuple(Choice(state.value, str(state.label)) for state in states), asked.state),
        ),
        query=asked.search,
        query_label="Zoek in de tekst",
    )
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [(one, (today - one.received_on).days, language_name(one.original_language)) for one in page]
    # the officer's list holds the worries too: each is counted under its own name, as on the page of work
    held = found.filter(state=ContributionState.SAFETY_HOLD).count() if officer else 0
    context = {
        "page": page,
        "rows": rows,
        "held": held,
        "unread": page.paginator.count - held,
        "filters": filters,
        "crumbs": [WORK, {"label": "Wachtrij"}],
    }
    return render(request, "moderation/queue.html", context)


def _contribution(request: HttpRequest, pk: UUID) -> Contribution:
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
    context = {
        "item": queries.item(contribution, request.user, timezone.localdate()),
        "contribution": contribution,
        "waits": contribution.state == ContributionState.RECEIVED,
        "reasons": DeclineReason.choices,
        "edited": EditedForm(initial={"text": contribution.edited_text or contribution.original}),
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
    contribution = _contribution(request, pk)
    if contribution.state == ContributionState.SAFETY_HOLD:
        return redirect("moderation-safety")
    return _item(request, pk)


def _after(request: HttpRequest, done: str) -> HttpResponse:
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
    return _after(request, done)


def _refused(request: HttpRequest, pk: UUID, refusal: Refusal) -> HttpResponse:
    """The item as it is now, with why this decision was not made; the way to the next one stands below that."""
    _contribution(request, pk)
    return _item(request, pk, status=409, refused=refusal.sentence)


@requires("moderation.decide")
@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    contribution = _contribution(request, pk)
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
    return _after(request, "Gepubliceerd, in de eigen woorden van het kind.")


@requires("moderation.decide")
@require_POST
def unpublish(request: HttpRequest, pk: UUID) -> HttpResponse:
    _contribution(request, pk)
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


@requires("moderation.decide")
@require_POST
def publish_edited(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = EditedForm.sent(request.POST, _contribution(request, pk))
    if not form.is_valid():
        return _item(request, pk, status=422, edited=form, form=form)
    if request.POST.get("do") == "preview":
        return _item(request, pk, edited=form, preview=highlights.marked(form.cleaned_data["text"]))
    values = form.cleaned_data

    def act() -> object:
        return actions.publish_edited(
            contribution_id=pk,
            text=values["text"],
            note=values["note"],
            allowed=form.allowed(),
            another_text=values.get("another_text", False),
            by=request.user,
            now=timezone.now(),
        )

    return _decide(request, "Aangepast en gepubliceerd. Het origineel blijft bewaard.", act, form, pk=pk, name="edited")


@requires("moderation.decide")
@require_POST
def keep_private(request: HttpRequest, pk: UUID) -> HttpResponse:
    held = _contribution(request, pk).state == ContributionState.SAFETY_HOLD
    try:
        actions.keep_private(contribution_id=pk, by=request.user, now=timezone.now())
    except Refusal as refusal:
        if held:
            raise
        return _refused(request, pk, refusal)
    if held:
        messages.success(request, "Telt mee, niet te zien.")
        return redirect("moderation-safety")
    return _after(request, "Telt mee, niet te zien.")


@requires("moderation.decide")
def decline(request: HttpRequest, pk: UUID, reason: str) -> HttpResponse:
    contribution = _contribution(request, pk)
    if reason not in DeclineReason.values:
        raise Http404
    why = DeclineReason(reason)
    form = DeclineForm.for_reason(why, contribution, request.POST or None)
    held = contribution.state == ContributionState.SAFETY_HOLD
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline(contribution_id=pk, reason=reason, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            if held:
                messages.success(request, "Niet gepubliceerd. Het kind leest waarom.")
                return redirect("moderation-safety")
            return _after(request, "Niet gepubliceerd. Het kind leest waarom.")
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
@require_POST
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    _contribution(request, pk)
    form = NoteForm(request.POST, prefix="zorg")
    if not form.is_valid():
        return _item(request, pk, status=422, worry=form, form=form)
    try:
        actions.hold_for_safety(contribution_id=pk, note=form.cleaned_data["note"], by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _refused(request, pk, refusal)
    return _after(request, "De aandachtsfunctionaris leest dit als eerste. U ziet het niet meer.")


@requires("moderation.safeguard")
def safety_list(request: HttpRequest) -> HttpResponse:
    form = QueueForm(request.GET)
    search, state = form.asked("q"), form.asked("staat")
    # catches up with what words held back since somebody last looked
    actions.raise_flags(now=timezone.now())
    found = queries.flags(request.user, state=state, search=search)
    if "csv" in request.GET:
        rows = (
            (f.raised_on, f.get_raised_by_display(), f.get_state_display(), f.contribution.consultation) for f in found
        )
        return csv_file("zorgsignalen", ["dag", "door", "stand", "vraag"], rows)
    choices = tuple(Choice(str(value), str(label)) for value, label in FlagState.choices)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "page": page,
        "rows": [(flag, (today - flag.raised_on).days) for flag in page],
        "filters": Filters((Filter("staat", "Stand", choices, state),), query=search),
        "crumbs": [WORK, {"label": "Zorgsignalen"}],
    }
    return render(request, "moderation/safety.html", context)


def _flag(request: HttpRequest, pk: int) -> SafetyFlag:
    flag = get_object_or_404(SafetyFlag.objects.select_related("contribution__consultation__edition"), pk=pk)
    require("moderation.safeguard", request.user, flag)
    return flag


@requires("moderation.safeguard")
def flag_item(request: HttpRequest, pk: int) -> HttpResponse:
    flag = _flag(request, pk)
    form = FlagForm(request.POST or None, initial={"steps": flag.steps, "outcome": flag.outcome})
    if request.method == "POST" and form.is_valid():
        acts = {"handle": actions.handle_flag, "dismiss": actions.dismiss_flag}
        act = acts.get(request.POST.get("do", ""), actions.note_steps)
        try:
            act(flag_id=pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Bewaard." if act is actions.note_steps else "Het zorgsignaal is afgesloten.")
            return redirect("moderation-flag", pk=pk)
    flag = actions.open_flag(flag_id=pk, by=request.user, now=timezone.now())
    contribution = flag.contribution
    context = {
        "flag": flag,
        "form": form,
        "contribution": contribution,
        "pieces": highlights.marked(contribution.original, signals=True),
        "decisions": contribution.decisions.all(),
        "open": flag.state == FlagState.OPEN,
        "held": contribution.state == ContributionState.SAFETY_HOLD,
        "steps_done": [label for step, label in actions.STEPS.items() if step in flag.steps],
        "days": (timezone.localdate() - flag.raised_on).days,
        "reasons": DeclineReason.choices,
        "crumbs": [WORK, SAFETY, {"label": "Zorgsignaal"}],
        "is_demonstration": contribution.edition.is_demonstration,
    }
    return render(request, "moderation/flag.html", context, status=422 if form.errors else 200)


@requires("moderation.safeguard")
@require_POST
def flag_release(request: HttpRequest, pk: int) -> HttpResponse:
    flag = _flag(request, pk)
    actions.release(contribution_id=flag.contribution_id, by=request.user, now=timezone.now())
    messages.success(request, "Terug in de wachtrij. Een moderator leest het als elke andere inbreng.")
    return redirect("moderation-safety")
