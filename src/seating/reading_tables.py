"""Reading what a table plan is made from: people with their wishes, tables with their themes, seats that stay."""

from __future__ import annotations

from pathlib import Path

from seating.constraints import HARD_MINIMUMS
from seating.gathering import Gathering
from seating.json_rows import InputProblem
from seating.plan import Round, Seat, Table
from seating.reading import People, filled_cell, number_cell, read_people, read_plan, rows_of, several
from seating.wishes import Wishes


def read_gathering(
    people: Path, tables: Path, *, rounds: int = 1, balance: tuple[str, ...] = ("role",), keep: Path | None = None
) -> Gathering:
    """A gathering from files; keep is a plan of which every seat stays. Raises InputProblem, naming file and row."""
    asked = read_people(people)
    if not asked.people:
        raise InputProblem(f"{people.name}: holds nobody; write at least one row under the header")
    wishes = read_wishes(people, asked)
    found = read_tables(tables)
    pinned: tuple[Seat, ...] = ()
    if keep:
        known = {table.id for table in found}
        pinned = read_plan(keep, asked.people).seats
        for seat in pinned:
            if seat.table not in known:
                raise InputProblem(f"{keep.name}: table {seat.table!r} is not in {tables.name}; add it there")
    try:
        return Gathering(
            asked.people, found, rounds, (*HARD_MINIMUMS, *asked.pairs), wishes, balance or ("role",), pinned
        )
    except ValueError as problem:
        raise InputProblem(str(problem)) from problem


def read_tables(path: Path) -> tuple[Table, ...]:
    """Tables, a row each: table, capacity; features and languages with | between; theme, or one theme per round with |.

    Raises InputProblem, naming the row.
    """
    tables: dict[str, Table] = {}
    for where, cells in rows_of(path, needed=("table", "capacity")):
        name = filled_cell(where, cells, "table")
        if name in tables:
            raise InputProblem(f"{where}: table {name!r} stands here twice; give each table one row")
        tables[name] = table_of(where, name, cells)
    if not tables:
        raise InputProblem(f"{path.name}: holds no table; write at least one row under the header")
    return tuple(tables.values())


def table_of(where: str, name: str, cells: dict[str, str]) -> Table:
    themes = tuple(part.strip() for part in cells.get("theme", "").split("|"))
    return Table(
        name,
        number_cell(where, "capacity", cells["capacity"]),
        several(cells.get("features", "")),
        themes if any(themes) else (),
        several(cells.get("languages", "")),
    )


def read_wishes(path: Path, asked: People) -> dict[str, Wishes]:
    """The columns wishes (themes in order), languages, likes (features), near and far, all with | between.

    Raises InputProblem, naming the row.
    """
    known = {person.id for person in asked.people}
    found: dict[str, Wishes] = {}
    for where, cells in rows_of(path, needed=("person", "role")):
        person = cells["person"]
        themes = tuple(part.strip() for part in cells.get("wishes", "").split("|") if part.strip())
        if len(set(themes)) != len(themes):
            raise InputProblem(f"{where}: wishes is {cells['wishes']!r}, with a theme twice; name each theme once")
        near, far = several(cells.get("near", "")), several(cells.get("far", ""))
        for column, others in (("near", near), ("far", far)):
            for other in sorted(others):
                if other not in known:
                    raise InputProblem(f"{where}: {column} names {other!r}, who has no row in this file")
                if other == person:
                    raise InputProblem(f"{where}: {column} names {other!r} themselves; name someone else")
        for other in sorted(near & far):
            raise InputProblem(f"{where}: {other!r} stands in near and in far; choose one of the two")
        wishes = Wishes(themes, several(cells.get("languages", "")), several(cells.get("likes", "")), near, far)
        if wishes != Wishes():
            found[person] = wishes
    return found


def read_seats(path: Path) -> tuple[Seat, ...]:
    """The seats of a plan, whoever they are for: columns table and person, and round if there are more.

    Raises InputProblem, naming the row.
    """
    seats: dict[tuple[str, int], Seat] = {}
    for where, cells in rows_of(path, needed=("table", "person")):
        if not cells["person"]:
            continue
        round_ = number_cell(where, "round", cells.get("round", "1"))
        person, table = cells["person"], filled_cell(where, cells, "table")
        if (person, round_) in seats:
            raise InputProblem(f"{where}: person {person!r} has two seats in round {round_}; give one")
        seats[person, round_] = Seat(person, table, Round(round_))
    if not seats:
        raise InputProblem(f"{path.name}: holds no seat; write at least one row under the header")
    return tuple(seats.values())
