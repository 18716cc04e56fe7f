"""Chooses who counts: compiled loops on all cores where that pays, otherwise numpy. The numbers are the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from threading import Lock
from typing import Any

import numpy as np

from opinion import plain
from opinion.arrays import AnyArray, Codes, Numbers, Small, Whole
from opinion.given import one_of, whole
from opinion.grid import Grid
from opinion.progress import UNWATCHED, Watch
from opinion.texts import Texts

# loading the compiled loops takes a second: below this many votes numpy is done sooner
COMPILED_FROM_VOTES = 400_000
# four counters of sixteen bits, each growing by at most two per person
PEOPLE_PER_FLUSH = 32_767
# the same with signs, where one changed vote may change a counter by two
VOTES_PER_SETTLING = 16_000
FIELD = 16
# starting a thread costs as much as counting some ten thousands of votes
VOTES_PER_THREAD = 300_000
# of these people's votes the sums of this many statements stay in the cache of a core; taking up each person
# anew for every strip only pays when they have some votes in it
PEOPLE_AT_ONCE, STRIP, VOTES_PER_STRIP = 8_192, 64, 3
# rows of codes: where each row starts (one more for the end), and the codes of all rows
Run = tuple[Whole, Codes]


class Engine(Enum):
    """Who counts. AUTO takes the compiled loops for many votes, where numba is installed."""

    AUTO = "auto"
    NUMPY = "numpy"
    NUMBA = "numba"


@dataclass(frozen=True, slots=True)
class Counter:
    """The counting loops, on a number of threads."""

    kernels: Any
    threads: int
    watch: Watch = UNWATCHED

    def spread(self, work: Callable[[int, int], None], starts: Whole, portions: int = 1) -> None:
        """Do the work on ranges of rows that hold about as many votes each; between them one may cancel."""
        threads = min(self.threads, 1 + int(starts[-1]) // VOTES_PER_THREAD)
        edges = _edges(starts, threads * portions)
        if threads == 1 or len(edges) == 2:
            for first, last in pairwise(edges):
                self.watch.still_wanted()
                work(first, last)
            return
        with ThreadPoolExecutor(threads) as pool:
            for done in [pool.submit(work, first, last) for first, last in pairwise(edges)]:
                done.result()
                self.watch.still_wanted()

    def enter(self, table: Small, names: AnyArray, count: int) -> tuple[Small, AnyArray]:
        """What stands in the table under each of these names, and the names that were not there yet, in their order.

        Names are whole numbers within the table; where it holds -1 a new one gets the next number, from `count` on.
        """
        if self.kernels is None:
            return plain.enter(table, names, count)
        found, new = np.empty(len(names), np.int32), np.empty(len(names), names.dtype)
        return found, new[: self.kernels.enter(table, names, count, found, new)].copy()

    def run(self, people: list[Small], codes: list[Codes], n_people: int) -> Run:
        """The votes of these portions by person, each person's in the order in which they were cast.

        Both lists are emptied on the way, so that no vote stands in memory twice. Only of compiled loops.
        """
        starts = np.zeros(n_people + 1, np.int64)
        for part in people:
            self.kernels.tally(part, starts)
        np.cumsum(starts, out=starts)
        rows, cursor = np.empty(int(starts[-1]), np.result_type(*codes)), starts[:-1].copy()
        people.reverse()
        codes.reverse()
        while people:
            self.watch.still_wanted()
            self.kernels.scatter(people.pop(), codes.pop(), cursor, rows)
        return starts, rows

    def rows(
        self, runs: list[Run], people: list[Small], codes: list[Codes], n_people: int, renumbered: Codes, n: int
    ) -> Run:
        """From votes in the order in which they were cast to rows; see `opinion.ballots`.

        runs           earlier votes, by person
        people, codes  whose and what came after them, in portions
        renumbered     the code that each code becomes, of the type that the rows get
        n              how many statements there are

        The lists are emptied on the way.
        """
        if self.kernels is None:
            earlier = [np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts)) for starts, _ in runs]
            cast = np.concatenate([*(what for _, what in runs), *codes])
            return plain.tidied(np.concatenate([*earlier, *people]), renumbered[cast], n_people)
        if people:
            runs.append(self.run(people, codes, n_people))
        starts, rows = runs.pop() if len(runs) == 1 else self._merged(runs, n_people, renumbered.dtype)
        return self._tidied(starts, rows.astype(renumbered.dtype, copy=False), renumbered, n)

    def _merged(self, runs: list[Run], n_people: int, wide: np.dtype[Any]) -> Run:
        starts = np.zeros(n_people + 1, np.int64)
        for run_starts, _ in runs:
            starts[1 : len(run_starts)] += np.diff(run_starts)
        np.cumsum(starts, out=starts)
        rows, cursor = np.empty(int(starts[-1]), wide), starts[:-1].copy()
        runs.reverse()
        while runs:
            self.watch.still_wanted()
            self.kernels.append_rows(*runs.pop(), cursor, rows)
        return starts, rows

    def _tidied(self, starts: Whole, codes: Codes, renumbered: Codes, n: int) -> Run:
        lengths = np.empty(len(starts) - 1, np.int64)
        words = n // 64 + 1
        self.spread(lambda a, b: self.kernels.tidy(starts, codes, a, b, words, renumbered, lengths), starts)
        tidy = np.zeros_like(starts)
        np.cumsum(lengths, out=tidy[1:])
        if tidy[-1] < starts[-1]:
            self.kernels.compact(starts, codes, lengths)
            # nobody else has seen this array, and giving back its end copies nothing
            codes.resize(int(tidy[-1]), refcheck=False)
        return tidy, codes

    def pair_sums(self, starts: Whole, codes: Codes, n: int) -> Small:
        """The four sums over people for every two statements; see `opinion.moments`."""
        if self.kernels is None:
            return plain.pair_sums(starts, codes, 0, len(starts) - 1, n)
        found = np.zeros((4, n, n), np.int32)
        table, alone = _pair_table(), Lock()
        strip = STRIP if len(codes) * STRIP >= VOTES_PER_STRIP * n * (len(starts) - 1) else n

        def work(first: int, last: int) -> None:
            sums = np.zeros(n * n, np.int64)
            for at in range(first, last, PEOPLE_PER_FLUSH):
                until = min(at + PEOPLE_PER_FLUSH, last)
                for some in range(at, until, PEOPLE_AT_ONCE):
                    to = min(some + PEOPLE_AT_ONCE, until)
                    self.kernels.add_pairs(starts, codes, some, to, n, strip, table, sums)
                with alone:
                    self.kernels.unpack(sums.reshape(n, n), found)

        self.spread(work, starts, portions=-(-(len(starts) - 1) // (PEOPLE_PER_FLUSH * self.threads)))
        return found

    def project(self, starts: Whole, codes: Codes, weights: Numbers) -> Numbers:
        """Each person's two sums of weights of their votes, shape (people, 2)."""
        if self.kernels is None:
            return plain.project(starts, codes, weights)
        out = np.empty((len(starts) - 1, 2))
        self.spread(lambda a, b: self.kernels.project(starts, codes, a, b, weights, out), starts)
        return out

    def count(self, starts: Whole, codes: Codes, groups: Small, n_groups: int, n: int) -> Whole:
        """How many in each group cast each vote, shape (groups, statements, 4): disagree, pass, agree, nothing."""
        if self.kernels is None:
            return plain.count(starts, codes, groups, n_groups, 4 * n).reshape(n_groups, n, 4)
        parts: list[Whole] = []

        def work(first: int, last: int) -> None:
            mine = np.zeros((n_groups, 4 * n), np.int64)
            self.kernels.count(starts, codes, first, last, groups, mine)
            parts.append(mine)

        self.spread(work, starts)
        total = np.zeros((n_groups, 4 * n), np.int64)
        for part in parts:
            total += part
        return total.reshape(n_groups, n, 4)

    def digests(self, names: Texts, votes: AnyArray, starts: Whole) -> int:
        """The sum, modulo 2**128, of the BLAKE2b digest (16 bytes) of each row's name, nought and bytes of votes.

        votes   the bytes of all rows, one after the other
        starts  where each row starts, in bytes
        """
        if self.kernels is None:
            return plain.digests(names.letters, names.starts, votes, starts)
        parts: list[AnyArray] = []

        def work(first: int, last: int) -> None:
            mine = np.zeros(2, np.uint64)
            self.kernels.add_digests(names.letters, names.starts, votes, starts, first, last, mine)
            parts.append(mine)

        self.spread(work, starts)
        return sum(int(low) + (int(high) << 64) for low, high in parts) % 2**128

    def round(self, points: Numbers, weights: Numbers, grid: Grid, centres: Numbers) -> tuple[Small, Numbers, Numbers]:
        """One round of k-means; see `opinion.clusters`.

        The nearest centre of every point (of equally near ones the last), each centre's weighted sum of its points,
        shape (centres, 2), and its weight.
        """
        if self.kernels is None:
            return plain.round_of(points, weights, grid, centres)
        labels, sums, weight = np.empty(len(points), np.int32), np.empty(centres.shape), np.empty(len(centres))
        self.kernels.round_of(points, weights, *_boxes(grid), centres, labels, sums, weight)
        return labels, sums, weight

    def polis_rounds(
        self, points: Numbers, weights: Numbers, grid: Grid, centres: Numbers, rounds: int, still: float
    ) -> tuple[Small, Numbers]:
        """Labels and centres after rounds that end when the centres stand still; see `opinion.clusters`."""
        if self.kernels is None:
            return plain.polis_rounds(points, weights, grid, centres, rounds, still)
        labels, number = np.empty(len(points), np.int32), np.empty(len(centres), np.int32)
        found = self.kernels.polis_rounds(points, weights, *_boxes(grid), centres, rounds, still, labels, number)
        return number[labels], found

    def rounds_of_starts(
        self, points: Numbers, weights: Numbers, starts: Numbers, rounds: int
    ) -> tuple[Numbers, Numbers]:
        """Where the centres of each start, shape (starts, k, 2), end, and their weighted sum of squared distances."""
        if self.kernels is None:
            return plain.rounds_of_starts(points, weights, starts, rounds)
        centres, costs = starts.copy(), np.zeros(len(starts))
        self.kernels.rounds_of_starts(points, weights, centres, rounds, costs)
        return centres, costs

    def spread_out(self, points: Numbers, weights: Numbers, draws: Numbers) -> Whole:
        """The numbers of points far apart, one for each draw from 0 to 1; see `opinion.clusters.spread_starts`."""
        if self.kernels is None:
            return plain.spread_out(points, weights, draws)
        chosen = np.empty(len(draws), np.int64)
        return chosen[: self.kernels.spread_out(points, weights, draws, chosen)]

    def fold(
        self, cast: tuple[Whole, Whole, Whole], begins: Whole, lengths: Whole, codes: Codes, n: int, sums: Whole
    ) -> None:
        """Put votes (whose row, which statement, which choice) in rows with room; see `opinion.running`.

        begins, lengths  where each row starts in `codes` and how long it is; a new vote makes it longer
        sums             packed, of every two statements, the one voted on last first: what the votes change
        """
        kernel = plain.fold if self.kernels is None else self.kernels.fold
        kernel(*cast, begins, lengths, codes, n, _signed_table(), sums)

    def settle(self, packed: Whole, sums: Small) -> None:
        """Add what `fold` summed to the moments, and begin anew; at the latest after `VOTES_PER_SETTLING` votes."""
        kernel = plain.settle if self.kernels is None else self.kernels.settle
        kernel(packed.reshape(sums.shape[1:]), sums)

    def scatter(self, sums: Small, mean: Numbers) -> Numbers:
        """C'C from the moments; see `opinion.moments.Moments.scatter`."""
        if self.kernels is None:
            return plain.scatter_of(sums, mean)
        found = np.empty(sums.shape[1:])
        self.kernels.scatter_of(sums, mean, found)
        return found


