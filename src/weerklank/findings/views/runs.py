"""The pages of a run: what came out of the votes, for who analyses them and for who makes it public."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

import opinion
from weerklank import calculating
from weerklank.accounts.access import require, requires
from weerklank.findings import actions, days, expected, group_map, queries
from weerklank.findings import runs as asked
from weerklank.findings import signs as noticed
from weerklank.findings.forms import ListForm, MethodForm
from weerklank.findings.models import Making, Run
from weerklank.findings.reading import address_of
from weerklank.findings.views import listed
from weerklank.findings.views.arranging import GROUPS, WORK
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation
from weerklank.web import lists
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

# the pages of a run, and who may open each
PARTS = (
    ("findings.read", "findings-run", "Overzicht"),
    ("findings.read", "findings-run-statements", "Stellingen per groep"),
    ("findings.publish", "findings-run-signs", "Tekens van sturing"),
    ("findings.read", "findings-run-taking-part", "Wanneer ideeën kwamen, en wat volwassenen verwachtten"),
    ("findings.edit", "findings-run-report", "Alles als JSON, voor wie verder rekent"),
)
OUTCOMES = {"label": "Uitkomsten", "href": "/werk/uitkomsten/"}
ORDERS = {
    "": "zoals gevraagd",
    "eens": "meest eens eerst",
    "oneens": "meest oneens eerst",
    "verdeeld": "groepen het verst uiteen",
}


def run_of(request: HttpRequest, pk: int, rule: str = "findings.publish") -> Run:
    run = get_object_or_404(
        Run.objects.select_related(
            "consultation__edition", "consultation__edition_theme", "made_by", "proposed_by", "published_by", "count"
        ),
        pk=pk,
    )
    require(rule, request.user, run)
    return run


def way_to(consultation: Consultation) -> list[dict[str, str]]:
    """The way to the runs of a question."""
    return [WORK, GROUPS, {"label": str(consultation), "href": f"/werk/groepen/{consultation.slug}/"}]


def below(request: HttpRequest, run: Run, last: str = "") -> dict[str, Any]:
    consultation = run.consultation
    edits = rules.test_rule("findings.edit", request.user, run)
    above = (
        [GROUPS, {"label": "Tellingen", "href": f"/werk/groepen/{consultation.slug}/telling/"}] if edits else [OUTCOMES]
    )
    here = {"label": str(run).capitalize(), "href": f"/werk/telling/{run.pk}/" if last else ""}
    return {
        "run": run,
        "consultation": consultation,
        "edits": edits,
        "parts": [(name, label) for rule, name, label in PARTS if rules.test_rule(rule, request.user, run)],
        "crumbs": [WORK, *above, here, *([{"label": last}] if last else [])],
        "is_demonstration": consultation.edition.is_demonstration,
        "method": asked.METHODS[run.method],
    }


@requires("findings.read")
def outcome_list(request: HttpRequest) -> HttpResponse:
    """Every public outcome of the editions in which somebody has a role, the last one of each question first."""
    found = asked.public_for(request.user)
    questions = found.order_by("consultation__question").values_list("consultation__slug", "consultation__question")
    filters = lists.bar(request, {"raadpleging": ("Vraag", questions.distinct())}, query_label="Zoek in vraag en thema")
    if slug := lists.chosen(filters)["raadpleging"]:
        found = found.filter(consultation__slug=slug)
    for word in filters.query.split():
        found = found.filter(
            Q(consultation__question__icontains=word) | Q(consultation__edition_theme__name__icontains=word)
        )
    if lists.wants_file(request):
        rows = (
            (str(one.consultation), one.number, one.published_on, address_of(one.count)) for one in found if one.count
        )
        return csv_file("uitkomsten", ["vraag", "telling", "openbaar sinds", "open getallen"], rows)
    context = {
        "page": lists.page_of(request, found),
        "filters": filters,
        "twin": lists.twin(request),
        "crumbs": [WORK, {"label": "Uitkomsten"}],
    }
    return render(request, "findings/outcomes.html", context)


@requires("findings.edit")
def run_list(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = get_object_or_404(Consultation.objects.select_related("edition", "edition_theme"), slug=slug)
    require("findings.edit", request.user, consultation)
    form = MethodForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (making := _asked_for(request, consultation, form)):
        return redirect("findings-making", pk=making.pk)
    rows, filters = listed.narrowed(request, consultation)
    if lists.wants_file(request):
        return csv_file(f"tellingen-{slug}", listed.HEAD, listed.lines(rows))
    page, makings = lists.page_of(request, rows), asked.makings_of(consultation)
    context = {
        "consultation": consultation,
        "page": page,
        "rows": listed.with_changes(page),
        "filters": filters,
        "twin": lists.twin(request),
        "makings": makings,
        "goes_on": any(one.state in calculating.GOING_ON for one in makings),
        "form": form,
        "may_count": consultation.state in actions.COUNTED_WHEN,
        "crumbs": [*way_to(consultation), {"label": "Tellingen"}],
        "is_demonstration": consultation.edition.is_demonstration,
    }
    return render(request, "findings/runs.html", context, status=422 if form.errors else 200)


def _asked_for(request: HttpRequest, consultation: Consultation, form: MethodForm) -> Making | None:
    """What was asked for is counted apart from the server, and called at once."""
    if not form.is_valid():
        return None
    try:
        making, _ = actions.start_making(
            consultation_id=consultation.pk,
            by=request.user,
            now=timezone.now(),
            method=opinion.Method(form.cleaned_data["method"]),
        )
    except Refusal as refusal:
        lists.show_refusal(form, refusal)
        return None
    transaction.on_commit(calculating.call)
    return making


@requires("findings.read")
def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk, "findings.read")
    before = asked.runs_of(run.consultation).filter(number__lt=run.number).first()
    signs = noticed.signs_of(run)
    context = below(request, run) | {
        "before": before,
        "changes": asked.changes(run, before),
        "channels": [(page, group_map.draw(page.places)) for page in asked.pages_of(run)],
        "signs": signs,
        "undecided": [sign for sign in signs if sign.decision is None],
        "to_compare": run.method != opinion.Method.EXACT.value,
        "left_out": asked.left_out_of(run),
        "level": round(100 * run.parameters["level"]),
        "gaps": queries.unfinished(run.consultation, timezone.localdate()),
        "settled": run.consultation.state in actions.SETTLED,
        "own_proposal": run.proposed_by_id == request.user.pk,
        "open_file": address_of(run.count) if run.count else "",
    }
    return render(request, "findings/run.html", context)


@requires("findings.read")
def statements(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk, "findings.read")
    form = ListForm(request.GET)
    search, order = form.asked("q"), form.asked("volgorde")
    pages = {page.channel.value: page for page in asked.pages_of(run)}
    chosen = pages.get(form.asked("kanaal")) or next(iter(pages.values()))
    rows = asked.sorted_rows(asked.rows_of(run, chosen.channel), order)
    rows = [row for row in rows if search.casefold() in row.text.casefold()]
    if "csv" in request.GET:
        return _statements_as_csv(run, chosen, rows)
    channels = tuple(Choice(value, page.label) for value, page in pages.items())
    context = below(request, run, "Stellingen") | {
        "page": Paginator(rows, 25).get_page(request.GET.get("page")),
        "chosen": chosen,
        "letters": [group.letter for group in chosen.groups],
        "filters": Filters(
            (Filter("kanaal", "Hoe gestemd", channels, form.asked("kanaal")),),
            query=search,
            query_label="Zoek een stelling",
            kept=(("volgorde", order),) if order in ORDERS and order else (),
        ),
        "orders": [
            (label, urlencode({"q": search, "kanaal": chosen.channel.value, "volgorde": value}), value == order)
            for value, label in ORDERS.items()
        ],
    }
    return render(request, "findings/run_statements.html", context)


def _statements_as_csv(run: Run, chosen: asked.ChannelPage, rows: list[asked.Row]) -> HttpResponse:
    letters = [group.letter for group in chosen.groups]
    header = ["stelling", "hoe gestemd", "eens (95%-interval)", "n"]
    header += [f"groep {letter}{what}" for letter in letters for what in ("", ", n")]
    lines = (
        (
            row.text,
            chosen.label,
            row.everybody.words,
            row.everybody.answered,
            *(value for cell in row.groups for value in (cell.words, cell.answered)),
        )
        for row in rows
    )
    return csv_file(f"telling-{run.pk}-{chosen.channel.value}", header, lines)


@requires("findings.read")
def taking_part(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk, "findings.read")
    found = days.days_of(run.consultation)
    if "csv" in request.GET:
        rows = ((one.first, one.last, one.times) for one in found)
        return csv_file(f"meedoen-{run.pk}", ["van", "tot en met", "ideeën"], rows)
    asked_here = set(asked.words_of(run).values())
    context = below(request, run, "Meedoen en verwachten") | {
        "highest": days.highest(found),
        "days": Paginator(found, 25).get_page(request.GET.get("page")),
        # of a theme more may be asked: here stands what was guessed of the statements of this question
        "expected": [one for one in expected.expected_of(run.consultation.edition_theme) if one.text in asked_here],
    }
    return render(request, "findings/run_taking_part.html", context)


@requires("findings.edit")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    require("findings.edit", request.user, run)
    document = {
        "run": run.number,
        "state": run.state,
        "made_at": run.made_at,
        "method": run.method,
        "parameters": run.parameters,
        "library": run.library_version,
        "weerklank": run.program_version,
        "input": run.input_hash,
        "left_out": run.left_out,
        "channels": run.channels,
        "outcome": run.outcome,
        "analysis": run.analysis,
    }
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="weerklank-telling-{run.pk}.json"'
    return response


@requires("findings.edit")
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    require("findings.edit", request.user, run)
    actions.propose_run(run_id=pk, by=request.user, now=timezone.now())
    messages.success(request, "De uitkomst is voorgedragen. Een ander maakt haar openbaar.")
    return redirect("findings-run", pk=pk)


@requires("findings.publish")
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    run_of(request, pk)
    if request.POST.get("do") == "back":
        actions.take_run_back(run_id=pk, by=request.user, now=timezone.now())
        messages.success(request, "De voordracht is teruggenomen.")
    else:
        actions.publish_run(run_id=pk, by=request.user, now=timezone.now())
        messages.success(request, "De uitkomst is openbaar. Iedereen kan haar narekenen.")
    return redirect("findings-run", pk=pk)
