"""From more people than places: a fair and representative choice, with every chance published.

>>> people = [Person(str(one), {"role": "child" if one % 3 else "adult"}) for one in range(30)]
>>> asked = [Attribute("role", (Category("child", 4, 6), Category("adult", 2, 4)))]
>>> chosen = select(people, asked, 8, seed="2027-01-15")
>>> len(chosen.panel.people), round(chosen.smallest, 3), chosen.proved
(8, 0.267, True)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from seating.clashes import explain
from seating.classes import Classes, Whole, classes_of
from seating.constraints import Together
from seating.drawing import Lot, chances_of, drawn, drawn_lot, drawn_members, gini, lots_of, rank
from seating.lottery import Progress, lottery_towards
from seating.people import Attribute, Chance, Panel, Person
from seating.relaxation import leximin_bound

VERSION = "2"


@dataclass(frozen=True, slots=True)
class Selection:
    """A panel, and everything needed to repeat and to judge its draw.

    chances: per person, under the published lots. bound: the smallest chance that no method could better for those who
    can be chosen at all. proved: whether these chances were shown to be the best there are. excluded: who cannot be in
    any panel. lots and classes: the published lottery. input: the SHA-256 of what went in.
    """

    panel: Panel
    chances: tuple[Chance, ...]
    bound: float
    proved: bool
    excluded: tuple[str, ...]
    lots: tuple[Lot, ...]
    classes: Classes
    seed: str
    input: str
    version: str = VERSION

    @property
    def smallest(self) -> float:
        """The smallest chance of anyone who can be chosen at all."""
        apart = set(self.excluded)
        return min((chance.probability for chance in self.chances if chance.person not in apart), default=0.0)

    @property
    def inequality(self) -> float:
        """The Gini coefficient of the chances: 0 where everybody has the same."""
        return gini(np.array([chance.probability for chance in self.chances]))

    def published(self) -> dict[str, object]:
        """The file with which anyone can repeat the draw: classes with their members, lots, seed.

        In classes and panel people who come together stand as one: their ids with a + between.
        """
        return {
            "version": self.version,
            "input": self.input,
            "seed": self.seed,
            "size": self.classes.size,
            "bound": self.bound,
            "smallest_chance": self.smallest,
            "proved": self.proved,
            "quotas": [
                {"attribute": row.attribute, "category": row.category, "min": row.minimum, "max": row.maximum}
                for row in self.classes.rows
            ],
            "classes": [list(members) for members in self.classes.members],
            "lots": [{"lots": lot.lots, "classes": lot.seats.tolist()} for lot in self.lots],
            "chances": {chance.person: chance.probability for chance in self.chances},
            "excluded": list(self.excluded),
            "drawn_lot": drawn_lot(self.lots, self.seed),
            "panel": sorted(drawn_members(self.lots, self.classes, self.seed)),
        }


def select(
    people: Sequence[Person],
    attributes: Sequence[Attribute],
    size: int,
    *,
    seed: str,
    households: Mapping[str, str] | None = None,
    must: Iterable[str] = (),
    must_not: Iterable[str] = (),
    together: Iterable[Together] = (),
    progress: Progress | None = None,
) -> Selection:
    """Draws a panel of `size` under quotas so that the smallest chance is as large as can be, then the next (leximin).

    households: at most one person of each is chosen. must, must_not: ids that are in every panel, or in none.
    together: pairs of which both are chosen or neither is; pairs that share somebody are one party.
    The same input and seed give the same panel. Raises ValueError for wrong input, NoPanel where no panel exists.
    """
    must, must_not, together = sorted(set(must)), sorted(set(must_not)), sorted(set(together), key=_both)
    classes = classes_of(
        people, attributes, size, households=households, must=must, must_not=must_not, together=together
    )
    bound = leximin_bound(classes)
    lottery = lottery_towards(classes, bound.chances, progress) if bound.feasible else None
    if lottery is None:
        loose = classes_of(people, attributes, size, households=households, must=must, must_not=must_not)
        raise explain(classes, apart=loose if together else None)
    lots = lots_of(lottery, classes)
    reachable = np.bincount(lottery.seats.ravel(), minlength=len(classes.sizes) + 1)[:-1] > 0
    can = bound.chances[reachable]
    return Selection(
        panel=drawn(lots, classes, seed),
        chances=chances_of(lots, classes),
        bound=float(can.min()) if len(can) else 0.0,
        proved=lottery.proved,
        excluded=tuple(
            sorted(
                person
                for members, found in zip(classes.members, reachable, strict=True)
                if not found
                for member in members
                for person in classes.people_of(member)
            )
        ),
        lots=lots,
        classes=classes,
        seed=seed,
        input=_input_hash(people, attributes, size, dict(households or {}), must, must_not, together),
    )


def _both(pair: Together) -> tuple[str, str]:
    return pair.first, pair.second


def replace(selection: Selection, cancelled: str, *, gone: Iterable[str] = ()) -> str | None:
    """Who comes in for somebody who cancels, so that every quota still holds; None where nobody can.

    gone: everybody who cannot come any more. Of those who fit, the one who comes first in the order of the draw. Who
    would come together with somebody who still waits is not called alone. Raises ValueError where the person is not on
    the panel.
    """
    found = replacements(selection, cancelled, gone=gone)
    return found[0][1] if found else None


def replacements(
    selection: Selection, cancelled: str, *, gone: Iterable[str] = (), empty: Iterable[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Who comes for whom when somebody cancels; nothing where nobody can.

    empty: others who cancelled and for whom nobody came. Only where enough places are empty do people who come together
    come in, all at once. Of those who fit, who comes first in the order of the draw.
    Returns pairs of who is out and who comes. Raises ValueError where a person is not on the panel.
    """
    classes, inside, others = selection.classes, selection.panel.people, sorted(set(empty) - {cancelled})
    for one in (cancelled, *others):
        if one not in inside:
            raise ValueError(f"cancelled is {one!r}; allowed: ids on the panel")
    rows = classes.rows_of_people()
    total = _counts(classes, rows, inside)
    away = {cancelled, *gone, *inside}
    waiting = [
        (member, left)
        for members in classes.members
        for member in members
        if (left := [person for person in classes.people_of(member) if person not in away])
    ]
    for _, left in sorted(waiting, key=lambda one: rank(selection.seed, one[0])):
        for beside in combinations(others, len(left) - 1):
            # who was forced in and cancels is no longer forced
            counts = total - _counts(classes, rows, (cancelled, *beside)) + _counts(classes, rows, left)
            if (counts >= classes.minima).all() and (counts <= classes.maxima).all():
                return tuple(zip((cancelled, *beside), left, strict=True))
    return ()


def _counts(classes: Classes, rows: Mapping[str, Sequence[int]], people: Iterable[str]) -> Whole:
    """(R,): how many of these people count for each quota."""
    counts = np.zeros(len(classes.rows), dtype=np.int64)
    for person in people:
        counts[list(rows[person])] += 1
    return counts


def _input_hash(
    people: Sequence[Person],
    attributes: Sequence[Attribute],
    size: int,
    households: dict[str, str],
    must: Sequence[str],
    must_not: Sequence[str],
    together: Sequence[Together],
) -> str:
    told: dict[str, object] = {
        "people": sorted((person.id, sorted(person.attributes.items())) for person in people),
        "quotas": [[one.name, [[c.name, c.minimum, c.maximum] for c in one.categories]] for one in attributes],
        "size": size,
        "households": sorted(households.items()),
        "must": list(must),
        "must_not": list(must_not),
    }
    if together:
        told["together"] = [list(_both(pair)) for pair in together]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
