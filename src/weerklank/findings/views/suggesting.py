"""The page of suggestions: what may belong together, and what a person makes of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import requires
from weerklank.findings import actions, suggesting
from weerklank.findings.forms import ListForm, TogetherForm
from weerklank.findings.suggesting import ForGroup, Together
from weerklank.findings.views.arranging import below, the_consultation
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, Contribution
from weerklank.web.fields import whole_number
from weerklank.web.listing import Filters
from weerklank.web.spreadsheet import csv_file

IDEAS_AT_ONCE, SETS_AT_ONCE = 25, 10
# the names of the fields of one idea: where it belongs, and which groups were offered
BELONGS, OFFERED, NOWHERE = "hoort-", "bood-", "geen"


@requires("findings.edit")
def suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = the_consultation(request, slug)
    if request.method == "POST":
        return _follow(request, consultation)
    if "csv" in request.GET:
        return _as_csv(suggesting.suggested(consultation))
    return _page(request, consultation)


def _follow(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    into, not_in = _choices(request)
    try:
        done = actions.follow_suggestions(
            consultation_id=consultation.pk, into=into, not_in=not_in, by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        return _page(request, consultation, refused=refusal.sentence)
    messages.success(request, _told(done))
    return redirect("findings-suggestions", slug=consultation.slug)


def _told(done: actions.Followed) -> str:
    parts = []
    if done.placed:
        parts.append(f"{done.placed} in een groep gezet.")
    if done.refused:
        parts.append(f"Van {done.refused} is onthouden dat het daar niet hoort.")
    if done.too_late:
        parts.append(f"{done.too_late} had een ander al geplaatst; dat bleef zo.")
    return " ".join(parts)


def _choices(request: HttpRequest) -> tuple[dict[UUID, int], list[tuple[UUID, int]]]:
    """Where each idea goes, and in which of the offered groups it does not belong; anything else is no choice."""
    into: dict[UUID, int] = {}
    not_in: list[tuple[UUID, int]] = []
    for name, value in request.POST.items():
        idea = _idea(name)
        if idea is None:
            continue
        if value == NOWHERE:
            offered = map(whole_number, request.POST.get(f"{OFFERED}{idea}", "").split())
            not_in += [(idea, group) for group in offered if group is not None]
        elif (group := whole_number(value)) is not None:
            into[idea] = group
    return into, not_in


def _idea(name: str) -> UUID | None:
    try:
        return UUID(name.removeprefix(BELONGS)) if name.startswith(BELONGS) else None
    except ValueError:
        return None


@requires("findings.edit")
@require_POST
def together(request: HttpRequest, slug: str) -> HttpResponse:
    """A new group of what was ticked in one set, or the word that it does not belong together."""
    consultation = the_consultation(request, slug)
    form = TogetherForm(request.POST, consultation=consultation, prefix=request.POST.get("set", "")[:40])
    if form.is_valid():
        ids = [one.pk for one in form.cleaned_data["contributions"]]
        try:
            if request.POST.get("do") == "apart":
                actions.keep_apart(
                    consultation_id=consultation.pk, contribution_ids=ids, by=request.user, now=timezone.now()
                )
                messages.success(request, "Onthouden: deze ideeën worden niet meer samen voorgesteld.")
            else:
                made = actions.group_together(
                    consultation_id=consultation.pk,
                    contribution_ids=ids,
                    title=form.cleaned_data["title"],
                    agreed=form.agreed,
                    by=request.user,
                    now=timezone.now(),
                )
                messages.success(request, f"De groep ‘{made}’ is gemaakt.")
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("findings-suggestions", slug=slug)
    return _page(request, consultation, form=form)


def _page(
    request: HttpRequest, consultation: Consultation, *, refused: str = "", form: TogetherForm | None = None
) -> HttpResponse:
    asked = ListForm(request.GET)
    search = asked.asked("q")
    found = suggesting.suggested(consultation)
    for_groups = [
        one for one in found.for_groups if _has(search, one.contribution, *(o.group.title for o in one.options))
    ]
    sets = [one for one in found.together if any(_has(search, idea) for idea in one.contributions)]
    page = Paginator(for_groups, IDEAS_AT_ONCE).get_page(request.GET.get("page"))
    sets_page = Paginator(sets, SETS_AT_ONCE).get_page(request.GET.get("samen"))
    context: dict[str, Any] = below(consultation, "Voorstellen") | {
        "found": found,
        "page": page,
        "ideas": [_shown(request, one) for one in page],
        "sets_page": sets_page,
        "sets": [(one, _form(one, consultation, form)) for one in sets_page],
        "filters": Filters(query=search, query_label="Zoek in de ideeën en de namen van groepen"),
        "refused": refused,
        "form": form,
        "may_arrange": consultation.state not in actions.SETTLED,
    }
    return render(request, "findings/suggestions.html", context, status=422 if refused or form is not None else 200)


def _has(search: str, idea: Contribution, *more: str) -> bool:
    wanted = search.casefold()
    return any(wanted in text.casefold() for text in (idea.shown_text, *more))


def _shown(request: HttpRequest, one: ForGroup) -> dict[str, Any]:
    """An idea with what was chosen for it before something was refused."""
    name = f"{BELONGS}{one.contribution.pk}"
    return {
        "one": one,
        "name": name,
        "offered": f"{OFFERED}{one.contribution.pk}",
        "groups": " ".join(str(option.group.pk) for option in one.options),
        "chosen": request.POST.get(name, ""),
    }


def _form(one: Together, consultation: Consultation, refused: TogetherForm | None) -> TogetherForm:
    prefix = str(one.contributions[0].pk)
    return (
        refused
        if refused is not None and refused.prefix == prefix
        else TogetherForm(consultation=consultation, prefix=prefix)
    )


def _as_csv(found: suggesting.Suggested) -> HttpResponse:
    rows = [
        (one.contribution.received_on, one.contribution.shown_text, option.group.title, ", ".join(option.words))
        for one in found.for_groups
        for option in one.options
    ]
    rows += [
        (idea.received_on, idea.shown_text, f"samen, voorstel {number}", ", ".join(one.words))
        for number, one in enumerate(found.together, start=1)
        for idea in one.contributions
    ]
    return csv_file("voorstellen", ["dag", "idee", "groep", "woorden"], rows)
