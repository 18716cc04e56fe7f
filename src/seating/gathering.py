"""What is asked of a table plan: people, tables, rounds, what must hold, what is wished, what is balanced."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from seating.constraints import HARD_MINIMUMS, Apart, Constraint, Together
from seating.measures import minimums_of
from seating.people import Person
from seating.plan import Round, Seat, Table, TablePlan
from seating.wishes import NO_WISHES, Wishes

MOST_ROUNDS = 50
# Every pair of people has a place in the memory of a search.
MOST_PEOPLE = 4_000
MOST_TABLES = 800


@dataclass(frozen=True, slots=True)
class Gathering:
    """People who will sit at tables for a number of rounds.

    constraints: what must hold in every round; wishes: by person id; balance: attributes of which every table has its
    share; pinned: seats that stay as they are. Raises ValueError naming the parameter, the value and what is allowed.
    """

    people: tuple[Person, ...]
    tables: tuple[Table, ...]
    rounds: int = 1
    constraints: tuple[Constraint, ...] = HARD_MINIMUMS
    wishes: Mapping[str, Wishes] = field(default_factory=dict, hash=False)
    balance: tuple[str, ...] = ("role",)
    pinned: tuple[Seat, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "wishes", MappingProxyType(dict(self.wishes)))
        if not self.people:
            raise ValueError("people is empty; allowed: one person or more")
        if not self.tables:
            raise ValueError("tables is empty; allowed: one table or more")
        for name, many, most in (("people", self.people, MOST_PEOPLE), ("tables", self.tables, MOST_TABLES)):
            if len(many) > most:
                raise ValueError(f"{name} holds {len(many)}; allowed: up to {most}")
        if not 1 <= self.rounds <= MOST_ROUNDS:
            raise ValueError(f"rounds is {self.rounds}; allowed: 1 to {MOST_ROUNDS}")
        # ids that stand twice and seats of strangers are refused by the plan itself
        TablePlan(self.people, self.tables, self.pinned)
        for table in self.tables:
            if len(table.themes) not in {0, 1, self.rounds}:
                raise ValueError(
                    f"themes of table {table.id} has {len(table.themes)} themes; allowed: none, one, "
                    f"or one for each of {self.rounds} rounds"
                )
        self._known_names()
        self._pinned_once()

    def _known_names(self) -> None:
        minimums_of(self.constraints)
        known = {person.id for person in self.people}
        for constraint in self.constraints:
            if isinstance(constraint, Together | Apart):
                kind = type(constraint).__name__
                _allow(f"{kind} names person", (constraint.first, constraint.second), known)
                if constraint.first == constraint.second:
                    raise ValueError(f"{kind} pairs {constraint.first!r} with themselves; allowed: two people")
        _allow("wishes holds person", self.wishes, known)
        for person, wishes in self.wishes.items():
            _allow(f"wishes of {person} name person", (*wishes.near, *wishes.far), known - {person})
        carried = {name for person in self.people for name in person.attributes}
        for name in self.balance:
            if name not in carried:
                told = ", ".join(sorted(carried)) or "none"
                raise ValueError(f"balance holds {name!r}; allowed: attributes that people have ({told})")

    def _pinned_once(self) -> None:
        for (person, round_), count in Counter((seat.person, seat.round) for seat in self.pinned).items():
            if count > 1:
                raise ValueError(f"pinned holds {person!r} twice in round {round_.number}; allowed: one seat")
        for seat in self.pinned:
            if seat.round.number > self.rounds:
                raise ValueError(f"pinned holds round {seat.round.number}; allowed: 1 to {self.rounds}")

    def wishes_of(self, person: str) -> Wishes:
        return self.wishes.get(person, NO_WISHES)

    def every_round(self) -> tuple[Round, ...]:
        return tuple(Round(number) for number in range(1, self.rounds + 1))

    def offered(self, round_: Round) -> frozenset[str]:
        """The themes that are talked about in a round."""
        return frozenset(table.theme(round_) for table in self.tables) - {""}

    def digest(self) -> str:
        """The SHA-256 of what went in, whatever the order in which it came."""
        told = {
            "people": sorted(
                [person.id, sorted(person.attributes.items()), sorted(person.needs)] for person in self.people
            ),
            "tables": sorted(
                [one.id, one.capacity, sorted(one.features), one.themes, sorted(one.languages)] for one in self.tables
            ),
            "rounds": self.rounds,
            "constraints": sorted(said(constraint) for constraint in self.constraints),
            "wishes": sorted(
                [person, list(one.themes), *map(sorted, (one.languages, one.features, one.near, one.far))]
                for person, one in self.wishes.items()
            ),
            "balance": sorted(self.balance),
            "pinned": sorted([seat.person, seat.table, seat.round.number] for seat in self.pinned),
        }
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def said(constraint: Constraint) -> str:
    """A constraint in one line that does not depend on the order of a set."""
    parts = []
    for name in constraint.__dataclass_fields__:  # type: ignore[attr-defined]  # every kind of ours is a dataclass
        value = getattr(constraint, name)
        parts.append(f"{name}={sorted(value) if isinstance(value, frozenset) else value}")
    return f"{type(constraint).__name__}({', '.join(parts)})"


def _allow(what: str, names: Iterable[str], known: set[str]) -> None:
    for name in sorted(names):
        if name not in known:
            raise ValueError(f"{what} {name!r}; allowed: ids in people")
