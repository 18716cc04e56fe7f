"""Votes that keep coming in: each is folded into the moments, and the map is never made from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from opinion.analysing import analyse
from opinion.analysis import Analysis, Method
from opinion.arrays import AnyArray, Codes, Whole
from opinion.ballots import ALLOWED, MOST_IN_TWO_BYTES, VALUES, Ballots
from opinion.engine import VOTES_PER_SETTLING, Counter, counter
from opinion.moments import Moments, moments_of
from opinion.tallies import in_order
from opinion.votes import Choice, Vote

# equal to 1 in a dictionary, and no vote
NO_CHOICES = (bool, float)
# disagree, pass, agree in a code, by whatever they may be called
CODES: dict[object, int] = {-1: 0, 0: 1, 1: 2} | {choice: value + 1 for choice, value in VALUES.items()}


class _Rows:
    """Everybody's votes in one array, each row with room to grow; a row that is full moves to the end."""

    def __init__(self, wide: type[np.unsignedinteger[Any]], starts: Whole, codes: AnyArray) -> None:
        self.lengths = np.diff(starts)
        self.room = self.lengths + self.lengths // 4 + 8
        self.begins = np.cumsum(self.room) - self.room
        self.end = int(self.room.sum())
        self.codes: Codes = np.zeros(self.end, wide)
        self.codes[_within(self.begins, self.lengths)] = codes

    def make_room(self, rows: Whole, people: int) -> None:
        """Room for one vote more each time that a row is named; rows up to `people` are there afterwards."""
        if people > len(self.lengths):
            more = np.zeros(max(people, 2 * len(self.lengths)) - len(self.lengths), np.int64)
            self.lengths, self.room, self.begins = (
                np.concatenate([part, more]) for part in (self.lengths, self.room, self.begins)
            )
        named, times = np.unique(rows, return_counts=True)
        wanted = self.lengths[named] + times
        full = wanted > self.room[named]
        moving, rooms = named[full], 2 * wanted[full]
        if not len(moving):
            return
        to = self.end + np.cumsum(rooms) - rooms
        self.end += int(rooms.sum())
        if self.end > len(self.codes):
            self.codes = np.concatenate([self.codes, np.zeros(self.end, self.codes.dtype)])
        lengths = self.lengths[moving]
        self.codes[_within(to, lengths)] = self.codes[_within(self.begins[moving], lengths)]
        self.begins[moving], self.room[moving] = to, rooms

    def together(self, people: int) -> tuple[Whole, Codes]:
        """The rows one after the other: where each starts, and the codes."""
        starts = np.zeros(people + 1, np.int64)
        np.cumsum(self.lengths[:people], out=starts[1:])
        return starts, self.codes[_within(self.begins[:people], self.lengths[:people])]


def _within(begins: Whole, lengths: Whole) -> Whole:
    """The places in an array of rows of these lengths that begin there, row by row."""
    before = np.cumsum(lengths) - lengths
    places: Whole = np.repeat(begins - before, lengths) + np.arange(int(lengths.sum()))
    return places


