"""``weerklank runs``: draws, table plans and counts that wait, made apart from the server."""

from __future__ import annotations

import os
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from weerklank import calculating
from weerklank.editions.actions import running
from weerklank.findings.actions import COUNTS

# everything that is calculated apart from the server, of all rooms of the house
WORKS = (running.DRAWS, running.PLANS, COUNTS)
# the pages come first: whoever calculates gives way
POLITE = 5


class Command(BaseCommand):
    help = (
        "Maakt de lotingen, tafelindelingen en tellingen die wachten, en is dan klaar. De pagina's roepen dit programma zelf; "
        "met --every blijft het kijken of er iets wacht."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, default=0, metavar="SECONDEN", help="blijf, en kijk zo vaak")

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(POLITE)
        self._once()
        pause = threading.Event()
        while options["every"] > 0:
            pause.wait(options["every"])
            self._once()

    def _once(self) -> None:
        made = calculating.work_off(WORKS, clock=timezone.now)
        if made is None:
            self.stdout.write("Er rekent al een ander programma; dat maakt ook wat er nu wacht.")
        elif made:
            self.stdout.write(f"Klaar: {made} {'berekening' if made == 1 else 'berekeningen'}.")
