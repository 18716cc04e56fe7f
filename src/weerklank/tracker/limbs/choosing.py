"""Which limbs, in which order, and all that a row of them needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Case, F, Prefetch, QuerySet, Value, When

from weerklank.answers.queries import prefetched_promises
from weerklank.rights.lifecycle import SuggestionState, TextState
from weerklank.rights.models import (
    Recommendation,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Responsibility,
    StatementType,
)
from weerklank.tracker.loop import advices as advised
from weerklank.tracker.loop import promises as promised

CONFIRMED = SuggestionState.CONFIRMED
ASKS = (
    StatementType.RECOMMENDATION,
    StatementType.REQUEST,
    StatementType.CONCERN,
    StatementType.DISSEMINATION,
)
MOST_FIGURES = 6
_DOCUMENT = ("-document__date", "document__symbol", "order", "pk")


def with_everything(limbs: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Limbs with all that a row and its path need, in a fixed number of questions to the database."""
    relations = RecommendationRelation.objects.select_related
    return (
        limbs.select_related("document__cycle", "paragraph")
        .prefetch_related(
            Prefetch("texts", RecommendationText.objects.filter(state=TextState.PUBLISHED)),
            Prefetch("theme_links", RecommendationTheme.objects.filter(state=CONFIRMED).select_related("theme")),
            "theme_links__theme__names",
            Prefetch(
                "territory_links",
                RecommendationTerritory.objects.filter(state=CONFIRMED).select_related("territory"),
            ),
            Prefetch("responsibilities", Responsibility.objects.select_related("organisation", "territory")),
            # a path and a row name these by the heading of their paragraph
            Prefetch("earlier_links", relations("earlier__document__cycle", "earlier__paragraph")),
            Prefetch("later_links", relations("later__document__cycle", "later__paragraph")),
            Prefetch("advices", advised.with_everything()),
            prefetched_promises(promised.with_everything()),
        )
        .order_by(*_DOCUMENT)
    )


def asks_first(limbs: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """What must be done before what only belongs to the story; the newest round first."""
    asks = Case(When(statement_type__in=ASKS, then=Value(0)), default=Value(1))
    return limbs.order_by(asks, *_DOCUMENT)


def keys(limbs: QuerySet[Recommendation], order: str, best_first: Sequence[int] = ()) -> list[int]:
    """The limbs by their keys alone, in the order that was asked: to sort whole rows costs more than to read a page."""
    if order == "taken":
        limbs = asks_first(limbs)
    elif order == "nieuwste":
        limbs = limbs.order_by(F("published_on").desc(nulls_last=True), *_DOCUMENT)
    else:
        limbs = limbs.order_by(*_DOCUMENT)
    found = list(limbs.values_list("pk", flat=True))
    if order == "relevantie" and best_first:
        place = {pk: index for index, pk in enumerate(best_first)}
        found.sort(key=lambda pk: place.get(pk, len(place)))
    return found


def fetched(wanted: Iterable[int]) -> list[Recommendation]:
    """Whole limbs in the order of their keys."""
    order = list(wanted)
    limbs = {limb.pk: limb for limb in with_everything(Recommendation.objects.filter(pk__in=order))}
    return [limbs[pk] for pk in order if pk in limbs]
