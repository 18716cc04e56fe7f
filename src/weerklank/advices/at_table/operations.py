"""What a device sends, read strictly: an operation that does not have the shape of one is not an operation."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from weerklank.advices.at_table.merging import EXPECTED, Kind, Operation
from weerklank.advices.models import TableOperation

SECTIONS = ("proud", "chances", "tensions")
VOICES = ("child", "young_person", "adult")
LONG, SHORT, WHO = 10_000, 200, 40
MOST_KNOWN = 5_000
LARGEST_CLOCK = 2**53 - 1
LARGEST_ROW = 2**31 - 1

_TEXTS = {
    "note": {"text": LONG},
    "record": {EXPECTED: LONG, "changed_after": LONG},
    "advice": {"title": SHORT, "text": LONG, "why": LONG, "done_when": LONG, "adult_additions": LONG},
    "part": {"text": LONG},
}
_CHOICES = {"note": {"section": SECTIONS, "voice": VOICES}}
_SWITCHES = {"note": {"struck"}, "advice": {"struck"}, "part": {"struck"}}


class Unreadable(ValueError):
    """Not an operation of ours."""


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
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise Unreadable
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
    if what == "advice" and name.startswith("source:") and name[7:].isascii() and name[7:].isdecimal():
        _number(int(name[7:18]), LARGEST_ROW)
        return _flag(value)
    raise Unreadable


def _put(data: Mapping[str, Any]) -> dict[str, Any]:
    what = _one_of(data.get("object"), tuple(_TEXTS))
    fields, seen = data.get("fields"), data.get("seen", {})
    if not isinstance(fields, Mapping) or not fields or not isinstance(seen, Mapping):
        raise Unreadable
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
    return Operation(
        id=_key(sent.get("id")),
        device=_key(sent.get("device")),
        clock=_number(sent.get("clock"), LARGEST_CLOCK),
        kind=kind,
        data=_clean(kind, sent.get("data")),
        who=_text(sent.get("who", ""), WHO),
    )


def of_row(row: TableOperation) -> Operation:
    """One operation from where it is kept."""
    return Operation(str(row.key), str(row.device), row.clock, Kind(row.kind), row.data, row.who)


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
