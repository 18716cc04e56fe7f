"""What everybody may read of the votes: each channel by itself, and what can be said of it, chance considered."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.findings.test_counts import cast_votes
from weerklank.findings.counting import CountChannel
from weerklank.findings.models import OpinionRun
from weerklank.findings.reading import Direction, Stance, outcome_of
from weerklank.participation.models import Consultation, Statement


def _row(statement: Statement, channel: str, agree: int | None, disagree: int | None, answered: int | None, **more):
    share = None
    if agree is not None:
        spread = 0.05
        share = {
            "value": agree / answered,
            "low": agree / answered - spread,
            "high": agree / answered + spread,
            "n": answered,
        }
    counts = {"agree": agree, "disagree": disagree, "passed": None, "answered": answered, "seen": answered}
    return {"statement": statement.pk, "channel": channel, "share": share, **counts, **more}


@pytest.fixture
def counted(consultation: Consultation, statements: list[Statement], now: datetime) -> OpinionRun:
    first, second, third = statements
    rows = [
        _row(first, "code", 80, 20, 100),
        _row(first, "open", 20, 80, 100),
        _row(second, "code", 50, 50, 100),
        _row(third, "code", None, None, 60, nearly="agree"),
        _row(second, "open", None, None, 60),
    ]
    return OpinionRun.objects.create(
        consultation=consultation, made_at=now, library_version="1", votes=100, results=rows
    )


def test_every_channel_stands_by_itself_in_the_order_of_the_editor(counted, consultation, statements):
    outcome = outcome_of(consultation)
    assert [(one.channel, [said.statement for said in one.said]) for one in outcome.channels] == [
        (CountChannel.CODE, [one.pk for one in statements]),
        (CountChannel.OPEN, [statements[0].pk, statements[1].pk]),
    ]


def test_what_can_be_said_considers_chance_and_what_is_hidden(counted, consultation):
    code, by_link = outcome_of(consultation).channels
    assert [one.stance for one in code.said] == [Stance.NEARLY_ALL_AGREE, Stance.DIFFER, Stance.NEARLY_ALL_AGREE]
    assert [one.stance for one in by_link.said] == [Stance.NEARLY_ALL_DISAGREE, Stance.TOO_FEW]


def test_where_the_other_side_is_too_small_only_a_least_share_is_told(counted, consultation):
    third = outcome_of(consultation).channel(CountChannel.CODE).said[2]
    assert (third.share, third.agree, third.at_least, third.direction) == (None, None, 84, Direction.AGREE)


def test_the_smaller_side_keeps_its_place(counted, consultation, statements):
    code, by_link = outcome_of(consultation).channels
    few = [(one.said.statement, one.direction, one.share.percent) for one in (*code.few, *by_link.few)]
    assert few == [(statements[0].pk, Direction.DISAGREE, 20), (statements[0].pk, Direction.AGREE, 20)]


def test_a_statement_that_was_taken_away_is_read_nowhere(counted, consultation, statements):
    Statement.objects.filter(pk=statements[0].pk).update(state="retired")
    said = [one.statement for channel in outcome_of(consultation).channels for one in channel.said]
    assert said == [statements[1].pk, statements[2].pk, statements[1].pk]


def test_nothing_is_read_before_a_run_is_public(consultation, statements):
    cast_votes(statements[0], "code", 20, 20)
    assert outcome_of(consultation) is None
