"""Why no panel meets the quotas: which of them clash, and the smallest change that helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, identity

from seating.classes import Classes, Row


@dataclass(frozen=True, slots=True)
class Change:
    """A quota, and what it would have to be."""

    row: Row
    minimum: int
    maximum: int

    @property
    def sentence(self) -> str:
        said = []
        if self.minimum < self.row.minimum:
            said.append(f"at least {self.minimum} instead of {self.row.minimum}")
        if self.maximum > self.row.maximum:
            said.append(f"at most {self.maximum} instead of {self.row.maximum}")
        return f"{self.row}: {' and '.join(said)}"


class NoPanel(ValueError):
    """No panel meets the quotas. clash: quotas that cannot hold together; changes: the fewest people by which to give way.

    size: of the panel, where it is known; loose: whether there is a panel as soon as people who come together may come apart.
    """

    def __init__(
        self,
        clash: tuple[Row, ...],
        changes: tuple[Change, ...],
        available: dict[Row, int],
        *,
        size: int = 0,
        loose: bool = False,
    ) -> None:
        self.clash, self.changes, self.loose = clash, changes, loose
        told = "; ".join(f"{row} ({row.minimum}-{row.maximum}, {available[row]} people)" for row in clash)
        help_ = "; ".join(change.sentence for change in changes)
        panel = f"No panel of {size} {'person' if size == 1 else 'people'} meets" if size else "No panel meets"
        sentence = f"{panel} these quotas together: {told or 'who must be in it and who must not'}."
        sentence += f" The smallest change that helps: {help_}." if help_ else ""
        super().__init__(
            f"{sentence} Where people may come without each other, there is a panel." if loose else sentence
        )


def explain(classes: Classes, *, apart: Classes | None = None) -> NoPanel:
    """Finds a clash that has no smaller clash inside it, and the change that moves the fewest places.

    apart: the same pool with everybody on their own, where people asked to come together.
    """
    matrix = classes.matrix()
    available = {row: int(matrix[number] @ classes.sizes) for number, row in enumerate(classes.rows)}
    loose = apart is not None and _possible(apart, list(range(len(apart.rows))))
    return NoPanel(_clash(classes), _smallest_change(classes), available, size=classes.size, loose=loose)


@dataclass(frozen=True, slots=True)
class Never:
    """Somebody whom no panel holds, and the quotas that together keep them out."""

    person: str
    because: tuple[Row, ...]

    @property
    def sentence(self) -> str:
        told = "; ".join(f"{row} ({row.minimum}-{row.maximum})" for row in self.because)
        return f"{self.person}: {told or 'who must be in it and who must not'}."


def why_never(classes: Classes, people: Sequence[str]) -> tuple[Never, ...]:
    """For each of these people, who are in no panel, a clash of quotas as soon as they had to be in it."""
    place = {
        person: number
        for number, members in enumerate(classes.members)
        for member in members
        for person in classes.people_of(member)
    }
    known: dict[int, tuple[Row, ...]] = {}
    for number in {place[person] for person in people if person in place}:
        forced = classes.forced.copy()
        forced[number] = max(1, forced[number])
        known[number] = _clash(replace(classes, forced=forced))
    return tuple(Never(person, known[place[person]]) for person in people if person in place)


def _possible(classes: Classes, kept: list[int]) -> bool:
    matrix = np.vstack([classes.matrix()[kept], classes.heads])
    found = milp(
        np.zeros(len(classes.sizes)),
        constraints=LinearConstraint(
            csr_matrix(matrix),
            np.append(classes.minima[kept], classes.size),
            np.append(classes.maxima[kept], classes.size),
        ),
        integrality=np.ones(len(classes.sizes)),
        bounds=Bounds(classes.forced, classes.sizes),
    )
    return found.x is not None


def _clash(classes: Classes) -> tuple[Row, ...]:
    """Leaves out one quota after another; what cannot be left out is the clash (a deletion filter)."""
    kept = list(range(len(classes.rows)))
    for one in range(len(classes.rows)):
        without = [other for other in kept if other != one]
        if not _possible(classes, without):
            kept = without
    return tuple(classes.rows[one] for one in kept)


def _smallest_change(classes: Classes) -> tuple[Change, ...]:
    """The fewest places by which minima go down and maxima go up; a household stays at one."""
    rows, total = len(classes.rows), len(classes.sizes)
    may_give = np.array([0 if row.attribute == "household" else classes.size for row in classes.rows])
    matrix = csr_matrix(classes.matrix())
    eye = identity(rows)
    quotas = hstack([matrix, eye, -eye])
    whole = csr_matrix(np.append(classes.heads, np.zeros(2 * rows))[None, :])
    found = milp(
        np.append(np.zeros(total), np.ones(2 * rows)),
        constraints=[
            LinearConstraint(quotas, classes.minima, classes.maxima),
            LinearConstraint(whole, classes.size, classes.size),
        ],
        integrality=np.ones(total + 2 * rows),
        bounds=Bounds(
            np.append(classes.forced, np.zeros(2 * rows)),
            np.concatenate([classes.sizes, may_give, may_give]),
        ),
    )
    if found.x is None:
        return ()
    # the slack that lifts a count stands for a lower minimum, the one that lowers it for a higher maximum
    lower, higher = np.rint(found.x[total : total + rows]), np.rint(found.x[total + rows :])
    return tuple(
        Change(row, row.minimum - int(lower[number]), row.maximum + int(higher[number]))
        for number, row in enumerate(classes.rows)
        if lower[number] or higher[number]
    )
