"""The page of what looks like manipulation in a run: narrowed by its address, and decided one by one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.findings import actions
from weerklank.findings import signs as noticed
from weerklank.findings.forms import SignForm
from weerklank.findings.models import Run
from weerklank.findings.views.runs import below, run_of
from weerklank.moves import Refusal
from weerklank.web import lists
from weerklank.web.listing import Filters
from weerklank.web.spreadsheet import csv_file

HERE = "Tekens van sturing"


@requires("findings.publish")
def signs(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    found = noticed.signs_of(run)
    filters = _filters(request)
    chosen = {entry.name: entry.chosen.value if entry.chosen else "" for entry in filters.filters}
    rows = noticed.narrowed(
        found, kind=chosen["soort"], channel=chosen["kanaal"], decided=chosen["besluit"], search=filters.query
    )
    if lists.wants_file(request):
        return csv_file(f"tekens-{run.pk}", noticed.HEAD, noticed.lines(rows))
    page = lists.page_of(request, rows)
    context = below(request, run, HERE) | {
        "rows": [(sign, _form(sign)) for sign in page],
        "page": page,
        "filters": filters,
        "any": bool(found),
        "twin": lists.twin(request),
    }
    return render(request, "findings/run_signs.html", context)


def _filters(request: HttpRequest) -> Filters:
    questions = {
        "soort": ("Wat opviel", noticed.KINDS.items()),
        "kanaal": ("Hoe gestemd", noticed.VOTED.items()),
        "besluit": ("Besluit", noticed.DECIDED.items()),
    }
    return lists.bar(request, questions, query_label="Zoek in stellingen en redenen")


def _form(sign: noticed.Sign) -> SignForm:
    # a page holds several of them, and every label needs a field of its own
    return SignForm(initial={"sign": sign.key}, auto_id=f"teken-{sign.number}-%s")


@requires("findings.edit")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    require("findings.edit", request.user, run)
    form = SignForm(request.POST)
    if form.is_valid():
        try:
            actions.decide_sign(run_id=pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            lists.show_refusal(form, refusal)
        else:
            again = " Maak de telling opnieuw om te zien wat dat doet." if form.cleaned_data["leave_out"] else ""
            messages.success(request, f"Uw besluit is bewaard.{again}")
            return redirect(_same_list(request, run))
    return _refused(request, run, form)


def _refused(request: HttpRequest, run: Run, form: SignForm) -> HttpResponse:
    """The sign that was decided about, with what is wrong; the others are one press away."""
    rows = [(sign, form) for sign in noticed.signs_of(run) if sign.key == form.data.get("sign")]
    context = below(request, run, HERE) | {
        "rows": rows,
        "refused": form,
        "any": True,
        "back": _same_list(request, run),
    }
    return render(request, "findings/run_signs.html", context, status=422)


def _same_list(request: HttpRequest, run: Run) -> str:
    """The list as it was narrowed when somebody decided in it."""
    address = reverse("findings-run-signs", args=[run.pk])
    return f"{address}?{request.GET.urlencode()}" if request.GET else address
