"""A form of a table's screen becomes one operation: the page and the script use the same names."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from weerklank.advices.at_table.merging import Operation, State
from weerklank.advices.at_table.operations import LARGEST_ROW, NOT_OURS, Unreadable, read
from weerklank.moves import Refusal
from weerklank.participation.personal_data import DataKind, kinds

_FLAGS = {"1": True, "0": False}
NOT_CHOSEN = "Kies waar het bij hoort, en wie het zei: een kind, een jongere of een volwassene."
# by these somebody is found; a name is asked for nowhere, and the screen says so
_CONTACT = (
    DataKind.PHONE,
    DataKind.EMAIL,
    DataKind.BSN,
    DataKind.IBAN,
    DataKind.URL,
    DataKind.HANDLE,
    DataKind.ADDRESS,
    DataKind.POSTCODE,
)
CONTACT_BEFORE = "Let op: hierin staat misschien"
CONTACT_AFTER = "Haal het weg: wat je bewaart, wordt het verslag en gaat niet meer weg. Klopt het toch zo? Bewaar het dan nog een keer."
EMPTY = "Schrijf eerst iets op. Daarna kan het worden bewaard."
_DIGITS = len(str(LARGEST_ROW))
OLD = "Deze bladzijde is te oud. Open haar opnieuw; wat al bewaard was, staat er nog."


class Contact(Refusal):
    """Words by which somebody may be found: kept when whoever wrote them says so a second time."""


def contact_in(words: str) -> str:
    """What in a note may lead to somebody, in a sentence; empty where nothing does."""
    seen = [kind for kind in kinds(words) if kind in _CONTACT]
    # what stands after the at sign of a mail address is not a second thing
    found = [kind.value for kind in seen if kind != DataKind.URL or DataKind.EMAIL not in seen]
    return f"{CONTACT_BEFORE} een {' en een '.join(found)}. {CONTACT_AFTER}" if found else ""


def _look_at_note(post: Mapping[str, str], fields: Mapping[str, str | bool]) -> None:
    if not post.get("id") and not (fields.get("voice") and fields.get("section")):
        raise Refusal(NOT_CHOSEN)
    words = str(fields.get("text", ""))
    if _value("text", post.get("asked", "")) != words and (sentence := contact_in(words)):
        raise Contact(sentence)


def _keys(value: str) -> list[str]:
    return [key for key in value.split(",") if key]


def _value(name: str, value: str) -> str | bool:
    if name == "struck" or name.startswith("source:"):
        return _FLAGS.get(value, False)
    return value.replace("\r\n", "\n").strip()


def _fields(post: Mapping[str, str]) -> dict[str, str | bool]:
    return {name[2:]: _value(name[2:], value) for name, value in post.items() if name.startswith("f.")}


def _changed(post: Mapping[str, str], fields: dict[str, str | bool]) -> dict[str, str | bool]:
    """Only what is different from what stood on the page; ``was.*`` tells what that was."""
    return {
        name: value
        for name, value in fields.items()
        if f"was.{name}" not in post or _value(name, post[f"was.{name}"]) != value
    }


def _data(post: Mapping[str, str]) -> dict[str, Any]:
    kind = post.get("doe", "")
    if kind == "put":
        what, fields = post.get("object", ""), _fields(post)
        changed = _changed(post, fields)
        words = [value for value in fields.values() if isinstance(value, str)]
        if (
            not changed
            or (what in ("note", "part", "record") and "text" in fields and not fields["text"])
            or not (words == [] or any(words))
        ):
            raise Refusal(EMPTY)
        if what == "note" and "text" in changed:
            _look_at_note(post, fields)
        data: dict[str, Any] = {
            "object": what,
            "id": post.get("id") or str(uuid.uuid4()),
            "fields": changed,
            "seen": {name: _keys(post.get(f"seen.{name}", "")) for name in changed},
            "after": _keys(post.get("after", "")),
        }
        return data | ({"advice": post.get("advice", "")} if what == "part" else {})
    if kind == "count":
        return {"voice": post.get("voice", "")}
    data = {"advice": post.get("advice", "")}
    if kind == "start":
        return data | {name: _keys(post.get(name, "")) for name in ("covers", "starts", "after")}
    if kind == "reopen":
        return data | {"asked_by": post.get("asked_by", ""), "starts": _keys(post.get("starts", ""))}
    seat = post.get("seat", "")
    return data | {
        "start": post.get("start", ""),
        "seat": int(seat) if seat.isascii() and seat.isdecimal() and len(seat) <= _DIGITS else -1,
        "agrees": post.get("agrees") == "1",
        "dissent": post.get("dissent", "").strip(),
        "heard": _keys(post.get("heard", "")),
        "seen": _keys(post.get("seen", "")),
    }


def operation_of(post: Mapping[str, str], *, state: State, device: str, who: str) -> Operation:
    """What somebody pressed on a page without a script; a press that is sent twice has the same key."""
    try:
        return read(
            {
                "id": post.get("key", ""),
                "device": device,
                "clock": state.clock + 1,
                "kind": post.get("doe", ""),
                "who": who,
                "data": _data(post),
            }
        )
    except Unreadable as error:
        raise Refusal(OLD if error.sentence == NOT_OURS else error.sentence) from None
