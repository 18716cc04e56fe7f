"""What children said to one question, for a child and for a minister: what nearly all find, where they differ, what few said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from weerklank.editions.models import Edition
from weerklank.findings.addresses import TOLD_WHEN
from weerklank.findings.contested import Contested, contested
from weerklank.findings.models import Destination, Group
from weerklank.findings.pictures import Part, Pictured, pictured
from weerklank.findings.reading import LeftOut, Outcome, outcome_of
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Consultation, Statement
from weerklank.participation.queries.child import Words as Asked
from weerklank.participation.queries.child import words_of as asked_words
from weerklank.tracker import paths
from weerklank.tracker.loop import advices
from weerklank.tracker.loop.editions import ASKED_STATES, GROUPED_STATES
from weerklank.tracker.loop.voices import MOST_QUOTES, Words, words_of
from weerklank.web.path import Path


@dataclass(frozen=True, slots=True)
class AdviceLink:
    """An advice that rests on what children said here."""

    number: str
    title: str
    href: str
    path: Path


@dataclass(frozen=True, slots=True)
class Idea:
    """A group of ideas with its words, and where it went."""

    words: Words
    advices: tuple[AdviceLink, ...]

    @property
    def anchor(self) -> str:
        return f"idee-{self.words.key}"

    @property
    def went(self) -> str:
        """What became of it, in one sentence."""
        if self.advices:
            return _("Dit staat in een advies.")
        if self.words.destination == Destination.IN_ADVICE:
            return _("Aan tafel schrijven kinderen en volwassenen hierover een advies.")
        if self.words.destination == Destination.NOT_USED:
            return _("Dit kwam dit jaar niet in een advies.")
        return _("Wat hiermee gebeurt, is nog niet besloten.")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that was voted on, its pictures, who wrote it, and the ideas from which it came."""

    shown: Pictured
    written: str
    ideas: tuple[Idea, ...]

    @property
    def anchor(self) -> str:
        return f"zin-{self.shown.said.statement}"


@dataclass(frozen=True, slots=True)
class SaidPage:
    """Everything on the page of one question; its parts stand in a fixed order and none is ever cut."""

    consultation: Consultation
    asked: Asked
    closed: bool
    counted_on: date | None
    sentences: tuple[Sentence, ...]
    ideas: tuple[Idea, ...]
    advices: tuple[AdviceLink, ...]
    path: Path
    contested: Contested | None
    left_out: tuple[LeftOut, ...]
    run: int | None
    repeat_href: str

    def _in(self, part: Part) -> tuple[Sentence, ...]:
        return tuple(one for one in self.sentences if one.shown.part is part)

    @property
    def same(self) -> tuple[Sentence, ...]:
        return self._in(Part.SAME)

    @property
    def differ(self) -> tuple[Sentence, ...]:
        return self._in(Part.DIFFER)

    @property
    def few(self) -> tuple[Sentence, ...]:
        return self._in(Part.FEW)

    @property
    def anybody(self) -> bool:
        """Whether there is a way in of which nobody knows how often one person answered."""
        return any(picture.anybody for one in self.sentences for picture in one.shown.pictures)

    @property
    def dutch_left(self) -> bool:
        """For who reads another language: whether some of the ideas are there in Dutch alone."""
        return any(one.words.dutch_left for one in self.ideas)

    @property
    def few_ideas(self) -> tuple[Idea, ...]:
        return tuple(one for one in self.ideas if one.words.few)

    @property
    def more_ideas(self) -> tuple[Idea, ...]:
        return tuple(one for one in self.ideas if not one.words.few)


def find(edition: Edition, slug: str) -> Consultation | None:
    """A question that was put to children and that everybody may know of."""
    return _asked().filter(edition=edition, slug=slug).first()


def find_by_number(number: int) -> Consultation | None:
    """The same by the number that stands on its poster."""
    return _asked().filter(pk=number).first()


def _asked() -> QuerySet[Consultation]:
    return Consultation.objects.filter(state__in=ASKED_STATES).select_related("edition", "objection_term")


