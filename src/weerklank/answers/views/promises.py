"""Promises in the workspace: what my organisation promised, and what an editor enters from a source."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.accounts.models import Organisation
from weerklank.answers import forms
from weerklank.answers.actions import entering, promising
from weerklank.answers.exports import promises_csv
from weerklank.answers.models import Commitment
from weerklank.answers.queries import choosing, keeping
from weerklank.moves import Refusal
from weerklank.web import lists

WORK = {"label": "Werk", "href": "/werk/"}
LIST = {"label": "Toezeggingen", "href": "/werk/toezeggingen/"}


def _filters(request: HttpRequest) -> Any:
    questions: dict[str, Any] = {
        "soort": ("Soort", choosing.KINDS),
        "stand": ("Stand", [(state.value, state.label) for state in choosing.PROMISE_STATES]),
        "tijd": ("Op tijd", choosing.TIMES),
    }
    if keeping.edits(request.user):
        bodies = Organisation.objects.filter(commitments__in=choosing.public_promises()).distinct()
        questions["wie"] = ("Wie beloofde", [(body.slug, str(body)) for body in bodies])
        questions["vn"] = ("Aanbeveling", [("zonder", "zonder bevestigde koppeling"), ("met", "met koppeling")])
    return lists.bar(request, questions, query_label="Zoek in de toezeggingen")


@requires("commitments.open")
def promises(request: HttpRequest) -> HttpResponse:
    """What my organisation promised, or for an editor every promise, with what is late or silent."""
    today, filters = timezone.localdate(), _filters(request)
    everything = keeping.promises_for(request.user)
    found = choosing.chosen_promises(everything, lists.chosen(filters), today)
    if filters.query:
        found = found.filter(choosing.promise_words(filters.query))
    if request.GET.get("als") == "csv":
        return promises_csv(found, today)
    page = lists.page_of(request, found)
    context = {
        "page": page,
        "rows": [(promise, promise.overdue_on(today), promise.silent_on(today)) for promise in page],
        "filters": filters,
        "editor": keeping.edits(request.user),
        "organisation": request.user.organisation,
        "csv": lists.twin(request),
        "is_demonstration": any(promise.is_demonstration for promise in page),
        "crumbs": [WORK, {"label": "Toezeggingen"}],
    }
    return render(request, "answers/promises.html", context)


def _promise(slug: str) -> Commitment:
    found = choosing.public_promises().select_related("organisation", "territory", "position__part__advice")
    return get_object_or_404(found.prefetch_related("updates", "themes__names"), slug=slug)


def _promise_page(
    request: HttpRequest, promise: Commitment, *, progress: Any = None, source: Any = None
) -> HttpResponse:
    today = timezone.localdate()
    work = keeping.promise_work(promise, request.user, today)
    refused = progress or source
    context = {
        "work": work,
        "promise": promise,
        "progress": progress or forms.ProgressForm(promise=promise, auto_id="id_progress_%s"),
        "source": source or forms.SourceNewsForm(promise=promise, today=today, auto_id="id_source_%s"),
        "form": refused,
        "is_demonstration": promise.is_demonstration,
        "crumbs": [WORK, LIST, {"label": promise.title}],
    }
    return render(request, "answers/promise.html", context, status=422 if refused else 200)


@requires("commitments.open")
def promise(request: HttpRequest, slug: str) -> HttpResponse:
    """One promise: its history, and what there is to tell now."""
    found = _promise(slug)
    require("commitments.open", request.user, found)
    if request.method != "POST":
        return _promise_page(request, found)
    form = forms.ProgressForm(request.POST, promise=found, auto_id="id_progress_%s")
    if form.is_valid():
        try:
            promising.report_progress(
                commitment_id=found.pk, progress=form.progress(), by=request.user, now=timezone.now()
            )
            messages.success(request, "Wat u schreef staat bij de toezegging. Iedereen kan het lezen.")
            return redirect("answers-promise", found.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    return _promise_page(request, found, progress=form)


@requires("rights.edit")
def enter(request: HttpRequest) -> HttpResponse:
    """A promise that was made elsewhere, from its source."""
    now = timezone.now()
    form = forms.EntryForm(
        request.POST or None, organisations=keeping.possible_leads(request.user), today=timezone.localdate(now)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = entering.enter_promise(entry=form.entry(), by=request.user, now=now)
            messages.success(request, "De toezegging staat er, met haar bron. Iedereen kan haar lezen.")
            return redirect("answers-promise", made.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    context = {"form": form, "crumbs": [WORK, LIST, {"label": "Nieuwe toezegging"}]}
    return render(request, "answers/promise_entry.html", context, status=422 if form.errors else 200)


@requires("rights.edit")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Mending what was entered, with the reason."""
    found, now = _promise(slug), timezone.now()
    require("rights.edit", request.user, found)
    form = forms.EntryForm(
        request.POST or None,
        organisations=keeping.possible_leads(request.user),
        today=timezone.localdate(now),
        promise=found,
    )
    if request.method == "POST" and form.is_valid():
        try:
            entering.change_promise(
                commitment_id=found.pk,
                entry=form.entry(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=now,
            )
            messages.success(request, "Veranderd. Wat er stond, blijft in de geschiedenis.")
            return redirect("answers-promise", found.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    context = {
        "form": form,
        "promise": found,
        "is_demonstration": found.is_demonstration,
        "crumbs": [
            WORK,
            LIST,
            {"label": found.title, "href": f"/werk{found.get_absolute_url()}"},
            {"label": "Wijzigen"},
        ],
    }
    return render(request, "answers/promise_entry.html", context, status=422 if form.errors else 200)


@requires("rights.edit")
@require_POST
def source_says(request: HttpRequest, slug: str) -> HttpResponse:
    """The status word of the source, and what it makes of the promise."""
    found, now = _promise(slug), timezone.now()
    require("rights.edit", request.user, found)
    today = timezone.localdate(now)
    form = forms.SourceNewsForm(request.POST, promise=found, today=today, auto_id="id_source_%s")
    if form.is_valid():
        try:
            entering.report_from_source(commitment_id=found.pk, news=form.news(), by=request.user, now=now)
            messages.success(request, "Wat de bron zegt, staat bij de toezegging.")
            return redirect("answers-promise", found.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    return _promise_page(request, found, source=form)
