"""How often the right limbs are among the first five: ours, SQLite's full-text search and PostgreSQL's, on the same texts.

    python benchmarks/search_quality.py [--misses]

The sixty questions with their answers stand in tests/rights/search/queries.toml; half of them, "held-out", was never
looked at while the search was tuned. The others get every chance: accents folded, our weights per field, and both
ways to read a question (all words, or any word).
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests" / "rights" / "search" / "queries.toml"
REAL = ROOT.parent / "shared" / "data" / "un"
FILES = ("crc_c_15_add_227.json", "crc_c_nld_co_4.json", "crc_c_nld_co_5-6.json")
FIRST = 5
Search = Callable[[str], Sequence[int]]


@dataclass(frozen=True)
class Question:
    asked: str
    language: str
    kind: str
    held_out: bool
    right: frozenset[int]


@dataclass(frozen=True)
class Row:
    """One limb as the other engines get it: three fields, heavy, middle and light."""

    pk: int
    heavy: str
    middle: str
    light: str


def questions() -> list[Question]:
    from weerklank.rights.models import Recommendation

    file = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))
    names = {}
    for limb in Recommendation.objects.select_related("document__cycle"):
        names[f"{limb.document.cycle.year} {limb.number}"] = limb.pk
        names |= {name: limb.pk for name, begin in file["limbs"].items() if limb.text.startswith(begin)}
    return [
        Question(
            row["asked"],
            row["language"],
            row["kind"],
            row["set"] == "held-out",
            frozenset(names[name] for name in row["right"]),
        )
        for row in file["query"]
    ]


def rows() -> list[Row]:
    """The very texts that our own index reads."""
    from weerklank.rights.models import Recommendation
    from weerklank.rights.search import saying

    heavy, light = (saying.SUBJECT, saying.HEADING), (saying.CLUSTER, saying.SECTION, saying.LEAD, saying.LABEL)
    found = []
    for limb in saying.with_all_that_is_said(Recommendation.objects.order_by("pk")):
        said = list(saying.texts(limb))
        fields = [
            " ".join(each.text for each in said if each.field in heavy) + f" {limb.number} {limb.document.symbol}",
            " ".join(each.text for each in said if each.field not in heavy + light),
            " ".join(each.text for each in said if each.field in light),
        ]
        found.append(Row(limb.pk, *fields))
    return found


def ours(question: str) -> list[int]:
    from weerklank.rights import search
    from weerklank.rights.models import Recommendation

    found = search.find(question).apply(Recommendation.objects.all())
    return list(found.values_list("pk", flat=True)[:FIRST])


def without_thesaurus(question: str) -> list[int]:
    """Ours when nobody had told it which words mean the same: what the stems, compounds and corrections do alone."""
    from weerklank.rights.search import thesaurus

    with patch.object(thesaurus, "mentions", lambda *args, **kwargs: iter(())):
        return ours(question)


def _words(question: str) -> list[str]:
    return re.findall(r"[^\W_]+", question)


def sqlite_fts(held: Iterable[Row], tokenizer: str, joined: str) -> Search:
    """A search with SQLite's FTS5 and its own bm25."""
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE limbs USING fts5(heavy, middle, light, tokenize='{tokenizer}')")
    base.executemany(
        "INSERT INTO limbs(rowid, heavy, middle, light) VALUES (?, ?, ?, ?)",
        [(row.pk, row.heavy, row.middle, row.light) for row in held],
    )

    def search(question: str) -> list[int]:
        asked = joined.join(f'"{word}"' for word in _words(question))
        ordered = "SELECT rowid FROM limbs WHERE limbs MATCH ? ORDER BY bm25(limbs, 3.0, 1.5, 0.5) LIMIT 5"
        return [pk for (pk,) in base.execute(ordered, [asked])]

    return search


