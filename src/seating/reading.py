"""Reading people and tables from files: CSV, or JSON as a list of objects with the same names."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from seating.constraints import Apart, Together
from seating.json_rows import InputProblem, json_rows
from seating.people import Attribute, Category, Person
from seating.plan import Round, Seat, Table, TablePlan

LONGEST_LINE = 1_000_000
BETWEEN = "|"
NOT_ATTRIBUTES = {"person", "needs", "together", "apart", "wishes", "languages", "likes", "near", "far"}
MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class People:
    """The people in a file and the pairs that its columns together and apart ask for."""

    people: tuple[Person, ...]
    pairs: tuple[Together | Apart, ...]


def read_people(path: Path) -> People:
    """People from a file with the columns person and role; needs, together, apart hold values with | between.

    Every column that is not a wish (wishes, languages, likes, near, far) is an attribute. Raises InputProblem, naming the row (the header is row 1).
    """
    people: dict[str, Person] = {}
    pairs: dict[Together | Apart, str] = {}
    for where, cells in rows_of(path, needed=("person", "role")):
        person = filled_cell(where, cells, "person")
        if person in people:
            raise InputProblem(f"{where}: person {person!r} stands here twice; give each person one row")
        attributes = {name: cell for name, cell in cells.items() if name not in NOT_ATTRIBUTES and cell}
        people[person] = Person(person, attributes, several(cells.get("needs", "")))
        for other in sorted(several(cells.get("together", ""))):
            pairs.setdefault(Together(*sorted((person, other))), where)
        for other in sorted(several(cells.get("apart", ""))):
            pairs.setdefault(Apart(*sorted((person, other))), where)
    for pair, where in pairs.items():
        for person in (pair.first, pair.second):
            if person not in people:
                raise InputProblem(f"{where}: names {person!r}, who has no row in this file")
        if pair.first == pair.second:
            raise InputProblem(f"{where}: pairs {pair.first!r} with themselves; name someone else")
    return People(tuple(people.values()), tuple(pairs))


def read_plan(path: Path, people: tuple[Person, ...]) -> TablePlan:
    """Tables and seats, a row per seat: columns table, capacity, person, and round and features if there are.

    A row without a person only says that the table is there. Raises InputProblem, naming the row.
    """
    known = {person.id for person in people}
    tables: dict[str, Table] = {}
    seats = []
    for where, cells in rows_of(path, needed=("table", "capacity", "person")):
        table = Table(
            filled_cell(where, cells, "table"),
            number_cell(where, "capacity", cells["capacity"]),
            several(cells.get("features", "")),
        )
        if tables.setdefault(table.id, table) != table:
            raise InputProblem(f"{where}: table {table.id!r} had another capacity or other features in a row above")
        round_ = Round(number_cell(where, "round", cells.get("round", "1")))
        person = cells["person"]
        if person and person not in known:
            raise InputProblem(f"{where}: person {person!r} is not among the people")
        if person:
            seats.append(Seat(person, table.id, round_))
    return TablePlan(people, tuple(tables.values()), tuple(seats))


def read_quotas(path: Path) -> tuple[Attribute, ...]:
    """Quotas, a row per category: attribute, category, min, max, under these names or the first four columns in order.

    So `category,feature,min,max` and `feature,value,min,max` of other programmes are read as they are.
    Raises InputProblem, naming the row.
    """
    asked: dict[str, list[Category]] = {}
    for where, cells in rows_of(path, needed=("min", "max")):
        names = list(cells)
        if len(names) < 4:
            raise InputProblem(f"{where}: {len(names)} columns; needed: attribute, category, min, max")
        attribute, name = filled_cell(where, cells, names[0]), filled_cell(where, cells, names[1])
        minimum = number_cell(where, "min", cells["min"], least=0)
        maximum = number_cell(where, "max", cells["max"], least=0)
        if minimum > maximum:
            raise InputProblem(f"{where}: min is {minimum} and max is {maximum}; allowed: min up to max")
        if any(one.name == name for one in asked.setdefault(attribute, [])):
            raise InputProblem(f"{where}: {attribute} {name!r} stands here twice; give each category one row")
        asked[attribute].append(Category(name, minimum, maximum))
    if not asked:
        raise InputProblem(f"{path.name}: holds no quota; write at least one row under the header")
    return tuple(Attribute(name, tuple(categories)) for name, categories in asked.items())


@dataclass(frozen=True, slots=True)
class Pool:
    """The people of a file, with the household of whoever has one, and pairs who come together or not at all."""

    people: tuple[Person, ...]
    households: dict[str, str]
    together: tuple[Together, ...] = ()


IDS = ("person", "id", "nationbuilder_id")


def read_pool(path: Path, attributes: tuple[Attribute, ...]) -> Pool:
    """Who can be chosen: a column per attribute; person (or id) names them, else their row number; household, together.

    Only what the quotas ask for is read: names and addresses stay in the file. Raises InputProblem, naming the row.
    """
    people: dict[str, Person] = {}
    households: dict[str, str] = {}
    together: dict[Together, str] = {}
    allowed = {attribute.name: {category.name for category in attribute.categories} for attribute in attributes}
    for number, (where, cells) in enumerate(rows_of(path, needed=tuple(allowed)), start=1):
        by_column = {column.lower(): cell for column, cell in cells.items()}
        column = next((name for name in IDS if name in by_column), None)
        person = by_column[column] if column else str(number)
        if not person:
            raise InputProblem(f"{where}: {column} is empty; every row needs one")
        if person in people:
            raise InputProblem(f"{where}: person {person!r} stands here twice; give each person one row")
        for name, values in allowed.items():
            if cells[name] not in values:
                raise InputProblem(f"{where}: {name} is {cells[name]!r}; the quotas allow: {', '.join(sorted(values))}")
        people[person] = Person(person, {name: cells[name] for name in allowed})
        if home := by_column.get("household", ""):
            households[person] = home
        for other in sorted(several(by_column.get("together", ""))):
            together.setdefault(Together(*sorted((person, other))), where)
    if not people:
        raise InputProblem(f"{path.name}: holds nobody; write at least one row under the header")
    for pair, where in together.items():
        if pair.first == pair.second or not {pair.first, pair.second} <= set(people):
            raise InputProblem(
                f"{where}: together names {pair.first!r} and {pair.second!r}; name another row of this file"
            )
    return Pool(tuple(people.values()), households, tuple(together))


def several(cell: str) -> frozenset[str]:
    return frozenset(part.strip() for part in cell.split(BETWEEN)) - {""}


def filled_cell(where: str, cells: dict[str, str], column: str) -> str:
    if not cells[column]:
        raise InputProblem(f"{where}: {column} is empty; every row needs one")
    return cells[column]


def number_cell(where: str, column: str, cell: str, *, least: int = 1) -> int:
    is_number = cell.isascii() and cell.isdecimal() and len(cell) <= MOST_DIGITS
    if not is_number or int(cell) < least:
        raise InputProblem(f"{where}: {column} is {cell!r}; allowed: a whole number from {least}")
    return int(cell)


def rows_of(path: Path, *, needed: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each row stands and its cells by column; empty rows are passed over."""
    if path.suffix.lower() == ".json":
        yield from json_rows(path, needed)
        return
    header: list[str] = []
    row = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for cells in csv.reader(_lines(file), delimiter=_delimiter(file), strict=True):
                row += 1
                clean = _without_empty_end([cell.strip() for cell in cells], len(header))
                where = f"{path.name}, row {row}"
                if not any(clean):
                    continue
                if not header:
                    header = _header(where, clean, needed)
                elif len(clean) != len(header):
                    raise InputProblem(f"{where}: {len(clean)} columns; the header has {len(header)}")
                else:
                    yield where, dict(zip(header, clean, strict=True))
    except OSError as problem:
        raise InputProblem(f"{path}: cannot be opened ({problem.strerror})") from problem
    except UnicodeDecodeError as problem:
        raise InputProblem(f"{path.name}, after row {row}: not UTF-8 text; save it as CSV UTF-8") from problem
    except csv.Error as problem:
        raise InputProblem(f"{path.name}, after row {row}: not readable as CSV ({problem})") from problem
    if not header:
        raise InputProblem(f"{path.name}: is empty; needed columns: {', '.join(needed)}")


def _without_empty_end(cells: list[str], least: int) -> list[str]:
    """A spreadsheet adds empty columns at the right; they are nobody's."""
    end = len(cells)
    while end > least and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _header(where: str, names: list[str], needed: tuple[str, ...]) -> list[str]:
    missing = [name for name in needed if name not in names]
    if missing:
        raise InputProblem(f"{where}: the columns are {', '.join(names)}; missing: {', '.join(missing)}")
    if len(set(names)) != len(names):
        raise InputProblem(f"{where}: a column stands here twice; give each column a name of its own")
    return names


def _delimiter(file: TextIO) -> str:
    first = file.readline(LONGEST_LINE)
    file.seek(0)
    return ";" if first.count(";") > first.count(",") else ","


def _lines(file: TextIO) -> Iterator[str]:
    """A file without line ends must not fill the memory."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise csv.Error(f"a line of {LONGEST_LINE} characters or more")
        yield line
