"""Wishes that a plan does not meet, each with the reason why: what stands in the way of the best change that would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from seating.changes import Changes
from seating.layout import Layout, Truth
from seating.measures import Whole
from seating.people import Person
from seating.plan import Round, Table
from seating.wishes import FAR, NEAR, Kind, Wishes, feature_cost, language_cost, theme_cost

RANKS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class UnmetWish:
    """A wish of one person that is not met in a round: what it is about, what it costs, and a sentence with the reason."""

    person: str
    round: Round
    kind: Kind
    cost: int
    sentence: str


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
            yield UnmetWish(person.id, self.round, Kind.THEME, 0, sentence)
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
        why = self._why(person, lambda table: table.theme(self.round) in left) if left else ""
        reason = "; ".join([*been, *([why] if why else [])])
        yield UnmetWish(
            person.id, self.round, Kind.THEME, cost, f"{person.id} asked for {better[0]} and {has}: {reason}."
        )

    def _place(self, person: Person, wishes: Wishes) -> Iterator[UnmetWish]:
        table = self.table(person.id)
        if cost := language_cost(wishes, table):
            asked = " or ".join(sorted(wishes.languages))
            why = self._why(person, lambda other: not language_cost(wishes, other))
            sentence = f"{person.id} follows {asked}, which is not spoken at table {table.id}: {why}."
            yield UnmetWish(person.id, self.round, Kind.LANGUAGE, cost, sentence)
        if cost := feature_cost(wishes, table):
            missing = ", ".join(sorted(wishes.features - table.features))
            why = self._why(person, lambda other: feature_cost(wishes, other) < cost)
            sentence = f"{person.id} would like {missing}; table {table.id} does not offer it: {why}."
            yield UnmetWish(person.id, self.round, Kind.FEATURE, cost, sentence)

    def _company(self, person: Person, wishes: Wishes) -> Iterator[UnmetWish]:
        table = self.table(person.id)
        for other in sorted(wishes.near):
            there = self.table(other)
            if there != table:
                why = self._why(person, lambda one, there=there: one == there)  # type: ignore[misc]  # bound now
                sentence = f"{person.id} would like to sit with {other}, who is at table {there.id}: {why}."
                yield UnmetWish(person.id, self.round, Kind.NEAR, NEAR, sentence)
        for other in sorted(wishes.far):
            if self.table(other) == table:
                why = self._why(person, lambda one: one != table)
                sentence = f"{person.id} would rather not sit with {other}; both are at table {table.id}: {why}."
                yield UnmetWish(person.id, self.round, Kind.FAR, FAR, sentence)

    def _why(self, person: Person, would_do: Callable[[Table], bool]) -> str:
        """What stands in the way of the change that costs least, of all that would meet the wish."""
        tables = self.gathering.tables
        fits = np.array([would_do(table) for table in tables])
        if not fits.any():
            return "no table offers it"
        party = self.party_of[person.id]
        if not (fits & self.layout.may[self.number, party]).any():
            return "no table that offers it has what is needed, or the seat is kept"
        change = self.changes.of(party)
        wanted: Truth = fits[self.changes.here] & change.real
        allowed = wanted & (change.broken <= 0)
        if not allowed.any():
            return "every change of places there breaks a hard minimum"
        cost = np.where(allowed, change.weighed(self.layout), np.iinfo(np.int64).max)
        best = int(np.argmin(cost))
        if cost[best] < 0:
            return f"a change of places with table {tables[int(self.changes.here[best])].id} would meet it"
        return _told(int(change.wishes[best]), int(change.again[best]), int(change.balance[best]))


def _told(wishes: int, again: int, balance: int) -> str:
    parts = [
        f"{abs(value)} {'more' if value > 0 else 'less'} in {what}"
        for value, what in ((wishes, "wishes"), (again, "pairs that meet again"), (balance, "balance"))
        if value
    ]
    return f"the best change of places there gains nothing ({', '.join(parts) or 'all costs stay the same'})"
