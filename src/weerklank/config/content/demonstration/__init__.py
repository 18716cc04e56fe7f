"""A made-up edition, so that every page has something to show and every queue has work in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from weerklank.config.content.demonstration.answered import lay_answers, lay_elsewhere
from weerklank.config.content.demonstration.answered_before import lay_answered_before
from weerklank.config.content.demonstration.at_table import lay_table
from weerklank.config.content.demonstration.attendees import lay_attendees
from weerklank.config.content.demonstration.choosing import lay_choosing
from weerklank.config.content.demonstration.counted import lay_counted
from weerklank.config.content.demonstration.doing import lay_actions
from weerklank.config.content.demonstration.duties import lay_duties
from weerklank.config.content.demonstration.expecting import lay_expectations
from weerklank.config.content.demonstration.passing_on import lay_passing_on
from weerklank.config.content.demonstration.people import lay_accounts, lay_organisations, lay_roles, sheet
from weerklank.config.content.demonstration.pictures import lay_pictures
from weerklank.config.content.demonstration.programme import lay_programme
from weerklank.config.content.demonstration.reach import lay_reach
from weerklank.config.content.demonstration.reminded import lay_reminders
from weerklank.config.content.demonstration.rounds import (
    lay_current_edition,
    lay_earlier_edition,
    lay_edition_at_the_table,
    lay_masterclass,
    lay_oldest_edition,
)
from weerklank.config.content.demonstration.scene import CLASS_CODE, SLUG, TABLE_SLUG, Scene
from weerklank.config.content.loading import read
from weerklank.config.content.rows import Layer, Report
from weerklank.editions.models import Edition

__all__ = ["CLASS_CODE", "Made", "load"]


@dataclass(frozen=True)
class Made:
    """What was laid, and the sheet with the sign-ins."""

    report: Report
    sheet: str


@transaction.atomic
def load(*, now: datetime, today: date, home: Path) -> Made:
    """Lays the edition once; a second run keeps what was done in it and prints the sign-ins again."""
    layer = Layer(Report())
    scene = Scene(layer, now, today, read("demonstration"))
    lay_organisations(scene)
    accounts, password = lay_accounts(scene, home)
    if Edition.objects.filter(slug=SLUG).exists():
        layer.report.count("unchanged", Edition)
    else:
        oldest = lay_oldest_edition(scene)
        earlier = lay_earlier_edition(scene, oldest)
        current = lay_current_edition(scene, earlier)
        lay_roles(scene, accounts, (oldest, earlier, current))
        lay_answers(scene, accounts, earlier)
        lay_masterclass(scene)
    # apart from the rest, so that an installation of before it existed gets it too
    if Edition.objects.filter(slug=TABLE_SLUG).exists():
        layer.report.count("unchanged", Edition)
    else:
        lay_roles(scene, accounts, (lay_edition_at_the_table(scene),))
    lay_reach(scene)
    lay_elsewhere(scene)
    lay_actions(scene, accounts)
    lay_duties(scene, accounts)
    lay_programme(scene)
    lay_attendees(scene)
    lay_choosing(scene, accounts)
    lay_passing_on(scene, accounts)
    lay_answered_before(scene, accounts)
    lay_reminders(scene)
    lay_expectations(scene)
    lay_counted(scene, accounts)
    at_the_table = lay_table(scene, home)
    pictures = lay_pictures(scene, home)
    return Made(layer.report, "\n".join(filter(None, (sheet(accounts, password), at_the_table, pictures))))
