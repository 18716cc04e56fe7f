"""What children said on A3: tagged, with a fixed place for what was said only once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.formats import date_format

from weerklank.advices.queries import SaidGroup
from weerklank.advices.voices.queries import Decided, Earlier, Opinion, Question, Voices
from weerklank.findings.queries import ChannelCount
from weerklank.web.printing import press

TEMPLATE = Path(__file__).parent / "sheet.typ"


def sheet_pdf(voices: Voices, *, on: date) -> bytes:
    """One theme on A3, however much was said: what does not fit goes on to a next sheet, nothing is cut."""
    return press.printed(TEMPLATE, sheet_data(voices), on=on)


def sheet_data(voices: Voices) -> dict[str, Any]:
    """Every word that is printed, in its order."""
    day = date_format(voices.on, "j F Y")
    return {
        "document_title": f"Wat kinderen zeiden: {voices.theme} – Weerklank",
        "title": "Wat kinderen zeiden",
        "theme": voices.theme,
        "edition": voices.edition,
        "demonstration": "Demonstratie: verzonnen, niemand heeft dit gezegd." if voices.is_demonstration else "",
        "foot": f"Stand van {day} · {voices.edition} · Weerklank {voices.source}",
        "silent": "Over dit thema is nog niets gezegd, of nog niets bij elkaar gebracht. Wie zijn niet gehoord?"
        if voices.silent
        else "",
        "questions": [_question(question) for question in voices.questions if not question.silent],
        "earlier_title": "Eerder gevraagd over dit thema",
        "earlier": [_earlier(one) for one in voices.earlier],
        "no_earlier": "Van een eerdere dialoog is over dit thema geen advies bekend.",
    }


def _question(question: Question) -> dict[str, Any]:
    counted = f"Geteld op {date_format(question.counted_on, 'j F Y')}. " if question.counted_on else ""
    return {
        "question": question.question,
        "together_title": "Wat kinderen samen zeiden",
        "together": [_group(group) for group in question.groups],
        "no_together": "Geen twee kinderen zeiden hier hetzelfde.",
        "alone_title": "Eén keer gezegd, en even belangrijk",
        "alone": [_group(group) for group in question.alone],
        "no_alone": "Alles wat kinderen zeiden, zeiden er meer.",
        "opinions": [
            {"title": one.title, "statements": [_opinion(statement) for statement in one.statements]}
            for one in question.opinions
        ],
        "note": f"{counted}Een punt is minder dan tien. Codes, open stemmen en handen tellen we nooit bij elkaar op."
        if counted
        else "Over deze vraag is nog niets geteld.",
        "objections_title": "Wat kinderen zeiden dat wij verkeerd hadden",
        "objections": [_decided(one) for one in question.objections],
        "undecided": "Er wacht nog een bezwaar op een besluit." if question.undecided else "",
    }


def _group(group: SaidGroup) -> dict[str, Any]:
    return {
        "title": group.title,
        "summary": group.summary,
        "often": "" if group.alone else f"Gezegd: {group.often}.",
        "unseen": "Ook wat niet te zien is, telt mee." if group.has_unseen else "",
        "quotes": [
            {
                "text": quote.text,
                "lang": quote.language.split("-")[0],
                "rtl": quote.direction == "rtl",
                "translation": quote.translation,
                "whose": f"{quote.whose}{_checked(quote.translation_checked) if quote.translation else ''}",
            }
            for quote in group.quotes
        ],
    }


def _checked(checked: bool) -> str:
    return ", vertaling gelezen door een mens" if checked else ", vertaling nog niet gelezen door een mens"


def _opinion(opinion: Opinion) -> dict[str, Any]:
    return {"text": opinion.text, "channels": [_channel(one) for one in opinion.channels]}


def _channel(one: ChannelCount) -> str:
    if one.share is None:
        return f". {one.channel.label}"
    share = f"{one.share.percent}% eens (tussen {one.share.low_percent}% en {one.share.high_percent}%)"
    return f"{share}, {one.channel.label}"


def _decided(one: Decided) -> str:
    about = f", over ‘{one.about}’" if one.about else ""
    return f"‘{one.said.capitalize()}’{about}. Besluit: {one.decision}. {one.reason}".strip()


def _earlier(one: Earlier) -> str:
    again = f", toen al voor de {one.times}e keer" if one.times > 1 else ""
    return f"{one.title} (advies {one.number}, {one.year}{again})"
