"""Actions in the workspace: what is done, by whom, with milestones and what proves them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.accounts.models import Organisation
from weerklank.answers import forms
from weerklank.answers.actions import acting
from weerklank.answers.exports import actions_csv
from weerklank.answers.lifecycle import ActionState
from weerklank.answers.models import Action
from weerklank.answers.queries import choosing, keeping
from weerklank.moves import Refusal
from weerklank.web import lists

WORK = {"label": "Werk", "href": "/werk/"}
LIST = {"label": "Acties", "href": "/werk/acties/"}
BIGGEST = 2**31


def _filters(request: HttpRequest) -> Any:
    questions: dict[str, Any] = {
        "soort": ("Soort", Action.Kind.choices),
        "stand": ("Stand", ActionState.choices),
        "tijd": ("Op tijd", [("te-laat", "te laat")]),
        "vn": ("Aanbeveling", [("zonder", "zonder bevestigde koppeling"), ("met", "met koppeling")]),
    }
    if keeping.edits(request.user):
        bodies = Organisation.objects.filter(actions__isnull=False).distinct()
        questions["wie"] = ("Wie leidt", [(body.slug, str(body)) for body in bodies])
    return lists.bar(request, questions, query_label="Zoek in de acties")


@requires("actions.write")
def actions(request: HttpRequest) -> HttpResponse:
    """What my organisation does, or for an editor every action, with what is late."""
    today, filters = timezone.localdate(), _filters(request)
    found = choosing.chosen_actions(keeping.actions_for(request.user), lists.chosen(filters), today)
    if filters.query:
        found = found.filter(choosing.action_words(filters.query)).distinct()
    if request.GET.get("als") == "csv":
        return actions_csv(found, today)
    page = lists.page_of(request, found)
    context = {
        "page": page,
        "rows": [
            (action, action.overdue_on(today), sum(bool(row.overdue) for row in keeping.milestone_rows(action, today)))
            for action in page
        ],
        "filters": filters,
        "editor": keeping.edits(request.user),
        "organisation": request.user.organisation,
        "csv": lists.twin(request),
        "is_demonstration": any(action.is_demonstration for action in page),
        "crumbs": [WORK, {"label": "Acties"}],
    }
    return render(request, "answers/actions.html", context)


def _action(request: HttpRequest, slug: str) -> Action:
    found = get_object_or_404(Action.objects.select_related("lead", "territory"), slug=slug)
    require("actions.write", request.user, found)
    return found


def _action_page(request: HttpRequest, action: Action, *, refused: Any = None, milestone: int = 0) -> HttpResponse:
    """The page with its small forms; the one that was refused stands open with what was typed."""
    today = timezone.localdate()
    work = keeping.action_work(action, request.user, today)
    held = {type(refused): refused} if refused else {}
    tell = held.get(forms.TellForm) or forms.TellForm(action=action, today=today, auto_id="id_tell_%s")
    context = {
        "work": work,
        "action": action,
        "tell": tell,
        "adding": held.get(forms.MilestoneForm) or forms.MilestoneForm(auto_id="id_add_%s"),
        "milestones": [
            (row, _small_forms(row.milestone.pk, held if row.milestone.pk == milestone else {}))
            for row in work.milestones
        ],
        "form": refused,
        "is_demonstration": action.is_demonstration,
        "crumbs": [WORK, LIST, {"label": action.title}],
    }
    return render(request, "answers/action.html", context, status=422 if refused else 200)


def _small_forms(pk: int, held: dict[Any, Any]) -> list[tuple[str, str, str, Any]]:
    return [
        (deed, summary, button, held.get(kind) or kind(auto_id=f"id_{deed}_{pk}_%s"))
        for deed, (kind, summary, button) in _DEEDS.items()
    ]


@requires("actions.write")
def action(request: HttpRequest, slug: str) -> HttpResponse:
    return _action_page(request, _action(request, slug))


@requires("actions.write")
def plan(request: HttpRequest) -> HttpResponse:
    """A new action of my organisation, or from a source."""
    form = forms.PlanForm(request.POST or None, leads=keeping.possible_leads(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            made = acting.plan_action(plan=form.plan(), by=request.user, now=timezone.now())
            messages.success(request, "De actie staat er. Iedereen kan haar lezen. Zet er nu mijlpalen bij.")
            return redirect("answers-action", made.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    context = {"form": form, "crumbs": [WORK, LIST, {"label": "Nieuwe actie"}]}
    return render(request, "answers/action_plan.html", context, status=422 if form.errors else 200)


@requires("actions.write")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    found = _action(request, slug)
    form = forms.PlanForm(request.POST or None, leads=keeping.possible_leads(request.user), action=found)
    if request.method == "POST" and form.is_valid():
        try:
            acting.change_action(
                action_id=found.pk,
                plan=form.plan(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Veranderd. Wat er stond, blijft in de geschiedenis.")
            return redirect("answers-action", found.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    context = {
        "form": form,
        "action": found,
        "is_demonstration": found.is_demonstration,
        "crumbs": [
            WORK,
            LIST,
            {"label": found.title, "href": f"/werk{found.get_absolute_url()}"},
            {"label": "Wijzigen"},
        ],
    }
    return render(request, "answers/action_plan.html", context, status=422 if form.errors else 200)


@requires("actions.write")
@require_POST
def tell(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened, and whether the action moves."""
    found, now = _action(request, slug), timezone.now()
    form = forms.TellForm(request.POST, action=found, today=timezone.localdate(now), auto_id="id_tell_%s")
    if form.is_valid():
        try:
            acting.tell_of_action(action_id=found.pk, told=form.told(), by=request.user, now=now)
            messages.success(request, "Wat u schreef staat bij de actie. Iedereen kan het lezen.")
            return redirect("answers-action", found.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    return _action_page(request, found, refused=form)


@requires("actions.write")
@require_POST
def add_milestone(request: HttpRequest, slug: str) -> HttpResponse:
    found = _action(request, slug)
    form = forms.MilestoneForm(request.POST, auto_id="id_add_%s")
    if form.is_valid():
        try:
            acting.add_milestone(action_id=found.pk, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, "De mijlpaal staat erbij.")
            return redirect("answers-action", found.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    return _action_page(request, found, refused=form)


# the word in the address, what is typed, the summary of the fold, and its button
_DEEDS: dict[str, tuple[Any, str, str]] = {
    "af": (forms.FinishForm, "Deze mijlpaal is af", "Zet erbij dat het af is"),
    "verplaatsen": (forms.MoveForm, "Een andere dag", "Verplaatsen"),
    "vervalt": (forms.DropForm, "Deze mijlpaal vervalt", "Laten vervallen"),
}
_DO: dict[str, Any] = {
    "af": acting.finish_milestone,
    "verplaatsen": acting.move_milestone,
    "vervalt": acting.drop_milestone,
}


@requires("actions.write")
@require_POST
def milestone(request: HttpRequest, slug: str, milestone_id: int, deed: str) -> HttpResponse:
    """One milestone is done, gets another day, or will not come."""
    found = _action(request, slug)
    if deed not in _DEEDS or not found.milestones.filter(pk=min(milestone_id, BIGGEST)).exists():
        raise Http404("Deze mijlpaal is er niet.")
    form = _DEEDS[deed][0](request.POST, auto_id=f"id_{deed}_{milestone_id}_%s")
    if form.is_valid():
        try:
            _DO[deed](
                action_id=found.pk, milestone_id=milestone_id, **form.cleaned_data, by=request.user, now=timezone.now()
            )
            messages.success(request, "Het staat bij de actie.")
            return redirect("answers-action", found.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    return _action_page(request, found, refused=form, milestone=milestone_id)
