"""What stands on the sheet, the letter and the cards, as data for the press."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

import segno
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from weerklank.participation import paper, pictures
from weerklank.participation.models import Consultation, EntryPoint, HelpLine
from weerklank.participation.pictures import class_codes, codes
from weerklank.participation.printing import lesson, press
from weerklank.participation.queries import groups as queries
from weerklank.participation.queries.child import words_of


class Card(Protocol):
    """What is printed of a card: the number for the envelope and the pictures for the child."""

    @property
    def number(self) -> str: ...
    @property
    def code(self) -> codes.ReturnCode: ...


def qr_of(text: str) -> str:
    """A square to scan, as a drawing that stands by itself."""
    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawing, kind="svg", border=2, light="#fff", dark="#000", xmldecl=False, nl=False
    )
    return drawing.getvalue().decode()


def _house(consultation: Consultation, title: str) -> dict[str, Any]:
    """What every paper of this house has, in the language that is spoken now."""
    language = get_language() or "nl"
    return {
        "document_title": f"{title} – Weerklank",
        "lang": language.split("-")[0],
        "foot": "Weerklank",
        "demonstration": _("Demonstratie: deze vraag is verzonnen.") if consultation.edition.is_demonstration else "",
    }


def _facts(facts: Iterable[lesson.Fact]) -> list[dict[str, str]]:
    return [
        {"name": fact.name, "value": fact.value, "lang": fact.language.split("-")[0]}
        if fact.language
        else {"name": fact.name, "value": fact.value}
        for fact in facts
    ]


def _rules_and_safety(lines: Sequence[HelpLine]) -> dict[str, Any]:
    return {
        "rules_title": _("Afspraken"),
        "rules": [str(rule) for rule in lesson.GROUND_RULES],
        "safety_title": _("Als een kind iets vertelt waarover u zich zorgen maakt"),
        "safety": [str(step) for step in lesson.SAFETY],
        "lines": [
            {"name": line.name, "value": f"{line.phone}. {_(line.for_whom) if line.for_whom else ''}".strip(". ")}
            for line in lines
        ],
    }


def sheet_pdf(entry_point: EntryPoint, *, door: str, child_address: str, address: str, on: date) -> bytes:
    """One side for the board, and one side with the secret address that stays with whoever leads the group."""
    consultation, state = entry_point.consultation, queries.state_of(entry_point, on)
    # the side for the board is for the children, the other for whoever leads them
    with translation.override(entry_point.language):
        board = {
            "board_lang": entry_point.language.split("-")[0],
            "question": lesson.asked_of(consultation).question,
            "question_lang": lesson.asked_of(consultation).language,
            "ended": _("Deze code is gestopt.") if entry_point.ended else "",
            "go_to": _("Ga naar"),
            "and_type": _("en typ:"),
            "qr_name": _("QR-code om mee te doen, met het adres %(address)s") % {"address": child_address},
            "free": _("Meedoen hoeft niet. Alles mag je overslaan."),
        }
    data = (
        _house(consultation, _("Blad voor de groep"))
        | board
        | {
            "door": door,
            "code": class_codes.spaced(entry_point.code or ""),
            "qr": qr_of(child_address),
            "for_teacher": _("Voor wie de groep begeleidt: houd deze kant bij u"),
            "keep": _(
                "Dit is het adres van uw eigen bladzijde: hoe het staat, handen tellen, de lesbrief, en later wat ermee gebeurde. Alleen wie het heeft, komt daar. Wij kunnen het niet teruggeven."
            ),
            "address": address,
            "address_qr": qr_of(address),
            "address_qr_name": _("QR-code van uw eigen bladzijde"),
            "facts": _facts(
                (
                    lesson.Fact(_("Open"), _("tot en met %(day)s") % {"day": date_format(state.closes_on, "j E Y")}),
                    lesson.Fact(_("Plaatsen"), str(state.places)),
                    *lesson.room_there_is(consultation),
                )
            ),
            **_rules_and_safety(queries.lines_for_adults()),
        }
    )
    return press.printed("sheet", data, on=on)


def lesson_pdf(entry_point: EntryPoint, *, on: date) -> bytes:
    """The lesson letter, for the way in which this group takes part."""
    letter = lesson.lesson_of(entry_point.consultation, entry_point.mode)
    data = _house(entry_point.consultation, _("Lesbrief")) | {
        "title": _("Lesbrief: kinderen praten mee"),
        "lead": _("Eén les van 15, 30 of 45 minuten. Voorkennis is niet nodig; elk kind mag alles overslaan."),
        "question_title": _("De vraag"),
        "question": letter.question,
        "question_lang": letter.language,
        "facts": _facts(letter.facts),
        "before_title": _("Vooraf"),
        "before": list(letter.before),
        "plans": [
            {"title": plan.title, "steps": [{"minutes": step.minutes, "what": step.what} for step in plan.steps]}
            for plan in letter.plans
        ],
        "after_title": _("Daarna"),
        "after": list(letter.after),
        **_rules_and_safety(queries.lines_for_adults()),
    }
    return press.printed("lesson", data, on=on)


def cards_pdf(entry_point: EntryPoint, made: Sequence[Card], *, language: str, come_back: str, on: date) -> bytes:
    """A card for every child. Its pictures stand on the strip that the child keeps, and its number on what goes in the envelope."""
    consultation = entry_point.consultation
    words, said = words_of(consultation, language), queries.statements_of_group(entry_point)
    texts = [(one.pk, *queries.text_of(one, language)) for one in said]
    statements = [{"text": text, "lang": spoken.split("-")[0], "number": f"({pk})"} for pk, text, spoken in texts]
    names = pictures.language_of_names(language)
    with translation.override(language):
        data = _house(consultation, _("Kaarten")) | {
            "question": words.question,
            "room": _("Dit kan veranderen: %(can)s Dit kan niet veranderen: %(cannot)s")
            % {"can": words.can_change, "cannot": words.cannot_change},
            "free": _("Meedoen hoeft niet. Je mag alles overslaan."),
            "idea": _("Wat vind jij?"),
            "no_names": _("Schrijf niet hoe je heet, waar je woont of op welke school je zit."),
            "statements": _("Wat vind je van deze zinnen?"),
            "answers": [_("Eens"), _("Oneens"), _("Weet ik niet")],
            "important": _("Dit vind ik belangrijk"),
            "private": _("Niet laten zien, wel meetellen"),
            "envelope": _("Klaar? Scheur de strook af en stop dit deel zelf in de envelop."),
            "card": _("Kaart"),
            "number_qr_name": _("QR-code met het nummer van deze kaart"),
            "keep": _("Scheur af en bewaar: jouw acht plaatjes"),
            "come_back": come_back,
            "qr_name": _("QR-code met de acht plaatjes van deze kaart"),
            "cards": [
                {
                    "number": paper.written(one.number),
                    "number_qr": qr_of(one.number),
                    "qr": qr_of(one.code.text(names)),
                    "statements": statements,
                    "pictures": [
                        {"svg": str(pictures.svg(index)), "name": pictures.name(index, names)}
                        for index in one.code.indexes
                    ],
                }
                for one in made
            ],
        }
    return press.printed("cards", data, on=on)
