"""In what order rows lie in the file: an order of coming in would lay a visit's entry, votes and words beside each other.

Random keys are not enough. SQLite numbers the rows of every table unseen, PostgreSQL writes them one after another and
keeps with each which transaction wrote it. On SQLite each row gets a random number as it comes in; on both the job of
every night, and the closing of a round, lay all rows anew in an order that says nothing.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models, transaction

_ANYWHERE = "(random() & 4611686018427387903) | 1"


def tables() -> tuple[str, ...]:
    """The tables in which a child's own act stands: those whose rows have no number of their own."""
    found = apps.get_app_config("participation").get_models()
    return tuple(sorted(model._meta.db_table for model in found if isinstance(model._meta.pk, models.UUIDField)))


def scatter() -> None:
    """Lays the rule on SQLite that a row comes to lie anywhere; again after every migration, because a rebuilt table loses it."""
    if connection.vendor != "sqlite":
        return
    standing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in tables():
            if table in standing:
                cursor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {table}_anywhere AFTER INSERT ON {table} FOR EACH ROW "
                    f"BEGIN UPDATE {table} SET rowid = {_ANYWHERE} WHERE rowid = NEW.rowid; END"
                )


def shuffle() -> int:
    """Lays every row of these tables anew, outside a transaction; how many rows were laid."""
    if connection.in_atomic_block:
        raise RuntimeError("rows are laid anew outside a transaction: PostgreSQL keeps the old ones until it ends")
    return sum(_shuffle(table) for table in tables())


def _shuffle(table: str) -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"UPDATE {table} SET rowid = {_ANYWHERE}")
            return int(cursor.rowcount)
        # One statement writes every row again, so that all carry the same transaction; then the file is written in
        # the order of the random keys. CLUSTER alone would keep the transactions, the update alone the order.
        with transaction.atomic():
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(f"UPDATE {table} SET id = id")
            laid = int(cursor.rowcount)
        cursor.execute(f"CLUSTER {table} USING {table}_pkey")
        return laid
