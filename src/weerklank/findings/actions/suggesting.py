"""What a person makes of a suggestion: an idea goes into a group, or it does not belong there and that is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.findings.actions import naming
from weerklank.findings.actions.arranging import arrangeable, arranging, make_group, put
from weerklank.findings.models import Group, NotAlike
from weerklank.findings.queries import PUBLISHED_ALONE
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, Contribution


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of the choices: how many went into a group, how many do not belong, how many somebody else placed."""

    placed: int
    refused: int
    too_late: int


@transaction.atomic
def follow_suggestions(
    *,
    consultation_id: int,
    into: Mapping[UUID, int],
    not_in: Iterable[tuple[UUID, int]],
    by: Account,
    now: datetime,
) -> Followed:
    """Puts ideas in the groups that were chosen for them, and remembers where they do not belong.

    An idea that meanwhile stands somewhere stays there: whoever placed it had read it.
    """
    consultation = arranging(consultation_id)
    not_here = list(not_in)
    if not into and not not_here:
        raise Refusal("Kies eerst bij een of meer ideeën waar ze horen.")
    wanted = {*into, *(one for one, _ in not_here)}
    loose = set(
        consultation.contributions.filter(pk__in=wanted, state__in=PUBLISHED_ALONE).values_list("pk", flat=True)
    )
    for contribution_id, group_id in into.items():
        if contribution_id in loose:
            put(group=arrangeable(group_id), contribution_id=contribution_id, by=by, now=now, suggested=True)
    groups = set(consultation.groups.values_list("pk", flat=True))
    refused = [(one, group) for one, group in not_here if one in loose and group in groups]
    for one, group in refused:
        NotAlike.objects.get_or_create(contribution_id=one, group_id=group, defaults={"said_on": localdate(now)})
    if refused:
        _record(consultation, f"{len(refused)} voorstellen niet gevolgd", by=by, now=now)
    return Followed(len(set(into) & loose), len({one for one, _ in refused}), len(wanted - loose))


@transaction.atomic
def group_together(
    *,
    consultation_id: int,
    contribution_ids: Iterable[UUID],
    title: str,
    by: Account,
    now: datetime,
    agreed: bool = False,
) -> Group:
    """A new group of ideas that say nearly the same."""
    wanted = list(contribution_ids)
    if not wanted:
        raise Refusal("Kies eerst welke ideeën in de groep horen.", field="contributions")
    group = make_group(consultation_id=consultation_id, title=title, agreed=agreed, by=by, now=now)
    loose = _loose(consultation_id, wanted)
    if not loose:
        raise Refusal("Deze ideeën staan al in een groep. Ververs de bladzijde.")
    naming.check(group.title, "", Contribution.objects.filter(pk__in=loose), agreed=agreed)
    for contribution_id in loose:
        put(group=group, contribution_id=contribution_id, by=by, now=now, suggested=True)
    return group


@transaction.atomic
def keep_apart(*, consultation_id: int, contribution_ids: Iterable[UUID], by: Account, now: datetime) -> int:
    """These ideas do not say the same: they are not suggested together again. How many pairs that are."""
    consultation = arranging(consultation_id)
    known = sorted(
        Contribution.objects.filter(consultation=consultation, pk__in=list(contribution_ids)).values_list(
            "pk", flat=True
        )
    )
    if len(known) < 2:
        raise Refusal("Kies eerst twee of meer ideeën die niet bij elkaar horen.", field="contributions")
    pairs = list(combinations(known, 2))
    for one, other in pairs:
        NotAlike.objects.get_or_create(contribution_id=one, other_id=other, defaults={"said_on": localdate(now)})
    _record(consultation, f"{len(known)} ideeën horen niet bij elkaar", by=by, now=now)
    return len(pairs)


def _loose(consultation_id: int, wanted: Iterable[UUID]) -> list[UUID]:
    found = Contribution.objects.filter(consultation=consultation_id, pk__in=list(wanted), state__in=PUBLISHED_ALONE)
    return list(found.order_by("received_on", "id").values_list("pk", flat=True))


def _record(consultation: Consultation, what: str, *, by: Account, now: datetime) -> None:
    audit.record(action="suggestion.refused", obj=consultation, by=by, now=now, label=what)
