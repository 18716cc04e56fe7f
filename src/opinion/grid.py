"""A grid over points in the plane, so that of many centres only those near a point's cell need be tried."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opinion.arrays import Numbers, Small

# cells along a side, from this many points on
SIDES = ((65_536, 64), (8_192, 32), (512, 16))
# along a side of a block of cells: what is far from the block is far from each cell in it
CELLS_PER_BLOCK = 8


@dataclass(frozen=True, eq=False, slots=True)
class Grid:
    """Points in cells, cells in blocks; only those with a point in them.

    cells               the cell of every point
    low, high           the corners of every cell, shape (cells, 2)
    blocks              the block of every cell
    block_low, block_high  the corners of every block
    """

    cells: Small
    low: Numbers
    high: Numbers
    blocks: Small
    block_low: Numbers
    block_high: Numbers


def grid_over(points: Numbers) -> Grid:
    """A grid over these points, shape (points, 2); of one cell when they are few."""
    n = next((side for fewest, side in SIDES if len(points) >= fewest), 1)
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum((high - low) / n, 1e-300)
    at = np.minimum(((points - low) / size).astype(np.int32), n - 1)
    cells, used = _numbered(at[:, 0] * n + at[:, 1], n * n)
    column, row = np.divmod(used, n)
    corner = low + np.stack([column, row], axis=1) * size
    per_side = -(-n // CELLS_PER_BLOCK)
    blocks, _ = _numbered(column // CELLS_PER_BLOCK * per_side + row // CELLS_PER_BLOCK, per_side * per_side)
    order = np.argsort(blocks, kind="stable")
    starts = np.searchsorted(blocks[order], np.arange(int(blocks.max()) + 1))
    block_low = np.minimum.reduceat(corner[order], starts)
    block_high = np.maximum.reduceat(corner[order] + size, starts)
    return Grid(cells, corner, corner + size, blocks, block_low, block_high)


def _numbered(keys: Small, room: int) -> tuple[Small, Small]:
    """The keys numbered 0, 1, 2 in their order, and which key each number is."""
    present = np.zeros(room, bool)
    present[keys] = True
    used = np.flatnonzero(present).astype(np.int32)
    number = np.zeros(room, np.int32)
    number[used] = np.arange(len(used), dtype=np.int32)
    return number[keys], used
