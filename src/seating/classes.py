"""People who count the same: whoever has the same values of every attribute that is asked for is interchangeable.

A pool of 2,000 people is seldom more than a few hundred classes, and every exact computation is over classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seating.people import Attribute, Person

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One quota as a sum over classes: which category of which attribute, and how many at least and at most."""

    attribute: str
    category: str
    minimum: int
    maximum: int

    def __str__(self) -> str:
        return f"{self.attribute} {self.category}"


@dataclass(frozen=True, slots=True)
class Classes:
    """A pool as classes.

    sizes (T,): people per class; codes (T, A): the row number of each class's category per attribute, -1 where that
    attribute asks nothing of it; rows: every quota; forced (T,): how many of a class must be chosen;
    members: the ids per class, in order; size: how many people a panel has.
    """

    sizes: Whole
    codes: Whole
    rows: tuple[Row, ...]
    forced: Whole
    members: tuple[tuple[str, ...], ...]
    size: int

    @property
    def minima(self) -> Whole:
        return np.array([row.minimum for row in self.rows], dtype=np.int64)

    @property
    def maxima(self) -> Whole:
        return np.array([row.maximum for row in self.rows], dtype=np.int64)

    def matrix(self) -> Real:
        """(R, T): 1 where a class counts for a quota."""
        found = np.zeros((len(self.rows), len(self.sizes)))
        for attribute in range(self.codes.shape[1]):
            column = self.codes[:, attribute]
            asked = np.flatnonzero(column >= 0)
            found[column[asked], asked] = 1.0
        return found

    def counts(self, panel: Whole) -> Whole:
        """(R,): how many people of a panel over classes count for each quota."""
        total = np.zeros(len(self.rows), dtype=np.int64)
        for attribute in range(self.codes.shape[1]):
            column = self.codes[:, attribute]
            asked = column >= 0
            np.add.at(total, column[asked], panel[asked])
        return total

    def holds(self, panel: Whole) -> bool:
        """Whether a panel over classes meets every quota and every bound."""
        counts = self.counts(panel)
        return bool(
            panel.sum() == self.size
            and (panel >= self.forced).all()
            and (panel <= self.sizes).all()
            and (counts >= self.minima).all()
            and (counts <= self.maxima).all()
        )


def classes_of(
    people: Sequence[Person],
    attributes: Sequence[Attribute],
    size: int,
    *,
    households: Mapping[str, str] | None = None,
    must: Iterable[str] = (),
    must_not: Iterable[str] = (),
) -> Classes:
    """The pool as classes.

    households: person id to household; at most one person of a household is chosen. must, must_not: ids.
    Raises ValueError naming the parameter, the value and what is allowed.
    """
    must, must_not, households = set(must), set(must_not), dict(households or {})
    _known_ids(people, must, must_not, households)
    if not 1 <= size <= len(people):
        raise ValueError(f"size is {size}; allowed: 1 to {len(people)}, the number of people")
    shared = _shared_households(people, households, must_not)
    rows, number = _rows(attributes, shared)
    grouped: dict[tuple[int, ...], list[str]] = {}
    for person in people:
        if person.id in must_not:
            continue
        codes = [_code(person, attribute, number) for attribute in attributes]
        codes.append(number.get(("household", households.get(person.id, "")), -1) if shared else -1)
        grouped.setdefault((*codes, int(person.id in must)), []).append(person.id)
    keys = sorted(grouped)
    return Classes(
        sizes=np.array([len(grouped[key]) for key in keys], dtype=np.int64),
        codes=np.array([key[:-1] for key in keys], dtype=np.int64).reshape(len(keys), len(attributes) + 1),
        rows=rows,
        forced=np.array([len(grouped[key]) if key[-1] else 0 for key in keys], dtype=np.int64),
        members=tuple(tuple(sorted(grouped[key])) for key in keys),
        size=size,
    )


def _known_ids(people: Sequence[Person], must: set[str], must_not: set[str], households: Mapping[str, str]) -> None:
    ids = [person.id for person in people]
    if len(set(ids)) != len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise ValueError(f"people holds {twice!r} twice; allowed: each id once")
    for name, given in (("must", must), ("must_not", must_not), ("households", set(households))):
        for one in sorted(given - set(ids)):
            raise ValueError(f"{name} holds {one!r}; allowed: ids in people")
    for one in sorted(must & must_not):
        raise ValueError(f"must and must_not both hold {one!r}; allowed: at most one of the two")


def _shared_households(people: Sequence[Person], households: Mapping[str, str], must_not: set[str]) -> tuple[str, ...]:
    """Households with more than one person who can be chosen; the others ask nothing."""
    present = [households[person.id] for person in people if person.id in households and person.id not in must_not]
    return tuple(sorted({home for home in present if home and present.count(home) > 1}))


def _rows(
    attributes: Sequence[Attribute], households: Sequence[str]
) -> tuple[tuple[Row, ...], dict[tuple[str, str], int]]:
    rows = [
        Row(attribute.name, category.name, category.minimum, category.maximum)
        for attribute in attributes
        for category in attribute.categories
    ]
    rows += [Row("household", home, 0, 1) for home in households]
    return tuple(rows), {(row.attribute, row.category): number for number, row in enumerate(rows)}


def _code(person: Person, attribute: Attribute, number: Mapping[tuple[str, str], int]) -> int:
    value = person.attributes.get(attribute.name, "")
    found = number.get((attribute.name, value))
    if found is None:
        allowed = ", ".join(category.name for category in attribute.categories)
        raise ValueError(f"{attribute.name} of person {person.id!r} is {value!r}; allowed: {allowed}")
    return found