def postgres(held: Iterable[Row], cursor: Any, joined: str) -> Search:
    """A search with PostgreSQL's configuration for Dutch."""
    cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS asked_limbs (pk bigint, words tsvector)")
    cursor.execute("DELETE FROM asked_limbs")
    for row in held:
        cursor.execute(
            "INSERT INTO asked_limbs VALUES (%s, setweight(to_tsvector('dutch', %s), 'A')"
            " || setweight(to_tsvector('dutch', %s), 'B') || setweight(to_tsvector('dutch', %s), 'C'))",
            [row.pk, row.heavy, row.middle, row.light],
        )

    def search(question: str) -> list[int]:
        cursor.execute(
            "SELECT pk FROM asked_limbs, (SELECT replace(plainto_tsquery('dutch', %s)::text, '&', %s)::tsquery AS asked) q"
            " WHERE words @@ asked ORDER BY ts_rank('{0.1, 0.2, 0.4, 1.0}', words, asked, 1) DESC, pk LIMIT 5",
            [question, joined],
        )
        return [pk for (pk,) in cursor.fetchall()]

    return search


def recall(search: Search, asked: Sequence[Question]) -> float:
    """The mean share of the right limbs that stand among the first five."""
    shares = [len(question.right & set(search(question.asked))) / min(FIRST, len(question.right)) for question in asked]
    return sum(shares) / len(shares)


def others(held: Sequence[Row], cursor: Any = None) -> dict[str, Search]:
    """Each other engine, in each way to read a question."""
    found = {}
    for how, sign in (("all words", " AND "), ("any word", " OR ")):
        for tokenizer in ("unicode61", "porter"):
            full = "unicode61 remove_diacritics 2"
            setting = full if tokenizer == "unicode61" else f"porter {full}"
            found[f"SQLite FTS5 {tokenizer}, {how}"] = sqlite_fts(held, setting, sign)
        if cursor is not None:
            found[f"PostgreSQL dutch, {how}"] = postgres(held, cursor, "&" if how == "all words" else "|")
    return found


def _report(engines: dict[str, Search], asked: Sequence[Question]) -> None:
    parts = {
        "all": asked,
        "tuning": [question for question in asked if not question.held_out],
        "held-out": [question for question in asked if question.held_out],
        "Dutch": [question for question in asked if question.language == "nl"],
        "English, mixed": [question for question in asked if question.language != "nl"],
    }
    print(f"recall@{FIRST}".ljust(36), *(f"{name} ({len(some)})".rjust(20) for name, some in parts.items()))
    for name, search in engines.items():
        print(name.ljust(36), *(f"{100 * recall(search, some):.1f} %".rjust(20) for some in parts.values()))


def _misses(asked: Sequence[Question]) -> None:
    for question in asked:
        got = recall(ours, [question])
        if got < 1 and not question.held_out:
            print(f"  {100 * got:3.0f} %  {question.asked}")


def _fill() -> None:
    from django.core.management import call_command

    from weerklank.rights import search

    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        call_command("migrate", verbosity=0)
        call_command("content", verbosity=0)
        for name in FILES:
            call_command("import", "observations", str(REAL / name), "--rows", "none")
    search.rebuild()


def main() -> None:
    if not REAL.exists():
        sys.exit(f"The texts of the UN are not beside this checkout ({REAL}).")
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"WEERKLANK_HOME": home, "DJANGO_SETTINGS_MODULE": "weerklank.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        _fill()
        asked, held = questions(), rows()
        print(f"{len(asked)} questions over {len(held)} limbs")
        mine = {"ours": ours, "ours, without the thesaurus": without_thesaurus}
        from tools.postgres import own_server

        with own_server() as url:
            if url is None:
                print("(this machine has no PostgreSQL: left out)")
                _report(mine | others(held), asked)
            else:
                import psycopg

                with psycopg.connect(url) as base, base.cursor() as cursor:
                    # one table for both ways to ask: the two read it one after the other
                    _report(mine | others(held, cursor), asked)
        if "--misses" in sys.argv:
            _misses(asked)


if __name__ == "__main__":
    main()
