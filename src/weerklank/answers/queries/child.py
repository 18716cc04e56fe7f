"""What a child reads with its return code: what happened with the idea, and never the words of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.answers.lifecycle import ACTIVE_STATES, AddresseeState, CommitmentState
from weerklank.answers.models import Addressee, Answer, Commitment, ProgressUpdate
from weerklank.answers.paths import KEPT, path_of_contribution, standing_answer
from weerklank.answers.queries.objecting import Objecting, objecting
from weerklank.findings.addresses import told_at
from weerklank.findings.translated import DUTCH, Spoken, words_in
from weerklank.moderation import terms
from weerklank.moderation.models import Appeal, AppealState, ProposalState
from weerklank.participation.actions import appeals
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import ConsultationText, Contribution, ReturnCode
from weerklank.participation.origins import Origin
from weerklank.participation.queries import channels
from weerklank.web.context import tag
from weerklank.web.path import Path

UNREAD = (ContributionState.RECEIVED, ContributionState.SAFETY_HOLD)


@dataclass(frozen=True, slots=True)
class MyPromise:
    """What was promised, as a child reads it."""

    title: str
    who: str
    due_on: date | None
    done: bool
    disputed: bool
    withdrawn: bool
    late_days: int
    word: str


@dataclass(frozen=True, slots=True)
class MyAnswer:
    """One answer to my idea, or that it is still to come."""

    who: str
    due_on: date | None
    late_days: int
    answer_id: int | None
    text: str
    language: str
    own_language: bool
    origin: Origin
    panel_checked: bool
    said: str
    must_explain_by: date | None
    not_found: bool
    promises: tuple[MyPromise, ...]

    @property
    def answered(self) -> bool:
        return self.answer_id is not None


@dataclass(frozen=True, slots=True)
class MyAdvice:
    """The advice that my idea came into, and what was answered."""

    title: str
    number: str
    public: bool
    answers: tuple[MyAnswer, ...]


@dataclass(frozen=True, slots=True)
class MyRefusal:
    """What can still be done where an idea is not shown: ask for another look, or say it in other words; each once."""

    contribution_id: str
    asked: bool
    stays: bool
    reworded: bool
    answer_by: date | None
    by_another: bool


@dataclass(frozen=True, slots=True)
class MyIdea:
    """What happened with one idea."""

    contribution_id: str
    question: str
    question_language: str
    sent_on: date
    hear_by: date | None
    read: bool
    private: bool
    withdrawn: bool
    declined: str
    reason: str
    reason_language: str
    group: str
    group_language: str
    others: tuple[channels.Said, ...]
    not_used: str
    not_used_language: str
    advices: tuple[MyAdvice, ...]
    path: Path
    is_demonstration: bool
    objecting: Objecting
    refusal: MyRefusal | None = None
    said_href: str = ""

    @property
    def reason_is_read(self) -> bool:
        """Whether the sentence that somebody wrote can be read here; then the reason is not said twice."""
        return bool(self.reason) and self.reason_language == tag(get_language() or "nl")

    @property
    def other_children(self) -> bool:
        return any(not one.together for one in self.others)

    @property
    def other_groups(self) -> bool:
        return any(one.together for one in self.others)

    @property
    def how_often(self) -> str:
        """For each way in by itself, as soon as one of them is large enough to be told."""
        return channels.at_least(self.others) if any(one.times >= channels.SMALLEST for one in self.others) else ""


def _text(answer: Answer, language: str) -> tuple[str, str, bool]:
    """The child version in the child's language, else the Dutch one; and whether only a machine translated it."""
    if language != "nl":
        kept = answer.texts.filter(language=language).first()
        if kept is not None:
            return kept.child_version, language, kept.made_by == "machine" and not kept.checked
    return answer.child_version, "nl", False


def _origin(answer: Answer | None, language: str, *, by_machine: bool) -> Origin:
    """Who translated it, and whether anybody read that; that there is no translation is said elsewhere."""
    kept = answer.texts.filter(language=language).first() if answer else None
    if kept is None:
        return Origin.OWN
    if kept.checked:
        return Origin.CHECKED
    return Origin.MACHINE if by_machine else Origin.UNREAD


def _promise(promise: Commitment, today: date) -> MyPromise:
    made, promise = promise, promise.stands_as()
    told = ProgressUpdate.objects.filter(commitment__in=(made, promise))
    last = told.exclude(child_text="").order_by("-date", "-id").first()
    return MyPromise(
        title=promise.title,
        who=promise.owner or str(promise.organisation),
        due_on=promise.due_on,
        done=promise.state in KEPT,
        disputed=promise.state == CommitmentState.DISPUTED,
        withdrawn=promise.state == CommitmentState.WITHDRAWN,
        late_days=promise.overdue_on(today) if promise.state in ACTIVE_STATES else 0,
        word=last.child_text if last else "",
    )


