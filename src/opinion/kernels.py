"""The inner loops, compiled by numba where it is installed; `opinion.plain` does the same with numpy alone.

Both give the same numbers: the counts are whole, and every sum of floats is added from left to right.
"""

# mypy: disable-error-code="no-untyped-def, untyped-decorator, no-untyped-call"

import numpy as np

from opinion.blake import add_digests
from opinion.compiling import compiled
from opinion.rounds import polis_rounds, round_of, rounds_of_starts, spread_out

__all__ = [
    "add_digests",
    "add_pairs",
    "append_rows",
    "compact",
    "count",
    "enter",
    "fold",
    "polis_rounds",
    "project",
    "round_of",
    "rounds_of_starts",
    "scatter",
    "scatter_of",
    "settle",
    "spread_out",
    "tally",
    "tidy",
    "unpack",
]

# four counters in a whole number of 64 bits
COUNTER_BITS, COUNTER, HALF_COUNTER = 16, 0xFFFF, 0x8000
TILE = 32

BITS_OF_A_WORD = 64
# de Bruijn's sequence: multiplied by a single bit, its upper six bits tell which bit that was
SEQUENCE = np.uint64(0x03F79D71B4CB0A89)
PLACES = np.zeros(BITS_OF_A_WORD, np.int64)
for _place in range(BITS_OF_A_WORD):
    PLACES[((int(SEQUENCE) << _place) & (2**64 - 1)) >> 58] = _place


@compiled
def enter(table, names, count, found, new):
    """The number that stands in the table under every name; new names get the next one. How many were new."""
    added = 0
    for i in range(names.shape[0]):
        name = np.uint64(names[i])
        number = table[name]
        if number < 0:
            number = np.int32(count + added)
            table[name] = number
            new[added] = names[i]
            added += 1
        found[i] = number
    return added


@compiled
def tally(people, starts):
    """Count the votes of everybody, each under the number after theirs."""
    for i in range(people.shape[0]):
        starts[np.uint64(people[i]) + np.uint64(1)] += 1


@compiled
def scatter(people, codes, cursor, out):
    """Every vote to the row of its person, in the order in which it was cast."""
    for i in range(people.shape[0]):
        person = np.uint64(people[i])
        place = cursor[person]
        out[np.uint64(place)] = codes[i]
        cursor[person] = place + 1


@compiled
def append_rows(starts, codes, cursor, out):
    """Every row after what is already there of that person."""
    for row in range(starts.shape[0] - 1):
        place = cursor[row]
        for i in range(starts[row], starts[row + 1]):
            out[place + i - starts[row]] = codes[i]
        cursor[row] = place + starts[row + 1] - starts[row]


@compiled
def tidy(starts, codes, first, last, words, renumbered, lengths):
    """Renumber the statements, sort each row by them and keep the last vote on each: a bitmap of the row does it."""
    one, two, six, low_six = np.uint64(1), np.uint64(2), np.uint64(6), np.uint64(63)
    bitmap = np.zeros(words, np.uint64)
    latest = np.zeros(words * 64, codes.dtype)
    for row in range(first, last):
        for i in range(starts[row], starts[row + 1]):
            code = renumbered[np.uint64(codes[i])]
            statement = np.uint64(code) >> two
            bitmap[statement >> six] |= one << (statement & low_six)
            latest[statement] = code
        place = starts[row]
        for word in range(words):
            left = bitmap[word]
            bitmap[word] = np.uint64(0)
            while left != np.uint64(0):
                lowest = left & (~left + one)
                left ^= lowest
                codes[place] = latest[word * 64 + PLACES[(lowest * SEQUENCE) >> np.uint64(58)]]
                place += 1
        lengths[row] = place - starts[row]


@compiled
def compact(starts, codes, lengths):
    """Close the gaps that replaced votes left."""
    place = 0
    for row in range(lengths.shape[0]):
        for i in range(starts[row], starts[row] + lengths[row]):
            codes[place] = codes[i]
            place += 1


@compiled
def add_pairs(starts, codes, first, last, columns, strip, table, sums):
    """For every pair of votes of one person, one addition: `table` packs four small counters in a whole number.

    A strip of statements at a time for all these people, so that the sums being added to stay in the cache.
    Unsigned, since asking of every index whether it is negative takes as long as the addition.
    """
    width, choices = np.uint64(columns), np.uint64(3)
    two, one_more = np.uint64(2), np.uint64(1)
    cursor = starts[first:last].copy()
    for until in range(strip, columns + strip, strip):
        for row in range(first, last):
            i, end = np.uint64(cursor[row - first]), np.uint64(starts[row + 1])
            while i < end:
                one = np.uint64(codes[i])
                if one >> two >= np.uint64(until):
                    break
                base = (one >> two) * width
                choice = (one & choices) << two
                for j in range(i, end):
                    other = np.uint64(codes[np.uint64(j)])
                    sums[base + (other >> two)] += table[choice | (other & choices)]
                i += one_more
            cursor[row - first] = np.int64(i)


