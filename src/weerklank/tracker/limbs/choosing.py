"""Which limbs, in which order, and all that a row of them needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Prefetch, QuerySet, Value, When

from weerklank.answers.queries import prefetched_promises
from weerklank.rights import queries as rights
from weerklank.rights.lifecycle import SuggestionState, TextState
from weerklank.rights.models import (
    Recommendation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Responsibility,
)
from weerklank.tracker.loop import advices as advised
from weerklank.tracker.loop import promises as promised

CONFIRMED = SuggestionState.CONFIRMED
ASKS = rights.ASKS
MOST_FIGURES = 6
_DOCUMENT = ("-document__date", "document__symbol", "order", "pk")


def _held() -> tuple[Prefetch[Any, Any, Any], ...]:
    """What hangs on a limb, as a row and its path need it."""
    return (
        Prefetch("texts", RecommendationText.objects.filter(state=TextState.PUBLISHED).select_related("written_by")),
        Prefetch(
            "theme_links",
            RecommendationTheme.objects.filter(state=CONFIRMED)
            .select_related("theme")
            .prefetch_related("theme__names"),
        ),
        Prefetch(
            "territory_links", RecommendationTerritory.objects.filter(state=CONFIRMED).select_related("territory")
        ),
        Prefetch("responsibilities", Responsibility.objects.select_related("organisation", "territory")),
        Prefetch("advices", advised.with_everything()),
        prefetched_promises(promised.with_everything()),
    )


def with_everything(limbs: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Limbs with all that a row and its path need, in a fixed number of questions to the database."""
    return limbs.select_related("document__cycle", "paragraph").prefetch_related(*_held()).order_by(*_DOCUMENT)


# not frozen: thousands are made for a page, and a frozen one costs three times as much to make
@dataclass(slots=True)
class Key:
    """A limb as a list needs it before it is shown: its key, and what its own row says."""

    pk: int
    statement_type: str
    is_urgent: bool
    cycle: int | None


def keys(limbs: QuerySet[Recommendation], order: str) -> list[Key]:
    """The limbs in the order that was asked, without their texts: to sort whole rows costs more than to read a page."""
    asks = Case(When(statement_type__in=ASKS, then=Value(0)), default=Value(1))
    orders: dict[str, tuple[Any, ...]] = {
        # what must be done before what only belongs to the story; the newest round first
        "taken": (asks, *_DOCUMENT),
        "nieuwste": (F("published_on").desc(nulls_last=True), *_DOCUMENT),
    }
    ordered = limbs.order_by(*orders.get(order, _DOCUMENT))
    return [Key(*row) for row in ordered.values_list("pk", "statement_type", "is_urgent", "document__cycle_id")]


def fetched(wanted: Iterable[int], *also: Prefetch[Any, Any, Any]) -> list[Recommendation]:
    """Whole limbs in the order of their keys; what hangs on them is read by ``.all()`` alone."""
    order, held = list(wanted), (*_held(), *also)
    apart = [Prefetch(one.prefetch_through, one.queryset, to_attr=f"_{one.prefetch_through}") for one in held]
    found = Recommendation.objects.filter(pk__in=order).select_related("document__cycle", "paragraph")
    limbs = {limb.pk: _with_lists(limb, held) for limb in found.prefetch_related(*apart)}
    return [limbs[pk] for pk in order if pk in limbs]


def _with_lists(limb: Recommendation, held: Iterable[Prefetch[Any, Any, Any]]) -> Recommendation:
    # left to itself Django builds a query for each relation of each limb, only to keep a list in: half the time of a page
    cache = limb.__dict__.setdefault("_prefetched_objects_cache", {})
    for one in held:
        cache[one.prefetch_through] = limb.__dict__.pop(f"_{one.prefetch_through}")
    return limb
