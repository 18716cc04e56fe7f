"""The OHCHR thematic list: recommendations of the Universal Periodic Review with the State's answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from weerklank.rights.reading import countries, derive
from weerklank.rights.reading.plain_text import plain, tidy
from weerklank.rights.reading.records import Problem, ThematicRow, Trouble

_ROW = re.compile(r"(\d{1,3}\.\d{1,3})\.?\s(.+)", re.DOTALL)
_THEME = re.compile(r"Theme:\s?(.{0,300})")
_SOURCE = re.compile(r"Source of [Pp]osition:\s?(.{0,200})")
_SOURCE_SHAPE = re.compile(r"[A-Z]+/[A-Za-z0-9./\-]+\s?[-–]\s?[Pp]ara\.?\s?\d{1,3}(?:[.\-–,\s]{1,3}\d{1,3}){0,6}")
_POSITION = re.compile(
    r"(?:Supported|Noted|Accepted|Rejected|Partially accepted)(?:\s?/\s?(?:Supported|Noted))?", re.IGNORECASE
)
_GROUPS = re.compile(r"(?:Groups of [Pp]ersons|Affected [Pp]ersons):?\s?")
_GOALS = re.compile(r"(?:Relevant )?SDGs:?\s?")
_BULLET = re.compile(r"[-•]\s?(.{1,300})")
# A theme may begin with a year ("2030 Agenda …"): a goal has one or two digits and a dash.
_GOAL = re.compile(r"\d{1,2}(?:\.[0-9a-z]{1,2})?\s[-–]\s.{2,200}")
_HEADS = ("Recommendation and recommending State", "Source of Position:", "Source of position:")


@dataclass(slots=True)
class _Row:
    number: str
    line: int
    theme: str
    words: list[str]
    source: str = ""
    position: str = ""
    themes: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    sdgs: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def is_thematic(head: str) -> bool:
    """Whether a text is such a list: its own column heads or its sources of position."""
    return any(mark in head for mark in _HEADS)


def read_thematic(texts: Iterable[str]) -> tuple[tuple[ThematicRow, ...], tuple[Problem, ...]]:
    """The rows in printed order; a line that fits nowhere is reported."""
    rows: list[_Row] = []
    problems: list[Problem] = []
    theme = ""
    part = "head"
    for number, raw in enumerate(texts, 1):
        line = tidy(plain(raw))
        if not line:
            continue
        if found := _THEME.fullmatch(line):
            theme, part = found.group(1).strip(), "theme"
        elif found := _ROW.fullmatch(line):
            rows.append(_Row(found.group(1), number, theme, [found.group(2)]))
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
    return finished, tuple(problems)


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
    text, states = _states_at_end(" ".join(row.words))
    problems = list(row.problems)
    if not row.position:
        problems.append(
            Problem(Trouble.MISSING_VALUE, f"{row.number}: er staat geen standpunt van het land bij", line=row.line)
        )
    if row.source and not _SOURCE_SHAPE.fullmatch(row.source):
        what = f"{row.number}: de bron van het standpunt is geen documentnummer met alinea; ze staat er zoals gedrukt"
        problems.append(Problem(Trouble.BAD_VALUE, what, line=row.line, kept_text=row.source))
    if not states:
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
