"""Who sits where, in which round."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from seating.people import Person


@dataclass(frozen=True, slots=True)
class Table:
    """A table with places for `capacity` people; features are what it offers (step-free, quiet).

    themes are what it talks about: one for all rounds, or one per round; languages are what is spoken there, empty when
    nothing is settled.
    """

    id: str
    capacity: int
    features: Set[str] = frozenset()
    themes: tuple[str, ...] = ()
    languages: Set[str] = frozenset()

    def __post_init__(self) -> None:
        if self.capacity < 1:
            raise ValueError(f"capacity of table {self.id} is {self.capacity}; allowed: 1 or more")
        object.__setattr__(self, "features", frozenset(self.features))
        object.__setattr__(self, "languages", frozenset(self.languages))

    def theme(self, round_: "Round") -> str:
        """What the table talks about in a round; empty when it has no theme."""
        if not self.themes:
            return ""
        return self.themes[0] if len(self.themes) == 1 else self.themes[round_.number - 1]


@dataclass(frozen=True, slots=True, order=True)
class Round:
    """One sitting; people may change tables between rounds."""

    number: int = 1


@dataclass(frozen=True, slots=True)
class Seat:
    """One person at one table in one round, by their ids."""

    person: str
    table: str
    round: Round = Round(1)


@dataclass(frozen=True, slots=True)
class TablePlan:
    """People, tables and seats that belong together.

    Raises ValueError when an id stands twice, or a seat names a person or table that is not there.
    """

    people: tuple[Person, ...]
    tables: tuple[Table, ...]
    seats: tuple[Seat, ...]

    def __post_init__(self) -> None:
        people = _each_once("people", (person.id for person in self.people))
        tables = _each_once("tables", (table.id for table in self.tables))
        for seat in self.seats:
            if seat.person not in people:
                raise ValueError(f"seats holds person {seat.person!r}; allowed: ids in people")
            if seat.table not in tables:
                raise ValueError(f"seats holds table {seat.table!r}; allowed: ids in tables")

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds in which anyone sits; the first when nobody does yet."""
        return tuple(sorted({seat.round for seat in self.seats})) or (Round(1),)

    def sittings(self) -> tuple["Sitting", ...]:
        """Every table in every round at which someone sits, in order of round and table."""
        by_id = {person.id: person for person in self.people}
        at: dict[tuple[Round, str], list[Person]] = {}
        for seat in self.seats:
            at.setdefault((seat.round, seat.table), []).append(by_id[seat.person])
        return tuple(
            Sitting(round_, table, tuple(at[round_, table.id]))
            for round_ in self.rounds
            for table in self.tables
            if (round_, table.id) in at
        )


@dataclass(frozen=True, slots=True)
class Sitting:
    """The people who share one table in one round."""

    round: Round
    table: Table
    people: tuple[Person, ...]


def _each_once(what: str, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for one in ids:
        if one in found:
            raise ValueError(f"{what} holds {one!r} twice; allowed: each id once")
        found.add(one)
    return found
