"""``weerklank work``: what must be done without anybody asking for it, round after round."""

from __future__ import annotations

import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from weerklank.advices.expecting import actions as expecting
from weerklank.answers.actions import reminding
from weerklank.editions.actions import attendance, running
from weerklank.findings.actions import making
from weerklank.moderation import escalation
from weerklank.tracker import alerts


class Command(BaseCommand):
    help = (
        "Schrijft en verstuurt post over bewaarde lijsten en over de dag, en wist adressen die niet bevestigd zijn en "
        "wie kwam naar een dag die lang genoeg geleden is. "
        "De adressen in een mail beginnen met wat in WEERKLANK_SITE staat, bijvoorbeeld "
        "WEERKLANK_SITE=https://weerklank.example: zonder dat weet dit programma niet waar de site staat."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="één ronde, en dan klaar (voor een cron)")
        parser.add_argument("--every", type=int, default=60, metavar="SECONDEN", help="tijd tussen twee rondes")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self._round()
            return
        pause = threading.Event()
        self.stdout.write(f"Werkt elke {max(1, options['every'])} seconden. Stoppen: Ctrl-C.")
        try:
            while True:
                self._try_round()
                pause.wait(max(1, options["every"]))
        except KeyboardInterrupt:
            self.stdout.write("Gestopt. Wat nog weg moet, staat klaar voor de volgende keer.")

    def _try_round(self) -> None:
        """A database that is away for a while stops nothing: the next round does what this one could not."""
        close_old_connections()
        try:
            self._round()
        except OperationalError as error:
            self.stderr.write(f"De database is er even niet ({str(error).splitlines()[0]}). De volgende ronde weer.")

    def _round(self) -> None:
        worries = escalation.work(now=timezone.now())
        if worries.escalated or worries.told:
            self.stdout.write(f"Zorgsignalen: {worries.escalated} te lang gewacht, {worries.told} mensen bericht.")
        done = alerts.work(now=timezone.now())
        said = (
            (done.written, "geschreven"),
            (done.sent, "verstuurd"),
            (done.later, "nog niet gelukt, straks weer"),
            (done.given_up, "opgegeven"),
            (done.erased, "onbevestigde adressen gewist"),
        )
        told = ", ".join(f"{count} {what}" for count, what in said if count)
        if told:
            self.stdout.write(f"Post: {told}.")
        day = attendance.work(now=timezone.now())
        if day.told:
            self.stdout.write(f"De dag: {day.told}.")
        expected = expecting.keep_up(now=timezone.now())
        if expected.told:
            self.stdout.write(f"Wat volwassenen verwachtten: {expected.told}.")
        reminded = reminding.work(now=timezone.now())
        if reminded.told:
            self.stdout.write(f"Herinneringen aan termijnen: {reminded.told}.")
        making.keep_up()
        if given := running.keep_up(now=timezone.now()):
            self.stdout.write(f"Geloot en nu met toestemming: {given}.")
