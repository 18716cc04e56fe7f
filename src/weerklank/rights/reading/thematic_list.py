"""The OHCHR thematic list: recommendations with the State's answer and, in its last column, what was done.

The same layout serves for lists that we hand out ourselves: those name their document, so that a list of a treaty
body's limbs comes back to the very limbs it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from weerklank.rights.reading import countries, derive
from weerklank.rights.reading.plain_text import plain, tidy
from weerklank.rights.reading.records import Problem, ThematicRow, Trouble

_ROW = re.compile(r"(\d{1,3}\.\d{1,3})\.?\s(.+)", re.DOTALL)
# Limbs of a list that names its document: 22, 22(b), 22(b)(ii), or an address where the number is not known.
_OWN_ROW = re.compile(r"(\d{1,3}(?:\.\d{1,3}|(?:\([a-z]{1,5}\)){0,2})|\[[a-z0-9-]{1,80}\])\s(.+)", re.DOTALL)
_DOCUMENT = re.compile(r"Document:\s?(\S.{0,58})")
_REVIEW = "UPR "
_THEME = re.compile(r"Theme:\s?(.{0,300})")
_SOURCE = re.compile(r"Source of [Pp]osition:\s?(.{0,200})")
_SOURCE_SHAPE = re.compile(r"[A-Z]+/[A-Za-z0-9./\-]+\s?[-–]\s?[Pp]ara\.?\s?\d{1,3}(?:[.\-–,\s]{1,3}\d{1,3}){0,6}")
_POSITION = re.compile(
    r"(?:Supported|Noted|Accepted|Rejected|Partially accepted|Partially supported|Supported in part)"
    r"(?:\s?/\s?(?:Supported|Noted))?",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"(?:Groups of [Pp]ersons|Affected [Pp]ersons):?\s?")
_GOALS = re.compile(r"(?:Relevant )?SDGs:?\s?")
_BULLET = re.compile(r"[-•]\s?(.{1,300})")
# A theme may begin with a year ("2030 Agenda …"): a goal has one or two digits and a dash.
_GOAL = re.compile(r"\d{1,2}(?:\.[0-9a-z]{1,2})?\s[-–]\s.{2,200}")
_COMMENT_HEAD = "Assessment/comments on level of implementation"
_HEADS = ("Recommendation and recommending State", "Source of Position:", "Source of position:", _COMMENT_HEAD)


class Column(StrEnum):
    """What a column of the table holds, by its head."""

    WORDS = "words"
    POSITION = "position"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell whose column says what it is, whatever stands in it."""

    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class ThematicRead:
    """The rows of a list, the document it names where it is one of ours, and what is odd in it."""

    rows: tuple[ThematicRow, ...]
    problems: tuple[Problem, ...]
    symbol: str | None


@dataclass(slots=True)
class _Row:
    number: str
    line: int
    theme: str
    words: list[str]
    own: bool
    source: str = ""
    position: str = ""
    comment: str = ""
    themes: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    sdgs: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def is_thematic(head: str) -> bool:
    """Whether a text is such a list: its own column heads or its sources of position."""
    return any(mark in head for mark in _HEADS)


def column_of(head: str) -> Column:
    """What stands under a head; a head that we do not know is read for its words."""
    known = head.casefold()
    if known.startswith("position"):
        return Column.POSITION
    return Column.COMMENT if "comment" in known or "implementation" in known else Column.WORDS


def read_thematic(texts: Iterable[str | Cell]) -> ThematicRead:
    """The rows in printed order; a line that fits nowhere is reported."""
    rows: list[_Row] = []
    problems: list[Problem] = []
    theme, symbol = "", None
    part = "head"
    for number, raw in enumerate(texts, 1):
        if isinstance(raw, Cell):
            if rows:
                _set(rows[-1], raw)
            continue
        line = tidy(plain(raw))
        if not line:
            continue
        pattern = _OWN_ROW if symbol and not symbol.startswith(_REVIEW) else _ROW
        if not rows and (found := _DOCUMENT.fullmatch(line)):
            printed = found.group(1).strip()
            symbol = countries.corrected_symbol(printed) or printed
        elif found := _THEME.fullmatch(line):
            theme, part = found.group(1).strip(), "theme"
        elif found := pattern.fullmatch(line):
            rows.append(_Row(found.group(1), number, theme, [found.group(2)], own=pattern is _OWN_ROW))
            part = "text"
        elif rows and part != "theme":
            part = _fill(rows[-1], part, line, number, problems)
        elif rows or part == "theme":
            problems.append(_unplaced(line, number))
    finished = tuple(_finished(row, order) for order, row in enumerate(rows, 1))
    seen: set[str] = set()
    for row in finished:
        if row.number in seen:
            what = f"aanbeveling {row.number} staat er twee keer; de eerste telt"
            problems.append(Problem(Trouble.DUPLICATE_NUMBER, what, line=row.line))
        seen.add(row.number)
        problems.extend(row.problems)
    return ThematicRead(finished, tuple(problems), symbol)


