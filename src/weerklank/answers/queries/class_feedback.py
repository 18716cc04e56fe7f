"""Dit zeiden jullie, dit gebeurde ermee: what came back to one class, and never more than everybody may know.

What a class said is told in counts of at least ten, or not at all; only what it said together, as a group, is quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import ACTIVE_STATES, AddresseeState, CommitmentState
from weerklank.answers.models import Addressee, Commitment
from weerklank.answers.paths import KEPT, answer_station, done_station, standing_answer
from weerklank.findings.addresses import told_at
from weerklank.findings.models import Destination, Group
from weerklank.participation.lifecycle import SHOWN_STATES, ConsultationState, ContributionState, StatementState
from weerklank.participation.models import EntryPoint
from weerklank.participation.queries.child import words_of
from weerklank.participation.queries.groups import text_of
from weerklank.web.path import Kind, Path, Reached, Station

SMALLEST = 10
ROUNDED = 5


def at_least(count: int) -> int:
    """A count that may be said: none below ten, and rounded down above it."""
    return count // ROUNDED * ROUNDED if count >= SMALLEST else 0


@dataclass(frozen=True, slots=True)
class SaidTogether:
    """Words of the class as a whole, as a moderator published them."""

    text: str
    language: str
    size: int


@dataclass(frozen=True, slots=True)
class Raised:
    """The hands of this class for one sentence."""

    text: str
    language: str
    agree: int
    disagree: int
    passed: int


@dataclass(frozen=True, slots=True)
class Promised:
    """What was promised, and how far it is today."""

    title: str
    due_on: date | None
    done: bool
    disputed: bool
    withdrawn: bool
    late_days: int


@dataclass(frozen=True, slots=True)
class AnswerBack:
    """What one organisation answered, in its child version, or until when one waits."""

    who: str
    text: str
    language: str
    by_machine: bool
    panel_checked: bool
    published_on: date | None
    due_on: date | None
    late_days: int
    not_found: bool
    promises: tuple[Promised, ...]


@dataclass(frozen=True, slots=True)
class AdviceBack:
    """One advice that grew out of the question, and what was done with it."""

    title: str
    number: str
    own: int
    answers: tuple[AnswerBack, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class NotUsed:
    """What did not come into an advice this year, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """Everything that comes back to one class."""

    question: str
    question_language: str
    arrived: bool
    ideas: int
    said_together: tuple[SaidTogether, ...]
    still_read: bool
    hands: tuple[Raised, ...]
    hear_by: date | None
    advices: tuple[AdviceBack, ...]
    not_used: tuple[NotUsed, ...]
    is_demonstration: bool
    said_href: str = ""

    @property
    def answered(self) -> bool:
        return any(answer.text for advice in self.advices for answer in advice.answers)

    @property
    def waits_until(self) -> date | None:
        """The last day on which an answer may still come in time."""
        open_terms = [one.due_on for advice in self.advices for one in advice.answers if one.due_on and not one.text]
        return max(open_terms, default=self.hear_by)


def feedback_of(entry_point: EntryPoint, language: str, today: date) -> Feedback:
    """The feedback sheet of one class, in the language in which it is read."""
    consultation = entry_point.consultation
    asked = words_of(consultation, language)
    said = entry_point.contributions.exclude(state=ContributionState.WITHDRAWN)
    together = list(said.filter(kind="group").order_by("received_on", "id"))
    advices = (
        Advice.objects.filter(groups__consultation=consultation, state__in=PUBLIC_STATES).distinct().order_by("number")
    )
    return Feedback(
        question=asked.question,
        question_language=asked.language,
        arrived=said.exists() or entry_point.hand_tallies.exists(),
        ideas=at_least(said.filter(kind="individual").count()),
        said_together=tuple(
            SaidTogether(one.shown_text, one.original_language, one.group_size or 0)
            for one in together
            if one.shown_text
        ),
        still_read=any(one.state == ContributionState.RECEIVED for one in together),
        hands=_hands(entry_point, language),
        hear_by=consultation.hear_by,
        advices=tuple(_advice(advice, entry_point, language, today) for advice in advices),
        not_used=_not_used(entry_point),
        is_demonstration=consultation.edition.is_demonstration,
        said_href=told_at(consultation),
    )


