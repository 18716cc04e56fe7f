"""Putting what was read beside what stands: what is better known stays, and a difference is asked, not taken.

A complete text is never replaced by a fragment, a certain one never by a doubtful one, a checked one never at all.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import slugify

from weerklank.moves import Refusal
from weerklank.rights.actions.changes import ask
from weerklank.rights.actions.deriving import Suggestions
from weerklank.rights.actions.report import Report, fingerprint
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import (
    ImportBatch,
    Recommendation,
    ReviewCycle,
    SourceDocument,
    SourceParagraph,
    StatementType,
)
from weerklank.rights.reading import Format, Kind, ReadDocument, ReadLimb, ReadParagraph, UhriRecord

_STATEMENTS: dict[str, str] = {
    Kind.INTRODUCTION: StatementType.INTRODUCTION,
    Kind.URGENT_AREAS: StatementType.INTRODUCTION,
    Kind.POSITIVE: StatementType.POSITIVE,
    Kind.CONCERN: StatementType.CONCERN,
    Kind.RECOMMENDATION: StatementType.RECOMMENDATION,
    Kind.REQUEST: StatementType.REQUEST,
    Kind.DISSEMINATION: StatementType.DISSEMINATION,
}
_MENDED = "Een redacteur herstelde deze alinea; zo is zij gebleven."
_BY_AN_EDITOR = "Een redacteur verbeterde deze tekst; het bestand zelf is niet veranderd."


# Words that already are an address beside the documents; a document of that name would stand behind it, unseen.
RESERVED = frozenset(
    [
        "alinea",
        "gewijzigd",
        "herhaald",
        "inlezen",
        "themas-voorstellen",
        "veranderd",
        "vergelijk",
        "vergelijken",
        "weergave",
        "wie",
    ]
)


def document_slug(symbol: str) -> str:
    """CRC/C/NLD/CO/5-6 becomes crc-c-nld-co-5-6."""
    return slugify(symbol.replace("/", "-").replace(".", "-"))[:60]


class Writer:
    """Writes one row at a time, and says what it did."""

    def __init__(self, batch: ImportBatch, report: Report) -> None:
        self.batch = batch
        self.report = report
        self.suggestions = Suggestions()
        self.seen: dict[str, str] = {}
        self.documents: dict[str, SourceDocument] = {}

    # --- documents ---------------------------------------------------------------------------------------------

    def document(self, read: ReadDocument) -> SourceDocument:
        symbol = read.symbol or f"zonder symbool {fingerprint(read.title)}"
        kind = "general_comment" if read.format is Format.GENERAL_COMMENT_JSON else "concluding_observations"
        return self.document_of(
            symbol, title=read.title, date=read.dates.distributed, language=read.language or "en", doc_type=kind
        )

    def document_of(self, symbol: str, **values: Any) -> SourceDocument:
        """The document with this symbol, as it stands or made with these values."""
        symbol = symbol[:60]
        if symbol not in self.documents:
            day = values.get("date")
            year = day.year if day else None
            values["title"] = str(values.get("title") or symbol)[:300]
            found = SourceDocument.objects.filter(symbol=symbol).first()
            if found is None:
                values["slug"] = self._address_of(symbol)
                values["cycle"] = ReviewCycle.objects.filter(year=year).first() if year else None
                found, _ = SourceDocument.objects.get_or_create(symbol=symbol, defaults=values)
            self.documents[symbol] = found
        return self.documents[symbol]

    def _address_of(self, symbol: str) -> str:
        """Where the document stands; a symbol of which no address can be made is refused."""
        slug = document_slug(symbol)
        if not slug or slug in RESERVED:
            raise Refusal(
                f"Van het documentnummer “{symbol}” is geen adres te maken. "
                "Typ het zoals het in de bron staat, bijvoorbeeld CRC/C/NLD/CO/5-6."
            )
        other = SourceDocument.objects.filter(slug=slug).first()
        if other:
            raise Refusal(
                f"Het documentnummer “{symbol}” lijkt te veel op {other.symbol}, dat hier al staat. "
                "Is het hetzelfde document, typ het dan precies zo."
            )
        return slug

    # --- paragraphs and limbs ----------------------------------------------------------------------------------

    def paragraph(
        self, document: SourceDocument, read: ReadParagraph, *, keep_limbs: bool = True, annotation: str | None = None
    ) -> list[Recommendation]:
        """One paragraph and its limbs; the limbs that now stand for it."""
        print_ = fingerprint(read.whole_text)
        key = str(read.number) if read.number is not None else f"x{print_}"
        locator = f"{document.symbol} §{read.number if read.number is not None else '?'}"
        if not self.first_time(f"{document.pk}:{key}", print_):
            if self.seen[f"{document.pk}:{key}"] == print_:
                return list(Recommendation.objects.filter(document=document, paragraph__key=key))
            self.report.say(
                locator,
                "rejected",
                "Dit nummer komt twee keer voor in het bestand; de tweede is niet overgenomen. Kijk in de bron welke klopt.",
            )
            return []
        for problem in read.problems:
            self.report.say(locator, "warning", str(problem))
        stands = self._standing_paragraph(document, key, print_, annotation)
        if stands is not None and stands.mended and stands.read_print == print_:
            limbs = list(stands.limbs.order_by("order"))
            for limb in limbs:
                self.report.say(f"{document.symbol} {limb.number or limb.slug}", "unchanged", _MENDED, limb)
            return limbs
        outcome, paragraph, why = self.put(
            stands,
            SourceParagraph,
            {"document": document, "key": stands.key if stands is not None and stands.mended else key},
            {
                "number": read.number,
                "section": (read.section or "")[:300],
                "cluster": (read.cluster or "")[:300],
                "heading": (read.heading or "")[:300],
                "kind": read.kind.value,
                "text": read.text,
                "complete": read.complete,
                "doubtful": read.doubtful,
                "problems": [str(problem) for problem in read.problems],
                "source_url": read.source if read.source.startswith("http") else "",
                "order": read.number * 10 if read.number is not None else 10_000 + read.order,
                **({"uhri_annotation_id": annotation} if annotation else {}),
            },
        )
        if not keep_limbs:
            self.report.say(locator, outcome, why)
        elif outcome == "rejected" and read.limbs:
            # its limbs are asked about one by one; the words before them belong to none
            self.report.say(
                locator, "warning", "De woorden voor de letters zijn in dit bestand anders; ze zijn gebleven."
            )
        limbs = self._limbs(paragraph, read, locator, print_) if keep_limbs else []
        self._remember(paragraph, read, print_, taken=outcome in ("created", "updated"))
        return limbs

    def _remember(self, paragraph: SourceParagraph, read: ReadParagraph, print_: str, *, taken: bool) -> None:
        """What the file gave, to lay beside it and to know the same file again."""
        if paragraph.mended or not (taken or not paragraph.read_print):
            return
        patterns = {self._limb_slug(paragraph, limb, alone=False): limb.found_by for limb in read.limbs}
        now = {"original": read.original, "found": {"": read.found_by, **patterns}, "read_print": print_}
        changed = [name for name, value in now.items() if getattr(paragraph, name) != value]
        if changed:
            for name in changed:
                setattr(paragraph, name, now[name])
            paragraph.save(update_fields=changed)

    def first_time(self, key: str, print_: str = "") -> bool:
        """Whether this place of the file was not read before in the same file."""
        if key in self.seen:
            return False
        self.seen[key] = print_
        return True

    def _standing_paragraph(
        self, document: SourceDocument, key: str, print_: str, annotation: str | None
    ) -> SourceParagraph | None:
        same = SourceParagraph.objects.filter(document=document)
        by_annotation = same.filter(uhri_annotation_id=annotation).first() if annotation else None
        # what an editor gave another number is known again by its words; what had no number gets one from a better source
        return (
            by_annotation
            or same.filter(mended=True, read_print=print_).first()
            or same.filter(key=key).first()
            or same.filter(key=f"x{print_}").first()
        )

    def _limbs(
        self, paragraph: SourceParagraph, read: ReadParagraph, locator: str, print_: str
    ) -> list[Recommendation]:
        if not read.limbs:
            whole = ReadLimb(
                letter=None,
                parent=None,
                text=read.text,
                complete=read.complete,
                doubtful=read.doubtful,
                problems=read.problems,
            )
            limbs = [self._limb(paragraph, read, whole, locator, print_, alone=True)]
        else:
            limbs = [
                self._limb(paragraph, read, limb, f"{locator}{limb.label}", print_, alone=False) for limb in read.limbs
            ]
        return [limb for limb in limbs if limb is not None]

    def _limb(
        self,
        paragraph: SourceParagraph,
        read: ReadParagraph,
        limb: ReadLimb,
        locator: str,
        print_: str,
        *,
        alone: bool,
    ) -> Recommendation | None:
        row: Recommendation
        slug = self._limb_slug(paragraph, limb, alone=alone)
        if not self.first_time(f"{paragraph.document_id}/{slug}"):
            self.report.say(
                locator,
                "rejected",
                "Deze letter komt twee keer voor in dezelfde alinea; de tweede is niet overgenomen.",
            )
            return None
        stands = Recommendation.objects.filter(document=paragraph.document, slug=slug).first()
        if stands is None and paragraph.mended:
            self.report.say(
                locator,
                "rejected",
                "Een redacteur herstelde deze alinea en dit onderdeel staat er niet meer apart. Vergelijk de alinea met de bron.",
            )
            return None
        number = (
            "" if paragraph.number is None else str(paragraph.number) if alone else f"{paragraph.number}{limb.label}"
        )
        doubts = [problem.what for problem in limb.problems] if limb.doubtful else []
        if limb.letter is None and not alone:
            doubts.append("de letter staat niet in de bron")
        outcome, row, why = self.put(
            stands,
            Recommendation,
            {"document": paragraph.document, "slug": slug},
            {
                "paragraph": paragraph,
                "letter": "" if alone else (limb.letter or ""),
                "number": "" if "?" in number else number,
                "statement_type": _STATEMENTS.get(read.kind.value, StatementType.CONCERN),
                "text": limb.text,
                "language": "en",
                "complete": limb.complete,
                "doubtful": "; ".join(doubts)[:300],
                "order": paragraph.order * 100 + limb.order,
            },
            file_is_the_same=paragraph.read_print == print_,
        )
        self.report.say(locator, outcome, why, row)
        self.suggestions.derive(row, [*read.derived, *limb.derived])
        return row

    def _limb_slug(self, paragraph: SourceParagraph, limb: ReadLimb, *, alone: bool) -> str:
        stem = (
            str(paragraph.number)
            if paragraph.number is not None
            else f"zonder-nummer-{fingerprint(paragraph.text or limb.text)[:8]}"
        )
        if alone:
            return stem
        if limb.letter is None:
            return f"{stem}-letter-onbekend-{fingerprint(limb.text)[:8]}"
        return "-".join(part for part in (stem, limb.parent, limb.letter) if part)

    # --- what stands -------------------------------------------------------------------------------------------

    def put(
        self,
        stands: Any,
        model: type[models.Model],
        identity: dict[str, Any],
        values: dict[str, Any],
        *,
        file_is_the_same: bool = False,
    ) -> tuple[str, Any, str]:
        """Creates, improves or leaves a row; what it did, the row, and why where it did not take the new text."""
        if stands is None:
            return "created", model._default_manager.create(**identity, **values), ""
        same_words = fingerprint(stands.text) == fingerprint(values["text"])
        better = _rank(values) > _rank(vars(stands))
        if not same_words and not better:
            if _rank(values) < _rank(vars(stands)):
                return "unchanged", stands, "Wat er al staat is vollediger of zekerder; dat is gebleven."
            if file_is_the_same:
                return "unchanged", stands, _BY_AN_EDITOR
            return self._ask(stands, values["text"])
        if not same_words and getattr(stands, "state", RecommendationState.IMPORTED) != RecommendationState.IMPORTED:
            return self._ask(stands, values["text"])
        changed = self._improve(stands, {**identity, **values}, better=better)
        return ("updated" if changed else "unchanged"), stands, ""

    def _ask(self, stands: Any, offered: str) -> tuple[str, Any, str]:
        if not isinstance(stands, Recommendation):
            return "rejected", stands, "Een andere bron geeft hier een andere tekst. De tekst die er stond is gebleven."
        outcome, why = ask(limb=stands, offered=offered, batch=self.batch)
        return outcome, stands, why

    def _improve(self, row: Any, values: dict[str, Any], *, better: bool) -> bool:
        """Takes over what was empty, and everything where the new source is better."""
        changed = []
        for name, value in values.items():
            present = getattr(row, name)
            fills = value not in ("", None) and (better or present in ("", None))
            if present != value and (fills or (better and name in ("doubtful", "problems"))):
                setattr(row, name, value)
                changed.append(name)
        if changed:
            row.save(update_fields=changed)
        return bool(changed)

    # --- records of the index ----------------------------------------------------------------------------------

    def uhri(self, read: UhriRecord) -> None:
        for problem in read.problems:
            self.report.say(f"record {read.ordinal}", "warning", str(problem))
        if not read.symbol or not read.paragraphs:
            self.report.say(
                f"record {read.ordinal}",
                "rejected",
                "Zonder documentnummer of tekst is niet te zeggen waar dit bij hoort.",
            )
            return
        try:
            document = self.document_of(read.symbol, date=read.published_on, publisher="OHCHR (UHRI)")
        except Refusal as refusal:
            self.report.say(f"record {read.ordinal}", "rejected", refusal.sentence)
            return
        for place, paragraph in enumerate(read.paragraphs):
            limbs = self.paragraph(document, paragraph, annotation=read.annotation_id if place == 0 else None)
            for limb in limbs:
                self.suggestions.tag(limb, "uhri-themes", read.themes)
                self.suggestions.tag(limb, "uhri-persons", read.affected_persons)
                self.suggestions.derive(limb, read.derived, read.sdgs)


def _rank(values: dict[str, Any]) -> tuple[bool, bool, bool]:
    """Having words beats having none, whole beats fragment, certain beats doubtful."""
    return bool(values["text"]), bool(values.get("complete", True)), not values.get("doubtful")
