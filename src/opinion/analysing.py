"""From votes to an analysis, step by step; the same steps for one file and for partitions on many machines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from opinion.analysis import Analysis, Method, Parameters
from opinion.arrays import AnyArray, Flags, Numbers, Small, Whole
from opinion.axes import MOMENTS_UP_TO, Axes, axes_from_votes, axes_of, places, votes_that_weigh
from opinion.ballots import Ballots
from opinion.engine import Counter, Engine, counter
from opinion.given import thing
from opinion.grouping import (
    MOST_GROUPS,
    Grouping,
    exact_groups,
    exact_taking_part,
    none_grouped,
    polis_groups,
    polis_taking_part,
)
from opinion.moments import Moments, moments_of
from opinion.progress import UNWATCHED, Watch
from opinion.shares import normal_quantile
from opinion.stability import Stability, draws, stability
from opinion.version import VERSION
from opinion.votes import Channel

ROUNDS = 20


class Source(Protocol):
    """Where the votes are; `Here` holds them, `opinion.partitions` spreads them. Only sums come out of it."""

    statements: tuple[str, ...]
    moderated: Flags
    voted_order: Whole
    votes_read: int

    def axes(self, *, direct: bool, previous: Axes | None) -> Axes: ...
    def places(self, axes: Axes, *, moderated_count: bool) -> Numbers: ...
    def votes(self) -> Whole: ...
    def votes_that_weigh(self) -> Whole: ...
    def totals(self) -> Whole: ...
    def count(self, labels: Small, n_groups: int) -> Whole: ...
    def ids(self) -> AnyArray: ...
    def marks(self) -> Numbers: ...
    def fingerprint(self) -> str: ...
    def only(self, rows: Whole) -> Ballots: ...


class Here:
    """Ballots in this process; moments that are known already are not counted again."""

    def __init__(self, ballots: Ballots, loops: Counter, moments: Moments | None = None) -> None:
        self.ballots, self.loops, self.moments = ballots, loops, moments
        self.statements, self.moderated = ballots.statements, ballots.moderated
        self.voted_order, self.votes_read = ballots.voted_order, ballots.votes_read

    def axes(self, *, direct: bool, previous: Axes | None) -> Axes:
        if self.moments is None and len(self.statements) > MOMENTS_UP_TO:
            return axes_from_votes(self.ballots, ~self.moderated, previous=previous)
        if self.moments is None:
            self.moments = moments_of(self.ballots, loops=self.loops)
        return axes_of(self.moments, ~self.moderated, direct=direct, previous=previous, loops=self.loops)

    def places(self, axes: Axes, *, moderated_count: bool) -> Numbers:
        return places(self.ballots, axes, moderated_count=moderated_count, loops=self.loops)

    def votes(self) -> Whole:
        return self.ballots.votes_per_participant

    def votes_that_weigh(self) -> Whole:
        return votes_that_weigh(self.ballots, self.loops)

    def totals(self) -> Whole:
        everybody = np.zeros(self.ballots.n_participants, np.int32)
        counts: Whole = self.count(everybody, 1)[0]
        return counts

    def count(self, labels: Small, n_groups: int) -> Whole:
        found = self.loops.count(self.ballots.starts, self.ballots.codes, labels, n_groups, len(self.statements))
        return found[:, :, :3]

    def ids(self) -> AnyArray:
        return self.ballots.participants

    def marks(self) -> Numbers:
        return self.ballots.row_marks(self.loops)

    def fingerprint(self) -> str:
        return self.ballots.fingerprint

    def only(self, rows: Whole) -> Ballots:
        return self.ballots.only(rows)


def analyse(
    ballots: Ballots,
    *,
    method: Method = Method.EXACT,
    seed: int = 0,
    most_groups: int = MOST_GROUPS,
    stability_rounds: int = ROUNDS,
    channel: Channel = Channel.INDIVIDUAL,
    level: float = 0.95,
    previous: Axes | None = None,
    moments: Moments | None = None,
    engine: Engine = Engine.AUTO,
    threads: int | None = None,
    watch: Watch = UNWATCHED,
) -> Analysis:
    """Groups, shares, consensus, bridges and divides from the votes of one channel.

    method            EXACT (ours) or POLIS; `docs/explanation/opinion.md` tells the difference
    seed              decides every draw; the same votes and seed give the same result
    most_groups       the largest number of groups tried; Polis never tries more than five
    stability_rounds  how often the grouping is tried again; 0 leaves it out
    previous          axes of an earlier run, so that the map does not flip
    moments           when they are known already (`opinion.running`)
    watch             is told how far it is, and may cancel

    Raises ValueError with the parameter, its value and what is allowed.

    >>> from opinion.ballots import ballots_of
    >>> ballots = ballots_of(["ann", "bo", "cem"], ["bus", "bus", "bus"], [1, 1, -1])
    >>> analyse(ballots).of("bus").agreement.agree_of_answered
    Share(count=2, n=3)
    """
    thing(Ballots, ballots, "ballots", "from ballots_of or read_ballots")
    if previous is not None:
        thing(Axes, previous, "previous", "as analysis.axes")
    if moments is not None:
        thing(Moments, moments, "moments", "of these ballots")
        of, wanted = (moments.participants, len(moments.voted_on)), (ballots.n_participants, ballots.n_statements)
        if of != wanted:
            raise ValueError(
                f"moments are of {of[0]} people and {of[1]} statements; allowed: {wanted[0]} and {wanted[1]}"
            )
    loops = counter(ballots.n_votes, engine=engine, threads=threads, watch=watch)
    parameters = Parameters(method, seed, most_groups, stability_rounds, channel, level)
    return analyse_source(Here(ballots, loops, moments), parameters, loops=loops, previous=previous)


def analyse_source(source: Source, parameters: Parameters, *, loops: Counter, previous: Axes | None = None) -> Analysis:
    """The steps of an analysis, wherever the votes are."""
    _check(parameters)
    polis, watch = parameters.method is Method.POLIS, loops.watch
    watch.step("axes", 0.1)
    axes = source.axes(direct=not polis, previous=previous)
    watch.step("places", 0.4)
    placed = source.places(axes, moderated_count=polis)
    watch.step("groups", 0.5)
    votes = source.votes()
    marks = placed[:0, 0] if polis else source.marks()
    grouping = _grouped(source, placed, votes, marks, parameters, loops)
    watch.step("counts", 0.7)
    by_group = source.count(grouping.labels, grouping.n_groups)
    steady = None
    if parameters.stability_rounds and grouping.n_groups:
        steady = _stability(source, grouping, placed, marks, votes, axes, parameters, loops)
    return Analysis(
        parameters=parameters,
        version=VERSION,
        input_hash=source.fingerprint(),
        votes_read=source.votes_read,
        ids=source.ids(),
        statements=source.statements,
        moderated=source.moderated,
        voted_order=source.voted_order,
        axes=axes,
        places=placed,
        votes=votes,
        grouping=grouping,
        totals=source.totals(),
        by_group=by_group,
        stability=steady,
    )


def _check(parameters: Parameters) -> None:
    if parameters.method is Method.POLIS and parameters.most_groups != MOST_GROUPS:
        raise ValueError(f"most_groups is {parameters.most_groups}; allowed with method polis: {MOST_GROUPS}")
    if parameters.channel is Channel.HANDS:
        raise ValueError("channel is hands; allowed: individual, open, as counted hands are of nobody in particular")
    normal_quantile(parameters.level)


def _grouped(
    source: Source, placed: Numbers, votes: Whole, marks: Numbers, parameters: Parameters, loops: Counter
) -> Grouping:
    if len(placed) < 2:
        return none_grouped(len(placed), "one participant; groups need two or more")
    if parameters.method is Method.POLIS:
        return polis_groups(placed, polis_taking_part(votes, len(source.statements)), loops)
    weigh = source.votes_that_weigh()
    inside = exact_taking_part(weigh, int((~source.moderated).sum()))
    return exact_groups(placed, marks, inside, loops, seed=parameters.seed, most_groups=parameters.most_groups)


def _stability(
    source: Source,
    grouping: Grouping,
    placed: Numbers,
    marks: Numbers,
    votes: Whole,
    axes: Axes,
    parameters: Parameters,
    loops: Counter,
) -> Stability:
    polis = parameters.method is Method.POLIS
    # drawn from an order that the order of the votes did not make
    order = np.arange(len(placed)) if polis else np.lexsort((marks, placed[:, 1], placed[:, 0]))

    drawings = draws(order, rounds=parameters.stability_rounds, seed=parameters.seed)
    # fetched once: who is drawn may be on other machines
    drawn = np.unique(np.concatenate(drawings))
    theirs = source.only(drawn)

    def regroup(rows: Whole) -> Small:
        mine = Here(theirs.only(np.searchsorted(drawn, rows)), loops)
        found = _near(mine, axes)
        again = mine.places(found, moderated_count=polis)
        whose = again[:0, 0] if polis else mine.marks()
        return _grouped(mine, again, mine.votes(), whose, parameters, loops).labels

    def reorder(rows: Whole) -> Small:
        return polis_groups(placed[rows], polis_taking_part(votes[rows], len(source.statements)), loops).labels

    turned: Callable[[Whole], Small] | None = reorder if polis else None
    return stability(
        grouping.labels,
        drawings,
        regroup=regroup,
        reorder=turned,
        seed=parameters.seed,
        watch=loops.watch,
    )


def _near(mine: Here, axes: Axes) -> Axes:
    """The axes of a resample lie near those of everybody: start there."""
    if len(mine.statements) > MOMENTS_UP_TO:
        return mine.axes(direct=False, previous=axes)
    moments = moments_of(mine.ballots, loops=mine.loops)
    return axes_of(
        moments,
        ~mine.moderated,
        direct=False,
        previous=axes,
        start=axes.components.sum(axis=0),
        loops=mine.loops,
    )
