"""The poster: what children said to one question on one sheet of paper, chosen by place and never by how many."""

from __future__ import annotations

from dataclasses import dataclass

from weerklank.tracker.loop.said import Idea, SaidPage, Sentence

# so many rows of people stand readable from a step away on A4
MOST_ROWS = 12
MOST_SENTENCES = 3
MOST_FEW_SENTENCES = 2
MOST_FEW = 5
LINE = 75
"""Signs on a line of the printed page."""
SIZES = ((52, "largest"), (60, "large"), (68, "middle"), (78, "small"))


@dataclass(frozen=True, slots=True)
class Poster:
    """What fits: of every part the first in the editor's order. What few children said keeps its place."""

    page: SaidPage
    same: tuple[Sentence, ...]
    differ: tuple[Sentence, ...]
    few: tuple[Sentence, ...]
    few_ideas: tuple[Idea, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing of what children said stands on the page alone."""
        shown = (*self.same, *self.differ, *self.few, *self.few_ideas)
        return len(shown) == len(self.page.sentences) + len(self.page.ideas)

    @property
    def rows(self) -> int:
        return _rows(self.same, self.differ)

    @property
    def size(self) -> str:
        """How large the words can stand on the printed page, by how much stands there."""
        return next((size for most, size in SIZES if self.height <= most), "tiny")

    @property
    def height(self) -> float:
        """About how many times as high as its words the sheet would be; its style sheet is drawn after these numbers."""
        parts = sum(map(bool, (self.same, self.differ, (*self.few, *self.few_ideas))))
        sentences = [one.shown.said.text for one in (*self.same, *self.differ)]
        few = [*(one.shown.said.text for one in self.few), *(one.words.title for one in self.few_ideas)]
        return (
            9
            + 3.6 * parts
            + 2.7 * self.rows
            + sum(2.4 + 1.5 * (len(words) // LINE) for words in sentences)
            + sum(1.5 + 1.5 * (len(words) // LINE) for words in few)
        )


def poster_of(page: SaidPage) -> Poster | None:
    """None while nothing of it may be told."""
    if not (page.sentences or page.ideas):
        return None
    most = next(
        (most for most in range(MOST_SENTENCES, 1, -1) if _rows(page.same[:most], page.differ[:most]) <= MOST_ROWS), 1
    )
    few = page.few[:MOST_FEW_SENTENCES]
    return Poster(page, page.same[:most], page.differ[:most], few, page.few_ideas[: MOST_FEW - len(few)])


def _rows(*parts: tuple[Sentence, ...]) -> int:
    return sum(len(one.shown.told) for part in parts for one in part)
