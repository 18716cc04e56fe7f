"""One limb beside what was derived from it and what was written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from weerklank.audit.models import AuditEvent
from weerklank.audit.queries import history_of
from weerklank.rights.lifecycle import SuggestionState
from weerklank.rights.models import (
    Concept,
    Dropped,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Responsibility,
    StatePosition,
)
from weerklank.rights.queries.choices import SHOWN_SCHEMES
from weerklank.rights.queries.shown import visible
from weerklank.rights.queries.times import TimesAsked, asked_times
from weerklank.rights.queries.wordings import Wordings, wordings

Link = RecommendationConcept | RecommendationTerritory | RecommendationTheme
LINKS: dict[str, type[Link]] = {
    "concept": RecommendationConcept,
    "gebied": RecommendationTerritory,
    "thema": RecommendationTheme,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; where a pattern matched it, what it was taken for."""

    text: str
    why: str = ""


def highlighted(text: str, matches: Iterable[tuple[str, str]]) -> tuple[Piece, ...]:
    """The text cut at the words that patterns matched; the longest match wins where two overlap."""
    taken: list[tuple[int, int, str]] = []
    for words, why in sorted(set(matches), key=lambda match: (-len(match[0]), match)):
        if not words.strip():
            continue
        for found in re.finditer(re.escape(words), text, re.IGNORECASE):
            start, end = found.span()
            overlap = [place for place in taken if start < place[1] and place[0] < end]
            if not overlap:
                taken.append((start, end, why))
            elif overlap[0][:2] == (start, end) and why not in overlap[0][2]:
                taken[taken.index(overlap[0])] = (start, end, f"{overlap[0][2]}, {why}")
    pieces, here = [], 0
    for start, end, why in sorted(taken):
        pieces += [Piece(text[here:start]), Piece(text[start:end], why)]
        here = end
    return tuple(piece for piece in (*pieces, Piece(text[here:])) if piece.text)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is said of a limb: what, found by whom or what, in which words, and what a person decided."""

    kind: str
    pk: int
    label: str
    scheme: str
    source: str
    pattern: str
    matched_text: str
    state: str
    state_label: str
    where: str

    @property
    def suggested(self) -> bool:
        return self.state == SuggestionState.SUGGESTED


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that somebody did, in a reader's words."""

    at: datetime
    actor: str
    words: str


@dataclass(frozen=True, slots=True)
class LimbWork:
    """Everything an editor needs beside one limb."""

    limb: Recommendation
    intro: tuple[Piece, ...]
    text: tuple[Piece, ...]
    heading: tuple[Piece, ...]
    claims: tuple[Claim, ...]
    wordings: tuple[Wordings, ...]
    responsibilities: tuple[Responsibility, ...]
    positions: tuple[StatePosition, ...]
    earlier: tuple[RecommendationRelation, ...]
    later: tuple[RecommendationRelation, ...]
    dropped: tuple[Dropped, ...]
    asked: TimesAsked
    visible: bool
    history: tuple[Done, ...]
    following: Recommendation | None

    @property
    def waiting(self) -> int:
        return sum(claim.suggested for claim in self.claims)

    @property
    def child(self) -> RecommendationText | None:
        """The child's text as it would stand, for the preview."""
        return next(one.latest for one in self.wordings if one.kind.slug == "kinderen")

    @property
    def written(self) -> tuple[Wordings, ...]:
        return tuple(one for one in self.wordings if one.latest or one.earlier)

    @property
    def unwritten(self) -> tuple[Wordings, ...]:
        return tuple(one for one in self.wordings if not (one.latest or one.earlier))

    @property
    def by_now(self) -> tuple[RecommendationRelation, ...]:
        """The limbs of a later round that could take the place of this one."""
        return tuple(
            link
            for link in self.later
            if link.type in ("reiterates", "strengthens") and link.state == SuggestionState.CONFIRMED
        )


def _claims(limb: Recommendation) -> list[tuple[Link, str, str, str]]:
    concepts: list[tuple[Link, str, str, str]] = [
        (link, "concept", _concept_label(link.concept), link.concept.scheme.title)
        for link in RecommendationConcept.objects.filter(recommendation=limb)
        .select_related("concept__scheme")
        .order_by("concept__scheme", "concept__order", "concept__notation")
    ]
    territories: list[tuple[Link, str, str, str]] = [
        (link, "gebied", link.territory.name, "Gebieden")
        for link in RecommendationTerritory.objects.filter(recommendation=limb)
        .select_related("territory")
        .order_by("territory__order")
    ]
    themes: list[tuple[Link, str, str, str]] = [
        (link, "thema", link.theme.name_on(None), "Thema’s")
        for link in RecommendationTheme.objects.filter(recommendation=limb)
        .select_related("theme")
        .prefetch_related("theme__names")
        .order_by("theme__order")
    ]
    return [*concepts, *territories, *themes]


