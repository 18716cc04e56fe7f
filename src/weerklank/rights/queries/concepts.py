"""Articles, clusters, targets and groups with what they are called; per language and kind of reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from weerklank.rights.models import Concept, ConceptLabel, Scheme

MISSING = (
    ("nl-child", "zonder kindernaam"),
    ("en-formal", "zonder Engelse naam"),
    ("nl-formal", "zonder Nederlandse naam"),
)


@dataclass(frozen=True, slots=True)
class AskedConcepts:
    """What is asked of the list of concepts; an unknown word asks nothing."""

    search: str = ""
    scheme: str = ""
    missing: str = ""


def schemes() -> QuerySet[Scheme]:
    return Scheme.objects.annotate(held=Count("concepts")).filter(held__gt=0).order_by("title")


def concepts(asked: AskedConcepts) -> QuerySet[Concept]:
    """The concepts that fit, each scheme in its own order."""
    found = Concept.objects.select_related("scheme").prefetch_related("labels").annotate(uses=Count("limb_links"))
    if asked.scheme:
        found = found.filter(scheme__code=asked.scheme)
    if asked.missing in dict(MISSING):
        language, register = asked.missing.split("-")
        known = ConceptLabel.objects.filter(concept=OuterRef("pk"), language=language, register=register)
        found = found.filter(~Q(Exists(known)))
        if asked.missing == "nl-formal":
            found = found.filter(label="")
    for word in asked.search.split()[:8]:
        named = ConceptLabel.objects.filter(concept=OuterRef("pk"), text__icontains=word)
        found = found.filter(Q(notation__icontains=word) | Q(label__icontains=word) | Exists(named))
    return found.order_by("scheme__title", "order", "notation")


def concept_words(concepts: Iterable[Concept], *, language: str = "nl", register: str = "formal") -> dict[int, str]:
    """What each is called for this reader; where nobody named it so, the formal and then the Dutch name."""
    wanted = list(concepts)
    known = {
        (label.concept_id, label.language, label.register): label.text
        for label in ConceptLabel.objects.filter(concept__in=wanted)
    }
    return {
        concept.pk: known.get((concept.pk, language, register))
        or known.get((concept.pk, language, "formal"))
        or known.get((concept.pk, "nl", register))
        or (concept.child_label if register == "child" else "")
        or concept.label
        or concept.notation
        for concept in wanted
    }
