"""What everybody may read of the recommendations."""

from __future__ import annotations

import re

from django.db.models import Exists, OuterRef, Q, QuerySet

from weerklank.rights.lifecycle import RecommendationState, TextState
from weerklank.rights.models import Recommendation, RecommendationText, Register

OPEN_STATES = (RecommendationState.PUBLISHED, RecommendationState.SUPERSEDED)


def _own_words() -> QuerySet[RecommendationText]:
    return RecommendationText.objects.filter(
        recommendation=OuterRef("pk"), language="nl", register=Register.PLAIN, state=TextState.PUBLISHED
    )


def visible() -> QuerySet[Recommendation]:
    """Limbs that stand on the public pages: published, or known in our own words while their text is not yet."""
    known = Q(state__in=[RecommendationState.IMPORTED, RecommendationState.CHECKED]) & Q(Exists(_own_words()))
    return Recommendation.objects.filter(Q(state__in=OPEN_STATES) | known)


def text_is_shown(limb: Recommendation) -> bool:
    """The UN's own text stands on a public page as soon as it is there; unchecked, the page says so."""
    return bool(limb.text)


def text_is_checked(limb: Recommendation) -> bool:
    return limb.state in OPEN_STATES


def article_base(notation: str) -> str:
    """Article 24(3) is about what article 24 is about."""
    return re.split(r"\D", notation, maxsplit=1)[0]
