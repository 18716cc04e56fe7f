"""What a device sends, read strictly: an operation that does not have the shape of one is not an operation."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from weerklank.advices.at_table.merging import EXPECTED, Kind, Operation
from weerklank.advices.models import TableOperation

SECTIONS = ("proud", "chances", "tensions")
VOICES = ("child", "young_person", "adult")
LONG, SHORT, WHO = 10_000, 200, 40
MOST_OF_A_TABLE = 5_000
MOST_KNOWN = MOST_OF_A_TABLE
LARGEST_ROW = 2**31 - 1
FURTHEST_AHEAD = MOST_OF_A_TABLE
"""A clock rises by one for each thing done, and no table does more: a higher one was not counted."""
LARGEST_CLOCK = MOST_OF_A_TABLE * (FURTHEST_AHEAD + 1)
LARGEST = 250_000
"""Signs of one operation as it is kept: a full text, and the keys of all that a table may do."""
MOST_FIELDS = 200
_SOURCE = re.compile(r"source:[1-9][0-9]{0,9}")

NOT_OURS = "Dit heeft niet de vorm van een aantekening. Schrijf het over op papier."
BROKEN_SIGNS = "Hierin staat een teken dat niemand kan lezen. Haal het weg, of schrijf de woorden over op papier."
TOO_LONG = "Deze tekst is te lang om in één keer te bewaren. Schrijf in kortere stukken."
TOO_MUCH = "Dit is te veel in één aantekening. Verander minder tegelijk."
TOO_FAR = "Dit apparaat telt verder dan er aan deze tafel is gedaan. Meld het opnieuw aan, en schrijf dit daar weer op."
NO_GROUP = "Dit is geen groep van wat kinderen zeiden. Open de bladzijde opnieuw en kies nog eens."

_TEXTS = {
    "note": {"text": LONG},
    "record": {EXPECTED: LONG, "changed_after": LONG},
    "advice": {"title": SHORT, "text": LONG, "why": LONG, "done_when": LONG, "adult_additions": LONG},
    "part": {"text": LONG},
}
_CHOICES = {"note": {"section": SECTIONS, "voice": VOICES}}
_SWITCHES = {"note": {"struck"}, "advice": {"struck"}, "part": {"struck"}}


class Unreadable(ValueError):
    """Not an operation of ours; the sentence is for whoever wrote it."""

    def __init__(self, sentence: str = NOT_OURS) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def _key(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable
    try:
        return str(uuid.UUID(value))
    except ValueError as error:
        raise Unreadable from error


def _number(value: Any, largest: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= largest:
        raise Unreadable
    return value


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise Unreadable
    if len(value) > longest:
        raise Unreadable(TOO_LONG)
    # half a sign can be sent, but no database, page or file can hold it
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Unreadable(BROKEN_SIGNS)
    return value


def _keys(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_KNOWN:
        raise Unreadable
    return [_key(one) for one in value]


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise Unreadable
    return str(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unreadable
    return value


def _value(what: str, name: str, value: Any) -> Any:
    if name in _TEXTS[what]:
        return _text(value, _TEXTS[what][name])
    if name in _CHOICES.get(what, {}):
        return _one_of(value, _CHOICES[what][name])
    if name in _SWITCHES.get(what, ()):
        return _flag(value)
    if what == "advice" and name.startswith("source:"):
        if not _SOURCE.fullmatch(name) or int(name[7:]) > LARGEST_ROW:
            raise Unreadable(NO_GROUP)
        return _flag(value)
    raise Unreadable


def _put(data: Mapping[str, Any]) -> dict[str, Any]:
    what = _one_of(data.get("object"), tuple(_TEXTS))
    fields, seen = data.get("fields"), data.get("seen", {})
    if not isinstance(fields, Mapping) or not fields or not isinstance(seen, Mapping):
        raise Unreadable
    if len(fields) > MOST_FIELDS:
        raise Unreadable(TOO_MUCH)
    clean: dict[str, Any] = {
        "object": what,
        "fields": {str(name): _value(what, str(name), value) for name, value in fields.items()},
        "seen": {str(name): _keys(known) for name, known in seen.items() if name in fields},
        "after": _keys(data.get("after", [])),
    }
    if what != "record":
        clean["id"] = _key(data.get("id"))
    if what == "part":
        clean["advice"] = _key(data.get("advice"))
    return clean


def _clean(kind: Kind, data: Any) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise Unreadable
    if kind == Kind.PUT:
        return _put(data)
    if kind == Kind.COUNT:
        return {"voice": _one_of(data.get("voice"), ("adult", "young"))}
    clean: dict[str, Any] = {"advice": _key(data.get("advice"))}
    if kind == Kind.START:
        return clean | {name: _keys(data.get(name, [])) for name in ("covers", "starts", "after")}
    if kind == Kind.REOPEN:
        return clean | {"asked_by": _one_of(data.get("asked_by"), VOICES), "starts": _keys(data.get("starts", []))}
    return clean | {
        "start": _key(data.get("start")),
        "seat": _number(data.get("seat"), LARGEST_ROW),
        "agrees": _flag(data.get("agrees")),
        "dissent": _text(data.get("dissent", ""), 2000),
        "heard": _keys(data.get("heard", [])),
        "seen": _keys(data.get("seen", [])),
    }


def read(sent: Any) -> Operation:
    """One operation from what a device sent; Unreadable where it is none."""
    if not isinstance(sent, Mapping):
        raise Unreadable
    kind = Kind(_one_of(sent.get("kind"), tuple(Kind)))
    data = _clean(kind, sent.get("data"))
    if len(json.dumps(data, ensure_ascii=False)) > LARGEST:
        raise Unreadable(TOO_MUCH)
    clock = sent.get("clock")
    if isinstance(clock, int) and clock > LARGEST_CLOCK:
        raise Unreadable(TOO_FAR)
    return Operation(
        id=_key(sent.get("id")),
        device=_key(sent.get("device")),
        clock=_number(clock, LARGEST_CLOCK),
        kind=kind,
        data=data,
        who=_text(sent.get("who", ""), WHO),
    )


def of_row(row: TableOperation) -> Operation:
    """One operation from where it is kept; Unreadable for a row that would not be kept today."""
    return read(
        {
            "id": str(row.key),
            "device": str(row.device),
            "clock": row.clock,
            "kind": row.kind,
            "who": row.who,
            "data": row.data,
        }
    )


def readable(rows: Iterable[TableOperation]) -> tuple[list[Operation], dict[str, str]]:
    """What stands in rows, and why a broken one is passed over: one bad row may not stop a table."""
    found, broken = [], {}
    for row in rows:
        try:
            found.append(of_row(row))
        except Unreadable as error:
            broken[str(row.key)] = error.sentence
    return found, broken


def as_data(one: Operation) -> dict[str, Any]:
    """As it travels to another device of the same table."""
    return {
        "id": one.id,
        "device": one.device,
        "clock": one.clock,
        "kind": one.kind.value,
        "who": one.who,
        "data": dict(one.data),
    }
