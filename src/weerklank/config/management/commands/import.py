"""``weerklank import observations FILE`` and ``weerklank import table FILE``: what others wrote, from their own files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from weerklank.moves import Refusal
from weerklank.rights.actions.importing import OnProgress, bodies_of, import_observations, import_table
from weerklank.rights.models import ColumnMapping, ImportBatch
from weerklank.tracker.dump.commands import importing

_SIGNS = {"created": "+", "updated": "~", "unchanged": "=", "rejected": "x", "warning": "!"}


class Command(BaseCommand):
    help = "Leest bestanden in. `weerklank import observations BESTAND`: aanbevelingen van de VN (UHRI JSON of XLSX, OHCHR tekst, HTML, DOCX, PDF)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        observations = kinds.add_parser("observations", help="aanbevelingen van een VN-comité")
        table = kinds.add_parser("table", help="een CSV of XLSX, met een bewaarde indeling van de kolommen")
        table.add_argument("--mapping", required=True, metavar="INDELING", help="naam van de indeling in adressen")
        for parser in (observations, table):
            parser.add_argument("file", type=Path, metavar="BESTAND")
            parser.add_argument("--dry-run", action="store_true", help="laat zien wat er zou gebeuren, verandert niets")
            parser.add_argument(
                "--rows", choices=["all", "changes", "none"], default="changes", help="welke regels te tonen"
            )
        observations.add_argument("--country", default=None, help="Engelse naam van het land (standaard: Netherlands)")
        observations.add_argument(
            "--body",
            action="append",
            metavar="COMITE",
            help="alleen dit comité, vaker te geven; 'alle' voor elk (standaard: CRC)",
        )
        observations.add_argument("--document", default="", help="document van de rijen, bij een tabel van Impact OSS")
        observations.add_argument("--lead", default="", help="wie de acties uitvoert, bij een tabel van Impact OSS")
        observations.add_argument(
            "--source", dest="source_url", default="", help="waar de acties te lezen zijn, bij een tabel van Impact OSS"
        )

        importing.add_arguments(kinds.add_parser("dump", help="open data van een andere Weerklank (zie /data/)"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["kind"] == "dump":
            importing.handle(self, options)
            return
        try:
            batch = self._table(options) if options["kind"] == "table" else self._observations(options)
        except Refusal as refusal:
            raise CommandError(f"{refusal.sentence}\nEr is niets veranderd.") from refusal
        except (OperationalError, ProgrammingError) as error:
            if "rights_" in str(error):
                raise CommandError(
                    "De database is nog leeg. Doe eerst: weerklank migrate en weerklank content (of make run)."
                ) from error
            raise CommandError(
                f"De database is bezet of niet te openen ({str(error).splitlines()[0]}). Probeer het zo nog eens; een onderbroken import gaat verder waar hij was."
            ) from error
        except KeyboardInterrupt:
            raise CommandError("Onderbroken. Geef dezelfde opdracht nog eens: hij gaat verder waar hij was.") from None
        self._report(batch, options["rows"])

    def _observations(self, options: dict[str, Any]) -> ImportBatch:
        return import_observations(
            path=options["file"],
            by=None,
            now=timezone.now(),
            dry_run=options["dry_run"],
            country=options["country"],
            bodies=bodies_of(options["body"]),
            fixed={name: options[name] for name in ("document", "lead", "source_url") if options[name]},
            on_progress=self._progress,
        )

    def _table(self, options: dict[str, Any]) -> ImportBatch:
        mapping = ColumnMapping.objects.filter(slug=options["mapping"]).first()
        if mapping is None:
            known = ", ".join(ColumnMapping.objects.order_by("slug").values_list("slug", flat=True)) or "geen"
            raise CommandError(f"De indeling ‘{options['mapping']}’ bestaat niet. Bewaard zijn: {known}.")
        return import_table(
            path=options["file"],
            mapping=mapping,
            by=None,
            now=timezone.now(),
            dry_run=options["dry_run"],
            on_progress=self._progress,
        )

    @property
    def _progress(self) -> OnProgress | None:
        return self._bar if sys.stderr.isatty() else None

    def _bar(self, done: int, total: int | None, note: str) -> None:
        if total:
            filled = int(30 * done / total)
            self.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {100 * done // total:3d} % {note}", ending="")

    def _report(self, batch: ImportBatch, shown: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write("")
        for row in batch.rows.all() if shown != "none" else []:
            if shown == "all" or row.outcome != "unchanged":
                self.stdout.write(f"{_SIGNS[row.outcome]} {row.locator}{': ' + row.message if row.message else ''}")
        tried = " (proef: er is niets bewaard)" if batch.dry_run else ""
        self.stdout.write(
            f"{batch.file_name} ({batch.format}): {batch.created} nieuw, {batch.updated} gewijzigd, {batch.unchanged} gelijk, "
            f"{batch.rejected} niet overgenomen{tried}"
        )
        if batch.message:
            self.stdout.write(batch.message)
