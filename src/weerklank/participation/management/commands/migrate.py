"""``weerklank migrate``: Django's own, and then the rule that a child's row comes to lie anywhere.

SQLite rebuilds a table without its triggers whenever a migration alters it, so the rule is laid at the end of every run.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from weerklank.participation import row_order


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        row_order.scatter()
