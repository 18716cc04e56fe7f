"""The inner loops with numpy and scipy alone; the same numbers as `opinion.kernels`, to the last bit."""

from hashlib import blake2b

import numpy as np
from scipy import sparse

from opinion.arrays import AnyArray, Codes, Numbers, Small, Whole
from opinion.grid import Grid

ROWS_AT_ONCE = 2048
# below this share of filled cells a sparse product is faster than a dense one
SPARSE_BELOW = 0.02
VOTES_AT_ONCE = 4_000_000
BRUTE_FORCE_UP_TO = 200_000
# so many rows of a thousand statements stay in the cache of a core
STATEMENTS_AT_ONCE = 32


def enter(table: Small, names: AnyArray, count: int) -> tuple[Small, AnyArray]:
    """What stands in the table under each of these names, and the names that were new, which got the next numbers."""
    found = table[names]
    unknown = names[found < 0]
    if not len(unknown):
        return found, unknown
    # written backwards, so that of a name that stands there twice the first place remains
    table[unknown[::-1]] = np.arange(len(unknown) - 1, -1, -1, dtype=np.int32)
    new = unknown[table[unknown] == np.arange(len(unknown), dtype=np.int32)]
    table[new] = np.arange(count, count + len(new), dtype=np.int32)
    return table[names], new


