"""Votes with a code, votes by the open link and raised hands stand beside each other, and nowhere as one number."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import combinations, product
from random import Random
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Cast
from tests.findings.runs import published
from weerklank.findings import counting
from weerklank.findings.models import OpinionRun, Run
from weerklank.participation.models import Consultation, EntryPoint, HandTally, Statement, Vote
from weerklank.participation.queries import serving

# agree and disagree per channel: fives, as they are shown, and no sum of some of them is one of the others
CODE, OPEN, SELF_MADE = (105, 215), (405, 825), (1605, 3305)
HANDS, SELF_MADE_HANDS = (6405, 13005), (25605, 31105)
ALL = {"code": CODE, "self": SELF_MADE, "open": OPEN, "hands": HANDS, "hands_self": SELF_MADE_HANDS}


def _vote(statement: Statement, channel: str, value: str, number: int) -> None:
    Vote.objects.bulk_create(
        Vote(statement=statement, voter_hash=f"{channel} {value} {one}", value=value, channel=channel)
        for one in range(number)
    )


@pytest.fixture
def voted(consultation: Consultation, entry_point: EntryPoint, statements: list[Statement]) -> Consultation:
    for channel, (agree, disagree) in (("code", CODE), ("self", SELF_MADE), ("open", OPEN)):
        _vote(statements[0], channel, "agree", agree)
        _vote(statements[0], channel, "disagree", disagree)
    HandTally.objects.create(statement=statements[0], entry_point=entry_point, agree=HANDS[0], disagree=HANDS[1])
    own = EntryPoint.objects.create(
        consultation=consultation,
        code="GRQZ77",
        made_by="teacher",
        valid_from=date(2026, 11, 1),
        valid_to=date(2027, 1, 1),
    )
    agree, disagree = SELF_MADE_HANDS
    HandTally.objects.create(statement=statements[0], entry_point=own, agree=agree, disagree=disagree)
    Consultation.objects.update(state="closed")
    consultation.refresh_from_db()
    return consultation


def _forbidden() -> set[int]:
    """Every number that can only come about by adding over channels: of one answer, of all answers, of some."""
    own = [{agree, disagree, agree + disagree} for agree, disagree in ALL.values()]
    sums = {sum(one) for size in (2, 3, 4, 5) for some in combinations(own, size) for one in product(*some)}
    assert sums.isdisjoint(set().union(*own))
    return sums


def _numbers(found: Any) -> set[int]:
    if isinstance(found, dict):
        return set().union(*(_numbers(one) for one in found.values())) if found else set()
    if isinstance(found, list | tuple):
        return set().union(*(_numbers(one) for one in found)) if found else set()
    return {found} if isinstance(found, int) else set()


@pytest.mark.django_db
def test_a_count_has_a_row_for_each_channel_and_no_number_over_two_of_them(voted: Consultation) -> None:
    counted = counting.count(voted)
    rows = {row["channel"]: (row["agree"], row["disagree"]) for row in counted.rows}
    assert rows == ALL
    assert counted.votes == sum(CODE)
    assert _numbers(list(counted.rows)) & _forbidden() == set()


@pytest.mark.django_db
def test_what_a_run_keeps_holds_no_number_over_two_channels(voted: Consultation, cast: Cast, now: datetime) -> None:
    published(voted, cast, now)
    kept = OpinionRun.objects.values("votes", "results").get()
    assert _numbers(list(kept.values())) & _forbidden() == set()
    run = Run.objects.values("votes", "results", "channels", "outcome", "analysis").get()
    assert _numbers(list(run.values())) & _forbidden() == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/dialoog/demonstratie/opbrengst/",
        "/dialoog/demonstratie/opbrengst/?csv",
        "/dialoog/demonstratie/",
        "/data/",
        "/data/uitkomsten/",
        "/en/dialoog/demonstratie/opbrengst/",
        "/werk/groepen/{slug}/",
        "/werk/groepen/{slug}/telling/",
        "/werk/raadplegingen/{slug}/wie-missen-we/",
    ],
)
def test_no_page_shows_a_number_over_two_channels(voted: Consultation, cast: Cast, now: datetime, address: str) -> None:
    published(voted, cast, now)
    client = (
        cast.client("organiser")
        if "wie-missen" in address
        else cast.client("analyst")
        if "/werk/" in address
        else Client()
    )
    page = client.get(address.format(slug=voted.slug))
    body = b"".join(page) if page.streaming else page.content
    said = {int(number.replace(".", "")) for number in re.findall(r"\d{1,3}(?:\.\d{3})+|\d+", body.decode())}
    assert said & _forbidden() == set()
    if address.endswith("opbrengst/"):
        assert {number for pair in ALL.values() for number in pair} <= said


@pytest.mark.django_db
def test_a_flood_by_the_open_link_changes_no_count_of_codes_and_no_turn_of_a_sentence_in_a_class(
    consultation: Consultation, entry_point: EntryPoint, statements: list[Statement]
) -> None:
    more = [
        Statement.objects.create(consultation=consultation, text=f"Zin {number}.", state="open", order=number)
        for number in range(4, 21)
    ]
    quiet = [serving.draw(consultation, Random(seed), entry_point.channel) for seed in range(40)]
    before = [row for row in counting.count(consultation).rows if row["channel"] == "code"]
    for statement in (*statements, *more[:9]):
        _vote(statement, "open", "agree", 60)
    assert [serving.draw(consultation, Random(seed), entry_point.channel) for seed in range(40)] == quiet
    assert [row for row in counting.count(consultation).rows if row["channel"] == "code"] == before
    link = EntryPoint.objects.create(
        consultation=consultation, kind="open", valid_from=date(2026, 11, 1), valid_to=date(2027, 1, 1)
    )
    assert [serving.draw(consultation, Random(seed), link.channel) for seed in range(40)] != quiet
