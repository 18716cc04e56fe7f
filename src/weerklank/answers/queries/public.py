"""What everybody may read: advices with their answers, promises with their progress, and the state of the loop."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.advices.queries import SaidGroup, said_in
from weerklank.answers.lifecycle import ACTIVE_STATES, OPEN_STATES, AddresseeState, AnswerState, CommitmentState
from weerklank.answers.models import Addressee, Answer, Commitment, Judgement, PartPosition, ProgressUpdate
from weerklank.answers.paths import path_of_advice, path_of_promise
from weerklank.editions.models import Edition
from weerklank.web.path import Path

SMALLEST_COUNT = 10
SETTLED = (
    AddresseeState.ANSWERED,
    AddresseeState.CLARIFICATION_DUE,
    AddresseeState.CLARIFIED,
    AddresseeState.DISSENT_RECORDED,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """How those who asked judge an answer; nothing at all below ten, and the panel apart."""

    total: int
    clear: int
    unclear: int
    not_answered: int
    panel: str
    panel_words: str

    @property
    def shown(self) -> bool:
        return self.total >= SMALLEST_COUNT


@dataclass(frozen=True, slots=True)
class PublicCommitment:
    """A promise as everybody reads it, on a given day."""

    slug: str
    title: str
    text: str
    kind: str
    organisation: str
    organisation_slug: str
    owner: str
    made_on: date | None
    due_on: date | None
    due_note: str
    measure: str
    state: CommitmentState
    state_label: str
    overdue_days: int
    silent: bool
    is_demonstration: bool
    source_url: str
    advice_number: str
    themes: tuple[str, ...]
    updates: tuple[ProgressUpdate, ...]
    path: Path

    @property
    def href(self) -> str:
        return f"/toezeggingen/{self.slug}/"


@dataclass(frozen=True, slots=True)
class PublicPosition:
    """What was answered to one part."""

    order: int
    part: str
    position: str
    position_label: str
    reason_label: str
    explanation: str
    would_change_mind: str
    alternative: str
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """One published version of an answer."""

    id: int
    version: int
    summary: str
    child_version: str
    languages: tuple[str, ...]
    reading_note: str
    panel_check: str
    not_thought_of: str
    since_then: str
    signatory: str
    published_on: date | None
    positions: tuple[PublicPosition, ...]
    judged: Judged


@dataclass(frozen=True, slots=True)
class PublicAddressee:
    """Who must answer, by when, and what came."""

    organisation: str
    organisation_slug: str
    lead: bool
    due_on: date | None
    extended_to: date | None
    extension_reason: str
    state: str
    state_label: str
    overdue_days: int
    clarification_due_on: date | None
    clarification_overdue_days: int
    note: str
    answers: tuple[PublicAnswer, ...]


@dataclass(frozen=True, slots=True)
class PublicAdvice:
    """One advice with all that came after it, on a given day."""

    number: str
    title: str
    text: str
    why: str
    done_when: str
    minority_note: str
    adult_additions: str
    note: str
    source_url: str
    edition: Edition
    theme: str
    theme_slug: str
    frozen_hash: str
    frozen_on: date | None
    handed_over_on: date | None
    parts: tuple[str, ...]
    addressees: tuple[PublicAddressee, ...]
    sources: tuple[SaidGroup, ...]
    recommendations: tuple[tuple[str, str], ...]
    raised_before: tuple[tuple[int, str, str], ...]
    promises: tuple[PublicCommitment, ...]
    path: Path

    @property
    def times_raised(self) -> int:
        return len(self.raised_before) + 1

    @property
    def href(self) -> str:
        return f"/adviezen/{self.number}/"


@dataclass(frozen=True, slots=True)
class LoopState:
    """The state of the loop on a day: who was asked, who answered, who is late, what comes next."""

    asked: int
    answered: int
    late: int
    waiting: int
    not_found: int
    next_deadline: date | None
    next_organisation: str


def judged(answer: Answer) -> Judged:
    rows = list(answer.appraisals.values_list("by", "value", "text"))
    counts = Counter(value for by, value, _text in rows if by != "panel")
    total = sum(counts.values())
    show = total >= SMALLEST_COUNT
    # the words of the panel are given to be read; what a child adds behind its code is read by nobody unasked
    panel, words = next(((value, text) for by, value, text in rows if by == "panel"), ("", ""))
    return Judged(
        total=total if show else 0,
        clear=counts[Judgement.CLEAR] if show else 0,
        unclear=counts[Judgement.UNCLEAR] if show else 0,
        not_answered=counts[Judgement.NOT_ANSWERED] if show else 0,
        panel=str(dict(Judgement.choices).get(panel, "")),
        panel_words=words,
    )


def _position(position: PartPosition) -> PublicPosition:
    return PublicPosition(
        order=position.part.order,
        part=position.part.text,
        position=position.position,
        position_label=position.get_position_display(),
        reason_label=position.get_reason_type_display() if position.reason_type else "",
        explanation=position.explanation,
        would_change_mind=position.would_change_mind,
        alternative=position.alternative,
        promises=tuple(promise.slug for promise in position.commitments.all()),
    )


def _answer(answer: Answer) -> PublicAnswer:
    positions = answer.positions.select_related("part").prefetch_related("commitments").order_by("part__order")
    return PublicAnswer(
        id=answer.pk,
        version=answer.version,
        summary=answer.summary,
        child_version=answer.child_version,
        languages=("nl", *answer.texts.order_by("language").values_list("language", flat=True)),
        reading_note=answer.reading_note,
        panel_check=answer.get_panel_check_display(),
        not_thought_of=answer.not_thought_of,
        since_then=answer.since_then,
        signatory=answer.signatory,
        published_on=answer.published_on,
        positions=tuple(_position(position) for position in positions),
        judged=judged(answer),
    )


def _addressee(addressee: Addressee, today: date) -> PublicAddressee:
    explain_by = addressee.clarification_due_on if addressee.state == AddresseeState.CLARIFICATION_DUE else None
    return PublicAddressee(
        organisation=addressee.organisation.name,
        organisation_slug=addressee.organisation.slug,
        lead=addressee.lead,
        due_on=addressee.due_on,
        extended_to=addressee.extended_to,
        extension_reason=addressee.extension_reason,
        state=addressee.state,
        state_label=addressee.get_state_display(),
        overdue_days=addressee.overdue_on(today),
        clarification_due_on=addressee.clarification_due_on,
        clarification_overdue_days=max(0, (today - explain_by).days) if explain_by else 0,
        note=addressee.note,
        answers=tuple(
            _answer(answer) for answer in addressee.answers.filter(state=AnswerState.PUBLISHED).order_by("-version")
        ),
    )


def _raised_before(advice: Advice) -> tuple[tuple[int, str, str], ...]:
    found: list[tuple[int, str, str]] = []
    before = advice.raised_before
    # bounded: a ring of references made by hand must not hold the page
    while before is not None and len(found) < 20:
        found.append((before.edition.year, before.number, before.title))
        before = before.raised_before
    return tuple(found)


def _advice(advice: Advice, today: date) -> PublicAdvice:
    handed = getattr(advice.edition, "handover", None)
    theme = advice.edition_theme
    promises = published_commitments().filter(position__answer__addressee__advice=advice)
    return PublicAdvice(
        number=advice.number,
        title=advice.title,
        text=advice.text,
        why=advice.why,
        done_when=advice.done_when,
        minority_note=advice.minority_note,
        adult_additions=advice.adult_additions,
        note=advice.note,
        source_url=advice.source_url,
        edition=advice.edition,
        theme=theme.name if theme else "",
        theme_slug=theme.theme.slug if theme else "",
        frozen_hash=advice.frozen_hash,
        frozen_on=advice.frozen_on,
        handed_over_on=handed.date if handed else None,
        parts=tuple(advice.parts.order_by("order").values_list("text", flat=True)),
        addressees=tuple(
            _addressee(addressee, today) for addressee in advice.addressees.select_related("organisation")
        ),
        sources=said_in(advice.groups.order_by("order", "id")),
        recommendations=tuple(
            (limb.get_absolute_url(), str(limb)) for limb in advice.recommendations.select_related("document")
        ),
        raised_before=_raised_before(advice),
        promises=tuple(_commitment(promise.stands_as(), today) for promise in promises),
        path=path_of_advice(advice, today),
    )


def public_advices() -> QuerySet[Advice]:
    return Advice.objects.filter(state__in=PUBLIC_STATES).select_related(
        "edition__handover", "edition_theme__theme", "raised_before__edition"
    )


def public_advice(number: str, today: date) -> PublicAdvice | None:
    """One advice by its number; None for what is not public."""
    advice = public_advices().filter(number=number).first()
    return _advice(advice, today) if advice else None


def advices_of(edition: Edition, today: date) -> tuple[PublicAdvice, ...]:
    return tuple(_advice(advice, today) for advice in public_advices().filter(edition=edition).order_by("number"))


def published_commitments() -> QuerySet[Commitment]:
    """Promises that stand: those of a published answer, and those from elsewhere with their source."""
    return (
        Commitment.objects.exclude(state=CommitmentState.PROPOSED)
        .select_related("organisation", "position__answer__addressee__advice")
        .prefetch_related("updates", "themes")
    )


def _advice_number(promise: Commitment) -> str:
    """The advice that it answers, also where it was taken along since."""
    first, seen = promise, {promise.pk}
    while first.position is None and first.carried_from is not None and first.carried_from.pk not in seen:
        first = first.carried_from
        seen.add(first.pk)
    return first.position.answer.addressee.advice.number if first.position else ""


def _commitment(promise: Commitment, today: date) -> PublicCommitment:
    return PublicCommitment(
        slug=promise.slug,
        title=promise.title,
        text=promise.text,
        kind=promise.get_kind_display(),
        organisation=promise.organisation.name,
        organisation_slug=promise.organisation.slug,
        owner=promise.owner,
        made_on=promise.made_on,
        due_on=promise.due_on,
        due_note=promise.due_note,
        measure=promise.measure,
        state=CommitmentState(promise.state),
        state_label=promise.get_state_display(),
        overdue_days=promise.overdue_on(today),
        silent=promise.silent_on(today),
        is_demonstration=promise.is_demonstration,
        source_url=promise.source_url,
        advice_number=_advice_number(promise),
        themes=tuple(theme.slug for theme in promise.themes.all()),
        updates=tuple(promise.updates.all()),
        path=path_of_promise(promise, today),
    )


def commitments(
    *, today: date, theme: str = "", organisation: str = "", state: str = "", territory: str = "", words: str = ""
) -> tuple[PublicCommitment, ...]:
    """Promises by theme, organisation, territory, words, and state; ``late`` and ``silent`` are states of the day."""
    found = published_commitments()
    if theme:
        found = found.filter(themes__slug=theme)
    if organisation:
        found = found.filter(organisation__slug=organisation)
    if territory:
        found = found.filter(territory__code=territory)
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(owner__icontains=word))
    if state == "late":
        found = found.filter(due_on__lt=today, state__in=ACTIVE_STATES)
    elif state and state != "silent":
        found = found.filter(state=state)
    if state != CommitmentState.CARRIED_OVER:
        # once, under its newest name
        found = found.exclude(state=CommitmentState.CARRIED_OVER)
    rows = tuple(_commitment(promise, today) for promise in found.distinct())
    return tuple(row for row in rows if row.silent) if state == "silent" else rows


def commitment(slug: str, today: date) -> PublicCommitment | None:
    promise = published_commitments().filter(slug=slug).first()
    return _commitment(promise, today) if promise else None


def loop_state(today: date, *, demonstration: bool | None = None) -> LoopState:
    """Counts over everyone who was asked; with ``demonstration`` only the made-up or only the real editions."""
    asked = Addressee.objects.filter(advice__state__in=PUBLIC_STATES).exclude(state=AddresseeState.TRANSFERRED)
    if demonstration is not None:
        asked = asked.filter(advice__edition__is_demonstration=demonstration)
    rows = list(asked.select_related("organisation"))
    late = [row for row in rows if row.overdue_on(today)]
    waiting = [row for row in rows if row.state in OPEN_STATES and not row.overdue_on(today)]
    first = min((row for row in waiting if row.term), key=lambda row: row.term or date.max, default=None)
    return LoopState(
        asked=len(rows),
        answered=sum(row.state in SETTLED for row in rows),
        late=len(late),
        waiting=len(waiting),
        not_found=sum(row.state == AddresseeState.NOT_FOUND for row in rows),
        next_deadline=first.term if first else None,
        next_organisation=str(first.organisation) if first else "",
    )
