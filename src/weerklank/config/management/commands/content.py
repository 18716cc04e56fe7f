"""``weerklank content``: lays the example content; a second run changes nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from weerklank.config.content import demonstration, known_limbs, loading
from weerklank.rights import search


class Command(BaseCommand):
    help = "Zet de voorbeeldinhoud klaar: wat er bekend is, met bronnen. Een tweede keer verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demonstration", action="store_true", help="ook een verzonnen editie met aanmeldingen")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        report = loading.load(now=now)
        self.stdout.write(f"Inhoud: {report.sentence}.")
        if options["verbosity"] > 1:
            for outcome in ("created", "updated", "unchanged"):
                for kind, count in sorted(getattr(report, outcome).items()):
                    self.stdout.write(f"  {outcome:10} {kind}: {count}")
        self.stdout.write(f"Aanbevelingen waarvan het nummer bekend is: {known_limbs.load().sentence}.")
        self.stderr.write(
            "Let op: de nummers en tijden van de hulplijnen komen van openbare bladzijden. "
            "De organisator belt ze na en bevestigt ze voordat kinderen meedoen; het noodnummer van Bonaire, "
            "Saba en Sint Eustatius ontbreekt nog."
        )
        if options["demonstration"]:
            made = demonstration.load(now=now, today=timezone.localdate(now), home=Path(settings.HOME))
            self.stdout.write(f"Demonstratie-editie: {made.report.sentence}.")
            self.stdout.write(made.sheet)
        if behind := search.mend():
            self.stdout.write(f"Zoekindex bijgewerkt: {behind} aanbevelingen.")
