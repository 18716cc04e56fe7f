"""What one limb says: each of its texts with its language and its weight, made into words with a strength."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from weerklank.rights.lifecycle import ResponsibilityState, SuggestionState, TextState
from weerklank.rights.models import (
    ConceptLabel,
    Recommendation,
    RecommendationConcept,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Responsibility,
)
from weerklank.rights.search import codes, thesaurus
from weerklank.rights.search.words import running, small_words, stem, words

# Okapi BM25, with its usual constants; see docs/explanation/search.md
SATURATION = 1.2
LENGTH_COUNTS = 0.6
WIDER = 0.5


@dataclass(frozen=True, slots=True)
class Field:
    """A kind of text: how heavy a word in it is, and how long such a text usually is."""

    weight: float
    usual: int = 0

    def strength(self, times: float, length: int) -> float:
        """A word in a short text says more about it than the same word in a long one."""
        if not self.usual:
            return self.weight * times
        return self.weight * times / (1 - LENGTH_COUNTS + LENGTH_COUNTS * length / self.usual)


# The usual lengths are fixed and not an average of what is held: the strength of one limb then hangs on that limb
# alone, and an index that is kept up limb by limb is the same as one that is made anew.
SUBJECT = Field(3.0)
HEADING = Field(2.0)
ORIGINAL = Field(1.5, 45)
OFFICIAL = Field(1.5, 45)
PLAIN = Field(1.6, 35)
CHILD = Field(1.3, 15)
LEAD = Field(0.5, 20)
AREA = Field(1.5)
CLUSTER = Field(0.5)
SECTION = Field(0.2)
THEME = Field(0.8)
THEME_FOR_CHILDREN = Field(0.5)
ARTICLE = Field(0.7)
LABEL = Field(0.5)
GROUP = Field(1.0)
PLACE = Field(1.2)
BODY = Field(1.0)
ROUND = Field(0.6)
CODE = Field(3.0)
OF_REGISTER = {"plain": PLAIN, "child": CHILD, "official": OFFICIAL, "unofficial_translation": OFFICIAL}
OF_SCHEME = {"crc-articles": ARTICLE, "crc-clusters": LABEL, "sdg-targets": LABEL}


@dataclass(frozen=True, slots=True)
class Said:
    field: Field
    language: str
    text: str


Key = tuple[str, str]


def with_all_that_is_said(limbs: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Limbs with everything that the index reads, in a fixed number of questions."""
    confirmed = {"state": SuggestionState.CONFIRMED}
    return limbs.select_related("paragraph", "document__cycle").prefetch_related(
        Prefetch("texts", RecommendationText.objects.filter(state=TextState.PUBLISHED).order_by("pk")),
        Prefetch(
            "concept_links",
            RecommendationConcept.objects.filter(**confirmed).select_related("concept__scheme").order_by("pk"),
        ),
        Prefetch("concept_links__concept__labels", ConceptLabel.objects.order_by("pk")),
        Prefetch(
            "territory_links",
            RecommendationTerritory.objects.filter(**confirmed).select_related("territory").order_by("pk"),
        ),
        Prefetch("theme_links", RecommendationTheme.objects.filter(**confirmed).select_related("theme").order_by("pk")),
        "theme_links__theme__names",
        Prefetch(
            "responsibilities",
            Responsibility.objects.exclude(state=ResponsibilityState.ENDED)
            .select_related("organisation")
            .order_by("pk"),
        ),
    )


def texts(limb: Recommendation) -> Iterator[Said]:
    """Everything in words that a reader of this limb's page can see."""
    paragraph, document = limb.paragraph, limb.document
    yield Said(SUBJECT, "nl", limb.subject)
    yield Said(ORIGINAL, limb.language, limb.text)
    for text in limb.texts.all():
        yield Said(OF_REGISTER.get(text.register, PLAIN), text.language, text.text)
    yield Said(HEADING, document.language, paragraph.heading)
    if paragraph.text != limb.text:
        yield Said(LEAD, document.language, paragraph.text)
    yield Said(AREA, document.language, limb.urgent_area)
    yield Said(CLUSTER, document.language, paragraph.cluster)
    yield Said(SECTION, document.language, paragraph.section)
    yield from _labels(limb)
    if document.cycle:
        yield Said(ROUND, "nl", f"{document.cycle.label} {document.cycle.year}")


def _labels(limb: Recommendation) -> Iterator[Said]:
    for link in limb.concept_links.all():
        concept = link.concept
        field = OF_SCHEME.get(concept.scheme.code, GROUP)
        # the lists that we did not write ourselves come in the language of their source
        language = "nl" if concept.scheme.code in ("crc-articles", "crc-clusters") else "en"
        yield Said(field, language, concept.label)
        yield Said(field, "nl", concept.child_label)
        for label in concept.labels.all():
            yield Said(field, label.language, label.text)
    for place in limb.territory_links.all():
        yield Said(PLACE, "nl", place.territory.name)
    for called in limb.theme_links.all():
        for name in called.theme.names.all():
            yield Said(THEME, "nl", name.name)
            yield Said(THEME_FOR_CHILDREN, "nl", name.child_name)
    for responsible in limb.responsibilities.all():
        body = responsible.organisation
        yield Said(BODY, "nl", f"{body.name} {body.short_name}")


def _codes(limb: Recommendation) -> Iterator[tuple[str, float]]:
    """Numbers, symbols, articles and targets: found to the letter."""
    for code in codes.limb_codes(limb.number):
        yield code, CODE.weight
    yield codes.symbol_code(limb.document.symbol), CODE.weight
    for link in limb.concept_links.all():
        of = {"crc-articles": codes.article_codes, "sdg-targets": codes.target_codes}.get(link.concept.scheme.code)
        for code in of(link.concept.notation) if of else ():
            yield code, CODE.weight


def _tell(said: Said, strengths: defaultdict[Key, float]) -> None:
    """Adds what one text says: its words, the concepts that it names, the articles and targets in it."""
    language = said.language if said.language in ("nl", "en") else ""
    small = small_words(language) if language else frozenset()
    told = [word for word in words(said.text) if word.folded not in small]
    times: defaultdict[Key, float] = defaultdict(float)
    for word in told:
        times[("" if word.is_number else language, word.folded)] += 1
    if language:
        line = [word.folded for word in running(said.text)]
        for mention in {(m.concept, m.first): m for m in thesaurus.mentions(line, language)}.values():
            times[("", f"is:{mention.concept}")] += 1
            for wide in thesaurus.wider(mention.concept):
                times[("", f"is:{wide}")] += WIDER
    for code in codes.articles_and_targets(said.text):
        for exact in (code.word, *code.near):
            times[("", exact)] += 1
    for key, count in times.items():
        strengths[key] += said.field.strength(count, len(told))


def postings(limb: Recommendation) -> dict[Key, float]:
    """How strongly a limb says each word: more often is more, but ever less so."""
    strengths: defaultdict[Key, float] = defaultdict(float)
    for said in texts(limb):
        if said.text:
            _tell(said, strengths)
    for code, weight in _codes(limb):
        strengths[("", code)] += weight
    return {
        key: round(strength * (SATURATION + 1) / (strength + SATURATION), 6)
        for key, strength in sorted(strengths.items())
    }


def line(limb: Recommendation) -> str:
    """All texts on one line between spaces; a bar keeps the end of one from the beginning of the next."""
    told = (" ".join(word.folded for word in running(said.text)) for said in texts(limb))
    return f" {' | '.join(text for text in told if text)} "


def stem_of(key: Key) -> str:
    language, word = key
    return stem(word, language)