def tidied(people: Small, codes: Codes, n_people: int) -> tuple[Whole, Codes]:
    """Rows of votes, sorted by statement, the last vote on each kept."""
    n_codes = int(codes.max()) // 4 + 1 if len(codes) else 1
    keys = people.astype(np.int64) * n_codes + (codes >> 2)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    last = np.append(keys[1:] != keys[:-1], True) if len(keys) else np.zeros(0, bool)
    kept = codes[order[last]]
    starts = np.zeros(n_people + 1, np.int64)
    np.cumsum(np.bincount(keys[last] // n_codes, minlength=n_people), out=starts[1:])
    return starts, kept


def pair_sums(starts: Whole, codes: Codes, first: int, last: int, n: int) -> Small:
    """The four sums of these rows for every two statements, the lower first; exact whole numbers."""
    totals = (np.zeros((n, n), np.int64), np.zeros((n, n), np.int64), np.zeros((n, n), np.int64))
    for at in range(first, last, ROWS_AT_ONCE):
        _add_pairs(starts[at : min(at + ROWS_AT_ONCE, last) + 1], codes, n, totals)
    products, crossed, voted = totals
    return np.triu(np.stack([products, crossed, crossed.T, voted]).astype(np.int32))


def _add_pairs(starts: Whole, codes: Codes, n: int, totals: tuple[Whole, Whole, Whole]) -> None:
    rows, mine = len(starts) - 1, codes[starts[0] : starts[-1]]
    columns, values = (mine >> 2).astype(np.int64), (mine & 3).astype(np.float32) - 1
    if len(mine) < SPARSE_BELOW * rows * n:
        shape = (rows, n)
        places = starts - starts[0]
        votes = sparse.csr_array((values.astype(np.int32), columns, places), shape=shape)
        voted = sparse.csr_array((np.ones(len(mine), np.int32), columns, places), shape=shape)
        for total, product in zip(totals, (votes.T @ votes, votes.T @ voted, voted.T @ voted), strict=True):
            total += product.toarray()
        return
    # 2,048 rows of -1, 0, 1: every sum stays far below 2**24, so that float32 holds it exactly
    both = np.zeros((rows, 2 * n), np.float32)
    at = np.repeat(np.arange(rows), np.diff(starts))
    both[at, columns] = values
    both[at, n + columns] = 1
    product = (both.T @ both).astype(np.int64)
    for total, part in zip(totals, (product[:n, :n], product[:n, n:], product[n:, n:]), strict=True):
        total += part


def fold(
    rows: Whole,
    numbers: Whole,
    choices: Whole,
    begins: Whole,
    lengths: Whole,
    codes: Codes,
    columns: int,
    table: Whole,
    sums: Whole,
) -> None:
    """Put each vote in the row of its person, and add to the packed sums what it changes beside their other votes."""
    beside = table.reshape(4, 4)
    for row, number, choice in zip(rows.tolist(), numbers.tolist(), choices.tolist(), strict=True):
        begin, length = int(begins[row]), int(lengths[row])
        mine = codes[begin : begin + length].astype(np.int64)
        statements, votes = mine >> 2, mine & 3
        earlier = np.flatnonzero(statements == number).tolist()
        changes = beside[choice, votes]
        own = int(beside[choice, choice])
        if earlier:
            before = int(votes[earlier[0]])
            changes -= beside[before, votes]
            changes[earlier[0]] = 0
            own -= int(beside[before, before])
        else:
            lengths[row] += 1
        sums[number * columns + statements] += changes
        sums[number * columns + number] += own
        codes[begin + (earlier[0] if earlier else length)] = number * 4 + choice


def settle(packed: Whole, sums: Small) -> None:
    """Add the packed sums of `fold` to the four whole ones of every pair, and make them nought."""
    j, k = np.nonzero(packed)
    left, fields = packed[j, k], []
    for _ in range(4):
        field = ((left & 0xFFFF) ^ 0x8000) - 0x8000
        fields.append(field.astype(np.int32))
        left = (left - field) >> 16
    both, own, theirs, product = fields
    packed[j, k] = 0
    low, high, turned = np.minimum(j, k), np.maximum(j, k), j > k
    of_low, of_high = np.where(turned, theirs, own), np.where(turned, own, theirs)
    for matrix, change in zip(sums, (product, of_low, of_high, both), strict=True):
        # a pair may stand there twice, once either way round
        np.add.at(matrix, (low, high), change)


def scatter_of(sums: Small, mean: Numbers) -> Numbers:
    """C'C from the moments, both halves rounded alike."""
    found = np.empty(sums.shape[1:])
    for first in range(0, len(mean), STATEMENTS_AT_ONCE):
        rows, right = slice(first, first + STATEMENTS_AT_ONCE), slice(first, None)
        here, there = mean[rows, None], mean[right]
        products, of_low, of_high, voted = sums[:, rows, right]
        mine, theirs = of_low * there, of_high * here
        one = products - mine - theirs + here * voted * there
        other = products - theirs - mine + there * voted * here
        found[rows, right] = (one + other) / 2
    return np.triu(found) + np.triu(found, 1).T


def project(starts: Whole, codes: Codes, weights: Numbers) -> Numbers:
    """Each person's sum of the two weights of each of their votes, added from left to right."""
    out = np.zeros((len(starts) - 1, 2))
    for first, last in _portions(starts):
        mine = codes[starts[first] : starts[last]]
        at = np.repeat(np.arange(last - first), np.diff(starts[first : last + 1]))
        for axis in (0, 1):
            out[first:last, axis] = np.bincount(at, weights[mine, axis], minlength=last - first)
    return out


def count(starts: Whole, codes: Codes, groups: Small, n_groups: int, n_codes: int) -> Whole:
    """How often each vote was cast in each group; a person with group -1 is left out."""
    out = np.zeros(n_groups * n_codes, np.int64)
    for first, last in _portions(starts):
        mine = codes[starts[first] : starts[last]].astype(np.int64)
        group = np.repeat(groups[first:last].astype(np.int64), np.diff(starts[first : last + 1]))
        inside = group >= 0
        out += np.bincount(group[inside] * n_codes + mine[inside], minlength=len(out))
    return out.reshape(n_groups, n_codes)


def digests(names: AnyArray, name_starts: Whole, votes: AnyArray, starts: Whole) -> int:
    """The sum, modulo 2**128, of the BLAKE2b digest of each row's name, nought and votes."""
    letters, row = names.tobytes(), votes.tobytes()
    name_edges, edges = name_starts.tolist(), starts.tolist()
    found = b"".join(
        [
            blake2b(letters[name:after] + b"\0" + row[start:end], digest_size=16).digest()
            for name, after, start, end in zip(name_edges, name_edges[1:], edges, edges[1:], strict=False)
        ]
    )
    # halves of words, so that no sum outgrows 64 bits
    sums: list[int] = np.frombuffer(found, "<u4").reshape(-1, 4).sum(axis=0, dtype=np.uint64).tolist()
    return sum(total << (32 * place) for place, total in enumerate(sums)) % 2**128


def round_of(points: Numbers, weights: Numbers, grid: Grid, centres: Numbers) -> tuple[Small, Numbers, Numbers]:
    """One round of k-means: labels, each centre's weighted sum of its points, and its weight."""
    few = len(points) * len(centres) <= BRUTE_FORCE_UP_TO
    labels = _nearest_of_all(points, centres) if few else _nearest(points, grid, centres)
    k = len(centres)
    sums = [np.bincount(labels, points[:, axis] * weights, k) for axis in (0, 1)]
    return labels, np.stack(sums, axis=1), np.bincount(labels, weights, k).astype(np.float64)


def _nearest_of_all(points: Numbers, centres: Numbers) -> Small:
    dx = points[:, 0, None] - centres[None, ::-1, 0]
    dy = points[:, 1, None] - centres[None, ::-1, 1]
    dx *= dx
    dy *= dy
    dx += dy
    # the first of the centres turned around is the last
    last: Whole = len(centres) - 1 - np.argmin(dx, axis=1)
    return last.astype(np.int32)


def _nearest(points: Numbers, grid: Grid, centres: Numbers) -> Small:
    """The nearest centre among those possible in the point's cell; of equally near ones the last."""
    candidates, n_candidates = _candidates(grid.low, grid.high, centres)
    best = np.full(len(points), np.inf)
    labels = np.zeros(len(points), np.int32)
    for c in range(candidates.shape[1]):
        rows = np.flatnonzero(n_candidates[grid.cells] > c)
        centre = candidates[grid.cells[rows], c]
        dx = points[rows, 0] - centres[centre, 0]
        dy = points[rows, 1] - centres[centre, 1]
        distance = dx * dx + dy * dy
        closer = distance <= best[rows]
        best[rows[closer]] = distance[closer]
        labels[rows[closer]] = centre[closer]
    return labels


def _candidates(low: Numbers, high: Numbers, centres: Numbers) -> tuple[Small, Small]:
    """Per cell the centres that may be nearest: not farther at their nearest than another at its farthest."""
    nearest, farthest = np.zeros((len(low), len(centres))), np.zeros((len(low), len(centres)))
    for axis in (0, 1):
        below = low[:, None, axis] - centres[None, :, axis]
        above = centres[None, :, axis] - high[:, None, axis]
        nearest += np.square(np.maximum(np.maximum(below, above), 0))
        farthest += np.square(np.maximum(np.abs(below), np.abs(above)))
    # a hair's breadth more, so that rounding never loses a centre
    possible = nearest <= farthest.min(axis=1)[:, None] * (1 + 1e-9) + 1e-300
    n_candidates = possible.sum(axis=1).astype(np.int32)
    cell, centre = np.nonzero(possible)
    candidates = np.zeros((len(low), int(n_candidates.max())), np.int32)
    candidates[cell, (np.cumsum(possible, axis=1) - 1)[cell, centre]] = centre
    return candidates, n_candidates


def polis_rounds(
    points: Numbers, weights: Numbers, grid: Grid, centres: Numbers, rounds: int, still: float
) -> tuple[Small, Numbers]:
    """Rounds until the centres, both times sorted, moved less than `still`; empty centres are dropped."""
    labels = np.zeros(len(points), np.int32)
    for _ in range(rounds):
        labels, sums, weight = round_of(points, weights, grid, centres)
        filled = weight > 0
        labels = (np.cumsum(filled) - 1)[labels].astype(np.int32)
        moved = sums[filled] / weight[filled, None]
        done = _moved_little(centres, moved, still)
        centres = moved
        if done:
            break
    return labels, centres


def _moved_little(before: Numbers, after: Numbers, still: float) -> bool:
    one, two = (centres[np.lexsort((centres[:, 1], centres[:, 0]))] for centres in (before, after))
    both = min(len(one), len(two))
    return bool((np.sqrt(((one[:both] - two[:both]) ** 2).sum(axis=1)) < still).all())


def rounds_of_starts(points: Numbers, weights: Numbers, starts: Numbers, rounds: int) -> tuple[Numbers, Numbers]:
    """k-means from each start until nobody moves: where the centres end, and the weighted sum of squared distances.

    All starts at once; one whose points no longer move is done and left out of the next round.
    """
    centres, costs, k = starts.copy(), np.zeros(len(starts)), starts.shape[1]
    weighted = points * weights[:, None]
    moving, labels = np.arange(len(starts)), np.full((len(starts), len(points)), -1)
    for _ in range(rounds):
        dx = points[None, :, None, 0] - centres[moving][:, None, :, 0]
        dy = points[None, :, None, 1] - centres[moving][:, None, :, 1]
        distances = dx * dx + dy * dy
        found = distances.argmin(axis=2)
        costs[moving] = (distances.min(axis=2) * weights).sum(axis=1)
        still = (found == labels).all(axis=1)
        moving, labels = moving[~still], found[~still]
        if not len(moving):
            break
        which = (np.arange(len(moving))[:, None] * k + labels).ravel()
        sums = np.stack([_by_start(which, weighted[:, axis], len(moving), k) for axis in (0, 1)], axis=2)
        weight = _by_start(which, weights, len(moving), k)[:, :, None]
        centres[moving] = np.where(weight > 0, sums / np.maximum(weight, 1e-300), centres[moving])
    return centres, costs


def _by_start(which: Whole, values: Numbers, starts: int, k: int) -> Numbers:
    return np.bincount(which, np.tile(values, starts), starts * k).astype(np.float64).reshape(starts, k)


def spread_out(points: Numbers, weights: Numbers, draws: Numbers) -> Whole:
    """The numbers of points drawn far from those before, as many as there are draws and points apart."""
    chosen: list[int] = []
    distance = np.ones(len(points))
    for draw in draws.tolist():
        if not distance.any():
            break
        reach = np.cumsum(distance * weights)
        chosen.append(min(int(np.searchsorted(reach, draw * reach[-1], side="right")), len(points) - 1))
        dx, dy = (points[:, axis] - points[chosen[-1], axis] for axis in (0, 1))
        square = dx * dx + dy * dy
        distance = np.minimum(distance, square) if len(chosen) > 1 else square
    return np.array(chosen, np.int64)


def _portions(starts: Whole) -> list[tuple[int, int]]:
    """Rows of some millions of votes at a time, so that the working memory stays small."""
    edges, first, n = [], 0, len(starts) - 1
    while first < n:
        last = int(np.searchsorted(starts, starts[first] + VOTES_AT_ONCE, side="right")) - 1
        last = min(max(last, first + 1), n)
        edges.append((first, last))
        first = last
    return edges
