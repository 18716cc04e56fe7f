"""From a bound to a lottery over whole panels: panels dealt all at once, and column generation where that falls short.

The chances of the relaxation are the target. Mostly panels can be dealt whose chances are the target itself, and with
that the optimum is proved. Else a small linear programme mixes the panels found so far so that nobody falls further
below the target than need be; its duals say which classes are short; a panel heavy in those is looked for and added.
Where whole panels cannot reach the target, the same columns serve an exact leximin over panels, stage by stage.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_matrix, hstack

from seating.classes import Classes, Real, Whole
from seating.dealing import Seats, dealt, in_classes, weighed
from seating.panels import Panels
from seating.relaxation import GIVE, GIVES, TIGHT

# A chance this close to the target is the target: one in a million.
CLOSE = 1e-6
# The chances after the smallest come out of one programme after another, each exact to 1e-7 and each on the former.
CLOSE_LATER = 1e-5
# Of so many classes that column generation would take hours, dealt panels are kept when they come this close.
NEAR, MANY_CLASSES = 1e-4, 3_000
MOST_ROUNDS = 2_000
STARTS = 12
MOST_FIRST = 400


@dataclass(frozen=True, slots=True)
class Lottery:
    """seats (P, k): the class of every seat of each panel, one number more where nobody sits; weights (P,): the chance of each panel, together 1.

    proved: whether the chances meet the bound of the relaxation, or were shown to be the best over whole panels.
    """

    seats: Seats
    weights: Real
    proved: bool

    def chances(self, classes: Classes) -> Real:
        """(T,): the chance of each member of a class."""
        found: Real = (in_classes(classes, self.seats) @ self.weights) / classes.sizes
        return found


Progress = Callable[[str, float], None]


class _Columns:
    """The panels found so far, each once."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.finder = Panels(classes)
        self.panels: list[Whole] = []
        self._known: set[bytes] = set()

    def add(self, panel: Whole | None) -> bool:
        if panel is None or panel.tobytes() in self._known:
            return False
        self._known.add(panel.tobytes())
        self.panels.append(panel)
        return True

    def add_seats(self, seats: Seats) -> None:
        for panel in seats:
            self.add(np.bincount(panel, minlength=len(self.classes.sizes) + 1)[:-1])

    def shares(self) -> csc_matrix:
        """(T, P): what each panel gives a member of each class."""
        return csc_matrix(np.array(self.panels, dtype=float).T / self.classes.sizes[:, None])

    def improve(self, weights: Real, worth: float, used: Real) -> bool:
        """Adds panels that are worth more under these duals; False where the exact solver says that none is."""
        prices = weights / self.classes.sizes
        before = len(self.panels)
        scale = max(1.0, abs(worth))
        for start in np.argsort(-used)[:STARTS]:
            panel = self.finder.climbed(self.panels[int(start)], prices)
            if prices @ panel > worth + TIGHT * scale:
                self.add(panel)
        if len(self.panels) > before:
            return True
        heaviest = self.finder.best(prices)
        return heaviest is not None and float(prices @ heaviest) > worth + TIGHT * scale and self.add(heaviest)


def lottery_towards(classes: Classes, target: Real, progress: Progress | None = None) -> Lottery | None:
    """A lottery whose chances are the target, or the leximin over whole panels where those cannot reach it.

    None where no panel meets the quotas.
    """
    seats = dealt(classes, target)
    if seats is not None:
        found = _of_seats(classes, seats, target)
        if progress:
            progress("panels", len(found.weights))
        chances = found.chances(classes)
        proved = _reached(target, chances)
        if proved or (len(target) > MANY_CLASSES and float((target - chances).max()) <= NEAR):
            return replace(found, proved=proved)
    columns = _Columns(classes)
    if not columns.add(columns.finder.best((target + GIVE) / classes.sizes)):
        return None
    if seats is None:
        _follow(columns, target)
    else:
        columns.add_seats(seats)
    for _ in range(MOST_ROUNDS):
        short, mixed, duals, worth = _nearest(columns, target)
        if progress:
            progress("panels", len(columns.panels))
        if short <= CLOSE:
            return _tidy(columns, mixed, proved=True)
        if not columns.improve(duals, worth, mixed):
            break
    return _leximin_over_panels(columns, progress)


def _reached(target: Real, chances: Real) -> bool:
    """Whether these chances are the target: the smallest that anybody can have, and nobody else short of theirs."""
    can = target > CLOSE
    smallest = bool(can.any()) and float(chances[can].min()) >= float(target[can].min()) - CLOSE
    return smallest and float((target - chances).max()) <= CLOSE_LATER


