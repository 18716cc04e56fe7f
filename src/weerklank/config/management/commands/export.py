"""``weerklank export dump FILE``: what everybody may read, as a file."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from weerklank.tracker.dump.commands import exporting


class Command(BaseCommand):
    help = "Schrijft bestanden. `weerklank export dump BESTAND.zip`: alle open data, zoals op /data/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        exporting.add_arguments(kinds.add_parser("dump", help="alle open data als één zip"))

    def handle(self, *args: Any, **options: Any) -> None:
        exporting.handle(self, options)
