"""Which reminders went, for who follows whether ministries answer."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from weerklank.answers.models import Reminder
from weerklank.editions.models import Edition

STATES = (("verstuurd", "verstuurd"), ("wacht", "nog niet verstuurd"))


def reminders(edition: Edition, *, words: str = "", state: str = "", percent: str = "") -> QuerySet[Reminder]:
    found = Reminder.objects.filter(addressee__advice__edition=edition).select_related(
        "addressee__advice__edition", "addressee__organisation", "account"
    )
    if words:
        found = found.filter(
            Q(addressee__advice__number__icontains=words)
            | Q(addressee__organisation__name__icontains=words)
            | Q(addressee__organisation__short_name__icontains=words)
            | Q(account__name__icontains=words)
        )
    if state in ("verstuurd", "wacht"):
        found = found.filter(sent_on__isnull=state == "wacht")
    if percent.isdecimal() and len(percent) < 4:
        found = found.filter(percent=int(percent))
    return found
