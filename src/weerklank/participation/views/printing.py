"""What a group holds in its hands, made for the secret address of its page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.moves import Refusal
from weerklank.participation import squares
from weerklank.participation.actions import paper as actions
from weerklank.participation.forms.groups import CardsForm
from weerklank.participation.models import EntryPoint
from weerklank.participation.printing import lesson as letters
from weerklank.participation.printing import sheets
from weerklank.participation.printing.press import NotPrinted
from weerklank.participation.queries import groups as queries
from weerklank.participation.views import visits
from weerklank.participation.views.teacher import WHY, address_of_group, page_of, room, teacher_page


def _file(
    request: HttpRequest, name: str, page: str, make: Callable[[], bytes], *, attached: bool = False
) -> HttpResponse:
    """The PDF, or a page that says that it could not be made and which page to print instead."""
    try:
        pdf = make()
    except NotPrinted:
        return room(request, "participation/teacher/no_pdf.html", {"page": page}, status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'{"attachment" if attached else "inline"}; filename="{name}.pdf"'
    return response


def _door(request: HttpRequest) -> str:
    return request.build_absolute_uri("/doe-mee/").partition("://")[2]


def _child_address(request: HttpRequest, entry_point: EntryPoint) -> str:
    return request.build_absolute_uri(visits.own_address_of(entry_point))


@public(WHY)
@teacher_page
def sheet(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """The class sheet: a side for the board and a side for whoever leads the group."""
    address = address_of_group(request, secret)
    context = page_of(entry_point, secret, _("Blad")) | {
        "address": address,
        "door": _door(request),
        "squares": squares.of(_child_address(request, entry_point)),
        "own_squares": squares.of(address),
        "facts": letters.room_there_is(entry_point.consultation),
        "rules": letters.GROUND_RULES,
        "safety": letters.SAFETY,
        "lines": queries.lines_for_adults(),
    }
    return room(request, "participation/teacher/sheet.html", context)


@public(WHY)
@teacher_page
def sheet_pdf(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    def make() -> bytes:
        return sheets.sheet_pdf(
            entry_point,
            door=_door(request),
            child_address=_child_address(request, entry_point),
            address=address_of_group(request, secret),
            on=timezone.localdate(),
        )

    return _file(request, "blad", page_of(entry_point, secret)["group"] + "blad/", make)


@public(WHY)
@teacher_page
def lesson(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """The lesson letter on the screen."""
    context = page_of(entry_point, secret, _("Lesbrief")) | {
        "lesson": letters.lesson_of(entry_point.consultation, entry_point.mode),
        "rules": letters.GROUND_RULES,
        "safety": letters.SAFETY,
        "lines": queries.lines_for_adults(),
    }
    return room(request, "participation/teacher/lesson.html", context)


@public(WHY)
@teacher_page
def lesson_pdf(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    page = page_of(entry_point, secret)["group"] + "lesbrief/"
    return _file(request, "lesbrief", page, lambda: sheets.lesson_pdf(entry_point, on=timezone.localdate()))


@public(WHY)
@teacher_page
def cards(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """Cards to print: asked for on a page, made once, and given as a file that nobody can make again."""
    form = CardsForm(
        request.POST or None,
        initial={"how_many": min(entry_point.max_uses, 35), "language": entry_point.language},
    )
    context = page_of(entry_point, secret, _("Kaarten")) | {"form": form, "most": actions.MOST_CARDS}
    if request.method == "POST" and form.is_valid():
        try:
            return _printed_cards(request, entry_point, context["group"], **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
    return room(request, "participation/teacher/cards.html", context, status=422 if form.errors else 200)


def _printed_cards(
    request: HttpRequest, entry_point: EntryPoint, group: str, *, how_many: int, language: str
) -> HttpResponse:
    now = timezone.now()
    drawn = actions.draw_cards(entry_point_id=entry_point.pk, how_many=how_many, now=now)
    with translation.override(language):
        place = request.build_absolute_uri("/terug/").partition("://")[2]
        by = entry_point.consultation.hear_by
        come_back = _("Hiermee lees je wat er met je idee gebeurde. Typ ze in op %(place)s.") % {"place": place}
        if by:
            come_back += " " + _("Uiterlijk op %(day)s staat daar een antwoord.") % {"day": date_format(by, "j E Y")}

    def make() -> bytes:
        return sheets.cards_pdf(entry_point, drawn, language=language, come_back=come_back, on=timezone.localdate())

    response = _file(request, "kaarten", group + "kaarten/", make, attached=True)
    if response.status_code == 200:
        # only cards that are on paper are kept: nobody can type in a card that nobody has
        actions.keep_cards(entry_point_id=entry_point.pk, cards=drawn, now=now)
    return response
