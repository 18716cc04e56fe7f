"""The translators' pages: what is missing or unread per language, and a statement in one language."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.participation.actions.translations import translate_statement
from weerklank.participation.forms.translations import StatementTranslationForm, TranslationListForm
from weerklank.participation.models import Statement
from weerklank.participation.origins import is_behind
from weerklank.participation.queries import translations as queries
from weerklank.participation.queries.staff import LANGUAGES, language_name
from weerklank.web import catalogues
from weerklank.web.context import tag
from weerklank.web.listing import Cell, Choice, Column, Filter, Filters, Table, cells
from weerklank.web.spreadsheet import csv_file

CRUMBS = [{"label": "Werk", "href": "/werk/"}, {"label": "Vertalen", "href": "/werk/vertalen/"}]


@requires("statements.edit")
def texts(request: HttpRequest) -> HttpResponse:
    asked = TranslationListForm(request.GET)
    wanted = queries.Wanted(asked.asked("q"), asked.asked("taal"), asked.asked("soort"), asked.asked("stand"))
    everything = queries.texts(request.user)
    found = queries.chosen(everything, wanted)
    if "csv" in request.GET:
        header = ["taal", "soort", "waar", "Nederlands", "vertaling", "stand", "nagelezen door"]
        listed = ((r.language_name, r.kind.label, r.place, r.dutch, r.text, r.standing.label, r.by) for r in found)
        return csv_file("vertalingen", header, listed)
    filters = Filters(
        (
            Filter("taal", "Taal", tuple(Choice(c, language_name(c)) for c in queries.languages()), wanted.language),
            Filter("soort", "Soort", tuple(Choice(kind, kind.label) for kind in queries.Kind), wanted.kind),
            Filter("stand", "Stand", tuple(Choice(one, one.label) for one in queries.Standing), wanted.standing),
        ),
        query=wanted.search,
    )
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, tag(row.language)) for row in page],
        "filters": filters,
        "progress": _table(queries.progress(everything)),
        "files": tuple(LANGUAGES.items()),
        "crumbs": [CRUMBS[0], {"label": "Vertalen"}],
    }
    return render(request, "participation/staff/translators.html", context)


def _table(found: tuple[queries.Progress, ...]) -> Table:
    """A line per language: of each kind what is missing and what nobody read yet."""
    by_place = {(one.language, one.kind): one for one in found}
    kinds = [kind for kind in queries.Kind if any(one.kind is kind for one in found)]
    spoken = [code for code in queries.languages() if any(one.language == code for one in found)]
    return Table(
        caption="Hoe ver is elke taal?",
        columns=tuple(Column(label) for label in ("Taal", *(kind.label.capitalize() for kind in kinds))),
        rows=tuple(
            cells((_capital(language_name(code)), *(_how_far(by_place.get((code, kind))) for kind in kinds)))
            for code in spoken
        ),
    )


def _how_far(one: queries.Progress | None) -> Cell:
    """In words, leading to the texts themselves. Turkish, Polish and French are languages of pictures alone."""
    if one is None:
        return Cell("–")
    parts = [f"{one.missing} ontbreekt"] if one.missing else []
    parts += [f"{one.unread} niet nagelezen"] if one.unread else []
    said = f"{', '.join(parts)} (van {one.total})" if parts else f"alle {one.total} nagelezen"
    return Cell(said, f"?taal={one.language}&soort={one.kind}")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


@requires("statements.edit")
def words(request: HttpRequest, language: str) -> HttpResponse:
    """The file of the interface in one language, for a translator's own programme."""
    if language not in LANGUAGES:
        raise Http404
    response = HttpResponse(catalogues.file_of(language).read_bytes(), content_type="text/x-gettext-translation")
    response["Content-Disposition"] = f'attachment; filename="weerklank-{language}.po"'
    return response


@requires("statements.edit")
def statement(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    found = get_object_or_404(Statement.objects.select_related("consultation__edition"), pk=pk)
    require("statements.edit", request.user, found)
    if language not in LANGUAGES:
        raise Http404
    text = found.texts.filter(language=language).first()
    form = StatementTranslationForm(request.POST or None, language=language, text=text)
    name = LANGUAGES[language]
    if request.method == "POST" and form.is_valid():
        try:
            translate_statement(
                statement_id=pk, language=language, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"De vertaling in het {name} is bewaard.")
            return redirect(f"/werk/vertalen/?taal={language}&soort={queries.Kind.STATEMENT}")
    context = {
        "form": form,
        "name": name,
        "language": language,
        "statement": found,
        "text": text,
        "is_behind": text is not None and is_behind(text, found),
        "others": [(tag(one.language), language_name(one.language), one) for one in found.texts.order_by("language")],
        "is_demonstration": found.edition.is_demonstration,
        "crumbs": [*CRUMBS, {"label": f"Stelling in het {name}"}],
    }
    return render(request, "participation/staff/translate_statement.html", context, status=422 if form.errors else 200)
