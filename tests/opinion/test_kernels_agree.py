"""Each inner loop, compiled and plain, against the simplest way to say the same."""

from hashlib import blake2b

import numpy as np
import pytest

from opinion.ballots import Collecting, ballots_of
from opinion.engine import Counter, Engine, counter
from opinion.grid import grid_over
from opinion.moments import Moments
from opinion.texts import texts_of

ENGINES = [Engine.NUMBA, Engine.NUMPY]


def loops(engine: Engine, threads: int | None = None) -> Counter:
    return counter(1, engine=engine, threads=threads)


def edges(lengths: list[int]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


@pytest.mark.parametrize(
    "names",
    [
        np.array([0, 7, 10, 99, 100, 2**31, 2**63 - 1, -5, -(2**63) + 1]),
        np.array([4_294_967_296, -1]),
        np.array(["ann", "Ömer", "", "7"], object),
        np.array([], np.int64),
    ],
)
def test_names_are_written_as_str_writes_them(names: np.ndarray) -> None:
    found = texts_of(names)
    pairs = zip(found.starts[:-1].tolist(), found.starts[1:].tolist(), strict=True)
    assert [found.letters[a:b].tobytes().decode() for a, b in pairs] == [str(name) for name in names.tolist()]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_sum_of_digests_is_that_of_hashlib(engine: Engine) -> None:
    chance = np.random.Generator(np.random.PCG64(1))
    # around the ends of blocks of 128 bytes, and far beyond
    lengths = [0, 1, 119, 125, 126, 127, 128, 129, 253, 254, 255, 1000, 60_000]
    votes = chance.integers(0, 256, sum(lengths), dtype=np.uint8)
    starts = edges(lengths)
    names = [str(number) for number in range(len(lengths))]
    digests = [
        blake2b(name.encode() + b"\0" + votes[a:b].tobytes(), digest_size=16).digest()
        for name, a, b in zip(names, starts[:-1].tolist(), starts[1:].tolist(), strict=True)
    ]
    expected = sum(int.from_bytes(digest, "little") for digest in digests) % 2**128
    assert loops(engine).digests(texts_of(np.array(names, object)), votes, starts) == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("people", "k"), [(40, 5), (700, 30), (20_000, 100)])
def test_a_round_of_k_means_is_that_of_trying_all(engine: Engine, people: int, k: int) -> None:
    chance = np.random.Generator(np.random.PCG64(people))
    # rounded, so that many points lie in one place and equally near two centres; one centre is far from all
    points, centres = (np.round(chance.normal(size=(n, 2)), 1) for n in (people, k))
    centres[0] = 50.0
    weights = chance.integers(1, 9, people).astype(np.float64)
    labels, sums, weight = loops(engine).round(points, weights, grid_over(points), centres)
    dx, dy = (points[:, axis, None] - centres[None, :, axis] for axis in (0, 1))
    expected = k - 1 - (dx * dx + dy * dy)[:, ::-1].argmin(axis=1)
    assert np.array_equal(labels, expected)
    for axis in (0, 1):
        assert np.array_equal(sums[:, axis], np.bincount(expected, points[:, axis] * weights, k))
    assert np.array_equal(weight, np.bincount(expected, weights, k))


@pytest.mark.parametrize("rounds", [1, 3, 60])
def test_rounds_until_the_centres_stand_still_are_equal_to_the_last_bit(rounds: int) -> None:
    chance = np.random.Generator(np.random.PCG64(5))
    points = np.round(chance.normal(size=(3_000, 2)), 1)
    weights, grid = np.ones(len(points)), grid_over(points)
    centres = np.concatenate([points[:60], points[:1] + 90])
    one, other = (loops(engine).polis_rounds(points, weights, grid, centres, rounds, 0.01) for engine in ENGINES)
    assert np.array_equal(one[0], other[0])
    assert np.array_equal(one[1], other[1])
    assert len(one[1]) == 60


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("people", "statements", "part"), [(50, 70, 0.6), (300, 200, 0.02)])
def test_pair_sums_are_those_of_the_dense_matrix(engine: Engine, people: int, statements: int, part: float) -> None:
    chance = np.random.Generator(np.random.PCG64(people))
    voted = (chance.random((people, statements)) < part).astype(np.int64)
    votes = chance.integers(-1, 2, voted.shape) * voted
    rows, columns = np.nonzero(voted)
    codes = (columns * 4 + votes[rows, columns] + 1).astype(np.uint16)
    found = loops(engine, threads=2).pair_sums(edges(voted.sum(axis=1).tolist()), codes, statements)
    moments = Moments(people, found)
    assert np.array_equal(moments.products, votes.T @ votes)
    assert np.array_equal(moments.crossed, votes.T @ voted)
    assert np.array_equal(moments.voted, voted.T @ voted)
    assert np.array_equal(np.triu(found), found)


@pytest.mark.parametrize("names", [[3, 1, 3, 2, 1, 9, 3], [5, 5, 5], [0, 7, 4]])
def test_names_are_entered_in_order_of_first_appearance(names: list[int]) -> None:
    for engine in ENGINES:
        table = np.full(10, -1, np.int32)
        table[[7, 4]] = 0, 1
        numbers, new = loops(engine).enter(table, np.array(names, np.int16), 2)
        fresh = [name for name in dict.fromkeys(names) if name not in (7, 4)]
        assert new.tolist() == fresh
        where = {7: 0, 4: 1} | {name: 2 + place for place, name in enumerate(fresh)}
        assert numbers.tolist() == [where[name] for name in names]
        assert [table[name] for name in where] == list(where.values())


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
def test_votes_that_come_in_runs_are_the_rows_of_all_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.Generator(np.random.PCG64(2))
    who, what, votes = (chance.integers(*ends, 400) for ends in ((0, 30), (0, 20), (-1, 2)))
    expected = ballots_of(who, what, votes, engine=Engine.NUMPY)
    monkeypatch.setattr("opinion.ballots.VOTES_PER_RUN", at_once)
    for engine in ENGINES:
        collecting = Collecting()
        for first in range(0, 400, 50):
            collecting.add(*(column[first : first + 50] for column in (who, what, votes)))
        found = collecting.ballots(engine=engine)
        assert (found.starts.tolist(), found.codes.tolist()) == (expected.starts.tolist(), expected.codes.tolist())
        assert (found.fingerprint, found.votes_read) == (expected.fingerprint, 400)
