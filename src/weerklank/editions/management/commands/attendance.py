"""``weerklank attendance send|erase``: the messages about the day, and forgetting everybody after it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from weerklank.editions.actions import attendance, forgetting


class Command(BaseCommand):
    help = (
        "send: geeft vrije plaatsen aan wie aan de beurt is en verstuurt wat er over de dag te vertellen is. "
        "erase: wist na de dag iedereen die kwam; alleen aantallen blijven. `weerklank work` doet beide elke ronde."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["send", "erase"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "send":
            told = attendance.send(now=timezone.now()).told
            self.stdout.write(f"De dag: {told}." if told else "Er was niets te vertellen.")
            return
        reports = forgetting.erase(now=timezone.now())
        for report in reports:
            self.stdout.write(forgetting.told(report))
        if not reports:
            self.stdout.write("Er was niets te wissen.")
