"""Rules in the database itself: a row that may be added and read, and never changed or removed.

Used in migrations; an application that is taken over cannot get round them without changing the schema.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _frozen_sql(vendor: str, table: str, name: str, event: str, when: str) -> list[str]:
    if vendor == "postgresql":
        condition = f"WHEN ({when})" if when else ""
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} is frozen'; END $$",
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {name}()",
        ]
    condition = f"WHEN {when}" if when else ""
    return [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
    ]


def frozen(table: str, *, update_when: str = "", delete_when: str = "") -> migrations.RunPython:
    """A migration step: UPDATE and DELETE on ``table`` fail, always or while the SQL condition on OLD/NEW holds."""

    def add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _freeze(editor, table, update_when, delete_when)

    def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _thaw(editor, table)

    return migrations.RunPython(add, remove)


def frozen_anew(
    table: str, *, before: tuple[str, str], update_when: str = "", delete_when: str = ""
) -> migrations.RunPython:
    """A migration step: the rules on a table that is frozen already become these; undone they are those of ``before``."""

    def add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _thaw(editor, table)
        _freeze(editor, table, update_when, delete_when)

    def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _thaw(editor, table)
        _freeze(editor, table, *before)

    return migrations.RunPython(add, remove)


def _freeze(editor: BaseDatabaseSchemaEditor, table: str, update_when: str, delete_when: str) -> None:
    for event, when in (("update", update_when), ("delete", delete_when)):
        for statement in _frozen_sql(editor.connection.vendor, table, f"{table}_no_{event}", event.upper(), when):
            editor.execute(statement)


def _thaw(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    for event in ("update", "delete"):
        editor.execute(f"DROP TRIGGER {table}_no_{event}{on}")


def never_replaced(table: str, when: str) -> migrations.RunPython:
    """A migration step: on SQLite no INSERT OR REPLACE over a row ``stands`` for which the SQL condition holds.

    There REPLACE deletes without asking the rule on DELETE, unless the connection itself turned on a pragma.
    """

    def add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} FOR EACH ROW "
                f"WHEN EXISTS (SELECT 1 FROM {table} stands WHERE {when}) "
                f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
            )

    def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER {table}_no_replace")

    return migrations.RunPython(add, remove)
