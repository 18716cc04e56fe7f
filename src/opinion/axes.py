"""The two directions in which people differ most, and where everybody stands along them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any

import numpy as np
from scipy import sparse
from scipy.linalg import eigh
from scipy.sparse.linalg import ArpackError, LinearOperator, eigsh

from opinion.arrays import Flags, Numbers, Whole, freeze
from opinion.ballots import Ballots
from opinion.engine import Counter
from opinion.moments import Moments, centre_of

# the Lanczos iteration is sure of itself only for matrices that are not tiny
DIRECT_UP_TO = 16
# above this many statements the moments would fill gigabytes: the votes themselves are iterated on
MOMENTS_UP_TO = 4_000
# where answers lie along fewer directions than it looks for, the iteration goes on from a draw: the same in every run
DRAWN = "rng" in signature(eigsh).parameters


@dataclass(frozen=True, eq=False, slots=True)
class Axes:
    """The principal components of the votes.

    centre      mean vote per statement over who voted on it; 0 for what was taken out, shape (statements,)
    components  unit directions, most telling first, shape (2, statements); zeros where there is none
    spreads     sums of squares along them (eigenvalues of C'C)
    total       sum of squares along all directions
    """

    centre: Numbers
    components: Numbers
    spreads: tuple[float, float]
    total: float

    def __post_init__(self) -> None:
        freeze(self, "centre", "components")

    @property
    def explained(self) -> tuple[float, float]:
        """What part of all differences lies along each axis."""
        return (self.spreads[0] / self.total, self.spreads[1] / self.total) if self.total else (0.0, 0.0)


def axes_of(
    moments: Moments,
    kept: Flags,
    *,
    direct: bool,
    previous: Axes | None = None,
    start: Numbers | None = None,
    loops: Counter | None = None,
) -> Axes:
    """The axes from the moments.

    direct    LAPACK's direct decomposition of the whole matrix; otherwise Lanczos' iteration to machine precision
    previous  axes whose signs are kept, so that a map does not flip from one run to the next
    start     where the iteration starts; it changes how long it takes, not what comes out
    """
    kept = kept & (moments.voted_on > 0)
    matrix = moments.scatter(kept, loops)
    centre = np.where(kept, moments.centre(), 0.0)
    if direct or len(matrix) <= DIRECT_UP_TO:
        found = _decomposed(matrix)
    else:
        near = None if start is None or not start[kept].any() else start[kept]
        found = _iterated(matrix, _start(len(matrix)) if near is None else near, lambda: _decomposed(matrix))
    return _axes(centre, kept, *found, total=float(np.trace(matrix)), previous=previous)


def axes_from_votes(ballots: Ballots, kept: Flags, *, previous: Axes | None = None) -> Axes:
    """The axes without the moments, for thousands of statements: Lanczos' iteration on the votes themselves."""
    counts = ballots.counts()
    kept = kept & (counts.sum(axis=1) > 0)
    centre = np.where(kept, centre_of(counts[:, 2] - counts[:, 0], counts.sum(axis=1)), 0.0)
    columns = (ballots.codes >> 2).astype(np.int32)
    values = ((ballots.codes & 3).astype(np.float64) - 1 - centre[columns]) * kept[columns]
    shape = (ballots.n_participants, ballots.n_statements)
    centred = sparse.csr_array((values, columns, ballots.starts), shape=shape)
    across = centred.T.tocsr()
    n = ballots.n_statements
    operator = LinearOperator((n, n), matvec=lambda x: across @ (centred @ x), dtype=np.float64)
    total = float(np.sum(values * values))
    # on what all answer alike nobody differs: where that is nearly everything, a small matrix holds all there is
    differ = np.bincount(columns, weights=values * values, minlength=n) > 0

    def decomposed() -> tuple[Numbers, Numbers]:
        few = centred[:, np.flatnonzero(differ)]
        spreads, found = _decomposed((few.T @ few).toarray())
        directions = np.zeros((n, len(spreads)))
        directions[differ] = found
        return spreads, directions

    if differ.sum() <= DIRECT_UP_TO:
        spreads, directions = decomposed()
    else:
        spreads, directions = _iterated(operator, _start(n) * kept, decomposed)
    return _axes(centre, kept, spreads, directions[kept], total=total, previous=previous)


def _decomposed(matrix: Numbers) -> tuple[Numbers, Numbers]:
    """The two largest eigenvalues and their vectors, or as many as there are."""
    n = len(matrix)
    found: tuple[Numbers, Numbers] = (
        eigh(matrix, subset_by_index=[max(n - 2, 0), n - 1]) if n else (np.zeros(0), np.zeros((0, 0)))
    )
    return found


def _iterated(
    matrix: Any, start: Numbers, decomposed: Callable[[], tuple[Numbers, Numbers]]
) -> tuple[Numbers, Numbers]:
    """The same by iteration. Where nearly everybody agrees a start may lead nowhere; then all is decomposed."""
    drawn = {"rng": np.random.default_rng(0)} if DRAWN else {}
    try:
        found: tuple[Numbers, Numbers] = eigsh(matrix, k=2, tol=0, v0=start, **drawn)
    except ArpackError:
        return decomposed()
    return found


def _start(n: int) -> Numbers:
    """Any vector that is not by accident at right angles to what is sought, the same in every run."""
    return np.cos(np.arange(1, n + 1))


def _axes(
    centre: Numbers, kept: Flags, spreads: Numbers, directions: Numbers, *, total: float, previous: Axes | None
) -> Axes:
    components, found = np.zeros((2, len(centre))), [0.0, 0.0]
    most_first = np.argsort(-spreads, kind="stable")
    for axis, which in enumerate(most_first.tolist()):
        # a spread that is nought but for rounding has no direction
        if spreads[which] > 1e-12 * max(total, 1e-300):
            components[axis, kept] = directions[:, which]
            found[axis] = float(spreads[which])
            components[axis] *= _sign(components[axis], None if previous is None else previous.components[axis])
    return Axes(centre, components, (found[0], found[1]), total)


def _sign(component: Numbers, previous: Numbers | None) -> float:
    """As before where there was a before; else so that the heaviest statement counts upward."""
    if previous is not None and len(previous) == len(component) and (along := float(previous @ component)):
        return 1.0 if along > 0 else -1.0
    heaviest = np.flatnonzero(np.abs(component) > np.abs(component).max() * (1 - 1e-9))[0]
    return 1.0 if component[heaviest] > 0 else -1.0


def places(ballots: Ballots, axes: Axes, *, moderated_count: bool, loops: Counter) -> Numbers:
    """Where every participant stands, shape (participants, 2)::

        place_i = sqrt(m / d_i) * sum over the statements j that i voted on of (v_ij - mean_j) * component_j

    The root makes up for statements not seen. m is the number of statements and d_i that of i's votes. In Polis
    (moderated_count) a statement that was taken out is in m and, for everybody, in d_i; otherwise in neither.
    """
    votes = np.repeat(np.arange(-1.0, 3.0)[None, :], ballots.n_statements, axis=0)
    centred = (votes - axes.centre[:, None]) * ~ballots.moderated[:, None]
    weights = np.ascontiguousarray((centred[:, :, None] * axes.components.T[:, None, :]).reshape(-1, 2))
    sums = loops.project(ballots.starts, ballots.codes, weights)
    reach = _reach(ballots, moderated_count=moderated_count, loops=loops)
    placed: Numbers = sums * reach[:, None]
    return placed


def votes_that_weigh(ballots: Ballots, loops: Counter) -> Whole:
    """How many votes each participant cast on statements that were not taken out."""
    if not ballots.moderated.any():
        return ballots.votes_per_participant
    inside = np.repeat(~ballots.moderated, 4).astype(np.float64)
    return loops.project(ballots.starts, ballots.codes, np.stack([inside, inside], 1))[:, 0].astype(np.int64)


def _reach(ballots: Ballots, *, moderated_count: bool, loops: Counter) -> Numbers:
    out = int(ballots.moderated.sum())
    statements = ballots.n_statements if moderated_count else ballots.n_statements - out
    cast = votes_that_weigh(ballots, loops) + (out if moderated_count else 0)
    return np.sqrt(statements / np.maximum(cast, 1))


def extremities(axes: Axes) -> Numbers:
    """How far out somebody would stand who only agreed with this one statement: sqrt(m) (1 - mean_j) |component_j|."""
    m = len(axes.centre)
    far: Numbers = np.sqrt(m) * np.abs(1 - axes.centre) * np.sqrt((axes.components**2).sum(axis=0))
    return far