def _hands(entry_point: EntryPoint, language: str) -> tuple[Raised, ...]:
    tallies = (
        entry_point.hand_tallies.exclude(statement__state=StatementState.RETIRED)
        .select_related("statement")
        .prefetch_related("statement__texts")
        .order_by("statement__order", "statement_id")
    )
    return tuple(
        Raised(*text_of(one.statement, language), one.agree, one.disagree, one.passed)
        for one in tallies
        if one.agree + one.disagree + one.passed
    )


def _not_used(entry_point: EntryPoint) -> tuple[NotUsed, ...]:
    """As everybody reads it in the outcome, once the question was brought together."""
    if entry_point.consultation.state not in (ConsultationState.FIXED, ConsultationState.REPORTED):
        return ()
    groups = Group.objects.filter(consultation=entry_point.consultation, destination=Destination.NOT_USED)
    return tuple(NotUsed(group.title, group.reason) for group in groups.order_by("order", "id"))


def _advice(advice: Advice, entry_point: EntryPoint, language: str, today: date) -> AdviceBack:
    own = entry_point.contributions.filter(
        membership__group__in=advice.groups.all(), state__in=SHOWN_STATES, wants_private=False, kind="individual"
    ).count()
    addressees = list(advice.addressees.exclude(state=AddresseeState.TRANSFERRED).select_related("organisation"))
    promises = _promises_of(advice)
    handed = getattr(advice.edition, "handover", None)
    stations = [
        Station(Kind.SAID, Reached()),
        Station(Kind.ADVISED, Reached(), handed.date if handed else None),
        *(answer_station(addressee, today, for_child=True) for addressee in addressees),
    ]
    for promise in promises:
        stations += [Station(Kind.PROMISED, Reached(), promise.made_on, detail=promise.title)]
        stations += [done_station(promise, today)]
    return AdviceBack(
        title=advice.title,
        number=advice.number,
        own=at_least(own),
        answers=tuple(_answer(addressee, promises, language, today) for addressee in addressees),
        path=Path(advice.title, tuple(stations), href=advice.get_absolute_url()),
    )


def _promises_of(advice: Advice) -> list[Commitment]:
    promises = Commitment.objects.filter(
        position__answer__addressee__advice=advice, position__answer__state="published"
    )
    found = promises.exclude(state=CommitmentState.PROPOSED).select_related("position__answer")
    return list(found.order_by("due_on", "pk"))


def _answer(addressee: Addressee, promises: list[Commitment], language: str, today: date) -> AnswerBack:
    answer = standing_answer(addressee)
    translated = answer.texts.filter(language=language).first() if answer and language != "nl" else None
    return AnswerBack(
        who=addressee.organisation.name,
        text=translated.child_version if translated else answer.child_version if answer else "",
        language=language if translated else "nl",
        by_machine=bool(translated and translated.made_by == "machine" and not translated.checked),
        panel_checked=bool(answer and answer.panel_check == "approved"),
        published_on=answer.published_on if answer else None,
        due_on=addressee.term,
        late_days=addressee.overdue_on(today),
        not_found=addressee.state == AddresseeState.NOT_FOUND,
        promises=tuple(
            Promised(
                promise.title,
                promise.due_on,
                promise.state in KEPT,
                promise.state == CommitmentState.DISPUTED,
                promise.state == CommitmentState.WITHDRAWN,
                promise.overdue_on(today) if promise.state in ACTIVE_STATES else 0,
            )
            for promise in (
                made.stands_as()
                for made in promises
                if answer and made.position and made.position.answer_id == answer.pk
            )
        ),
    )
