"""Pressing start: who presses gets a visit that nobody else ever held, and a place never holds two who speak."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from weerklank.participation import proof, tickets
from weerklank.participation.actions import child
from weerklank.participation.models import Consultation, EntryPoint, SpentEntry
from weerklank.participation.queries import child as queries

MOST_AGAIN = 3
"""A second press whose answer got lost is no second child: so often a start may be begun anew, and no more."""


def has_begun(visit: tickets.Visit) -> bool:
    return SpentEntry.objects.filter(entry_key__in=[_key(one) for one in _chain(visit)]).exists()


def is_of(visit: tickets.Visit | None, start: tickets.Visit) -> bool:
    """Whether this visit began with this start."""
    return visit in _chain(start)


@transaction.atomic
def begin(*, visit: tickets.Visit, work: proof.Work | None = None, now: datetime) -> tickets.Visit | None:
    """The visit for whoever presses start; None where this start was used so often that a new one is needed.

    A start opens its own visit once. Whoever brings it a second time may have been handed it by somebody who holds
    that visit already, and would write under those eyes: they get another visit. The place goes along where nothing
    was said on it yet, and the earlier visit is over; where something was said, the other visit pays for its own.
    """
    chain = _chain(visit)
    latest = _latest(chain)
    if latest is None:
        child.enter(visit=visit, work=work, now=now)
        return visit
    if latest == chain[-1]:
        return None
    another = chain[chain.index(latest) + 1]
    if not _passes_on(latest, another):
        child.enter(visit=another, work=work, now=now)
    return another


@transaction.atomic
def say(
    *,
    visit: tickets.Visit,
    is_inside: bool,
    text: str | None,
    language: str,
    wants_private: bool = False,
    group_size: int | None = None,
    work: proof.Work | None = None,
    now: datetime,
) -> tickets.Visit | None:
    """Begins where that was not done yet and stores the idea, or neither; None where a new start is needed.

    text  None for who skips. Words that are refused use no place.
    """
    speaker = visit if is_inside else begin(visit=visit, work=work, now=now)
    if speaker is None or text is None:
        return speaker
    # the second of two presses, on the way before the first was answered: its words are with us already
    if speaker != visit and any(one.original == text for one in queries.own_contributions(visit.ticket)):
        return speaker
    child.receive_contribution(
        visit=speaker, text=text, language=language, wants_private=wants_private, group_size=group_size, now=now
    )
    return speaker


@transaction.atomic
def come_in(*, visit: tickets.Visit, work: proof.Work | None = None, now: datetime) -> EntryPoint:
    """For who sends a whole round: in before is in until the next day, else in by sending.

    Where a second press of start took the place along and said nothing, the place comes back: it is one child.
    """
    latest = _latest(_chain(visit))
    if latest is None or not (latest == visit or _is_held(visit) or _passes_on(latest, visit)):
        return child.enter(visit=visit, work=work, now=now)
    return child.entered(visit=visit, now=now)


def _chain(visit: tickets.Visit) -> tuple[tickets.Visit, ...]:
    return (visit, *(tickets.again(visit, number) for number in range(MOST_AGAIN)))


def _latest(chain: tuple[tickets.Visit, ...]) -> tickets.Visit | None:
    """The last of these that holds a place; two presses at the same moment wait for each other here."""
    EntryPoint.objects.select_for_update(no_key=True).filter(pk=chain[0].entry_point_id).first()
    keys = {_key(one): one for one in chain}
    held = {keys[key] for key in SpentEntry.objects.filter(entry_key__in=keys).values_list("entry_key", flat=True)}
    return next((one for one in reversed(chain) if one in held), None)


def _is_held(visit: tickets.Visit) -> bool:
    return SpentEntry.objects.filter(entry_key=_key(visit)).exists()


def _passes_on(visit: tickets.Visit, another: tickets.Visit) -> bool:
    """Hands the place on, if nothing was said on it. Who speaks on it in this moment holds its row, and is first."""
    place = SpentEntry.objects.select_for_update().get(entry_key=_key(visit))
    if _has_spoken(visit):
        return False
    place.entry_key = _key(another)
    place.save(update_fields=["entry_key"])
    return True


def _has_spoken(visit: tickets.Visit) -> bool:
    """Also who took everything back: its number stays in the counts."""
    consultation = Consultation.objects.get(entry_points=visit.entry_point_id)
    return queries.took_back(visit.ticket) or queries.has_taken_part(consultation, visit.ticket)


def _key(visit: tickets.Visit) -> str:
    return tickets.entry_key(visit.ticket, visit.entry_point_id)
