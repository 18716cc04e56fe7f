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
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from opinion.outcome import SIDES, least_share, results_of, sentences_of
from opinion.publication import ROUNDED_TO, ROUNDING_ERROR, SMALLEST_MINIMUM, VOTERS_ROUNDED_DOWN_TO
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
USUAL_LEVEL = 0.95
MOST_PEOPLE = 10_000_000_000
# everything that is said follows from these; what else stands in an outcome is as true as who wrote it
MADE_OF = ("format", "channels", "results", "sentences")

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
    level: float
    method: str
    not_looked_at: tuple[str, ...]

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
        if self.level != USUAL_LEVEL:
            lines.append(
                f"Its intervals are of {self.level:.12g}, not of {USUAL_LEVEL}: the lower, the more seems certain."
            )
        lines.append("Not repeated, as votes are not public: the counts, who is in which group, signs of manipulation.")
        if self.not_looked_at:
            lines.append(f"Not looked at, so as true as who wrote it: {', '.join(map(shown, self.not_looked_at))}.")
        if self.method == "polis":
            lines.append(
                "Method polis: who is in which group depends on the order of the votes too. Whoever has the votes needs "
                "that order to find the same groups."
            )
        return "\n".join(lines) + "\n"


def fetched(where: str) -> Json:
    """The outcome in a file or at an address. Raises InputProblem when there is none."""
    if where.startswith(("https://", "http://")):
        try:
            with urlopen(where, timeout=PATIENCE) as answer:
                found: bytes = answer.read(MOST_BYTES + 1)
        except (URLError, OSError, ValueError, HTTPException) as problem:
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
    except (KeyError, TypeError, ValueError, ArithmeticError) as problem:
        raise InputProblem(f"counts cannot be used ({type(problem).__name__}: {problem})") from problem
    stated = {name: document.get(name) for name in again}
    return Repetition(
        statements=sum(len(channel["statements"]) for channel in channels),
        channels=len(channels),
        groups=sum(len(channel["groups"]) for channel in channels),
        sentences=len(again["sentences"]),
        differences=tuple(_differences("", stated, again)),
        stated_version=str(document["run"].get("library", "unknown")),
        level=level,
        method=str(document["run"].get("method", "")),
        not_looked_at=tuple(_not_looked_at(document)),
    )


def _not_looked_at(document: Json) -> Iterator[str]:
    for name in sorted(document.keys() - set(MADE_OF)):
        if name != "run":
            yield name
        elif others := sorted(document["run"].keys() - {"level"}):
            yield f"run ({', '.join(others)})"


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
    if not channels:
        raise InputProblem("channels is empty; allowed: one channel or more")
    for channel in channels:
        _check_channel(channel)
    _check_once("channel", [channel["channel"] for channel in channels])
    return run["level"], channels


def _check_channel(channel: Json) -> None:
    name = channel.get("channel")
    statements, groups = channel.get("statements"), channel.get("groups")
    if not isinstance(name, str) or not isinstance(statements, list) or not isinstance(groups, list):
        raise InputProblem(f"channel {name!r} needs channel, statements and groups")
    known = [_check_row(name, row) for row in statements]
    _check_once(f"channel {name!r}: statement", known)
    _check_people(f"channel {name!r}", channel)
    for group in groups:
        rows = group.get("statements") if isinstance(group, dict) else None
        if not isinstance(rows, list) or not _is_number(group.get("group")) or group["group"] < 0:
            raise InputProblem(f"channel {name!r} holds a group without number or statements")
        if [_check_row(name, row) for row in rows] != known:
            raise InputProblem(f"channel {name!r}, group {group['group']}: other statements than the channel has")
        _check_people(f"channel {name!r}, group {group['group']}", group)
    _check_once(f"channel {name!r}: group", [group["group"] for group in groups])
    for place, everybody in enumerate(statements):
        _check_within(everybody, [group["statements"][place] for group in groups])


def _check_once(what: str, names: Sequence[object]) -> None:
    """What stands there twice would be one in what is made and two in what is counted."""
    seen: set[str] = set()
    for name in map(str, names):
        if name in seen:
            raise InputProblem(f"{what} {name} stands there twice")
        seen.add(name)


def _check_people(where: str, row: Json) -> None:
    """How many took part, rounded down to a ten, and nobody saw more than there were."""
    people = row.get("people_at_least", row.get("voters_at_least"))
    if people is None:
        return
    if not _is_number(people) or people < SMALLEST_MINIMUM or people % VOTERS_ROUNDED_DOWN_TO:
        raise InputProblem(f"{where}: at least {people!r} people; allowed: null, or 10, 20, 30 and so on")
    most = people + VOTERS_ROUNDED_DOWN_TO - 1 + ROUNDING_ERROR
    for one in row["statements"]:
        for count in COUNTS:
            if (one[count] or 0) > most:
                raise InputProblem(f"{where}, statement {one['statement']}: {count} is {one[count]}, more than people")


def _check_row(channel: str, row: Any) -> object:
    """What `publish` can give, and nothing else."""
    if not isinstance(row, dict) or not (isinstance(row.get("statement"), str) or _is_number(row.get("statement"))):
        raise InputProblem(f"channel {channel!r} holds a row without statement")
    name = f"statement {row['statement']}"
    for count in COUNTS:
        value = row.get(count, "nothing")
        if value is not None and not (_is_number(value) and _publishable(value)):
            told = value if not _is_number(value) or abs(value) < MOST_PEOPLE else "too large"
            raise InputProblem(f"{name}: {count} is {told!r}; allowed: null, or 10, 15, 20 and so on")
    agree, disagree, passed, answered, seen = (row[count] for count in COUNTS)
    if (agree is None) != (disagree is None):
        raise InputProblem(f"{name}: agree and disagree are shown together or not at all")
    for side in SIDES:
        if row[side] is not None and (answered is None or row[side] > answered):
            raise InputProblem(f"{name}: {side} is {row[side]}, more than answered")
    if agree is not None and abs(agree + disagree - answered) > 3 * ROUNDING_ERROR:
        raise InputProblem(f"{name}: agree {agree} and disagree {disagree} do not make answered {answered}")
    if (passed is None) != (answered is None or seen is None):
        raise InputProblem(f"{name}: pass is shown where answered and seen are, and nowhere else")
    if passed is not None and answered + passed > seen + 3 * ROUNDING_ERROR:
        raise InputProblem(f"{name}: answered {answered} and pass {passed} are more than seen {seen}")
    _check_nearly(name, row)
    return row["statement"]


def _check_nearly(name: str, row: Json) -> None:
    side = row.get("nearly")
    if side not in (None, *SIDES):
        raise InputProblem(f"{name}: nearly is {side!r}; allowed: agree, disagree, null")
    if side is not None and (row["agree"] is not None or row["answered"] is None or not least_share(row["answered"])):
        raise InputProblem(f"{name}: nearly is {side!r}; allowed where both counts are hidden of enough who answered")


def _check_within(everybody: Json, groups: Sequence[Json]) -> None:
    """Groups are part of everybody; what rounding does is allowed."""
    for count in COUNTS:
        told = [one[count] for one in groups if one[count] is not None]
        if everybody[count] is not None and sum(told) > everybody[count] + (len(told) + 1) * ROUNDING_ERROR:
            raise InputProblem(
                f"statement {everybody['statement']}: {count} is {sum(told)} in groups, of {everybody[count]}"
            )


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _publishable(count: int) -> bool:
    return SMALLEST_MINIMUM <= count < MOST_PEOPLE and count % ROUNDED_TO == 0


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
