"""Texts that are nearly the same: a campaign, a class that copied the board, a child that sent it again with a comma.

Texts are laid apart in runs of four signs; two are alike where they share most of those. Each text is compared only
with the first of the groups that look like it, so a flood of variants costs one comparison each.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from zlib import crc32

from weerklank.participation.folding import fold

ALIKE = 0.6
"""The share of runs that two texts have in common, of all that either has (Jaccard)."""
RUN = 4
BANDS = 24
ROWS = 4

_BYTES = 4 * ROWS

Id = TypeVar("Id", bound=Hashable)
_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Near(Generic[Id]):
    """How many texts are like this one, itself counted, and the first of them."""

    size: int
    first: Id


def runs(text: str) -> frozenset[str]:
    """The runs of four signs of a text: lower case, without accents, anything but letters and digits read as one space.

    >>> sorted(runs("Ja, hé"))
    [' he ', 'a he', 'ja h']
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    line = f"{_NOT_A_LETTER.sub(' ', plain).strip()} "
    return frozenset(line[start : start + RUN] for start in range(max(1, len(line) - RUN + 1)))


def same_words(text: str) -> str:
    """What is left of a text without case, accents, spaces, punctuation and unseen signs: two sends of one idea have it in common.

    >>> same_words("Méér bómen!! ") == same_words("meer  bomen.")
    True
    """
    apart = unicodedata.normalize("NFKD", fold(text).text).casefold()
    return _NOT_A_LETTER.sub("", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of runs in common; a text of nothing is like no other."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def group(texts: Iterable[tuple[Id, str]], *, least: float = ALIKE) -> dict[Id, Near[Id]]:
    """For each text how many are nearly the same, and the first of these in the order given.

    Two texts that share seven tenths of their runs are brought together 998 times in a thousand, at six tenths 96
    times in a hundred; whatever is brought together is compared in full, so nothing is grouped that is not alike.
    """
    given = {key: runs(text) for key, text in texts}
    distinct: dict[frozenset[str], Id] = {}
    for key, found in given.items():
        distinct.setdefault(found, key)
    leader_of: dict[frozenset[str], Id] = {}
    met: dict[tuple[int, bytes], list[Id]] = defaultdict(list)
    for found, signature in zip(distinct, _signatures(list(distinct)), strict=True):
        places = [(band, signature[band * _BYTES : (band + 1) * _BYTES]) for band in range(BANDS)]
        near = {key for place in places for key in met.get(place, ())}
        shares = [(alike(found, given[key]), key) for key in near]
        best = max((share for share in shares if share[0] >= least), key=lambda share: share[0], default=None)
        if best is None:
            leader_of[found] = distinct[found]
            for place in places:
                met[place].append(distinct[found])
        else:
            leader_of[found] = best[1]
    first_of = {key: leader_of[found] for key, found in given.items()}
    sizes = Counter(first_of.values())
    return {key: Near(sizes[first], first) for key, first in first_of.items()}


def _signatures(found: Sequence[frozenset[str]]) -> list[bytes]:
    """The smallest of the runs of each text under many ways to mix them: alike texts share many of these (MinHash).

    Source: A. Broder, On the resemblance and containment of documents, 1997, https://doi.org/10.1109/SEQUEN.1997.666900
    """
    if not found:
        return []
    import numpy as np

    numbers = (crc32(run.encode("utf-8", "surrogatepass")) for text in found for run in text)
    hashes = np.fromiter(numbers, dtype=np.uint64)
    starts = np.cumsum([0, *(len(text) for text in found[:-1])])
    # always the same mixing, so that the same texts give the same groups
    mixing = np.random.default_rng(1997)
    factors = mixing.integers(1, 1 << 63, size=BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
    smallest = np.empty((len(found), BANDS * ROWS), dtype=np.uint32)
    for column, factor in enumerate(factors):
        smallest[:, column] = np.minimum.reduceat((hashes * factor) >> np.uint64(32), starts)
    return [row.tobytes() for row in smallest]
