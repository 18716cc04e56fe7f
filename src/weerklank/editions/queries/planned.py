"""What of the calendar and the programme waits for an organiser: phases that are late, and changes nobody reads yet."""

from __future__ import annotations

from datetime import date

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition
from weerklank.editions.programme import changes
from weerklank.editions.queries.calendar import calendar
from weerklank.editions.queries.edition import editions_of
from weerklank.editions.queries.programme import draft, latest


def duties_of_plans(account: Account, today: date) -> list[Duty]:
    """Per edition that is not closed: at most one for its calendar and one for its programme."""
    found = []
    for edition in editions_of(account).exclude(state=EditionState.CLOSED):
        found += [duty for duty in (_late(edition, today), _unpublished(edition)) if duty]
    return found


def _late(edition: Edition, today: date) -> Duty | None:
    planned = calendar(edition, today)
    if not (planned.planned and planned.late):
        return None
    first = planned.late[0]
    return Duty(
        label=f"{edition.title}: ‘{first.name}’ {'loopt uit' if first.is_now else 'is nog niet begonnen'}",
        href=f"/werk/edities/{edition.slug}/kalender/",
        count=len(planned.late),
        due=first.planned_until if first.is_now else first.planned_from,
        consequence="Iedereen leest op de bladzijde van de editie dat het later wordt.",
    )


def _unpublished(edition: Edition) -> Duty | None:
    published = latest(edition)
    waiting = changes(published.programme, draft(edition)) if published else ()
    if not waiting:
        return None
    return Duty(
        label=f"{edition.title}: programma veranderd, niet gepubliceerd",
        href=f"/werk/edities/{edition.slug}/programma/",
        count=len(waiting),
        due=edition.date,
        consequence="Anders komen mensen op de dag naar de verkeerde zaal of te laat.",
    )