def _set(row: _Row, cell: Cell) -> None:
    if cell.column is Column.POSITION:
        row.position = tidy(" ".join(cell.text.split("\n")))
    else:
        row.comment = "\n".join(tidy(line) for line in cell.text.split("\n")).strip()


def countries_in(rows: Iterable[ThematicRow]) -> dict[str, int]:
    """States named inside the recommendations themselves, not as the State that made them."""
    return countries.countries_named("\n".join(row.text for row in rows))


def _fill(row: _Row, part: str, line: str, number: int, problems: list[Problem]) -> str:
    if found := _SOURCE.match(line):
        row.source = found.group(1).strip()
        return "position"
    if _POSITION.fullmatch(line) and not row.position:
        row.position = line
        return "themes"
    if found := _GROUPS.fullmatch(line):
        return "groups"
    if _GOALS.fullmatch(line):
        return "goals"
    if found := _BULLET.fullmatch(line):
        entry = found.group(1).strip()
        if _GOAL.fullmatch(entry):
            row.sdgs.append(entry)
            return "goals"
        (row.groups if part == "groups" else row.themes).append(entry)
        return part if part in {"groups", "themes"} else "themes"
    if part == "text":
        row.words.append(line)
        return part
    problems.append(_unplaced(line, number))
    return part


def _unplaced(line: str, number: int) -> Problem:
    return Problem(
        Trouble.UNPLACED_TEXT, "deze regel past nergens in de lijst; ze staat alleen hier", line=number, kept_text=line
    )


def _finished(row: _Row, order: int) -> ThematicRow:
    printed = " ".join(row.words)
    text, states = (printed, ()) if row.own else _states_at_end(printed)
    problems = list(row.problems)
    if not row.position and not row.own:
        problems.append(
            Problem(Trouble.MISSING_VALUE, f"{row.number}: er staat geen standpunt van het land bij", line=row.line)
        )
    if row.source and not _SOURCE_SHAPE.fullmatch(row.source):
        what = f"{row.number}: de bron van het standpunt is geen documentnummer met alinea; ze staat er zoals gedrukt"
        problems.append(Problem(Trouble.BAD_VALUE, what, line=row.line, kept_text=row.source))
    if not states and not row.own:
        problems.append(
            Problem(
                Trouble.MISSING_VALUE, f"{row.number}: aan het eind staat niet welk land dit aanbeveelt", line=row.line
            )
        )
    return ThematicRow(
        number=row.number,
        text=text,
        states=states,
        position=row.position,
        source_of_position=row.source,
        theme=row.theme,
        themes=tuple(row.themes),
        groups=tuple(row.groups),
        sdgs=tuple(row.sdgs),
        order=order,
        line=row.line,
        derived=derive.sdg_field(row.sdgs),
        problems=tuple(problems),
        original=f"{row.number} {printed}",
        comment=row.comment,
    )


def _states_at_end(text: str) -> tuple[str, tuple[str, ...]]:
    """The States in brackets at the end; brackets may stand within brackets."""
    rest = text.rstrip(" ;.")
    states: list[str] = []
    while rest.endswith(")"):
        depth = 0
        for index in range(len(rest) - 1, -1, -1):
            depth += {")": 1, "(": -1}.get(rest[index], 0)
            if depth == 0:
                break
        if depth or not rest[index + 1 : index + 2].isupper():
            break
        states.insert(0, rest[index + 1 : -1].strip())
        rest = rest[:index].rstrip(" ,;")
    return rest, tuple(states)
