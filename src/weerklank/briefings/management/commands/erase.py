"""``weerklank erase``: forgets who signed up for a meeting or for the day once that has passed, and says how many."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from weerklank.briefings.actions import meetings as actions
from weerklank.editions.actions import forgetting


class Command(BaseCommand):
    help = "Verwijdert aanmeldingen voor bijeenkomsten en voor de dialoogdag waarvan de bewaartermijn voorbij is."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        counts = actions.erase_past_registrations(now=now)
        for title, count in counts.items():
            self.stdout.write(f"{title}: {count} aanmelding{'' if count == 1 else 'en'} verwijderd.")
        days = forgetting.erase(now=now)
        for report in days:
            self.stdout.write(forgetting.told(report))
        if not counts and not days:
            self.stdout.write("Er was niets te verwijderen.")
