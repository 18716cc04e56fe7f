"""Which encoding a file is in: found from its bytes, and said aloud where it is not UTF-8."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from weerklank.rights.reading.records import Problem, Trouble, Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what had to be said about its encoding."""

    text: str
    encoding: str
    problems: tuple[Problem, ...]


def guess(head: bytes, *, whole: bool) -> str:
    """The encoding that the first bytes show; `whole` where nothing follows them."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\x00" in head[:4096]:
        even, odd = head[0:4096:2].count(0), head[1:4096:2].count(0)
        if odd > len(head[:4096]) // 5 and even * 4 < odd:
            return "utf-16-le"
        if even > len(head[:4096]) // 5 and odd * 4 < even:
            return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=whole)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def decode(raw: bytes, path: Path) -> Decoded:
    """The whole text; another encoding than UTF-8 is read as what it is, and reported."""
    name = guess(raw, whole=True)
    try:
        text = raw.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{path.name} is geen UTF-8, UTF-16 of Windows-1252: byte {error.start} is niet te lezen. "
            "Bewaar het bestand als UTF-8 en kies het opnieuw."
        ) from error
    return Decoded(text.removeprefix("\ufeff"), name, remarks(name))


def shown(name: str) -> str:
    """The encoding as people call it."""
    return _NAMES.get(name, "UTF-8 met BOM" if name == "utf-8-sig" else "UTF-8")


def remarks(name: str) -> tuple[Problem, ...]:
    """What an editor should know about the encoding."""
    if name in {"utf-8", "utf-8-sig"}:
        return ()
    what = f"het bestand is geen UTF-8; het is gelezen als {_NAMES.get(name, name)}. Controleer letters met accenten, aanhalingstekens en streepjes"
    return (Problem(Trouble.ENCODING, what),)
