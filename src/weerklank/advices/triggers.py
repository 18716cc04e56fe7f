"""Refusals in the database itself whose reason stands in another table, such as a part of an advice that is frozen.

A migration that alters a table named in such a rule does so between the two steps of ``aside``: SQLite rebuilds the
table, loses its triggers, and will not rename while another trigger speaks of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Rule:
    """One refusal: on which table, at what, while which SQL condition on OLD and NEW holds."""

    name: str
    table: str
    event: str
    when: str

    @property
    def message(self) -> str:
        return f"{self.table}: {self.name}"

    def create(self, vendor: str) -> list[str]:
        # dropped first: a rule that is put back may still stand where the table was not rebuilt
        if vendor != "postgresql":
            return [
                *self.drop(vendor),
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}') WHERE {self.when}; END",
            ]
        row = "OLD" if self.event == "DELETE" else "NEW"
        return [
            *self.drop(vendor),
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {self.when} THEN RAISE EXCEPTION '{self.message}'; END IF; RETURN {row}; END $$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]

    def drop(self, vendor: str) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {self.name}" + (f" ON {self.table}" if vendor == "postgresql" else "")]


def _run(statements: list[str], editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements:
        # % doubled where the driver reads parameters; these statements have none
        editor.execute(statement, params=None)


def laid(*rules: Rule) -> migrations.RunPython:
    """A migration step that lays the rules down."""

    def add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run([sql for rule in rules for sql in rule.create(editor.connection.vendor)], editor)

    def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run([sql for rule in rules for sql in rule.drop(editor.connection.vendor)], editor)

    return migrations.RunPython(add, remove)


def aside(table: str) -> tuple[migrations.RunPython, migrations.RunPython]:
    """Two steps around a change of this table: every refusal that speaks of it, of whatever app, goes and comes back.

    On SQLite only: PostgreSQL changes the table in place and keeps its triggers. Read from the database itself, because
    the rules of the apps above this one may be laid already, or not yet.
    """
    kept: list[str] = []

    def take(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "sqlite":
            return
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND instr(sql, %s) > 0", [table])
            found = cursor.fetchall()
        kept[:] = [sql for _, sql in found]
        _run([f"DROP TRIGGER {name}" for name, _ in found], editor)

    def give(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(kept, editor)

    return migrations.RunPython(take, give), migrations.RunPython(give, take)


_FIXED = "('frozen', 'handed_over', 'closed')"
_TEXTS = (
    "number",
    "title",
    "text",
    "why",
    "done_when",
    "minority_note",
    "adult_additions",
    "frozen_hash",
    "frozen_on",
    "edition_id",
)


def _parent_fixed(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM advices_advice a WHERE a.id = {row}.advice_id AND a.state IN {_FIXED})"


FROZEN_ADVICE = (
    Rule(
        "advices_frozen_text",
        "advices_advice",
        "UPDATE",
        f"OLD.state IN {_FIXED} AND (NEW.state NOT IN {_FIXED} OR "
        + " OR ".join(
            f"COALESCE(CAST(NEW.{name} AS text), '') <> COALESCE(CAST(OLD.{name} AS text), '')" for name in _TEXTS
        )
        + ")",
    ),
    Rule("advices_frozen_stays", "advices_advice", "DELETE", f"OLD.state IN {_FIXED}"),
    # an advice of earlier years enters frozen and then gets its parts once; whatever has parts gets no other
    Rule(
        "advices_frozen_part_new",
        "advices_advicepart",
        "INSERT",
        f"{_parent_fixed('NEW')} AND EXISTS (SELECT 1 FROM advices_advicepart p WHERE p.advice_id = NEW.advice_id)",
    ),
    Rule(
        "advices_frozen_part_text", "advices_advicepart", "UPDATE", f"{_parent_fixed('OLD')} OR {_parent_fixed('NEW')}"
    ),
    Rule("advices_frozen_part_stays", "advices_advicepart", "DELETE", _parent_fixed("OLD")),
)

# what a device sent stays as it was sent; what it comes to is computed from all rows together
OPERATIONS_STAY = (Rule("advices_operation_stays", "advices_tableoperation", "UPDATE", "1 = 1"),)

# counted once, when nobody could write any more: a second number beside it would tell what one adult expected
EXPECTATIONS_STAY = (Rule("advices_expectationcount_stays", "advices_expectationcount", "UPDATE", "1 = 1"),)
