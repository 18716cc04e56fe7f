"""What comes in and waits for a person: changed sources, paragraphs beside their original, lists to hand round."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from weerklank.rights.lifecycle import ChangeState, RecommendationState
from weerklank.rights.models import (
    ColumnMapping,
    ImportBatch,
    ImportRow,
    Recommendation,
    RecommendationConcept,
    SourceChange,
    SourceDocument,
    SourceParagraph,
    StatementType,
)
from weerklank.rights.thematic_docx import ListedRow, ThematicList

_ASKED_OF_A_STATE = (StatementType.RECOMMENDATION, StatementType.REQUEST, StatementType.DISSEMINATION)


# --- Changed sources ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a comparison; `kind` is empty where both texts say them."""

    kind: str
    text: str


def changes(*, state: str = "", document: str = "", search: str = "") -> QuerySet[SourceChange]:
    found = SourceChange.objects.select_related("recommendation__document", "batch", "decided_by")
    if state in ChangeState.values:
        found = found.filter(state=state)
    if document:
        found = found.filter(recommendation__document__slug=document)
    if search:
        found = found.filter(
            Q(recommendation__number__icontains=search) | Q(stands__icontains=search) | Q(offered__icontains=search)
        )
    return found.order_by("-id")


def change(pk: int) -> SourceChange | None:
    return (
        SourceChange.objects.select_related(
            "recommendation__document", "recommendation__paragraph", "batch", "decided_by"
        )
        .filter(pk=pk)
        .first()
    )


