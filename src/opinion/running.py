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

NOT_SEEN = -1


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
        self._rows: list[dict[int, int]] = []
        self._first_votes: dict[int, None] = {}
        self._votes_read = 0
        self._products, self._crossed, self._voted = (np.zeros((n, n), np.int64) for _ in range(3))
        self._moderated: list[str] = []
        if start is not None:
            self._take_over(start)

    def _take_over(self, start: Ballots) -> None:
        moments = moments_of(start)
        self._products, self._crossed = moments.products.copy(), moments.crossed.copy()
        self._voted = moments.voted.copy()
        codes, edges = start.codes.tolist(), start.starts.tolist()
        for row, name in enumerate(start.names):
            self._people[name] = row
            self._rows.append({code >> 2: (code & 3) for code in codes[edges[row] : edges[row + 1]]})
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
        earlier = row.pop(number, NOT_SEEN)
        if earlier != NOT_SEEN:
            self._fold(row, number, earlier - 1, -1)
        self._fold(row, number, int(value), 1)
        row[number] = int(value) + 1

    def fold(self, votes: Iterable[Vote | tuple[str, str, Choice | int]]) -> None:
        """Cast all of these, in their order."""
        for vote in votes:
            if isinstance(vote, Vote):
                self.cast(vote.voter, vote.statement, vote.choice)
            else:
                self.cast(*vote)

    def _row_of(self, participant: str) -> dict[int, int]:
        if not isinstance(participant, str) or not participant:
            raise ValueError(f"participant is {participant!r}; allowed: a text that is not empty")
        at = self._people.setdefault(participant, len(self._rows))
        if at == len(self._rows):
            self._rows.append({})
        return self._rows[at]

    def _fold(self, row: dict[int, int], number: int, value: int, sign: int) -> None:
        """Add (or take away) what this vote is worth together with itself and every other vote of the row."""
        self._products[number, number] += sign * value * value
        self._crossed[number, number] += sign * value
        self._voted[number, number] += sign
        if not row:
            return
        others = np.fromiter(row.keys(), np.int64, len(row))
        values = np.fromiter(row.values(), np.int64, len(row)) - 1
        self._crossed[others, number] += sign * values
        self._voted[others, number] += sign
        self._voted[number, others] += sign
        if value:
            together = sign * value * values
            self._products[others, number] += together
            self._products[number, others] += together
            self._crossed[number, others] += sign * value

    def moments(self) -> Moments:
        """The moments of every vote so far; a copy that later votes do not change."""
        return Moments(len(self._rows), self._products.copy(), self._crossed.copy(), self._voted.copy())

    def ballots(self) -> Ballots:
        """The ballots of every vote so far. Raises ValueError when there are none."""
        if not self._rows:
            raise ValueError("votes is empty; allowed: one vote or more")
        lengths: Small = np.fromiter(map(len, self._rows), np.int32, len(self._rows))
        starts: Whole = np.zeros(len(self._rows) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        wide = np.uint16 if len(self._names) <= 1 << 14 else np.uint32
        codes = np.fromiter(
            (number * 4 + code for row in self._rows for number, code in sorted(row.items())), wide, int(starts[-1])
        )
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
