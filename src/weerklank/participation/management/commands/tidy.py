"""``weerklank tidy``: wipes what was kept of visits for a while only, and lays children's rows in no order."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from weerklank.participation.actions import keeping


class Command(BaseCommand):
    help = (
        "Wist wat van bezoeken maar even bewaard mocht, en legt de rijen van kinderen in een volgorde die niets zegt."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = keeping.tidy(now=timezone.now())
        self.stdout.write(
            f"{done.proofs} rekensommen en {done.entries} gebruikte plekken gewist, {done.laid_anew} rijen opnieuw gelegd."
        )
