"""Rows from a JSON file: a list of objects, in which a list of texts says what a CSV file says with | between."""

import json
from collections.abc import Iterator
from pathlib import Path

LARGEST_FILE = 100_000_000


class InputProblem(ValueError):
    """The file cannot be used; the sentence says where and what would be right."""


def json_rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each object stands and its values as text, every name that any of them has filled in."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputProblem(f"{path.name}: is larger than {LARGEST_FILE // 1_000_000} MB; split it")
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise InputProblem(f"{path}: cannot be opened ({problem.strerror})") from problem
    except UnicodeDecodeError as problem:
        raise InputProblem(f"{path.name}: not UTF-8 text; save it as UTF-8") from problem
    except (ValueError, RecursionError) as problem:
        if isinstance(problem, InputProblem):
            raise
        raise InputProblem(f"{path.name}: not readable as JSON ({problem})") from problem
    if not isinstance(told, list):
        raise InputProblem(f"{path.name}: is {_kind(told)}; needed: a list of objects, one per row")
    names: dict[str, None] = {}
    for number, one in enumerate(told, start=1):
        if not isinstance(one, dict):
            raise InputProblem(
                f"{path.name}, item {number}: is {_kind(one)}; needed: an object such as {{{_like(needed)}}}"
            )
        names.update(dict.fromkeys(one))
    for number, one in enumerate(told, start=1):
        where = f"{path.name}, item {number}"
        missing = [name for name in needed if name not in one]
        if missing:
            raise InputProblem(f"{where}: has no {', '.join(missing)}; needed: {', '.join(needed)}")
        yield where, {name: _text(where, name, one.get(name)) for name in names}


def _text(where: str, name: str, value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case list() if all(isinstance(one, str) for one in value):
            return "|".join(value)
    raise InputProblem(f"{where}: {name} is {_kind(value)}; allowed: a text, a whole number or a list of texts")


def _kind(value: object) -> str:
    kinds = {
        dict: "an object",
        list: "a list of other things",
        float: "a broken number",
        str: "a text",
        type(None): "nothing",
    }
    return kinds.get(type(value), f"a {type(value).__name__}")


def _like(needed: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}": …' for name in needed)
