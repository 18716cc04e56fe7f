"""What a form about a limb offers to choose from."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from weerklank.accounts.models import Organisation
from weerklank.rights.models import Concept, Recommendation, ReviewCycle, Territory, Theme

SHOWN_SCHEMES = ("crc-articles", "crc-clusters", "sdg-targets")


def concepts_to_choose() -> QuerySet[Concept]:
    return Concept.objects.filter(scheme__code__in=SHOWN_SCHEMES).select_related("scheme").order_by("scheme", "order")


def earlier_limbs(limb: Recommendation) -> QuerySet[Recommendation]:
    """Limbs of rounds before this one, to say that it was asked before."""
    if limb.document.cycle is None:
        return Recommendation.objects.none()
    return (
        Recommendation.objects.filter(document__cycle__year__lt=limb.document.cycle.year)
        .select_related("document__cycle", "paragraph")
        .order_by("-document__date", "order")
    )


def bodies_to_choose(today: date) -> QuerySet[Organisation]:
    return (
        Organisation.objects.filter(is_demonstration=False)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .order_by("kind", "name")
    )


def territories() -> QuerySet[Territory]:
    return Territory.objects.order_by("order")


def themes() -> QuerySet[Theme]:
    return Theme.objects.prefetch_related("names").order_by("order", "slug")


def later_cycles(limb: Recommendation) -> QuerySet[ReviewCycle]:
    """Rounds after the one of this limb, in which it could have been asked again."""
    if limb.document.cycle is None:
        return ReviewCycle.objects.none()
    return ReviewCycle.objects.filter(year__gt=limb.document.cycle.year).order_by("year")
