"""What a child can say is not right, what it said, and what was decided about that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weerklank.findings.models import About, Objection
from weerklank.findings.queries import group_to_object_to, statements_to_object_to, words_of
from weerklank.findings.translated import Spoken, words_in
from weerklank.participation import quotes
from weerklank.participation.models import Contribution
from weerklank.web.context import tag


@dataclass(frozen=True, slots=True)
class MyObjection:
    """One thing that the child said is not right, and what came of it."""

    about: str
    state: str
    group: str
    reason: str
    reason_language: str
    own_language: bool


@dataclass(frozen=True, slots=True)
class MySentence:
    """A sentence that was made from the idea and does not use its words."""

    statement_id: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Objecting:
    """What can still be said about one idea, until when, and what was said."""

    contribution_id: str
    group_id: int | None
    sentence: Spoken | None
    summary: Spoken | None
    about_place: bool
    about_words: bool
    until: date | None
    sentences: tuple[MySentence, ...]
    said: tuple[MyObjection, ...]

    @property
    def about_group(self) -> bool:
        return self.about_place or self.about_words


def _sentences(contribution: Contribution, language: str, already: set[int | None]) -> tuple[MySentence, ...]:
    found = []
    for statement in statements_to_object_to(contribution).exclude(pk__in=[pk for pk in already if pk]):
        text = statement.texts.filter(language=language).first()
        spoken = language if text else statement.language
        found.append(MySentence(statement.pk, text.text if text else statement.text, tag(spoken)))
    return tuple(found)


def _said(objection: Objection, language: str) -> MyObjection:
    own = objection.reason_own if objection.contribution.original_language == language else ""
    spoken = tag(language) if own else "nl"
    return MyObjection(
        about=objection.about,
        state=objection.state,
        # the words of the group may be others by now; where the idea stood, tells the place alone
        group=str(objection.group or "") if objection.about == About.PLACE else "",
        reason=own or objection.reason,
        reason_language=spoken,
        own_language=spoken == tag(language),
    )


def objecting(contribution: Contribution, language: str, today: date) -> Objecting:
    """Nothing of the child's own words is in it: whoever finds the pictures reads along."""
    objections = list(contribution.objections.select_related("group", "contribution"))
    group = group_to_object_to(contribution)
    told = words_in(group, language) if group else None
    here = {one.about for one in objections if group is not None and one.group_id == group.pk}
    term = getattr(contribution.consultation, "objection_term", None)
    return Objecting(
        contribution_id=str(contribution.pk),
        group_id=group.pk if group else None,
        sentence=told.title if told else None,
        # a summary that uses the words of this child would show them to whoever finds the pictures
        summary=told.summary if told and not quotes.echoes(told.summary.text, words_of(contribution)) else None,
        about_place=group is not None and About.PLACE not in here,
        about_words=group is not None and About.WORDS not in here,
        until=term.closes_on if term is not None and term.runs_on(today) else None,
        sentences=_sentences(contribution, language, {one.statement_id for one in objections}),
        said=tuple(_said(one, language) for one in objections),
    )
