"""The compiled loops and numpy give the same numbers, to the last bit; and without numba everything works."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opinion import (
    Analysis,
    Cancelled,
    Engine,
    Method,
    Watch,
    analyse,
    ballots_of,
    explain,
    moments_of,
    report,
    signs,
)
from opinion import engine as engines
from opinion.axes import axes_from_votes, axes_of
from opinion.clusters import Plane
from opinion.engine import counter
from tests.opinion.conversations import columns, conversation, many_votes

SRC = Path(__file__).parents[2] / "src"


def same(one: Analysis, other: Analysis) -> bool:
    arrays = ("places", "labels", "totals", "by_group", "votes")
    return (
        all(np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays)
        and one.stability == other.stability
        and one.input_hash == other.input_hash
        and np.array_equal(one.axes.components, other.axes.components)
    )


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("threads", [1, 3])
def test_compiled_and_plain_are_equal_to_the_last_bit(method: Method, threads: int) -> None:
    found = []
    for engine in (Engine.NUMBA, Engine.NUMPY):
        ballots = ballots_of(*columns(200, 30), engine=engine, moderated=["s4"])
        found.append(analyse(ballots, method=method, engine=engine, threads=threads, stability_rounds=3))
    assert same(*found)


def test_compiled_and_plain_are_equal_for_more_people_than_a_counter_holds() -> None:
    votes = many_votes(40_000, 12)
    ballots = [ballots_of(*votes, engine=engine) for engine in (Engine.NUMBA, Engine.NUMPY)]
    assert np.array_equal(ballots[0].codes, ballots[1].codes)
    assert np.array_equal(ballots[0].starts, ballots[1].starts)
    results = [
        analyse(one, engine=engine, stability_rounds=0)
        for one, engine in zip(ballots, (Engine.NUMBA, Engine.NUMPY), strict=True)
    ]
    assert same(*results)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(1, 150), st.integers(1, 400), st.integers(0, 10**6))
def test_any_votes_become_the_same_rows_and_moments(people: int, statements: int, votes: int, seed: int) -> None:
    chance = np.random.Generator(np.random.PCG64(seed))
    given = (
        chance.integers(0, people, votes),
        chance.integers(0, statements, votes),
        chance.integers(-1, 2, votes),
    )
    one, other = (ballots_of(*given, engine=engine) for engine in (Engine.NUMBA, Engine.NUMPY))
    assert one.codes.tolist() == other.codes.tolist()
    assert one.starts.tolist() == other.starts.tolist()
    compiled, plain = (moments_of(one, loops=counter(votes, engine=engine)) for engine in (Engine.NUMBA, Engine.NUMPY))
    assert compiled.same_as(plain)


def test_the_grid_finds_the_same_nearest_centres_as_trying_all() -> None:
    chance = np.random.Generator(np.random.PCG64(3))
    points = np.round(chance.normal(size=(25_000, 2)), 2)
    centres = np.round(chance.normal(size=(100, 2)), 2)
    dx, dy = (points[:, axis, None] - centres[None, :, axis] for axis in (0, 1))
    distances = dx * dx + dy * dy
    expected = 99 - distances[:, ::-1].argmin(axis=1)
    for engine in (Engine.NUMBA, Engine.NUMPY):
        plane = Plane(points, np.ones(len(points)), counter(1, engine=engine))
        assert np.array_equal(plane.round(centres)[0], expected)


def test_thousands_of_statements_go_without_moments_and_mean_the_same() -> None:
    ballots = conversation(150, 40).moderating(["s7"])
    direct = axes_of(moments_of(ballots), ~ballots.moderated, direct=True)
    around = axes_from_votes(ballots, ~ballots.moderated, previous=direct)
    assert around.components == pytest.approx(direct.components, abs=1e-10)
    assert around.spreads == pytest.approx(direct.spreads)
    assert around.total == pytest.approx(direct.total)


def test_more_statements_than_moments_fit_are_analysed(monkeypatch: pytest.MonkeyPatch) -> None:
    ballots = conversation(90, 30)
    usual = analyse(ballots, stability_rounds=2)
    monkeypatch.setattr("opinion.analysing.MOMENTS_UP_TO", 10)
    assert np.array_equal(analyse(ballots, stability_rounds=2).labels, usual.labels)


def test_small_conversations_do_not_wait_for_compiled_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "opinion.kernels", raising=False)
    assert counter(1_000).kernels is None
    assert counter(1_000_000).kernels is not None


def test_asking_for_numba_where_it_is_not_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "compiled_loops", lambda: False)
    assert counter(10**7).kernels is None
    with pytest.raises(ValueError) as refusal:
        counter(1, engine=Engine.NUMBA)
    assert str(refusal.value).startswith("engine is numba; allowed: auto, numpy")


BARE = """
import importlib.util, sys
for name in ("numba", "pyarrow", "dask", "distributed"):
    sys.modules[name] = None
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "numba" else find(name, *rest)
from opinion.command import main
votes, folder = sys.argv[1:]
for method in ("exact", "polis"):
    assert main(["analyse", votes, "--method", method, "--rounds", "2", "--out", f"{folder}/{method}.json"]) == 0
assert main(["explain", f"{folder}/exact.json"]) == 0
assert "opinion.kernels" not in sys.modules
"""


def test_without_numba_pyarrow_and_dask_reports_are_the_same_to_the_last_byte(tmp_path: Path) -> None:
    """In a process where none of them can be imported, beside the compiled loops here."""
    ballots = conversation()
    words, votes = {1: "agree", 0: "pass", -1: "disagree"}, tmp_path / "votes.csv"
    rows = [f"{who},{what},{words[vote]}\n" for who, what, vote in zip(*columns(), strict=True)]
    votes.write_text("voter,statement,choice\n" + "".join(rows), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BARE, str(votes), str(tmp_path)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SRC)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for method in Method:
        compiled = analyse(ballots, method=method, engine=Engine.NUMBA, stability_rounds=2)
        made = report(compiled, signs=signs(ballots))
        text = json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        assert (tmp_path / f"{method.value}.json").read_text(encoding="utf-8") == text
    assert done.stdout == explain(json.loads((tmp_path / "exact.json").read_text(encoding="utf-8")))


def test_a_run_tells_how_far_it_is() -> None:
    steps: list[tuple[str, float]] = []
    analyse(conversation(), watch=Watch(tell=lambda step, done: steps.append((step, done))), stability_rounds=2)
    assert [step for step, _ in steps] == ["axes", "places", "groups", "counts", "stability", "stability"]
    assert [done for _, done in steps] == sorted(done for _, done in steps)


@pytest.mark.parametrize("asked", [0, 1, 3, 5])
def test_a_run_that_is_no_longer_wanted_stops(asked: int) -> None:
    answers = iter([True] * asked)
    with pytest.raises(Cancelled):
        analyse(conversation(), watch=Watch(wanted=lambda: next(answers, False)), engine=Engine.NUMBA)
