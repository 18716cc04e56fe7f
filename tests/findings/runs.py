"""A run as it is made, proposed and published, by the people who may."""

from __future__ import annotations

from datetime import datetime
from random import Random

from tests.conftest import Cast
from weerklank.findings import actions
from weerklank.findings.models import Run
from weerklank.participation.models import Consultation, Statement, Vote


def published(consultation: Consultation, cast: Cast, now: datetime) -> Run:
    """What came out, for everybody to read: an analyst proposes it and an organiser publishes it."""
    Consultation.objects.filter(pk=consultation.pk).update(state="fixed")
    run, _ = actions.make_run(consultation_id=consultation.pk, by=cast.analyst, now=now)
    for sign in actions.running.signs_in(run):
        actions.decide_sign(
            run_id=run.pk, sign=sign["sign"], leave_out=False, reason="Dit kan echt zo zijn.", by=cast.analyst, now=now
        )
    actions.propose_run(run_id=run.pk, by=cast.analyst, now=now)
    return actions.publish_run(run_id=run.pk, by=cast.organiser, now=now)


def vote_in_camps(statements: list[Statement], channel: str = "code", people: int = 60) -> None:
    """Two camps: all agree with the first statement but for a few, and they are opposed on the others."""
    chance = Random(7)
    votes = []
    for person in range(people):
        camp = person % 2
        for place, statement in enumerate(statements):
            likely = "agree" if place == 0 or (place + camp) % 2 else "disagree"
            value = likely if chance.random() < 0.6 else chance.choice(["agree", "disagree", "pass"])
            votes.append(Vote(statement=statement, voter_hash=f"{channel}{person}", value=value, channel=channel))
    Vote.objects.bulk_create(votes)


def vote_alike(statements: list[Statement], people: int, channel: str = "open") -> None:
    """A campaign: so many voters with the very same votes, which are those of no camp."""
    Vote.objects.bulk_create(
        Vote(
            statement=statement,
            voter_hash=f"copy{channel}{person}",
            value=("disagree", "agree", "agree", "disagree")[place % 4],
            channel=channel,
        )
        for person in range(people)
        for place, statement in enumerate(statements)
    )
