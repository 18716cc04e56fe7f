"""A published outcome is made again from its own open counts: the same, or what differs."""

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Sequence
from functools import partial
from http.client import IncompleteRead
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion.agreement import Agreement
from opinion.command import DIFFERS, main
from opinion.outcome import Counted, Stance, least_share, nearly
from opinion.publication import Published, publish, publish_groups, publish_voters
from opinion.reading import InputProblem
from opinion.repeating import FORMAT, fetched, made, repeat
from opinion.votes import Channel

Outcome = dict[str, Any]


def row(statement: str, agree: int | None, disagree: int | None, answered: int | None, **more: Any) -> dict[str, Any]:
    counts = {"agree": agree, "disagree": disagree, "pass": None, "answered": answered, "seen": None}
    return {"statement": statement, **counts, "nearly": None, **more}


@pytest.fixture
def outcome() -> Outcome:
    statements = [row("bus", 130, 30, 160), row("gym", 80, 80, 160), row("zoo", None, None, 160, nearly="agree")]
    groups = [
        {"group": 0, "statements": [row("bus", 70, 10, 80), row("gym", 70, 10, 80), row("zoo", *[None] * 3)]},
        {"group": 1, "statements": [row("bus", 60, 20, 80), row("gym", 10, 70, 80), row("zoo", *[None] * 3)]},
    ]
    channels = [{"channel": "code", "voters_at_least": 160, "statements": statements, "groups": groups}]
    return {
        "format": FORMAT,
        "run": {"level": 0.95, "library": "0.0.1"},
        "channels": channels,
        **json.loads(json.dumps(made(channels, 0.95))),
    }


def test_what_is_said_follows_from_the_open_counts(outcome: Outcome) -> None:
    (code,) = outcome["results"]
    assert [one["stance"] for one in code["statements"]] == ["most_agree", "differ", "nearly_all_agree"]
    assert code["bridges"] == [{"statement": "bus", "direction": "agree"}]
    assert code["divides"] == [{"statement": "gym", "agreeing": 0, "disagreeing": 1}]
    assert outcome["sentences"] == [
        "code, statement bus: most people agree: 81% (72% to 89%) of about 160.",
        "code, statement gym: people differ, or chance may explain which side is larger; "
        "50% (41% to 60%) of about 160 agree.",
        "code, statement zoo: at least 94% of about 160 agree.",
        "code, statement bus: in every group most people agree.",
        "code, statement gym: most of group A agree and most of group B disagree.",
    ]


def test_an_outcome_that_nobody_touched_is_the_same(outcome: Outcome) -> None:
    again = repeat(outcome)
    assert (again.same, again.statements, again.groups, again.sentences) == (True, 3, 2, 5)


def test_a_count_that_was_changed_is_told_by_its_place(outcome: Outcome) -> None:
    outcome["channels"][0]["statements"][1]["agree"] = 85
    told = [one.partition(":")[0] for one in repeat(outcome).differences]
    where = "results[channel code].statements[statement gym].agree"
    assert told == [f"{where}.high", f"{where}.low", f"{where}.value", "sentences[1]"]


def test_a_claim_that_was_put_in_or_left_out_is_told(outcome: Outcome) -> None:
    outcome["results"][0]["bridges"] = []
    outcome["sentences"][3] = "code, statement bus: nobody cares."
    assert repeat(outcome).differences == (
        "results[channel code].bridges: stated 0 of them, made again 1 of them",
        "sentences[3]: stated 'code, statement bus: nobody cares.', "
        "made again 'code, statement bus: in every group most people agree.'",
    )


def test_a_group_of_which_nothing_may_be_told_makes_no_bridge(outcome: Outcome) -> None:
    outcome["channels"][0]["groups"][1]["statements"][0] = row("bus", None, None, None)
    (code,) = made(outcome["channels"], 0.95)["results"]
    assert code["bridges"] == []


