"""``weerklank attendance send|erase``: the messages about the day, and forgetting everybody after it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from weerklank.editions.actions import forgetting, line, telling


class Command(BaseCommand):
    help = (
        "send: geeft vrije plaatsen aan wie aan de beurt is en verstuurt wat er over de dag te vertellen is. "
        "erase: wist na de dag iedereen die kwam; alleen aantallen blijven."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["send", "erase"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "send":
            self._send()
        else:
            self._erase()

    def _send(self) -> None:
        now = timezone.now()
        moved = line.move_up(now=now)
        reminded = telling.remind(now=now)
        done = telling.send_waiting(now=now)
        said = (
            (moved, "kregen alsnog een plaats"),
            (reminded, "keer aan morgen herinnerd"),
            (done.sent, "verstuurd"),
            (done.later, "nog niet gelukt, straks weer"),
            (done.given_up, "opgegeven"),
            (done.untrue, "niet meer nodig"),
        )
        told = ", ".join(f"{count} {what}" for count, what in said if count)
        self.stdout.write(f"Berichten over de dag: {told}." if told else "Er was niets te vertellen.")

    def _erase(self) -> None:
        reports = forgetting.erase(now=timezone.now())
        for report in reports:
            count = sum(sum(states.values()) for states in report.counts.values())
            self.stdout.write(
                f"{report.registration.edition}: {count} aanmelding{'' if count == 1 else 'en'} voor de dag gewist."
            )
        if not reports:
            self.stdout.write("Er was niets te wissen.")
