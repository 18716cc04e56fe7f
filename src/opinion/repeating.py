"""A published outcome, made again from its own open counts: the same, or what differs.

    python -m opinion repeat https://weerklank.example/data/uitkomst-12.json

What is made again: every share, its interval, what almost everybody shares, what divides, what a group says and most do
not, and the sentences. What cannot be made again without the votes, which are not public: the counts themselves, who is
in which group, the map, and what looked like manipulation. `docs/how-to/repeat-an-outcome.md` says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from opinion.outcome import SIDES, results_of, sentences_of
from opinion.reading import InputProblem
from opinion.shares import normal_quantile
from opinion.terminal import shown
from opinion.version import VERSION

FORMAT = "weerklank-outcome/1"
MOST_BYTES = 20_000_000
PATIENCE = 30
# the same formula on another machine may differ in the last bits
TOLERANCE = 1e-9
COUNTS = ("agree", "disagree", "pass", "answered", "seen")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Repetition:
    """What came of making an outcome again; it is the same when nothing differs."""

    statements: int
    channels: int
    groups: int
    sentences: int
    differences: tuple[str, ...]
    stated_version: str

    @property
    def same(self) -> bool:
        return not self.differences

    @property
    def told(self) -> str:
        what = (
            f"{self.statements} counts of statements in {self.channels} channels, "
            f"{self.groups} groups and {self.sentences} sentences"
        )
        lines = [f"The same: {what}." if self.same else f"Not the same, of {what}:"]
        lines += [f"  {shown(difference)}" for difference in self.differences]
        if not self.same and self.stated_version != VERSION:
            lines.append(f"It was made with version {shown(self.stated_version)} of this program; this is {VERSION}.")
        lines.append("Not repeated, as votes are not public: the counts, who is in which group, signs of manipulation.")
        return "\n".join(lines) + "\n"


def fetched(where: str) -> Json:
    """The outcome in a file or at an address. Raises InputProblem when there is none."""
    if where.startswith(("https://", "http://")):
        try:
            with urlopen(where, timeout=PATIENCE) as answer:
                found: bytes = answer.read(MOST_BYTES + 1)
        except (URLError, OSError, ValueError) as problem:
            raise InputProblem(f"{where}: cannot be fetched ({problem})") from problem
    else:
        try:
            with Path(where).open("rb") as file:
                found = file.read(MOST_BYTES + 1)
        except OSError as problem:
            raise InputProblem(f"{where}: cannot be opened ({problem.strerror})") from problem
    if len(found) > MOST_BYTES:
        raise InputProblem(f"{where}: larger than {MOST_BYTES:,} bytes")
    try:
        document = json.loads(found)
    except ValueError as problem:
        raise InputProblem(f"{where}: not a whole JSON file ({problem})") from problem
    except RecursionError as problem:
        raise InputProblem(f"{where}: lists in lists without end") from problem
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        stated = document.get("format") if isinstance(document, dict) else None
        raise InputProblem(f"{where}: format is {stated!r}; allowed: {FORMAT}")
    return document


def made(channels: Sequence[Json], level: float) -> dict[str, Any]:
    """What an outcome says, of the open counts of its channels: this is stated when it is published."""
    return {
        "results": [results_of(channel, level) for channel in channels],
        "sentences": [sentence for channel in channels for sentence in sentences_of(channel, level)],
    }


def repeat(document: Json) -> Repetition:
    """Makes everything that an outcome says again. Raises InputProblem for a document that is not one."""
    level, channels = _checked(document)
    try:
        again = json.loads(json.dumps(made(channels, level)))
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as problem:
        raise InputProblem(f"counts cannot be used ({type(problem).__name__}: {problem})") from problem
    stated = {name: document.get(name) for name in again}
    return Repetition(
        statements=sum(len(channel["statements"]) for channel in channels),
        channels=len(channels),
        groups=sum(len(channel["groups"]) for channel in channels),
        sentences=len(again["sentences"]),
        differences=tuple(_differences("", stated, again)),
        stated_version=str(document["run"].get("library", "unknown")),
    )


def _checked(document: Json) -> tuple[float, Sequence[Json]]:
    """The parts that everything is made of, looked at before they are used."""
    run, channels = document.get("run"), document.get("channels")
    if not isinstance(run, dict) or not isinstance(run.get("level"), float):
        raise InputProblem("run.level is not there; allowed: a number between 0 and 1")
    try:
        normal_quantile(run["level"])
    except ValueError as problem:
        raise InputProblem(f"run.level: {problem}") from problem
    if not isinstance(channels, list) or not all(isinstance(one, dict) for one in channels):
        raise InputProblem("channels is not a list of channels")
    for channel in channels:
        _check_channel(channel)
    return run["level"], channels


def _check_channel(channel: Json) -> None:
    name = channel.get("channel")
    statements, groups = channel.get("statements"), channel.get("groups")
    if not isinstance(name, str) or not isinstance(statements, list) or not isinstance(groups, list):
        raise InputProblem(f"channel {name!r} needs channel, statements and groups")
    known = [_check_row(name, row) for row in statements]
    for group in groups:
        rows = group.get("statements") if isinstance(group, dict) else None
        if not isinstance(rows, list) or not isinstance(group.get("group"), int) or group["group"] < 0:
            raise InputProblem(f"channel {name!r} holds a group without number or statements")
        if [_check_row(name, row) for row in rows] != known:
            raise InputProblem(f"channel {name!r}, group {group['group']}: other statements than the channel has")


def _check_row(channel: str, row: Any) -> object:
    if not isinstance(row, dict) or "statement" not in row:
        raise InputProblem(f"channel {channel!r} holds a row without statement")
    for count in COUNTS:
        value = row.get(count, "nothing")
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            raise InputProblem(f"statement {row['statement']}: {count} is {value!r}; allowed: 0 or more, or null")
    for side in SIDES:
        if row[side] is not None and (row["answered"] is None or row[side] > row["answered"]):
            raise InputProblem(f"statement {row['statement']}: {side} is {row[side]}, more than answered")
    if row.get("nearly") not in (None, *SIDES):
        raise InputProblem(f"statement {row['statement']}: nearly is {row['nearly']!r}; allowed: agree, disagree, null")
    return row["statement"]


def _differences(where: str, stated: Any, again: Any) -> Iterator[str]:
    """Every place where what is stated is not what comes out."""
    if isinstance(stated, dict) and isinstance(again, dict):
        for name in sorted(stated.keys() | again.keys()):
            yield from _differences(f"{where}.{name}".lstrip("."), stated.get(name), again.get(name))
    elif isinstance(stated, list) and isinstance(again, list) and len(stated) == len(again):
        for place, (one, other) in enumerate(zip(stated, again, strict=True)):
            yield from _differences(f"{where}[{_named(other, place)}]", one, other)
    elif not _equal(stated, again):
        yield f"{where}: stated {_said(stated)}, made again {_said(again)}"


def _named(row: Any, place: int) -> str:
    """A row by what it is of, where it says so."""
    for name in ("statement", "channel", "group"):
        if isinstance(row, dict) and name in row:
            return f"{name} {row[name]}"
    return str(place)


def _equal(stated: Any, again: Any) -> bool:
    if type(stated) is float and type(again) is float:
        return abs(stated - again) <= TOLERANCE
    return type(stated) is type(again) and bool(stated == again)


def _said(value: Any) -> str:
    if isinstance(value, list):
        return f"{len(value)} of them"
    return "nothing" if value is None else repr(value)
