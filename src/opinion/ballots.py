"""Everything that everybody answered, small enough to keep: two bytes per vote, nothing for what was not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

import numpy as np

from opinion.arrays import AnyArray, Codes, Flags, Numbers, Small, Whole, freeze, frozen
from opinion.engine import Counter, Engine, Run, counter
from opinion.given import column, shortly
from opinion.register import Register
from opinion.tallies import in_order
from opinion.texts import texts_of
from opinion.votes import Choice, Vote

DISAGREE, PASS, AGREE = 0, 1, 2
CHOICES = {DISAGREE: Choice.DISAGREE, PASS: Choice.PASS, AGREE: Choice.AGREE}
VALUES = {Choice.DISAGREE: -1, Choice.PASS: 0, Choice.AGREE: 1}
ALLOWED = "1 (agree), -1 (disagree), 0 (pass); leave out what was not seen"
MOST_IN_TWO_BYTES = 1 << 14
MOST_PEOPLE = 2**31 - 2
MARK_BITS = 24
# so many votes wait with the number of who cast them, which is twice as long as the vote itself
VOTES_PER_RUN = 16_000_000


@dataclass(frozen=True, eq=False)
class Ballots:
    """The last vote of every participant on every statement.

    participants   who voted, in order of their first vote; text, or int64
    statements     in order of name ("2" before "10"), so that no order of votes can change a result
    starts, codes  row i holds codes[starts[i]:starts[i + 1]], by statement; a code is statement * 4 + 0 (disagree),
                   1 (pass) or 2 (agree); not seen is not there
    voted_order    the statements' numbers in order of their first vote; method *polis* needs it
    moderated      True for what moderators took out of the conversation: counted, but of no weight in the map
    votes_read     how many votes came in, replaced ones too

    Arrays are read-only. Make one with `ballots_of`, `ballots_from_votes` or `opinion.sources.read_ballots`.
    """

    participants: AnyArray
    statements: tuple[str, ...]
    starts: Whole
    codes: Codes
    voted_order: Whole
    moderated: Flags
    votes_read: int

    def __post_init__(self) -> None:
        freeze(self, "participants", "starts", "codes", "voted_order", "moderated")

    @property
    def n_participants(self) -> int:
        return len(self.starts) - 1

    @property
    def n_statements(self) -> int:
        return len(self.statements)

    @property
    def n_votes(self) -> int:
        return len(self.codes)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The participants' names as text."""
        return tuple(map(str, self.participants.tolist()))

    @cached_property
    def votes_per_participant(self) -> Whole:
        return frozen(np.diff(self.starts))

    def row_marks(self, loops: Counter | None = None) -> Numbers:
        """A number per participant that is equal for equal votes, and hardly ever for others."""
        marks = self.code_marks()
        loops = loops or counter(self.n_votes)
        # whole numbers of forty bits: their sum is exact, so its order does not matter
        return loops.project(self.starts, self.codes, np.stack([marks, marks], axis=1))[:, 0]

    def code_marks(self) -> Numbers:
        """What each code adds to the mark of a participant."""
        return (_mixed(np.arange(4 * self.n_statements, dtype=np.uint64)) >> np.uint64(MARK_BITS)).astype(np.float64)

    def choice(self, participant: int, statement: str) -> Choice | None:
        """What the participant with this number last said about a statement; None is *not seen*."""
        number = self.statements.index(statement)
        for code in self.codes[self.starts[participant] : self.starts[participant + 1]].tolist():
            if code >> 2 == number:
                return CHOICES[code & 3]
        return None

    def counts(self) -> Whole:
        """How many disagree, passed and agree, shape (statements, 3)."""
        found = np.bincount(self.codes, minlength=4 * self.n_statements)
        return found.reshape(self.n_statements, 4)[:, :3]

    def only(self, participants: Flags | Whole) -> Ballots:
        """The same conversation with these participants alone (a mask or their numbers), all statements kept."""
        rows = np.flatnonzero(participants) if participants.dtype == bool else np.asarray(participants, np.int64)
        lengths = self.votes_per_participant[rows]
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        places = np.repeat(self.starts[rows] - starts[:-1], lengths) + np.arange(starts[-1])
        codes = self.codes[places]
        return Ballots(
            self.participants[rows], self.statements, starts, codes, self.voted_order, self.moderated, len(codes)
        )

    def moderating(self, statements: Iterable[str]) -> Ballots:
        """The same votes with these statements taken out of the conversation. ValueError for an unknown one."""
        return replace(self, moderated=marked(statements, self.statements))

    @cached_property
    def fingerprint(self) -> str:
        """What was analysed, as 64 hexadecimal digits: equal for the same votes in whatever order or partitions.

        The sum of a hash of every participant's row (M. Bellare, D. Micciancio, "A new paradigm for
        collision-free hashing", Eurocrypt 1997), with the statements and what was moderated, hashed once more.
        """
        return fingerprint_of(self.statements, self.moderated, self.row_sum, self.n_participants)

    @cached_property
    def row_sum(self) -> int:
        """The sum over participants of the hash of their name and votes, modulo 2**128."""
        width = 2 if self.n_statements <= MOST_IN_TWO_BYTES else 4
        votes = np.ascontiguousarray(self.codes, f"<u{width}").view(np.uint8)
        return counter(self.n_votes).digests(texts_of(self.participants), votes, self.starts * width)


