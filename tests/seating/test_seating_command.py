import io
import json
import runpy
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seating import Apart, InputProblem, Person, Round, Seat, Table, Together, read_people, read_plan
from seating.command import main

PEOPLE = """person,role,age,needs,together,apart
noor,child,10,quiet|step-free,sem,bo
sem,child,11,,noor,
lot,young_person,16,,,
anna,ministry,,,,
bo,organisation,,,,
"""
TABLES = """table,capacity,features,round,person
1,8,quiet|step-free,1,noor
1,8,step-free|quiet,1,sem
1,8,quiet|step-free,1,lot
1,8,quiet|step-free,1,anna
2,8,,1,
1,8,quiet|step-free,1,bo
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    people, tables = tmp_path / "people.csv", tmp_path / "tables.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    tables.write_text(TABLES, encoding="utf-8")
    return people, tables


def test_people_and_their_pairs_are_read(files: tuple[Path, Path]) -> None:
    asked = read_people(files[0])
    assert asked.people[0] == Person("noor", {"role": "child", "age": "10"}, {"quiet", "step-free"})
    assert asked.people[3] == Person("anna", {"role": "ministry"})
    assert asked.pairs == (Together("noor", "sem"), Apart("bo", "noor"))


def test_tables_and_seats_are_read(files: tuple[Path, Path]) -> None:
    plan = read_plan(files[1], read_people(files[0]).people)
    assert plan.tables == (Table("1", 8, {"quiet", "step-free"}), Table("2", 8))
    assert plan.seats[0] == Seat("noor", "1", Round(1))
    assert len(plan.seats) == 5


def test_check_lists_what_is_unmet_and_says_so_to_the_shell(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *map(str, files)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Round 1: bo and noor must sit apart and both are at table 1.",
        "5 people, 2 tables, 1 round(s): 1 unmet.",
    ]


def test_check_as_json_names_constraint_round_table_and_people(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *map(str, files), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "unmet": [
            {
                "constraint": "Apart",
                "round": 1,
                "table": "1",
                "people": ["bo", "noor"],
                "sentence": "bo and noor must sit apart and both are at table 1.",
            }
        ]
    }


def test_check_of_a_good_plan_succeeds(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    files[0].write_text(PEOPLE.replace("sem,bo", "sem,"), encoding="utf-8")
    assert main(["check", *map(str, files)]) == 0
    assert capsys.readouterr().out == "5 people, 2 tables, 1 round(s): nothing unmet.\n"


PEOPLE_HEAD = "person,role,together,apart\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "people.csv: is empty; needed columns: person, role"),
        ("\n\nname,age\n", "people.csv, row 3: the columns are name, age; missing: person, role"),
        (
            "person,role,role\n",
            "people.csv, row 1: a column stands here twice; give each column a name of its own",
        ),
        (PEOPLE_HEAD + "noor,child\n", "people.csv, row 2: 2 columns; the header has 4"),
        (PEOPLE_HEAD + ",child,,\n", "people.csv, row 2: person is empty; every row needs one"),
        (
            PEOPLE_HEAD + "noor,child,,\nnoor,child,,\n",
            "people.csv, row 3: person 'noor' stands here twice; give each person one row",
        ),
        (PEOPLE_HEAD + "noor,child,sem,\n", "people.csv, row 2: names 'sem', who has no row in this file"),
        (
            PEOPLE_HEAD + "noor,child,,noor\n",
            "people.csv, row 2: pairs 'noor' with themselves; name someone else",
        ),
        (b"person,role\nnoor,\xff\n", "people.csv, after row 0: not UTF-8 text; save it as CSV UTF-8"),
        ('person,role\n"noor', "people.csv, after row 1: not readable as CSV (unexpected end of data)"),
        (
            "[" * 1_000_001,
            "people.csv, after row 0: not readable as CSV (a line of 1000000 characters or more)",
        ),
    ],
)
def test_a_people_file_that_cannot_be_used_gets_a_sentence(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(InputProblem) as refusal:
        read_people(path)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("table,person\n", "tables.csv, row 1: the columns are table, person; missing: capacity"),
        ("table,capacity,person\n,8,noor\n", "tables.csv, row 2: table is empty; every row needs one"),
        (
            "table,capacity,person\n1,lots,noor\n",
            "tables.csv, row 2: capacity is 'lots'; allowed: a whole number from 1",
        ),
        (
            "table;capacity;person;round\n1;8;noor;0\n",
            "tables.csv, row 2: round is '0'; allowed: a whole number from 1",
        ),
        (
            "table,capacity,person\n1,8,noor\n1,9,noor\n",
            "tables.csv, row 3: table '1' had another capacity or other features in a row above",
        ),
        ("table,capacity,person\n1,8,bo\n", "tables.csv, row 2: person 'bo' is not among the people"),
    ],
)
def test_a_tables_file_that_cannot_be_used_gets_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "tables.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblem) as refusal:
        read_plan(path, (Person("noor"),))
    assert str(refusal.value) == sentence


@given(st.binary(max_size=80))
def test_any_file_at_all_is_read_or_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "people.csv"
    path.write_bytes(PEOPLE_HEAD.encode() + tail)
    try:
        asked = read_people(path)
    except InputProblem as problem:
        assert str(problem).startswith("people.csv, ")
    else:
        assert all(person.id for person in asked.people)


def test_a_missing_file_gets_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.csv"
    assert main(["check", str(missing), str(missing)]) == 2
    assert capsys.readouterr().err == f"{missing}: cannot be opened (No such file or directory)\n"


def test_the_module_runs_as_a_command(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["seating", "check", *map(str, files)])
    with pytest.raises(SystemExit) as leaving:
        runpy.run_module("seating", run_name="__main__")
    assert leaving.value.code == 1
    assert capsys.readouterr().out.startswith("Round 1: ")


def test_a_pipe_that_breaks_is_left_alone(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Broken(io.TextIOWrapper):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with (tmp_path / "out").open("wb") as file:
        monkeypatch.setattr(sys, "stdout", Broken(file))
        assert main(["check", *map(str, files)]) == 1
