"""Many panels at once, in which every class comes in as often as its chance says.

The chances of the relaxation, times a number of panels, are whole numbers of seats, near enough. They are dealt out
over the panels like cards, and then people of two panels change places until the quotas hold in each: whatever is
swapped, the chances stay what they are. What the rounding to whole seats left is taken away by weighing the panels
anew (least squares). No linear programme over panels is solved, which is what makes a pool of 100,000 people possible.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, diags_array
from scipy.sparse.linalg import lsmr

from seating.classes import Classes, Real, Whole

Seats = NDArray[np.int32]
# Twice as many panels as classes leave room to weigh them; so many seats fit in the memory of a small machine.
PANELS_EACH, LEAST_PANELS = 2, 32
MOST_SEATS = 6_000_000
# The chances are of the pool, never of the seed of a draw: every draw of one pool has the same lottery.
CARDS = 2027
MOST_STEPS = 2_000
PATIENCE = 25
AT_ONCE = 1_500
LOOKED_AT = 128
PAIRS = 300_000
MOST_BRANCHES = 2_000
REWEIGHED = 12
# More people than this who come as one are too many to change places with others; column generation seats those.
MOST_HEADS = 4
# Of what rounding left, so much may stay; more of it where every digit takes seconds.
CLOSE_TO, CLOSE_TO_OF_MANY, MANY = 1e-8, 5e-7, 3_000
NO_LIMIT = 10**6
# Shares of a seat below this are rounding of the solver.
DUST = 1e-6


def dealt(classes: Classes, target: Real) -> Seats | None:
    """(P, k): panels that meet every quota, as class numbers; together near the target. None where none was found.

    A seat is for one person. Of people who come as one, the first seat holds them and the others hold NOBODY, which is
    the number after that of the last class.
    """
    if int(classes.heads.max()) > MOST_HEADS:
        return None
    wanted = target * classes.sizes
    many = min(LEAST_PANELS + PANELS_EACH * len(classes.sizes), max(LEAST_PANELS, MOST_SEATS // classes.size))
    seats = _whole_seats(classes, wanted * many, many)
    if seats is None:
        return None
    table = _Table(classes, seats, many, np.random.default_rng(CARDS))
    table.mend()
    found: Seats = np.sort(table.seats[table.broken == 0], axis=1)
    found = found[_held(classes, found)]
    return found if len(found) else None


def _held(classes: Classes, seats: Seats) -> NDArray[np.bool_]:
    """(P,): whether a panel meets every quota and bound, counted from scratch whatever the swaps believed."""
    shares = in_classes(classes, seats)
    matrix = csr_matrix(np.vstack([classes.matrix(), classes.heads]))
    counts = (matrix @ shares).toarray()
    kept = (counts >= np.append(classes.minima, classes.size)[:, None]) & (
        counts <= np.append(classes.maxima, classes.size)[:, None]
    )
    cells = shares.tocoo()
    held = kept.all(axis=0)
    held[cells.col[cells.data > classes.sizes[cells.row]]] = False
    for number in np.flatnonzero(classes.forced):
        held &= shares[int(number)].toarray()[0] >= classes.forced[number]
    found: NDArray[np.bool_] = held
    return found


def _whole_seats(classes: Classes, exact: Real, many: int) -> Whole | None:
    """(T,): how many seats each class has in all panels: rounded up or down so that every quota keeps its total."""
    down = np.floor(exact + DUST)
    part = np.clip(exact - down, 0, 1)
    matrix = csr_matrix(np.vstack([classes.matrix(), classes.heads]))
    total, given = matrix @ exact, matrix @ down
    # an average just under a maximum leaves hardly a panel that may vary, so every total stays within one seat
    lower = np.maximum(np.append(classes.minima, classes.size) * many, np.ceil(total - 1 - DUST))
    upper = np.minimum(np.append(classes.maxima, classes.size) * many, np.floor(total + 1 + DUST))
    lower[-1] = upper[-1] = classes.size * many
    open_ = part > DUST
    found = milp(
        np.where(open_, 1 - 2 * part, 0),
        constraints=LinearConstraint(matrix, lower - given, upper - given),
        integrality=np.ones(len(exact)),
        bounds=Bounds(0, open_.astype(float)),
        options={"mip_rel_gap": 0.05, "node_limit": MOST_BRANCHES},
    )
    return None if found.x is None else (down + np.rint(found.x)).astype(np.int64)


def _codes(classes: Classes) -> list[Whole]:
    """Per question the row for which each class counts, and NOBODY after them; who come as one are counted apart."""
    rows, total = len(classes.rows), len(classes.sizes)
    asked = np.vstack([np.where(classes.codes < 0, rows + 1, classes.codes), np.full(classes.codes.shape[1], rows + 1)])
    found = [np.ascontiguousarray(one) for one in asked.T if (one <= rows).any()]
    if classes.shared:
        found.append(np.append(np.where(classes.heads == 1, rows, rows + 1), rows + 1))
    return found if found else [np.full(total + 1, rows + 1)]


def _many_heads(classes: Classes) -> dict[int, NDArray[np.int32]]:
    """What each class of people who come as one adds to every row."""
    return {
        number: np.concatenate([counts, [classes.heads[number], 0]]).astype(np.int32)
        for number, counts in classes.shared.items()
    }


class _Table:
    """Panels on the table. seats (P, k): class numbers; broken (P,): by how many people a panel misses its quotas."""

    def __init__(self, classes: Classes, seats: Whole, many: int, chance: np.random.Generator) -> None:
        # how many people there are is one more quota, and one row without limits is for what asks nothing
        rows = len(classes.rows) + 1
        self.chance, self._free = chance, rows
        self.sizes = np.append(classes.sizes, classes.size)
        self._codes, self._shared = _codes(classes), _many_heads(classes)
        people = (classes.size, classes.size) if self._shared else (0, NO_LIMIT)
        self._least = np.concatenate([classes.minima, [people[0], 0]]).astype(np.int32)
        self._most = np.concatenate([classes.maxima, [people[1], NO_LIMIT]]).astype(np.int32)
        order = np.append(np.lexsort(classes.codes.T[::-1]), len(classes.sizes))
        seats = np.append(seats, many * classes.size - seats.sum())
        # one after the other around the table: no panel gets more of a class than there are people in it
        self.seats: Seats = np.ascontiguousarray(
            np.repeat(order, seats[order]).reshape(classes.size, many).T.astype(np.int32)
        )
        self._counts = np.zeros((many, rows + 1), dtype=np.int32)
        for codes in self._codes:
            for seat in self.seats.T:
                self._counts[np.arange(many), codes[seat]] += 1
        for number, adds in self._shared.items():
            self._counts += (self.seats == number).sum(axis=1)[:, None] * adds
        self.broken = self._missed(self._counts).sum(axis=1)

    def _missed(self, counts: NDArray[np.int32]) -> NDArray[np.int32]:
        found: NDArray[np.int32] = np.maximum(0, counts - self._most) + np.maximum(0, self._least - counts)
        return found

    def mend(self) -> None:
        """Swaps until every panel meets its quotas, or nothing has become better for a while."""
        best, waited = int(self.broken.sum()), 0
        for _ in range(MOST_STEPS):
            if not best or waited > PATIENCE:
                return
            ones, others = self._partners()
            if len(ones):
                self._swap(ones, others)
            left = int(self.broken.sum())
            best, waited = (left, 0) if left < best else (best, waited + 1)

    def _partners(self) -> tuple[Whole, Whole]:
        """Panels with too many or too few of something, each with another that has room for it."""
        broken = self.chance.permutation(np.flatnonzero(self.broken))
        # some of the broken ones stay free, to be the other side
        broken = broken[: max(1, min(AT_ONCE, len(self.seats) // 3, -(-2 * len(broken) // 3)))]
        counts = self._counts[broken]
        missed = self._missed(counts)
        row = np.where(missed > 0, self.chance.random(missed.shape), -1).argmax(axis=1)
        over = counts[np.arange(len(broken)), row] > self._most[row]
        free = np.ones(len(self.seats), dtype=bool)
        free[broken] = False
        partner = np.full(len(broken), -1)
        for kind in np.unique(2 * row + over):
            number, too_many = kind // 2, kind % 2
            here = self._counts[:, number]
            room = here < self._most[number] if too_many else here > self._least[number]
            asking = np.flatnonzero(2 * row + over == kind)
            found = self.chance.permutation(np.flatnonzero(free & room))[: len(asking)]
            partner[asking[: len(found)]] = found
            free[found] = False
        paired = partner >= 0
        return broken[paired], partner[paired]

    def _swap(self, ones: Whole, others: Whole) -> None:
        """Of each pair of panels the swap of two people that mends most, unless it breaks more than it mends."""
        leaving, first = self._looked_at(ones)
        entering, second = self._looked_at(others)
        out, into = self._worth(ones, others)
        every, width = np.arange(len(ones))[:, None], leaving.shape[1]
        lost = self._priced(leaving, out, ones, others)
        won = self._priced(entering, into, others, ones)
        most = int(min(width, max(8, (PAIRS / len(ones)) ** 0.5)))
        if most < width:
            leaving, first, lost = self._lowest(most, leaving, first, lost)
            entering, second, won = self._lowest(most, entering, second, won)
        change = (lost[:, :, None] + won[:, None, :]).astype(np.float32)
        for codes in self._codes:
            old, new = codes[leaving], codes[entering]
            # who goes and who comes are of one category, so nothing changes there
            change -= (old[:, :, None] == new[:, None, :]) * (out + into)[every, old][:, :, None]
        change[leaving[:, :, None] == entering[:, None, :]] = 9
        # changes are whole numbers, so less than one decides between equals and nothing else
        change += self.chance.random(change.shape, dtype=np.float32) * np.float32(0.9)
        flat = change.reshape(len(ones), -1)
        best, each = flat.argmin(axis=1), np.arange(len(ones))
        go, come = best // most, best % most
        gone, came = leaving[each, go], entering[each, come]
        fits = (
            (flat[each, best] < 1)
            & ((self.seats[ones] == came[:, None]).sum(axis=1) < self.sizes[came])
            & ((self.seats[others] == gone[:, None]).sum(axis=1) < self.sizes[gone])
        )
        self._moved(ones[fits], first[each, go][fits], gone[fits], came[fits])
        self._moved(others[fits], second[each, come][fits], came[fits], gone[fits])

    def _looked_at(self, panels: Whole) -> tuple[Seats, Whole]:
        """The classes of some seats of each panel, and which seats."""
        width = self.seats.shape[1]
        if width <= LOOKED_AT:
            return self.seats[panels], np.broadcast_to(np.arange(width), (len(panels), width))
        begin = self.chance.integers(width, size=(len(panels), 1))
        stride = width // LOOKED_AT
        places = (begin + stride * np.arange(LOOKED_AT)) % width
        return np.take_along_axis(self.seats[panels], places, axis=1), places

    def _worth(self, ones: Whole, others: Whole) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """(m, R + 1): what it costs when somebody of a category goes from one panel to the other, and the way back."""
        here, there = self._counts[ones], self._counts[others]
        now = self._missed(here) + self._missed(there)
        out = self._missed(here - 1) + self._missed(there + 1) - now
        into = self._missed(here + 1) + self._missed(there - 1) - now
        out[:, self._free] = into[:, self._free] = 0
        return out, into

    def _priced(self, seats: Seats, prices: NDArray[np.int32], ones: Whole, others: Whole) -> NDArray[np.int32]:
        """(m, seats): what it costs when who sits there goes from one panel to the other."""
        every = np.arange(len(ones))[:, None]
        found = np.zeros(seats.shape, dtype=np.int32)
        for codes in self._codes:
            found += prices[every, codes[seats]]
        for number, adds in self._shared.items():
            found += (seats == number) * self._moving(ones, others, adds)[:, None]
        return found

    def _moving(self, ones: Whole, others: Whole, adds: NDArray[np.int32]) -> NDArray[np.int32]:
        """(m,): what it costs when people who come as one go from one panel to the other."""
        here, there = self._counts[ones], self._counts[others]
        change = self._missed(here - adds) + self._missed(there + adds) - self._missed(here) - self._missed(there)
        found: NDArray[np.int32] = change.sum(axis=1)
        return found

    def _lowest(
        self, most: int, seats: Seats, places: Whole, cost: NDArray[np.int32]
    ) -> tuple[Seats, Whole, NDArray[np.int32]]:
        """The seats that cost least to change; much is left to chance, since what fits together is not known yet."""
        noise = self.chance.random(cost.shape, dtype=np.float32) * np.float32(0.9 * len(self._codes))
        kept = np.argpartition(cost + noise, most - 1, axis=1)[:, :most]
        return (
            np.take_along_axis(seats, kept, axis=1),
            np.take_along_axis(places, kept, axis=1),
            np.take_along_axis(cost, kept, axis=1),
        )

    def _moved(self, panels: Whole, places: Whole, gone: Seats, came: Seats) -> None:
        self.seats[panels, places] = came
        for codes in self._codes:
            self._counts[panels, codes[gone]] -= 1
            self._counts[panels, codes[came]] += 1
        for number, adds in self._shared.items():
            self._counts[panels] += ((came == number).astype(np.int32) - (gone == number))[:, None] * adds
        self.broken[panels] = self._missed(self._counts[panels]).sum(axis=1)


def weighed(classes: Classes, seats: Seats, target: Real) -> tuple[Seats, Real]:
    """The panels that are kept and the chance of each, so that together they come as near to the target as they can.

    From equal chances the least change that meets the target (least squares); who would get less than nothing is left
    out, and the rest is weighed again.
    """
    wanted = target * classes.sizes
    # of how often a class comes in, the spread goes with the root, so that all rows weigh alike and few rounds are needed
    scale = 1 / np.sqrt(np.maximum(wanted, DUST))
    close = CLOSE_TO if len(wanted) <= MANY else CLOSE_TO_OF_MANY
    weights = np.full(len(seats), 1 / len(seats))
    for _ in range(REWEIGHED):
        shares = in_classes(classes, seats)
        scaled = (diags_array(scale) @ shares).tocsr()
        weights = weights / weights.sum()
        missing = wanted - shares @ weights
        weights = weights + lsmr(scaled, scale * missing, atol=close, btol=close, maxiter=2 * len(wanted) + 200)[0]
        kept = weights > 0
        if kept.all() or not kept.any():
            break
        seats, weights = seats[kept], weights[kept]
    weights = np.maximum(weights, 0)
    return seats, weights / weights.sum()


def in_classes(classes: Classes, seats: Seats) -> csr_matrix:
    """(T, P): how many of each class per panel."""
    panels, size = seats.shape
    cells = (seats.ravel(), np.repeat(np.arange(panels), size))
    total = len(classes.sizes)
    # people of one class on one panel are added up
    return csr_matrix((np.ones(panels * size), cells), shape=(total + 1, panels))[:total]
