"""Who may be chosen: people, what is asked of a selection, and what comes out of it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who can be chosen or seated, known by an id that need not be a name.

    attributes say which category the person is in (role: child); needs are what a table must offer them.
    """

    id: str
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    needs: Set[str] = frozenset()

    def __post_init__(self) -> None:
        # Copies, so that a caller who changes their own afterwards does not change this person.
        object.__setattr__(self, "attributes", MappingProxyType(dict(self.attributes)))
        object.__setattr__(self, "needs", frozenset(self.needs))


@dataclass(frozen=True, slots=True)
class Category:
    """One value of an attribute and how many people of it a selection needs: its quota.

    Raises ValueError when minimum is negative or above maximum.
    """

    name: str
    minimum: int
    maximum: int

    def __post_init__(self) -> None:
        if not 0 <= self.minimum <= self.maximum:
            raise ValueError(f"minimum is {self.minimum}; allowed: 0 to maximum, which is {self.maximum}")


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something a selection is balanced on, with its categories, each standing once."""

    name: str
    categories: tuple[Category, ...]

    def __post_init__(self) -> None:
        names = [category.name for category in self.categories]
        if len(set(names)) != len(names):
            raise ValueError(f"categories of {self.name} holds a name twice; allowed: each category once")


@dataclass(frozen=True, slots=True)
class Panel:
    """The people chosen together in one draw, by id."""

    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a person was to be chosen, between 0 and 1, over all panels that could have been drawn."""

    person: str
    probability: float

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError(f"probability is {self.probability}; allowed: 0 to 1")
