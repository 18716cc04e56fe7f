"""How an edition was moderated, as everybody may read it: no number below ten, the rest rounded to fives."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Min, Q

from weerklank.editions.models import Edition
from weerklank.moderation import terms
from weerklank.moderation.models import ModerationDecision, Outcome
from weerklank.moderation.queries.queue import K
from weerklank.participation.lifecycle import SHOWN_STATES, ConsultationState
from weerklank.participation.models import Consultation, Contribution, DeclineReason

SMALLEST_SHOWN = 10
ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """How an edition was moderated, as everybody may read it; None is fewer than ten, rounded to fives above."""

    received: int | None
    waiting: int | None
    shown: int | None
    edited: int | None
    private: int | None
    declined: int | None
    withdrawn: int | None


def hidden(number: int) -> int | None:
    return None if number < SMALLEST_SHOWN else (number + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def public_counts(edition: Edition) -> PublicCounts:
    """What became of everything that came in. What is held for safety counts as waiting: a handful would tell."""
    shown = [state.value for state in SHOWN_STATES]
    found = Contribution.objects.filter(consultation__edition=edition).aggregate(
        received=Count("pk"),
        waiting=Count("pk", filter=Q(state__in=[K.RECEIVED, K.SAFETY_HOLD])),
        shown=Count("pk", filter=Q(state__in=shown, wants_private=False)),
        edited=Count("pk", filter=Q(state__in=shown, wants_private=False) & ~Q(edited_text="")),
        private=Count("pk", filter=Q(state=K.KEPT_PRIVATE) | Q(state__in=shown, wants_private=True)),
        declined=Count("pk", filter=Q(state=K.NOT_PUBLISHED)),
        withdrawn=Count("pk", filter=Q(state=K.WITHDRAWN)),
    )
    return PublicCounts(**{name: hidden(number) for name, number in found.items()})


@dataclass(frozen=True, slots=True)
class Speed:
    """How soon what came in was decided on first: half within so many working days, and which part within the promise."""

    median: int
    in_time: int


def speed(edition: Edition) -> Speed | None:
    """None where fewer than ten were decided on: then a day would tell of one child."""
    first = (
        ModerationDecision.objects.filter(contribution__consultation__edition=edition)
        .exclude(outcome__in=[Outcome.HELD, Outcome.RELEASED])
        .values("contribution")
        .annotate(received=F("contribution__received_on"), decided=Min("decided_on"))
        .order_by()
    )
    took = sorted(terms.workdays(row["received"], row["decided"]) for row in first)
    if len(took) < SMALLEST_SHOWN:
        return None
    kept = sum(days <= terms.READ_WITHIN for days in took)
    return Speed(took[len(took) // 2], round(100 * kept / len(took) / ROUNDED_TO) * ROUNDED_TO)


@dataclass(frozen=True, slots=True)
class Moderated:
    """One edition on the public page."""

    edition: Edition
    counts: PublicCounts
    speed: Speed | None
    declined_for: tuple[tuple[str, int | None], ...]


def moderated(edition: Edition) -> Moderated:
    found = dict(
        Contribution.objects.filter(consultation__edition=edition, state=K.NOT_PUBLISHED)
        .values_list("decline_reason")
        .annotate(count=Count("pk"))
        .order_by()
    )
    reasons = tuple((str(reason.label), hidden(found.get(reason.value, 0))) for reason in DeclineReason)
    return Moderated(edition, public_counts(edition), speed(edition), reasons)


def editions_with_input() -> tuple[Edition, ...]:
    """The editions in which children could say something, the newest first."""
    asked = Consultation.objects.exclude(state__in=[ConsultationState.DRAFT, ConsultationState.PANEL_CHECK])
    return tuple(Edition.objects.filter(pk__in=asked.values("edition")).order_by("-year", "slug"))
