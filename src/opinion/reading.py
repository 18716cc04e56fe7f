"""Reading votes from a CSV file: our own columns, or the votes.csv of a Polis export."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from opinion.votes import Choice, Vote

OUR_COLUMNS = ("voter", "statement", "choice")
POLIS_COLUMNS = ("timestamp", "comment-id", "voter-id", "vote")
OUR_CHOICES = {choice.value: choice for choice in Choice}
# Polis keeps agree as -1 inside, but writes it as 1 in its exports.
POLIS_CHOICES = {"1": Choice.AGREE, "-1": Choice.DISAGREE, "0": Choice.PASS}
LONGEST_LINE = 1_000_000
LONGEST_TIMESTAMP = 18


class InputProblem(ValueError):
    """The file cannot be used; the sentence says where and what would be right."""


class NoVotes(InputProblem):
    """The file is as it should be, and nobody voted in it."""


def read_votes(path: Path) -> list[Vote]:
    """The votes in a file, in the order in which they were cast.

    Our own file has the columns voter, statement, choice (agree, disagree, pass) and is in order of casting.
    The votes.csv of a Polis export has timestamp, comment-id, voter-id, vote (1 agree, -1 disagree, 0 pass)
    and is put in order of its timestamps. More columns may be present; comma or semicolon; UTF-8.

    Raises InputProblem, naming the row as a spreadsheet numbers it (the header is row 1).
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _votes(path.name, records(path.name, file))
    except OSError as problem:
        raise InputProblem(f"{path}: cannot be opened ({problem.strerror})") from problem


Record = tuple[int, list[str]]


def _votes(name: str, records: Iterator[Record]) -> list[Vote]:
    _, header = next(records, (1, []))
    if set(OUR_COLUMNS) <= set(header):
        columns = [place_of(name, header, wanted) for wanted in OUR_COLUMNS]
        return [_our_vote(name, row, [cells[i] for i in columns]) for row, cells in records]
    if set(POLIS_COLUMNS) <= set(header):
        columns = [place_of(name, header, wanted) for wanted in POLIS_COLUMNS]
        timed = [_polis_vote(name, row, [cells[i] for i in columns]) for row, cells in records]
        timed.sort(key=lambda timed_vote: timed_vote[0])
        return [vote for _, vote in timed]
    raise InputProblem(
        f"{name}, row 1: the columns are {', '.join(header) or 'missing'}; "
        f"needed: {', '.join(OUR_COLUMNS)} (our own) or {', '.join(POLIS_COLUMNS)} (Polis export)"
    )


def place_of(name: str, header: Sequence[str], wanted: str) -> int:
    """Where this column stands. Raises InputProblem when it stands there twice."""
    if header.count(wanted) > 1:
        raise InputProblem(f"{name}, row 1: column {wanted} stands there {header.count(wanted)} times; allowed: once")
    return header.index(wanted)


def _our_vote(name: str, row: int, cells: Sequence[str]) -> Vote:
    voter, statement, choice = cells
    if choice not in OUR_CHOICES:
        raise InputProblem(f"{name}, row {row}: choice is {choice!r}; allowed: {', '.join(OUR_CHOICES)}")
    return _vote(name, row, OUR_COLUMNS, voter, statement, OUR_CHOICES[choice])


def _polis_vote(name: str, row: int, cells: Sequence[str]) -> tuple[int, Vote]:
    timestamp, statement, voter, choice = cells
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= LONGEST_TIMESTAMP):
        raise InputProblem(f"{name}, row {row}: timestamp is {timestamp!r}; allowed: milliseconds since 1970")
    if choice not in POLIS_CHOICES:
        raise InputProblem(f"{name}, row {row}: vote is {choice!r}; allowed: 1 (agree), -1 (disagree), 0 (pass)")
    return int(timestamp), _vote(name, row, ("voter-id", "comment-id"), voter, statement, POLIS_CHOICES[choice])


def _vote(name: str, row: int, columns: Sequence[str], voter: str, statement: str, choice: Choice) -> Vote:
    if not (voter and statement):
        empty = columns[1] if voter else columns[0]
        raise InputProblem(f"{name}, row {row}: {empty} is empty; every vote needs one")
    return Vote(voter, statement, choice)


def records(name: str, file: TextIO) -> Iterator[Record]:
    """Header and rows with their numbers; empty rows are passed over, a row of another width is refused."""
    row, width = 0, 0
    try:
        first = file.readline(LONGEST_LINE)
        delimiter = ";" if first.count(";") > first.count(",") else ","
        file.seek(0)
        for cells in csv.reader(_lines(file), delimiter=delimiter, strict=True):
            row += 1
            clean = [cell.strip() for cell in cells]
            if not any(clean):
                continue
            if width and len(clean) != width:
                raise InputProblem(f"{name}, row {row}: {len(clean)} columns; the header has {width}")
            width = len(clean)
            yield row, clean
    except UnicodeDecodeError as problem:
        raise InputProblem(f"{name}, after row {row}: not UTF-8 text; save it as CSV UTF-8") from problem
    except csv.Error as problem:
        raise InputProblem(f"{name}, after row {row}: not readable as CSV ({problem})") from problem


def _lines(file: TextIO) -> Iterator[str]:
    """A file without line ends must not fill the memory."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise csv.Error(f"a line of {LONGEST_LINE} characters or more")
        yield line
