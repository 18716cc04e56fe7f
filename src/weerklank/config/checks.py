"""What must hold before this installation may take in a child's words."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.db import connection


@register("database", deploy=False)
def sqlite_is_safe(app_configs: Any, **kwargs: Any) -> list[Error]:
    """WAL on an affected SQLite can lose what was acknowledged; anything but FULL is not durable at power loss."""
    if connection.vendor != "sqlite":
        return []
    options = connection.settings_dict.get("OPTIONS", {})
    command = str(options.get("init_command", "")).replace(" ", "").lower()
    problems = []
    if "journal_mode=wal" in command and not settings.WAL_IS_SAFE:
        problems.append(
            Error(
                "Deze versie van SQLite kan in WAL-modus bevestigde gegevens verliezen.",
                hint="Gebruik de rollback-journal (de standaard van Weerklank), SQLite 3.51.3 of nieuwer, of PostgreSQL.",
                id="weerklank.E001",
            )
        )
    if "synchronous=full" not in command:
        problems.append(
            Error(
                "SQLite bewaart niet elke bevestigde inbreng bij stroomuitval (synchronous is niet FULL).",
                hint="Zet `PRAGMA synchronous=FULL` in de databaseopties terug.",
                id="weerklank.E002",
            )
        )
    return problems
