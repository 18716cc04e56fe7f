"""The page of a run in the making: how far it is, stopping it, and the way on to the run."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank import calculating
from weerklank.accounts.access import require, requires
from weerklank.findings import actions
from weerklank.findings import runs as asked
from weerklank.findings.models import Making
from weerklank.findings.views.runs import way_to
from weerklank.moves import Refusal


def _making(request: HttpRequest, pk: int) -> Making:
    found = Making.objects.select_related("consultation__edition", "consultation__edition_theme", "made_by", "run")
    making = get_object_or_404(found, pk=pk)
    require("findings.edit", request.user, making)
    return making


@requires("findings.edit")
def making(request: HttpRequest, pk: int) -> HttpResponse:
    making = _making(request, pk)
    consultation = making.consultation
    if making.run_id:
        messages.success(request, making.told)
        return redirect("findings-run", pk=making.run_id)
    context = {
        "making": making,
        "consultation": consultation,
        "method": asked.METHODS[making.method],
        "progress": calculating.progress_of(making),
        "crumbs": [
            *way_to(consultation),
            {"label": "Tellingen", "href": f"/werk/groepen/{consultation.slug}/telling/"},
            {"label": "In de maak"},
        ],
        "is_demonstration": consultation.edition.is_demonstration,
    }
    return render(request, "findings/making.html", context)


@requires("findings.edit")
@require_POST
def making_step(request: HttpRequest, pk: int) -> HttpResponse:
    making, step = _making(request, pk), request.POST.get("step", "")
    if step == "stop":
        actions.stop_making(making_id=pk, by=request.user, now=timezone.now())
        messages.success(request, "Het tellen is gestopt. Er is niets bewaard.")
    elif step == "go_on" and making.state in calculating.GOING_ON:
        transaction.on_commit(lambda: calculating.go_on(actions.COUNTS))
        messages.success(request, "Het rekenen gaat verder.")
    else:
        raise Refusal("Deze stap bestaat niet, of kan nu niet. Ververs de bladzijde.")
    return redirect("findings-making", pk=pk)
