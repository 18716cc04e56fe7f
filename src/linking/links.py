"""What is linked to what, why it is suggested, and what a person made of it."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that may speak about a target."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """Something a passage may speak about: a recommendation, in its own words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A word that both have: in how many of the targets it stands, and its part of the score."""

    word: str
    in_targets: int
    of_targets: int
    part: float

    @property
    def sentence(self) -> str:
        return f"both have '{self.word}', which stands in {self.in_targets} of {self.of_targets} targets"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A possible link, weightiest reason first. The score, 0 to 1, puts in order; it is no probability."""

    passage: str
    target: str
    score: float
    reasons: tuple[Reason, ...]


class Verdict(Enum):
    """What a person said about a suggestion."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's verdict on a link, remembered so that it is not suggested again."""

    passage: str
    target: str
    verdict: Verdict
    by: str