def test_the_command_answers_with_its_exit_code(
    outcome: Outcome, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "outcome.json"
    file.write_text(json.dumps(outcome))
    assert main(["repeat", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "The same: 3 counts of statements in 1 channels, 2 groups and 5 sentences."
    )
    outcome["channels"][0]["statements"][0]["answered"] = 165
    file.write_text(json.dumps(outcome))
    assert main(["repeat", str(file)]) == DIFFERS
    assert "\nIt was made with version 0.0.1 of this program" in capsys.readouterr().out


def test_an_address_will_do_as_well_as_a_file(outcome: Outcome, tmp_path: Path) -> None:
    (tmp_path / "outcome.json").write_text(json.dumps(outcome))

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        found = fetched(f"{address}outcome.json")
        with pytest.raises(InputProblem, match="cannot be fetched"):
            fetched(f"{address}none.json")
        server.shutdown()
    assert found == outcome


def changed(outcome: Outcome, *path: str | int, to: Any) -> Outcome:
    document = copy.deepcopy(outcome)
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return document


@pytest.mark.parametrize(
    ("path", "to", "told"),
    [
        (("run", "level"), 2.0, "run.level: level is 2.0; allowed: more than 0 and less than 1"),
        (("run",), [], "run.level is not there; allowed: a number between 0 and 1"),
        (("channels",), {}, "channels is not a list of channels"),
        (("channels", 0, "groups"), None, "channel 'code' needs channel, statements and groups"),
        (("channels", 0, "statements", 0, "agree"), -1, "statement bus: agree is -1; allowed: null, or 10, 15, 20 and so on"),
        (("channels", 0, "statements", 0, "agree"), 5, "statement bus: agree is 5; allowed: null, or 10, 15, 20 and so on"),
        (("channels", 0, "statements", 0, "agree"), 131, "statement bus: agree is 131; allowed: null, or 10, 15, 20 and so on"),
        (("channels", 0, "statements", 0, "agree"), 130.0, "statement bus: agree is 130.0; allowed: null, or 10, 15, 20 and so on"),
        (("channels", 0, "statements", 0, "agree"), 10**400, "statement bus: agree is 'too large'; allowed: null, or 10, 15, 20 and so on"),
        (("channels", 0, "statements", 0, "agree"), None, "statement bus: agree and disagree are shown together or not at all"),
        (("channels", 0, "statements", 0, "agree"), 140, "statement bus: agree 140 and disagree 30 do not make answered 160"),
        (("channels", 0, "statements", 0, "seen"), 200, "statement bus: pass is shown where answered and seen are, and nowhere else"),
        (("channels", 0, "statements", 0, "pass"), 20, "statement bus: pass is shown where answered and seen are, and nowhere else"),
        (("channels", 0, "statements", 0, "nearly"), "agree", "statement bus: nearly is 'agree'; allowed where both counts are hidden of enough who answered"),
        (("channels", 0, "statements", 0, "statement"), True, "channel 'code' holds a row without statement"),
        (("channels", 0, "statements", 1, "statement"), "bus", "channel 'code': statement bus stands there twice"),
        (("channels", 0, "groups", 1, "group"), 0, "channel 'code': group 0 stands there twice"),
        (("channels", 0, "groups", 1, "group"), True, "channel 'code' holds a group without number or statements"),
        (("channels", 0, "groups", 1, "people_at_least"), 7, "channel 'code', group 1: at least 7 people; allowed: null, or 10, 20, 30 and so on"),
        (("channels", 0, "groups", 1, "people_at_least"), 40, "channel 'code', group 1, statement bus: agree is 60, more than people"),
        (("channels", 0, "voters_at_least"), 90, "channel 'code', statement bus: agree is 130, more than people"),
        (("channels",), [], "channels is empty; allowed: one channel or more"),
        (("channels", 0, "statements", 0, "agree"), 200, "statement bus: agree is 200, more than answered"),
        (("channels", 0, "statements", 0, "nearly"), "me", "statement bus: nearly is 'me'; allowed: agree, disagree, null"),
        (("channels", 0, "groups", 0, "statements"), [], "channel 'code', group 0: other statements than the channel has"),
        (("channels", 0, "groups", 0), 7, "channel 'code' holds a group without number or statements"),
        (("channels", 0, "statements", 0), 7, "channel 'code' holds a row without statement"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_used_says_where(
    outcome: Outcome, path: tuple[str | int, ...], to: Any, told: str
) -> None:
    with pytest.raises(InputProblem) as problem:
        repeat(changed(outcome, *path, to=to))
    assert str(problem.value) == told


def test_what_is_no_outcome_is_refused_by_name(tmp_path: Path) -> None:
    for text, told in (
        ("{", "not a whole JSON file"),
        ("[]", "format is None; allowed: weerklank-outcome/1"),
        ('{"format": "x"}', "format is 'x'; allowed: weerklank-outcome/1"),
        ("[" * 100_000, "lists in lists without end"),
    ):
        file = tmp_path / "some.json"
        file.write_text(text)
        with pytest.raises(InputProblem, match=told):
            fetched(str(file))


def test_which_side_is_nearly_everybody_is_told_only_of_enough_answers() -> None:
    def of(agree: int, disagree: int) -> str | None:
        answers = Agreement("bus", Channel.OPEN, agree, disagree, 0, agree + disagree, agree + disagree)
        return nearly(answers, publish(answers))

    assert [of(60, 3), of(3, 60), of(60, 30), of(16, 5), of(9, 4)] == ["agree", "disagree", None, None, None]


def test_the_least_share_holds_for_every_count_that_the_rounding_hides() -> None:
    for answered in range(23, 200):
        for few in range(min(10, answered)):
            answers = Agreement("bus", Channel.OPEN, answered - few, few, 0, answered, answered)
            shown = publish(answers)
            least = least_share(shown.answered or 0)
            if nearly(answers, shown):
                assert least is not None
                assert least <= answers.agree / answered


def test_a_stance_considers_the_rounding_and_chance() -> None:
    assert Counted("bus", 55, 45, None, 100, 100).stance(0.95) is Stance.DIFFER
    assert Counted("bus", 10, 90, None, 100, 100).stance(0.95) is Stance.NEARLY_ALL_DISAGREE
    assert Counted("bus", None, None, None, 20, 20, nearly="agree").stance(0.95) is Stance.TOO_FEW


def test_a_row_that_more_passed_than_saw_is_refused(outcome: Outcome) -> None:
    outcome["channels"][0]["statements"][0] |= {"pass": 40, "seen": 160}
    with pytest.raises(InputProblem, match="statement bus: answered 160 and pass 40 are more than seen 160"):
        repeat(outcome)


def test_a_group_is_no_larger_than_everybody(outcome: Outcome) -> None:
    outcome["channels"][0]["groups"][0]["statements"][0] |= {"agree": 140, "disagree": 10, "answered": 150}
    with pytest.raises(InputProblem, match="statement bus: agree is 200 in groups, of 130"):
        repeat(outcome)


def test_the_same_channel_twice_is_refused(outcome: Outcome) -> None:
    outcome["channels"] *= 2
    with pytest.raises(InputProblem, match="channel code stands there twice"):
        repeat(outcome)


cells = st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(0, 60))


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4), st.integers(0, 9))
def test_whatever_can_be_published_can_be_repeated(
    tables: list[tuple[tuple[int, int, int], ...]], in_none: int
) -> None:
    def counted(name: int, agreement: Agreement, shown: Published) -> dict[str, Any]:
        side = nearly(agreement, publish(agreement)) if shown.answered is not None else None
        told: dict[str, Any] = {"agree": shown.agree, "disagree": shown.disagree, "pass": shown.passed}
        told |= {"answered": shown.answered, "seen": shown.seen, "nearly": side if shown.agree is None else None}
        return {"statement": name, **told}

    def agreement_of(counts: Sequence[int]) -> Agreement:
        agree, disagree, passed = counts
        return Agreement("", Channel.OPEN, agree, disagree, passed, sum(counts), voters=1_000)

    everybody, by_group = [], [[], [], []]  # type: ignore[var-annotated]
    for name, table in enumerate(tables):
        whole = agreement_of([sum(column) + in_none for column in zip(*table, strict=True)])
        groups = [agreement_of(counts) for counts in table]
        everybody.append(counted(name, whole, publish(whole)))
        for rows, group, shown in zip(by_group, groups, publish_groups(whole, groups), strict=True):
            rows.append(counted(name, group, shown))
    most = [max(sum(counts) for counts in column) for column in zip(*tables, strict=True)]
    channels = [
        {
            "channel": "open",
            "voters_at_least": publish_voters(sum(most) + 3 * in_none),
            "statements": everybody,
            "groups": [
                {"group": number, "people_at_least": publish_voters(people), "statements": rows}
                for number, (people, rows) in enumerate(zip(most, by_group, strict=True))
            ],
        }
    ]
    stated = json.loads(json.dumps(made(channels, 0.95)))
    assert repeat({"format": FORMAT, "run": {"level": 0.95}, "channels": channels, **stated}).same


def test_what_was_not_looked_at_is_named(outcome: Outcome) -> None:
    more = {"left_out": [], "made_up": False, "x\x1b": "The ministry approves."}
    run = outcome["run"] | {"method": "exact", "number": 99}
    told = repeat(outcome | more | {"run": run}).told.splitlines()
    assert (
        told[-1] == "Not looked at, so as true as who wrote it: left_out, made_up, run (library, method, number), x?."
    )


def test_another_level_than_the_usual_one_is_told(outcome: Outcome) -> None:
    told = "Its intervals are of 1e-09, not of 0.95: the lower, the more seems certain."
    assert told not in repeat(outcome).told
    sure = outcome | {"run": {"level": 1e-9}} | json.loads(json.dumps(made(outcome["channels"], 1e-9)))
    assert repeat(sure).same
    assert told in repeat(sure).told.splitlines()


def test_that_groups_of_method_polis_need_the_order_of_votes_is_told(outcome: Outcome) -> None:
    run = outcome["run"]
    assert "order of the votes" in repeat(outcome | {"run": run | {"method": "polis"}}).told
    assert "order of the votes" not in repeat(outcome | {"run": run | {"method": "exact"}}).told


def test_an_address_that_is_none_and_an_answer_that_breaks_off_get_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(InputProblem, match="cannot be fetched"):
        fetched("http://127.0.0.1:84 70/x")

    class Half:
        def __enter__(self) -> Half:
            return self

        def __exit__(self, *problem: object) -> None:
            pass

        def read(self, most: int) -> bytes:
            raise IncompleteRead(b"{")

    monkeypatch.setattr("opinion.repeating.urlopen", lambda where, timeout: Half())
    with pytest.raises(InputProblem, match="cannot be fetched"):
        fetched("http://127.0.0.1/x")
