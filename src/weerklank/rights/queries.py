"""What pages ask about the recommendations: what everybody may read, what waits for an editor, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import rules
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Organisation
from weerklank.audit.models import AuditEvent
from weerklank.audit.queries import history_of
from weerklank.rights.lifecycle import ImportState, RecommendationState, SuggestionState, TextState
from weerklank.rights.models import (
    Concept,
    ImportBatch,
    ImportRow,
    Recommendation,
    RecommendationConcept,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Register,
    Responsibility,
    SourceDocument,
    Territory,
    Theme,
)

Link = RecommendationConcept | RecommendationTerritory | RecommendationTheme
LINKS: dict[str, type[Link]] = {
    "concept": RecommendationConcept,
    "gebied": RecommendationTerritory,
    "thema": RecommendationTheme,
}
LIST = "/werk/aanbevelingen/"
IMPORT_COMMAND = "weerklank import observations BESTAND"
OPEN_STATES = (RecommendationState.PUBLISHED, RecommendationState.SUPERSEDED)
SHOWN_SCHEMES = ("crc-articles", "crc-clusters", "sdg-targets")


# --- What everybody may read -------------------------------------------------------------------------------------------


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


# --- What waits for somebody -------------------------------------------------------------------------------------------


def waits_for_check() -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(state=RecommendationState.IMPORTED).exclude(text="")


def waits_for_publication(account: Account) -> QuerySet[Recommendation]:
    """Checked by somebody else: a second person publishes."""
    return Recommendation.objects.filter(state=RecommendationState.CHECKED).exclude(checked_by=account)


def duties(account: Any, today: date) -> list[Duty]:
    """What waits for an editor of the recommendations."""
    if not rules.test_rule("rights.edit", account, None):
        return []
    found = [
        Duty(
            "Aanbevelingen die u kunt publiceren",
            f"{LIST}?staat=checked",
            waits_for_publication(account).count(),
            consequence="Een collega controleerde ze. Tot een tweede persoon publiceert, staat erbij: nog niet gecontroleerd.",
        ),
        Duty(
            "Ingelezen tekst om te controleren",
            f"{LIST}?staat=imported&tekst=ja",
            waits_for_check().count(),
            consequence="Zolang niemand de tekst met de bron vergelijkt, ligt zij niet vast.",
        ),
        Duty(
            "Onderbroken inlezen",
            f"{LIST}inlezen/",
            ImportBatch.objects.filter(state=ImportState.STOPPED).count(),
            consequence="Lees hetzelfde bestand nog eens in: het gaat verder waar het was.",
        ),
    ]
    return [duty for duty in found if duty.count]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor asks of the list; an unknown word asks nothing."""

    search: str = ""
    document: str = ""
    state: str = ""
    type: str = ""
    text: str = ""
    watch: str = ""


WATCHES = (
    ("twijfel", "twijfel in de tekst"),
    ("onvolledig", "tekst niet compleet"),
    ("voorgesteld", "met voorstellen"),
    ("zonder-thema", "zonder thema"),
    ("zonder-woorden", "zonder eigen woorden"),
    ("zonder-verantwoordelijke", "zonder verantwoordelijke"),
)


def _suggested() -> Q:
    waiting = (
        model._default_manager.filter(recommendation=OuterRef("pk"), state=SuggestionState.SUGGESTED)
        for model in LINKS.values()
    )
    found = Q()
    for links in waiting:
        found |= Q(Exists(links))
    return found


def _watched(watch: str) -> Q:
    match watch:
        case "twijfel":
            return ~Q(doubtful="") | Q(paragraph__doubtful=True)
        case "onvolledig":
            return Q(complete=False)
        case "voorgesteld":
            return _suggested()
        case "zonder-thema":
            links = RecommendationTheme.objects.filter(recommendation=OuterRef("pk"))
            return ~Q(Exists(links.exclude(state=SuggestionState.REJECTED)))
        case "zonder-woorden":
            words = RecommendationText.objects.filter(recommendation=OuterRef("pk"), register=Register.PLAIN)
            return ~Q(Exists(words))
        case "zonder-verantwoordelijke":
            return ~Q(Exists(Responsibility.objects.filter(recommendation=OuterRef("pk"))))
    return Q()


def worklist(asked: Asked) -> QuerySet[Recommendation]:
    """The limbs of the workspace with what the list says of each, in a fixed number of questions."""
    found = Recommendation.objects.select_related("document", "paragraph").annotate(
        waiting_concepts=_waiting("concept_links"),
        waiting_territories=_waiting("territory_links"),
        waiting_themes=_waiting("theme_links"),
    )
    if asked.document:
        found = found.filter(document__slug=asked.document)
    if asked.state in RecommendationState.values:
        found = found.filter(state=asked.state)
    if asked.type:
        found = found.filter(statement_type=asked.type)
    if asked.text in ("ja", "nee"):
        found = found.exclude(text="") if asked.text == "ja" else found.filter(text="")
    found = found.filter(_watched(asked.watch))
    for word in asked.search.split()[:8]:
        found = found.filter(
            Q(number__icontains=word)
            | Q(text__icontains=word)
            | Q(subject__icontains=word)
            | Q(paragraph__heading__icontains=word)
            | Q(document__symbol__icontains=word)
        )
    return found.order_by("-document__date", "document__symbol", "order", "pk")