def _answer(addressee: Addressee, code: ReturnCode, language: str, today: date) -> MyAnswer:
    answer = standing_answer(addressee)
    text, spoken, by_machine = _text(answer, language) if answer else ("", "nl", False)
    said = answer.appraisals.filter(return_code=code).first() if answer else None
    promises = (
        Commitment.objects.filter(position__answer=answer).exclude(state=CommitmentState.PROPOSED) if answer else ()
    )
    clarifying = addressee.state == AddresseeState.CLARIFICATION_DUE
    return MyAnswer(
        who=addressee.organisation.name,
        due_on=addressee.term,
        late_days=addressee.overdue_on(today),
        answer_id=answer.pk if answer else None,
        text=text,
        language=tag(spoken),
        own_language=spoken == language,
        origin=_origin(answer, language, by_machine=by_machine),
        panel_checked=bool(answer and answer.panel_check == "approved"),
        said=said.value if said else "",
        must_explain_by=addressee.clarification_due_on if clarifying else None,
        not_found=addressee.state == AddresseeState.NOT_FOUND,
        promises=tuple(_promise(promise, today) for promise in promises),
    )


def _idea(contribution: Contribution, code: ReturnCode, language: str, today: date) -> MyIdea:
    membership = getattr(contribution, "membership", None)
    group = membership.group if membership else None
    state = contribution.state
    advices = list(group.advices.order_by("number")) if group and state != ContributionState.NOT_USED else []
    # a second idea of the same child is nobody else's
    others = (
        channels.said_by(group.contributions.exclude(state=ContributionState.WITHDRAWN).exclude(return_code=code))
        if group
        else ()
    )
    question = contribution.consultation.texts.filter(language=language).first()
    told = words_in(group, language) if group else None
    reason = told.reason if told and told.reason.text else Spoken(contribution.reason_for_child, DUTCH)
    return MyIdea(
        contribution_id=str(contribution.pk),
        question=question.question if question else contribution.consultation.question,
        question_language=tag(language) if question else "nl",
        sent_on=contribution.received_on,
        hear_by=contribution.consultation.hear_by,
        read=state not in UNREAD,
        private=state == ContributionState.KEPT_PRIVATE or contribution.wants_private,
        withdrawn=state == ContributionState.WITHDRAWN,
        declined=contribution.decline_reason if state == ContributionState.NOT_PUBLISHED else "",
        reason=contribution.reason_for_child if state == ContributionState.NOT_PUBLISHED else "",
        reason_language=contribution.original_language,
        group=told.title.text if told else "",
        group_language=told.title.language if told else DUTCH,
        others=others,
        not_used=reason.text if state == ContributionState.NOT_USED else "",
        not_used_language=reason.language,
        advices=tuple(
            MyAdvice(
                title=advice.title,
                number=advice.number,
                public=advice.state in PUBLIC_STATES,
                answers=tuple(
                    _answer(addressee, code, language, today)
                    for addressee in advice.addressees.exclude(state=AddresseeState.TRANSFERRED).select_related(
                        "organisation"
                    )
                )
                if advice.state in PUBLIC_STATES
                else (),
            )
            for advice in advices
        ),
        path=path_of_contribution(contribution, today, _title(question, language)),
        is_demonstration=contribution.edition.is_demonstration,
        objecting=objecting(contribution, language, today),
        refusal=_refusal(contribution),
        said_href=told_at(contribution.consultation),
    )


def _refusal(contribution: Contribution) -> MyRefusal | None:
    if contribution.state != ContributionState.NOT_PUBLISHED:
        return None
    asked = Appeal.objects.filter(contribution=contribution).first()
    refused = contribution.decline_proposals.filter(state=ProposalState.CONFIRMED).last()
    before = (refused.proposed_by, refused.decided_by) if refused else ()
    return MyRefusal(
        contribution_id=str(contribution.pk),
        asked=asked is not None and asked.state == AppealState.OPEN,
        stays=asked is not None and asked.state != AppealState.OPEN,
        reworded=appeals.other_words(contribution).exists(),
        answer_by=terms.due(asked.asked_on, terms.READ_WITHIN) if asked else None,
        # with two moderators one of them looks again: then nobody says that somebody else did
        by_another=asked is not None and asked.decided_by not in before,
    )


def _title(question: ConsultationText | None, language: str) -> str:
    """What the path is called: the question in the child's language; where there is none, not in another."""
    if question is not None:
        return question.question
    return "" if tag(language) == "nl" else gettext("Jouw idee")


def my_ideas(code: ReturnCode, language: str, today: date) -> tuple[MyIdea, ...]:
    """All ideas under one return code, the newest first."""
    ideas = (
        code.contributions.select_related("consultation__edition", "consultation__objection_term", "membership__group")
        .prefetch_related("membership__group__texts")
        .order_by("-received_on", "id")
    )
    return tuple(_idea(contribution, code, language, today) for contribution in ideas)
