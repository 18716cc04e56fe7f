"""``weerklank export thematic-list`` and ``weerklank export dump``: what others use again, as a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from weerklank.rights.queries import incoming
from weerklank.rights.thematic_docx import thematic_docx
from weerklank.tracker.dump.commands import exporting


class Command(BaseCommand):
    help = "Schrijft een lijst naar een bestand. `weerklank export thematic-list --document ADRES BESTAND.docx`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        listing = kinds.add_parser("thematic-list", help="tabel van de OHCHR, met de kolom over uitvoering gevuld")
        listing.add_argument("--document", required=True, metavar="ADRES", help="zoals crc-c-nld-co-5-6")
        listing.add_argument("file", type=Path, metavar="BESTAND")

        exporting.add_arguments(kinds.add_parser("dump", help="alle open data als één zip (zie /data/)"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["kind"] == "dump":
            exporting.handle(self, options)
            return
        document = incoming.document(options["document"])
        if document is None:
            known = ", ".join(incoming.documents_read().values_list("slug", flat=True)[:20]) or "geen"
            raise CommandError(f"Het document ‘{options['document']}’ bestaat niet. Ingelezen zijn: {known}.")
        listing = incoming.thematic_list(document)
        try:
            options["file"].write_bytes(thematic_docx(listing))
        except OSError as error:
            raise CommandError(f"{options['file']} is niet te schrijven ({error.strerror}).") from error
        self.stdout.write(f"{options['file']}: {len(listing.rows)} aanbevelingen van {document.symbol}.")
