"""Reading advices in from paper: first look what would happen, then do it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.answers.actions import reading_in as actions
from weerklank.answers.advice_list import EXAMPLE, read
from weerklank.answers.forms.reading_in import AdviceListForm
from weerklank.editions.models import Edition
from weerklank.moves import Refusal
from weerklank.web.spreadsheet import csv_file

CRUMBS = ({"label": "Werk", "href": "/werk/"}, {"label": "Overhandiging", "href": "/werk/overhandiging/"})


@requires("advices.hand_over")
def advices(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition, slug=slug)
    require("advices.hand_over", request.user, edition)
    if "voorbeeld" in request.GET:
        return csv_file(f"voorbeeld-adviezen-{edition.slug}", EXAMPLE[0], EXAMPLE[1:])
    form = AdviceListForm(request.POST if request.method == "POST" else None, request.FILES or None, edition=edition)
    handover = {"label": str(edition), "href": f"/werk/overhandiging/{edition.slug}/"}
    context = {
        "edition": edition,
        "form": form,
        "crumbs": [*CRUMBS, handover, {"label": "Adviezen inlezen"}],
        "is_demonstration": edition.is_demonstration,
    }
    if not form.is_bound or not form.is_valid():
        return render(request, "answers/advices_read_in.html", context, status=422 if form.errors else 200)
    text, usual = form.cleaned_data["text"], form.usual()
    sent = request.POST.copy()
    sent["text"] = text
    context["form"] = form = AdviceListForm(sent, edition=edition)
    form.full_clean()
    if request.POST.get("doe") == "lees":
        try:
            done = actions.read_in_advices(
                edition_id=edition.pk, text=text, usual=usual, by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, f"{len(done.new)} ingelezen. {done.known} stonden er al.")
            return redirect("answers-handover", edition.slug)
    context["found"] = found = read(text, edition, usual)
    if found.refusal and not form.errors:
        form.add_error("text", found.refusal)
    wrong = bool(form.errors or found.wrong)
    return render(request, "answers/advices_read_in.html", context, status=422 if wrong else 200)
