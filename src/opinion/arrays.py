"""Names for the kinds of arrays that travel through the library."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Small = NDArray[np.int32]
Tiny = NDArray[np.int8]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
AnyArray = NDArray[Any]
# a vote as one number: statement * 4 + (0 disagree, 1 pass, 2 agree); uint16 up to 16,383 statements, else uint32
Codes = NDArray[Any]

_Array = TypeVar("_Array", bound=AnyArray)


def frozen(array: _Array) -> _Array:
    """The same numbers, read-only; whoever made the array may go on changing its own."""
    view = array.view()
    view.setflags(write=False)
    return view


def freeze(thing: object, *names: str) -> None:
    """These arrays of an object that was just made can no longer be changed through it."""
    for name in names:
        object.__setattr__(thing, name, frozen(getattr(thing, name)))
