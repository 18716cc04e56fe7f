"""Reading back: children and young people say first whether a text is what they meant, then the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weerklank.advices.at_table.merging import Operation

NOT_READ = "Dit hoort bij een tekst die niet is teruggelezen."
NO_SEAT = "Deze plaats staat niet aan deze tafel."
WHAT_ELSE = "Schrijf op wat deze plaats anders bedoelde."
YOUNG_FIRST = "Kinderen en jongeren zeggen eerst of dit is wat zij bedoelden."


@dataclass(frozen=True, slots=True)
class Text:
    """An advice as it is read aloud."""

    title: str
    text: str = ""
    why: str = ""
    done_when: str = ""
    adult_additions: str = ""
    parts: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return bool(self.title and self.text and self.parts)


@dataclass(frozen=True, slots=True)
class Said:
    """What one place said of the text."""

    id: str
    seat: int
    agrees: bool
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A read-back that is going on: what each place said, more than once where two devices heard something else."""

    starts: tuple[str, ...]
    said: Mapping[int, tuple[Said, ...]]
    # two devices began with another text: what was said is about two things, and it must be read again
    two_texts: bool = False

    def heard(self, young: Collection[int]) -> bool:
        return set(young) <= set(self.said)

    @property
    def disputed(self) -> bool:
        return any(len(versions) > 1 for versions in self.said.values())


def hear(
    says: list[Operation],
    texts: Mapping[str, Text],
    lifted: Collection[str],
    seats: Collection[int],
    young: Collection[int],
    refused: dict[str, str],
) -> Reading | None:
    """Who said what of the text that is being read; ``texts`` are the read-backs that hold, in their row."""
    taken: dict[str, Operation] = {}
    # two beginnings of one text are one: which is the first of each, weighed once and not at every answer
    of_text: dict[Text, str] = {}
    first = {start: of_text.setdefault(text, start) for start, text in texts.items()}
    for one in says:
        if reason := _why_not(one, taken, first, seats, young):
            refused[one.id] = reason
        else:
            taken[one.id] = one
    going_on = tuple(start for start in texts if start not in lifted)
    if not going_on:
        return None
    if any(texts[start] != texts[going_on[0]] for start in going_on):
        return Reading(going_on, {}, two_texts=True)
    now = {key: one for key, one in taken.items() if one.data["start"] in going_on}
    replaced = {
        before
        for one in now.values()
        for before in one.named("seen")
        if before in now and now[before].order < one.order and now[before].data["seat"] == one.data["seat"]
    }
    said: dict[int, dict[tuple[bool, str], Said]] = {}
    for one in now.values():
        if one.id not in replaced:
            new = Said(one.id, one.data["seat"], one.data["agrees"], _dissent(one))
            said.setdefault(new.seat, {}).setdefault((new.agrees, new.dissent), new)
    return Reading(going_on, {seat: tuple(said[seat].values()) for seat in sorted(said)})


def _dissent(one: Operation) -> str:
    return "" if one.data["agrees"] else str(one.data.get("dissent", "")).strip()


def _why_not(
    one: Operation,
    taken: Mapping[str, Operation],
    first: Mapping[str, str],
    seats: Collection[int],
    young: Collection[int],
) -> str:
    seat = one.data["seat"]
    if one.data["start"] not in first:
        return NOT_READ
    if seat not in seats:
        return NO_SEAT
    if not one.data["agrees"] and not _dissent(one):
        return WHAT_ELSE
    if seat not in young:
        read = first[one.data["start"]]
        heard = {
            taken[key].data["seat"]
            for key in one.named("heard")
            if key in taken and first[taken[key].data["start"]] == read
        }
        if not set(young) <= heard:
            return YOUNG_FIRST
    return ""
