"""Which groups have cards on paper, and how many of them came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, OrganisationKind, Role
from weerklank.editions import queries as editions
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import EntryPoint


def batches(account: Account, *, search: str = "", state: str = "") -> QuerySet[EntryPoint]:
    """The groups with cards in the editions that this account organises or moderates."""
    mine = editions.editions_of(account, Role.ORGANISER, Role.MODERATOR, Role.SAFEGUARDING)
    found = (
        EntryPoint.objects.filter(consultation__edition__in=mine)
        .select_related("consultation__edition")
        .annotate(
            made=Count("paper_cards", distinct=True),
            typed=Count("paper_cards", filter=Q(paper_cards__typed=True), distinct=True),
        )
        .filter(made__gt=0)
        .order_by("consultation__closes_on", "id")
    )
    if search:
        found = found.filter(
            Q(code__icontains=search) | Q(label__icontains=search) | Q(consultation__question__icontains=search)
        )
    if state:
        is_open = Q(consultation__state=ConsultationState.OPEN)
        found = found.filter(is_open if state == "open" else ~is_open)
    return found


@dataclass(frozen=True, slots=True)
class CardCounts:
    """How many cards a group was given, and how many of them were typed in."""

    made: int
    typed: int


def counts_of(batch: EntryPoint) -> CardCounts:
    return CardCounts(batch.paper_cards.count(), batch.paper_cards.filter(typed=True).count())


def duties(account: Account, today: date) -> list[Duty]:
    """Cards that may come in by post while the question is open."""
    if account.organisation and account.organisation.kind == OrganisationKind.MINISTRY:
        return []
    waiting = batches(account, state="open").count()
    if not waiting:
        return []
    return [
        Duty(
            label="Kaarten op papier",
            href="/werk/papier/",
            count=waiting,
            consequence="Wat niet is ingevoerd voor de raadpleging sluit, telt niet mee.",
        )
    ]
