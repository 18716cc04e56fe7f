"""Ballots from files: CSV (our own, and both exports of Polis), Parquet and Arrow."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from opinion.arrays import AnyArray
from opinion.ballots import Ballots, Collecting
from opinion.engine import Engine
from opinion.progress import UNWATCHED, Watch
from opinion.reading import InputProblem, NoVotes, Record, place_of, read_votes, records

COMMENT_COLUMNS = ("comment-id", "moderated", "comment-body")
OUR_COMMENT_COLUMNS = ("statement", "text")
# the columns that stand before the statements in Polis' participants-votes.csv
WIDE_COLUMNS = ("participant", "group-id", "n-votes")
WIDE_VALUES = {"1": 1, "-1": -1, "0": 0}
COLUMN_NAMES = {
    "participant": ("participant", "voter", "voter-id"),
    "statement": ("statement", "comment-id"),
    "value": ("vote", "value", "choice"),
}
WORDS = {"agree": 1, "disagree": -1, "pass": 0}
ROWS_AT_ONCE = 1 << 19


@dataclass(frozen=True, slots=True)
class Comment:
    """A statement as it was shown, and whether moderators took it out of the conversation."""

    statement: str
    text: str
    moderated: bool


def read_ballots(
    path: Path,
    *,
    comments: Sequence[Comment] | None = None,
    engine: Engine = Engine.AUTO,
    watch: Watch = UNWATCHED,
) -> Ballots:
    """The ballots in a file: CSV, Parquet (.parquet) or Arrow (.arrow, .feather).

    CSV is our own (voter, statement, choice), Polis' votes.csv, or Polis' participants-votes.csv, where a row is
    a participant and a column a statement. Parquet and Arrow have the columns participant, statement, vote, in
    the order in which the votes were cast, vote as 1, 0, -1 or as agree, pass, disagree.

    With `comments` a vote on a statement that is not among them is refused, and what moderators took out is kept
    out of the map. Raises InputProblem with a sentence that names the place and what is allowed.
    """
    collecting, voted = Collecting(), False
    try:
        for people, statements, values in _portions(path):
            watch.step("reading", 0.0)
            collecting.add(people, statements, values)
            voted = voted or len(values) > 0
        if not voted:
            raise NoVotes(f"{path.name}: votes is empty; allowed: one vote or more")
        return collecting.ballots(
            known_statements=None if comments is None else [comment.statement for comment in comments],
            moderated=() if comments is None else _moderated(comments, collecting),
            engine=engine,
        )
    except InputProblem:
        raise
    except ValueError as problem:
        raise InputProblem(f"{path.name}: {problem}") from problem
    except OSError as problem:
        raise InputProblem(f"{path}: cannot be opened ({problem.strerror})") from problem


def read_comments(path: Path) -> tuple[Comment, ...]:
    """The statements of a conversation: Polis' comments.csv, or our own with columns statement, text.

    In Polis' export `moderated` is 1 for accepted, 0 for not looked at and -1 for taken out.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = records(path.name, file)
            _, header = next(rows, (1, []))
            if set(COMMENT_COLUMNS) <= set(header):
                names = COMMENT_COLUMNS
            elif set(OUR_COMMENT_COLUMNS) <= set(header):
                names = (OUR_COMMENT_COLUMNS[0], "moderated" if "moderated" in header else "", OUR_COMMENT_COLUMNS[1])
            else:
                raise InputProblem(
                    f"{path.name}, row 1: the columns are {', '.join(header) or 'missing'}; "
                    f"needed: {', '.join(OUR_COMMENT_COLUMNS)} (our own) or {', '.join(COMMENT_COLUMNS)} (Polis export)"
                )
            at = [place_of(path.name, header, name) if name else -1 for name in names]
            return _different(path.name, [(record[0], _comment(path.name, record, at)) for record in rows])
    except OSError as problem:
        raise InputProblem(f"{path}: cannot be opened ({problem.strerror})") from problem


def _comment(name: str, record: Record, at: Sequence[int]) -> Comment:
    row, cells = record
    statement, moderated, text = (cells[i] if i >= 0 else "" for i in at)
    if not statement:
        raise InputProblem(f"{name}, row {row}: the statement is empty; every row needs one")
    if moderated not in ("", "-1", "0", "1", "true", "false"):
        raise InputProblem(f"{name}, row {row}: moderated is {moderated!r}; allowed: -1 (taken out), 0, 1")
    return Comment(statement, text, moderated in ("-1", "true"))


def _different(name: str, comments: Sequence[tuple[int, Comment]]) -> tuple[Comment, ...]:
    """Two rows of one statement may say two things of it."""
    rows: dict[str, int] = {}
    for row, comment in comments:
        if rows.setdefault(comment.statement, row) != row:
            earlier = rows[comment.statement]
            raise InputProblem(f"{name}, row {row}: statement {comment.statement!r} stands in row {earlier} too")
    return tuple(comment for _, comment in comments)


def _moderated(comments: Sequence[Comment], collecting: Collecting) -> list[str]:
    return [comment.statement for comment in comments if comment.moderated]


Portion = tuple[AnyArray | Sequence[object], AnyArray | Sequence[object], AnyArray | Sequence[object]]


