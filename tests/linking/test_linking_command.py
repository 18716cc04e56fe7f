import io
import json
import runpy
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking import InputProblem, read_texts
from linking.command import main


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    texts, targets = tmp_path / "texts.csv", tmp_path / "targets.csv"
    texts.write_text("id,text\nidea,Bikes for everyone\nother,Football\nboth,bike and tree\n", encoding="utf-8")
    targets.write_text("\ufeffid;title;text\n\na;A;bikes\nb;B;tree\n", encoding="utf-8")
    return texts, targets


def test_texts_are_read_by_id_in_order(files: tuple[Path, Path]) -> None:
    assert list(read_texts(files[1]).items()) == [("a", "bikes"), ("b", "tree")]


def test_suggest_prints_targets_with_scores_and_reasons(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest", *map(str, files)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "idea: 1 suggestion",
        "  1.00  a",
        "        both have 'bikes', which stands in 1 of 2 targets",
        "other: no suggestions",
        "both: 1 suggestion",
        "  1.00  b",
        "        both have 'tree', which stands in 1 of 2 targets",
    ]


def test_suggest_as_json_gives_every_reason(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", *map(str, files), "--json", "--limit", "1", "--minimum", "0.5"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["text"] for one in answer] == ["idea", "other", "both"]
    assert answer[0]["suggestions"] == [
        {
            "target": "a",
            "score": 1.0,
            "reasons": [{"word": "bikes", "part": 1.0, "in_targets": 1, "of_targets": 2}],
        }
    ]
    assert answer[1]["suggestions"] == []


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--limit", "0", "1 or more"),
        ("--limit", "many", "1 or more"),
        ("--minimum", "2", "0 to 1"),
        ("--minimum", "nan", "0 to 1"),
        ("--minimum", "low", "0 to 1"),
    ],
)
def test_an_option_that_is_not_allowed_says_what_is(
    option: str, value: str, allowed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["suggest", "texts.csv", "targets.csv", option, value])
    assert leaving.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(f"argument {option}: '{value}'; allowed: {allowed}")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "texts.csv: is empty; needed columns: id, text"),
        ("name,text\n", "texts.csv, row 1: the columns are name, text; needed: id, text"),
        ("id,text\na,b,c\n", "texts.csv, row 2: 3 columns; the header has 2"),
        ("id,text\n\n,b\n", "texts.csv, row 3: id is empty; every text needs one"),
        ("id,text\na,b\na,c\n", "texts.csv, row 3: id 'a' stands here twice; give each text an id of its own"),
        (b"id,text\na,\xff\n", "texts.csv, after row 0: not UTF-8 text; save it as CSV UTF-8"),
        ('id,text\n"a', "texts.csv, after row 1: not readable as CSV (unexpected end of data)"),
        ("[" * 1_000_001, "texts.csv, after row 0: not readable as CSV (a line of 1000000 characters or more)"),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    path = tmp_path / "texts.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(InputProblem) as refusal:
        read_texts(path)
    assert str(refusal.value) == sentence


@given(st.binary(max_size=80))
def test_any_file_at_all_is_read_or_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "texts.csv"
    path.write_bytes(b"id,text\n" + tail)
    try:
        texts = read_texts(path)
    except InputProblem as problem:
        assert str(problem).startswith("texts.csv, ")
    else:
        assert all(texts)


def test_a_missing_file_gets_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.csv"
    assert main(["suggest", str(missing), str(missing)]) == 1
    assert capsys.readouterr().err == f"{missing}: cannot be opened (No such file or directory)\n"


def test_the_module_runs_as_a_command(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["linking", "suggest", *map(str, files)])
    with pytest.raises(SystemExit) as leaving:
        runpy.run_module("linking", run_name="__main__")
    assert leaving.value.code == 0
    assert capsys.readouterr().out.startswith("idea: ")


def test_a_pipe_that_breaks_is_left_alone(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Broken(io.TextIOWrapper):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with (tmp_path / "out").open("wb") as file:
        monkeypatch.setattr(sys, "stdout", Broken(file))
        assert main(["suggest", *map(str, files)]) == 0