def _of_seats(classes: Classes, seats: Seats, target: Real) -> Lottery:
    seats, weights = weighed(classes, seats, target)
    seats, same = np.unique(seats, axis=0, return_inverse=True)
    together: Real = np.zeros(len(seats))
    np.add.at(together, same.ravel(), weights)
    return Lottery(seats, together, proved=False)


def _follow(columns: _Columns, target: Real) -> None:
    """First panels that together stay near the target: each time the classes that were given least come in."""
    classes = columns.classes
    given = panel = columns.panels[0]
    for step in range(2, min(MOST_FIRST, len(classes.sizes) + 2)):
        panel = columns.finder.climbed(panel, (step * target - given / classes.sizes), thorough=False)
        columns.add(panel)
        given = given + panel


def _nearest(columns: _Columns, target: Real) -> tuple[float, Real, Real, float]:
    """The mix of the panels found so far that falls short of the target the least, with its duals."""
    shares = columns.shares()
    classes, panels = shares.shape
    found = linprog(
        np.append(np.zeros(panels), 1.0),
        A_ub=hstack([-shares, csc_matrix(-np.ones((classes, 1)))]).tocsc(),
        b_ub=-target,
        A_eq=csc_matrix(np.append(np.ones(panels), 0.0)[None, :]),
        b_eq=[1.0],
        bounds=(0, None),
        method="highs",
    )
    duals = np.maximum(0.0, -found.ineqlin.marginals)
    return float(found.x[-1]), found.x[:-1], duals, -float(found.eqlin.marginals[0])


def _leximin_over_panels(columns: _Columns, progress: Progress | None) -> Lottery:
    """Leximin over whole panels: per stage the highest floor for all that are not fixed, proved by the exact solver."""
    total = len(columns.classes.sizes)
    fixed = np.full(total, -1.0)
    proved = True
    mixed = np.ones(len(columns.panels)) / len(columns.panels)
    while (fixed < 0).any():
        floor, mixed, duals = 0.0, mixed, np.zeros(total)
        for _ in range(MOST_ROUNDS):
            stage = next((one for give in GIVES if (one := _highest_floor(columns, fixed, give))), None)
            if stage is None:
                # rounding stands in the way: the mix of the former stage stays, and is not called the best
                return _tidy(columns, mixed, proved=False)
            floor, mixed, duals, worth = stage
            if not columns.improve(duals, worth, mixed):
                break
        else:
            proved = False
        free = fixed < 0
        tight = free & (duals > TIGHT)
        fixed[tight if tight.any() and floor < 1 - TIGHT else free] = max(0.0, floor - GIVE)
        if progress:
            progress("classes fixed", float((fixed >= 0).mean()))
    return _tidy(columns, mixed, proved=proved)


def _highest_floor(columns: _Columns, fixed: Real, give: float) -> tuple[float, Real, Real, float] | None:
    """The highest floor for who is not fixed; None where the solver finds nothing, which only rounding can do."""
    shares = columns.shares()
    classes, panels = shares.shape
    free = fixed < 0
    found = linprog(
        np.append(np.zeros(panels), -1.0),
        A_ub=hstack([-shares, csc_matrix(free.astype(float)[:, None])]).tocsc(),
        b_ub=np.where(free, 0.0, -np.maximum(0.0, fixed - 10 * give)),
        A_eq=csc_matrix(np.append(np.ones(panels), 0.0)[None, :]),
        b_eq=[1.0],
        bounds=(0, None),
        method="highs",
    )
    if found.status != 0:
        return None
    duals = np.maximum(0.0, -found.ineqlin.marginals)
    return float(found.x[-1]), found.x[:-1], duals, -float(found.eqlin.marginals[0])


def _tidy(columns: _Columns, mixed: Real, *, proved: bool) -> Lottery:
    """Only the panels that can be drawn, in an order that does not depend on how they were found."""
    drawn = np.flatnonzero(mixed > 1e-12)
    classes = columns.classes
    seats = np.full((len(drawn), classes.size), len(classes.sizes), dtype=np.int32)
    for row, one in zip(seats, drawn, strict=True):
        row[: columns.panels[int(one)].sum()] = np.repeat(np.arange(len(classes.sizes)), columns.panels[int(one)])
    weights = mixed[drawn] / mixed[drawn].sum()
    order = np.lexsort(seats.T[::-1])
    return Lottery(seats[order], weights[order], proved)