def _waiting(links: str) -> Count:
    return Count(links, filter=Q(**{f"{links}__state": SuggestionState.SUGGESTED}), distinct=True)


def states_with_counts() -> list[tuple[str, str, int]]:
    """How many limbs there are in each state of the life."""
    counts = dict(Recommendation.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return [(value, str(label), counts.get(value, 0)) for value, label in RecommendationState.choices]


def documents() -> QuerySet[SourceDocument]:
    return SourceDocument.objects.annotate(held=Count("limbs")).filter(held__gt=0).order_by("-date", "symbol")


# --- One limb beside what was derived ----------------------------------------------------------------------------------


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
class LimbWork:
    """Everything an editor needs beside one limb."""

    limb: Recommendation
    intro: tuple[Piece, ...]
    text: tuple[Piece, ...]
    heading: tuple[Piece, ...]
    claims: tuple[Claim, ...]
    plain: RecommendationText | None
    child: RecommendationText | None
    official: tuple[RecommendationText, ...]
    responsibilities: tuple[Responsibility, ...]
    visible: bool
    history: tuple[tuple[datetime, str, str], ...]
    following: Recommendation | None

    @property
    def waiting(self) -> int:
        return sum(claim.suggested for claim in self.claims)


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
    texts = list(limb.texts.order_by("register"))
    alone = limb.paragraph.text == limb.text
    return LimbWork(
        limb=limb,
        intro=() if alone else highlighted(limb.paragraph.text, matches),
        text=highlighted(limb.text, matches),
        heading=highlighted(
            " · ".join(part for part in (limb.paragraph.cluster, limb.paragraph.heading) if part), matches
        ),
        claims=claims,
        plain=next((text for text in texts if text.register == Register.PLAIN), None),
        child=next((text for text in texts if text.register == Register.CHILD), None),
        official=tuple(text for text in texts if text.register in (Register.OFFICIAL, Register.UNOFFICIAL)),
        responsibilities=tuple(
            limb.responsibilities.select_related("organisation", "territory").order_by("role", "organisation__name")
        ),
        visible=visible().filter(pk=limb.pk).exists(),
        history=tuple((event.at, event.actor, deed(event)) for event in history_of(limb)[:20]),
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


def concepts_to_choose() -> QuerySet[Concept]:
    return Concept.objects.filter(scheme__code__in=SHOWN_SCHEMES).select_related("scheme").order_by("scheme", "order")


def earlier_limbs(limb: Recommendation) -> QuerySet[Recommendation]:
    """Limbs of rounds before this one, to say that it was asked before."""
    if limb.document.cycle is None:
        return Recommendation.objects.none()
    return (
        Recommendation.objects.filter(document__cycle__year__lt=limb.document.cycle.year)
        .select_related("document")
        .order_by("-document__date", "order")
    )


def bodies_to_choose(today: date) -> QuerySet[Organisation]:
    return (
        Organisation.objects.filter(is_demonstration=False)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .order_by("kind", "name")
    )


_DEEDS = {
    "recommendation.checked": "De tekst is vergeleken met de bron",
    "recommendation.returned": "Teruggezet",
    "recommendation.published": "Gepubliceerd door een tweede persoon",
    "recommendation.withdrawn": "Ingetrokken",
    "recommendation.text_corrected": "Tekst overgetypt uit",
    "recommendation.words_written": "Eigen woorden geschreven",
    "recommendation.subject_named": "Onderwerp",
    "recommendation.related": "Eerdere ronde",
    "recommendation.responsible_proposed": "Voorgesteld om te handelen",
}


def deed(event: AuditEvent) -> str:
    """An event of the log in a reader's words."""
    said = _DEEDS.get(event.action, "")
    return ": ".join(part for part in (said, event.note) if part) or "Bijgewerkt"


# --- Imports -----------------------------------------------------------------------------------------------------------


def batches() -> QuerySet[ImportBatch]:
    return ImportBatch.objects.order_by("-id")


def rows_of(batch: ImportBatch, outcome: str) -> QuerySet[ImportRow]:
    rows = ImportRow.objects.filter(batch=batch).select_related("recommendation__document")
    return rows.filter(outcome=outcome) if outcome else rows


def outcomes_of(batch: ImportBatch) -> list[tuple[str, str, int]]:
    """What became of the records, counted per outcome that occurs."""
    counts = dict(ImportRow.objects.filter(batch=batch).order_by().values_list("outcome").annotate(n=Count("pk")))
    labels = dict(ImportRow._meta.get_field("outcome").flatchoices)
    return [(value, str(labels[value]), count) for value, count in counts.items()]


def territories() -> QuerySet[Territory]:
    return Territory.objects.order_by("order")


def themes() -> QuerySet[Theme]:
    return Theme.objects.prefetch_related("names").order_by("order", "slug")
