"""Pressing start: who presses gets a visit that nobody else ever held."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from weerklank.participation import proof, tickets
from weerklank.participation.actions import child
from weerklank.participation.models import EntryPoint, SpentEntry

MOST_AGAIN = 3
"""A second press whose answer got lost is no second child: so often a place may be begun anew, and no more."""


def has_begun(visit: tickets.Visit) -> bool:
    return SpentEntry.objects.filter(entry_key=_key(visit)).exists()


@transaction.atomic
def begin(*, visit: tickets.Visit, work: proof.Work | None = None, now: datetime) -> tickets.Visit | None:
    """The visit for whoever presses start; None where this start was used so often that a new one is needed.

    A start opens its own visit once. Whoever brings it a second time may have been handed it by somebody who holds
    that visit already, and would write under those eyes: they get another visit, on the same place.
    """
    # two presses at the same moment: the second waits and sees what the first did
    EntryPoint.objects.select_for_update(no_key=True).filter(pk=visit.entry_point_id).first()
    if not has_begun(visit):
        child.enter(visit=visit, work=work, now=now)
        return visit
    for number in range(MOST_AGAIN):
        another = tickets.again(visit, number)
        _spent, is_new = SpentEntry.objects.get_or_create(
            entry_key=_key(another), defaults={"entry_point_id": visit.entry_point_id}
        )
        if is_new:
            return another
    return None


def _key(visit: tickets.Visit) -> str:
    return tickets.entry_key(visit.ticket, visit.entry_point_id)
