"""``weerklank search``: lays the index of the recommendations again, or says whether it is as it should be."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from weerklank.rights import search
from weerklank.rights.models import Recommendation

MOST_SHOWN = 20


class Command(BaseCommand):
    help = "De zoekindex van de aanbevelingen: opnieuw maken, bijwerken of nakijken; of zoeken zoals de site het doet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        deeds.add_parser("rebuild", help="alles opnieuw; nodig na een andere woordenlijst")
        deeds.add_parser("mend", help="alleen wat achterloopt")
        deeds.add_parser("check", help="verandert niets; eindigt met een fout als er iets achterloopt")
        find = deeds.add_parser("find", help="wat de site vindt, met waarom")
        find.add_argument("question", nargs="+", metavar="WOORD")

    def handle(self, *args: Any, **options: Any) -> None:
        match options["deed"]:
            case "rebuild":
                shown = self._bar if sys.stderr.isatty() else None
                self.stdout.write(f"Zoekindex opnieuw gemaakt: {search.rebuild(shown)} aanbevelingen.")
            case "mend":
                self.stdout.write(f"Zoekindex bijgewerkt: {search.mend()} aanbevelingen liepen achter.")
            case "check":
                self._check()
            case "find":
                self._find(" ".join(options["question"]))

    def _check(self) -> None:
        behind = search.stale()
        if not behind:
            self.stdout.write("De zoekindex klopt.")
            return
        limbs = Recommendation.objects.filter(pk__in=behind[:MOST_SHOWN]).select_related("document")
        named = ", ".join(str(limb) for limb in limbs)
        more = f" en {len(behind) - MOST_SHOWN} meer" if len(behind) > MOST_SHOWN else ""
        raise CommandError(f"De zoekindex loopt achter bij {named}{more}. Werk haar bij: weerklank search mend")

    def _find(self, question: str) -> None:
        found = search.find(question)
        for correction in found.instead:
            self.stdout.write(f"(‘{correction.typed}’ staat nergens: gezocht naar ‘{correction.used}’)")
        if found.unknown:
            self.stdout.write(f"(nergens gevonden: {', '.join(found.unknown)})")
        limbs = found.apply(Recommendation.objects.all()) if not found.empty else Recommendation.objects.none()
        for limb in limbs.select_related("document")[:MOST_SHOWN]:
            marked = search.excerpt(limb.text or limb.subject, found, limb.language if limb.text else "nl", length=100)
            shown = "".join(f"[{piece.text}]" if piece.why else piece.text for piece in marked)
            self.stdout.write(f"{limb.document.symbol} {limb.number or limb.slug}: {' '.join(shown.split())}")
        self.stdout.write(f"{limbs.count()} gevonden.")

    def _bar(self, done: int, total: int) -> None:
        self.stderr.write(f"\r{done} van {total}", ending="")
