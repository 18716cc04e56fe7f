"""What was derived from a text, put beside the limb as suggestions: never trusted before a person confirms it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import slugify

from weerklank.rights.actions.report import fingerprint
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationConcept,
    RecommendationTerritory,
    Scheme,
    SourceDocument,
    Territory,
)
from weerklank.rights.reading import Derived, DerivedKind

_SCHEME_TITLES = {
    "crc-articles": "Artikelen van het Kinderrechtenverdrag",
    "crc-clusters": "Clusters van het VN-Kinderrechtencomité",
    "sdg-targets": "Duurzame ontwikkelingsdoelen",
    "uhri-themes": "Thema’s van de mensenrechtenindex van de VN",
    "uhri-persons": "Groepen in de mensenrechtenindex van de VN",
    "upr-states": "Landen die iets aanbevelen in de Universal Periodic Review",
}
_CONCEPTS = (DerivedKind.ARTICLE, DerivedKind.CLUSTER, DerivedKind.SDG_TARGET, DerivedKind.SDG_GOAL)


class Suggestions:
    """Concepts and territories of limbs; what a person rejected is not suggested again."""

    def __init__(self) -> None:
        self.territories = {territory.code: territory for territory in Territory.objects.all()}
        self.concepts: dict[tuple[str, str], Concept] = {}

    def derive(self, limb: Recommendation, derived: Iterable[Derived], labels: Iterable[str] = ()) -> None:
        """Suggestions beside the pattern that found them; `labels` are the words of the source for a code."""
        named = {label.split(" ", 1)[0]: label for label in labels}
        for item in derived:
            found = {"source": "machine", "pattern": item.pattern[:200], "matched_text": item.matched_text[:300]}
            if item.kind in _CONCEPTS:
                label = named.get(item.value, "")
                if label:
                    found |= {"source": "un", "matched_text": label[:300]}
                RecommendationConcept.objects.get_or_create(
                    recommendation=limb, concept=self._coded(item.scheme or "sdg-targets", item.value), defaults=found
                )
            elif item.kind is DerivedKind.TERRITORY and item.value in self.territories:
                RecommendationTerritory.objects.get_or_create(
                    recommendation=limb, territory=self.territories[item.value], defaults=found
                )

    def tag(self, limb: Recommendation, scheme: str, labels: Iterable[str]) -> None:
        """What the source itself says in a field of its own."""
        for label in labels:
            RecommendationConcept.objects.get_or_create(
                recommendation=limb,
                concept=self._labelled(scheme, label),
                defaults={"source": "un", "pattern": "veld in de bron", "matched_text": label[:300]},
            )

    def urgent(self, document: SourceDocument, found: Iterable[Derived]) -> None:
        """The areas that the Committee calls urgent, marked on the paragraphs that it names with them."""
        for area in found:
            Recommendation.objects.filter(
                document=document,
                paragraph__number__in=area.paragraphs,
                is_urgent=False,
                state=RecommendationState.IMPORTED,
            ).update(is_urgent=True, urgent_area=area.value[:200])

    def _scheme(self, code: str) -> Scheme:
        return Scheme.objects.get_or_create(code=code[:40], defaults={"title": _SCHEME_TITLES.get(code, code)})[0]

    def _coded(self, scheme: str, notation: str) -> Concept:
        key = (scheme, notation[:40])
        if key not in self.concepts:
            self.concepts[key], _ = Concept.objects.get_or_create(scheme=self._scheme(scheme), notation=notation[:40])
        return self.concepts[key]

    def _labelled(self, scheme: str, label: str) -> Concept:
        key = (scheme, f"label {label}")
        if key not in self.concepts:
            home = self._scheme(scheme)
            found = Concept.objects.filter(scheme=home, label=label[:300]).first()
            if found is None:
                short = slugify(label)
                # two long names may begin alike
                notation = short if 0 < len(short) <= 40 else f"{short[:31]}-{fingerprint(label)[:8]}".lstrip("-")
                found, _ = Concept.objects.get_or_create(
                    scheme=home, notation=notation, defaults={"label": label[:300]}
                )
            self.concepts[key] = found
        return self.concepts[key]
