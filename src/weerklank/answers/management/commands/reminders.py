"""``weerklank reminders``: tells who must answer, and who approves, how much of the term is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from weerklank.answers.actions import reminding


class Command(BaseCommand):
    help = (
        "Herinnert wie moet antwoorden en wie goedkeurt als de helft, driekwart, negentig procent en het geheel van een "
        "termijn voorbij is; elk een keer. Voor een cron, eens per dag: `weerklank work` doet dit ook, elke ronde."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = reminding.work(now=timezone.now())
        self.stdout.write(f"Herinneringen: {done.told}." if done.told else "Er was niemand te herinneren.")
