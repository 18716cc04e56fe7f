"""Lists of words beside this file, written down by us: a line that begins with # is a remark."""

from __future__ import annotations

from pathlib import Path


def lines(name: str) -> tuple[str, ...]:
    rows = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return tuple(row for row in rows if row and not row.startswith("#"))


def words(name: str) -> frozenset[str]:
    return frozenset(word for line in lines(name) for word in line.split())
