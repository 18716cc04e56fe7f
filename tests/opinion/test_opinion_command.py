import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from opinion.command import main

SRC = Path(__file__).parents[2] / "src"


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    """Bus: 41 agree, 24 disagree, 3 pass. Tree: 1 agrees."""
    path = tmp_path / "votes.csv"
    choices = ["agree"] * 41 + ["disagree"] * 24 + ["pass"] * 3
    rows = [f"v{i},bus,{choice}" for i, choice in enumerate(choices)]
    path.write_text("\n".join(["voter,statement,choice", *rows, "v1,tree\x1b,agree", ""]), encoding="utf-8")
    return path


def test_analyse_prints_a_table_without_small_numbers(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(votes)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "statement  agree  disagree  passed  answered  seen  agree, of who answered (95% interval)",
        "bus        40     25        .       65        .     62% (45% to 77%)",
        "tree?      .      .         .       .         .     .",
        "",
        "channel individual, at least 60 voters; rounded to five; '.' is hidden (under 10 people)",
    ]


def test_analyse_exactly_says_that_it_is_not_for_publication(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(votes), "--exact", "--channel", "open", "--level", "0.9"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "These figures are exact and may point at single people: do not publish them.\n"
    assert printed.out.splitlines()[1:] == [
        "bus        41     24        3       65        68    63% (53% to 72%)",
        "tree?      1      0         0       1         1     100% (27% to 100%)",
        "",
        "channel open, 68 voters; exact figures",
    ]


def test_analyse_as_json_hides_with_null(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(votes), "--json", "--minimum", "15"]) == 0
    answer = json.loads(capsys.readouterr().out)
    bus, tree = answer.pop("statements")
    assert answer == {"channel": "individual", "voters_at_least": 60, "minimum": 15, "level": 0.95}
    share = bus.pop("agree_of_answered")
    assert (share["value"], share["n"]) == (40 / 65, 65)
    assert share["low"] < share["value"] < share["high"]
    assert bus.pop("disagree_of_answered")["value"] == 25 / 65
    assert {name for name, value in bus.items() if value is None} == {
        "passed",
        "seen",
        "agree_of_seen",
        "disagree_of_seen",
        "passed_of_seen",
    }
    assert [value for name, value in tree.items() if name != "statement"] == [None] * 10


def test_exact_json_gives_the_voters(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(votes), "--json", "--exact"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["voters"], answer["minimum"], answer["statements"][1]["agree"]) == (68, None, 1)


def test_few_voters_are_at_least_nought(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "votes.csv"
    path.write_text("voter,statement,choice\nann,bus,agree\n", encoding="utf-8")
    assert main(["analyse", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "channel individual, at least 0 voters; rounded to five; '.' is hidden (under 10 people)"
    )


def test_a_bad_file_gets_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(tmp_path / "none.csv")]) == 1
    printed = capsys.readouterr()
    assert printed.err == f"{tmp_path / 'none.csv'}: cannot be opened (No such file or directory)\n"
    assert printed.out == ""


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--channel", "hands", "individual, open"),
        ("--minimum", "3", "10, 15, 20 and so on"),
        ("--minimum", "ten", "10, 15, 20 and so on"),
        ("--level", "95", "more than 0 and less than 1"),
        ("--level", "nan", "more than 0 and less than 1"),
    ],
)
def test_an_option_that_is_not_allowed_says_what_is(
    option: str, value: str, allowed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["analyse", "votes.csv", option, value])
    assert leaving.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(f"argument {option}: '{value}'; allowed: {allowed}")


def test_the_module_runs_as_a_command(
    votes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["opinion", "analyse", str(votes)])
    with pytest.raises(SystemExit) as leaving:
        runpy.run_module("opinion", run_name="__main__")
    assert leaving.value.code == 0
    assert capsys.readouterr().out.startswith("statement")


def test_a_terminal_that_knows_few_letters_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "votes.csv"
    path.write_text("voter,statement,choice\nann,حافلة,agree\n", encoding="utf-8")
    ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", ascii_only)
    assert main(["analyse", str(path)]) == 0
    ascii_only.seek(0)
    assert ascii_only.read().splitlines()[1] == "?????      .      .         .       .         .     ."


def test_a_reader_that_leaves_early_is_no_trouble(votes: Path) -> None:
    """As in `python -m opinion analyse votes.csv | head -0`: the other end of the pipe is gone."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "opinion", "analyse", str(votes)],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SRC)},
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pipe_that_breaks_is_left_alone(votes: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Broken(io.TextIOWrapper):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with (tmp_path / "out").open("wb") as file:
        monkeypatch.setattr(sys, "stdout", Broken(file))
        assert main(["analyse", str(votes)]) == 0
