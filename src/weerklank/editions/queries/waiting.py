"""All that waits for an organiser: the steps of an edition, its tables, who comes to its day, and what was planned."""

from __future__ import annotations

from datetime import date

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account
from weerklank.editions.queries import edition
from weerklank.editions.queries.attendees import duties_of_days
from weerklank.editions.queries.planned import duties_of_plans


def duties(account: Account, today: date) -> list[Duty]:
    """What is first on the page of somebody's work."""
    return [*edition.duties(account, today), *duties_of_days(account, today), *duties_of_plans(account, today)]
