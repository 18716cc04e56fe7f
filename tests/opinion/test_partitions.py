"""One part or many, here or on workers: the same result to the last bit."""

from pathlib import Path

import numpy as np
import pyarrow as arrow
import pytest
from pyarrow import parquet

from opinion import Analysis, Comment, InputProblem, Method, analyse, ballots_of, moments_of
from opinion.cluster import dask
from opinion.command import main
from opinion.partitions import OneAfterAnother, Parts, analyse_parts, not_read, parts_in
from tests.opinion.conversations import columns

COMMENTS = [Comment(f"s{i}", "", i == 3) for i in range(14)]


def split(folder: Path, parts: int) -> tuple[Path, ...]:
    rows = list(zip(*columns(), strict=True))
    for part in range(parts):
        mine = [row for row in rows if int(row[0][1:]) * parts // 60 == part]
        who, what, votes = (list(column) for column in zip(*mine, strict=True))
        table = arrow.table({"participant": who, "statement": what, "vote": arrow.array(votes, arrow.int8())})
        parquet.write_table(table, folder / f"part-{part}.parquet")
    return parts_in(folder)


def people(analysis: Analysis) -> dict[str, tuple[float, ...]]:
    return {
        name: (label, *place)
        for name, label, place in zip(
            analysis.ids.tolist(), analysis.labels.tolist(), analysis.places.tolist(), strict=True
        )
    }


def equal(one: Analysis, other: Analysis) -> bool:
    return (
        people(one) == people(other)
        and one.results == other.results
        and one.groups == other.groups
        and one.stability == other.stability
        and one.input_hash == other.input_hash
        and one.votes_read == other.votes_read
    )


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_parts_one_after_another_are_the_whole(tmp_path: Path, parts: int) -> None:
    whole = analyse(ballots_of(*columns(), moderated=["s3"]), stability_rounds=3)
    assert equal(analyse_parts(split(tmp_path, parts), comments=COMMENTS, stability_rounds=3), whole)


def test_moments_of_parts_are_those_of_the_whole(tmp_path: Path) -> None:
    parts = Parts(split(tmp_path, 5), OneAfterAnother(), None)
    assert parts.moments().same_as(moments_of(ballots_of(*columns())))


def test_method_polis_sees_the_rows_in_order_of_the_parts(tmp_path: Path) -> None:
    found = analyse_parts(split(tmp_path, 3), method=Method.POLIS, stability_rounds=0)
    rows = sorted(zip(*columns(), strict=True), key=lambda row: int(row[0][1:]) * 3 // 60)
    whole = analyse(ballots_of(*map(list, zip(*rows, strict=True))), method=Method.POLIS, stability_rounds=0)
    assert found.ids.tolist() == whole.ids.tolist()
    assert np.array_equal(found.labels, whole.labels)


def test_two_workers_of_dask_are_the_whole(tmp_path: Path) -> None:
    """As threads of this process; `benchmarks/opinion_analysis.py` does the same with processes."""
    whole = analyse(ballots_of(*columns(), moderated=["s3"]), stability_rounds=2)
    with dask(2, processes=False) as workers:
        spread = analyse_parts(split(tmp_path, 4), comments=COMMENTS, executor=workers, stability_rounds=2)
    assert equal(spread, whole)


def test_a_participant_in_two_parts_is_refused(tmp_path: Path) -> None:
    for part in "ab":
        (tmp_path / f"{part}.csv").write_text(f"voter,statement,choice\nann,{part},agree\n", encoding="utf-8")
    with pytest.raises(InputProblem) as refusal:
        analyse_parts(parts_in(tmp_path))
    assert str(refusal.value) == "b.csv: participant 'ann' stands in an earlier part too"


def test_text_in_one_part_and_numbers_in_another_are_refused(tmp_path: Path) -> None:
    for part, who in (("a", "ann"), ("b", 7)):
        table = arrow.table({"participant": [who], "statement": ["bus"], "vote": [1]})
        parquet.write_table(table, tmp_path / f"{part}.parquet")
    with pytest.raises(InputProblem, match="text in some parts and whole numbers in others"):
        analyse_parts(parts_in(tmp_path))


def test_a_folder_without_votes_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"no files with votes; allowed: \.parquet"):
        parts_in(tmp_path)


def test_no_workers_and_no_dask_get_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="workers is 0; allowed: 1 or more"), dask(0):
        pass
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ValueError, match="cluster needs dask"), dask(1):
        pass