def counter(
    votes: int, *, engine: Engine = Engine.AUTO, threads: int | None = None, watch: Watch = UNWATCHED
) -> Counter:
    """Who counts this many votes. Raises ValueError when numba is asked for and not there."""
    engine = one_of(Engine, engine, "engine")
    if threads is not None:
        threads = whole(threads, "threads", least=1)
    worth_it = compiled_loops() and (votes >= COMPILED_FROM_VOTES or "opinion.kernels" in sys.modules)
    if engine is Engine.NUMPY or (engine is Engine.AUTO and not worth_it):
        return Counter(None, 1, watch)
    if not compiled_loops():
        raise ValueError("engine is numba; allowed: auto, numpy, as numba is not installed (pip install numba)")
    from opinion import kernels

    return Counter(kernels, threads or len(os.sched_getaffinity(0)), watch)


@lru_cache(maxsize=1)
def compiled_loops() -> bool:
    """Whether numba is installed."""
    return find_spec("numba") is not None


def _edges(starts: Whole, portions: int) -> list[int]:
    people = len(starts) - 1
    if portions == 1:
        return [0, people]
    wanted = np.linspace(0, int(starts[-1]), portions + 1)
    found = np.searchsorted(starts, wanted, side="left")
    found[0], found[-1] = 0, people
    return np.unique(np.minimum(found, people)).tolist() if people else [0, 0]


def _boxes(grid: Grid) -> tuple[AnyArray, ...]:
    return grid.cells, grid.low, grid.high, grid.blocks, grid.block_low, grid.block_high


def _pair_table() -> Whole:
    """What a pair of votes v, w adds: one, w + 1, v + 1 and v w + 1, each in a field of sixteen bits."""
    table = np.zeros(16, np.int64)
    for one in range(3):
        for other in range(3):
            v, w = one - 1, other - 1
            table[one << 2 | other] = 1 | (w + 1) << FIELD | (v + 1) << 2 * FIELD | (v * w + 1) << 3 * FIELD
    return table


@lru_cache(maxsize=1)
def _signed_table() -> Whole:
    """What a pair of votes v, w adds: one, v, w and v w with their signs, each in a field of sixteen bits."""
    table = np.zeros(16, np.int64)
    for one in range(3):
        for other in range(3):
            v, w = one - 1, other - 1
            table[one << 2 | other] = 1 + v * (1 << FIELD) + w * (1 << 2 * FIELD) + v * w * (1 << 3 * FIELD)
    return table
