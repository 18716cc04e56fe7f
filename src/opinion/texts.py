"""Many names as one row of bytes: what is to be hashed or sent, without an object for each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opinion.arrays import AnyArray, Flags, Whole

TEN, NOUGHT, MINUS = 10, ord("0"), ord("-")


@dataclass(frozen=True, eq=False, slots=True)
class Texts:
    """Names in UTF-8, one after the other: name i is letters[starts[i]:starts[i + 1]]."""

    letters: AnyArray
    starts: Whole


def texts_of(names: AnyArray) -> Texts:
    """These names (text, or whole numbers as `str` writes them) in their order."""
    return _of_numbers(names) if names.dtype.kind in "iu" else _of_texts(list(map(str, names.tolist())))


def _of_texts(names: list[str]) -> Texts:
    together = "".join(names)
    if together.isascii():
        letters, lengths = together.encode("ascii"), map(len, names)
    else:
        encoded = [name.encode() for name in names]
        letters, lengths = b"".join(encoded), map(len, encoded)
    return Texts(np.frombuffer(letters, np.uint8), _edges(np.fromiter(lengths, np.int64, len(names))))


def _of_numbers(numbers: AnyArray) -> Texts:
    """Digit by digit for all at once; making a million strings takes ten times as long."""
    negative: Flags = numbers < 0
    left = np.abs(numbers)
    width = len(str(int(left.max()))) if len(left) else 1
    left = left.astype(np.uint32 if width < TEN else np.uint64)
    written = np.empty((len(numbers), width + 1), np.uint8)
    lengths = np.ones(len(numbers), np.int64)
    for place in range(width, 0, -1):
        tens = left // TEN
        written[:, place] = left - tens * TEN + NOUGHT
        left = tens
        if place > 1:
            lengths += left > 0
    first = width + 1 - lengths
    written[np.flatnonzero(negative), (first - 1)[negative]] = MINUS
    shown = np.arange(width + 1) >= (first - negative)[:, None]
    return Texts(written[shown], _edges(lengths + negative))


def _edges(lengths: Whole) -> Whole:
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts
