import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from opinion.command import main
from opinion.manipulation import Kind, Sign

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


def test_a_report_is_never_written_over_what_is_read(
    votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = votes.read_bytes()
    comments = tmp_path / "comments.csv"
    comments.write_text("statement,text\nbus,Buses\ntree\x1b,Trees\n", encoding="utf-8")
    (tmp_path / "also.csv").symlink_to(votes)
    (tmp_path / "same.csv").hardlink_to(votes)
    for out in (votes, comments, tmp_path / "also.csv", tmp_path / "same.csv"):
        assert main(["analyse", str(votes), "--comments", str(comments), "--out", str(out)]) == 1
        assert capsys.readouterr().err == f"{out}: is read, and would be lost; allowed: the name of another file\n"
    assert votes.read_bytes() == before


def test_a_report_is_never_written_among_parts_as_one_of_them(
    votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = votes.read_bytes()
    assert main(["analyse", str(tmp_path), "--out", str(tmp_path / "report.csv")]) == 1
    assert capsys.readouterr().err.endswith("report.csv: would be read as a part; allowed: a name that ends in .json\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "report.json").symlink_to(votes)
    assert main(["analyse", str(tmp_path), "--out", str(elsewhere / "report.json")]) == 1
    assert "is read, and would be lost" in capsys.readouterr().err
    assert votes.read_bytes() == before


@pytest.mark.parametrize("linked", [True, False])
def test_what_lies_where_a_report_is_begun_is_left_alone(
    votes: Path, tmp_path: Path, linked: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, part = tmp_path / "kept.txt", tmp_path / "r.json.part"
    kept.write_text("mine", encoding="utf-8")
    if linked:
        part.symlink_to(kept)
    else:
        kept.rename(part)
    assert main(["analyse", str(votes), "--out", str(tmp_path / "r.json")]) == 1
    assert capsys.readouterr().err == (
        f"{part}: stands there already; allowed: take it away, or give --out another name\n"
    )
    assert part.read_text(encoding="utf-8") == "mine"


def test_a_report_that_cannot_be_finished_leaves_nothing_behind(
    votes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert main(["analyse", str(votes), "--publish", "--rounds", "0", "--out", str(tmp_path / "r.json")]) == 1
    assert capsys.readouterr().err.endswith("r.json: cannot be written (No space left on device)\n")
    assert not list(tmp_path.glob("r.json*"))


def test_signs_that_hold_everybody_do_not_stop_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "camps.csv", tmp_path / "r.json"
    rows = [
        f"p{who},s{i},{'agree' if (who < 50) == (i % 2 == 0) else 'disagree'}" for who in range(100) for i in range(8)
    ]
    path.write_text("\n".join(["voter,statement,choice", *rows, ""]), encoding="utf-8")
    sign = Sign(Kind.COPIES, tuple(range(100)), None, 1.0, -9.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("opinion.command.signs", lambda ballots: (sign,))
        assert main(["analyse", str(path), "--rounds", "0", "--out", str(out)]) == 0
    made = json.loads(out.read_text(encoding="utf-8"))
    assert (len(made["signs"][0]["participants"]), made["without_signs"]) == (100, [])
    capsys.readouterr()
    assert main(["explain", str(out)]) == 0
    assert "Together these are everybody: there is no result without them." in capsys.readouterr().out


def test_signs_nobody_looked_for_are_null(votes: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "parts", tmp_path / "r.json"
    folder.mkdir()
    found = {}
    for name, given in (("whole", [str(votes)]), ("for all", [str(votes), "--publish"]), ("parts", [str(folder)])):
        if name == "parts":
            votes.rename(folder / "a.csv")
        assert main(["analyse", *given, "--rounds", "0", "--out", str(out)]) == 0
        found[name] = json.loads(out.read_text(encoding="utf-8"))["signs"]
    assert found == {"whole": [], "for all": None, "parts": None}


def test_nothing_in_a_file_of_somebody_else_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "votes.csv"
    path.write_text("a\x1b[31m,b\n1,2\n", encoding="utf-8")
    assert main(["analyse", str(path)]) == 1
    assert capsys.readouterr().err.startswith("votes.csv, row 1: the columns are a?[31m, b; needed: ")


def test_a_report_without_end_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    assert main(["explain", str(path)]) == 1
    assert capsys.readouterr().err == "deep.json: lists in lists without end\n"
