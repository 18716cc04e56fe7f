"""A whole round at once: what a child wrote and answered on its own device, sent when there is a connection.

Sent three times it is one row: an idea is told from another by its words, an answer by its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from weerklank.moves import Refusal
from weerklank.participation import disclosure, proof, tickets
from weerklank.participation.actions import beginning, child
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import EntryPoint, Statement, Vote, VoteValue


@dataclass(frozen=True, slots=True)
class Idea:
    """What one child wrote on its own device; `item` is how the sender calls it, and is not kept."""

    item: str
    text: str
    wants_private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one sentence."""

    item: str
    statement: int
    value: VoteValue
    important: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not stored, and what the child can do about it."""

    item: str
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What stands in the database now, and what does not."""

    stored: tuple[str, ...]
    refused: tuple[Refused, ...]
    signals: tuple[disclosure.SignalKind, ...]


@transaction.atomic
def take_round(
    *,
    visit: tickets.Visit,
    ideas: Sequence[Idea],
    answers: Sequence[Answer],
    language: str,
    work: proof.Work | None = None,
    now: datetime,
) -> Taken:
    """Enters once, stores every idea and answer that can be stored, and says of each of the others why not."""
    entry_point = beginning.come_in(visit=visit, work=work, now=now)
    stored: list[str] = []
    refused: list[Refused] = []
    signals: list[disclosure.SignalKind] = []
    for idea in ideas:
        try:
            received = child.keep_idea(
                entry_point=entry_point,
                visit=visit,
                text=idea.text,
                language=language,
                wants_private=idea.wants_private,
                group_size=None,
                now=now,
            )
        except Refusal as refusal:
            refused.append(Refused(idea.item, refusal.field or "text", refusal.sentence))
        else:
            stored.append(idea.item)
            signals += received.signals
    kept, closed = _keep_answers(entry_point, visit, answers)
    return Taken((*stored, *kept), (*refused, *closed), tuple(dict.fromkeys(signals)))


def _keep_answers(
    entry_point: EntryPoint, visit: tickets.Visit, answers: Sequence[Answer]
) -> tuple[list[str], list[Refused]]:
    """All answers in one statement of the database; the last one to a sentence counts."""
    if not answers:
        return [], []
    may_be_answered = set(
        Statement.objects.filter(
            consultation=entry_point.consultation_id,
            state=StatementState.OPEN,
            pk__in={answer.statement for answer in answers},
        ).values_list("pk", flat=True)
    )
    last = {answer.statement: answer for answer in answers if answer.statement in may_be_answered}
    voter = tickets.voter_hash(visit.ticket, entry_point.consultation_id)
    channel = entry_point.channel
    Vote.objects.bulk_create(
        [
            Vote(statement_id=pk, voter_hash=voter, value=one.value, important=one.important, channel=channel)
            for pk, one in sorted(last.items())
        ],
        update_conflicts=True,
        unique_fields=["statement", "voter_hash"],
        update_fields=["value", "important", "channel"],
    )
    closed = _("Over deze zin kun je niet meer stemmen. Ga verder met de volgende.")
    return (
        [answer.item for answer in answers if answer.statement in may_be_answered],
        [Refused(one.item, "value", closed) for one in answers if one.statement not in may_be_answered],
    )
