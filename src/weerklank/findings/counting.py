"""From votes in the database to numbers that may be shown: every channel counted apart and never added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypedDict

import opinion
from weerklank.participation.models import TEACHER, Channel, Consultation, HandTally, Vote


class CountChannel(Enum):
    """How voices came in."""

    CODE = "code"
    SELF_MADE = "self"
    OPEN = "open"
    HANDS = "hands"
    SELF_MADE_HANDS = "hands_self"

    @property
    def label(self) -> str:
        return {
            "code": "met een code van de organisator: één stem per bezoek",
            "self": "met een code die een begeleider zelf maakte: wie dat is, weet niemand",
            "open": "via de open link: iemand kan vaker meedoen",
            "hands": "handen geteld in een groep met een code van de organisator",
            "hands_self": "handen geteld in een groep die zelf een code maakte",
        }[self.value]


class ShareRow(TypedDict):
    value: float
    low: float
    high: float
    n: int


class CountRow(TypedDict):
    """What a run keeps of one statement in one channel; None is hidden, never zero. Never the words: a child may take them back."""

    statement: int
    channel: str
    agree: int | None
    disagree: int | None
    passed: int | None
    answered: int | None
    seen: int | None
    share: ShareRow | None


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of everything that was voted in a consultation; `votes` are those with a code of the organiser, as nothing is added to them."""

    votes: int
    rows: tuple[CountRow, ...]


# behind a code that anybody can make one person may be several voices, as behind the open link
_CHANNELS = {
    Channel.CODE: opinion.Channel.INDIVIDUAL,
    Channel.SELF_MADE: opinion.Channel.OPEN,
    Channel.OPEN: opinion.Channel.OPEN,
}


def count(consultation: Consultation) -> Counted:
    """Counts each channel by itself and keeps only what may be shown."""
    statements = consultation.statements.order_by("order", "id").values_list("pk", flat=True)
    order = {str(statement): place for place, statement in enumerate(statements)}
    votes = list(Vote.objects.filter(statement__consultation=consultation))
    rows = [row for channel in _CHANNELS for row in _voted(votes, channel)]
    hands = HandTally.objects.filter(statement__consultation=consultation)
    rows += _raised(hands.exclude(entry_point__made_by=TEACHER), CountChannel.HANDS)
    rows += _raised(hands.filter(entry_point__made_by=TEACHER), CountChannel.SELF_MADE_HANDS)
    with_code = sum(vote.channel == Channel.CODE for vote in votes)
    return Counted(with_code, tuple(sorted(rows, key=lambda row: order[str(row["statement"])])))


def _voted(votes: Iterable[Vote], channel: Channel) -> list[CountRow]:
    cast = (
        opinion.Vote(vote.voter_hash, str(vote.statement_id), opinion.Choice(vote.value))
        for vote in votes
        if vote.channel == channel
    )
    results = opinion.tally(cast, channel=_CHANNELS[channel])
    return [_row(agreement, CountChannel(channel.value)) for agreement in results.agreements]


def _raised(tallies: Iterable[HandTally], channel: CountChannel) -> list[CountRow]:
    # who was in the room and kept the hand down is not written down: present is who raised a hand
    raised = (
        opinion.HandTally(
            str(hands.entry_point_id),
            str(hands.statement_id),
            hands.agree,
            hands.disagree,
            hands.passed,
            hands.agree + hands.disagree + hands.passed,
        )
        for hands in tallies
    )
    results = opinion.tally_hands(raised)
    return [_row(agreement, channel) for agreement in results.agreements]


def _row(agreement: opinion.Agreement, channel: CountChannel) -> CountRow:
    shown = opinion.publish(agreement)
    share = shown.agree_of_answered
    interval = share.interval() if share else None
    return CountRow(
        statement=int(agreement.statement),
        channel=channel.value,
        agree=shown.agree,
        disagree=shown.disagree,
        passed=shown.passed,
        answered=shown.answered,
        seen=shown.seen,
        share=ShareRow(value=share.value, low=interval.low, high=interval.high, n=share.n)
        if share and interval
        else None,
    )
