"""Limbs of a theme, a territory, a body or a round, for the pages that ask of limbs along the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from weerklank.accounts.models import Organisation
from weerklank.rights.lifecycle import ResponsibilityState
from weerklank.rights.models import (
    Recommendation,
    RecommendationTerritory,
    RecommendationTheme,
    Responsibility,
    Territory,
    Theme,
)
from weerklank.tracker.limbs.choosing import CONFIRMED
from weerklank.tracker.loop.words import theme_name

Choices = Sequence[tuple[str, str]]


def narrowed(limbs: QuerySet[Recommendation], values: Mapping[str, str]) -> QuerySet[Recommendation]:
    """The limbs that fit every answer; an empty answer asks nothing."""
    for name, value in values.items():
        if value:
            limbs = limbs.filter(_fits(name, value))
    return limbs


def _fits(name: str, value: str) -> Q:
    match name:
        case "thema":
            return _linked(RecommendationTheme, theme__slug=value)
        case "gebied":
            return _linked(RecommendationTerritory, territory__slug=value)
        case "wie":
            return Q(pk__in=_duties(organisation__slug=value))
        case "ronde":
            return Q(document__cycle__slug=value)
    raise ValueError(f"name must be thema, gebied, wie or ronde, not {name!r}.")


def _linked(model: type[Any], **fits: Any) -> Q:
    return Q(pk__in=model.objects.filter(state=CONFIRMED, **fits).values("recommendation"))


def _duties(**fits: Any) -> QuerySet[Any, Any]:
    return Responsibility.objects.filter(**fits).exclude(state=ResponsibilityState.ENDED).values("recommendation")


def themes() -> Choices:
    return [(theme.slug, theme_name(theme)) for theme in Theme.objects.prefetch_related("names")]


def territories() -> Choices:
    return list(Territory.objects.order_by("order").values_list("slug", "name"))


def organisations() -> Choices:
    """Only who is named at a limb: to choose anybody else finds nothing."""
    named = Responsibility.objects.exclude(state=ResponsibilityState.ENDED).order_by().values("organisation")
    return list(Organisation.objects.filter(pk__in=named).order_by("name").values_list("slug", "name"))
