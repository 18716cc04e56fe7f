"""The page where the words of a group are put into another language, for children who read that."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.findings import actions, translated
from weerklank.findings.forms import GroupTranslationForm
from weerklank.findings.models import Group
from weerklank.moves import Refusal
from weerklank.participation.queries.staff import LANGUAGES


@requires("findings.edit")
def group_text(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    group = get_object_or_404(Group.objects.select_related("consultation__edition"), pk=pk)
    require("findings.edit", request.user, group)
    if language not in LANGUAGES:
        raise Http404
    text = group.texts.filter(language=language).first()
    form = GroupTranslationForm(request.POST or None, language=language, group=group, text=text)
    name = LANGUAGES[language]
    if request.method == "POST" and form.is_valid():
        try:
            actions.translate_group(group_id=pk, language=language, by=request.user, now=timezone.now(), **form.words())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, f"De vertaling in het {name} is bewaard.")
            return redirect("findings-group", pk=pk)
    consultation = group.consultation
    context = {
        "form": form,
        "group": group,
        "name": name,
        "text": text,
        "is_behind": text is not None and translated.is_behind(text, group),
        "is_demonstration": consultation.edition.is_demonstration,
        "crumbs": [
            {"label": "Werk", "href": "/werk/"},
            {"label": "Groepen", "href": "/werk/groepen/"},
            {"label": str(consultation), "href": f"/werk/groepen/{consultation.slug}/"},
            {"label": "Groep", "href": f"/werk/groepen/groep/{pk}/"},
            {"label": f"In het {name}"},
        ],
    }
    return render(request, "findings/group_text.html", context, status=422 if form.errors else 200)
