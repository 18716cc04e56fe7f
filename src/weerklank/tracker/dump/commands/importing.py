"""What ``weerklank import dump FILE.zip`` asks and says; the import command itself stands in ``config``."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from weerklank.moves import Refusal
from weerklank.tracker.dump.laying import Report, import_file

_SIGNS = {"created": "+", "unchanged": "=", "rejected": "x"}


def add_arguments(dump: ArgumentParser) -> None:
    dump.add_argument("file", type=Path, metavar="BESTAND.zip")
    dump.add_argument("--dry-run", action="store_true", help="laat zien wat er zou gebeuren, verandert niets")
    dump.add_argument("--rows", choices=["all", "changes", "none"], default="none", help="welke rijen te tonen")


def handle(command: BaseCommand, options: Mapping[str, Any]) -> None:
    """Lays the file and says what became of it, per table and, where asked, per row."""
    try:
        report = import_file(path=options["file"], by=None, now=timezone.now(), dry_run=options["dry_run"])
    except Refusal as refusal:
        raise CommandError(f"{refusal.sentence}\nEr is niets veranderd.") from refusal
    except (OperationalError, ProgrammingError) as error:
        raise CommandError(
            f"De database is nog leeg of niet te openen ({str(error).splitlines()[0]}). Doe eerst: weerklank migrate. Er is niets veranderd."
        ) from error
    command.stdout.write("\n".join(_lines(report, options["rows"])))


def _lines(report: Report, shown: str) -> list[str]:
    lines = [
        f"{_SIGNS[row.outcome]} {row.where}{f': {row.message}' if row.message else ''}"
        for row in report.rows
        if shown == "all" or (shown == "changes" and row.outcome != "unchanged") or row.outcome == "rejected"
    ]
    lines += [
        f"{name}: {counts['created']} nieuw, {counts['unchanged']} gelijk"
        + (f", {counts['rejected']} past niet" if counts["rejected"] else "")
        for name, counts in report.per_table.items()
    ]
    tried = " (proef: er is niets bewaard)" if report.dry_run else ""
    return [
        *lines,
        f"{report.file} (open data van {report.as_of}): {report.count('created')} nieuw, {report.count('unchanged')} gelijk, "
        f"{report.count('rejected')} past niet{tried}",
    ]
