import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opinion import Analysis, Comment, Engine, Method, analyse, explain, published_report, report
from opinion.command import main
from tests.opinion.conversations import columns, conversation

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "opinion-report.schema.json"
GOLDEN = Path(__file__).parent / "golden"
COMMENTS = [Comment(f"s{i}", f"Text of {i}", False) for i in range(14)]
KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where the value is not what the schema says; the words of JSON Schema that ours uses."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/")[-1]] | {k: v for k, v in schema.items() if k != "$ref"}
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    fits = any(isinstance(value, KINDS[kind]) and (kind == "boolean" or value is not True) for kind in kinds)
    if kinds and not fits:
        yield f"{at}: {value!r} is not {kinds}"
        return
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in schema["enum"]):
        yield f"{at}: {value!r}"
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value!r} is out of bounds"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at}: {value!r}"
    if isinstance(value, dict):
        properties, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        yield from (f"{at}: no {name}" for name in schema.get("required", []) if name not in value)
        for name, inner in value.items():
            if name in properties:
                yield from faults(inner, properties[name], root, f"{at}/{name}")
            elif isinstance(more, dict):
                yield from faults(inner, more, root, f"{at}/{name}")
            elif not more:
                yield f"{at}: {name} is not described"
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from faults(inner, schema.get("items", {}), root, f"{at}/{place}")


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module", params=list(Method), ids=lambda method: method.value)
def analysis(request: pytest.FixtureRequest) -> Analysis:
    return analyse(conversation(), method=request.param, stability_rounds=5)


def test_an_exact_and_a_published_report_are_what_the_schema_says(analysis: Analysis, schema: dict[str, Any]) -> None:
    for made in (report(analysis, comments=COMMENTS), published_report(analysis)):
        assert list(faults(json.loads(json.dumps(made, allow_nan=False)), schema, schema)) == []


def test_a_report_has_the_shape_that_was_promised(analysis: Analysis) -> None:
    made = report(analysis)
    assert {"method", "seed", "version", "input", "participants", "groups", "statements"} <= set(made)
    assert {"id", "group", "x", "y"} <= set(made["participants"][0])
    row = made["statements"][0]
    counted = {"id", "agree", "disagree", "pass", "seen", "interval", "by_group", "consensus", "divisive"}
    assert counted <= set(row)
    assert set(row["by_group"]) == {str(group["id"]) for group in made["groups"]}


def test_the_schema_refuses_what_is_not_a_report(analysis: Analysis, schema: dict[str, Any]) -> None:
    made = report(analysis)
    assert list(faults(made | {"method": "magic"}, schema, schema)) == ["/method: 'magic'"]
    assert list(faults(made | {"more": 1}, schema, schema)) == [": more is not described"]
    del made["seed"]
    assert list(faults(made, schema, schema)) == [": no seed"]


