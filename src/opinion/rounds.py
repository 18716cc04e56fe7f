"""The rounds of k-means, compiled: every point to its nearest centre, every centre to the middle of its points.

Distances and sums are those of `opinion.plain`, in the same order and so with the same bits.
"""

# mypy: disable-error-code="no-untyped-def, untyped-decorator, no-untyped-call"

import numpy as np

from opinion.compiling import compiled

# a hair's breadth more, so that rounding never loses a centre
SLACK, LEAST = 1 + 1e-9, 1e-300


@compiled
def round_of(points, weights, cells, low, high, blocks, block_low, block_high, centres, labels, sums, weight):
    """One round: the nearest centre of every point (of equally near ones the last), and per centre its points.

    labels, sums and weight are written: each centre's weighted sum of points, added in their order, and its weight.
    """
    one = np.uint64(1)
    everywhere = np.zeros(len(block_low), np.int32)
    all_of_them = np.arange(len(centres)).astype(np.int32)
    near, starts = _possible(block_low, block_high, centres, everywhere, all_of_them, np.array([0, len(centres)]))
    near, starts = _possible(low, high, centres, blocks, near, starts)
    sums[:] = 0.0
    weight[:] = 0.0
    for row in range(points.shape[0]):
        x, y = points[row, 0], points[row, 1]
        cell = np.uint64(cells[row])
        best, label = np.inf, np.uint64(0)
        for at in range(starts[cell], starts[cell + one]):
            centre = np.uint64(near[at])
            dx = x - centres[centre, 0]
            dy = y - centres[centre, 1]
            distance = dx * dx + dy * dy
            if distance <= best:
                best, label = distance, centre
        labels[row] = label
        sums[label, 0] += x * weights[row]
        sums[label, 1] += y * weights[row]
        weight[label] += weights[row]


@compiled
def _possible(low, high, centres, larger, near, starts):
    """Per box the centres that may be nearest to something in it, of those that may be in the larger box around it.

    Box i has near[starts[i]:starts[i + 1]]: not farther at their nearest than another is at its farthest.
    """
    most = 0
    for box in range(len(larger)):
        most += starts[larger[box] + 1] - starts[larger[box]]
    found, edges = np.empty(most, np.int32), np.zeros(len(larger) + 1, np.int64)
    nearest = np.empty(len(centres))
    place = 0
    for box in range(len(larger)):
        first, last = starts[larger[box]], starts[larger[box] + 1]
        reach = np.inf
        for at in range(first, last):
            close, far = 0.0, 0.0
            for axis in range(2):
                below = low[box, axis] - centres[near[at], axis]
                above = centres[near[at], axis] - high[box, axis]
                outside = max(below, above, 0.0)
                across = max(abs(below), abs(above))
                close += outside * outside
                far += across * across
            nearest[at - first] = close
            reach = min(reach, far)
        for at in range(first, last):
            if nearest[at - first] <= reach * SLACK + LEAST:
                found[place] = near[at]
                place += 1
        edges[box + 1] = place
    return found, edges


@compiled
def polis_rounds(
    points, weights, cells, low, high, blocks, block_low, block_high, centres, rounds, still, labels, number
):
    """Rounds until the centres, both times sorted, moved less than `still`; empty centres are dropped. The centres.

    `labels` is written with the numbers of the last round's centres before empty ones were dropped, `number` with
    what each of these is afterwards.
    """
    for _ in range(rounds):
        sums, weight = np.empty((len(centres), 2)), np.empty(len(centres))
        round_of(points, weights, cells, low, high, blocks, block_low, block_high, centres, labels, sums, weight)
        moved, filled = np.empty((len(centres), 2)), 0
        for centre in range(len(centres)):
            if weight[centre] > 0.0:
                moved[filled, 0] = sums[centre, 0] / weight[centre]
                moved[filled, 1] = sums[centre, 1] / weight[centre]
                number[centre] = filled
                filled += 1
        moved = moved[:filled].copy()
        done = _moved_little(centres, moved, still)
        centres = moved
        if done:
            break
    return centres


@compiled
def _moved_little(before, after, still):
    one, two = _sorted(before), _sorted(after)
    for i in range(min(len(one), len(two))):
        dx = before[one[i], 0] - after[two[i], 0]
        dy = before[one[i], 1] - after[two[i], 1]
        if not np.sqrt(dx * dx + dy * dy) < still:
            return False
    return True


@compiled
def _sorted(centres):
    """The order of the centres from left to right, of equal ones from below."""
    order = np.arange(len(centres))
    for i in range(1, len(centres)):
        which, place = order[i], i
        x, y = centres[which, 0], centres[which, 1]
        while place > 0:
            other = order[place - 1]
            if centres[other, 0] < x or (centres[other, 0] == x and centres[other, 1] <= y):
                break
            order[place] = other
            place -= 1
        order[place] = which
    return order


@compiled
def rounds_of_starts(points, weights, starts, rounds, costs):
    """k-means from each start until nobody moves; `starts`, shape (starts, k, 2), becomes where the centres end.

    costs is written: the weighted sum of squared distances of each start. Of equally near centres the first.
    """
    k = starts.shape[1]
    labels = np.empty(len(points), np.int64)
    for start in range(len(starts)):
        centres = starts[start]
        labels[:] = -1
        for _ in range(rounds):
            sums, weight = np.zeros((k, 2)), np.zeros(k)
            cost, moved = 0.0, False
            for row in range(len(points)):
                x, y = points[row, 0], points[row, 1]
                best, label = np.inf, 0
                for centre in range(k):
                    dx = x - centres[centre, 0]
                    dy = y - centres[centre, 1]
                    distance = dx * dx + dy * dy
                    if distance < best:
                        best, label = distance, centre
                moved |= labels[row] != label
                labels[row] = label
                cost += best * weights[row]
                sums[label, 0] += x * weights[row]
                sums[label, 1] += y * weights[row]
                weight[label] += weights[row]
            costs[start] = cost
            if not moved:
                break
            for centre in range(k):
                if weight[centre] > 0.0:
                    centres[centre, 0] = sums[centre, 0] / weight[centre]
                    centres[centre, 1] = sums[centre, 1] / weight[centre]


@compiled
def spread_out(points, weights, draws, chosen):
    """Draw points far from those before, as many as there are draws; how many could be drawn."""
    distance, reach = np.ones(len(points)), np.empty(len(points))
    for drawn in range(len(draws)):
        total, apart = 0.0, False
        for row in range(len(points)):
            total += distance[row] * weights[row]
            reach[row] = total
            apart |= distance[row] > 0.0
        if not apart:
            return drawn
        which = min(np.searchsorted(reach, draws[drawn] * total, side="right"), len(points) - 1)
        chosen[drawn] = which
        for row in range(len(points)):
            dx = points[row, 0] - points[which, 0]
            dy = points[row, 1] - points[which, 1]
            square = dx * dx + dy * dy
            distance[row] = square if drawn == 0 else min(distance[row], square)
    return len(draws)
