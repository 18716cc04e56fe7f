"""People who count the same: whoever has the same values of every attribute that is asked for is interchangeable.

A pool of 2,000 people is seldom more than a few hundred classes, and every exact computation is over classes.
People who come together or not at all are one member of a class of their own, which counts as many as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seating.constraints import Together
from seating.parties import Party, parties_of
from seating.people import Attribute, Person

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
BESIDE = "+"


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

    sizes (T,): members per class; codes (T, A): the row number of each class's category per attribute, -1 where that
    attribute asks nothing of it; rows: every quota; forced (T,): how many of a class must be chosen;
    members: the ids per class, in order; size: how many people a panel has. heads (T,): how many people one member is;
    parties: who a member is that is more than one person; shared: for the classes of those, how many of them count for
    each quota (R,); alone: the row numbers of each of those people.
    """

    sizes: Whole
    codes: Whole
    rows: tuple[Row, ...]
    forced: Whole
    members: tuple[tuple[str, ...], ...]
    size: int
    heads: Whole
    parties: Mapping[str, tuple[str, ...]]
    shared: Mapping[int, Whole]
    alone: Mapping[str, tuple[int, ...]]

    def people_of(self, member: str) -> tuple[str, ...]:
        """Who a member is: one person, or people who come together."""
        return self.parties.get(member, (member,))

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
        for number, counts in self.shared.items():
            found[:, number] = counts
        return found

    def counts(self, panel: Whole) -> Whole:
        """(R,): how many people of a panel over classes count for each quota."""
        total = np.zeros(len(self.rows), dtype=np.int64)
        for attribute in range(self.codes.shape[1]):
            column = self.codes[:, attribute]
            asked = column >= 0
            np.add.at(total, column[asked], panel[asked])
        for number, counts in self.shared.items():
            total += panel[number] * counts
        return total

    def rows_of_people(self) -> dict[str, list[int]]:
        """For which quotas each person counts, whoever they would come with."""
        found = {person: [code for code in codes if code >= 0] for person, codes in self.alone.items()}
        for members, codes in zip(self.members, self.codes.tolist(), strict=True):
            asked = [code for code in codes if code >= 0]
            found |= {member: asked for member in members if member not in self.parties}
        return found

    def holds(self, panel: Whole) -> bool:
        """Whether a panel over classes meets every quota and every bound."""
        counts = self.counts(panel)
        return bool(
            panel @ self.heads == self.size
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
    together: Iterable[Together] = (),
) -> Classes:
    """The pool as classes.

    households: person id to household; at most one person of a household is chosen. must, must_not: ids; whoever comes
    together with somebody who must not come does not come. together: pairs of which both are chosen or neither is.
    Raises ValueError naming the parameter, the value and what is allowed.
    """
    must, must_not, households, together = set(must), set(must_not), dict(households or {}), tuple(together)
    paired = {person for pair in together for person in (pair.first, pair.second)}
    _known_ids(people, must, must_not, households, paired)
    if not people:
        raise ValueError("people is empty; allowed: one person or more")
    if not 1 <= size <= len(people):
        raise ValueError(f"size is {size}; allowed: 1 to {len(people)}, the number of people")
    shared = _shared_households(people, households, must_not)
    rows, number = _rows(attributes, shared)
    grouped: dict[_Key, list[str]] = {}
    parties: dict[str, tuple[str, ...]] = {}
    alone: dict[str, tuple[int, ...]] = {}
    for party in parties_of(people, together):
        ids = tuple(sorted(person.id for person in party))
        if must_not.intersection(ids):
            continue
        codes = {
            person.id: (
                *(_code(person, attribute, number) for attribute in attributes),
                number.get(("household", households.get(person.id, "")), -1) if shared else -1,
            )
            for person in party
        }
        member = BESIDE.join(ids)
        if len(ids) > 1:
            _one_home(party, codes)
            parties[member], alone = ids, alone | codes
        key = (len(ids), tuple(sorted(codes.values())), int(bool(must.intersection(ids))))
        grouped.setdefault(key, []).append(member)
    keys = sorted(grouped)
    nothing = (-1,) * (len(attributes) + 1)
    return Classes(
        sizes=np.array([len(grouped[key]) for key in keys], dtype=np.int64),
        codes=np.array([codes[0] if heads == 1 else nothing for heads, codes, _ in keys], dtype=np.int64).reshape(
            len(keys), len(attributes) + 1
        ),
        rows=rows,
        forced=np.array([len(grouped[key]) if key[-1] else 0 for key in keys], dtype=np.int64),
        members=tuple(tuple(sorted(grouped[key])) for key in keys),
        size=size,
        heads=np.array([heads for heads, _, _ in keys], dtype=np.int64),
        parties=parties,
        shared={place: _counted(key[1], len(rows)) for place, key in enumerate(keys) if key[0] > 1},
        alone=alone,
    )


_Key = tuple[int, tuple[tuple[int, ...], ...], int]
"""How many people, the row numbers of each, and whether they must come: who has the same is in one class."""


def _one_home(party: Party, codes: Mapping[str, tuple[int, ...]]) -> None:
    homes = [codes[person.id][-1] for person in party if codes[person.id][-1] >= 0]
    if len(set(homes)) < len(homes):
        told = ", ".join(repr(person.id) for person in party)
        raise ValueError(f"together holds people of one household: {told}; allowed: one person of each household")


def _counted(codes: Iterable[tuple[int, ...]], rows: int) -> Whole:
    counts = np.zeros(rows, dtype=np.int64)
    for code in (code for one in codes for code in one if code >= 0):
        counts[code] += 1
    return counts


def _known_ids(
    people: Sequence[Person], must: set[str], must_not: set[str], households: Mapping[str, str], paired: set[str]
) -> None:
    ids = [person.id for person in people]
    if len(set(ids)) != len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise ValueError(f"people holds {twice!r} twice; allowed: each id once")
    given_ids = (("must", must), ("must_not", must_not), ("households", set(households)), ("together", paired))
    for name, given in given_ids:
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
