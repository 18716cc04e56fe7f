"""A worry that waits too long: the round that says so, by mail and without a word of the child. Again at once it says nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from weerklank.accounts.models import Role
from weerklank.audit import actions as audit
from weerklank.moderation.actions.safety import raise_flags
from weerklank.moderation.models import Escalation, Level, SafetyFlag
from weerklank.moderation.queries.worries import clock, open_flags

log = logging.getLogger(__name__)

# a signal that nobody decided on is a matter for who leads the dialogue too; it reads nothing of it
TOLD = {Level.UNREAD: (Role.SAFEGUARDING,), Level.UNDECIDED: (Role.SAFEGUARDING, Role.ORGANISER)}


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did."""

    raised: int
    escalated: int
    told: int


def work(*, now: datetime) -> Round:
    """Gives what is held its flag, marks what is late, and tells who must know."""
    raised = raise_flags()
    escalated = sum(_escalate(flag, now) for flag in open_flags())
    told = sum(_tell(one, now) for one in Escalation.objects.filter(told_on=None).select_related("flag"))
    return Round(raised, escalated, told)


@transaction.atomic
def _escalate(flag: SafetyFlag, now: datetime) -> int:
    level = clock(flag, timezone.localdate(now)).level
    if level is None:
        return 0
    made, is_new = Escalation.objects.get_or_create(flag=flag, level=level, defaults={"since": timezone.localdate(now)})
    if is_new:
        audit.record(action="safety.escalated", obj=flag, by=None, now=now, note=made.get_level_display())
    return int(is_new)


def _addresses(escalation: Escalation) -> list[str]:
    roles = [role.value for role in TOLD[Level(escalation.level)]]
    found = escalation.flag.edition.roles.filter(role__in=roles, account__is_active=True)
    # what is made up for a demonstration has made-up mailboxes
    found = found.filter(account__is_demonstration=False)
    return sorted(set(found.values_list("account__email", flat=True)))


def _tell(escalation: Escalation, now: datetime) -> int:
    """One mail for each, so that nobody sees the others; a server that is away is asked again the next round."""
    flag = escalation.flag
    since = date_format(flag.raised_on, "j F")
    subject = f"Weerklank: een zorgsignaal van {since} is {escalation.get_level_display()}"
    body = (
        f"In ‘{flag.edition}’ wacht een zorgsignaal sinds {since}. Het is {escalation.get_level_display()}.\n\n"
        f"De aandachtsfunctionaris leest het op {settings.SITE}/werk/veiligheid/\n\n"
        "In deze post staat met opzet niets van wat een kind schreef.\n"
    )
    addresses = _addresses(escalation)
    try:
        for address in addresses:
            EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address]).send()
    except OSError as error:
        log.warning("escalation %s could not be told: %s", escalation.pk, type(error).__name__)
        return 0
    Escalation.objects.filter(pk=escalation.pk).update(told_on=timezone.localdate(now))
    return len(addresses)
