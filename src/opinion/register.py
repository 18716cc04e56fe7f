"""From the names of participants or statements to whole numbers, in order of first appearance."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from opinion.arrays import AnyArray, Small
from opinion.engine import counter

HIGHEST = 2**63 - 1
HIGHEST_IN_TABLE = 1 << 26
ROOM_PER_NAME = 64


class Register:
    """Gives every name its number: 0 for who came first, 1 for the next.

    A name is a text or a whole number, never both in one register: "7" and 7 might be the same person or not.
    Whole numbers that lie close together go through a table; everything else through a dictionary.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._numbers: dict[int | str, int] = {}
        self._table: Small = np.full(0, -1, np.int32)
        self._in_table: list[AnyArray] = []
        self._count = 0
        self._text: bool | None = None

    def __len__(self) -> int:
        return self._count

    def names(self) -> AnyArray:
        """Every name by its number: int64 for whole numbers, otherwise objects of str."""
        if self._in_table:
            return np.concatenate(self._in_table).astype(np.int64)
        if self._text is False:
            return np.fromiter(self._numbers, np.int64, len(self._numbers))
        names = np.empty(len(self._numbers), object)
        names[:] = list(self._numbers)
        return names

    def enter(self, names: AnyArray | Sequence[object]) -> Small:
        """The numbers of these names; new names are entered. Raises ValueError for what cannot be a name."""
        array = names if isinstance(names, np.ndarray) else self._as_array(names)
        if array.ndim != 1:
            raise ValueError(f"{self._name} has {array.ndim} dimensions; allowed: 1")
        if not len(array):
            return np.empty(0, np.int32)
        if array.dtype.kind in "iu":
            self._is_text(False)
            return self._enter_whole(array)
        if array.dtype.kind not in "UO":
            raise ValueError(f"{self._name} holds {array[:1].tolist()[0]!r}; allowed: text or whole numbers")
        return self._enter_listed(array.tolist())

    def _as_array(self, names: Sequence[object]) -> AnyArray:
        # numpy would turn [1, "a"] into text and [1, None] into objects without a word
        if names and all(type(name) is int for name in names):
            return np.asarray(names)
        array = np.empty(len(names), object)
        array[:] = list(names)
        return array

    def _is_text(self, text: bool) -> None:
        if self._text not in (None, text):
            raise ValueError(f"{self._name} holds both text and whole numbers; allowed: one of them")
        self._text = text

    def _enter_listed(self, names: list[Any]) -> Small:
        kinds = set(map(type, names))
        if kinds == {str}:
            self._is_text(True)
            if "" in names:
                raise ValueError(f"{self._name} holds an empty text; every vote needs one")
        elif kinds <= {int, np.int64, np.int32}:
            self._is_text(False)
            self._check(max(names), min(names))
            return self._enter_whole(np.asarray(names, np.int64))
        else:
            odd = next(name for name in names if type(name) is not str)
            raise ValueError(f"{self._name} holds {odd!r}; allowed: text or whole numbers, not both")
        return self._number(names)

    def _number(self, names: list[Any]) -> Small:
        numbers = self._numbers
        found = [numbers.setdefault(name, len(numbers)) for name in names]
        self._count = len(numbers)
        return np.asarray(found, np.int32)

    def _enter_whole(self, names: AnyArray) -> Small:
        highest, lowest = int(names.max()), int(names.min())
        self._check(highest, lowest)
        fits = lowest >= 0 and highest < min(HIGHEST_IN_TABLE, 1_000_000 + ROOM_PER_NAME * (self._count + len(names)))
        if self._numbers or not fits:
            self._leave_table()
            return self._number(names.tolist())
        if highest >= len(self._table):
            longer = np.full(max(highest + 1, 2 * len(self._table)), -1, np.int32)
            longer[: len(self._table)] = self._table
            self._table = longer
        found, new = counter(len(names)).enter(self._table, names, self._count)
        if len(new):
            self._in_table.append(new)
            self._count += len(new)
        return found

    def _check(self, highest: int, lowest: int) -> None:
        odd = highest if highest > HIGHEST else lowest
        if highest > HIGHEST or lowest < -HIGHEST:
            raise ValueError(f"{self._name} holds {odd}; allowed: text, or whole numbers of at most {HIGHEST}")

    def _leave_table(self) -> None:
        for name in (name for part in self._in_table for name in part.tolist()):
            self._numbers[name] = len(self._numbers)
        self._in_table = []