def said_page(consultation: Consultation, language: str, today: date, most: int | None = MOST_QUOTES) -> SaidPage:
    """While children can still answer, nothing of what they answered is here."""
    closed = consultation.state in TOLD_WHEN
    grouped = consultation.state in GROUPED_STATES
    outcome = outcome_of(consultation, language=language) if closed else None
    links = _advices(consultation, today) if grouped else {}
    ideas = _ideas(consultation, links, most, language) if grouped else ()
    every = {link.number: link for found in links.values() for link in found}
    return SaidPage(
        consultation=consultation,
        asked=asked_words(consultation, language),
        closed=closed,
        counted_on=outcome.made_on if outcome else None,
        sentences=_sentences(consultation, outcome, ideas),
        ideas=ideas,
        advices=tuple(every[number] for number in sorted(every)),
        path=paths.of_question(consultation, today),
        contested=contested(consultation, today) if grouped else None,
        left_out=outcome.left_out if outcome else (),
        run=outcome.run if outcome else None,
        repeat_href=outcome.href if outcome else "",
    )


def _advices(consultation: Consultation, today: date) -> dict[int, tuple[AdviceLink, ...]]:
    """The public advices that rest on each group."""
    found: defaultdict[int, list[AdviceLink]] = defaultdict(list)
    for advice in advices.with_everything().filter(groups__consultation=consultation).distinct():
        link = AdviceLink(advice.number, advice.title, advice.get_absolute_url(), paths.of_advice(advice, today))
        for group in advice.groups.all():
            found[group.pk].append(link)
    return {group: tuple(links) for group, links in found.items()}


def idea_of(consultation: Consultation, key: int, language: str, today: date) -> Idea | None:
    """One group of ideas with all its words, for a reader of this language; None while nobody may read it."""
    if consultation.state not in GROUPED_STATES:
        return None
    found = _ideas(consultation, _advices(consultation, today), None, language, key)
    return found[0] if found else None


def _ideas(
    consultation: Consultation,
    links: dict[int, tuple[AdviceLink, ...]],
    most: int | None,
    language: str,
    key: int | None = None,
) -> tuple[Idea, ...]:
    """In the editor's order; of what was wholly taken back the title would say too much already."""
    there: QuerySet[Group] = (
        Group.objects.filter(consultation=consultation)
        .exclude(contributions=None)
        .select_related("consultation")
        .order_by("order", "id")
    )
    if key is not None:
        there = there.filter(pk=key)
    told = words_of(there, most, language=language)
    return tuple(Idea(one, links.get(one.key, ())) for one in told if one.alone or one.often)


def _sentences(consultation: Consultation, outcome: Outcome | None, ideas: Iterable[Idea]) -> tuple[Sentence, ...]:
    if outcome is None:
        return ()
    by_group = {one.words.key: one for one in ideas}
    came_from: defaultdict[int, dict[int, Idea]] = defaultdict(dict)
    sources = Statement.sources.through.objects.filter(statement__consultation=consultation)
    placed = sources.exclude(contribution__state=ContributionState.WITHDRAWN).order_by(
        "contribution__membership__group__order", "contribution__membership__group"
    )
    for statement, group in placed.values_list("statement_id", "contribution__membership__group_id"):
        if group in by_group:
            came_from[statement][group] = by_group[group]
    rows = list(consultation.statements.order_by("order", "id").values_list("pk", "origin"))
    origins, order = dict(rows), {pk: place for place, (pk, _origin) in enumerate(rows)}
    shown = sorted(pictured(outcome.channels), key=lambda one: order[one.said.statement])
    return tuple(
        Sentence(one, _written(origins[one.said.statement]), tuple(came_from[one.said.statement].values()))
        for one in shown
    )


def _written(origin: str) -> str:
    return {
        "child": _("Een kind zei dit zo."),
        "child_edited": _("Een kind zei dit. Wij veranderden de woorden een beetje."),
        "panel": _("Deze zin is van het jongerenpanel."),
    }.get(origin, _("Wij schreven deze zin."))
