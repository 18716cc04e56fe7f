"""The small markup of articles: paragraphs, headings, lists and links. It becomes data, and the template escapes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# bounded in every part, so that no text can make it slow
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(([^()\s]{1,500})\)")
_ALLOWED = ("https://", "http://", "/")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; a link where it has an address."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a list; a list has one row of runs per item."""

    kind: str
    rows: tuple[tuple[Run, ...], ...]


def runs(line: str) -> tuple[Run, ...]:
    """Text with its links; an address that is not http, https or of this site stays text."""
    found: list[Run] = []
    at = 0
    for match in _LINK.finditer(line):
        href = match.group(2)
        if not href.startswith(_ALLOWED) or href.startswith("//"):
            continue
        if match.start() > at:
            found.append(Run(line[at : match.start()]))
        found.append(Run(match.group(1), href))
        at = match.end()
    if at < len(line):
        found.append(Run(line[at:]))
    return tuple(found)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text: parted by empty lines; ``## `` begins a heading, ``- `` an item of a list."""
    found = []
    for chunk in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        if not lines:
            continue
        if all(line.startswith("- ") for line in lines):
            found.append(Block("list", tuple(runs(line[2:]) for line in lines)))
        elif len(lines) == 1 and lines[0].startswith("## "):
            found.append(Block("heading", (runs(lines[0][3:]),)))
        else:
            found.append(Block("paragraph", (runs(" ".join(lines)),)))
    return tuple(found)
