"""What an adult opens with an own link, and what the organiser and the table see: never what one person wrote."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public, require, requires
from weerklank.advices.expecting import actions, queries
from weerklank.advices.expecting.forms import ChangedForm, ExpectForm
from weerklank.advices.expecting.people import Person, find
from weerklank.advices.voices.queries import voices_of
from weerklank.advices.voices.views import crumbs
from weerklank.editions.models import Edition, EditionTheme, ThemeTable
from weerklank.moves import Refusal
from weerklank.web.spreadsheet import csv_file

View = Callable[..., HttpResponse]
BIGGEST = 2**31


def of_one_person(view: View) -> View:
    """A page behind a secret link stays in no cache, no index and no other site's log."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, noai, noimageai"
        return response

    return guarded


def _person(slug: str, secret: str) -> Person:
    person = find(secret, slug)
    if person is None:
        raise Http404(
            _("Deze link werkt niet of niet meer. Zij is voor volwassenen die meepraten; na de dag wissen we alles.")
        )
    return person


def _context(person: Person, here: str, **more: Any) -> dict[str, Any]:
    edition = person.edition
    return {
        "person": person,
        "edition": edition,
        "crumbs": [
            {"label": _("Dialoog"), "href": "/dialoog/"},
            {"label": edition.title, "href": edition.get_absolute_url()},
            {"label": here, "href": ""},
        ],
        "is_demonstration": edition.is_demonstration,
        **more,
    }


@public("an adult who comes writes beforehand what the children will say, with an own link")
@of_one_person
def themes(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    person = _person(slug, secret)
    rows = queries.themes_of(person, timezone.localdate())
    context = _context(person, _("Wat u verwacht"), secret=secret, rows=rows)
    return render(request, "advices/expect/themes.html", context)


@public("an adult who comes writes an expectation, and reads afterwards how far off it was, with an own link")
@of_one_person
def theme(request: HttpRequest, slug: str, secret: str, theme_id: int) -> HttpResponse:
    person = _person(slug, secret)
    rows = {row.theme.pk: row for row in queries.themes_of(person, timezone.localdate())}
    if theme_id not in rows or not person.has_place:
        raise Http404(_("Over dit thema kunt u met deze link niets schrijven."))
    page = queries.own_page(person, rows[theme_id].theme, timezone.localdate())
    sent = request.POST if request.method == "POST" else None
    form = _expect_form(page, sent) if page.is_open else _changed_form(page, sent)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            _keep(person, page, form)
            return redirect(f"{request.path}?gedaan=bewaard")
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    context = _context(
        person, page.theme.name, secret=secret, page=page, form=form, saved=request.GET.get("gedaan") == "bewaard"
    )
    if not page.is_open:
        context["voices"] = voices_of(page.theme, on=timezone.localdate())
    refused = form is not None and form.errors
    return render(request, "advices/expect/theme.html", context, status=422 if refused else 200)


def _expect_form(page: queries.OwnPage, sent: Any) -> ExpectForm:
    known: dict[str, Any] = {ExpectForm.name_of(statement): percent for statement, percent in page.guesses.items()}
    if page.expectation:
        known["words"] = page.expectation.words
    return ExpectForm(sent, statements=page.statements, initial=known)


def _changed_form(page: queries.OwnPage, sent: Any) -> ExpectForm | ChangedForm | None:
    """What came in just too late is not lost: it stands on the page, with the sentence that says so."""
    if sent is not None and "words" in sent:
        return _expect_form(page, sent)
    if page.expectation is None:
        return None
    return ChangedForm(sent, initial={"changed": page.expectation.changed})


def _keep(person: Person, page: queries.OwnPage, form: Any) -> None:
    theme, now = page.theme.pk, timezone.now()
    if isinstance(form, ExpectForm):
        words = form.cleaned_data["words"]
        actions.expect(person=person, theme_id=theme, words=words, guesses=form.guesses(), now=now)
    else:
        actions.tell_what_changed(person=person, theme_id=theme, words=form.cleaned_data["changed"], now=now)


# -- the organiser and the table ------------------------------------------------------------------------------------


STAND_COLUMNS = ("thema", "schreven iets op", "tafels", "tafels waar het gesprek begon", "gesloten op")


def _stand_cells(row: queries.ThemeStand) -> tuple[object, ...]:
    return (row.theme.name, row.written, row.tables, row.begun, row.count.closed_on if row.count else "")


@requires("editions.organise")
def stand(request: HttpRequest, slug: str) -> HttpResponse:
    """Per theme how many adults wrote; closing it counts them together."""
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    rows = queries.stand_of(edition, timezone.localdate())
    if "csv" in request.GET:
        return csv_file(f"verwachtingen-{edition.slug}", STAND_COLUMNS, map(_stand_cells, rows))
    context = {
        "edition": edition,
        "rows": rows,
        "crumbs": [
            {"label": "Edities", "href": "/werk/edities/"},
            {"label": str(edition), "href": f"/werk/edities/{edition.slug}/"},
            {"label": "Wat volwassenen verwachten", "href": ""},
        ],
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "advices/expect/stand.html", context)


@requires("editions.organise")
def close(request: HttpRequest, slug: str, theme_id: int) -> HttpResponse:
    """What closing does, and that it cannot be undone; then the closing itself."""
    theme = get_object_or_404(
        EditionTheme.objects.select_related("edition"), pk=min(theme_id, BIGGEST), edition__slug=slug
    )
    require("editions.organise", request.user, theme)
    sentence = actions.why_not_closed(theme)
    if request.method == "POST":
        try:
            actions.close(theme_id=theme.pk, by=request.user, now=timezone.now())
            messages.success(request, f"De verwachtingen over {theme} zijn gesloten en geteld.")
            return redirect("advices-expect-stand", slug)
        except Refusal as refusal:
            sentence = refusal.sentence
    context = {
        "edition": theme.edition,
        "theme": theme,
        "sentence": sentence,
        "page": queries.stand_of_theme(theme, timezone.localdate()),
        "crumbs": [
            {"label": "Edities", "href": "/werk/edities/"},
            {"label": str(theme.edition), "href": f"/werk/edities/{slug}/"},
            {"label": "Wat volwassenen verwachten", "href": f"/werk/edities/{slug}/verwachtingen/"},
            {"label": theme.name, "href": ""},
        ],
        "is_demonstration": theme.edition.is_demonstration,
    }
    return render(request, "advices/expect/close.html", context, status=409 if request.method == "POST" else 200)


@requires("advices.hear")
def table(request: HttpRequest, table_id: int) -> HttpResponse:
    """Which adults of a table wrote something, with the link for each place."""
    table = get_object_or_404(ThemeTable.objects.select_related("edition_theme__edition"), pk=min(table_id, BIGGEST))
    require("advices.hear", request.user, table)
    context = {
        "table": table,
        "page": queries.stand_of_table(table, timezone.localdate()),
        "crumbs": crumbs(request, table, "Wat volwassenen verwachten"),
        "is_demonstration": table.edition.is_demonstration,
    }
    return render(request, "advices/expect/table.html", context)
