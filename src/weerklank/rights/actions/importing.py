"""Reading a file of the UN into the tracker: twice is the same as once, and half is never left behind.

What is better known stands: a complete text is never replaced by a fragment, a certain one never by a doubtful
one, and a text that an editor checked is never replaced at all; a difference is reported for a person to decide.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from weerklank.audit.actions import Actor, record
from weerklank.moves import Refusal
from weerklank.rights.lifecycle import IMPORT, ImportState, RecommendationState
from weerklank.rights.models import (
    Concept,
    ImportBatch,
    ImportRow,
    Recommendation,
    RecommendationConcept,
    RecommendationTerritory,
    ReviewCycle,
    Scheme,
    SourceDocument,
    SourceParagraph,
    StatementType,
    Territory,
)
from weerklank.rights.reading import (
    Derived,
    DerivedKind,
    DocumentReading,
    Format,
    Kind,
    Problem,
    ReadDocument,
    ReadLimb,
    ReadParagraph,
    RecordReading,
    ThematicReading,
    ThematicRow,
    UhriRecord,
    Unreadable,
    open_source,
)

CHUNK = 100
CRC_BODIES = ("CRC", "CRC-OP-SC", "CRC-OP-AC")
OnProgress = Callable[[int, int | None, str], None]

_STATEMENTS: dict[str, str] = {
    Kind.INTRODUCTION: StatementType.INTRODUCTION,
    Kind.URGENT_AREAS: StatementType.INTRODUCTION,
    Kind.POSITIVE: StatementType.POSITIVE,
    Kind.CONCERN: StatementType.CONCERN,
    Kind.RECOMMENDATION: StatementType.RECOMMENDATION,
    Kind.REQUEST: StatementType.REQUEST,
    Kind.DISSEMINATION: StatementType.DISSEMINATION,
}
_SCHEME_TITLES = {
    "crc-articles": "Artikelen van het Kinderrechtenverdrag",
    "crc-clusters": "Clusters van het VN-Kinderrechtencomité",
    "sdg-targets": "Duurzame ontwikkelingsdoelen",
    "uhri-themes": "Thema’s van de mensenrechtenindex van de VN",
    "uhri-persons": "Groepen in de mensenrechtenindex van de VN",
}


class _Undone(Exception):
    """Carries a dry run out of its transaction, so that nothing of it stays."""


@dataclass(slots=True)
class _Report:
    """What happened, kept outside the transaction that may be undone."""

    rows: list[tuple[str, str, str, int | None]] = field(default_factory=list)
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("created", "updated", "unchanged", "rejected"), 0)
    )

    def say(self, locator: str, outcome: str, message: str = "", limb: Recommendation | None = None) -> None:
        if outcome in self.counts:
            self.counts[outcome] += 1
        self.rows.append((locator[:120], outcome, message, limb.pk if limb else None))


def fingerprint(text: str) -> str:
    """The same words give the same print, however they were wrapped."""
    return hashlib.sha256(re.sub(r"\W+", " ", text).strip().casefold().encode()).hexdigest()[:16]


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def import_observations(
    *,
    path: Path,
    by: Actor | None,
    now: datetime,
    dry_run: bool = False,
    country: str | None = None,
    bodies: tuple[str, ...] = CRC_BODIES,
    on_progress: OnProgress | None = None,
    name: str = "",
) -> ImportBatch:
    """Reads one file into the tracker. Raises Refusal, with nothing changed, where the file cannot be read."""
    try:
        reading = open_source(path, country=country, bodies=bodies)
    except Unreadable as error:
        raise Refusal(str(error)) from error
    batch = _batch(path=path, name=name or path.name, reading_format=reading.format, by=by, now=now, dry_run=dry_run)
    report = _Report()
    try:
        if isinstance(reading, RecordReading):
            _import_stream(batch, reading, report, dry_run=dry_run, now=now, on_progress=on_progress)
        else:
            with transaction.atomic():
                _import_whole(reading, report, on_progress)
                if dry_run:
                    raise _Undone
                _close(batch, report, now=now, by=by)
                return batch
    except _Undone:
        pass
    except BaseException:
        # interrupted: what was committed stays and the next run goes on from there
        ImportBatch.objects.filter(pk=batch.pk).update(state=IMPORT.after(ImportState.RUNNING, "stop"))
        raise
    with transaction.atomic():
        _close(batch, report, now=now, by=by)
    return batch


def _batch(
    *, path: Path, name: str, reading_format: Format, by: Actor | None, now: datetime, dry_run: bool
) -> ImportBatch:
    """A new batch, or the interrupted one of the same file, which goes on where it was."""
    digest = sha256_of(path)
    if not dry_run:
        stopped = ImportBatch.objects.filter(
            sha256=digest, dry_run=False, state__in=[ImportState.STOPPED, ImportState.RUNNING], position__gt=0
        ).first()
        if stopped:
            stopped.state = ImportState.RUNNING
            stopped.save(update_fields=["state"])
            return stopped
    return ImportBatch.objects.create(
        file_name=name[:200],
        sha256=digest,
        format=reading_format.value,
        dry_run=dry_run,
        by=by.audit_label if by else "systeem",
        started_at=now,
    )


def _write_rows(batch: ImportBatch, report: _Report) -> None:
    kept = set(
        Recommendation.objects.filter(pk__in=[row[3] for row in report.rows if row[3]]).values_list("pk", flat=True)
    )
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                batch=batch,
                locator=locator,
                outcome=outcome,
                message=message,
                recommendation_id=pk if pk in kept else None,
            )
            for locator, outcome, message, pk in report.rows
        ],
        batch_size=500,
    )
    for outcome, count in report.counts.items():
        setattr(batch, outcome, getattr(batch, outcome) + count)
        report.counts[outcome] = 0
    report.rows.clear()


def _close(batch: ImportBatch, report: _Report, *, now: datetime, by: Actor | None) -> None:
    _write_rows(batch, report)
    batch.state = IMPORT.after(batch.state, "finish")
    batch.finished_at = now
    if not (batch.created or batch.updated or batch.unchanged):
        batch.message = "Er is niets gevonden om in te lezen. De regels hieronder zeggen waarom."
    batch.save()
    if not batch.dry_run and (batch.created or batch.updated):
        record(
            action="observations.imported",
            obj=batch,
            by=by,
            now=now,
            note=f"{batch.created} nieuw, {batch.updated} gewijzigd, {batch.unchanged} gelijk, {batch.rejected} niet overgenomen",
        )


def _import_stream(
    batch: ImportBatch,
    reading: RecordReading,
    report: _Report,
    *,
    dry_run: bool,
    now: datetime,
    on_progress: OnProgress | None,
) -> None:
    """A large export, in pieces that are each whole: after a piece its position is kept."""
    for problem in reading.problems:
        report.say(batch.file_name, "warning", str(problem))

    def tell(progress: Any) -> None:
        if on_progress:
            on_progress(progress.done, progress.total, f"{progress.seen} gelezen, {progress.kept} over het Koninkrijk")

    stream = reading.records(after=batch.position, on_progress=tell)
    records = iter(stream)
    while chunk := list(islice(records, CHUNK)):
        try:
            with transaction.atomic():
                writer = _Writer(report)
                for item in chunk:
                    if isinstance(item, Problem):
                        report.say(f"record {item.record or '?'}", "rejected", str(item))
                        continue
                    writer.uhri(item)
                    batch.position = item.ordinal
                if dry_run:
                    raise _Undone
                _write_rows(batch, report)
                batch.save()
        except _Undone:
            continue
    if not batch.position:
        seen = stream.progress
        named = ", ".join(list(seen.countries)[:5])
        report.say(
            batch.file_name,
            "warning",
            f"{seen.seen} records gelezen, geen over {reading.selection.country}. Wel over: {named or 'niets'}.",
        )


def _import_whole(reading: DocumentReading | ThematicReading, report: _Report, on_progress: OnProgress | None) -> None:
    writer = _Writer(report)
    for problem in reading.problems:
        report.say(_place(problem), "warning", str(problem))
    if isinstance(reading, ThematicReading):
        document = writer.thematic_document(reading.country)
        for done, row in enumerate(reading.rows, start=1):
            writer.thematic_row(document, row)
            if on_progress and done % 50 == 0:
                on_progress(done, len(reading.rows), "")
        return
    document = writer.document(reading.document)
    urgent: list[Derived] = []
    for done, paragraph in enumerate(reading.paragraphs, start=1):
        writer.paragraph(document, paragraph, keep_limbs=reading.format is not Format.GENERAL_COMMENT_JSON)
        urgent += [item for item in paragraph.derived if item.kind is DerivedKind.URGENT_AREA]
        if on_progress:
            on_progress(done, len(reading.paragraphs), "")
    writer.urgent(document, urgent)


def _place(problem: Problem) -> str:
    return f"regel {problem.line}" if problem.line else f"bladzijde {problem.page}" if problem.page else "bestand"


def document_slug(symbol: str) -> str:
    """CRC/C/NLD/CO/5-6 becomes crc-c-nld-co-5-6."""
    return slugify(symbol.replace("/", "-").replace(".", "-"))[:60]


class _Writer:
    """Puts what was read beside what stands, one row at a time, and says what it did."""

    def __init__(self, report: _Report) -> None:
        self.report = report
        self.seen: dict[str, str] = {}
        self.territories = {territory.code: territory for territory in Territory.objects.all()}
        self.concepts: dict[tuple[str, str], Concept] = {}
        self.documents: dict[str, SourceDocument] = {}

    # --- documents ---------------------------------------------------------------------------------------------

    def document(self, read: ReadDocument) -> SourceDocument:
        symbol = read.symbol or f"zonder symbool {fingerprint(read.title)}"
        kind = "general_comment" if read.format is Format.GENERAL_COMMENT_JSON else "concluding_observations"
        return self._document(
            symbol, title=read.title, date=read.dates.distributed, language=read.language or "en", doc_type=kind
        )

    def thematic_document(self, country: str) -> SourceDocument:
        return self._document(
            f"UPR {country}",
            title=f"Thematische lijst van aanbevelingen (UPR): {country}",
            doc_type="upr_thematic_list",
        )

    def _document(self, symbol: str, **values: Any) -> SourceDocument:
        if symbol not in self.documents:
            day = values.get("date")
            year = day.year if day else None
            values["title"] = str(values.get("title") or symbol)[:300]
            found, _ = SourceDocument.objects.get_or_create(
                symbol=symbol,
                defaults={
                    **values,
                    "slug": document_slug(symbol),
                    "cycle": ReviewCycle.objects.filter(year=year).first() if year else None,
                },
            )
            self.documents[symbol] = found
        return self.documents[symbol]

    # --- paragraphs and limbs ----------------------------------------------------------------------------------

    def paragraph(
        self, document: SourceDocument, read: ReadParagraph, *, keep_limbs: bool = True, annotation: str | None = None
    ) -> list[Recommendation]:
        """One paragraph and its limbs; the limbs that now stand for it."""
        print_ = fingerprint(read.whole_text)
        key = str(read.number) if read.number is not None else f"x{print_}"
        locator = f"{document.symbol} §{read.number if read.number is not None else '?'}"
        if not self._first_time(f"{document.pk}:{key}", print_):
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
        outcome, paragraph, why = self._put(
            stands,
            SourceParagraph,
            {"document": document, "key": key},
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
        if outcome == "rejected" or not keep_limbs:
            self.report.say(locator, outcome, why)
        return self._limbs(paragraph, read, locator) if keep_limbs else []

    def _first_time(self, key: str, print_: str = "") -> bool:
        if key in self.seen:
            return False
        self.seen[key] = print_
        return True

    def _standing_paragraph(
        self, document: SourceDocument, key: str, print_: str, annotation: str | None
    ) -> SourceParagraph | None:
        same = SourceParagraph.objects.filter(document=document)
        by_annotation = same.filter(uhri_annotation_id=annotation).first() if annotation else None
        # a paragraph that was known without its number gets it when a better source prints it
        return by_annotation or same.filter(key=key).first() or same.filter(key=f"x{print_}").first()

    def _limbs(self, paragraph: SourceParagraph, read: ReadParagraph, locator: str) -> list[Recommendation]:
        if not read.limbs:
            whole = ReadLimb(
                letter=None,
                parent=None,
                text=read.text,
                complete=read.complete,
                doubtful=read.doubtful,
                problems=read.problems,
            )
            limbs = [self._limb(paragraph, read, whole, locator, alone=True)]
        else:
            limbs = [self._limb(paragraph, read, limb, f"{locator}{limb.label}", alone=False) for limb in read.limbs]
        return [limb for limb in limbs if limb is not None]

    def _limb(
        self, paragraph: SourceParagraph, read: ReadParagraph, limb: ReadLimb, locator: str, *, alone: bool
    ) -> Recommendation | None:
        row: Recommendation
        slug = self._limb_slug(paragraph, limb, alone=alone)
        if not self._first_time(f"{paragraph.document_id}/{slug}"):
            self.report.say(
                locator,
                "rejected",
                "Deze letter komt twee keer voor in dezelfde alinea; de tweede is niet overgenomen.",
            )
            return None
        number = (
            "" if paragraph.number is None else str(paragraph.number) if alone else f"{paragraph.number}{limb.label}"
        )
        doubts = [problem.what for problem in limb.problems] if limb.doubtful else []
        if limb.letter is None and not alone:
            doubts.append("de letter staat niet in de bron")
        outcome, row, why = self._put(
            Recommendation.objects.filter(document=paragraph.document, slug=slug).first(),
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
        )
        self.report.say(locator, outcome, why, row)
        self._derive(row, [*read.derived, *limb.derived])
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

    def _put(
        self, stands: Any, model: type[models.Model], identity: dict[str, Any], values: dict[str, Any]
    ) -> tuple[str, Any, str]:
        """Creates, improves or leaves a row; what it did, the row, and why where it did not take the new text."""
        if stands is None:
            return "created", model._default_manager.create(**identity, **values), ""
        same_words = fingerprint(stands.text) == fingerprint(values["text"])
        better = _rank(values) > _rank(vars(stands))
        if not same_words and not better:
            if _rank(values) < _rank(vars(stands)):
                return "unchanged", stands, "Wat er al staat is vollediger of zekerder; dat is gebleven."
            return (
                "rejected",
                stands,
                "Een andere bron geeft hier een andere tekst. De tekst die er stond is gebleven; vergelijk de twee.",
            )
        if not same_words and getattr(stands, "state", RecommendationState.IMPORTED) != RecommendationState.IMPORTED:
            return (
                "rejected",
                stands,
                "Deze tekst is al gecontroleerd en ligt vast. Zet haar eerst terug als de bron is verbeterd.",
            )
        changed = self._improve(stands, {**identity, **values}, better=better)
        return ("updated" if changed else "unchanged"), stands, ""

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

    # --- what is derived ---------------------------------------------------------------------------------------

    def _derive(self, limb: Recommendation, derived: Iterable[Derived]) -> None:
        """Suggestions beside the pattern that found them; what a person rejected is not suggested again."""
        for item in derived:
            found = {"source": "machine", "pattern": item.pattern[:200], "matched_text": item.matched_text[:300]}
            if item.kind in (DerivedKind.ARTICLE, DerivedKind.CLUSTER, DerivedKind.SDG_TARGET, DerivedKind.SDG_GOAL):
                scheme = item.scheme or "sdg-targets"
                RecommendationConcept.objects.get_or_create(
                    recommendation=limb, concept=self._concept(scheme, item.value), defaults=found
                )
            elif item.kind is DerivedKind.TERRITORY and item.value in self.territories:
                RecommendationTerritory.objects.get_or_create(
                    recommendation=limb, territory=self.territories[item.value], defaults=found
                )

    def _concept(self, scheme: str, notation: str, label: str = "") -> Concept:
        key = (scheme, notation[:40])
        if key not in self.concepts:
            home, _ = Scheme.objects.get_or_create(
                code=scheme[:40], defaults={"title": _SCHEME_TITLES.get(scheme, scheme)}
            )
            self.concepts[key], _ = Concept.objects.get_or_create(
                scheme=home, notation=notation[:40], defaults={"label": label[:300]}
            )
        return self.concepts[key]

    def urgent(self, document: SourceDocument, found: Iterable[Derived]) -> None:
        """The areas that the Committee calls urgent, marked on the paragraphs that it names with them."""
        for area in found:
            Recommendation.objects.filter(
                document=document,
                paragraph__number__in=area.paragraphs,
                is_urgent=False,
                state=RecommendationState.IMPORTED,
            ).update(is_urgent=True, urgent_area=area.value[:200])

    # --- exports and lists -------------------------------------------------------------------------------------

    def uhri(self, read: UhriRecord) -> None:
        for problem in read.problems:
            self.report.say(f"record {read.ordinal}", "warning", str(problem))
        if not read.symbol or not read.paragraphs:
            self.report.say(
                f"record {read.ordinal}",
                "rejected",
                "Zonder documentsymbool of tekst is niet te zeggen waar dit bij hoort.",
            )
            return
        document = self._document(read.symbol, date=read.published_on, publisher="OHCHR (UHRI)")
        for place, paragraph in enumerate(read.paragraphs):
            limbs = self.paragraph(document, paragraph, annotation=read.annotation_id if place == 0 else None)
            for limb in limbs:
                self._tag(limb, "uhri-themes", read.themes)
                self._tag(limb, "uhri-persons", read.affected_persons)
                self._derive(limb, read.derived)

    def _tag(self, limb: Recommendation, scheme: str, labels: Iterable[str]) -> None:
        for label in labels:
            concept = self._concept(scheme, slugify(label)[:40] or fingerprint(label), label)
            RecommendationConcept.objects.get_or_create(
                recommendation=limb,
                concept=concept,
                defaults={"source": "un", "pattern": "veld in de export", "matched_text": label[:300]},
            )

    def thematic_row(self, document: SourceDocument, row: ThematicRow) -> None:
        for problem in row.problems:
            self.report.say(f"{document.symbol} {row.number}", "warning", str(problem))
        if not self._first_time(f"{document.pk}:{row.number}"):
            # a list by theme prints a recommendation again under each of its themes
            return
        key = {"document": document, "key": row.number}
        text = {"text": row.text, "complete": True, "order": row.order}
        outcome, paragraph, _ = self._put(
            SourceParagraph.objects.filter(**key).first(),
            SourceParagraph,
            key,
            {**text, "heading": row.theme[:300], "kind": "recommendation"},
        )
        slug = slugify(row.number.replace(".", "-"))
        place = {"document": document, "slug": slug}
        outcome, limb, why = self._put(
            Recommendation.objects.filter(**place).first(),
            Recommendation,
            place,
            {**text, "paragraph": paragraph, "number": row.number, "statement_type": StatementType.RECOMMENDATION},
        )
        self.report.say(f"{document.symbol} {row.number}", outcome, why, limb)
        self._tag(limb, "uhri-themes", row.themes)
        self._tag(limb, "uhri-persons", row.groups)
        self._derive(limb, row.derived)


def _rank(values: dict[str, Any]) -> tuple[bool, bool, bool]:
    """Having words beats having none, whole beats fragment, certain beats doubtful."""
    return bool(values["text"]), bool(values.get("complete", True)), not values.get("doubtful")
