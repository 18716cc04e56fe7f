"""A child takes its ideas back: its words leave what we made of them too. Nothing here is written to the log."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from weerklank.findings import queries
from weerklank.findings.actions.arranging import hold
from weerklank.findings.models import NAMELESS, Group
from weerklank.participation import quotes
from weerklank.participation.actions import child
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution, ReturnCode


@transaction.atomic
def take_back(*, return_code: ReturnCode, now: datetime, only: Collection[UUID] | None = None) -> int:
    """How many ideas went; a group whose name or summary were words of one of them waits for new words."""
    own = Contribution.objects.filter(return_code=return_code).exclude(state=ContributionState.WITHDRAWN)
    if only is not None:
        own = own.filter(pk__in=only)
    for asked in sorted(set(own.values_list("consultation_id", flat=True))):
        hold(asked)
    going = list(own.select_for_update().order_by("pk"))
    for one in going:
        _out_of_groups(one, [other.pk for other in going])
    return child.withdraw_contributions(return_code=return_code, only=only, now=now)


def _out_of_groups(one: Contribution, going: Collection[UUID]) -> None:
    """Out of the group in which it stands, and of those of which the child said that it is not right."""
    about = Group.objects.filter(Q(memberships__contribution=one) | Q(objections__contribution=one))
    said = queries.words_of(one)
    for group in Group.objects.select_for_update().filter(pk__in=about.values("pk")).order_by("pk"):
        spoken = list(group.texts.all())
        names = [group.title, *(text.title for text in spoken)]
        summaries = [group.summary, *(text.summary for text in spoken)]
        if not any(quotes.echoes(text, said) for text in (*names, *summaries)):
            continue
        # what another child that stays said as well, word for word, are its words too
        staying = [
            queries.words_of(other) for other in queries.members(group).exclude(pk__in=going) if other.shown_text
        ]
        if _goes(names, said, staying):
            group.title, group.summary = f"Groep {group.pk}{NAMELESS}", ""
        elif _goes(summaries, said, staying):
            group.summary = ""
        else:
            continue
        group.texts.all().delete()
        group.save(update_fields=["title", "summary"])


def _goes(ours: Collection[str], said: str, staying: Collection[str]) -> bool:
    return any(
        quotes.echoes(text, said) and not any(quotes.holds(other, text) for other in staying) for text in ours if text
    )
