"""What every part of the demonstration needs: its names, its days and its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from weerklank.accounts.models import Organisation
from weerklank.config.content.loading import Table
from weerklank.config.content.rows import Layer

SLUG = "demonstratie"
TABLE_SLUG = "demonstratie-tafel"
CLASS_CODE = "DMK246"
LANGUAGES = ("nl-easy", "en", "ar", "uk", "pap")
VOTERS = 36
HANDED_OVER_DAYS_AGO = 115
DIALOGUE_DAYS_AGO = 120
OLDEST_DAYS_AGO = 800
TERM_DAYS = 91


@dataclass(frozen=True)
class Scene:
    """What the rows of the demonstration need of each other."""

    layer: Layer
    now: datetime
    today: date
    file: Table

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)
