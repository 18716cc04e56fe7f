"""The page of what children said as data: the same protected figures, ways in beside each other, never added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weerklank.findings.addresses import said_address
from weerklank.findings.pictures import Picture
from weerklank.tracker.api import LICENCE
from weerklank.tracker.loop.said import Idea, SaidPage, Sentence
from weerklank.tracker.loop.voices import Quote
from weerklank.web.people import OF

PROTECTION = (
    "Aantallen onder de tien zijn verborgen (null), de andere afgerond op vijf. "
    "Wegen waarlangs kinderen meededen, zijn nooit opgeteld."
)
COLUMNS = (
    "zin",
    "tekst",
    "deel",
    "weg",
    "eens",
    "oneens",
    "weet ik niet",
    "eens of oneens",
    "van de tien",
    "deel eens (%)",
    "van (%)",
    "tot (%)",
    "zeker (%)",
)


def as_json(page: SaidPage) -> dict[str, Any]:
    """Everything that stands on the page."""
    consultation = page.consultation
    return {
        "question": consultation.question,
        "edition": consultation.edition.slug,
        "consultation": consultation.slug,
        "href": said_address(consultation),
        "is_demonstration": consultation.edition.is_demonstration,
        "closed": page.closed,
        "counted_on": page.counted_on,
        "run": page.run,
        "repeat": page.repeat_href or None,
        "protection": PROTECTION,
        "licence": LICENCE,
        "sentences": [_sentence(one) for one in page.sentences],
        "ideas": [_idea(one) for one in page.ideas],
        "objections": _objections(page),
        "left_out": [
            {"channel": one.channel.value, "statement": one.statement, "at_least": one.at_least, "reason": one.reason}
            for one in page.left_out
        ],
    }


def _sentence(one: Sentence) -> dict[str, Any]:
    said = one.shown.said
    return {
        "id": said.statement,
        "text": said.text,
        "language": said.language,
        "written": one.written,
        "part": one.shown.part.value,
        "verdict": one.shown.verdict.value,
        "words": one.shown.verdict.words,
        "ideas": [idea.words.key for idea in one.ideas],
        "channels": [_picture(picture) for picture in one.shown.pictures],
    }


def _picture(one: Picture) -> dict[str, Any]:
    said = one.said
    return {
        "channel": one.channel.value,
        "label": one.channel.label,
        "agree": said.agree,
        "disagree": said.disagree,
        "passed": said.passed,
        "answered": said.answered,
        "share": {"value": said.share.value, "low": said.share.low, "high": said.share.high, "n": said.share.n}
        if said.share
        else None,
        "at_least": said.at_least,
        "direction": said.direction.value if said.direction else None,
        "people": {"of": OF, "hands": one.hands},
        "words": f"{one.how}. {one.says}",
    }


def _idea(one: Idea) -> dict[str, Any]:
    words = one.words
    return {
        "id": words.key,
        "title": words.title,
        "summary": words.summary,
        "alone": words.alone,
        "few": words.few,
        "often": words.often,
        "destination": words.destination or None,
        "reason": words.reason or None,
        "advices": [{"number": link.number, "title": link.title, "href": link.href} for link in one.advices],
        "words": [_quote(quote) for quote in words.quotes],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    told = quote.translation
    return {
        "text": quote.text,
        "language": quote.language,
        "by": quote.by,
        "translation": {"text": told.text, "language": told.language, "origin": told.origin.value} if told else None,
    }


def _objections(page: SaidPage) -> dict[str, Any] | None:
    if page.contested is None:
        return None
    return {
        "until": page.contested.until,
        "settled": page.contested.settled,
        "decided": [
            {"about": one.about.value, "state": one.state.value, "often": one.often} for one in page.contested.decided
        ],
    }


def rows(page: SaidPage) -> Iterator[tuple[object, ...]]:
    """One row for every sentence in every way in; what is hidden is empty."""
    for sentence in page.sentences:
        for one in sentence.shown.pictures:
            said, share = one.said, one.said.share
            yield (
                said.statement,
                said.text,
                sentence.shown.part.value,
                one.channel.value,
                said.agree,
                said.disagree,
                said.passed,
                said.answered,
                one.hands,
                share.percent if share else None,
                share.low_percent if share else None,
                share.high_percent if share else None,
                said.at_least,
            )
