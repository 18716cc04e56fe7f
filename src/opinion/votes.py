"""What comes in: votes of people, and hands counted in a room."""

from dataclasses import dataclass
from enum import Enum


class Choice(Enum):
    """What a person said about a statement; someone who was never shown it said nothing at all."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"


class Channel(Enum):
    """How the voices came in; numbers of different channels mean different things and are never added.

    INDIVIDUAL: each person held a code of their own (a class, an event), so one person is one voice.
    OPEN: an open link; one person may be several voices.
    HANDS: hands counted in a room by someone else; nobody can change their mind afterwards.
    """

    INDIVIDUAL = "individual"
    OPEN = "open"
    HANDS = "hands"


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's choice on one statement."""

    voter: str
    statement: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class HandTally:
    """The hands one group raised for one statement, and how many people were present.

    Raises ValueError when a number is negative or more hands were counted than people were present.
    """

    group: str
    statement: str
    agree: int
    disagree: int
    passed: int
    present: int

    def __post_init__(self) -> None:
        for name in ("agree", "disagree", "passed", "present"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} is {getattr(self, name)}; allowed: 0 or more")
        hands = self.agree + self.disagree + self.passed
        if hands > self.present:
            raise ValueError(f"present is {self.present}; allowed: {hands} or more, as {hands} hands were counted")
