"""What a file that is odd or wrong gets, from the command as from the library: a result, or one sentence."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as arrow
import pytest
from pyarrow import feather, parquet

from opinion import InputProblem, Method, read_ballots
from opinion.command import main
from opinion.partitions import OneAfterAnother
from opinion.terminal import shown

OURS = "voter,statement,choice\n"
WIDE = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,7,8\n"
CROWD = range(40)


def everybody(choice: str) -> str:
    return OURS + "".join(f"p{i},s{j},{choice}\n" for i in CROWD for j in range(9))


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """How the command left, and what it said of what went wrong."""
    code = main(list(map(str, arguments)))
    return code, capsys.readouterr().err.removesuffix("\n")


NOT_FOR_PUBLICATION = "This report is exact and may point at single people: do not publish it; use --publish."
SAME_PLACE = "everybody who voted often enough stands at the same place"


@pytest.mark.parametrize(
    ("text", "reason", "counts"),
    [
        (OURS + "ann,bus,agree\nann,tree,pass\n", "one participant; groups need two or more", [1, 0, 0]),
        (OURS + "".join(f"p{i},bus,{'agree' if i % 4 else 'disagree'}\n" for i in CROWD), None, [30, 10, 0]),
        (everybody("agree"), SAME_PLACE, [40, 0, 0]),
        (everybody("pass"), SAME_PLACE, [0, 0, 40]),
        (OURS + "ann,bus,agree\n" * 10_000 + "bo,bus,disagree\n", None, [1, 1, 0]),
        (OURS + "ann,bus,agree\nann,bus,disagree\nbo,bus,disagree\n", SAME_PLACE, [0, 2, 0]),
        (OURS + "Åsa ✓,'=1+1',agree\n张三,'=1+1',pass\n", None, [1, 0, 1]),
    ],
    ids=["one participant", "one statement", "all agree", "all pass", "10,000 times", "two values", "text"],
)
@pytest.mark.parametrize("method", [method.value for method in Method])
def test_odd_votes_get_a_report_and_sentences(
    text: str, reason: str | None, counts: list[int], method: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    votes, out = tmp_path / "votes.csv", tmp_path / "report.json"
    votes.write_text(text, encoding="utf-8")
    arguments = ("analyse", votes, "--method", method, "--rounds", "1", "--out", out)
    assert ran(capsys, *arguments) == (0, NOT_FOR_PUBLICATION)
    made = json.loads(out.read_text(encoding="utf-8"))
    row = made["statements"][0]
    assert made["map"]["no_groups"] == reason
    assert [row["agree"], row["disagree"], row["pass"]] == counts
    assert ran(capsys, "explain", out) == (0, "")


NEEDED = "needed: voter, statement, choice (our own) or timestamp, comment-id, voter-id, vote (Polis export)"
EMPTY = "votes is empty; allowed: one vote or more"
CHOICES = "allowed: 1 (agree), -1 (disagree), 0 (pass); leave out what was not seen"


def columns(people: Any, statements: Any, votes: Any) -> arrow.Table:
    return arrow.table({"participant": people, "statement": statements, "vote": votes})


def halved(path: Path, write: Callable[[arrow.Table, Path], None]) -> None:
    write(columns(np.arange(99), np.arange(99) % 7, np.ones(99, np.int8)), path)
    path.write_bytes(path.read_bytes()[:-30])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("votes.csv", OURS, f"votes.csv: {EMPTY}"),
        ("votes.csv", "", f"votes.csv, row 1: the columns are missing; {NEEDED}"),
        ("votes.csv", WIDE + "ann,0,0,0,0,0,,\n", f"votes.csv: {EMPTY}"),
        ("votes.csv", OURS + "ann,bus,NaN\n", "votes.csv, row 2: choice is 'NaN'; allowed: agree, disagree, pass"),
        (
            "votes.csv",
            WIDE + "ann,0,0,1,0,1,nan,\n",
            "votes.csv, row 2: the vote on 7 is 'nan'; allowed: 1, -1, 0 or empty",
        ),
        ("votes.csv", WIDE + ",0,0,1,0,1,1,\n", "votes.csv, row 2: participant is empty; every row needs one"),
        (
            "votes.csv",
            "voter,voter,statement,choice\nann,bo,bus,agree\n",
            "votes.csv, row 1: column voter stands there 2 times; allowed: once",
        ),
        (
            "votes.parquet",
            columns(["a"], ["b"], [float("nan")]),
            f"votes.parquet: values holds nan at position 0; {CHOICES}",
        ),
        ("votes.parquet", columns(["a"], ["b"], [True]), f"votes.parquet: values holds True; {CHOICES}"),
        (
            "votes.parquet",
            columns(["a"], ["b"], [[1]]),
            "votes.parquet: vote is 'array([1])'; allowed: agree, disagree, pass",
        ),
        (
            "votes.parquet",
            columns([1.5], ["b"], [1]),
            "votes.parquet: participants holds 1.5; allowed: text or whole numbers",
        ),
        ("votes.parquet", columns(["a"], ["b"], [1]).slice(0, 0), f"votes.parquet: {EMPTY}"),
        ("votes.parquet", parquet.write_table, "votes.parquet: not a whole parquet file ("),
        ("votes.arrow", feather.write_feather, "votes.arrow: not a whole arrow file ("),
        ("votes.xlsx", "PK\x03\x04\x00\x00\x00", "votes.xlsx, row 1: the columns are PK"),
    ],
)
@pytest.mark.parametrize("whole", [True, False], ids=["report", "counts"])
def test_a_file_that_is_wrong_gets_one_sentence_from_library_and_command(
    name: str, content: Any, sentence: str, whole: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / name, tmp_path / "report.json"
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    elif isinstance(content, arrow.Table):
        parquet.write_table(content, path)
    else:
        halved(path, content)
    code, said = ran(capsys, "analyse", path, *(("--out", out) if whole else ()))
    with pytest.raises(InputProblem) as refusal:
        read_ballots(path)
    assert (code, said, out.exists()) == (1, shown(str(refusal.value)), False)
    assert said.startswith(sentence)
    assert "\n" not in said


@pytest.mark.parametrize("whole", [True, False], ids=["report", "counts"])
@pytest.mark.parametrize(
    ("comments", "sentence"),
    [
        ("statement,text\nbus,Buses\n", "votes.csv: statements holds 'moon'; allowed: one of the 1 known statements"),
        ("statement,text\nbus,A\nbus,B\n", "comments.csv, row 3: statement 'bus' stands in row 2 too"),
        ("statement,text,text\nbus,A,B\n", "comments.csv, row 1: column text stands there 2 times; allowed: once"),
    ],
)
def test_a_vote_on_a_statement_that_does_not_exist_gets_a_sentence(
    comments: str, sentence: str, whole: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    votes, known = tmp_path / "votes.csv", tmp_path / "comments.csv"
    votes.write_text(OURS + "ann,moon,agree\n", encoding="utf-8")
    known.write_text(comments, encoding="utf-8")
    out = ("--out", tmp_path / "report.json") if whole else ()
    assert ran(capsys, "analyse", votes, "--comments", known, *out) == (1, sentence)


def test_votes_that_do_not_fit_in_memory_are_told_to_come_in_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object, **named: object) -> None:
        raise MemoryError

    monkeypatch.setattr("opinion.command.read_ballots", full)
    code, said = ran(capsys, "analyse", tmp_path / "votes.parquet", "--out", tmp_path / "report.json")
    advice = "allowed: a folder of parts, each with all votes of its participants, read one at a time"
    assert (code, said) == (1, f"{tmp_path / 'votes.parquet'}: does not fit in memory; {advice}")


def test_who_stops_a_run_gets_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("opinion.command.read_ballots", stopped)
    assert ran(capsys, "analyse", tmp_path / "votes.csv") == (130, "stopped; nothing was written")


def test_where_a_report_cannot_stand_is_said_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out, why in (
        (tmp_path, "is a folder; allowed: the name of a file to write"),
        (tmp_path / "no" / "report.json", "cannot be written (No such file or directory)"),
    ):
        assert ran(capsys, "analyse", tmp_path / "no votes.csv", "--out", out) == (1, f"{out}: {why}")


@pytest.mark.parametrize(
    ("report", "why"),
    [
        ({}, "KeyError: 'statements'"),
        ({"statements": [{}]}, "KeyError: 'id'"),
        ({"statements": 3}, "TypeError: 'int' object is not iterable"),
    ],
)
def test_half_a_report_is_not_explained(
    report: dict[str, Any], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "half.json"
    path.write_text(json.dumps({"format": "weerklank-opinion-report/1"} | report), encoding="utf-8")
    sentence = f"half.json: not a whole report ({why}); allowed: as analyse --out writes it"
    assert ran(capsys, "explain", path) == (1, sentence)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part, who in (("a", "ann"), ("b", "bo")):
        (tmp_path / f"{part}.csv").write_text(f"{OURS}{who},bus,agree\n", encoding="utf-8")
    return tmp_path


def test_a_folder_of_parts_is_counted_as_a_file_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(folder), "--exact", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["voters"], made["statements"][0]["agree"]) == (2, 2)


def test_what_goes_wrong_with_workers_is_said_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledWorker(Exception):
        __module__ = "distributed.scheduler"

    for problem, sentence in (
        (KilledWorker("a worker was killed\nand more"), "cluster is 2: a worker was killed"),
        (OSError("Timed out trying to connect"), "cluster is 2: Timed out trying to connect"),
        (InputProblem("b.csv: wrong"), "b.csv: wrong"),
    ):

        @contextmanager
        def broken(where: object, problem: Exception = problem) -> Iterator[OneAfterAnother]:
            yield OneAfterAnother()
            raise problem

        monkeypatch.setattr("opinion.command.dask", broken)
        assert ran(capsys, "analyse", folder, "--cluster", "2") == (1, sentence)


def test_a_fault_of_ours_is_not_called_one_of_the_cluster(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def broken(where: object) -> Iterator[OneAfterAnother]:
        raise KeyError("ours")
        yield OneAfterAnother()

    monkeypatch.setattr("opinion.command.dask", broken)
    with pytest.raises(KeyError):
        main(["analyse", str(folder), "--cluster", "2"])


def test_without_dask_workers_get_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    sentence = "cluster is 2: cluster needs dask (pip install 'weerklank[cluster]')"
    assert ran(capsys, "analyse", folder, "--cluster", "2") == (1, sentence)
