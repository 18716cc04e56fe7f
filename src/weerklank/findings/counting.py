"""From votes in the database to numbers that may be shown: every channel counted apart and never added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import NotRequired, TypedDict, TypeVar

from django.db.models import Q, QuerySet, Sum

import opinion
from opinion.outcome import nearly
from opinion.progress import UNWATCHED
from weerklank.participation.models import TEACHER, Channel, Consultation, HandTally, Vote

Row = TypeVar("Row")
# rows that are read before anybody is asked whether to go on
PORTION = 20_000


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
    # on which side almost everybody is, where so few are on the other that neither is counted in public
    nearly: NotRequired[str | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of everything that was voted in a consultation; `votes` are those with a code of the organiser, as nothing is added to them."""

    votes: int
    rows: tuple[CountRow, ...]


# behind a code that anybody can make one person may be several voices, as behind the open link
ON_MAP = {
    Channel.CODE: opinion.Channel.INDIVIDUAL,
    Channel.SELF_MADE: opinion.Channel.OPEN,
    Channel.OPEN: opinion.Channel.OPEN,
}


def count(consultation: Consultation) -> Counted:
    """Counts each channel by itself and keeps only what may be shown."""
    rows, with_code = [], 0
    for channel in ON_MAP:
        ballots = ballots_of(consultation, channel)
        rows += voted(ballots, channel) if ballots else []
        with_code += ballots.n_votes if ballots and channel is Channel.CODE else 0
    return Counted(with_code, in_order(consultation, [*rows, *raised(consultation)]))


def ballots_of(
    consultation: Consultation, channel: Channel, watch: opinion.Watch = UNWATCHED
) -> opinion.Ballots | None:
    """Everything that was voted in one channel, two bytes a vote; None where nobody did."""
    # who voted when is not kept: the only order there is, is that of the keys
    cast = (
        Vote.objects.filter(statement__consultation=consultation, channel=channel)
        .order_by("voter_hash", "statement_id")
        .values_list("voter_hash", "statement_id", "value")
    )
    votes = (
        (voter, str(statement), opinion.Choice(value))
        for voter, statement, value in _watched(cast.iterator(PORTION), watch)
    )
    first = next(votes, None)
    return opinion.ballots_from_votes(chain([first], votes)) if first else None


def _watched(rows: Iterable[Row], watch: opinion.Watch) -> Iterator[Row]:
    """The same rows; between portions it is asked whether somebody still wants them."""
    for number, row in enumerate(rows):
        if number % PORTION == 0:
            watch.still_wanted()
        yield row


def voted(ballots: opinion.Ballots, channel: Channel) -> list[CountRow]:
    """Every statement of these ballots that somebody saw."""
    counts = zip(ballots.statements, ballots.counts().tolist(), strict=True)
    return [
        row_of(
            opinion.Agreement(
                statement,
                ON_MAP[channel],
                agree=agree,
                disagree=disagree,
                passed=passed,
                seen=agree + disagree + passed,
                voters=ballots.n_participants,
            ),
            CountChannel(channel.value),
        )
        for statement, (disagree, passed, agree) in counts
        if agree + disagree + passed
    ]


def raised(consultation: Consultation) -> list[CountRow]:
    """Hands in rooms, those of groups that made their own code apart."""
    channels = (CountChannel.HANDS, CountChannel.SELF_MADE_HANDS)
    return [row for channel in channels for row in _raised(_hands(consultation, channel), channel)]


def hands_in(consultation: Consultation, channel: CountChannel) -> int:
    """How many hands went up in all: to tell two runs apart, and never shown."""
    # each apart: PostgreSQL adds small columns in a small number, which a hall full of hands does not fit
    told = _hands(consultation, channel).aggregate(Sum("agree"), Sum("disagree"), Sum("passed"))
    return sum(number or 0 for number in told.values())


def _hands(consultation: Consultation, channel: CountChannel) -> QuerySet[HandTally]:
    hands = HandTally.objects.filter(statement__consultation=consultation)
    own_code = Q(entry_point__made_by=TEACHER)
    return hands.filter(own_code if channel is CountChannel.SELF_MADE_HANDS else ~own_code)


def in_order(consultation: Consultation, rows: Iterable[CountRow]) -> tuple[CountRow, ...]:
    """Statements in the editor's order, and of each the channels as they are told."""
    statements = consultation.statements.order_by("order", "id").values_list("pk", flat=True)
    order = {statement: place for place, statement in enumerate(statements)}
    return tuple(sorted(rows, key=lambda row: order[row["statement"]]))


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
    return [row_of(agreement, channel) for agreement in results.agreements]


def row_of(agreement: opinion.Agreement, channel: CountChannel) -> CountRow:
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
        nearly=nearly(agreement, shown),
        share=ShareRow(value=share.value, low=interval.low, high=interval.high, n=share.n)
        if share and interval
        else None,
    )
