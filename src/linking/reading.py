"""Reading texts from a CSV file with the columns id and text."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

LONGEST_LINE = 1_000_000
COLUMNS = ("id", "text")


class InputProblem(ValueError):
    """The file cannot be used; the sentence says where and what would be right."""


def read_texts(path: Path) -> dict[str, str]:
    """Texts by their id, in the order of the file; other columns are passed over.

    Comma or semicolon; UTF-8. Raises InputProblem, naming the row (the header is row 1).
    """
    texts: dict[str, str] = {}
    header: list[str] = []
    row = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for cells in csv.reader(_lines(file), delimiter=_delimiter(file), strict=True):
                row += 1
                clean = [cell.strip() for cell in cells]
                where = f"{path.name}, row {row}"
                if not any(clean):
                    continue
                if not header:
                    header = _header(where, clean)
                else:
                    key, text = _text(where, header, clean)
                    if key in texts:
                        raise InputProblem(f"{where}: id {key!r} stands here twice; give each text an id of its own")
                    texts[key] = text
    except OSError as problem:
        raise InputProblem(f"{path}: cannot be opened ({problem.strerror})") from problem
    except UnicodeDecodeError as problem:
        raise InputProblem(f"{path.name}, after row {row}: not UTF-8 text; save it as CSV UTF-8") from problem
    except csv.Error as problem:
        raise InputProblem(f"{path.name}, after row {row}: not readable as CSV ({problem})") from problem
    if not header:
        raise InputProblem(f"{path.name}: is empty; needed columns: id, text")
    return texts


def _header(where: str, names: list[str]) -> list[str]:
    if not set(COLUMNS) <= set(names):
        raise InputProblem(f"{where}: the columns are {', '.join(names)}; needed: id, text")
    return names


def _text(where: str, header: list[str], cells: list[str]) -> tuple[str, str]:
    if len(cells) != len(header):
        raise InputProblem(f"{where}: {len(cells)} columns; the header has {len(header)}")
    key = cells[header.index("id")]
    if not key:
        raise InputProblem(f"{where}: id is empty; every text needs one")
    return key, cells[header.index("text")]


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
