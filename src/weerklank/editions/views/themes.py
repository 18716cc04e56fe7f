"""The page on which an organiser says what an edition talks about."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.editions import actions, queries
from weerklank.editions.forms import AddThemeForm, WordThemesForm
from weerklank.editions.forms.roster import ThemeListForm
from weerklank.editions.models import Edition
from weerklank.editions.theme_list import read
from weerklank.editions.views.edition import crumbs
from weerklank.moves import Refusal
from weerklank.rights.models import Theme


def _mine(request: HttpRequest, slug: str) -> Edition:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    return edition


def _page(
    request: HttpRequest, edition: Edition, *, words: WordThemesForm | None = None, add: AddThemeForm | None = None
) -> HttpResponse:
    """The page with whichever of its two forms was refused."""
    refused = words or add
    context = {
        "edition": edition,
        "words": words or WordThemesForm(themes=list(queries.themes_of(edition))),
        "add": add or AddThemeForm(edition=edition),
        "form": refused,
        "left": queries.themes_left(edition).count(),
        "crumbs": crumbs(edition, "Thema’s"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/themes.html", context, status=422 if refused else 200)


@requires("editions.organise")
def theme_list(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _mine(request, slug)
    if request.method != "POST":
        return _page(request, edition)
    form = WordThemesForm(request.POST, themes=list(queries.themes_of(edition)))
    if form.is_valid():
        try:
            actions.word_themes(edition_id=edition.pk, wordings=form.wordings(), by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De namen en de volgorde zijn bewaard.")
            return redirect("editions-themes", slug=slug)
    return _page(request, edition, words=form)


@requires("editions.organise")
def theme_add(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _mine(request, slug)
    if request.method != "POST":
        return redirect("editions-themes", slug=slug)
    form = AddThemeForm(request.POST, edition=edition)
    if form.is_valid():
        try:
            added = actions.add_theme(edition_id=edition.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"Thema ‘{added}’ staat nu in deze editie.")
            return redirect("editions-themes", slug=slug)
    return _page(request, edition, add=form)


@requires("editions.organise")
def theme_paste(request: HttpRequest, slug: str) -> HttpResponse:
    """A whole list of themes: first look what would happen, then read it in."""
    edition = _mine(request, slug)
    form = ThemeListForm(request.POST if request.method == "POST" else None, request.FILES or None)
    context = {
        "edition": edition,
        "form": form,
        "themes": Theme.objects.prefetch_related("names"),
        "crumbs": crumbs(edition, "Thema’s inlezen"),
        "is_demonstration": edition.is_demonstration,
    }
    if not form.is_bound or not form.is_valid():
        return render(request, "editions/themes_read_in.html", context, status=422 if form.errors else 200)
    text = form.cleaned_data["text"]
    context["form"] = form = ThemeListForm({"text": text})
    form.full_clean()
    if request.POST.get("doe") == "lees":
        try:
            done = actions.read_in_themes(edition_id=edition.pk, text=text, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{len(done.new)} ingelezen. {done.known} stonden er al.")
            return redirect("editions-themes", slug=slug)
    context["found"] = found = read(text, edition)
    if found.refusal and not form.errors:
        form.add_error("text", found.refusal)
    wrong = bool(form.errors or found.wrong)
    return render(request, "editions/themes_read_in.html", context, status=422 if wrong else 200)


@requires("editions.organise")
@require_POST
def theme_remove(request: HttpRequest, slug: str, theme_id: int) -> HttpResponse:
    edition = _mine(request, slug)
    actions.remove_theme(edition_id=edition.pk, theme_id=theme_id, by=request.user, now=timezone.now())
    messages.success(request, "Het thema is weggehaald.")
    return redirect("editions-themes", slug=slug)