def _portions(path: Path) -> Iterator[Portion]:
    if not path.is_file():
        why = "Is a directory" if path.is_dir() else "No such file or directory"
        raise InputProblem(f"{path}: cannot be opened ({why})")
    if path.suffix.lower() in (".parquet", ".pq", ".arrow", ".feather"):
        return _one_ahead(columnar_portions(path))
    if set(WIDE_COLUMNS) <= set(_header(path)):
        return _wide_portions(path)
    return iter([_long_portion(path)])


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(records(path.name, file), (1, []))[1]


def _long_portion(path: Path) -> Portion:
    votes = read_votes(path)
    choices = {"agree": 1, "disagree": -1, "pass": 0}
    return (
        [vote.voter for vote in votes],
        [vote.statement for vote in votes],
        np.array([choices[vote.choice.value] for vote in votes], np.int8),
    )


def _wide_portions(path: Path) -> Iterator[Portion]:
    """Polis' participants-votes.csv: of who voted when it knows nothing, so rows come in the order of the file."""
    csv.field_size_limit(1_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = records(path.name, file)
        header = next(rows)[1]
        columns = [(place_of(path.name, header, name), name) for name in header if name.isdecimal()]
        person = place_of(path.name, header, "participant")
        for row, cells in rows:
            given = [(name, cells[i]) for i, name in columns if cells[i]]
            wrong = next(((name, cell) for name, cell in given if cell not in WIDE_VALUES), None)
            if wrong is not None:
                name, cell = wrong
                raise InputProblem(
                    f"{path.name}, row {row}: the vote on {name} is {cell!r}; allowed: 1, -1, 0 or empty"
                )
            if not cells[person]:
                raise InputProblem(f"{path.name}, row {row}: participant is empty; every row needs one")
            yield (
                [cells[person]] * len(given),
                [name for name, _ in given],
                np.array([WIDE_VALUES[cell] for _, cell in given], np.int8),
            )


def columnar_portions(path: Path) -> Iterator[Portion]:
    """The votes of a Parquet or Arrow file, half a million rows at a time, so that the file need not fit in memory."""
    try:
        import pyarrow as arrow
        import pyarrow.feather
        import pyarrow.parquet as parquet
    except ImportError as problem:
        raise InputProblem(f"{path.name}: reading {path.suffix} needs pyarrow (pip install pyarrow)") from problem
    try:
        if path.suffix.lower() in (".parquet", ".pq"):
            # what is fetched beforehand is kept to the end: the whole file
            with parquet.ParquetFile(path, pre_buffer=False) as file:
                names = _column_names(path, file.schema_arrow.names)
                # threads of its own cost it more than they save
                for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, columns=names, use_threads=False):
                    yield _of_arrow(path, [batch.column(name) for name in names])
        else:
            table = arrow.feather.read_table(path, memory_map=True)
            names = _column_names(path, table.column_names)
            for batch in table.select(names).to_batches(max_chunksize=ROWS_AT_ONCE):
                yield _of_arrow(path, [batch.column(name) for name in names])
    except (arrow.ArrowException, OSError) as problem:
        sentence = str(problem).splitlines()[0]
        raise InputProblem(f"{path.name}: not a whole {path.suffix[1:]} file ({sentence})") from problem


def _one_ahead(portions: Iterator[Portion]) -> Iterator[Portion]:
    """The same, the next portion being read while this one is taken in."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, portions, None)
        while (portion := coming.result()) is not None:
            coming = reader.submit(next, portions, None)
            yield portion


def _column_names(path: Path, present: Sequence[str]) -> list[str]:
    found = []
    for wanted, names in COLUMN_NAMES.items():
        name = next((name for name in names if name in present), None)
        if name is None:
            raise InputProblem(f"{path.name}: no column {wanted}; allowed names: {', '.join(names)}")
        found.append(name)
    return found


def _of_arrow(path: Path, columns: Sequence[Any]) -> Portion:
    for wanted, column in zip(COLUMN_NAMES, columns, strict=True):
        if column.null_count:
            raise InputProblem(f"{path.name}: {wanted} is empty in {column.null_count} rows; every vote needs one")
    people, statements, values = map(_array, columns)
    if values.dtype == object:
        unknown = {word if isinstance(word, str) else repr(word) for word in values.tolist()} - set(WORDS)
        if unknown:
            raise InputProblem(f"{path.name}: vote is {sorted(map(str, unknown))[0]!r}; allowed: {', '.join(WORDS)}")
        values = np.array([WORDS[word] for word in values.tolist()], np.int8)
    return people, statements, values


def _array(column: Any) -> AnyArray:
    """Whole numbers and floats without a copy; text by way of a dictionary, each word made once."""
    import pyarrow as arrow

    if arrow.types.is_dictionary(column.type) or arrow.types.is_string(column.type):
        coded = column if arrow.types.is_dictionary(column.type) else column.dictionary_encode()
        words = np.empty(len(coded.dictionary), object)
        words[:] = coded.dictionary.to_pylist()
        found: AnyArray = words[coded.indices.to_numpy(zero_copy_only=False)]
        return found
    array: AnyArray = column.to_numpy(zero_copy_only=False)
    return array
