"""Which contributions of a consultation are nearly the same text: for who reads the queue, and as counts for a campaign."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import TEACHER, Consultation, Contribution, EntryPointKind
from weerklank.participation.near_duplicates import Near, group, same_words

CAMPAIGN_FROM = 10
"""So many nearly the same texts are told as a campaign; fewer are a class that copied the board."""
_KEPT_AT_MOST = 16
# Grouping thousands of texts takes a second; as long as no row came or went the answer is the same. Holds no words.
_kept: dict[tuple[int, int], dict[UUID, Near[UUID]]] = {}


def of(consultation: Consultation) -> dict[UUID, Near[UUID]]:
    """For each contribution how many are like it, itself counted, and which of them stands first. Ask with ``.get(pk)``."""
    standing = Contribution.objects.filter(consultation=consultation).exclude(state=ContributionState.WITHDRAWN)
    ids = frozenset(standing.values_list("pk", flat=True))
    key = (consultation.pk, hash(ids))
    if key not in _kept:
        if len(_kept) >= _KEPT_AT_MOST:
            _kept.clear()
        said = standing.exclude(original="").order_by("received_on", "pk").values_list("pk", "original")
        _kept[key] = group(said.iterator())
    return _kept[key]


_copies_kept: dict[tuple[int, int], dict[UUID, UUID]] = {}


def copies(consultation: Consultation) -> dict[UUID, UUID]:
    """For each contribution that has the same words as another of the same visit or code, that other. People decide.

    The open link brings strangers together, so there only the visit counts; on a class code two children may have thought the
    same, which is why this is a hint and nothing more.
    """
    standing = Contribution.objects.filter(consultation=consultation).exclude(
        state__in=[ContributionState.WITHDRAWN, ContributionState.NOT_PUBLISHED]
    )
    ids = frozenset(standing.values_list("pk", flat=True))
    key = (consultation.pk, hash(ids))
    if key not in _copies_kept:
        if len(_copies_kept) >= _KEPT_AT_MOST:
            _copies_kept.clear()
        _copies_kept[key] = _same(standing)
    return _copies_kept[key]


def _same(standing: QuerySet[Contribution]) -> dict[UUID, UUID]:
    first: dict[tuple[str, str], UUID] = {}
    other: dict[UUID, UUID] = {}
    rows = standing.exclude(original="").order_by("received_on", "pk")
    for pk, text, visit, entry, kind in rows.values_list(
        "pk", "original", "return_code", "entry_point", "entry_point__kind"
    ).iterator():
        said = same_words(text)
        ways = [f"visit {visit}"] if visit else []
        if entry and kind != EntryPointKind.OPEN:
            ways.append(f"code {entry}")
        for way in ways if said else ():
            before = first.setdefault((way, said), pk)
            if before != pk:
                other[pk] = before
                other.setdefault(before, pk)
    return other


@dataclass(frozen=True, slots=True)
class Campaign:
    """How many nearly the same texts came in by codes of the organiser, of how many groups, by self-made codes, and by the open link.

    Never added, never the words.
    """

    by_code: int
    groups: int
    by_self_made: int
    by_open_link: int


def campaigns(consultation: Consultation) -> tuple[Campaign, ...]:
    """Texts that came in ten times or more, the largest first."""
    first_of = {pk: near.first for pk, near in of(consultation).items() if near.size >= CAMPAIGN_FROM}
    by_code: Counter[UUID] = Counter()
    by_self_made: Counter[UUID] = Counter()
    by_open_link: Counter[UUID] = Counter()
    groups: dict[UUID, set[int]] = {}
    rows = Contribution.objects.filter(consultation=consultation).values_list(
        "pk", "entry_point", "entry_point__kind", "entry_point__made_by"
    )
    for pk, entry_point, kind, made_by in rows.iterator():
        first = first_of.get(pk)
        if first is None:
            continue
        if kind == EntryPointKind.OPEN:
            by_open_link[first] += 1
        elif made_by == TEACHER:
            by_self_made[first] += 1
        else:
            by_code[first] += 1
            groups.setdefault(first, set()).add(entry_point)
    found = (
        Campaign(by_code[first], len(groups.get(first, ())), by_self_made[first], by_open_link[first])
        for first in set(first_of.values())
    )
    return tuple(
        sorted(
            found,
            key=lambda one: (-max(one.by_code, one.by_self_made, one.by_open_link), -one.by_code, one.groups),
        )
    )
