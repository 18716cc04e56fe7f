"""Tables on files: `python -m seating tables|reseat`, and every file that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seating import InputProblem, Seat, Table, Wishes, read_gathering, read_seats, read_tables
from seating import Round as At
from seating.command import main
from seating.json_rows import json_rows
from seating.table_commands import MOST_SHOWN

PEOPLE = """person,role,needs,together,apart,wishes,languages,likes,near,far,gender
noor,child,ramp,sem,,poverty|school,,quiet,,,f
sem,child,,,,,,,,,m
kim,child,,,lot,school,,,noor,,f
lot,young_person,,,,,ar,,,,m
max,child,,,,,,,,anna,f
pia,child,,,,,,,,,m
anna,ministry,,,,,,,,,f
bob,ministry,,,,,,,,,m
cas,organisation,,,,,,,,,f
dee,organisation,,,,,,,,,m
"""
TABLES = """table,capacity,features,theme,languages
1,6,ramp,poverty,nl
2,6,quiet,school,nl|ar
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("people.csv", PEOPLE), ("tables.csv", TABLES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "people.csv"), str(tmp_path / "tables.csv")


def put(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def test_a_gathering_is_read_from_two_files(files):
    found = read_gathering(*map(Path, files), rounds=2, balance=("role", "gender"))
    assert found.tables[1] == Table("2", 6, {"quiet"}, ("school",), {"nl", "ar"})
    assert found.wishes == {
        "noor": Wishes(("poverty", "school"), features={"quiet"}),
        "kim": Wishes(("school",), near={"noor"}),
        "lot": Wishes(languages={"ar"}),
        "max": Wishes(far={"anna"}),
    }
    assert found.people[0].attributes == {"role": "child", "gender": "f"}


def test_a_plan_is_made_written_and_read_back(files, tmp_path, capsys):
    plan = str(tmp_path / "plan.csv")
    assert main(["tables", *files, "--rounds", "2", "--seed", "a", "--out", plan]) == 0
    told = capsys.readouterr().out
    assert "Hard minimums that are not met: none." in told
    assert "noor would like quiet; table 1 does not offer it" in told
    assert main(["check", files[0], plan]) == 0
    assert capsys.readouterr().out == "10 people, 2 tables, 2 round(s): nothing unmet.\n"
    assert (
        Path(plan).read_text(encoding="utf-8").splitlines()[0] == "round,table,capacity,features,theme,languages,person"
    )
    assert len(read_seats(Path(plan))) == 20


def test_of_more_tables_than_people_can_fill_the_empty_ones_are_named(tmp_path, capsys):
    few = ("child", "child", "child", "ministry", "organisation", "other", "other")
    people = put(tmp_path, "few.csv", "person,role\n" + "".join(f"p{one},{role}\n" for one, role in enumerate(few)))
    tables = put(tmp_path, "nine.csv", "table,capacity\n" + "".join(f"{one},8\n" for one in range(1, 10)))
    assert main(["tables", str(people), str(tables), "--seed", "a"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Round 1, table 1: p0, p1, p2, p3, p4, p5, p6"
    assert told[1] == (
        "Round 1: 8 of 9 tables stay empty (2, 3, 4, 5, 6, 7, 8, 9); "
        "no plan was found that uses more of them and keeps every hard minimum."
    )


def test_a_plan_for_machines_has_its_bounds_and_every_reason(files, capsys):
    assert main(["tables", *files, "--seed", "a", "--json", "--balance", "gender", "--again", "3"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["seed"], told["weights"]) == ("1", "a", {"wish": 1, "again": 3, "balance": 4})
    assert set(told["bounds"]) == {"wishes", "again", "balance", "total"}
    assert all(wish["sentence"] for wish in told["wishes"])
    assert {seat["person"] for seat in told["seats"] if seat["table"] == "1"} >= {"noor", "sem"}


def test_seats_that_are_kept_stay(files, tmp_path, capsys):
    keep = put(tmp_path, "keep.csv", "round,table,capacity,features,person\n1,2,6,quiet,bob\n")
    main(["tables", *files, "--seed", "a", "--keep", str(keep), "--json"])
    seats = json.loads(capsys.readouterr().out)["seats"]
    assert {"round": 1, "table": "2", "person": "bob"} in seats


def test_json_files_say_the_same_as_csv_files(files, tmp_path, capsys):
    people = [
        {"person": "noor", "role": "child", "needs": ["ramp"], "wishes": ["poverty", "school"], "together": "sem"},
        *({"person": name, "role": "child", "needs": None} for name in ("sem", "kim")),
        {"person": "anna", "role": "ministry", "age": 41},
        {"person": "cas", "role": "organisation", "new": True},
    ]
    one = put(tmp_path, "people.json", json.dumps(people))
    two = put(tmp_path, "tables.json", json.dumps([{"table": "1", "capacity": 6, "features": ["ramp"]}]))
    found = read_gathering(one, two)
    assert found.wishes["noor"].themes == ("poverty", "school")
    assert found.people[3].attributes == {"role": "ministry", "age": "41"}
    assert found.people[4].attributes == {"role": "organisation", "new": "yes"}
    assert main(["tables", str(one), str(two), "--seed", "a"]) == 0


def test_the_plan_for_who_is_there_now(files, tmp_path, capsys):
    plan = str(tmp_path / "plan.csv")
    main(["tables", *files, "--rounds", "2", "--seed", "a", "--out", plan])
    capsys.readouterr()
    rows = [row for row in PEOPLE.splitlines() if not row.startswith("pia")]
    now = put(tmp_path, "now.csv", "\n".join([*rows, "eva,child,,,,,,,,,f"]) + "\n")
    assert main(["reseat", str(now), files[1], plan, "--seed", "a"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert (told[0], told[3]) == ("Absent: pia. Late: eva.", "Nobody else moves.")
    assert [line.split(" at ")[0] for line in told[1:3]] == ["Round 1: eva sits down", "Round 2: eva sits down"]
    assert main(["reseat", str(now), files[1], plan, "--seed", "a", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["absent"], told["late"], told["moves"]) == (["pia"], ["eva"], [])


def test_what_breaks_after_reseating_says_so_to_the_shell(files, tmp_path, capsys):
    plan = str(tmp_path / "plan.csv")
    main(["tables", *files, "--seed", "a", "--out", plan])
    rows = [row for row in PEOPLE.splitlines() if "ministry" not in row]
    now = put(tmp_path, "now.csv", "\n".join(rows).replace(",anna,", ",,") + "\n")
    capsys.readouterr()
    assert main(["reseat", str(now), files[1], plan, "--seed", "a"]) == 1
    assert "Not met in round 1: Table 1 has 0 of role ministry; at least 1 is needed." in capsys.readouterr().out


def test_a_gathering_that_cannot_be_is_a_sentence_and_no_plan(files, tmp_path, capsys):
    now = put(tmp_path, "now.csv", PEOPLE.replace("noor,child,ramp,sem,,", "noor,child,ramp,sem,sem,"))
    assert main(["tables", str(now), files[1], "--seed", "a"]) == 2
    assert capsys.readouterr().err == (
        "No plan keeps these together: noor and sem apart; noor and sem together. The smallest change that helps: "
        "let go of noor and sem apart. Or: let go of noor and sem together.\n"
    )


def test_progress_goes_to_the_error_output(files, capsys):
    assert main(["tables", *files, "--seed", "a", "--progress"]) == 0
    assert capsys.readouterr().err.endswith("100% done        \n")


def test_a_run_that_is_stopped_makes_nothing(files, tmp_path, capsys, monkeypatch):
    def stopped(*given, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr("seating.table_commands.arrange", stopped)
    out = tmp_path / "plan.csv"
    assert main(["tables", *files, "--seed", "a", "--out", str(out)]) == 130
    assert (capsys.readouterr().err, out.exists()) == ("Stopped; nothing was made.\n", False)


def test_a_long_list_of_wishes_is_cut_and_says_where_the_rest_is(tmp_path, capsys):
    rows = [f"c{one},child,,music" for one in range(MOST_SHOWN + 2)] + ["m,ministry,,", "o,organisation,,"]
    people = put(tmp_path, "people.csv", "\n".join(["person,role,needs,wishes", *rows]))
    some = put(tmp_path, "tables.csv", "table,capacity,theme\n1,40,school\n")
    assert main(["tables", str(people), str(some), "--seed", "a"]) == 0
    assert capsys.readouterr().out.endswith("  and 2 more; --json lists them all.\n")


HEAD = "person,role,wishes,near,far\n"


@pytest.mark.parametrize(
    ("people", "some", "more", "sentence"),
    [
        ("person,role\n", TABLES, [], "people.csv: holds nobody; write at least one row under the header"),
        (PEOPLE, "table,capacity\n", [], "tables.csv: holds no table; write at least one row under the header"),
        (
            PEOPLE,
            "table,capacity\n1,6\n1,7\n",
            [],
            "tables.csv, row 3: table '1' stands here twice; give each table one row",
        ),
        (
            PEOPLE,
            "table,capacity\n1,none\n",
            [],
            "tables.csv, row 2: capacity is 'none'; allowed: a whole number from 1",
        ),
        (PEOPLE, "table,seats\n1,6\n", [], "tables.csv, row 1: the columns are table, seats; missing: capacity"),
        (
            HEAD + "noor,child,school|school,,\n",
            TABLES,
            [],
            "people.csv, row 2: wishes is 'school|school', with a theme twice; name each theme once",
        ),
        (HEAD + "noor,child,,sem,\n", TABLES, [], "people.csv, row 2: near names 'sem', who has no row in this file"),
        (HEAD + "noor,child,,,noor\n", TABLES, [], "people.csv, row 2: far names 'noor' themselves; name someone else"),
        (
            HEAD + "noor,child,,sem,sem\nsem,child,,,\n",
            TABLES,
            [],
            "people.csv, row 2: 'sem' stands in near and in far; choose one of the two",
        ),
        (PEOPLE, TABLES, ["--rounds", "51"], "rounds is 51; allowed: 1 to 50"),
        (
            PEOPLE,
            TABLES.replace("poverty", "poverty|school"),
            ["--rounds", "3"],
            "themes of table 1 has 2 themes; allowed: none, one, or one for each of 3 rounds",
        ),
        (
            PEOPLE,
            TABLES,
            ["--balance", "hair"],
            "balance holds 'hair'; allowed: attributes that people have (gender, role)",
        ),
        (PEOPLE, TABLES, ["--again", "-1"], "--again is -1; allowed: 0 to 1000"),
        (PEOPLE, TABLES, ["--effort", "0"], "effort is 0.0; allowed: more than 0, at most 100"),
    ],
)
def test_a_file_or_a_number_that_cannot_be_used_gets_one_sentence(tmp_path, capsys, people, some, more, sentence):
    one, two = put(tmp_path, "people.csv", people), put(tmp_path, "tables.csv", some)
    assert main(["tables", str(one), str(two), "--seed", "a", *more]) == 2
    assert capsys.readouterr().err == f"{sentence}\n"


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ("table,person\n", "plan.csv: holds no seat; write at least one row under the header"),
        ("table,person\n1,noor\n2,noor\n", "plan.csv, row 3: person 'noor' has two seats in round 1; give one"),
        ("table,person,round\n1,noor,x\n", "plan.csv, row 2: round is 'x'; allowed: a whole number from 1"),
        ("table,person\n7,noor\n", "seats holds table '7'; allowed: ids in tables"),
    ],
)
def test_a_plan_that_cannot_be_used_gets_one_sentence(files, tmp_path, capsys, plan, sentence):
    path = put(tmp_path, "plan.csv", plan)
    assert main(["reseat", *files, str(path), "--seed", "a"]) == 2
    assert capsys.readouterr().err == f"{sentence}\n"


def test_a_kept_seat_at_a_table_that_is_not_there_is_refused(files, tmp_path, capsys):
    keep = put(tmp_path, "keep.csv", "table,capacity,person\n9,6,bob\n")
    assert main(["tables", *files, "--seed", "a", "--keep", str(keep)]) == 2
    assert capsys.readouterr().err == "keep.csv: table '9' is not in tables.csv; add it there\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "tables.json: not readable as JSON (Expecting property name enclosed in double quotes: "),
        ('{"table": "1"}', "tables.json: is an object; needed: a list of objects, one per row"),
        ("[3]", 'tables.json, item 1: is a int; needed: an object such as {"table": …, "capacity": …}'),
        ('[{"table": "1"}]', "tables.json, item 1: has no capacity; needed: table, capacity"),
        (
            '[{"table": "1", "capacity": 1.5}]',
            "tables.json, item 1: capacity is a broken number; allowed: a text, a whole number or a list of texts",
        ),
        (
            '[{"table": "1", "capacity": 4, "features": [1]}]',
            "tables.json, item 1: features is a list of other things; allowed: a text, a whole number or a list of texts",
        ),
    ],
)
def test_a_json_file_that_cannot_be_used_gets_a_sentence(tmp_path, text, sentence):
    with pytest.raises(InputProblem) as refusal:
        read_tables(put(tmp_path, "tables.json", text))
    assert str(refusal.value).startswith(sentence)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(alphabet='[]{}",:0123456789ntrue ', max_size=60).map(str.encode)))
def test_any_json_file_at_all_is_read_or_refused_with_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(content)
    try:
        rows = list(json_rows(path, ("table",)))
    except InputProblem as problem:
        assert str(problem).startswith("any.json")
    else:
        assert all(cells["table"] is not None for _, cells in rows)


def test_seats_are_read_whoever_they_are_for(tmp_path):
    path = put(tmp_path, "plan.csv", "table,person,round\n1,noor,2\n1,,1\n")
    assert read_seats(path) == (Seat("noor", "1", At(2)),)