class RunningVotes:
    """A conversation that goes on: the ballots so far, and their moments, brought up to date vote by vote.

    A vote costs as many additions as its participant voted before. The only thing in this library that changes;
    what it hands out does not. The result equals that of all votes at once, in every bit of the moments.

    >>> running = RunningVotes(["bus", "tree"])
    >>> running.cast("ann", "bus", Choice.AGREE)
    >>> running.cast("ann", "tree", Choice.PASS)
    >>> running.moments().voted.tolist()
    [[1, 1], [1, 1]]
    """

    def __init__(self, statements: Iterable[str], *, start: Ballots | None = None) -> None:
        known = in_order(set(statements)) if start is None else list(start.statements)
        if start is not None and set(statements) != set(known):
            raise ValueError(f"statements are not those of start; allowed: the {len(known)} of start")
        n = len(known)
        self._statements = {name: number for number, name in enumerate(known)}
        self._names = tuple(known)
        self._people: dict[str, int] = {}
        self._first_votes: dict[int, None] = {}
        self._votes_read = 0
        self._moderated = np.zeros(n, bool)
        self._wide = np.uint16 if n <= MOST_IN_TWO_BYTES else np.uint32
        self._rows = _Rows(self._wide, np.zeros(1, np.int64), np.zeros(0, self._wide))
        self._moments_then = np.zeros((4, n, n), np.int32)
        if start is not None:
            self._take_over(start)
        # what votes since then change, packed: see `opinion.engine.Counter.fold`
        self._sums, self._unsettled = np.zeros(n * n, np.int64), 0

    def _take_over(self, start: Ballots) -> None:
        self._moments_then = moments_of(start).sums.copy()
        self._people = {name: row for row, name in enumerate(start.names)}
        self._rows = _Rows(self._wide, start.starts, start.codes)
        counted = start.counts().sum(axis=1) > 0
        self._first_votes = dict.fromkeys(int(i) for i in start.voted_order if counted[i])
        self._votes_read = start.votes_read
        self._moderated = start.moderated

    def __len__(self) -> int:
        """How many people voted."""
        return len(self._people)

    @property
    def _loops(self) -> Counter:
        return counter(self._votes_read)

    def cast(self, participant: str, statement: str, choice: Choice | int) -> None:
        """One more vote, 1 for agree, -1 for disagree, 0 for pass; it replaces an earlier one on the statement.

        Raises ValueError when it is not a vote; then nothing has changed.
        """
        self.fold([(participant, statement, choice)])

    def fold(self, votes: Iterable[Vote | tuple[str, str, Choice | int]]) -> None:
        """Cast all of these, in their order. Raises ValueError when one is not a vote; then none has been cast."""
        cast = list(votes)
        if Vote in set(map(type, cast)):
            cast = [(vote.voter, vote.statement, vote.choice) if isinstance(vote, Vote) else vote for vote in cast]
        if not cast:
            return
        participants, statements, choices = zip(*cast, strict=True)
        odd_kind = next((choice for choice in choices if type(choice) in NO_CHOICES), None)
        if odd_kind is not None:
            raise ValueError(f"choice is {odd_kind!r}; allowed: {ALLOWED}")
        try:
            numbers, codes = list(map(self._statements.get, statements)), list(map(CODES.get, choices))
        except TypeError as problem:
            raise ValueError(f"votes holds what is no vote ({problem}); allowed: text, text and {ALLOWED}") from problem
        if None in numbers:
            odd = statements[numbers.index(None)]
            raise ValueError(f"statement is {odd!r}; allowed: one of the {len(self._names)} known statements")
        if None in codes:
            raise ValueError(f"choice is {choices[codes.index(None)]!r}; allowed: {ALLOWED}")
        rows = self._rows_of(participants)
        self._first_votes.update(dict.fromkeys(number for number in numbers if number is not None))
        self._votes_read += len(cast)
        taken = (np.array(rows), np.array(numbers), np.array(codes))
        for first in range(0, len(cast), VOTES_PER_SETTLING):
            whose, what, choice = (column[first : first + VOTES_PER_SETTLING] for column in taken)
            if self._unsettled + len(whose) > VOTES_PER_SETTLING:
                self._settle()
            self._rows.make_room(whose, len(self._people))
            where = self._rows
            self._loops.fold(
                (whose, what, choice), where.begins, where.lengths, where.codes, len(self._names), self._sums
            )
            self._unsettled += len(whose)

    def _rows_of(self, participants: Sequence[str]) -> list[int | None]:
        """Everybody's row; who is new gets the next one."""
        people = self._people
        rows = list(map(people.get, participants))
        if None in rows:
            fresh = [name for name, row in zip(participants, rows, strict=True) if row is None]
            for participant in fresh:
                if not isinstance(participant, str) or not participant:
                    raise ValueError(f"participant is {participant!r}; allowed: a text that is not empty")
            for participant in fresh:
                people.setdefault(participant, len(people))
            rows = list(map(people.get, participants))
        return rows

    def _settle(self) -> None:
        self._loops.settle(self._sums, self._moments_then)
        self._unsettled = 0

    def moments(self) -> Moments:
        """The moments of every vote so far; a copy that later votes do not change."""
        now = self._moments()
        return Moments(now.participants, now.sums.copy())

    def _moments(self) -> Moments:
        """The moments as they stand; the next vote changes them."""
        self._settle()
        return Moments(len(self), self._moments_then.view())

    def ballots(self) -> Ballots:
        """The ballots of every vote so far. Raises ValueError when there are none."""
        if not self._people:
            raise ValueError("votes is empty; allowed: one vote or more")
        n = len(self._names)
        as_they_are = np.arange(4 * n).astype(self._wide)
        starts, codes = self._loops.rows([self._rows.together(len(self))], [], [], len(self), as_they_are, n)
        people = np.empty(len(self), object)
        people[:] = list(self._people)
        voted = list(self._first_votes)
        unvoted = [number for number in range(n) if number not in self._first_votes]
        order = np.array(voted + unvoted, np.int64)
        return Ballots(people, self._names, starts, codes, order, self._moderated, self._votes_read)

    def analyse(self, *, method: Method = Method.EXACT, previous: Analysis | None = None, seed: int = 0) -> Analysis:
        """The analysis of now, from the moments as they stand; with `previous` the map keeps its sides."""
        axes = None if previous is None else previous.axes
        return analyse(
            self.ballots(), method=method, seed=seed, moments=self._moments(), previous=axes, stability_rounds=0
        )
