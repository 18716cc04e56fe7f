"""A question in words becomes limbs in order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from weerklank.rights.models import Recommendation, SearchPosting, SearchTerm
from weerklank.rights.search.words import folded, stem, tokens

LONGEST = 400
MOST_WORDS = 12


class State(StrEnum):
    """What became of a question."""

    EMPTY = "empty"
    ONLY_SMALL_WORDS = "only small words"
    UNKNOWN = "unknown"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that nobody wrote, and the word that was looked for instead."""

    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for, and how limbs are chosen and ordered by it."""

    asked: tuple[str, ...] = ()
    instead: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    state: State = State.EMPTY
    terms: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing was typed that can be looked for."""
        return self.state in (State.EMPTY, State.ONLY_SMALL_WORDS)

    def apply(self, limbs: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        """The limbs that answer the question, the best first; without a question, the limbs as they were."""
        if self.state == State.EMPTY:
            return limbs
        said = SearchPosting.objects.filter(recommendation=OuterRef("pk"), term__in=self.terms)
        score = said.order_by().values("recommendation").annotate(sum=Sum("weight")).values("sum")
        return limbs.annotate(score=Subquery(score)).filter(score__gt=0).order_by("-score", "-document__date", "pk")


def find(query: str) -> Found:
    """What somebody typed, as a question."""
    words = tuple(folded(token.group()) for token in tokens(query[:LONGEST]))[:MOST_WORDS]
    if not words:
        return Found()
    stems = {stem(word, language) for word in words for language in ("nl", "en")}
    terms = tuple(SearchTerm.objects.filter(stem__in=stems).values_list("pk", flat=True))
    return Found(asked=words, terms=terms, state=State.ASKED if terms else State.UNKNOWN)
