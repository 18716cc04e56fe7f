"""Which limbs: the filters and the words that somebody asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When

from weerklank.evidence.models import Indicator
from weerklank.rights.lifecycle import SuggestionState, TextState
from weerklank.rights.models import (
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Responsibility,
    StatementType,
)
from weerklank.tracker.asked import MOST_WORDS
from weerklank.tracker.loop import advices as advised
from weerklank.tracker.loop import promises as promised

CONFIRMED = SuggestionState.CONFIRMED
ASKS = (
    StatementType.RECOMMENDATION,
    StatementType.REQUEST,
    StatementType.CONCERN,
    StatementType.DISSEMINATION,
)
ONLY = ("dringend", "herhaald", "zonder-verantwoordelijke", "zonder-cijfer")
MOST_FIGURES = 6


def _linked(model: type[Any], **fits: Any) -> Exists:
    return Exists(model.objects.filter(recommendation=OuterRef("pk"), state=CONFIRMED, **fits))


def _word(word: str) -> Q:
    """One word stands in the number, a text, our own words, or the name of a theme or a territory."""
    here = {"recommendation": OuterRef("pk")}
    return (
        Q(number__icontains=word)
        | Q(text__icontains=word)
        | Q(subject__icontains=word)
        | Q(paragraph__heading__icontains=word)
        | Q(document__symbol__icontains=word)
        | Q(Exists(RecommendationText.objects.filter(**here, state=TextState.PUBLISHED, text__icontains=word)))
        | Q(_linked(RecommendationTerritory, territory__name__icontains=word))
        | Q(_linked(RecommendationTheme, theme__names__name__icontains=word))
    )


def searched(query: str) -> Q:
    found = Q()
    for word in query.split()[:MOST_WORDS]:
        found &= _word(word)
    return found


def _only(which: str) -> Q:
    match which:
        case "dringend":
            return Q(is_urgent=True)
        case "herhaald":
            return Q(Exists(RecommendationRelation.objects.filter(later=OuterRef("pk")))) | Q(
                Exists(RecommendationRelation.objects.filter(earlier=OuterRef("pk")))
            )
        case "zonder-verantwoordelijke":
            lead = Responsibility.objects.filter(recommendation=OuterRef("pk"), role="lead").exclude(state="disputed")
            return ~Q(Exists(lead)) & Q(statement_type__in=ASKS)
        case "zonder-cijfer":
            measured = Indicator.objects.filter(theme__isnull=False).values("theme")
            return ~Q(_linked(RecommendationTheme, theme__in=measured)) & Q(statement_type__in=ASKS)
    return Q()


def filtered(limbs: QuerySet[Recommendation], chosen: Mapping[str, str]) -> QuerySet[Recommendation]:
    """The limbs that fit every filter; each asks by itself, so that none undoes another."""
    if theme := chosen.get("thema"):
        limbs = limbs.filter(_linked(RecommendationTheme, theme__slug=theme))
    if place := chosen.get("gebied"):
        limbs = limbs.filter(_linked(RecommendationTerritory, territory__slug=place))
    if body := chosen.get("wie"):
        duty = Responsibility.objects.filter(recommendation=OuterRef("pk"), organisation__slug=body)
        limbs = limbs.filter(Exists(duty))
    for name, scheme in (("artikel", "crc-articles"), ("cluster", "crc-clusters")):
        if notation := chosen.get(name):
            fits = {"concept__scheme__code": scheme, "concept__notation": notation}
            limbs = limbs.filter(_linked(RecommendationConcept, **fits))
    if cycle := chosen.get("ronde"):
        limbs = limbs.filter(document__cycle__slug=cycle)
    if kind := chosen.get("soort"):
        limbs = limbs.filter(statement_type=kind)
    return limbs.filter(_only(chosen.get("alleen", "")))


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
            Prefetch("earlier_links", relations("earlier__document__cycle")),
            Prefetch("later_links", relations("later__document__cycle")),
            Prefetch("advices", advised.with_everything()),
            Prefetch("commitments", promised.with_everything()),
        )
        .order_by("-document__date", "document__symbol", "order", "pk")
    )


def asks_first(limbs: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """What must be done before what only belongs to the story; the newest round first."""
    asks = Case(When(statement_type__in=ASKS, then=Value(0)), default=Value(1))
    return limbs.order_by(asks, "-document__date", "document__symbol", "order", "pk")
