"""Wishes that a plan does not meet, each with the reason why: what stands in the way of the best change that would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np

from seating.changes import Changes
from seating.layout import Layout, Truth
from seating.measures import Whole
from seating.people import Person
from seating.plan import Round, Table
from seating.wishes import FAR, NEAR, Kind, Wishes, feature_cost, language_cost, theme_cost

RANKS = ("first", "second", "third")


class Why(Enum):
    """Why a wish is not met, for whoever says it in words of their own."""

    NOT_OFFERED = "no table offers it"
    HAD_BEFORE = "it was had in an earlier round"
    OUT_OF_REACH = "no table that offers it has what is needed, or the seat is kept"
    BREAKS = "every change of places there breaks a hard minimum"
    BY_CHANGE = "a change of places would meet it"
    NO_GAIN = "the best change of places there gains nothing"


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands in the way: table is where a change of places would help, the figures are what the best one costs."""

    why: Why
    table: str = ""
    wishes: int = 0
    again: int = 0
    balance: int = 0

    def __str__(self) -> str:
        if self.why is Why.BY_CHANGE:
            return f"a change of places with table {self.table} would meet it"
        if self.why is not Why.NO_GAIN:
            return str(self.why.value)
        parts = [
            f"{abs(value)} {'more' if value > 0 else 'less'} in {what}"
            for value, what in (
                (self.wishes, "wishes"),
                (self.again, "pairs that meet again"),
                (self.balance, "balance"),
            )
            if value
        ]
        return f"{self.why.value} ({', '.join(parts) or 'all costs stay the same'})"


@dataclass(frozen=True, slots=True)
class UnmetWish:
    """A wish of one person that is not met in a round: what it is about, what it costs, and a sentence with the reason."""

    person: str
    round: Round
    kind: Kind
    cost: int
    sentence: str
    reason: Reason


def unmet_wishes(layout: Layout, seats: Whole) -> tuple[UnmetWish, ...]:
    """In order of round and person."""
    found: list[UnmetWish] = []
    for number, round_ in enumerate(layout.gathering.every_round()):
        found.extend(_Round(layout, seats, number, round_).unmet())
    return tuple(sorted(found, key=lambda one: (one.round, one.person, one.kind.value, one.sentence)))


class _Round:
    def __init__(self, layout: Layout, seats: Whole, number: int, round_: Round) -> None:
        self.layout, self.seats, self.number, self.round = layout, seats, number, round_
        self.gathering = layout.gathering
        self.changes = Changes(layout, seats, number)
        self.offered = self.gathering.offered(round_)
        self.party_of = {person.id: one for one, party in enumerate(layout.parties) for person in party}

    def table(self, person: str) -> Table:
        return self.gathering.tables[int(self.seats[self.number, self.party_of[person]])]

    def unmet(self) -> Iterator[UnmetWish]:
        for party in self.layout.parties:
            for person in party:
                wishes = self.gathering.wishes_of(person.id)
                yield from self._theme(person, wishes)
                yield from self._place(person, wishes)
                yield from self._company(person, wishes)

    def _theme(self, person: Person, wishes: Wishes) -> Iterator[UnmetWish]:
        ranked = [theme for theme in wishes.themes if theme in self.offered]
        if wishes.themes and not ranked:
            sentence = f"{person.id} asked for {', '.join(wishes.themes)}; no table has it in this round."
            yield UnmetWish(person.id, self.round, Kind.THEME, 0, sentence, Reason(Why.NOT_OFFERED))
            return
        themes = {
            self.gathering.tables[int(self.seats[one, self.party_of[person.id]])].theme(round_): round_.number
            for one, round_ in reversed(list(enumerate(self.gathering.every_round())))
            if one < self.number
        }
        theme = self.table(person.id).theme(self.round)
        cost = theme_cost(wishes, theme, self.offered, again=theme in themes)
        if not cost:
            return
        better = ranked[: min(cost, len(ranked))]
        has = f"has {theme or 'no theme'}"
        if theme in themes:
            has += f", as in round {themes[theme]}"
        elif theme in ranked and ranked.index(theme) < len(RANKS):
            has += f", the {RANKS[ranked.index(theme)]} choice"
        been = [f"{one} is had in round {themes[one]}" for one in better if one in themes]
        left = [one for one in better if one not in themes]
        why = self._why(person, lambda table: table.theme(self.round) in left) if left else Reason(Why.HAD_BEFORE)
        told = "; ".join([*been, *([str(why)] if left else [])])
        sentence = f"{person.id} asked for {better[0]} and {has}: {told}."
        yield UnmetWish(person.id, self.round, Kind.THEME, cost, sentence, why)

    def _place(self, person: Person, wishes: Wishes) -> Iterator[UnmetWish]:
        table = self.table(person.id)
        if cost := language_cost(wishes, table):
            asked = " or ".join(sorted(wishes.languages))
            why = self._why(person, lambda other: not language_cost(wishes, other))
            sentence = f"{person.id} follows {asked}, which is not spoken at table {table.id}: {why}."
            yield UnmetWish(person.id, self.round, Kind.LANGUAGE, cost, sentence, why)
        if cost := feature_cost(wishes, table):
            missing = ", ".join(sorted(wishes.features - table.features))
            why = self._why(person, lambda other: feature_cost(wishes, other) < cost)
            sentence = f"{person.id} would like {missing}; table {table.id} does not offer it: {why}."
            yield UnmetWish(person.id, self.round, Kind.FEATURE, cost, sentence, why)

    def _company(self, person: Person, wishes: Wishes) -> Iterator[UnmetWish]:
        table = self.table(person.id)
        for other in sorted(wishes.near):
            there = self.table(other)
            if there != table:
                why = self._why(person, lambda one, there=there: one == there)  # type: ignore[misc]  # bound now
                sentence = f"{person.id} would like to sit with {other}, who is at table {there.id}: {why}."
                yield UnmetWish(person.id, self.round, Kind.NEAR, NEAR, sentence, why)
        for other in sorted(wishes.far):
            if self.table(other) == table:
                why = self._why(person, lambda one: one != table)
                sentence = f"{person.id} would rather not sit with {other}; both are at table {table.id}: {why}."
                yield UnmetWish(person.id, self.round, Kind.FAR, FAR, sentence, why)

    def _why(self, person: Person, would_do: Callable[[Table], bool]) -> Reason:
        """What stands in the way of the change that costs least, of all that would meet the wish."""
        tables = self.gathering.tables
        fits = np.array([would_do(table) for table in tables])
        if not fits.any():
            return Reason(Why.NOT_OFFERED)
        party = self.party_of[person.id]
        if not (fits & self.layout.may[self.number, party]).any():
            return Reason(Why.OUT_OF_REACH)
        change = self.changes.of(party)
        wanted: Truth = fits[self.changes.here] & change.real
        allowed = wanted & (change.broken <= 0)
        if not allowed.any():
            return Reason(Why.BREAKS)
        cost = np.where(allowed, change.weighed(self.layout), np.iinfo(np.int64).max)
        best = int(np.argmin(cost))
        if cost[best] < 0:
            return Reason(Why.BY_CHANGE, table=tables[int(self.changes.here[best])].id)
        return Reason(Why.NO_GAIN, "", int(change.wishes[best]), int(change.again[best]), int(change.balance[best]))
