"""Whose turn it is to get mail."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from weerklank.audit.models import AuditEvent
from weerklank.briefings.models import Subscription

_DAYS = {"daily": 1, "weekly": 7}


def due(today: date, last_event: int) -> QuerySet[Subscription]:
    """Confirmed, long enough after the last mail, and something happened since."""
    turn = Q()
    for frequency, days in _DAYS.items():
        turn |= Q(frequency=frequency, told_on__lte=today - timedelta(days=days))
    return (
        Subscription.objects.exclude(confirmed_on=None)
        .annotate(told_on=Coalesce(F("last_sent_on"), F("confirmed_on")))
        .filter(turn, seen_until__lt=last_event)
        .select_related("view")
        .order_by("view", "pk")
    )


def last_event() -> int:
    """The newest event of the log; the chain gives its numbers in the order in which events come to stand."""
    return AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
