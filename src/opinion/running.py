"""Votes that keep coming in: each is folded into the moments, and the map is never made from nothing."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from opinion.analysing import analyse
from opinion.analysis import Analysis, Method
from opinion.arrays import Small, Whole
from opinion.ballots import ALLOWED, VALUES, Ballots
from opinion.moments import Moments, moments_of
from opinion.tallies import by_name
from opinion.votes import Choice, Vote

# what a vote v adds beside a vote w of the same person: 1, v, w and v w, by v + 1 and w + 1
WORTH = np.array([[[1, v, w, v * w] for w in (-1, 0, 1)] for v in (-1, 0, 1)], np.int64)


class _Row:
    """The votes of one participant, as arrays with room to grow."""

    __slots__ = ("choices", "places", "statements")

    def __init__(self, statements: Whole, choices: Whole) -> None:
        self.statements, self.choices = statements, choices
        self.places = {number: place for place, number in enumerate(statements.tolist())}

    def last(self, number: int) -> int:
        """Put the vote on this statement at the end of the row; its choice."""
        place, end = self.places[number], len(self.places) - 1
        other = int(self.statements[end])
        self.statements[[place, end]] = self.statements[[end, place]]
        self.choices[[place, end]] = self.choices[[end, place]]
        self.places[other], self.places[number] = place, end
        return int(self.choices[end])

    def append(self, number: int, choice: int) -> None:
        end = len(self.places)
        if end == len(self.statements):
            room = np.zeros(end + 8, np.int64)
            self.statements, self.choices = (np.concatenate([part, room]) for part in (self.statements, self.choices))
        self.statements[end], self.choices[end] = number, choice
        self.places[number] = end


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
        known = sorted(set(statements), key=by_name) if start is None else list(start.statements)
        if start is not None and set(statements) != set(known):
            raise ValueError(f"statements are not those of start; allowed: the {len(known)} of start")
        n = len(known)
        self._statements = {name: number for number, name in enumerate(known)}
        self._names = known
        self._people: dict[str, int] = {}
        self._rows: list[_Row] = []
        self._first_votes: dict[int, None] = {}
        self._votes_read = 0
        # of every pair of votes of one person, under the statement that came later: 1, v, w, v w
        self._pairs = np.zeros((n, n, 4), np.int64)
        self._moderated: list[str] = []
        self._before: Moments | None = None
        if start is not None:
            self._take_over(start)

    def _take_over(self, start: Ballots) -> None:
        self._before = moments_of(start)
        codes, edges = start.codes.astype(np.int64), start.starts.tolist()
        for row, name in enumerate(start.names):
            self._people[name] = row
            mine = codes[edges[row] : edges[row + 1]]
            self._rows.append(_Row(mine >> 2, mine & 3))
        counted = start.counts().sum(axis=1) > 0
        self._first_votes = dict.fromkeys(int(i) for i in start.voted_order if counted[i])
        self._votes_read = start.votes_read
        self._moderated = [name for name, out in zip(start.statements, start.moderated, strict=True) if out]

    def __len__(self) -> int:
        return len(self._people)

    def cast(self, participant: str, statement: str, choice: Choice | int) -> None:
        """One more vote; an earlier one of this participant on this statement is replaced.

        Raises ValueError for a statement that is not there and a choice that is none.
        """
        number = self._statements.get(statement)
        if number is None:
            raise ValueError(f"statement is {statement!r}; allowed: one of the {len(self._names)} known statements")
        value = VALUES[choice] if isinstance(choice, Choice) else choice
        if value not in (-1, 0, 1):
            raise ValueError(f"choice is {choice!r}; allowed: {ALLOWED}")
        row = self._row_of(participant)
        self._first_votes.setdefault(number)
        self._votes_read += 1
        if number in row.places:
            earlier = row.last(number)
            others = len(row.places) - 1
            self._fold(row, others, number, earlier, -1)
            row.choices[others] = int(value) + 1
        else:
            others = len(row.places)
            row.append(number, int(value) + 1)
        self._fold(row, others, number, int(value) + 1, 1)

    def fold(self, votes: Iterable[Vote | tuple[str, str, Choice | int]]) -> None:
        """Cast all of these, in their order."""
        for vote in votes:
            if isinstance(vote, Vote):
                self.cast(vote.voter, vote.statement, vote.choice)
            else:
                self.cast(*vote)

    def _row_of(self, participant: str) -> _Row:
        if not isinstance(participant, str) or not participant:
            raise ValueError(f"participant is {participant!r}; allowed: a text that is not empty")
        at = self._people.setdefault(participant, len(self._rows))
        if at == len(self._rows):
            self._rows.append(_Row(np.zeros(0, np.int64), np.zeros(0, np.int64)))
        return self._rows[at]

    def _fold(self, row: _Row, others: int, number: int, choice: int, sign: int) -> None:
        """Add (or take away) what this vote is worth beside itself and beside the first so many of the row."""
        sums = self._pairs[number]
        sums[number] += sign * WORTH[choice, choice]
        if others:
            sums[row.statements[:others]] += sign * WORTH[choice, row.choices[:others]]

    def moments(self) -> Moments:
        """The moments of every vote so far; a copy that later votes do not change."""
        both, own, theirs, product = (self._pairs[:, :, part] for part in range(4))
        beside = ~np.eye(len(self._names), dtype=bool)
        folded = Moments(
            len(self._rows) - (self._before.participants if self._before else 0),
            product + np.where(beside, product, 0).T,
            own + np.where(beside, theirs, 0).T,
            both + np.where(beside, both, 0).T,
        )
        return folded if self._before is None else self._before + folded

    def ballots(self) -> Ballots:
        """The ballots of every vote so far. Raises ValueError when there are none."""
        if not self._rows:
            raise ValueError("votes is empty; allowed: one vote or more")
        lengths: Small = np.fromiter((len(row.places) for row in self._rows), np.int32, len(self._rows))
        starts: Whole = np.zeros(len(self._rows) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        wide = np.uint16 if len(self._names) <= 1 << 14 else np.uint32
        numbers = np.concatenate([row.statements[: len(row.places)] for row in self._rows])
        choices = np.concatenate([row.choices[: len(row.places)] for row in self._rows])
        order = np.lexsort((numbers, np.repeat(np.arange(len(self._rows)), lengths)))
        codes = (numbers * 4 + choices)[order].astype(wide)
        people = np.empty(len(self._people), object)
        people[:] = list(self._people)
        voted = list(self._first_votes)
        unvoted = [number for number in range(len(self._names)) if number not in self._first_votes]
        moderated = np.isin(np.array(self._names, object), self._moderated)
        return Ballots(
            people, tuple(self._names), starts, codes, np.array(voted + unvoted, np.int64), moderated, self._votes_read
        )

    def analyse(self, *, method: Method = Method.EXACT, previous: Analysis | None = None, seed: int = 0) -> Analysis:
        """The analysis of now, from the moments as they stand; with `previous` the map keeps its sides."""
        axes = None if previous is None else previous.axes
        return analyse(
            self.ballots(), method=method, seed=seed, moments=self.moments(), previous=axes, stability_rounds=0
        )
