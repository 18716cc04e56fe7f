"""The page of the youth panel: the questions that children are not asked yet."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.participation.actions import panel as actions
from weerklank.participation.forms.panel import PanelForm
from weerklank.participation.models import Consultation
from weerklank.participation.queries import panel as queries


def _show(request: HttpRequest, wrong: PanelForm | None = None, of: Consultation | None = None) -> HttpResponse:
    page = Paginator(queries.questions_for(request.user), 25).get_page(request.GET.get("page"))
    rows = [
        (
            asked,
            wrong if wrong and asked == of else PanelForm(prefix=f"vraag-{asked.pk}"),
            queries.said_of(asked).filter(actor_id=request.user.audit_id).first(),
        )
        for asked in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "form": wrong,
        "is_demonstration": any(asked.edition.is_demonstration for asked in page),
    }
    return render(request, "participation/staff/panel.html", context, status=422 if wrong else 200)


@requires("panel.read")
def questions(request: HttpRequest) -> HttpResponse:
    return _show(request)


@requires("panel.read")
@require_POST
def say(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = get_object_or_404(Consultation.objects.select_related("edition"), slug=slug)
    require("panel.read", request.user, consultation)
    form = PanelForm(request.POST, prefix=f"vraag-{consultation.pk}")
    if form.is_valid():
        try:
            actions.say(
                consultation_id=consultation.pk,
                clear=form.cleaned_data["clear"],
                unclear=form.cleaned_data["unclear"],
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "Dank je. De organisator leest wat je zei.")
            return redirect("participation-panel")
    return _show(request, form, consultation)
