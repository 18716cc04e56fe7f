"""Which sentences a child meets: at most seven, so drawn that every sentence is seen and a new one gets its chance.

What decides four of the seven is how many answers a sentence has; three come by chance alone, so that nobody pushes a
sentence out by answering it often. Nothing about the child counts, not even what it answered before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from django.db.models import Count, Q

from weerklank.participation import tickets
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import Channel, Consultation, Statement, Vote, VoteValue
from weerklank.participation.origins import Origin, origin_of
from weerklank.web.context import tag

MAX_STATEMENTS = 7
ENOUGH = 39
"""So many answers make a share known to within fifteen points either way; until then a sentence is needier."""
LEAST_NEED = 0.1
"""What was answered enough keeps some turns: its share may still change, and no place is ever dead."""
BY_NEED = 4
"""So many of the seven go by need: nobody knows here who answered, and one may answer as many."""


def draw(consultation: Consultation, chance: Random, channel: Channel) -> tuple[int, ...]:
    """The sentences of one visit, the neediest with the best chance; empty where all of them fit in one visit.

    Answers of the other channel do not count: a flood by the open link must not make a sentence look done for a class.
    Nor does "weet ik niet": it makes no share known.
    """
    open_now = consultation.statements.filter(state=StatementState.OPEN).order_by("order", "id")
    if open_now.count() <= MAX_STATEMENTS:
        return ()
    answers = Count("votes", filter=Q(votes__channel=channel) & ~Q(votes__value=VoteValue.PASS))
    return drawn_from(dict(open_now.annotate(answers=answers).values_list("pk", "answers")), chance)


def drawn_from(answers: Mapping[int, int], chance: Random) -> tuple[int, ...]:
    """Four of these by need and three by chance, without putting back; in the order in which they were drawn."""
    needs = {pk: max(LEAST_NEED, 1 - count / ENOUGH) for pk, count in answers.items()}
    drawn: list[int] = []
    while needs and len(drawn) < MAX_STATEMENTS:
        weights = needs.values() if len(drawn) < BY_NEED else [1.0] * len(needs)
        (one,) = chance.choices(list(needs), list(weights))
        del needs[one]
        drawn.append(one)
    return tuple(drawn)


@dataclass(frozen=True, slots=True)
class Card:
    """One statement as this child meets it: where it stands in the row, and what the child answered before."""

    statement: Statement
    text: str
    language: str
    origin: Origin
    number: int
    total: int
    answer: str
    important: bool

    @property
    def is_fallback(self) -> bool:
        return self.origin is Origin.UNTRANSLATED


def cards(consultation: Consultation, visit: tickets.Visit, language: str) -> tuple[Card, ...]:
    """The sentences of this visit: those that were drawn when it opened the question, or all in the organiser's order."""
    open_now = list(
        consultation.statements.filter(state=StatementState.OPEN).order_by("order", "id").prefetch_related("texts")
    )
    if visit.drawn:
        places = {pk: place for place, pk in enumerate(visit.drawn)}
        open_now = sorted((one for one in open_now if one.pk in places), key=lambda one: places[one.pk])
    # A visit that opened the question while all fitted meets the first seven, also when more are opened meanwhile.
    statements = open_now[:MAX_STATEMENTS]
    votes = {
        vote.statement_id: vote
        for vote in Vote.objects.filter(
            statement__in=statements, voter_hash=tickets.voter_hash(visit.ticket, consultation.pk)
        )
    }
    return tuple(
        _card(statement, votes.get(statement.pk), number, len(statements), language)
        for number, statement in enumerate(statements, start=1)
    )


def _card(statement: Statement, vote: Vote | None, number: int, total: int, language: str) -> Card:
    found = next((one for one in statement.texts.all() if one.language == language), None)
    translation = None if statement.language == language else found
    return Card(
        statement=statement,
        text=translation.text if translation else statement.text,
        language=tag(language) if translation else tag(statement.language),
        origin=origin_of(translation, statement)
        if translation
        else Origin.of_untranslated(statement.language, language),
        number=number,
        total=total,
        answer=vote.value if vote else "",
        important=bool(vote and vote.important),
    )
