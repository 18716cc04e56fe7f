"""Links in the workspace: saying that one thing covers another, and deciding on what somebody else said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.advices.queries import matching_recommendations
from weerklank.answers import forms
from weerklank.answers.actions import linking
from weerklank.answers.exports import links_csv
from weerklank.answers.lifecycle import LinkState
from weerklank.answers.models import Action, Commitment
from weerklank.answers.queries import choosing, keeping
from weerklank.moves import Refusal
from weerklank.rights.models import Recommendation
from weerklank.web import lists
from weerklank.web.listing import Filters

WORK = {"label": "Werk", "href": "/werk/"}
MOST_OFFERED = 25
BIGGEST = 2**31
KINDS = (
    ("toezegging", "toezegging bij aanbeveling"),
    ("actie", "actie bij aanbeveling"),
    ("nakoming", "actie bij toezegging"),
)


@requires("rights.edit")
def links(request: HttpRequest) -> HttpResponse:
    """What was proposed, to confirm or to reject; what was decided stays to be found."""
    filters = lists.bar(
        request,
        {"stand": ("Stand", LinkState.choices), "soort": ("Soort", KINDS)},
        query_label="Zoek in titels, nummers en redenen",
    )
    asked = lists.chosen(filters)
    # without a question: what waits
    state = asked["stand"] or ("" if filters.active else LinkState.SUGGESTED)
    found = keeping.found_links(kind=asked["soort"], state=state, words=filters.query)
    if request.GET.get("als") == "csv":
        return links_csv(keeping.link_rows(list(found[:5000]), request.user))
    page = lists.page_of(request, found)
    context = {
        "page": page,
        "rows": keeping.link_rows(list(page.object_list), request.user),
        "filters": filters,
        "csv": lists.twin(request),
        "shares": forms.DecisionForm.base_fields["share"].choices,
        "crumbs": [WORK, {"label": "Koppelingen"}],
    }
    return render(request, "answers/links.html", context)


@requires("rights.edit")
@require_POST
def decide(request: HttpRequest, kind: str, link_id: int) -> HttpResponse:
    """Somebody other than who proposed it says whether it holds."""
    if kind not in linking.KINDS or not linking.KINDS[kind].objects.filter(pk=min(link_id, BIGGEST)).exists():
        raise Http404("Deze koppeling is er niet.")
    form = forms.DecisionForm(request.POST)
    back = "/werk/koppelingen/"
    try:
        if not form.is_valid():
            raise Refusal("Kies bevestigen of afwijzen.")
        data = form.cleaned_data
        link = linking.decide_link(
            kind=kind,
            link_id=link_id,
            move=data["do"],
            share=data["share"],
            note=data["note"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, f"De koppeling is {link.get_state_display()}.")
    except Refusal as refusal:
        return _refused_decision(request, kind, link_id, form, refusal)
    return redirect(back)


def _refused_decision(
    request: HttpRequest, kind: str, link_id: int, form: forms.DecisionForm, refusal: Refusal
) -> HttpResponse:
    """The one link again, with what was typed and what is wrong with it."""
    lists.show_refusal(form, refusal)
    rows = keeping.link_rows([{"what": kind, "pk": link_id}], request.user)
    context = {
        "page": lists.page_of(request, rows),
        "rows": rows,
        "filters": Filters(),
        "form": form,
        "typed": form.data.get("note", "")[:400],
        "typed_share": form.data.get("share", ""),
        "shares": forms.DecisionForm.base_fields["share"].choices,
        "only_one": True,
        "crumbs": [WORK, {"label": "Koppelingen", "href": "/werk/koppelingen/"}, {"label": "Eén koppeling"}],
    }
    return render(request, "answers/links.html", context, status=422)


def _limbs(words: str) -> Any:
    keys = [limb.pk for limb in matching_recommendations(words, MOST_OFFERED)]
    return Recommendation.objects.filter(pk__in=keys).select_related("document")


def _promises(words: str, *, made_up: bool) -> Any:
    found = choosing.public_promises().filter(choosing.promise_words(words), is_demonstration=made_up).distinct()
    keys = list(found.values_list("pk", flat=True)[:MOST_OFFERED]) if words else []
    return Commitment.objects.filter(pk__in=keys).select_related("organisation")


def _link_page(
    request: HttpRequest, *, thing: Commitment | Action, to_promises: bool, make: Any, back: str
) -> HttpResponse:
    """First the words to find the other end with, then the claim itself; both stay when something is wrong."""
    words = (
        request.POST.get("q", "")[: lists.LONGEST] if request.method == "POST" else lists.asked(request, "q")
    ).strip()
    targets = _promises(words, made_up=thing.is_demonstration) if to_promises else _limbs(words)
    form = forms.LinkForm(request.POST or None, targets=targets, initial={"q": words})
    if request.method == "POST" and form.is_valid():
        try:
            make(form.cleaned_data["target"], form.claim())
            messages.success(request, "Voorgesteld. De koppeling telt mee als een tweede persoon haar bevestigt.")
            return redirect(back, thing.slug)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
    context = {
        "thing": thing,
        "form": form,
        "words": words,
        "found": bool(targets),
        "to_promises": to_promises,
        "may_promise": isinstance(thing, Action),
        "is_demonstration": thing.is_demonstration,
        "crumbs": [WORK, {"label": thing.title, "href": f"/werk{thing.get_absolute_url()}"}, {"label": "Koppelen"}],
    }
    return render(request, "answers/link.html", context, status=422 if form.errors else 200)


@requires("rights.edit")
def link_promise(request: HttpRequest, slug: str) -> HttpResponse:
    """This promise says to do (part of) what a limb asks."""
    promise = get_object_or_404(choosing.public_promises(), slug=slug)
    require("rights.edit", request.user, promise)

    def make(limb: Recommendation, claim: linking.Claim) -> None:
        linking.link_promise(promise=promise, limb=limb, claim=claim, by=request.user, now=timezone.now())

    return _link_page(request, thing=promise, to_promises=False, make=make, back="answers-promise")


@requires("actions.write")
def link_action(request: HttpRequest, slug: str) -> HttpResponse:
    """This action does (part of) what a limb asks, or keeps (part of) a promise."""
    action = get_object_or_404(Action.objects.select_related("lead"), slug=slug)
    require("actions.write", request.user, action)
    to_promises = request.GET.get("aan") == "toezegging"

    def make(target: Any, claim: linking.Claim) -> None:
        now = timezone.now()
        if to_promises:
            linking.link_keeping(action=action, promise=target, claim=claim, by=request.user, now=now)
        else:
            linking.link_action(action=action, limb=target, claim=claim, by=request.user, now=now)

    return _link_page(request, thing=action, to_promises=to_promises, make=make, back="answers-action")
