"""Devices at one table that do whatever comes up, meet now and then, and know no more than what they have seen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from random import Random
from typing import Any

from weerklank.advices.at_table.merging import Draft, Kind, Operation, State, merge

YOUNG, SEATS = (1, 2), (1, 2, 3)
WORDS = ("rust op school", "niemand ziet het", "gratis mee", "een plek voor ons")


@dataclass
class Device:
    """One device: its number, the chance that rules it, and the operations that it knows."""

    chance: Random
    id: str = ""
    known: dict[str, Operation] = field(default_factory=dict)
    made: list[Operation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.id = self._key()

    def _key(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128)))

    @property
    def state(self) -> State:
        return merge(self.known.values(), seats=SEATS, young=YOUNG)

    def meets(self, other: Device) -> None:
        """Both know everything of both afterwards."""
        both = self.known | other.known
        self.known, other.known = dict(both), dict(both)

    def writes(self, kind: Kind, **data: Any) -> Operation:
        one = Operation(self._key(), self.id, self.state.clock + 1, kind, data, who=self.id[:4])
        self.known[one.id] = one
        self.made.append(one)
        return one

    def puts(self, what: str, key: str = "", *, seen: dict[str, list[str]] | None = None, **more: Any) -> Operation:
        fields, about = more.pop("fields"), more
        return self.writes(
            Kind.PUT, object=what, id=key or self._key(), fields=fields, seen=seen or {}, **{"after": [], **about}
        )

    def acts(self) -> None:
        """One press of somebody at this device."""
        state, words = self.state, self.chance.choice(WORDS)
        act = self.chance.randrange(10)
        if act == 0 or not state.notes:
            self.puts("note", fields={"text": words, "voice": "child", "section": "proud"})
        elif act == 1:
            note = self.chance.choice(state.notes)
            self.puts("note", note.id, seen=_seen(note.fields, "text"), fields={"text": words})
        elif act == 2:
            self.puts(
                "record", seen=_seen(state.record, "adult_expected_before"), fields={"adult_expected_before": words}
            )
        elif act == 3 or not state.advices:
            self.puts("advice", fields={"title": words, "text": words})
        else:
            self._works_on(self.chance.choice(state.advices), act, words)

    def _works_on(self, draft: Draft, act: int, words: str) -> None:
        after = list(draft.reopenings)
        if act == 4:
            self.puts("advice", draft.id, seen=_seen(draft.fields, "title"), fields={"title": words}, after=after)
        elif act == 5:
            self.puts("part", advice=draft.id, fields={"text": words + " echt"}, after=after)
        elif act == 6:
            self.writes(Kind.START, advice=draft.id, covers=list(draft.covers), starts=list(draft.starts), after=after)
        elif act == 7:
            voice = self.chance.choice(("child", "adult"))
            self.writes(Kind.REOPEN, advice=draft.id, asked_by=voice, starts=list(draft.starts))
        elif draft.reading and not draft.reading.two_texts:
            seat, said = self.chance.choice(SEATS), draft.reading.said
            self.writes(
                Kind.SAY, advice=draft.id, start=draft.reading.starts[0], seat=seat, agrees=act == 8, dissent=words,
                heard=[one.id for versions in said.values() for one in versions],
                seen=[one.id for one in said.get(seat, ())],
            )  # fmt: skip


def _seen(fields: dict[str, Any], name: str) -> dict[str, list[str]]:
    return {name: [key for version in fields.get(name, ()) for key in version.ids]}


def session(seed: int, presses: int = 30) -> tuple[Device, Device]:
    """Two devices at one table, for as long as so many presses take; they meet rarely."""
    chance = Random(seed)
    one, other = Device(chance), Device(chance)
    for _ in range(presses):
        if chance.random() < 0.12:
            one.meets(other)
        else:
            chance.choice((one, other)).acts()
    return one, other
