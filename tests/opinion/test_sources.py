from pathlib import Path

import pyarrow as arrow
import pytest
from pyarrow import feather, parquet

from opinion import InputProblem, read_ballots, read_comments

OURS = "voter,statement,choice\nann,bus,agree\nbo,bus,pass\nann,bus,disagree\n"
POLIS = "timestamp,datetime,comment-id,voter-id,vote\n30,later,7,ann,-1\n10,first,7,ann,1\n20,then,8,bo,0\n"
WIDE = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,7,8\nann,0,0,1,0,1,-1,\nbo,1,0,1,0,0,,0\n"
COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,x,7,0,1,1,1,Bus\n2,x,8,0,0,0,-1,Tree\n"


def written(folder: Path, text: str, name: str = "votes.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def table(votes: list[object], kind: arrow.DataType | None = None) -> arrow.Table:
    people = ["ann", "bo", "ann"][: len(votes)]
    return arrow.table({"voter-id": people, "statement": ["bus"] * len(votes), "vote": arrow.array(votes, kind)})


def test_our_own_csv_is_read(tmp_path: Path) -> None:
    assert read_ballots(written(tmp_path, OURS)).counts().tolist() == [[1, 1, 0]]


def test_both_exports_of_polis_hold_the_same_votes(tmp_path: Path) -> None:
    log, wide = read_ballots(written(tmp_path, POLIS)), read_ballots(written(tmp_path, WIDE, "wide.csv"))
    assert log.fingerprint == wide.fingerprint
    assert log.counts().tolist() == [[1, 0, 0], [0, 1, 0]]


def test_comments_give_texts_and_what_was_taken_out(tmp_path: Path) -> None:
    comments = read_comments(written(tmp_path, COMMENTS, "comments.csv"))
    assert [(one.statement, one.text, one.moderated) for one in comments] == [("7", "Bus", False), ("8", "Tree", True)]
    assert read_ballots(written(tmp_path, POLIS), comments=comments).moderated.tolist() == [False, True]


def test_our_own_comments_need_only_a_statement_and_a_text(tmp_path: Path) -> None:
    comments = read_comments(written(tmp_path, "statement;text\nbus;More buses\n", "comments.csv"))
    assert [(one.statement, one.text, one.moderated) for one in comments] == [("bus", "More buses", False)]


@pytest.mark.parametrize(
    ("votes", "kind"),
    [([1, 0, -1], arrow.int8()), ([1.0, 0.0, -1.0], None), (["agree", "pass", "disagree"], None)],
)
def test_parquet_and_arrow_are_read_with_votes_as_numbers_or_words(
    tmp_path: Path, votes: list[object], kind: arrow.DataType | None
) -> None:
    rows = table(votes, kind)
    parquet.write_table(rows, tmp_path / "votes.parquet")
    feather.write_feather(rows, tmp_path / "votes.arrow", compression="uncompressed")
    coded = rows.set_column(0, "voter-id", rows.column(0).dictionary_encode())
    parquet.write_table(coded, tmp_path / "coded.parquet")
    for name in ("votes.parquet", "votes.arrow", "coded.parquet"):
        assert read_ballots(tmp_path / name).counts().tolist() == [[1, 1, 0]]


def test_a_truncated_parquet_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "votes.parquet"
    parquet.write_table(table([1, 0, -1]), path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputProblem) as refusal:
        read_ballots(path)
    assert str(refusal.value).startswith("votes.parquet: not a whole parquet file (")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (table([1, None, 0]), "votes.parquet: value is empty in 1 rows; every vote needs one"),
        (table(["agree", "maybe"]), "votes.parquet: vote is 'maybe'; allowed: agree, disagree, pass"),
        (
            table([float("nan"), 1.0]),
            "votes.parquet: values holds nan at position 0; allowed: 1 (agree), -1 (disagree), 0 (pass); "
            "leave out what was not seen",
        ),
        (
            arrow.table({"who": ["ann"]}),
            "votes.parquet: no column participant; allowed names: participant, voter, voter-id",
        ),
    ],
)
def test_a_parquet_that_cannot_be_used_gets_a_sentence(tmp_path: Path, rows: arrow.Table, sentence: str) -> None:
    parquet.write_table(rows, tmp_path / "votes.parquet")
    with pytest.raises(InputProblem) as refusal:
        read_ballots(tmp_path / "votes.parquet")
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("voter,statement,choice\n", "votes.csv: votes is empty; allowed: one vote or more"),
        (WIDE.replace("-1,\n", "2,\n"), "votes.csv, row 2: the vote on 7 is '2'; allowed: 1, -1, 0 or empty"),
        (
            OURS.replace("bo,bus", "bo,moon"),
            "votes.csv: statements holds 'moon'; allowed: one of the 1 known statements",
        ),
    ],
)
def test_a_csv_that_cannot_be_used_gets_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    comments = read_comments(written(tmp_path, "statement,text\nbus,Buses\n", "comments.csv"))
    with pytest.raises(InputProblem) as refusal:
        read_ballots(written(tmp_path, text), comments=comments)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a,b\n1,2\n",
            "comments.csv, row 1: the columns are a, b; needed: statement, text (our own) or "
            "comment-id, moderated, comment-body (Polis export)",
        ),
        (",x\n", "comments.csv, row 2: the statement is empty; every row needs one"),
    ],
)
def test_comments_that_cannot_be_used_get_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    text = text if text.startswith("a") else "statement,text\n" + text
    with pytest.raises(InputProblem) as refusal:
        read_comments(written(tmp_path, text, "comments.csv"))
    assert str(refusal.value) == sentence


def test_moderation_that_is_none_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as refusal:
        read_comments(written(tmp_path, COMMENTS.replace(",-1,", ",perhaps,"), "comments.csv"))
    assert str(refusal.value) == "comments.csv, row 3: moderated is 'perhaps'; allowed: -1 (taken out), 0, 1"


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    for read in (read_ballots, read_comments):
        with pytest.raises(InputProblem, match="none.csv: cannot be opened"):
            read(tmp_path / "none.csv")


def test_without_pyarrow_a_parquet_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet.write_table(table([1]), tmp_path / "votes.parquet")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(InputProblem) as refusal:
        read_ballots(tmp_path / "votes.parquet")
    assert str(refusal.value) == "votes.parquet: reading .parquet needs pyarrow (pip install pyarrow)"
