"""Whether a text repeats a child's own words: what a return code opens must not show them to a classmate."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
RUN = 5


def repeats(text: str, original: str) -> str:
    """The first run of five words that both texts share; empty where there is none."""
    said = _runs(original)
    return next((" ".join(run) for run in _runs(text) if run in said), "") if said else ""


def echoes(text: str, original: str) -> bool:
    """Whether a text is made of a child's words: five in a row, or all of a short sentence."""
    return bool(repeats(text, original)) or holds(original, text)


def holds(original: str, text: str) -> bool:
    """Whether all words of a text stand in a row in what was said."""
    spoken, said = (f" {' '.join(_WORD.findall(words.casefold()))} " for words in (text, original))
    return bool(spoken.strip()) and spoken in said


def _runs(text: str) -> dict[tuple[str, ...], None]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[start : start + RUN]): None for start in range(len(words) - RUN + 1)}
