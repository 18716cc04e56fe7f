"""What came in on paper: which groups have cards, and typing them in one after the other."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.participation import paper
from weerklank.participation.actions import paper as actions
from weerklank.participation.forms.paper import CardForm
from weerklank.participation.forms.staff import ListForm
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import EntryPoint
from weerklank.participation.pictures import codes
from weerklank.participation.queries import paper as queries
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

CRUMBS = [{"label": "Werk", "href": "/werk/"}, {"label": "Papier", "href": "/werk/papier/"}]


@requires("paper.enter")
def batches(request: HttpRequest) -> HttpResponse:
    """The groups that have cards; how many came back, never what stands on them."""
    asked = ListForm(request.GET)
    search, state = asked.asked("q"), asked.asked("staat")
    found = queries.batches(request.user, search=search, state=state)
    if "csv" in request.GET:
        rows = ((one.code, one.label, one.consultation, one.made, one.typed) for one in found)
        return csv_file("papier", ["code", "voor", "vraag", "kaarten", "ingevoerd"], rows)
    states = (Choice("open", "nog in te voeren"), Choice("closed", "gesloten"))
    context = {
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "filters": Filters((Filter("staat", "Raadpleging", states, state),), query=search),
        "crumbs": [CRUMBS[0], {"label": "Papier"}],
    }
    return render(request, "participation/staff/paper.html", context)


@requires("paper.enter")
def card_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One card after the other; the focus stands on the code of the next."""
    batch = get_object_or_404(EntryPoint.objects.select_related("consultation__edition"), pk=pk)
    require("paper.enter", request.user, batch)
    statements = batch.consultation.statements.filter(state=StatementState.OPEN).order_by("order", "id")
    form = CardForm(
        request.POST or None,
        statements=list(statements),
        initial={"language": request.GET.get("taal") or batch.language},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _type(request, batch, form)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        except (codes.Busy, OperationalError):
            form.add_error(None, "Het is nu heel druk. Druk nog een keer op ‘Volgende kaart’: er is niets verloren.")
        else:
            messages.success(request, "De kaart is ingevoerd. Pak de volgende.")
            return redirect(f"{request.path}?taal={form.cleaned_data['language']}")
    context = {
        "batch": batch,
        "consultation": batch.consultation,
        "form": form,
        "answers": [(one, form[f"value-{one.pk}"], form[f"important-{one.pk}"]) for one in statements],
        "counts": queries.counts_of(batch),
        # the message says that the last card is in; the next one is typed at once
        "focus_is_elsewhere": True,
        "crumbs": [*CRUMBS, {"label": batch.label or batch.code or "groep"}],
        "is_demonstration": batch.consultation.edition.is_demonstration,
    }
    return render(request, "participation/staff/card_entry.html", context, status=422 if form.errors else 200)


def _type(request: HttpRequest, batch: EntryPoint, form: CardForm) -> None:
    actions.type_card(
        entry_point_id=batch.pk,
        ticket=paper.ticket_of(form.cleaned_data["number"]),
        text=form.cleaned_data["text"],
        language=form.cleaned_data["language"],
        wants_private=form.cleaned_data["wants_private"],
        answers=form.answers(),
        by=request.user,
        now=timezone.now(),
    )
