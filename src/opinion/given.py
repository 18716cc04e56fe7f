"""What a caller gave, as what it must be; whatever it cannot be is refused with its name, its value and what is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from numbers import Integral, Real
from typing import TypeVar

import numpy as np

from opinion.arrays import AnyArray

Kind = TypeVar("Kind", bound=Enum)
LONGEST = 60


def one_of(kind: type[Kind], given: object, name: str) -> Kind:
    """A member of this kind, given as itself or by its word.

    >>> from opinion.votes import Choice
    >>> one_of(Choice, "pass", "choice")
    <Choice.PASS: 'pass'>
    """
    if isinstance(given, kind):
        return given
    found = next((member for member in kind if isinstance(given, str) and member.value == given), None)
    if found is None:
        raise ValueError(f"{name} is {shortly(given)}; allowed: {', '.join(str(one.value) for one in kind)}")
    return found


def whole(given: object, name: str, *, least: int) -> int:
    """A whole number of at least so much; True and 1.0 are none."""
    if not isinstance(given, Integral) or isinstance(given, bool):
        raise ValueError(f"{name} is {shortly(given)}; allowed: a whole number, {least} or more")
    if given < least:
        raise ValueError(f"{name} is {int(given)}; allowed: {least} or more")
    return int(given)


def number(given: object, name: str, allowed: str) -> float:
    """Any number that is one."""
    if not isinstance(given, Real) or isinstance(given, bool):
        raise ValueError(f"{name} is {shortly(given)}; allowed: {allowed}")
    return float(given)


def thing(kind: type, given: object, name: str, how: str) -> None:
    """Refuses what is of another kind."""
    if not isinstance(given, kind):
        raise ValueError(f"{name} is of type {type(given).__name__}; allowed: {kind.__name__}, {how}")


def column(given: AnyArray | Sequence[object], name: str) -> AnyArray | Sequence[object]:
    """One column of votes: a list, an array of numpy, or anything that can become one (Arrow, pandas)."""
    if not isinstance(given, np.ndarray) and hasattr(given, "__array__"):
        given = np.asarray(given)
    if isinstance(given, np.ma.MaskedArray):
        raise ValueError(f"{name} is a masked array; allowed: an array without gaps, leave out what was not seen")
    if isinstance(given, np.ndarray):
        if given.ndim != 1:
            raise ValueError(f"{name} has {given.ndim} dimensions; allowed: 1")
        # bytes in the order of another machine are the same numbers
        return given.astype(given.dtype.newbyteorder("="), copy=False)
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ValueError(f"{name} is {shortly(given)}; allowed: a list or an array of one dimension")
    return given


def shortly(given: object) -> str:
    """The value as it was given, if it is not too long to read."""
    told = repr(given)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
