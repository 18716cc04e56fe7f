"""The feedback sheet of a class on paper: tagged, one to hang on the wall."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from weerklank.answers.queries.class_feedback import AdviceBack, AnswerBack, Feedback, Promised, Raised
from weerklank.participation.printing import press
from weerklank.web import people

# more hands than this are no picture any more that one counts
MOST_DRAWN = 60


def class_sheet(feedback: Feedback, *, language: str, on: date) -> bytes:
    """The same as the page, in the language of the class."""
    data: dict[str, Any] = {
        "document_title": f"{_('Dit zeiden jullie, dit gebeurde ermee')} – Weerklank",
        "lang": language.split("-")[0],
        "foot": _("Stand van %(day)s · Weerklank") % {"day": date_format(on, "j F Y")},
        "demonstration": _("Demonstratie: dit is verzonnen.") if feedback.is_demonstration else "",
        "title": _("Dit zeiden jullie, dit gebeurde ermee"),
        "question": feedback.question,
        "question_lang": feedback.question_language.split("-")[0],
        "said_title": _("Dit zeiden jullie"),
        "said": _said(feedback),
        "quotes": [
            {"text": one.text, "lang": one.language.split("-")[0], "whose": whose(one.size)}
            for one in feedback.said_together
        ],
        "hands_title": _("Jullie handen") if feedback.hands else "",
        "hands_legend": _("Elk poppetje is een kind. Hand omhoog: eens. Armen omlaag: oneens.")
        if any(_drawable(one) for one in feedback.hands)
        else "",
        "hands": [_hands(one) for one in feedback.hands],
        "done_title": _("Dit gebeurde ermee"),
        "waits": waits(feedback),
        "advices": [_advice(one) for one in feedback.advices],
        "not_used_title": _("Dit jaar niet gebruikt") if feedback.not_used else "",
        "not_used": [{"title": one.title, "reason": one.reason} for one in feedback.not_used],
    }
    return press.printed("feedback", data, on=on)


def _hands(raised: Raised) -> dict[str, str]:
    """Every hand of the class as a little person, in lines of ten, with the same in words."""
    agree, disagree = _("Eens: {n}.").format(n=raised.agree), _("Oneens: {n}.").format(n=raised.disagree)
    words = f"{agree} {disagree} {_('Weet ik niet: {n}.').format(n=raised.passed)}"
    drawing = ""
    if _drawable(raised):
        direction = "rtl" if get_language_bidi() else "ltr"
        drawing = people.for_paper(people.draw(raised.agree, raised.agree + raised.disagree, direction, line=people.OF))
    return {
        "text": raised.text,
        "lang": raised.language.split("-")[0],
        "drawing": drawing,
        "label": _("Plaatje van jullie handen. {counts}").format(counts=f"{agree} {disagree}"),
        "counts": words,
    }


def _drawable(raised: Raised) -> bool:
    return 0 < raised.agree + raised.disagree <= MOST_DRAWN


def _said(feedback: Feedback) -> str:
    if feedback.ideas:
        return _("Zeker %(count)d ideeën van jullie zijn binnen.") % {"count": feedback.ideas}
    return _("Jullie inbreng is binnen.") if feedback.arrived else _("Er is van jullie groep nog niets binnen.")


def whose(size: int) -> str:
    """How many said this together."""
    return ngettext("Samen gezegd door %(count)d kind.", "Samen gezegd door %(count)d kinderen.", size) % {
        "count": size
    }


def waits(feedback: Feedback) -> str:
    """Until when one waits; empty once there is an answer to everything."""
    if feedback.answered or not feedback.waits_until:
        return ""
    day = date_format(feedback.waits_until, "j F Y")
    return _("Er is nog geen antwoord. Uiterlijk op %(day)s lezen jullie hier wat ermee gebeurt.") % {"day": day}


def _advice(advice: AdviceBack) -> dict[str, Any]:
    return {
        "title": advice.title,
        "own": own(advice),
        "answers": [_answer(one) for one in advice.answers],
        "path": [station.sentence for station in advice.path.stations],
        "path_title": _("De weg"),
    }


def own(advice: AdviceBack) -> str:
    """How many of this class had a part in it; nothing at all below ten."""
    return _("Zeker %(count)d van jullie zeiden iets dat hierin staat.") % {"count": advice.own} if advice.own else ""


def _answer(answer: AnswerBack) -> dict[str, Any]:
    return {
        "who": _("Antwoord van %(who)s") % {"who": answer.who},
        "text": answer.text,
        "lang": answer.language.split("-")[0],
        "note": standing(answer),
        "promises": [f"{_('Beloofd:')} {one.title}. {how_far(one)}".strip() for one in answer.promises],
    }


def standing(answer: AnswerBack) -> str:
    """Who checked the words, or until when one waits for them."""
    if answer.text:
        machine = _("Vertaald door een machine. Nog niet gelezen door een mens.") if answer.by_machine else ""
        panel = (
            _("Jongeren hebben deze tekst gelezen en goedgekeurd.")
            if answer.panel_checked
            else _("Deze tekst is niet door jongeren gecontroleerd.")
        )
        return f"{machine} {panel}".strip()
    if answer.not_found:
        return _("We hebben geen antwoord gevonden.")
    day = date_format(answer.due_on, "j F Y") if answer.due_on else ""
    if answer.late_days:
        late = _("Er had een antwoord moeten zijn op %(day)s. Dat is %(days)d dagen geleden.")
        return late % {"day": day, "days": answer.late_days}
    return _("Het antwoord moet er zijn voor %(day)s.") % {"day": day} if day else _("Er is nog geen antwoord.")


def how_far(promise: Promised) -> str:
    """How far a promise is, in one sentence."""
    if promise.done:
        return _("Dit is gedaan.")
    if promise.disputed:
        return _("Wie dit beloofde, zegt dat het is gedaan. Kinderen zeggen van niet.")
    if promise.withdrawn:
        return _("Deze belofte is ingetrokken.")
    if promise.late_days:
        return ngettext("Dit is %(days)d dag te laat.", "Dit is %(days)d dagen te laat.", promise.late_days) % {
            "days": promise.late_days
        }
    return _("Klaar voor %(day)s.") % {"day": date_format(promise.due_on, "j F Y")} if promise.due_on else ""
