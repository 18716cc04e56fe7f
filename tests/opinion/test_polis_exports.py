"""Real conversations, as Polis published them, against the counts published beside them (CC BY 4.0)."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from opinion import Channel, Choice, Results, read_votes, tally

POLIS = Path(__file__).parents[3] / "shared" / "data" / "polis"
CONVERSATIONS = ["brexit-consensus", "canadian-electoral-reform", "vtaiwan.uberx"]

pytestmark = [
    pytest.mark.skipif(
        not POLIS.is_dir(), reason="the Polis exports are not beside the checkout (../shared/data/polis)"
    ),
    pytest.mark.parametrize("conversation", CONVERSATIONS),
]


def rows(conversation: str, file: str) -> list[dict[str, str]]:
    with (POLIS / conversation / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def results(conversation: str) -> Results:
    return tally(read_votes(POLIS / conversation / "votes.csv"), channel=Channel.OPEN)


def test_every_count_equals_the_published_matrix_of_who_voted_what(conversation: str) -> None:
    published: dict[str, Counter[str]] = {}
    for participant in rows(conversation, "participants-votes.csv"):
        for statement, vote in participant.items():
            if statement.isdecimal() and vote:
                published.setdefault(statement, Counter())[vote] += 1
    counted = {
        found.statement: Counter({"1": found.agree, "-1": found.disagree, "0": found.passed})
        for found in results(conversation).agreements
    }
    assert counted == published


def test_voters_equal_the_published_summary(conversation: str) -> None:
    with (POLIS / conversation / "summary.csv").open(encoding="utf-8", newline="") as opened:
        summary = {row[0]: row[1] for row in csv.reader(opened)}
    assert results(conversation).voters == int(summary["voters"])


def test_published_counts_per_comment_are_ours_before_a_changed_vote_replaces_the_earlier(
    conversation: str,
) -> None:
    """Polis' comments.csv counts every line of the log: who changed their mind stands in it twice."""
    votes = read_votes(POLIS / conversation / "votes.csv")
    log = Counter((vote.statement, vote.choice) for vote in votes)
    comments = rows(conversation, "comments.csv")
    assert [(comment["agrees"], comment["disagrees"]) for comment in comments] == [
        (str(log[comment["comment-id"], Choice.AGREE]), str(log[comment["comment-id"], Choice.DISAGREE]))
        for comment in comments
    ]
