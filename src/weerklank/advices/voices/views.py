"""What children said about the theme of a table: on screen, and on a sheet of A3 to lay on it."""

from __future__ import annotations

import rules
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.advices.expecting.queries import begun
from weerklank.advices.voices.queries import voices_of
from weerklank.advices.voices.sheet import sheet_pdf
from weerklank.editions.models import ThemeTable
from weerklank.moves import Refusal
from weerklank.web.printing.press import NotPrinted

BIGGEST = 2**31


def _table(request: HttpRequest, table_id: int) -> ThemeTable:
    table = get_object_or_404(ThemeTable.objects.select_related("edition_theme__edition"), pk=min(table_id, BIGGEST))
    require("advices.hear", request.user, table)
    return table


def crumbs(request: HttpRequest, table: ThemeTable, here: str) -> list[dict[str, str]]:
    """The way back is the table of whoever writes there, and the edition's list of tables of whoever organises."""
    if rules.test_rule("advices.write", request.user, table):
        back = [
            {"label": "Thematafels", "href": "/werk/tafels/"},
            {"label": str(table), "href": f"/werk/tafels/{table.pk}/"},
        ]
    else:
        edition = f"/werk/edities/{table.edition.slug}/"
        back = [
            {"label": str(table.edition), "href": edition},
            {"label": str(table), "href": f"{edition}tafels/{table.pk}/"},
        ]
    return [*back, {"label": here, "href": ""}]


@requires("advices.hear")
def voices(request: HttpRequest, table_id: int) -> HttpResponse:
    table = _table(request, table_id)
    context = {
        "table": table,
        "voices": voices_of(table.edition_theme, on=timezone.localdate()),
        "waits": not begun([table.pk]),
        "crumbs": crumbs(request, table, "Wat kinderen zeiden"),
        "is_demonstration": table.edition.is_demonstration,
    }
    return render(request, "advices/voices.html", context)


@requires("advices.hear")
def voices_pdf(request: HttpRequest, table_id: int) -> HttpResponse:
    """The same on A3, tagged, so that it can be read aloud as well."""
    table = _table(request, table_id)
    today = timezone.localdate()
    try:
        pdf = sheet_pdf(voices_of(table.edition_theme, on=today), on=today)
    except NotPrinted:
        raise Refusal(
            "Het vel kon niet worden gemaakt. Dezelfde woorden staan op de bladzijde; die kunt u altijd afdrukken."
        ) from None
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="stemmen-tafel-{table.pk}.pdf"'
    return response