def fingerprint_of(statements: Sequence[str], moderated: Flags, row_sum: int, n_participants: int) -> str:
    """The fingerprint from the parts that can be added up over partitions."""
    text = "\0".join((*statements, "moderated", *map("01".__getitem__, moderated.tolist()), str(n_participants)))
    return sha256(text.encode() + row_sum.to_bytes(16, "little")).hexdigest()


def ballots_of(
    participants: AnyArray | Sequence[object],
    statements: AnyArray | Sequence[object],
    values: AnyArray | Sequence[object],
    *,
    known_statements: Iterable[str] | None = None,
    moderated: Iterable[str] = (),
    engine: Engine = Engine.AUTO,
) -> Ballots:
    """Ballots from three columns of equal length, in the order in which the votes were cast.

    participants, statements  text or whole numbers
    values                    1 agree, -1 disagree, 0 pass; what was not seen has no row
    known_statements          when given, a vote on another statement is refused, and one without votes is kept
    moderated                 statements taken out of the conversation

    The caller's arrays are not changed. Raises ValueError with the parameter, its value and what is allowed.

    >>> ballots = ballots_of(["ann", "bo", "ann"], ["bus", "bus", "bus"], [1, 0, -1])
    >>> ballots.choice(0, "bus"), ballots.n_votes, ballots.votes_read
    (<Choice.DISAGREE: 'disagree'>, 2, 3)
    """
    collecting = Collecting()
    collecting.add(participants, statements, values)
    return collecting.ballots(known_statements=known_statements, moderated=moderated, engine=engine)


def ballots_from_votes(
    votes: Iterable[Vote | tuple[object, object, object]],
    *,
    known_statements: Iterable[str] | None = None,
    moderated: Iterable[str] = (),
    at_once: int = 100_000,
) -> Ballots:
    """Ballots from anything that gives votes one by one: a list, a generator, a database cursor.

    Each is a Vote, or (participant, statement, value) with value 1, 0, -1 or a Choice. They are taken in
    portions, so a cursor of any length needs no list.
    """
    collecting = Collecting()
    portion: list[tuple[object, object, object]] = []
    for vote in votes:
        portion.append(_three(vote))
        if len(portion) == at_once:
            collecting.add(*zip(*portion, strict=True))
            portion.clear()
    if portion:
        collecting.add(*zip(*portion, strict=True))
    return collecting.ballots(known_statements=known_statements, moderated=moderated)


def _three(vote: object) -> tuple[object, object, object]:
    if isinstance(vote, Vote):
        return vote.voter, vote.statement, vote.choice
    if isinstance(vote, str | bytes) or not isinstance(vote, Sequence) or len(vote) != 3:
        raise ValueError(f"votes holds {shortly(vote)}; allowed: a Vote, or participant, statement and value")
    return vote[0], vote[1], vote[2]