@compiled
def unpack(packed, found):
    """Add the packed sums of `add_pairs` to the four whole ones of every pair, and make them nought."""
    for j in range(packed.shape[0]):
        for k in range(j, packed.shape[1]):
            sums = packed[j, k]
            packed[j, k] = 0
            both = sums & COUNTER
            found[0, j, k] += ((sums >> (3 * COUNTER_BITS)) & COUNTER) - both
            found[1, j, k] += ((sums >> (2 * COUNTER_BITS)) & COUNTER) - both
            found[2, j, k] += ((sums >> COUNTER_BITS) & COUNTER) - both
            found[3, j, k] += both


@compiled
def fold(rows, numbers, choices, begins, lengths, codes, columns, table, sums):
    """Put each vote in the row of its person, and add to the packed sums what it changes beside their other votes.

    `table` packs 1, v, w and v w of a vote v beside a vote w, with their signs; see `settle`.
    """
    two, four, low = np.uint64(2), np.uint64(4), np.uint64(3)
    for i in range(rows.shape[0]):
        row, number, choice = rows[i], np.uint64(numbers[i]), np.uint64(choices[i])
        begin, end = begins[row], begins[row] + lengths[row]
        place = begin
        while place < end and np.uint64(codes[place]) >> two != number:
            place += 1
        base = number * np.uint64(columns)
        earlier = np.uint64(codes[place]) & low
        for at in range(begin, end):
            other = np.uint64(codes[at])
            if at != place:
                change = table[choice * four + (other & low)]
                if place < end:
                    change -= table[earlier * four + (other & low)]
                sums[base + (other >> two)] += change
        sums[base + number] += table[choice * four + choice]
        if place < end:
            sums[base + number] -= table[earlier * four + earlier]
        else:
            lengths[row] += 1
        codes[place] = number * four + choice


@compiled
def settle(packed, found):
    """Add the packed sums of `fold` to the four whole ones of every pair, and make them nought."""
    for j in range(packed.shape[0]):
        for k in range(packed.shape[1]):
            left = packed[j, k]
            if left != 0:
                packed[j, k] = 0
                both = ((left & COUNTER) ^ HALF_COUNTER) - HALF_COUNTER
                left = (left - both) >> COUNTER_BITS
                own = ((left & COUNTER) ^ HALF_COUNTER) - HALF_COUNTER
                left = (left - own) >> COUNTER_BITS
                theirs = ((left & COUNTER) ^ HALF_COUNTER) - HALF_COUNTER
                low, high = min(j, k), max(j, k)
                found[0, low, high] += (left - theirs) >> COUNTER_BITS
                found[1, low, high] += own if j == low else theirs
                found[2, low, high] += theirs if j == low else own
                found[3, low, high] += both


@compiled
def scatter_of(sums, mean, found):
    """C'C from the moments, both halves rounded alike; the lower half in tiles, because it stands across the rows."""
    n = len(mean)
    for j in range(n):
        for k in range(j, n):
            mine, theirs = sums[1, j, k] * mean[k], sums[2, j, k] * mean[j]
            one = sums[0, j, k] - mine - theirs + mean[j] * sums[3, j, k] * mean[k]
            other = sums[0, j, k] - theirs - mine + mean[k] * sums[3, j, k] * mean[j]
            found[j, k] = (one + other) / 2
    for top in range(0, n, TILE):
        for left in range(top, n, TILE):
            for k in range(left, min(left + TILE, n)):
                for j in range(top, min(top + TILE, k)):
                    found[k, j] = found[j, k]


@compiled
def project(starts, codes, first, last, weights, out):
    """Each person's sum of the two weights of each of their votes."""
    for row in range(first, last):
        x = 0.0
        y = 0.0
        for i in range(starts[row], starts[row + 1]):
            x += weights[codes[i], 0]
            y += weights[codes[i], 1]
        out[row, 0] = x
        out[row, 1] = y


@compiled
def count(starts, codes, first, last, groups, out):
    """How often each vote was cast in each group; a person with group -1 is left out."""
    for row in range(first, last):
        group = groups[row]
        if group >= 0:
            for i in range(starts[row], starts[row + 1]):
                out[group, codes[i]] += 1
