"""What children said about one theme: in groups, alone, in votes, in objections, and in advices of before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localtime

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.advices.queries import Quote, SaidGroup, groups_of_theme, quote_of
from weerklank.editions.models import EditionTheme
from weerklank.findings.lifecycle import ObjectionState
from weerklank.findings.models import About, Group, Objection
from weerklank.findings.queries import SETTLED, ChannelCount, Counts, StatementCount, latest_counts
from weerklank.participation.lifecycle import ConsultationState, ContributionState
from weerklank.participation.models import Consultation, Contribution
from weerklank.participation.queries import channels

ASKED = [
    state
    for state in ConsultationState
    if state not in (ConsultationState.DRAFT, ConsultationState.PANEL_CHECK, ConsultationState.SCHEDULED)
]
_ROUNDED_TO = 5


class Leaning(Enum):
    """What can be said of a statement, chance considered."""

    AGREE = "agree"
    DISAGREE = "disagree"
    DIVIDED = "divided"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One statement with every way of voting by itself; what it leans to is never a sum."""

    text: str
    leaning: Leaning
    channels: tuple[ChannelCount, ...]


@dataclass(frozen=True, slots=True)
class Opinions:
    """Statements that lean the same way, under one heading."""

    title: str
    leaning: Leaning
    statements: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a child said that we had wrong, and what was decided about it."""

    said: str
    about: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An advice of an earlier dialogue on the same theme, with how often it has been asked by now."""

    number: str
    title: str
    year: int
    href: str
    times: int


@dataclass(frozen=True, slots=True)
class Question:
    """What children said to one question: together, alone, where they agree and where they differ."""

    question: str
    settled: bool
    groups: tuple[SaidGroup, ...]
    alone: tuple[SaidGroup, ...]
    opinions: tuple[Opinions, ...]
    counted_on: date | None
    objections: tuple[Decided, ...]
    undecided: bool

    @property
    def silent(self) -> bool:
        return not (self.groups or self.alone or self.opinions)


@dataclass(frozen=True, slots=True)
class Voices:
    """Everything children said about one theme of an edition, as it stood on a day."""

    theme: str
    edition: str
    source: str
    on: date
    is_demonstration: bool
    questions: tuple[Question, ...]
    earlier: tuple[Earlier, ...]

    @property
    def silent(self) -> bool:
        """Whether there is nothing of children yet."""
        return all(question.silent for question in self.questions)


def voices_of(theme: EditionTheme, *, on: date) -> Voices:
    """What lies on every table of this theme; the number of queries does not grow with what was said."""
    edition = theme.edition
    asked = Consultation.objects.filter(edition_theme=theme, state__in=ASKED).prefetch_related("opinion_runs")
    said: dict[int, list[SaidGroup]] = {}
    for group in _with_words(groups_of_theme(theme)):
        # of a group whose every idea was taken back, the title says too much already
        if (one := _said(group)).said:
            said.setdefault(group.consultation_id, []).append(one)
    objected: dict[int, list[Objection]] = {}
    for objection in _objections(theme):
        objected.setdefault(objection.contribution.consultation_id, []).append(objection)
    return Voices(
        theme=theme.name,
        edition=edition.title,
        source=f"/dialoog/{edition.slug}/opbrengst/",
        on=on,
        is_demonstration=edition.is_demonstration,
        questions=tuple(_question(one, said.get(one.pk, []), objected.get(one.pk, [])) for one in asked),
        earlier=earlier_on(theme),
    )


def _question(consultation: Consultation, groups: list[SaidGroup], objected: list[Objection]) -> Question:
    counts = latest_counts(consultation)
    return Question(
        question=consultation.question,
        settled=consultation.state in SETTLED,
        groups=tuple(group for group in groups if not group.alone),
        alone=tuple(group for group in groups if group.alone),
        opinions=opinions_in(counts),
        counted_on=localtime(counts.made_at).date() if counts else None,
        objections=tuple(_decided(one) for one in objected if one.state != ObjectionState.OPEN),
        undecided=any(one.state == ObjectionState.OPEN for one in objected),
    )


# -- groups, in the editor's order: never sorted or cut by how often something was said -----------------------------