def rounded(value: Any) -> Any:
    """Other machines may differ in the last digits of what LAPACK finds."""
    if isinstance(value, float):
        return round(value, 6) + 0.0
    if isinstance(value, dict):
        return {name: rounded(inner) for name, inner in value.items()}
    return [rounded(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("engine", [Engine.NUMPY, Engine.NUMBA])
@pytest.mark.parametrize("method", list(Method))
def test_the_report_is_the_golden_one(method: Method, engine: Engine) -> None:
    """After a change that is meant: `python -m tests.opinion.test_report`."""
    expected = json.loads((GOLDEN / f"{method.value}.json").read_text(encoding="utf-8"))
    found = analyse(conversation(), method=method, engine=engine, stability_rounds=5)
    assert rounded(json.loads(json.dumps(report(found, comments=COMMENTS)))) == expected


def test_a_report_holds_the_counts_and_where_people_stand(analysis: Analysis) -> None:
    made = report(analysis, comments=COMMENTS)
    people, statements, votes = columns()
    assert made["input"]["votes"] == len(votes)
    row = next(row for row in made["statements"] if row["id"] == "s2")
    counts = [sum(s == "s2" and v == value for s, v in zip(statements, votes, strict=True)) for value in (1, -1, 0)]
    assert [row["agree"], row["disagree"], row["pass"]] == counts
    assert row["seen"] == sum(counts)
    assert row["interval"]["low"] < counts[0] / (counts[0] + counts[1]) < row["interval"]["high"]
    assert {person["id"] for person in made["participants"]} == set(people)
    assert sum(group["size"] for group in made["groups"]) + made["participants_without_group"] == 60
    assert row["text"] == "Text of 2"


def small_numbers(made: Any, at: str = "") -> Iterator[str]:
    """Every count of people from 1 to 9, or not a multiple of five."""
    names = ("agree", "disagree", "pass", "answered", "seen", "size", "count", "n", "participants_without_group")
    if isinstance(made, dict):
        for name, inner in made.items():
            if name in names and isinstance(inner, int) and (inner < 10 or inner % 5):
                yield f"{at}/{name}: {inner}"
            yield from small_numbers(inner, f"{at}/{name}")
    elif isinstance(made, list):
        for place, inner in enumerate(made):
            yield from small_numbers(inner, f"{at}/{place}")


@pytest.mark.parametrize("people", [12, 60, 400])
def test_a_published_report_holds_no_small_number_and_nobody(people: int) -> None:
    analysis = analyse(conversation(people), stability_rounds=0)
    made = published_report(analysis, comments=COMMENTS)
    assert list(small_numbers(made)) == []
    assert made["participants"] == []
    assert {row["extremity"] for row in made["statements"]} == {None}
    assert any(small_numbers(report(analysis)))


def test_a_group_is_never_hidden_alone() -> None:
    made = published_report(analyse(conversation(900), stability_rounds=0))
    hidden = [
        sum(answers[figure] is None for answers in row["by_group"].values())
        for row in made["statements"]
        for figure in ("agree", "seen")
    ]
    assert 1 not in hidden
    assert 0 in hidden


def test_a_report_says_itself_in_sentences(analysis: Analysis) -> None:
    said = explain(report(analysis, comments=COMMENTS))
    assert said.startswith("At least 60 people voted on 14 statements.\n")
    assert "groups of people who answered alike" in said
    assert "agrees, more than others do: Text of" in said
    assert f"Made with method {analysis.method.value}, seed 0" in said


def test_sentences_hold_no_small_number() -> None:
    made = report(analyse(conversation(12), stability_rounds=0), comments=COMMENTS)
    said = explain(made)
    assert "At least 10 people voted on 14 statements." in said
    assert re.findall(r"\d+%", said) == []


def test_a_conversation_without_groups_is_said_to_have_none() -> None:
    said = explain(published_report(analyse(conversation(1), stability_rounds=0)))
    assert "Fewer than ten people voted" in said
    assert "No groups were found: one participant; groups need two or more." in said


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    words = {1: "agree", 0: "pass", -1: "disagree"}
    rows = [f"{who},{what},{words[vote]}" for who, what, vote in zip(*columns(), strict=True)]
    path = tmp_path / "votes.csv"
    path.write_text("\n".join(["voter,statement,choice", *rows, ""]), encoding="utf-8")
    return path


def test_the_command_writes_the_report_and_says_it(
    votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], schema: dict[str, Any]
) -> None:
    out = tmp_path / "report.json"
    comments = tmp_path / "comments.csv"
    comments.write_text("statement,text\n" + "".join(f"s{i},Text {i}\n" for i in range(14)), encoding="utf-8")
    chosen = ["--method", "polis", "--seed", "3", "--rounds", "2", "--comments", str(comments)]
    assert main(["analyse", str(votes), "--out", str(out), *chosen]) == 0
    assert "do not publish" in capsys.readouterr().err
    made = json.loads(out.read_text(encoding="utf-8"))
    assert list(faults(made, schema, schema)) == []
    assert (made["method"], made["seed"], made["stability"]["rounds"]) == ("polis", 3, 2)
    assert made["input"]["fingerprint"] == conversation().fingerprint
    assert main(["explain", str(out)]) == 0
    assert capsys.readouterr().out == explain(made)


def test_the_command_protects_on_demand_and_reads_parts(
    votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, parts = tmp_path / "whole.json", tmp_path / "parts.json"
    assert main(["analyse", str(votes), "--publish", "--rounds", "1", "--out", str(whole)]) == 0
    folder = tmp_path / "parts"
    folder.mkdir()
    votes.rename(folder / "votes.csv")
    assert main(["analyse", str(folder), "--publish", "--rounds", "1", "--out", str(parts)]) == 0
    assert capsys.readouterr().err == ""
    assert parts.read_bytes() == whole.read_bytes()
    assert not list(tmp_path.glob("*.part"))


def test_a_report_that_cannot_be_written_or_read_gets_a_sentence(
    votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyse", str(votes), "--rounds", "0", "--out", str(tmp_path / "no" / "report.json")]) == 1
    assert "report.json: cannot be written (No such file or directory)" in capsys.readouterr().err
    half, other = tmp_path / "half.json", tmp_path / "other.json"
    half.write_text('{"format": ', encoding="utf-8")
    other.write_text("[]", encoding="utf-8")
    for path, sentence in (
        (half, "half.json: not a whole JSON file ("),
        (other, "other.json: format is None; allowed: weerklank-opinion-report/1, as analyse --out writes it"),
        (tmp_path / "none.json", f"{tmp_path / 'none.json'}: cannot be opened (No such file or directory)"),
    ):
        assert main(["explain", str(path)]) == 1
        assert capsys.readouterr().err.startswith(sentence)


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--method", "magic", "exact, polis"),
        ("--seed", "-1", "0, 1, 2 and so on"),
        ("--rounds", "x", "0, 1, 2 and so on"),
        ("--cluster", "0", "1 to 256 workers, or tcp://address:port"),
    ],
)
def test_an_option_that_is_not_allowed_says_what_is(
    option: str, value: str, allowed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["analyse", "votes.csv", f"{option}={value}"])
    assert capsys.readouterr().err.splitlines()[-1].endswith(f"argument {option}: '{value}'; allowed: {allowed}")


if __name__ == "__main__":
    for one in Method:
        made = report(analyse(conversation(), method=one, stability_rounds=5), comments=COMMENTS)
        text = json.dumps(rounded(json.loads(json.dumps(made))), indent=1) + "\n"
        (GOLDEN / f"{one.value}.json").write_text(text, encoding="utf-8")
