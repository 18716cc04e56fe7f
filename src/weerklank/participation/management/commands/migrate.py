"""``weerklank migrate``: Django's own, and then the rule that a child's row comes to lie anywhere.

SQLite rebuilds a table without its triggers whenever a migration alters it, so the rule is laid at the end of every run.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from weerklank.participation import row_order

FOLDED_ON = "22 november 2026"


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_half_way(options["database"])
        super().handle(*args, **options)
        row_order.scatter()


def _refuse_half_way(database: str) -> None:
    """Django passes over a folded migration of which a part was laid, and says that there is nothing to do."""
    loader = MigrationLoader(connections[database])
    for (app, _), folded in loader.replacements.items():
        missing = [name for one, name in folded.replaces if (one, name) not in loader.applied_migrations]
        if missing and len(missing) < len(folded.replaces):
            raise CommandError(
                f"Deze database is van een eerdere versie: bij ‘{app}’ ontbreekt {missing[0]}. Er is niets veranderd. "
                f"Werk haar eerst bij met de laatste versie van voor {FOLDED_ON}, en daarna met deze."
            )
