"""What is kept of a person, field by field: why, for how long, and what stands there afterwards.

A test reads these declarations: a field of the child zone, or of who comes to the day, without one fails the build.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """The declaration of one field."""

    why: str
    until: str
    replaced_by: str = "niets"
    childs: bool = True


def not_of_a_child(why: str) -> Kept:
    """A field that says nothing of any child: the organiser wrote it."""
    return Kept(why=why, until="zolang de editie te lezen is", childs=False)