class Collecting:
    """Takes votes in portions, in the order in which they were cast, and makes ballots of them."""

    def __init__(self) -> None:
        self._participants, self._statements = Register("participants"), Register("statements")
        self._people: list[Small] = []
        self._codes: list[AnyArray] = []
        self._runs: list[Run] = []
        self._votes = self._waiting = 0

    def add(
        self,
        participants: AnyArray | Sequence[object],
        statements: AnyArray | Sequence[object],
        values: AnyArray | Sequence[object],
    ) -> None:
        """One more portion; three columns of equal length."""
        participants, statements = column(participants, "participants"), column(statements, "statements")
        values = column(values, "values")
        lengths = {"participants": len(participants), "statements": len(statements), "values": len(values)}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"{_listed(lengths)}; allowed: columns of equal length")
        choices = _choices(values)
        numbers = self._statements.enter(statements)
        self._people.append(self._participants.enter(participants))
        wide = np.uint16 if len(self._statements) <= MOST_IN_TWO_BYTES else np.uint32
        codes: Codes = np.left_shift(numbers.astype(wide), 2) | choices.view(np.uint8)
        self._codes.append(codes)
        self._votes += len(codes)
        self._waiting += len(codes)
        if len(self._participants) > MOST_PEOPLE:
            raise ValueError(f"participants holds more than {MOST_PEOPLE} names; analyse in partitions")
        if self._waiting >= VOTES_PER_RUN and (loops := counter(self._waiting)).kernels is not None:
            self._runs.append(loops.run(self._people, self._codes, len(self._participants)))
            self._waiting = 0

    def ballots(
        self,
        *,
        known_statements: Iterable[str] | None = None,
        moderated: Iterable[str] = (),
        engine: Engine = Engine.AUTO,
        loops: Counter | None = None,
    ) -> Ballots:
        """The ballots of all portions, which can be asked for once. Raises ValueError when there are no votes."""
        if not len(self._participants):
            raise ValueError("votes is empty; allowed: one vote or more")
        names = [str(name) for name in self._statements.names().tolist()]
        statements = _ordered(names, known_statements)
        place = {name: number for number, name in enumerate(statements)}
        new_number = np.array([place[name] for name in names], np.int64)
        wide = np.uint16 if len(statements) <= MOST_IN_TWO_BYTES else np.uint32
        renumbered = ((new_number[:, None] << 2) | np.arange(4)).ravel().astype(wide)
        loops = loops or counter(self._votes, engine=engine)
        starts, rows = loops.rows(
            self._runs, self._people, self._codes, len(self._participants), renumbered, len(statements)
        )
        unvoted = np.setdiff1d(np.arange(len(statements)), new_number)
        return Ballots(
            self._participants.names(),
            tuple(statements),
            starts,
            rows,
            np.concatenate([new_number, unvoted]),
            marked(moderated, statements),
            self._votes,
        )


def _ordered(names: Sequence[str], known: Iterable[str] | None) -> list[str]:
    if known is None:
        return in_order(names)
    allowed = set(known)
    unknown = [name for name in names if name not in allowed]
    if unknown:
        raise ValueError(f"statements holds {unknown[0]!r}; allowed: one of the {len(allowed)} known statements")
    return in_order(allowed)


def marked(chosen: Iterable[str], statements: Sequence[str]) -> Flags:
    """True for the chosen statements. Raises ValueError for one that is not there."""
    place = {name: number for number, name in enumerate(statements)}
    found = np.zeros(len(statements), bool)
    for name in chosen:
        if name not in place:
            raise ValueError(f"moderated holds {name!r}; allowed: one of the {len(statements)} statements")
        found[place[name]] = True
    return found


def _choices(values: AnyArray | Sequence[object]) -> AnyArray:
    """0, 1, 2 for disagree, pass, agree; every other value is refused by its place."""
    array = values if isinstance(values, np.ndarray) else _as_values(values)
    if array.dtype.kind == "f":
        wrong = ~((array == 1) | (array == 0) | (array == -1))
    elif array.dtype.kind in "iu":
        wrong = (array < -1) | (array > 1) if array.dtype.kind == "i" else array > 1
    else:
        raise ValueError(f"values holds {array.ravel()[:1].tolist()[0]!r}; allowed: {ALLOWED}")
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        raise ValueError(f"values holds {array[place].item()!r} at position {place}; allowed: {ALLOWED}")
    return array.astype(np.int8) + np.int8(1)


def _as_values(values: Sequence[object]) -> Numbers | AnyArray:
    listed = [VALUES[value] if isinstance(value, Choice) else value for value in values]
    for place, value in enumerate(listed):
        if not isinstance(value, int | float | np.integer | np.floating) or isinstance(value, bool):
            raise ValueError(f"values holds {value!r} at position {place}; allowed: {ALLOWED}")
    return np.asarray(listed) if listed else np.empty(0, np.int8)


def _listed(lengths: dict[str, int]) -> str:
    return ", ".join(f"{name} has {length}" for name, length in lengths.items())


def _mixed(numbers: AnyArray) -> AnyArray:
    """splitmix64's finaliser (S. Vigna, public domain reference): whole numbers spread over 64 bits."""
    mixed = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