def _with_words(groups: QuerySet[Group]) -> QuerySet[Group]:
    there = (
        Contribution.objects.exclude(state=ContributionState.WITHDRAWN)
        .select_related("entry_point")
        .prefetch_related("texts")
        .order_by("received_on", "id")
    )
    return groups.prefetch_related(Prefetch("contributions", there))


def _said(group: Group) -> SaidGroup:
    there = list(group.contributions.all())
    return SaidGroup(
        id=group.pk,
        title=group.title,
        summary=group.summary,
        said=channels.said_by(there),
        quotes=tuple(_shown(one, quote) for one in there if (quote := quote_of(one))),
    )


def _shown(contribution: Contribution, quote: Quote) -> Quote:
    """The sheet lies on a table where everybody reads it, so the size of a small group is not on it."""
    if contribution.kind != "group":
        return quote
    size = (contribution.group_size or 0) // _ROUNDED_TO * _ROUNDED_TO
    whose = f"een groep van zeker {size} kinderen" if size >= channels.SMALLEST else "een groep kinderen"
    return replace(quote, whose=whose)


# -- votes ----------------------------------------------------------------------------------------------------------

_TITLES = {
    Leaning.AGREE: "Hier zijn de meeste kinderen het mee eens",
    Leaning.DISAGREE: "Hier zijn de meeste kinderen het niet mee eens",
    Leaning.DIVIDED: "Hier denken kinderen verschillend over",
    Leaning.HIDDEN: "Hier stemden te weinig kinderen over om het te laten zien",
}


def opinions_in(counts: Counts | None) -> tuple[Opinions, ...]:
    """Statements by what they lean to, every one of them: few votes move a statement, they never remove it."""
    if counts is None:
        return ()
    found = [Opinion(one.text, leaning_of(one), one.channels) for one in counts.statements]
    grouped = ((leaning, tuple(one for one in found if one.leaning is leaning)) for leaning in Leaning)
    return tuple(Opinions(_TITLES[leaning], leaning, those) for leaning, those in grouped if those)


def leaning_of(statement: StatementCount) -> Leaning:
    """Most agree where every way of voting says so, beyond what chance can do; ways that differ make it divided."""
    shares = [one.share for one in statement.channels if one.share]
    if not shares:
        return Leaning.HIDDEN
    if all(share.low > 0.5 for share in shares):
        return Leaning.AGREE
    return Leaning.DISAGREE if all(share.high < 0.5 for share in shares) else Leaning.DIVIDED


# -- objections and advices of before -------------------------------------------------------------------------------


def _objections(theme: EditionTheme) -> QuerySet[Objection]:
    """What a child took back has nothing left to decide, and leaves no trace here."""
    return (
        Objection.objects.filter(contribution__consultation__edition_theme=theme)
        .exclude(contribution__state=ContributionState.WITHDRAWN)
        .select_related("contribution", "group", "statement")
        .defer("contribution__original", "contribution__edited_text")
        .order_by("decided_on", "id")
    )


def _decided(objection: Objection) -> Decided:
    ours = objection.statement if objection.about == About.STATEMENT else objection.group
    return Decided(
        said=objection.get_about_display(),
        about=str(ours or ""),
        decision=objection.get_state_display(),
        reason=objection.reason,
    )


def earlier_on(theme: EditionTheme) -> tuple[Earlier, ...]:
    """What earlier dialogues already asked about this theme, the newest first; nothing made up beside what is real."""
    edition = theme.edition
    before = Q(edition__year__lt=edition.year)
    if edition.date:
        before |= Q(edition__year=edition.year, edition__date__lt=edition.date)
    found = (
        Advice.objects.filter(
            before,
            state__in=PUBLIC_STATES,
            edition_theme__theme=theme.theme_id,
            edition__is_demonstration=edition.is_demonstration,
        )
        .exclude(edition=edition)
        .select_related("edition", "raised_before__raised_before__raised_before")
        .order_by("-edition__year", "number")
    )
    return tuple(
        Earlier(one.number, one.title, one.edition.year, one.get_absolute_url(), _times_asked(one)) for one in found
    )


def _times_asked(advice: Advice) -> int:
    """How often this was asked, with what it takes up again; a circle that somebody made does not count on."""
    seen = {advice.pk}
    before = advice.raised_before
    while before is not None and before.pk not in seen:
        seen.add(before.pk)
        before = before.raised_before
    return len(seen)
