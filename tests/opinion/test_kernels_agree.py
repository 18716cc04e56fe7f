"""Each inner loop, compiled and plain, against the simplest way to say the same."""

from hashlib import blake2b

import numpy as np
import pytest

from opinion.engine import Counter, Engine, counter
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
