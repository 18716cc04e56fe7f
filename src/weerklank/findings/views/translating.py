"""Where the words of a group are put into another language, and a child's words in another language into Dutch."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.findings import actions, translated
from weerklank.findings.forms import GroupTranslationForm, WordsInDutchForm
from weerklank.findings.models import Group
from weerklank.moves import Refusal
from weerklank.participation.actions.translations import translate_contribution
from weerklank.participation.models import Contribution
from weerklank.participation.queries.staff import LANGUAGES, language_name


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


@requires("findings.edit")
def words_in_dutch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What one child said, with the Dutch that stands beside it on the public page."""
    held = get_object_or_404(Contribution.objects.select_related("consultation__edition"), pk=pk)
    require("findings.edit", request.user, held)
    if not held.shown_text:
        raise Refusal("Deze inbreng is niet openbaar. Vertaal alleen wat iedereen mag lezen.")
    form = WordsInDutchForm(request.POST or None, text=held.texts.filter(language="nl").first())
    consultation = held.consultation
    if request.method == "POST" and form.is_valid():
        try:
            translate_contribution(contribution_id=pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "De vertaling is bewaard en staat naast de woorden van het kind.")
            return redirect("findings-arrange", slug=consultation.slug)
    context = {
        "form": form,
        "contribution": held,
        "spoken": language_name(held.original_language),
        "is_demonstration": consultation.edition.is_demonstration,
        "crumbs": [
            {"label": "Werk", "href": "/werk/"},
            {"label": "Groepen", "href": "/werk/groepen/"},
            {"label": str(consultation), "href": f"/werk/groepen/{consultation.slug}/"},
            {"label": "In het Nederlands"},
        ],
    }
    return render(request, "findings/words_in_dutch.html", context, status=422 if form.errors else 200)
