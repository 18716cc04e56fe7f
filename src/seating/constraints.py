"""What must hold at the tables. A constraint answers with every place where it does not.

A table at which nobody sits in a round is not used, and no constraint speaks about it.
"""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from seating.people import Person
from seating.plan import Round, Sitting, TablePlan


@dataclass(frozen=True, slots=True)
class Unmet:
    """A constraint that does not hold: where, for whom, and a sentence that a person can act on."""

    constraint: "Constraint"
    sentence: str
    round: Round
    table: str | None = None
    people: tuple[str, ...] = ()


class Constraint(Protocol):
    """Anything that can look at a table plan and say where it is not met."""

    def unmet(self, plan: TablePlan) -> Iterator[Unmet]: ...


@dataclass(frozen=True, slots=True)
class _Group:
    """The people whose `attribute` is one of `categories`."""

    attribute: str
    categories: Set[str]

    def at(self, sitting: Sitting) -> list[Person]:
        return [person for person in sitting.people if person.attributes.get(self.attribute) in self.categories]

    def __str__(self) -> str:
        return f"{self.attribute} {' or '.join(sorted(self.categories))}"


@dataclass(frozen=True, slots=True)
class EveryoneSeated:
    """Each person has exactly one seat in each round."""

    def unmet(self, plan: TablePlan) -> Iterator[Unmet]:
        seats = Counter((seat.round, seat.person) for seat in plan.seats)
        for round_ in plan.rounds:
            for person in plan.people:
                count = seats[round_, person.id]
                if count != 1:
                    sentence = f"{person.id} has {count or 'no'} seat{'s' if count else ''}; exactly one is needed."
                    yield Unmet(self, sentence, round_, people=(person.id,))


@dataclass(frozen=True, slots=True)
class WithinCapacity:
    """No table has more people than places."""

    def unmet(self, plan: TablePlan) -> Iterator[Unmet]:
        for sitting in plan.sittings():
            table = sitting.table
            if len(sitting.people) > table.capacity:
                sentence = f"Table {table.id} has {len(sitting.people)} people for {table.capacity} places."
                yield Unmet(self, sentence, sitting.round, table.id, _ids(sitting.people))


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `number` people of these categories at every table."""

    number: int
    attribute: str
    categories: Set[str]

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"number is {self.number}; allowed: 1 or more")
        object.__setattr__(self, "categories", frozenset(self.categories))

    def unmet(self, plan: TablePlan) -> Iterator[Unmet]:
        group = _Group(self.attribute, self.categories)
        for sitting in plan.sittings():
            present = group.at(sitting)
            if len(present) < self.number:
                needed = "1 is" if self.number == 1 else f"{self.number} are"
                sentence = f"Table {sitting.table.id} has {len(present)} of {group}; at least {needed} needed."
                yield Unmet(self, sentence, sitting.round, sitting.table.id, _ids(present))


@dataclass(frozen=True, slots=True)
class AtLeastShare:
    """At least `share` of the people at every table are of these categories; 1/3 means exactly a third."""

    share: Fraction
    attribute: str
    categories: Set[str]

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"share is {self.share}; allowed: more than 0, at most 1")
        object.__setattr__(self, "categories", frozenset(self.categories))

    def unmet(self, plan: TablePlan) -> Iterator[Unmet]:
        group = _Group(self.attribute, self.categories)
        for sitting in plan.sittings():
            present, everyone = group.at(sitting), len(sitting.people)
            if len(present) < self.share * everyone:
                sentence = (
                    f"Table {sitting.table.id} has {len(present)} of {group} among {everyone} people; "
                    f"at least {self.share} of the table is needed."
                )
                yield Unmet(self, sentence, sitting.round, sitting.table.id, _ids(present))


@dataclass(frozen=True, slots=True)
class NeverAlone:
    """Nobody of these categories is the only one of them at a table."""

    attribute: str
    categories: Set[str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "categories", frozenset(self.categories))

    def unmet(self, plan: TablePlan) -> Iterator[Unmet]:
        group = _Group(self.attribute, self.categories)
        for sitting in plan.sittings():
            present = group.at(sitting)
            if len(present) == 1:
                sentence = f"{present[0].id} is the only one of {group} at table {sitting.table.id}."
                yield Unmet(self, sentence, sitting.round, sitting.table.id, _ids(present))


@dataclass(frozen=True, slots=True)
class Together:
    """Two people sit at the same table in every round: a child and their buddy."""

    first: str
    second: str

    def unmet(self, plan: TablePlan) -> Iterator[Unmet]:
        for round_ in plan.rounds:
            first, second = _tables_of(plan, round_, self.first), _tables_of(plan, round_, self.second)
            if not first & second:
                sentence = f"{self.first} and {self.second} must sit together and do not."
                yield Unmet(self, sentence, round_, people=(self.first, self.second))


@dataclass(frozen=True, slots=True)
class Apart:
    """Two people never sit at the same table."""

    first: str
    second: str

    def unmet(self, plan: TablePlan) -> Iterator[Unmet]:
        for round_ in plan.rounds:
            shared = _tables_of(plan, round_, self.first) & _tables_of(plan, round_, self.second)
            for table in sorted(shared):
                sentence = f"{self.first} and {self.second} must sit apart and both are at table {table}."
                yield Unmet(self, sentence, round_, table, (self.first, self.second))


@dataclass(frozen=True, slots=True)
class NeedsMet:
    """Every table offers what each person who sits there needs."""

    def unmet(self, plan: TablePlan) -> Iterator[Unmet]:
        for sitting in plan.sittings():
            for person in sitting.people:
                missing = person.needs - sitting.table.features
                if missing:
                    offer = ", ".join(sorted(missing))
                    sentence = f"{person.id} needs {offer}; table {sitting.table.id} does not offer it."
                    yield Unmet(self, sentence, sitting.round, sitting.table.id, (person.id,))


def _tables_of(plan: TablePlan, round_: Round, person: str) -> set[str]:
    return {seat.table for seat in plan.seats if seat.person == person and seat.round == round_}


def _ids(people: list[Person] | tuple[Person, ...]) -> tuple[str, ...]:
    return tuple(person.id for person in people)


YOUNG = frozenset({"child", "young_person"})

# What every table of a dialogue with children must have; pairs (Together, Apart) differ per day: add them.
HARD_MINIMUMS: tuple[Constraint, ...] = (
    EveryoneSeated(),
    WithinCapacity(),
    AtLeast(3, "role", YOUNG),
    AtLeastShare(Fraction(1, 3), "role", YOUNG),
    NeverAlone("role", frozenset({"child"})),
    AtLeast(1, "role", frozenset({"ministry"})),
    AtLeast(1, "role", frozenset({"organisation"})),
    NeedsMet(),
)
