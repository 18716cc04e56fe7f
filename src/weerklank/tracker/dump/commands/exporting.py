"""What ``weerklank export dump FILE.zip`` asks and says; the export command itself stands in ``config``."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from weerklank.tracker.dump import archive


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"‘{text}’ is geen dag; schrijf JJJJ-MM-DD") from error


def add_arguments(dump: ArgumentParser) -> None:
    dump.add_argument("file", type=Path, metavar="BESTAND.zip")
    dump.add_argument(
        "--as-of",
        type=day,
        default=None,
        metavar="JJJJ-MM-DD",
        help="de dag die in het bestand komt (standaard: vandaag)",
    )


def handle(command: BaseCommand, options: Mapping[str, Any]) -> None:
    """Writes the file whole, or not at all, and says what it holds."""
    path: Path = options["file"]
    today = timezone.localdate()
    as_of = options["as_of"] or today
    if as_of > today:
        raise CommandError(f"{as_of} is nog niet geweest. Kies vandaag of een eerdere dag.")
    if not path.parent.is_dir() or path.is_dir():
        raise CommandError(f"Naar {path} kan niet geschreven worden: kies een bestand in een map die er is.")
    try:
        made = archive.write_file(path, as_of=as_of)
    except OSError as error:
        raise CommandError(
            f"Naar {path} kan niet geschreven worden ({error.strerror}). Er is niets veranderd."
        ) from error
    command.stdout.write(
        f"{path}: {made.total} rijen in {len(made.rows)} tabellen, {made.size / 1024:.0f} kB, sha256 {made.sha256}"
    )
