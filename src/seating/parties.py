"""People who must sit together are one party: they are seated, and moved, as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seating.constraints import Apart, Constraint, Together
from seating.people import Person

Party = tuple[Person, ...]


def parties_of(people: Sequence[Person], constraints: Iterable[Constraint]) -> tuple[Party, ...]:
    """Everybody in exactly one party, in the order of the people; most parties are one person."""
    root = {person.id: person.id for person in people}

    def found(person: str) -> str:
        while root[person] != person:
            person = root[person]
        return person

    for pair in constraints:
        if isinstance(pair, Together):
            root[found(pair.second)] = found(pair.first)
    members: dict[str, list[Person]] = {}
    for person in people:
        members.setdefault(found(person.id), []).append(person)
    return tuple(tuple(party) for party in members.values())


def chain(first: str, second: str, constraints: Iterable[Constraint]) -> tuple[str, ...]:
    """The people through whom two people must sit together, both of them included; empty where nothing ties them."""
    ties: dict[str, list[str]] = {}
    for pair in constraints:
        if isinstance(pair, Together):
            ties.setdefault(pair.first, []).append(pair.second)
            ties.setdefault(pair.second, []).append(pair.first)
    paths: list[tuple[str, ...]] = [(first,)]
    seen = {first}
    for path in paths:
        if path[-1] == second:
            return path
        for other in sorted(ties.get(path[-1], ())):
            if other not in seen:
                seen.add(other)
                paths.append((*path, other))
    return ()


def torn(constraints: Sequence[Constraint]) -> list[tuple[Apart, tuple[str, ...]]]:
    """Pairs that must sit apart although other pairs tie them together, each with the people who tie them."""
    return [
        (pair, path)
        for pair in constraints
        if isinstance(pair, Apart) and (path := chain(pair.first, pair.second, constraints))
    ]