def test_the_command_takes_workers_with_one_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    split(tmp_path, 2)
    monkeypatch.setattr("opinion.command.dask", lambda where: dask(where, processes=False))
    out = [tmp_path / "here.json", tmp_path / "workers.json"]
    assert main(["analyse", str(tmp_path), "--rounds", "0", "--out", str(out[0])]) == 0
    assert main(["analyse", str(tmp_path), "--rounds", "0", "--cluster", "1", "--out", str(out[1])]) == 0
    assert out[0].read_bytes() == out[1].read_bytes()


HEADER = "voter,statement,choice\n"


def votes_in(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (folder / name).write_text(f"{HEADER}{name},bus,agree\n", encoding="utf-8")


def test_a_part_is_known_by_its_ending_in_capitals_too(tmp_path: Path) -> None:
    votes_in(tmp_path, ("a.csv", "b.CSV", "c.Csv"))
    table = arrow.table({"participant": ["d"], "statement": ["bus"], "vote": ["agree"]})
    parquet.write_table(table, tmp_path / "d.PARQUET")
    assert analyse_parts(parts_in(tmp_path), stability_rounds=0).totals.tolist() == [[0, 0, 4]]


def test_what_is_not_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    votes_in(tmp_path, ("a.csv",))
    for name in ("notes.txt", "report.json", ".hidden", "_SUCCESS"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "more").mkdir()
    assert not_read(tmp_path) == ("_SUCCESS", "more", "notes.txt", "report.json")
    assert main(["analyse", str(tmp_path)]) == 0
    told = "not read, as these hold no votes: _SUCCESS, more, notes.txt, report.json"
    assert capsys.readouterr().err == f"{tmp_path}: {told}\n"
    for number in range(4):
        (tmp_path / f"x{number}.txt").write_text("", encoding="utf-8")
    assert main(["analyse", str(tmp_path)]) == 0
    assert capsys.readouterr().err.endswith("report.json, x0.txt and 3 more\n")


@pytest.mark.parametrize("name", ["b.csv.gz", "b.CSV.GZ", "b.parquet.zst"])
def test_packed_votes_are_never_passed_over(tmp_path: Path, name: str) -> None:
    votes_in(tmp_path, ("a.csv",))
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(InputProblem, match=r"cannot be read; allowed: \.parquet, .* so unpack it or take it away"):
        parts_in(tmp_path)


@pytest.mark.parametrize("name", ["0.csv", "z.csv"])
def test_a_part_without_votes_counts_as_nothing(tmp_path: Path, name: str) -> None:
    votes_in(tmp_path, ("a.csv", "b.csv"))
    without = analyse_parts(parts_in(tmp_path), stability_rounds=0)
    (tmp_path / name).write_text(HEADER, encoding="utf-8")
    assert equal(analyse_parts(parts_in(tmp_path), stability_rounds=0), without)


def test_parts_that_are_all_empty_are_no_votes(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(HEADER, encoding="utf-8")
    with pytest.raises(InputProblem, match="votes is empty in every part; allowed: one vote or more"):
        analyse_parts(parts_in(tmp_path))


def test_a_part_that_is_broken_is_still_refused(tmp_path: Path) -> None:
    votes_in(tmp_path, ("a.csv",))
    (tmp_path / "b.csv").write_text("", encoding="utf-8")
    with pytest.raises(InputProblem, match=r"b\.csv, row 1: the columns are missing"):
        analyse_parts(parts_in(tmp_path))
