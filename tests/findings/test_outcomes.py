"""Somebody without access to the platform makes a public outcome again, with one command, from what /data/ gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from opinion.repeating import repeat
from tests.findings.runs import published, vote_in_camps
from weerklank.findings.models import Run
from weerklank.findings.outcomes import document
from weerklank.participation.models import HandTally, Statement

ROOT = Path(__file__).parents[2]


@pytest.fixture
def outcome(consultation, eight, entry_point, cast, now) -> Run:
    vote_in_camps(eight, people=80)
    vote_in_camps(eight[:4], "open", 30)
    HandTally.objects.create(statement=eight[0], entry_point=entry_point, agree=12, disagree=11, passed=2)
    return published(consultation, cast, now)


def _repeat(file: Path) -> subprocess.CompletedProcess[str]:
    """As on another computer: the sources of the library, and nothing of the platform."""
    environment = {
        name: value for name, value in os.environ.items() if "DJANGO" not in name and "WEERKLANK" not in name
    }
    return subprocess.run(
        [sys.executable, "-m", "opinion", "repeat", str(file)],
        cwd=file.parent,
        env=environment | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_anybody_makes_an_outcome_again_from_open_data_with_one_command(outcome, tmp_path):
    listed = Client().get("/data/uitkomsten/").content.decode()
    address = f"/data/uitkomst-{outcome.count_id}.json"
    assert f"python -m opinion repeat http://testserver{address}" in listed
    file = tmp_path / "uitkomst.json"
    file.write_bytes(Client().get(address).content)
    again = _repeat(file)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.splitlines()[0].startswith("The same: 13 counts of statements in 3 channels, 4 groups and ")


def test_a_file_that_somebody_changed_is_not_the_same(outcome):
    found = json.loads(Client().get(f"/data/uitkomst-{outcome.count_id}.json").content)
    row = found["channels"][0]["statements"][1]
    row["agree"] += 5
    told = repeat(found).told
    assert f"results[channel code].statements[statement {row['statement']}].agree.value: stated " in told


def test_the_file_holds_no_words_no_voter_and_no_count_under_ten(outcome, eight):
    text = Client().get(f"/data/uitkomst-{outcome.count_id}.json").content.decode()
    assert [one.text for one in eight if one.text in text] == []
    assert "code1" not in text
    counts = [
        row[name]
        for channel in json.loads(text)["channels"]
        for rows in (channel["statements"], *(group["statements"] for group in channel["groups"]))
        for row in rows
        for name in ("agree", "disagree", "pass", "answered", "seen")
        if row[name] is not None
    ]
    assert min(counts) >= 10


def test_a_statement_that_was_taken_back_leaves_the_file_and_the_rest_is_still_the_same(outcome, eight):
    Statement.objects.filter(pk=eight[1].pk).update(state="retired")
    found = json.loads(json.dumps(document(outcome)))
    assert (found["taken_back"], repeat(found).same) == (2, True)
    assert eight[1].pk not in [row["statement"] for channel in found["channels"] for row in channel["statements"]]


def test_what_is_not_public_has_no_file(closed, eight, cast, now):
    assert Client().get("/data/uitkomst-1.json").status_code == 404


def test_outcomes_are_searched_and_listed_as_csv(outcome):
    client = Client()
    assert client.get("/data/uitkomsten/?csv").content.decode().splitlines()[1].startswith("meedoen-kost-geld,")
    assert "Geen uitkomst gevonden" in client.get("/data/uitkomsten/?q=xyz").content.decode()
    assert "Er is er nog geen." not in client.get("/data/uitkomsten/").content.decode()


def test_a_later_outcome_says_what_it_replaces_and_does_not_tell_its_groups_beside_the_earlier(
    outcome, consultation, eight, cast, now
):
    vote_in_camps(eight, "self", 60)
    later = published(consultation, cast, now)
    first, second = (
        json.loads(Client().get(f"/data/uitkomst-{run.count_id}.json").content) for run in (outcome, later)
    )
    addresses = [f"/data/uitkomst-{run.count_id}.json" for run in (outcome, later)]
    assert [(one["replaces"], one["replaced_by"]) for one in (first, second)] == [
        (None, addresses[1]),
        (addresses[0], None),
    ]
    grouped = [{one["channel"] for one in found["channels"] if one["groups"]} for found in (first, second)]
    assert (grouped, repeat(second).same) == ([{"code", "open"}, {"self"}], True)
    assert "could tell one person apart" in second["not_in_here"][-1]
    page = Client().get("/data/uitkomsten/").content.decode()
    assert f"Dit geldt niet meer: vervangen door telling {later.number}, bestand uitkomst-{later.count_id}." in page
    assert f"Dit geldt nu, en vervangt telling {outcome.number}, bestand uitkomst-{outcome.count_id}." in page
    assert page.count("exact, de onze") == 2
    lines = Client().get("/data/uitkomsten/?csv").content.decode().splitlines()
    assert [line.rsplit(",", 2)[1:] for line in lines[1:]] == [["ja", ""], ["nee", addresses[1]]]