def change_states() -> list[tuple[str, str, int]]:
    counts = dict(SourceChange.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return [(value, str(label), counts.get(value, 0)) for value, label in ChangeState.choices]


def changed_documents() -> QuerySet[SourceDocument]:
    return (
        SourceDocument.objects.filter(limbs__source_changes__isnull=False)
        .annotate(held=Count("limbs__source_changes"))
        .order_by("-date", "symbol")
    )


def difference(stands: str, offered: str) -> tuple[Part, ...]:
    """Word by word: what goes, what comes, what both say."""
    before, after = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (stands, offered))
    found: list[Part] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Part("", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            found.append(Part("weg", "".join(before[i1:i2])))
        if j2 > j1:
            found.append(Part("nieuw", "".join(after[j1:j2])))
    return tuple(found)


# --- Paragraphs beside their original ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A limb as it was read, with the pattern that found it."""

    limb: Recommendation
    found_by: str

    @property
    def open(self) -> bool:
        return self.limb.state == RecommendationState.IMPORTED


@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph: the original, and what was read in it."""

    paragraph: SourceParagraph
    original: str
    number_found_by: str
    parts: tuple[ReadPart, ...]

    @property
    def lead(self) -> str:
        """The words before the first letter, where there are letters."""
        return self.paragraph.text if len(self.parts) > 1 or any(part.limb.letter for part in self.parts) else ""


def beside(paragraph: SourceParagraph) -> Beside:
    limbs = list(paragraph.limbs.all())
    return Beside(
        paragraph=paragraph,
        original=paragraph.original,
        number_found_by=paragraph.found.get("", ""),
        parts=tuple(ReadPart(limb, paragraph.found.get(limb.slug, "")) for limb in limbs),
    )


def paragraphs(document: SourceDocument, *, watch: str = "") -> QuerySet[SourceParagraph]:
    """In the order of the source; `watch` keeps what needs an eye."""
    doubtful = Recommendation.objects.filter(paragraph=OuterRef("pk")).filter(~Q(doubtful="") | Q(complete=False))
    unchecked = Recommendation.objects.filter(paragraph=OuterRef("pk"), state=RecommendationState.IMPORTED)
    found = (
        SourceParagraph.objects.filter(document=document)
        .select_related("document")
        .prefetch_related(Prefetch("limbs", Recommendation.objects.select_related("document").order_by("order", "id")))
        .order_by("order", "id")
    )
    match watch:
        case "twijfel":
            return found.filter(Q(doubtful=True) | Q(complete=False) | ~Q(problems=[]) | Exists(doubtful))
        case "ongecontroleerd":
            return found.filter(Exists(unchecked)).exclude(text="", limbs__text="")
        case "hersteld":
            return found.filter(mended=True)
    return found


def paragraph(pk: int) -> SourceParagraph | None:
    return (
        SourceParagraph.objects.select_related("document")
        .prefetch_related(Prefetch("limbs", Recommendation.objects.select_related("document").order_by("order", "id")))
        .filter(pk=pk)
        .first()
    )


def neighbours(paragraph: SourceParagraph) -> tuple[SourceParagraph | None, SourceParagraph | None]:
    """The paragraphs before and after it in the source."""
    same = SourceParagraph.objects.filter(document_id=paragraph.document_id)
    before = same.filter(Q(order__lt=paragraph.order) | Q(order=paragraph.order, pk__lt=paragraph.pk))
    after = same.filter(Q(order__gt=paragraph.order) | Q(order=paragraph.order, pk__gt=paragraph.pk))
    return before.order_by("-order", "-id").first(), after.order_by("order", "id").first()


def document(slug: str) -> SourceDocument | None:
    return SourceDocument.objects.filter(slug=slug).first()


def documents_read() -> QuerySet[SourceDocument]:
    """Documents of which there is something to lay beside its original."""
    return (
        SourceDocument.objects.filter(paragraphs__isnull=False)
        .annotate(held=Count("paragraphs", distinct=True))
        .order_by("-date", "symbol")
    )


def documents_of(batch: ImportBatch) -> QuerySet[SourceDocument]:
    """The documents that an import touched; there the rows can be laid beside what was read."""
    named = ImportRow.objects.filter(batch=batch, recommendation__isnull=False).values("recommendation__document")
    return SourceDocument.objects.filter(pk__in=named).order_by("-date", "symbol")


def mappings() -> QuerySet[ColumnMapping]:
    return ColumnMapping.objects.order_by("name")


# --- The list that goes round ------------------------------------------------------------------------------------------


def thematic_list(document: SourceDocument) -> ThematicList:
    """Every limb of a document that asks something, with what the State said and what was written about it."""
    tags = RecommendationConcept.objects.select_related("concept__scheme").exclude(state="rejected").order_by("id")
    limbs = (
        Recommendation.objects.filter(document=document, statement_type__in=_ASKED_OF_A_STATE)
        .exclude(text="")
        .select_related("paragraph")
        .prefetch_related("positions", "comments", Prefetch("concept_links", tags, to_attr="tags"))
        .order_by("order", "id")
    )
    return ThematicList(
        symbol=document.symbol,
        title=document.title,
        rows=tuple(_listed(limb) for limb in limbs.iterator(chunk_size=500)),
    )


def _listed(limb: Recommendation) -> ListedRow:
    links: list[RecommendationConcept] = limb.tags  # type: ignore[attr-defined]  # prefetched under this name
    by_scheme: dict[str, list[RecommendationConcept]] = {}
    for link in links:
        by_scheme.setdefault(link.concept.scheme.code, []).append(link)

    def labels(scheme: str) -> tuple[str, ...]:
        return tuple(link.concept.label or link.concept.notation for link in by_scheme.get(scheme, []))

    # the goal in the words of the source, where the source named it
    goals = tuple(
        link.matched_text if link.source == "un" and " - " in link.matched_text else f"{link.concept.notation} - SDG"
        for link in by_scheme.get("sdg-targets", [])
    )
    positions = list(limb.positions.all())
    position = positions[-1] if positions else None
    return ListedRow(
        number=limb.number or f"[{limb.slug}]",
        text=" ".join(limb.text.split()),
        states=labels("upr-states"),
        source=position.source if position else "",
        position=(position.words or str(position.get_position_display())) if position else "",
        theme=limb.paragraph.heading,
        themes=labels("uhri-themes"),
        goals=goals,
        persons=labels("uhri-persons"),
        comment="\n\n".join(comment.text for comment in limb.comments.all()),
    )
