"""The poster on A4: one tagged sheet that says the same in black and white, with a square that leads to the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from weerklank.findings.pictures import Picture
from weerklank.participation.printing.sheets import qr_of
from weerklank.tracker.loop.poster import Poster
from weerklank.tracker.loop.said import Idea, Sentence
from weerklank.web import people
from weerklank.web.context import tag
from weerklank.web.printing import press

TEMPLATE = Path(__file__).parent / "printing" / "poster.typ"


def poster_pdf(poster: Poster, *, address: str, on: date) -> bytes:
    """One side, in the language that is spoken now; `address` is what a phone opens."""
    return press.printed(TEMPLATE, poster_data(poster, address=address), on=on)


def poster_data(poster: Poster, *, address: str) -> dict[str, Any]:
    """Every word and drawing that is printed, in its order."""
    page = poster.page
    return {
        "document_title": f"{_('Wat kinderen zeiden')}: {page.asked.question} – Weerklank",
        "lang": tag(get_language() or "nl"),
        "rtl": get_language_bidi(),
        "demonstration": _("Demonstratie: dit is verzonnen.") if page.consultation.edition.is_demonstration else "",
        "title": _("Wat kinderen zeiden"),
        "question": page.asked.question,
        "question_lang": tag(page.asked.language),
        "legend": [
            {"drawing": _drawn(1, of=1), "words": _("Vol, met een hand omhoog: eens.")},
            {"drawing": _drawn(0, of=1), "words": _("Leeg, met de armen omlaag: oneens.")},
        ],
        "as_if": _("We doen alsof er tien kinderen staan. Precies weten we het nooit. Daarom staat er: tussen."),
        "parts": [
            {"title": _("Hier vindt bijna iedereen hetzelfde"), "sentences": [_sentence(one) for one in poster.same]},
            {"title": _("Hier denken we anders over"), "sentences": [_sentence(one) for one in poster.differ]},
        ],
        "few_title": _("Dit zeiden weinig kinderen, en het telt"),
        "few": [
            *({"words": one.shown.said.text, "lang": one.shown.said.language} for one in poster.few),
            *(_idea(one) for one in poster.few_ideas),
        ],
        "more": "" if poster.whole else _("Niet alles past op dit blad. Op de bladzijde staat alles."),
        "read_on": _("Lees alles:"),
        "short": address.partition("://")[2],
        "qr": qr_of(address),
        "qr_name": _("QR-code van de bladzijde met alles wat kinderen zeiden"),
        "counted": f"{_('Geteld op')} {date_format(page.counted_on, 'j F Y')}." if page.counted_on else "",
        "apart": _("Klas, open link en handen tellen we nooit bij elkaar op.") if poster.rows else "",
    }


def _sentence(one: Sentence) -> dict[str, Any]:
    return {
        "words": one.shown.said.text,
        "lang": one.shown.said.language,
        "verdict": one.shown.verdict.words,
        "ways": [_way(picture) for picture in one.shown.told],
    }


def _way(one: Picture) -> dict[str, str]:
    return {
        "drawing": _drawn(one.hands) if one.hands is not None else "",
        "label": one.label,
        "how": f"{one.how}.",
        "says": one.says,
    }


def _idea(one: Idea) -> dict[str, str]:
    return {"words": one.words.title, "lang": one.words.title_language}


def _drawn(hands: int, of: int = people.OF) -> str:
    return people.for_paper(people.draw(hands, of, "rtl" if get_language_bidi() else "ltr"))
