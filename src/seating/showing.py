"""Words from a file on a terminal, and files written for others to read."""

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from seating.json_rows import InputProblem


def shown(text: str) -> str:
    """A name from a file must not steer the terminal, whatever it holds or can show."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in text)
    encoding = sys.stdout.encoding or "utf-8"
    return printable.encode(encoding, "replace").decode(encoding)


def some(names: Sequence[str], most: int = 10) -> str:
    named = ", ".join(shown(name) for name in names[:most])
    return f"{named} and {len(names) - most} more" if len(names) > most else named


def write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as problem:
        raise InputProblem(f"{path}: cannot be written ({problem.strerror})") from problem


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([str(cell) for cell in row] for row in rows)
    return text.getvalue()
