"""``weerklank erase``: forgets who signed up for a meeting once their day has passed, and says how many."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from weerklank.briefings.actions import meetings as actions


class Command(BaseCommand):
    help = "Verwijdert aanmeldingen voor bijeenkomsten waarvan de bewaartermijn voorbij is."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = actions.erase_past_registrations(now=timezone.now())
        for title, count in counts.items():
            self.stdout.write(f"{title}: {count} aanmelding{'' if count == 1 else 'en'} verwijderd.")
        if not counts:
            self.stdout.write("Er was niets te verwijderen.")
