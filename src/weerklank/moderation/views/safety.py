"""The safeguarding officer's pages: signals with their clock, the five steps, and what becomes of the words."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.editions.models import EditionRole
from weerklank.moderation import actions, highlights, queries, terms
from weerklank.moderation.forms import FlagForm, QueueForm
from weerklank.moderation.models import FlagState, SafetyFlag
from weerklank.moderation.views.crumbs import SAFETY, WORK
from weerklank.moves import Refusal
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import DeclineReason
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file


def _officers(request: HttpRequest) -> int:
    """How many officers there are in the edition that has the fewest: with one, nobody takes over on a day off."""
    mine = request.user.edition_roles.filter(role="safeguarding").values("edition")
    officers = EditionRole.objects.filter(edition__in=mine, role="safeguarding")
    counts = officers.order_by().values("edition").annotate(count=Count("pk")).values_list("count", flat=True)
    return min(counts, default=0)


@requires("moderation.safeguard")
def safety_list(request: HttpRequest) -> HttpResponse:
    form = QueueForm(request.GET)
    search, state = form.asked("q"), form.asked("staat")
    unknown = form.unreadable()
    if state and state not in FlagState.values:
        unknown.append(f"‘Stand’ kent ‘{state}’ niet. Daarop is niet gezocht.")
        state = ""
    # catches up with what words held back since somebody last looked
    actions.raise_flags()
    found = queries.flags(request.user, state=state, search=search)
    today = timezone.localdate()
    if "csv" in request.GET:
        rows = (
            (
                f.raised_on,
                f.get_raised_by_display(),
                f.get_state_display(),
                f.contribution.consultation,
                f.read_on or "",
                queries.clock(f, today).decide_by,
                queries.clock(f, today).level or "",
            )
            for f in found
        )
        head = ["dag", "door", "stand", "vraag", "gelezen op", "besluit uiterlijk", "te laat"]
        return csv_file("zorgsignalen", head, rows)
    choices = tuple(Choice(str(value), str(label)) for value, label in FlagState.choices)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(flag, (today - flag.raised_on).days, queries.clock(flag, today)) for flag in page],
        "read_within": terms.WORRY_READ_WITHIN,
        "decided_within": terms.WORRY_DECIDED_WITHIN,
        "alone": _officers(request) < 2,
        "advice_line": queries.advice_line(),
        "unknown": unknown,
        "filters": Filters((Filter("staat", "Stand", choices, state),), query=search),
        "is_demonstration": any(flag.contribution.edition.is_demonstration for flag in page),
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
    # reading is a deed: until somebody opens the words the clock of reading runs on
    reads = request.POST.get("do") == "read"
    form = FlagForm(
        request.POST if request.method == "POST" and not reads else None,
        initial={"steps": flag.steps, "outcome": flag.outcome},
    )
    if reads:
        flag = actions.open_flag(flag_id=pk, by=request.user, now=timezone.now())
    elif request.method == "POST" and form.is_valid():
        acts = {"handle": actions.handle_flag, "dismiss": actions.dismiss_flag}
        act = acts.get(request.POST.get("do", ""), actions.note_steps)
        try:
            act(flag_id=pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Bewaard." if act is actions.note_steps else "Het zorgsignaal is afgesloten.")
            return redirect("moderation-flag", pk=pk)
    contribution = flag.contribution
    context = {
        "flag": flag,
        "reads": reads or bool(form.errors),
        "form": form,
        "contribution": contribution,
        "pieces": highlights.marked(contribution.original, signals=True),
        "decisions": contribution.decisions.all(),
        "open": flag.state == FlagState.OPEN,
        "held": contribution.state == ContributionState.SAFETY_HOLD,
        "steps_done": [label for step, label in actions.STEPS.items() if step in flag.steps],
        "days": (timezone.localdate() - flag.raised_on).days,
        "clock": queries.clock(flag, timezone.localdate()),
        "log": queries.log_of(flag),
        "advice_line": queries.advice_line(),
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
