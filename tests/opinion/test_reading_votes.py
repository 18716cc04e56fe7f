from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion import Choice, InputProblem, Vote, read_votes

OURS = "voter,statement,choice\n"
POLIS = "timestamp,datetime,comment-id,voter-id,vote\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "votes.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_our_own_file_is_read_in_its_order(tmp_path: Path) -> None:
    path = written(tmp_path, OURS + "ann,bus,agree\nbo, bus ,pass\n\nann,bus,disagree\n")
    assert read_votes(path) == [
        Vote("ann", "bus", Choice.AGREE),
        Vote("bo", "bus", Choice.PASS),
        Vote("ann", "bus", Choice.DISAGREE),
    ]


def test_spreadsheets_semicolons_byte_order_mark_and_more_columns_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, '\ufeffchoice;note;voter;statement\r\nagree;"a;b";ann;bus\r\n')
    assert read_votes(path) == [Vote("ann", "bus", Choice.AGREE)]


def test_a_polis_export_is_read_in_order_of_time(tmp_path: Path) -> None:
    path = written(tmp_path, POLIS + "30,later,7,ann,-1\n10,first,7,ann,1\n20,then,8,bo,0\n")
    assert read_votes(path) == [
        Vote("ann", "7", Choice.AGREE),
        Vote("bo", "8", Choice.PASS),
        Vote("ann", "7", Choice.DISAGREE),
    ]


def test_a_file_with_a_header_alone_holds_no_votes(tmp_path: Path) -> None:
    assert read_votes(written(tmp_path, OURS)) == []


NEEDED = "needed: voter, statement, choice (our own) or timestamp, comment-id, voter-id, vote (Polis export)"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f"votes.csv, row 1: the columns are missing; {NEEDED}"),
        ("a,b\n1,2\n", f"votes.csv, row 1: the columns are a, b; {NEEDED}"),
        (OURS + "ann,bus,maybe\n", "votes.csv, row 2: choice is 'maybe'; allowed: agree, disagree, pass"),
        (OURS + "\nann,bus\n", "votes.csv, row 3: 2 columns; the header has 3"),
        (OURS + ",bus,agree\n", "votes.csv, row 2: voter is empty; every vote needs one"),
        (OURS + "ann,,agree\n", "votes.csv, row 2: statement is empty; every vote needs one"),
        (POLIS + "1,,7,,1\n", "votes.csv, row 2: voter-id is empty; every vote needs one"),
        (
            POLIS + "1,,7,ann,2\n",
            "votes.csv, row 2: vote is '2'; allowed: 1 (agree), -1 (disagree), 0 (pass)",
        ),
        (POLIS + "²,,7,ann,1\n", "votes.csv, row 2: timestamp is '²'; allowed: milliseconds since 1970"),
        (
            POLIS + "9" * 19 + ",,7,ann,1\n",
            f"votes.csv, row 2: timestamp is '{'9' * 19}'; allowed: milliseconds since 1970",
        ),
        (
            OURS.encode() + b"ann,caf\xe9,agree\n",
            "votes.csv, after row 0: not UTF-8 text; save it as CSV UTF-8",
        ),
        (
            OURS + 'ann,"bus,agree\n',
            "votes.csv, after row 1: not readable as CSV (unexpected end of data)",
        ),
        (
            "[" * 1_000_001,
            "votes.csv, after row 0: not readable as CSV (a line of 1000000 characters or more)",
        ),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence_with_its_row(
    tmp_path: Path, text: str | bytes, sentence: str
) -> None:
    with pytest.raises(InputProblem) as refusal:
        read_votes(written(tmp_path, text))
    assert str(refusal.value) == sentence


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as refusal:
        read_votes(tmp_path / "none.csv")
    assert str(refusal.value) == f"{tmp_path / 'none.csv'}: cannot be opened (No such file or directory)"


@given(st.one_of(st.binary(max_size=80), st.text(max_size=80)))
def test_any_file_at_all_is_read_or_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes | str
) -> None:
    body = tail if isinstance(tail, bytes) else tail.encode("utf-8", "replace")
    path = written(tmp_path_factory.getbasetemp(), OURS.encode() + body)
    try:
        votes = read_votes(path)
    except InputProblem as problem:
        assert str(problem).startswith("votes.csv, ")
    else:
        assert all(vote.voter and vote.statement for vote in votes)
