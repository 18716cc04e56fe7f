"""How far a term may move: once, before it ends, and never further than one more term of three months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler

MOST_EXTRA_DAYS = 91
# a hand-over is written down afterwards, but not so long afterwards that the term is gone before anybody read it
MOST_DAYS_BACK = 31


def latest_extension(due: date) -> date:
    return due + timedelta(days=MOST_EXTRA_DAYS)


def earliest_handover(today: date) -> date:
    return today - timedelta(days=MOST_DAYS_BACK)


class DaysBetween(Func):
    """The days from the second date to the first, in the words of either database: it stands in a constraint."""

    arity = 2
    output_field = IntegerField()
    template = "(%(expressions)s)"
    arg_joiner = " - "

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        # SQLite keeps a date as text; the built-in function needs nothing of Python when a backup is opened by hand
        return self.as_sql(
            compiler, connection, template="(julianday(%(expressions)s))", arg_joiner=") - julianday(", **extra
        )
