"""Votes are counted per channel, after the end, with their interval, and small numbers stay hidden."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import opinion
from tests.findings.runs import published
from weerklank.findings import actions, queries
from weerklank.moves import Refusal
from weerklank.participation.models import HandTally, Vote


def cast_votes(statement, channel, agree, disagree, passed=0):
    values = ["agree"] * agree + ["disagree"] * disagree + ["pass"] * passed
    Vote.objects.bulk_create(
        Vote(statement=statement, voter_hash=f"{channel}{n}", value=value, channel=channel)
        for n, value in enumerate(values)
    )


def test_channels_stand_beside_each_other_and_are_never_added(closed, statements, entry_point, cast, now):
    cast_votes(statements[0], "code", 21, 14)
    cast_votes(statements[0], "open", 40, 10)
    HandTally.objects.create(statement=statements[0], entry_point=entry_point, agree=12, disagree=11, passed=2)
    published(closed, cast, now)
    (counted,) = queries.latest_counts(closed).statements
    assert [(one.channel.value, one.agree, one.disagree, one.answered) for one in counted.channels] == [
        ("code", 20, 15, 35),
        ("open", 40, 10, 50),
        ("hands", 10, 10, 25),
    ]


def test_a_share_comes_with_its_interval_and_its_n(closed, statements, cast, now):
    cast_votes(statements[0], "code", 20, 20)
    published(closed, cast, now)
    share = queries.latest_counts(closed).statements[0].channels[0].share
    assert (share.percent, share.low_percent, share.high_percent, share.n) == (50, 29, 72, 40)


def test_fewer_than_ten_are_kept_nowhere_in_the_run(closed, statements, cast, now):
    cast_votes(statements[0], "code", 9, 30)
    run, _ = actions.make_run(consultation_id=closed.pk, by=cast.analyst, now=now)
    (row,) = run.results
    assert (row["agree"], row["disagree"], row["answered"], row["share"]) == (None, None, 40, None)


def test_a_published_number_stays_with_the_run_that_made_it(closed, statements, cast, now):
    cast_votes(statements[0], "code", 20, 20)
    first = published(closed, cast, now).count
    Vote.objects.all().delete()
    first.refresh_from_db()
    assert (queries.latest_counts(closed).run_id, first.results[0]["agree"], first.library_version) == (
        first.pk,
        20,
        opinion.__version__,
    )


def test_nothing_is_counted_while_children_can_still_vote(consultation, statements, cast, now):
    cast_votes(statements[0], "code", 20, 20)
    with pytest.raises(Refusal):
        actions.make_run(consultation_id=consultation.pk, by=cast.analyst, now=now)
    assert queries.latest_counts(consultation) is None


def test_a_count_of_nothing_says_so(closed, cast, now):
    with pytest.raises(Refusal):
        actions.make_run(consultation_id=closed.pk, by=cast.analyst, now=now)


def test_counting_needs_nothing_but_the_library_itself(closed, statements, cast, now, monkeypatch):
    def not_installed(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", not_installed)
    cast_votes(statements[0], "code", 20, 20)
    run, _ = actions.make_run(consultation_id=closed.pk, by=cast.analyst, now=now)
    assert run.library_version == opinion.__version__


def test_the_library_carries_the_version_of_the_project():
    pyproject = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert opinion.__version__ == pyproject["project"]["version"]
