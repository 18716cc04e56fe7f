"""Votes in parts: on a disk larger than the memory, or on many machines. Only sums travel.

The same functions as for one file; a part holds all votes of its participants. Whole numbers are added up in a
tree, so the result has the same bits with one part or a hundred, on one machine or ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from opinion.analysing import ROUNDS, analyse_source
from opinion.analysis import Analysis, Method, Parameters
from opinion.arrays import AnyArray, Numbers, Small, Whole
from opinion.axes import Axes, axes_of, places, votes_that_weigh
from opinion.ballots import Ballots, fingerprint_of, marked
from opinion.engine import Engine, counter
from opinion.grouping import MOST_GROUPS
from opinion.moments import Moments, moments_of
from opinion.progress import UNWATCHED, Watch
from opinion.reading import InputProblem, NoVotes
from opinion.sources import Comment, read_ballots
from opinion.tallies import in_order
from opinion.votes import Channel

ENDINGS = (".parquet", ".pq", ".arrow", ".feather", ".csv")


class Executor(Protocol):
    """Who does the work. A handle stands for a result that may be elsewhere, and can be given to other work."""

    def submit(self, work: Callable[..., Any], *given: Any) -> Any: ...
    def gather(self, handles: Sequence[Any]) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class _Later:
    """Work that is done again whenever its result is asked for: slower, and it holds no memory."""

    work: Callable[..., Any]
    given: tuple[Any, ...]

    def result(self) -> Any:
        return self.work(*(part.result() if isinstance(part, _Later) else part for part in self.given))


class OneAfterAnother:
    """In this process, one part in memory at a time; every pass reads the files again."""

    def submit(self, work: Callable[..., Any], *given: Any) -> Any:
        return _Later(work, given)

    def gather(self, handles: Sequence[Any]) -> list[Any]:
        return [handle.result() if isinstance(handle, _Later) else handle for handle in handles]


class OnDask:
    """On the workers of a dask cluster; the ballots stay there between passes. Needs the extra `cluster`."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def submit(self, work: Callable[..., Any], *given: Any) -> Any:
        return self._client.submit(work, *given, pure=False)

    def gather(self, handles: Sequence[Any]) -> list[Any]:
        found: list[Any] = self._client.gather(list(handles))
        return found


def parts_in(folder: Path) -> tuple[Path, ...]:
    """The files with votes in a folder, in order of name. Raises InputProblem when there are none."""
    everything = _in(folder)
    packed = next((path for path in everything if _looks_packed(path)), None)
    if packed is not None:
        raise InputProblem(f"{packed}: cannot be read; allowed: {', '.join(ENDINGS)}, so unpack it or take it away")
    found = tuple(filter(holds_votes, everything))
    if not found:
        raise InputProblem(f"{folder}: no files with votes; allowed: {', '.join(ENDINGS)}")
    return found


def not_read(folder: Path) -> tuple[str, ...]:
    """What stands in a folder of parts and is none, by name; what is hidden is not of people."""
    return tuple(path.name for path in _in(folder) if not (holds_votes(path) or path.name.startswith(".")))


