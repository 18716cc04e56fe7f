"""Prints every life in the house, or writes it into the reference."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from weerklank.config import lives


class Command(BaseCommand):
    help = "Prints what may become of what, from the tables of moves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--write", type=Path, metavar="FILE", help="write there instead, e.g. docs/reference/lifecycles.md"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            options["write"].write_text(lives.page(), encoding="utf-8")
        else:
            self.stdout.write(lives.page(), ending="")
