import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opinion import Analysis, Comment, Engine, Method, analyse, ballots_of, explain, published_report, report
from opinion.command import main
from opinion.publication import publish_groups
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


def test_groups_are_published_beside_the_total_that_they_make() -> None:
    analysis = analyse(conversation(400), stability_rounds=0)
    rows = published_report(analysis)["statements"]
    for result, row in zip(analysis.results, rows, strict=True):
        beside = publish_groups(result.agreement, result.by_group)
        assert [one.answered for one in beside] == [answers["answered"] for answers in row["by_group"].values()]
    assert any(one["answered"] is None for row in rows for one in row["by_group"].values())


def test_which_groups_answered_too_seldom_does_not_say_why_they_are_hidden() -> None:
    """Nine and nine, of a total of twenty: who reads that both are under ten has both."""
    rows = [(f"p{p}", f"s{i}", 1 if (p < 40) == (i % 2 == 0) else -1) for p in range(80) for i in range(1, 9)]
    rows += [(f"p{p}", "s0", 1 if p % 40 < 9 else 0) for p in range(80)]
    both = analyse(ballots_of(*zip(*rows, strict=True)), stability_rounds=0)
    alike = analyse(
        ballots_of(*zip(*(row for row in rows if row[:2] != ("p0", "s0")), strict=True)), stability_rounds=0
    )
    told = [
        next(one for one in published_report(analysis)["seen_too_little"] if one["statement"] == "s0")
        for analysis in (both, alike)
    ]
    assert told == [{"statement": "s0", "answered": None, "groups": [0, 1]}] * 2
    for analysis in (both, alike):
        made = published_report(analysis)
        hidden = {
            row["id"]: [int(group) for group, answers in row["by_group"].items() if answers["answered"] is None]
            for row in made["statements"]
        }
        listed = {one["statement"]: one["groups"] for one in made["seen_too_little"]}
        assert {name: groups for name, groups in hidden.items() if groups} == {
            name: groups for name, groups in listed.items() if groups
        }


def test_votes_cannot_be_tried_against_a_published_report(analysis: Analysis) -> None:
    assert report(analysis)["input"]["fingerprint"] == analysis.input_hash
    assert analysis.input_hash not in json.dumps(published_report(analysis))
    assert published_report(analysis)["input"]["order"] is None


def test_what_moderators_took_out_keeps_its_words_to_itself_when_published() -> None:
    comments = [Comment(f"s{i}", f"Text of {i}", i == 3) for i in range(14)]
    ballots = ballots_of(*columns(), moderated=["s3"])
    analysis = analyse(ballots, stability_rounds=0)
    for given in (comments, COMMENTS):
        rows = {row["id"]: row for row in published_report(analysis, comments=given)["statements"]}
        assert (rows["s3"]["text"], rows["s3"]["moderated"], rows["s4"]["text"]) == (None, True, "Text of 4")
    assert "Text of 3" in {row["text"] for row in report(analysis, comments=comments)["statements"]}


def test_only_a_method_that_depends_on_the_order_of_votes_has_a_fingerprint_of_it() -> None:
    who, what, votes = columns()
    turned = ballots_of(who[::-1], what[::-1], votes[::-1])
    order = {
        (method, name): report(analyse(ballots, method=method, stability_rounds=0))["input"]["order"]
        for method in Method
        for name, ballots in (("as cast", conversation()), ("again", conversation()), ("turned", turned))
    }
    assert {mark for (method, _), mark in order.items() if method is Method.EXACT} == {None}
    polis = [order[Method.POLIS, name] for name in ("as cast", "again", "turned")]
    assert polis[0] == polis[1] != polis[2]


def one_against_thirty() -> Analysis:
    """Thirty-one people agree with everything and one with nothing: a group of one."""
    rows = [(f"p{person}", f"s{i}", -1 if person == 0 else 1) for person in range(32) for i in range(8)]
    return analyse(ballots_of(*zip(*rows, strict=True)), stability_rounds=2)


def test_of_a_group_of_one_nothing_is_told_but_that_it_is_there() -> None:
    analysis = one_against_thirty()
    assert sorted(analysis.group_sizes) == [1, 31]
    alone = analysis.group_sizes.index(1)
    for made in (report(analysis, comments=COMMENTS), published_report(analysis, comments=COMMENTS)):
        said = explain(made).splitlines()
        at = said.index(f"Group {'AB'[alone]}: fewer than ten people, so that nothing more is told of it.")
        assert not said[at + 1].startswith("  ")
        assert "disagrees, more than others do" not in "\n".join(said)
    hidden = published_report(analysis)["groups"][alone]
    assert (hidden["stability"], hidden["centre"], hidden["representative"]) == (None, None, [])
    assert published_report(analysis)["map"]["silhouettes"] == {}


def test_of_so_few_people_nothing_is_told() -> None:
    analysis = analyse(ballots_of(["p1", "p2"], ["s1", "s1"], [1, -1]), stability_rounds=2)
    for made in (report(analysis), published_report(analysis)):
        told, made_with = explain(made).strip().split("\n\n")
        assert told == "Fewer than ten people voted. What so few said is not told: it would be of each of them."
        assert made_with.startswith("Made with method exact")


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
    alike = ballots_of([f"p{person}" for person in range(12)], ["s1"] * 12, [1] * 12)
    said = explain(published_report(analyse(alike, stability_rounds=0)))
    assert "At least 10 people voted on 1 statement." in said
    assert "No groups were found: " in said


def test_how_many_few_people_are_is_not_told_by_why_there_are_no_groups() -> None:
    made = published_report(analyse(conversation(1), stability_rounds=0))
    assert made["map"]["no_groups"] == "too few people to tell"


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