def holds_votes(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS


def _in(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as problem:
        raise InputProblem(f"{folder}: cannot be opened ({problem.strerror})") from problem


def _looks_packed(path: Path) -> bool:
    """Such as b.csv.gz: without it votes would be missing."""
    return not holds_votes(path) and any(ending.lower() in ENDINGS for ending in path.suffixes)


def analyse_parts(
    paths: Iterable[Path],
    *,
    executor: Executor | None = None,
    comments: Sequence[Comment] | None = None,
    method: Method = Method.EXACT,
    seed: int = 0,
    most_groups: int = MOST_GROUPS,
    stability_rounds: int = ROUNDS,
    channel: Channel = Channel.INDIVIDUAL,
    level: float = 0.95,
    previous: Axes | None = None,
    watch: Watch = UNWATCHED,
) -> Analysis:
    """The analysis of votes in parts; see `opinion.analyse`. Every participant stands in one part alone.

    Without an executor the parts are read one after another, so that they need not fit in memory together.
    Raises InputProblem for a participant who stands in two parts.
    """
    parts = Parts(tuple(paths), executor or OneAfterAnother(), comments)
    parameters = Parameters(method, seed, most_groups, stability_rounds, channel, level)
    loops = counter(parts.votes_read, engine=Engine.AUTO, watch=watch)
    return analyse_source(parts, parameters, loops=loops, previous=previous)


@dataclass(frozen=True, slots=True)
class Survey:
    """What must be known of a part before it can be counted with the others."""

    participants: AnyArray
    statements: tuple[str, ...]
    votes_read: int


def survey(path: Path, comments: Sequence[Comment] | None) -> Survey | None:
    """Who and what stands in this part, statements in order of their first vote; None of a part without votes."""
    try:
        ballots = read_ballots(path, comments=comments)
    except NoVotes:
        return None
    voted = ballots.counts().sum(axis=1) > 0
    names = tuple(ballots.statements[i] for i in ballots.voted_order.tolist() if voted[i])
    return Survey(ballots.participants, names, ballots.votes_read)


def load(path: Path, statements: Sequence[str], moderated: Sequence[str]) -> Ballots:
    """The ballots of this part, with the statements of all parts."""
    everything = [Comment(name, "", name in moderated) for name in statements]
    return read_ballots(path, comments=everything)


class Parts:
    """The votes of several files as one source of sums; see `opinion.analysing.Source`."""

    def __init__(self, paths: Sequence[Path], executor: Executor, comments: Sequence[Comment] | None) -> None:
        self._executor = executor
        everything: list[Survey | None] = executor.gather([executor.submit(survey, path, comments) for path in paths])
        # whoever divides votes over parts may leave one empty
        paths = [path for path, found in zip(paths, everything, strict=True) if found is not None]
        surveys = [found for found in everything if found is not None]
        if not surveys:
            raise NoVotes("votes is empty in every part; allowed: one vote or more")
        self._lengths = [len(found.participants) for found in surveys]
        self._ids = _together(surveys, paths)
        self.votes_read = sum(found.votes_read for found in surveys)
        voted = list(dict.fromkeys(name for found in surveys for name in found.statements))
        known = voted if comments is None else [comment.statement for comment in comments]
        self.statements = tuple(in_order(set(known)))
        taken_out = [] if comments is None else [comment.statement for comment in comments if comment.moderated]
        self.moderated = marked(taken_out, self.statements)
        number = {name: i for i, name in enumerate(self.statements)}
        unvoted = in_order(set(self.statements) - set(voted))
        self.voted_order = np.array([number[name] for name in voted + unvoted], np.int64)
        self._ballots = [executor.submit(load, path, self.statements, taken_out) for path in paths]

    @cached_property
    def _facts(self) -> list[Facts]:
        """In one pass over the parts; only the moments stay where they are."""
        handles = [self._executor.submit(_facts, part) for part in self._ballots]
        return self._executor.gather(handles)

    def axes(self, *, direct: bool, previous: Axes | None) -> Axes:
        return axes_of(self.moments(), ~self.moderated, direct=direct, previous=previous)

    def moments(self) -> Moments:
        """The moments of all parts, added two by two."""
        handles = [self._executor.submit(_moments, part) for part in self._ballots]
        while len(handles) > 1:
            pairs = [self._executor.submit(_sum, *handles[i : i + 2]) for i in range(0, len(handles), 2)]
            handles = pairs
        found: Moments = self._executor.gather(handles)[0]
        return found

    def places(self, axes: Axes, *, moderated_count: bool) -> Numbers:
        return np.concatenate(self._each(_places, axes, moderated_count))

    def votes(self) -> Whole:
        return np.concatenate([facts.votes for facts in self._facts])

    def votes_that_weigh(self) -> Whole:
        return np.concatenate([facts.weighing for facts in self._facts])

    def totals(self) -> Whole:
        return _added([facts.totals for facts in self._facts])

    def count(self, labels: Small, n_groups: int) -> Whole:
        edges = np.cumsum(self._lengths)[:-1]
        handles = [
            self._executor.submit(_count, part, mine, n_groups)
            for part, mine in zip(self._ballots, np.split(labels, edges), strict=True)
        ]
        return _added(self._executor.gather(handles))

    def ids(self) -> AnyArray:
        return self._ids

    def marks(self) -> Numbers:
        return np.concatenate([facts.marks for facts in self._facts])

    def fingerprint(self) -> str:
        total = sum(facts.row_sum for facts in self._facts) % 2**128
        return fingerprint_of(self.statements, self.moderated, total, len(self._ids))

    def only(self, rows: Whole) -> Ballots:
        edges = np.concatenate([[0], np.cumsum(self._lengths)])
        part_of = np.searchsorted(edges, rows, side="right") - 1
        handles = [
            self._executor.submit(Ballots.only, part, rows[part_of == i] - edges[i])
            for i, part in enumerate(self._ballots)
        ]
        return _joined(self._executor.gather(handles), self.voted_order)

    def _each(self, work: Callable[..., Any], *given: Any) -> list[Any]:
        return self._executor.gather([self._executor.submit(work, part, *given) for part in self._ballots])


def _moments(ballots: Ballots) -> Moments:
    return moments_of(ballots, loops=counter(ballots.n_votes, threads=1))


def _sum(one: Moments, other: Moments | None = None) -> Moments:
    return one if other is None else one + other


def _places(ballots: Ballots, axes: Axes, moderated_count: bool) -> Numbers:
    return places(ballots, axes, moderated_count=moderated_count, loops=counter(ballots.n_votes, threads=1))


@dataclass(frozen=True, slots=True)
class Facts:
    """What one pass over a part tells, besides the moments."""

    votes: Whole
    weighing: Whole
    marks: Numbers
    totals: Whole
    row_sum: int


def _facts(ballots: Ballots) -> Facts:
    loops = counter(ballots.n_votes, threads=1)
    return Facts(
        ballots.votes_per_participant,
        votes_that_weigh(ballots, loops),
        ballots.row_marks(loops),
        ballots.counts(),
        ballots.row_sum,
    )


def _count(ballots: Ballots, labels: Small, n_groups: int) -> Whole:
    loops = counter(ballots.n_votes, threads=1)
    return loops.count(ballots.starts, ballots.codes, labels, n_groups, ballots.n_statements)[:, :, :3]


def _added(arrays: Sequence[Whole]) -> Whole:
    total = np.zeros_like(arrays[0])
    for array in arrays:
        total += array
    return total


def _together(surveys: Sequence[Survey], paths: Sequence[Path]) -> AnyArray:
    """The participants of all parts. Raises InputProblem for one who stands in two."""
    kinds = {found.participants.dtype.kind for found in surveys}
    if len(kinds) > 1:
        raise InputProblem(f"{paths[0].parent}: participants are text in some parts and whole numbers in others")
    everybody = np.concatenate([found.participants for found in surveys])
    if len(set(everybody.tolist())) < len(everybody):
        seen: set[object] = set()
        for found, path in zip(surveys, paths, strict=True):
            twice = seen.intersection(found.participants.tolist())
            if twice:
                raise InputProblem(f"{path.name}: participant {min(map(str, twice))!r} stands in an earlier part too")
            seen.update(found.participants.tolist())
    return everybody


def _joined(parts: Sequence[Ballots], voted_order: Whole) -> Ballots:
    lengths = np.concatenate([part.votes_per_participant for part in parts])
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return replace(
        parts[0],
        participants=np.concatenate([part.participants for part in parts]),
        starts=starts,
        codes=np.concatenate([part.codes for part in parts]),
        voted_order=voted_order,
        votes_read=int(starts[-1]),
    )
