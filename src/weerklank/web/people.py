"""A row of little people of whom some hold up a hand: a share as a child can count it, without need of colour."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string

OF = 10
WIDE, HIGH, GAP = 28, 52, 4


@dataclass(frozen=True, slots=True)
class Person:
    """One of the row. Who holds up a hand is drawn full, who does not is drawn in outline with the arms down."""

    x: int
    hand_up: bool
    y: int = 0

    @property
    def shape(self) -> str:
        """The drawing that is used for this one."""
        return "hand-up" if self.hand_up else "hand-down"


@dataclass(frozen=True, slots=True)
class Row:
    """The people in the order in which one reads: where one reads from the right, the hands start at the right."""

    people: tuple[Person, ...]
    mirrored: bool
    width: int
    height: int = HIGH

    @property
    def hands(self) -> int:
        return sum(person.hand_up for person in self.people)

    @property
    def turn(self) -> str:
        """What turns the whole row about, arms and all."""
        return f"matrix(-1 0 0 1 {self.width} 0)" if self.mirrored else ""


def draw(hands: int, of: int = OF, direction: str = "ltr", *, line: int | None = None) -> Row:
    """So many people, the first of them with a hand up; beside each other, or in lines of so many that one can count."""
    if of < 1:
        raise ValueError(f"of is {of}; a row has at least one person")
    if not 0 <= hands <= of:
        raise ValueError(f"hands is {hands}; allowed: 0 to {of}")
    wide = of if line is None else line
    people = tuple(
        Person(number % wide * (WIDE + GAP), hand_up=number < hands, y=number // wide * (HIGH + GAP))
        for number in range(of)
    )
    lines = -(-of // wide)
    return Row(people, direction == "rtl", wide * (WIDE + GAP) - GAP, lines * (HIGH + GAP) - GAP)


def for_paper(row: Row) -> str:
    """The drawing by itself, with its shapes, in black: for a press that knows no page around it."""
    return render_to_string("web/people_for_paper.html", {"row": row})
