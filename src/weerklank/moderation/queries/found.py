"""What programs point at in a queue: personal data, perhaps a worry, words that came twice. Kinds and pairs, never the words."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from weerklank.moderation.models import SafetyFlag
from weerklank.participation import perhaps, personal_data
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution
from weerklank.participation.personal_data import DataKind
from weerklank.participation.queries import near_duplicates

# Words that were sent never change, so neither does what is found in them. Holds kinds, no words.
_FOUND_AT_MOST = 50_000
_found: dict[UUID, tuple[DataKind, ...]] = {}
_weighed: dict[UUID, bool] = {}


def data_found(contributions: QuerySet[Contribution]) -> dict[UUID, tuple[DataKind, ...]]:
    """Which kinds of personal data the finder points at in each; the words are read for it and go no further."""
    if len(_found) > _FOUND_AT_MOST:
        _found.clear()
    asked = list(contributions.order_by().values_list("pk", flat=True))
    missing = [pk for pk in asked if pk not in _found]
    for start in range(0, len(missing), 500):
        rows = Contribution.objects.filter(pk__in=missing[start : start + 500])
        for pk, original in rows.values_list("pk", "original"):
            _found[pk] = personal_data.kinds(original)
    return {pk: _found.get(pk, ()) for pk in asked}


def perhaps_worries(contributions: QuerySet[Contribution]) -> frozenset[UUID]:
    """Those nobody decided on that a person should perhaps read first; where an officer looked already, it is known."""
    looked_at = SafetyFlag.objects.filter(contribution=OuterRef("pk"))
    unread = contributions.filter(state=ContributionState.RECEIVED).exclude(Exists(looked_at))
    if len(_weighed) > _FOUND_AT_MOST:
        _weighed.clear()
    asked = list(unread.order_by().values_list("pk", flat=True))
    missing = [pk for pk in asked if pk not in _weighed]
    for start in range(0, len(missing), 500):
        rows = Contribution.objects.filter(pk__in=missing[start : start + 500])
        for pk, original in rows.values_list("pk", "original"):
            _weighed[pk] = perhaps.perhaps(original)
    return frozenset(pk for pk in asked if _weighed.get(pk))


def copies(contributions: Iterable[Contribution]) -> dict[UUID, UUID]:
    """For those on one page: which other has the same words and came the same way."""
    of: dict[int, dict[UUID, UUID]] = {}
    found: dict[UUID, UUID] = {}
    for one in contributions:
        if one.consultation_id not in of:
            of[one.consultation_id] = near_duplicates.copies(one.consultation)
        if one.pk in of[one.consultation_id]:
            found[one.pk] = of[one.consultation_id][one.pk]
    return found


def copy_of(contribution: Contribution) -> UUID | None:
    """The other that says the same in the same words, by the same code or visit, if there is one."""
    return copies([contribution]).get(contribution.pk)
