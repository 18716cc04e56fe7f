"""What an official wants to know before writing: who else works on it, who saved last, and how earlier answers fell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from weerklank.accounts.models import Account, Role
from weerklank.answers.lifecycle import AnswerState
from weerklank.answers.models import Addressee, Answer
from weerklank.answers.queries.public import Judged, judged
from weerklank.audit import queries as trail
from weerklank.editions.models import EditionRole

MOST_EARLIER = 5
HANDLED = Exists(
    EditionRole.objects.filter(
        edition=OuterRef("advice__edition"),
        role=Role.RESPONDENT,
        account__organisation=OuterRef("organisation"),
        account__is_active=True,
    )
)
"""Of addressees: somebody of the ministry has the part of writing the answer."""


@dataclass(frozen=True, slots=True)
class Fell:
    """A published answer, and what those who asked said of it."""

    answer: Answer
    judged: Judged

    @property
    def is_judged(self) -> bool:
        return bool(self.judged.total or self.judged.panel)


@dataclass(frozen=True, slots=True)
class Saved:
    """Who kept the draft last, and when."""

    by: str
    on: date


def people_with(addressee: Addressee, role: Role) -> QuerySet[Account]:
    """Who of the ministry that was asked has this role in the edition today: who moved on is not among them."""
    return Account.objects.filter(
        organisation=addressee.organisation_id,
        is_active=True,
        edition_roles__edition=addressee.advice.edition_id,
        edition_roles__role=role,
    ).distinct()


def officials(addressee: Addressee) -> tuple[Account, ...]:
    return tuple(people_with(addressee, Role.RESPONDENT))


def heads(addressee: Addressee) -> tuple[Account, ...]:
    return tuple(people_with(addressee, Role.APPROVER))


def saved(answer: Answer | None) -> Saved | None:
    """So that a colleague who takes over knows whose words stand there."""
    last = trail.history_of(answer).filter(action="answer.saved").first() if answer else None
    return Saved(last.actor, timezone.localdate(last.at)) if last else None


def fell(answers: QuerySet[Answer]) -> tuple[Fell, ...]:
    return tuple(Fell(answer, judged(answer)) for answer in answers)


def fell_before(addressee: Addressee) -> tuple[Fell, ...]:
    """The newest answers of this ministry to other advices, with how children and young people judged them."""
    published = Answer.objects.filter(
        state=AnswerState.PUBLISHED, addressee__organisation=addressee.organisation_id
    ).exclude(addressee=addressee.pk)
    newest = published.select_related("addressee__advice", "addressee__organisation").order_by("-published_on", "-pk")
    return tuple(one for one in fell(newest[: 4 * MOST_EARLIER]) if one.is_judged)[:MOST_EARLIER]