def _concept_label(concept: Concept) -> str:
    if concept.scheme.code == "crc-articles":
        return f"artikel {concept.notation} {concept.label}".strip()
    if concept.scheme.code in SHOWN_SCHEMES:
        return f"{concept.notation} {concept.label}".strip()
    return concept.label or concept.notation


def _where(limb: Recommendation, words: str) -> str:
    """Which of our texts the matched words stand in."""
    if not words:
        return ""
    places = (
        ("de tekst", limb.text),
        ("de aanhef", limb.paragraph.text),
        ("de kop", limb.paragraph.heading),
        ("de kop van het cluster", limb.paragraph.cluster),
    )
    return next((name for name, text in places if words.casefold() in text.casefold()), "een andere plaats in de bron")


def limb_work(limb: Recommendation) -> LimbWork:
    """One limb: its text with the matched words marked, and beside it what was derived."""
    claims = tuple(
        Claim(
            kind=kind,
            pk=link.pk,
            label=label,
            scheme=scheme,
            source=link.get_source_display(),
            pattern=link.pattern,
            matched_text=link.matched_text,
            state=link.state,
            state_label=link.get_state_display(),
            where=_where(limb, link.matched_text),
        )
        for link, kind, label, scheme in _claims(limb)
    )
    matches = [(claim.matched_text, claim.label) for claim in claims if claim.state != SuggestionState.REJECTED]
    alone = limb.paragraph.text == limb.text
    return LimbWork(
        limb=limb,
        intro=() if alone else highlighted(limb.paragraph.text, matches),
        text=highlighted(limb.text, matches),
        heading=highlighted(
            " · ".join(part for part in (limb.paragraph.cluster, limb.paragraph.heading) if part), matches
        ),
        claims=claims,
        wordings=wordings(limb),
        responsibilities=tuple(
            limb.responsibilities.select_related("organisation", "territory", "instead", "answered_by").order_by(
                "valid_to", "role", "organisation__name"
            )
        ),
        positions=tuple(limb.positions.order_by("stated_on", "pk")),
        earlier=tuple(
            limb.earlier_links.select_related("earlier__document__cycle", "related_by").order_by(
                "earlier__document__date"
            )
        ),
        later=tuple(limb.later_links.select_related("later__document__cycle").order_by("later__document__date")),
        dropped=tuple(limb.dropped_in.select_related("cycle").order_by("cycle__year")),
        asked=asked_times(limb),
        visible=visible().filter(pk=limb.pk).exists(),
        history=history(limb)[:40],
        following=Recommendation.objects.filter(document=limb.document, order__gt=limb.order, state=limb.state)
        .order_by("order")
        .first(),
    )


def find(document: str, limb: str) -> Recommendation | None:
    return (
        Recommendation.objects.filter(document__slug=document, slug=limb)
        .select_related("document__cycle", "paragraph", "checked_by", "published_by")
        .first()
    )


_DEEDS = {
    "recommendation.checked": "De tekst is vergeleken met de bron",
    "recommendation.returned": "Teruggezet",
    "recommendation.published": "Gepubliceerd door een tweede persoon",
    "recommendation.superseded": "Een latere ronde neemt het over",
    "recommendation.withdrawn": "Ingetrokken",
    "recommendation.text_corrected": "Tekst overgetypt uit",
    "recommendation.words_written": "Geschreven",
    "recommendation.draft_discarded": "Concept weggegooid",
    "recommendation.text_submitted": "Ter lezing gegeven",
    "recommendation.text_returned": "Terug naar de schrijver",
    "recommendation.text_approved": "Nagelezen en goedgekeurd",
    "recommendation.text_published": "Tekst gepubliceerd",
    "recommendation.text_retired": "Tekst weggehaald",
    "recommendation.text_tried": "Met kinderen getoetst",
    "recommendation.subject_named": "Onderwerp",
    "recommendation.related": "Eerdere ronde",
    "recommendation.relation_confirmed": "Verband met een eerdere ronde bevestigd door een tweede persoon",
    "recommendation.relation_changed": "Verband met een eerdere ronde verbeterd",
    "recommendation.relation_taken_back": "Verband teruggenomen",
    "recommendation.dropped": "Latere ronde",
    "recommendation.dropped_taken_back": "Teruggenomen",
    "recommendation.position_stated": "Standpunt van de staat",
    "recommendation.responsible_proposed": "Voorgesteld om te handelen",
    "recommendation.responsible_accepted": "Aanvaard",
    "recommendation.responsible_disputed": "Betwist",
    "recommendation.responsible_ended": "Niet meer verantwoordelijk",
}


def deed(event: AuditEvent) -> str:
    """An event of the log in a reader's words."""
    said = _DEEDS.get(event.action, "")
    return ": ".join(part for part in (said, event.note) if part) or "Bijgewerkt"


def history(limb: Recommendation) -> tuple[Done, ...]:
    """Everything that was done with a limb and beside it, the last first."""
    return tuple(Done(event.at, event.actor, deed(event)) for event in history_of(limb))
