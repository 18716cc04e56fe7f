"""One document of the UN: its table of contents, and what is known where its text is not held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.rights import queries as rights
from weerklank.rights.kept import kept
from weerklank.rights.lifecycle import SuggestionState
from weerklank.rights.models import (
    RecommendationConcept,
    ReportedTopic,
    ReviewCycle,
    SourceDocument,
)
from weerklank.tracker.limbs.choosing import with_everything
from weerklank.tracker.limbs.rows import LimbRow, rows
from weerklank.tracker.loop.words import number, theme_name


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the table of contents: a section or a cluster with its limbs."""

    section: str
    cluster: str
    language: str
    rows: tuple[LimbRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document of the Committee: its dates, how complete our copy is, and what stands in it."""

    document: SourceDocument
    cycle: ReviewCycle | None
    sentence: str
    dates: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    known: int
    with_text: int
    checked: int
    topics: tuple[tuple[str, tuple[ReportedTopic, ...]], ...]
    command: str


def find_document(slug: str) -> SourceDocument | None:
    return (
        SourceDocument.objects.filter(slug=slug, doc_type="concluding_observations", cycle__isnull=False)
        .select_related("cycle")
        .first()
    )


def documents() -> tuple[tuple[SourceDocument, int], ...]:
    """The documents of every round, with how many limbs of each are known."""
    return kept("documents", _documents)


def _documents() -> tuple[tuple[SourceDocument, int], ...]:
    known = dict(rights.visible().order_by().values_list("document").annotate(n=Count("pk")))
    # without an address there is no page to lead to; an editor gives it one
    found = SourceDocument.objects.filter(doc_type="concluding_observations", cycle__isnull=False).exclude(slug="")
    return tuple((document, known.get(document.pk, 0)) for document in found.select_related("cycle").order_by("-date"))


def document_page(document: SourceDocument, today: date) -> DocumentPage:
    limbs = list(with_everything(rights.visible().filter(document=document)))
    shown = rows(limbs, today)
    with_text = sum(one.has_text for one in shown)
    return DocumentPage(
        document=document,
        cycle=document.cycle,
        sentence=_document_sentence(document, len(shown), with_text),
        dates=_dates(document),
        parts=_parts(shown),
        known=len(shown),
        with_text=with_text,
        checked=sum(one.is_checked for one in shown),
        topics=_topics(document),
        command=rights.IMPORT_COMMAND,
    )


def _document_sentence(document: SourceDocument, known: int, with_text: int) -> str:
    if document.complete:
        return _("Onze kopie van dit document is compleet.")
    if not known:
        return _("De tekst van dit document is nog niet ingelezen.")
    counted = ngettext("{n} onderdeel", "{n} onderdelen", known).format(n=number(known))
    text = (
        _("van geen enkel onderdeel staat de tekst van de VN er al")
        if not with_text
        else _("bij {n} staat de tekst van de VN").format(n=number(with_text))
    )
    return _("We kennen {counted} van dit document; {text}. Hoeveel het er in totaal zijn, weten we nog niet.").format(
        counted=counted, text=text
    )


def _dates(document: SourceDocument) -> tuple[tuple[str, str], ...]:
    cycle = document.cycle
    if cycle is None:
        return ()

    def day(value: date | None) -> str:
        return date_format(value, "j F Y") if value else ""

    dialogue = day(cycle.dialogue_from)
    if cycle.dialogue_to and cycle.dialogue_to != cycle.dialogue_from:
        dialogue = _("{first} tot en met {last}").format(first=dialogue, last=day(cycle.dialogue_to))
    told = (
        (_("Rapport van de regering"), day(cycle.state_report_on)),
        (_("Gesprek met het comité"), dialogue),
        (_("Vastgesteld"), day(cycle.adopted_on)),
        (_("Uitgebracht"), day(cycle.issued_on)),
        (_("Volgend rapport"), cycle.next_report),
    )
    return tuple((name, value or _("niet gevonden")) for name, value in told)


def _parts(shown: tuple[LimbRow, ...]) -> tuple[Part, ...]:
    """Stretches of limbs under the same heading, in the order of the document."""
    clusters = _cluster_names([one.limb.pk for one in shown])
    found: list[tuple[tuple[str, str, str], list[LimbRow]]] = []
    section = ""
    for one in shown:
        paragraph = one.limb.paragraph
        # a source that prints no section says nothing about a new one
        section = paragraph.section or section
        name = clusters.get(one.limb.pk, "") or ("" if paragraph.cluster or not clusters else _("Zonder cluster"))
        key = (section, name or paragraph.cluster, "nl" if name else "en")
        if not found or found[-1][0] != key:
            found.append((key, []))
        found[-1][1].append(one)
    return tuple(Part(*key, tuple(limbs)) for key, limbs in found)


def _cluster_names(limbs: list[int]) -> dict[int, str]:
    links = (
        RecommendationConcept.objects.filter(recommendation__in=limbs, concept__scheme__code="crc-clusters")
        .exclude(state=SuggestionState.REJECTED)
        .order_by("-state")
        .values_list("recommendation", "concept__label")
    )
    return {limb: label for limb, label in links if label}


def _topics(document: SourceDocument) -> tuple[tuple[str, tuple[ReportedTopic, ...]], ...]:
    """What organisations reported about this document, per theme; subjects without a theme come last."""
    per_theme: dict[str, list[ReportedTopic]] = {}
    found = ReportedTopic.objects.filter(document=document).select_related("theme").prefetch_related("theme__names")
    for topic in sorted(found, key=lambda one: (one.theme is None, one.theme.order if one.theme else 0, one.pk)):
        name = theme_name(topic.theme) if topic.theme else _("Andere onderwerpen")
        per_theme.setdefault(name, []).append(topic)
    return tuple((name, tuple(topics)) for name, topics in per_theme.items())
