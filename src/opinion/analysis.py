"""What came out of the votes: an object that answers questions. Exact, so not for publication: see `published`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import permutations

import numpy as np

from opinion.agreement import Agreement
from opinion.arrays import AnyArray, Flags, Numbers, Small, Whole, freeze
from opinion.axes import Axes, extremities
from opinion.contrasts import (
    Representative,
    Shared,
    consensus,
    divisiveness,
    group_aware_consensus,
    priorities,
    representatives,
)
from opinion.given import number, one_of, whole
from opinion.grouping import Grouping
from opinion.shares import Interval, Share
from opinion.stability import Stability
from opinion.votes import Channel, Choice

# fewer answers than this say nothing about a group
FEWEST_ANSWERS = 10
# a share that may as well be fifteen points higher or lower has not been asked often enough
WIDEST_HALF = 0.15


class Method(Enum):
    """POLIS: the numbers that Polis' own mathematics gives. EXACT: the same questions, without chance or order."""

    EXACT = "exact"
    POLIS = "polis"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything but the votes that decides what comes out."""

    method: Method
    seed: int
    most_groups: int
    stability_rounds: int
    channel: Channel
    level: float

    def __post_init__(self) -> None:
        """A word will do for a method or a channel; anything that cannot be is refused by name and value."""
        clean = {
            "method": one_of(Method, self.method, "method"),
            "seed": whole(self.seed, "seed", least=0),
            "most_groups": whole(self.most_groups, "most_groups", least=2),
            "stability_rounds": whole(self.stability_rounds, "stability_rounds", least=0),
            "channel": one_of(Channel, self.channel, "channel"),
            "level": number(self.level, "level", "above 0, below 1"),
        }
        for name, value in clean.items():
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class StatementResult:
    """How everybody, and every group, answered one statement.

    consensus           high only where every group agrees: the product over groups of (A + 1) / (S + 2)
    consensus_disagree  the same of disagreeing
    divisive            the largest difference between two groups in (A + 1) / (S + 2)
    extremity           how far out on the map somebody stands who only agreed with this
    priority            how much Polis would want it to be seen next
    """

    agreement: Agreement
    by_group: tuple[Agreement, ...]
    moderated: bool
    consensus: float
    consensus_disagree: float
    divisive: float
    extremity: float
    priority: float


@dataclass(frozen=True, slots=True)
class GroupResult:
    """People who answered alike. `stability` is how much of the group returns in resamples, None when not tried."""

    number: int
    size: int
    share: Share
    centre: tuple[float, float]
    representative: tuple[Representative, ...]
    stability: float | None


@dataclass(frozen=True, slots=True)
class Bridge:
    """A statement that most people in every group answer alike; `least` is the share in the group least sure."""

    statement: str
    direction: Choice
    least: Share
    least_group: int


@dataclass(frozen=True, slots=True)
class Divide:
    """A statement with which most of one group agrees and most of another disagrees."""

    statement: str
    agreeing: int
    agree: Share
    disagreeing: int
    disagree: Share


@dataclass(frozen=True, slots=True)
class MinorityPosition:
    """What most of one group says while most people together say the opposite: no average shows it."""

    statement: str
    group: int
    direction: Choice
    in_group: Share
    overall: Share


@dataclass(frozen=True, slots=True)
class SeenTooLittle:
    """A statement asked too seldom to tell: overall (the interval is too wide), or in these groups."""

    statement: str
    answered: int
    interval: Interval | None
    groups: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Analysis:
    """One run over the votes: what it was of, how it was made, and what came out.

    input_hash   the fingerprint of the votes: the same for the same votes, in whatever order or partitions
    version      of this library
    ids          the participants, in the order of `places`, `grouping.labels` and `votes`
    places       where they stand on the map, shape (participants, 2)
    votes        how many votes each cast
    totals       disagree, pass, agree per statement of everybody, shape (statements, 3)
    by_group     the same of every group, shape (groups, statements, 3)
    """

    parameters: Parameters
    version: str
    input_hash: str
    votes_read: int
    ids: AnyArray
    statements: tuple[str, ...]
    moderated: Flags
    voted_order: Whole
    axes: Axes
    places: Numbers
    votes: Whole
    grouping: Grouping
    totals: Whole
    by_group: Whole
    stability: Stability | None

    def __post_init__(self) -> None:
        freeze(self, "ids", "moderated", "voted_order", "places", "votes", "totals", "by_group")

    @property
    def method(self) -> Method:
        return self.parameters.method

    @property
    def seed(self) -> int:
        return self.parameters.seed

    @property
    def n_participants(self) -> int:
        return len(self.ids)

    @property
    def labels(self) -> Small:
        """The group of every participant; -1 for who answered too little to tell."""
        return self.grouping.labels

    @property
    def n_without_group(self) -> int:
        """How many people answered too little to be put in a group."""
        return int((self.labels < 0).sum())

    @cached_property
    def group_sizes(self) -> tuple[int, ...]:
        inside = self.labels[self.labels >= 0]
        return tuple(np.bincount(inside, minlength=self.grouping.n_groups).tolist())

    @cached_property
    def groups(self) -> tuple[GroupResult, ...]:
        told = representatives(self.by_group, self.statements, self._order, self.moderated)
        people = sum(self.group_sizes)
        return tuple(
            GroupResult(
                number,
                size,
                Share(size, people),
                (float(self.grouping.centres[number, 0]), float(self.grouping.centres[number, 1])),
                told[number],
                None if self.stability is None else self.stability.groups[number],
            )
            for number, size in enumerate(self.group_sizes)
        )

    def representative(self, group: int) -> tuple[Representative, ...]:
        """What this group says and the others say less. ValueError for a group that is not there."""
        if not 0 <= group < self.grouping.n_groups:
            raise ValueError(f"group is {group}; allowed: 0 to {self.grouping.n_groups - 1}")
        return self.groups[group].representative

    @cached_property
    def consensus(self) -> tuple[tuple[Shared, ...], tuple[Shared, ...]]:
        """What most people agree with, and what most disagree with, as Polis lists them."""
        return consensus(self.totals, self.statements, self._order, self.moderated)

    @cached_property
    def group_aware_consensus(self) -> Numbers:
        return group_aware_consensus(self.by_group)

    @cached_property
    def priorities(self) -> Numbers:
        """What Polis would draw the next statement by."""
        return priorities(self.by_group, extremities(self.axes))

    @property
    def _order(self) -> Whole:
        """The order in which ties between statements fall: of first vote in Polis, of name in ours."""
        polis = self.method is Method.POLIS
        return self.voted_order if polis else np.arange(len(self.statements))

    def of(self, statement: str) -> StatementResult:
        """The result of one statement. KeyError for one that is not in the conversation."""
        if statement not in self.statements:
            raise KeyError(f"statement {statement!r} is not in the conversation")
        return self._result(self.statements.index(statement))

    @cached_property
    def results(self) -> tuple[StatementResult, ...]:
        """Every statement, in order of name."""
        return tuple(map(self._result, range(len(self.statements))))

    @cached_property
    def _figures(self) -> tuple[list[float], ...]:
        return (
            self.group_aware_consensus.tolist(),
            group_aware_consensus(self.by_group, 0).tolist(),
            divisiveness(self.by_group).tolist(),
            extremities(self.axes).tolist(),
            self.priorities.tolist(),
        )

    def _result(self, i: int) -> StatementResult:
        groups = tuple(
            self._agreement(i, counts[i].tolist(), size)
            for counts, size in zip(self.by_group, self.group_sizes, strict=True)
        )
        everybody = self._agreement(i, self.totals[i].tolist(), self.n_participants)
        return StatementResult(everybody, groups, bool(self.moderated[i]), *(figure[i] for figure in self._figures))

    def _agreement(self, i: int, counts: list[int], people: int) -> Agreement:
        disagree, passed, agree = counts
        channel = self.parameters.channel
        return Agreement(self.statements[i], channel, agree, disagree, passed, agree + disagree + passed, people)

    def _kept(self) -> Iterator[StatementResult]:
        return (result for result in self.results if not result.moderated)

    @cached_property
    def bridges(self) -> tuple[Bridge, ...]:
        """Statements on which every group surely stands on the same side, the surest first."""
        found = []
        for result in self._kept():
            for direction in (Choice.AGREE, Choice.DISAGREE):
                shares = [_side(group, direction) for group in result.by_group]
                lows = [self._low(share) for share in shares]
                least = min(range(len(lows)), key=lows.__getitem__, default=None)
                if least is not None and len(lows) > 1 and lows[least] > 0.5 and (share := shares[least]):
                    found.append((lows[least], Bridge(result.agreement.statement, direction, share, least)))
        return tuple(bridge for _, bridge in sorted(found, key=lambda pair: -pair[0]))

    @cached_property
    def divides(self) -> tuple[Divide, ...]:
        """Statements on which two groups surely stand on opposite sides, the farthest apart first."""
        found = []
        for result in self._kept():
            agree = [_side(group, Choice.AGREE) for group in result.by_group]
            disagree = [_side(group, Choice.DISAGREE) for group in result.by_group]
            apart = [
                Divide(result.agreement.statement, one, yes, other, no)
                for one, other in permutations(range(len(agree)), 2)
                if (yes := agree[one]) and (no := disagree[other]) and self._low(yes) > 0.5 and self._low(no) > 0.5
            ]
            found.extend(sorted(apart, key=_distance)[-1:])
        return tuple(sorted(found, key=_distance, reverse=True))

    @cached_property
    def minority_positions(self) -> tuple[MinorityPosition, ...]:
        """What a group surely says and people together surely do not, the surest first."""
        found = []
        for result in self._kept():
            for direction, opposite in ((Choice.AGREE, Choice.DISAGREE), (Choice.DISAGREE, Choice.AGREE)):
                if self._low(_side(result.agreement, opposite)) <= 0.5:
                    continue
                overall = _side(result.agreement, direction)
                for group, answers in enumerate(result.by_group):
                    share = _side(answers, direction)
                    if share and overall and self._low(share) > 0.5:
                        statement = result.agreement.statement
                        found.append(MinorityPosition(statement, group, direction, share, overall))
        return tuple(sorted(found, key=lambda position: -self._low(position.in_group)))

    @cached_property
    def seen_too_little(self) -> tuple[SeenTooLittle, ...]:
        """Statements that were asked too seldom to tell, overall or in some group."""
        found = []
        for result in self._kept():
            share = _side(result.agreement, Choice.AGREE)
            interval = share.interval(level=self.parameters.level) if share else None
            wide = interval is None or interval.high - interval.low > 2 * WIDEST_HALF
            groups = tuple(g for g, answers in enumerate(result.by_group) if answers.answered < FEWEST_ANSWERS)
            if wide or groups:
                answered = result.agreement.answered
                found.append(SeenTooLittle(result.agreement.statement, answered, interval, groups))
        return tuple(found)

    def _low(self, share: Share | None) -> float:
        """How low the share may be; nought when too few answered to tell."""
        if share is None or share.n < FEWEST_ANSWERS:
            return 0.0
        return share.interval(level=self.parameters.level).low


def _side(agreement: Agreement, direction: Choice) -> Share | None:
    return agreement.agree_of_answered if direction is Choice.AGREE else agreement.disagree_of_answered


def _distance(divide: Divide) -> float:
    return divide.agree.value + divide.disagree.value
