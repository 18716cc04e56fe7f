"""Rows of lists that are handed round: the answer of the State, what was written about implementation, the tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import slugify

from weerklank.audit.actions import Actor, record
from weerklank.moves import Refusal
from weerklank.rights.actions import limbs
from weerklank.rights.actions.changes import ask
from weerklank.rights.actions.report import fingerprint
from weerklank.rights.actions.writing import Writer
from weerklank.rights.models import (
    ImplementationComment,
    Recommendation,
    SourceDocument,
    SourceParagraph,
    StatementType,
    StatePosition,
)
from weerklank.rights.queries import visible
from weerklank.rights.reading import TableRecord, ThematicReading, ThematicRow
from weerklank.rights.reading.countries import corrected_symbol
from weerklank.rights.reading.ohchr_lines import misprint

_LIMB_NUMBER = re.compile(r"(\d{1,3})((?:\s?\([a-z]{1,5}\)){0,2})")
_LETTERS = re.compile(r"\(([a-z]{1,5})\)")
P = StatePosition.Position
LONGEST_SUBJECT = 160


def position_of(words: str) -> str | None:
    """What a State's answer amounts to, in the words of lists of several makers; None where it says nothing known."""
    said = " ".join(words.casefold().split())
    known = {str(label).casefold(): value for value, label in P.choices} | {value: value for value in P.values}
    if not said:
        return None
    if said in known:
        return known[said]
    if "part" in said or "deels" in said or ("/" in said and "supported" in said and "noted" in said):
        return P.ACCEPTS_IN_PART
    for start, value in (
        ("support", P.ACCEPTS),
        ("accept", P.ACCEPTS),
        ("aanvaard", P.ACCEPTS),
        ("note", P.TAKES_NOTE),
        ("reject", P.REJECTS),
        ("not accept", P.REJECTS),
        ("wijst af", P.REJECTS),
    ):
        if said.startswith(start):
            return value
    return None


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says beside the text of a limb."""

    position: str = ""
    words: str = ""
    source: str = ""
    stated_on: date | None = None
    comment: str = ""


class Lister:
    """Writes rows of lists, through the writer that holds the file together."""

    def __init__(self, writer: Writer, *, by: Actor | None, now: datetime) -> None:
        self.writer = writer
        self.report = writer.report
        self.by = by
        self.now = now

    # --- thematic lists ----------------------------------------------------------------------------------------

    def thematic(self, reading: ThematicReading) -> Iterable[None]:
        """Row by row; a list that we handed out goes back to the limbs that it was made of."""
        document = self._listed_document(reading)
        for row in reading.rows:
            for problem in row.problems:
                self.report.say(f"{document.symbol} {row.number}", "warning", str(problem))
            self._thematic_row(document, row)
            yield

    def _listed_document(self, reading: ThematicReading) -> SourceDocument:
        symbol = reading.symbol or f"UPR {reading.country}"
        if not symbol.startswith("UPR ") and not SourceDocument.objects.filter(symbol=symbol).exists():
            raise Refusal(
                f"Deze lijst hoort bij {symbol}, en dat document staat hier niet. Lees eerst het document zelf in."
            )
        return self.writer.document_of(
            symbol,
            title=f"Thematische lijst van aanbevelingen (UPR): {symbol.removeprefix('UPR ')}",
            doc_type="upr_thematic_list",
        )

    def _thematic_row(self, document: SourceDocument, row: ThematicRow) -> None:
        said = Said(row.position, row.position, row.source_of_position, None, row.comment)
        # a list by theme prints a recommendation again under each of its themes
        again = not self.writer.first_time(f"{document.pk}:{row.number}")
        if again or document.doc_type != "upr_thematic_list":
            limb = self._limb(document, row.number)
            if limb is None:
                self.report.say(
                    f"{document.symbol} {row.number}",
                    "rejected",
                    "Dit nummer staat niet in het document dat de lijst noemt.",
                )
            elif again:
                self._beside(limb, Said(comment=row.comment), f"{document.symbol} {row.number}")
            else:
                self._known(limb, row.text, said, f"{document.symbol} {row.number}")
            return
        limb = self._write(document, row.number, row.text, row.theme, said, order=row.order, original=row.original)
        self.writer.suggestions.tag(limb, "uhri-themes", row.themes)
        self.writer.suggestions.tag(limb, "uhri-persons", row.groups)
        self.writer.suggestions.tag(limb, "upr-states", row.states)
        self.writer.suggestions.derive(limb, row.derived, row.sdgs)

    # --- tables ------------------------------------------------------------------------------------------------

    def table_row(self, row: TableRecord) -> None:
        place = f"rij {row.place}"
        for problem in row.problems:
            self.report.say(place, "rejected" if row.refused else "warning", str(problem))
        if row.refused:
            return
        printed = row.get("document").strip()
        symbol = corrected_symbol(printed) or printed
        if not symbol:
            self.report.say(
                place,
                "rejected",
                "Bij deze rij hoort geen document. Geef er een op voor het hele bestand, of wijs een kolom aan.",
            )
            return
        if symbol != printed:
            self.report.say(place, "warning", misprint(printed, symbol).what)
        number = " ".join(row.get("number").split())[:20]
        try:
            document = self.writer.document_of(symbol, doc_type="table")
        except Refusal as refusal:
            self.report.say(place, "rejected", refusal.sentence)
            return
        if not self.writer.first_time(f"{document.pk}:{number.casefold()}"):
            self.report.say(
                place, "rejected", f"Het nummer {number} komt twee keer voor in dit bestand; kies welke klopt."
            )
            return
        position = row.get("position").strip()
        words = row.get("position_words").strip() or position
        if position and position_of(position) is None:
            self.report.say(
                place, "warning", f"Het standpunt “{position[:60]}” is niet herkend; het is niet overgenomen."
            )
            position = ""
        said = Said(position, words, row.get("position_source"), row.day("position_date"), row.get("comment"))
        text = row.get("text").strip()
        known = self._limb(document, number)
        if known is not None:
            limb = known
            self._known(limb, text, said, f"{symbol} {number}", only_ask=True)
        else:
            limb = self._write(document, number, text, row.get("heading"), said, order=row.place)
            self._named(limb, row.get("subject"))
        self.writer.suggestions.tag(limb, "uhri-themes", row.many("themes"))
        self.writer.suggestions.tag(limb, "uhri-persons", row.many("persons"))

    def _named(self, limb: Recommendation, subject: str) -> None:
        """What is new gets the subject that its maker gave it; what stands keeps the words of our editors."""
        named = " ".join(subject.split())[:LONGEST_SUBJECT]
        if named and not limb.subject:
            limb.subject = named
            limb.save(update_fields=["subject"])

    # --- limbs -------------------------------------------------------------------------------------------------

    def _limb(self, document: SourceDocument, number: str) -> Recommendation | None:
        known = Recommendation.objects.filter(document=document).select_related("document", "paragraph")
        if number.startswith("["):
            return known.filter(slug=number.strip("[]")).first()
        return known.filter(number=number.replace(" ", "")).first() or known.filter(number=number).first()

    def _known(self, limb: Recommendation, text: str, said: Said, locator: str, *, only_ask: bool = False) -> None:
        """Somebody's own table is no source of the UN: what it would change in public words, a person decides."""
        if only_ask and fingerprint(limb.text) != fingerprint(text) and visible().filter(pk=limb.pk).exists():
            outcome, why = ask(limb=limb, offered=text, batch=self.writer.batch)
        else:
            outcome, _, why = self.writer.put(limb, Recommendation, {}, {"text": text, "complete": True})
        self._beside(limb, said, locator, outcome, why)

    def _write(
        self,
        document: SourceDocument,
        number: str,
        text: str,
        heading: str,
        said: Said,
        *,
        order: int,
        original: str = "",
    ) -> Recommendation:
        """A limb of a list whose own rows are the document; its paragraph holds the row as it was printed."""
        lettered = _LIMB_NUMBER.fullmatch(number)
        letters = _LETTERS.findall(lettered.group(2)) if lettered else []
        key = lettered.group(1) if lettered else number[:64]
        alone = not letters
        whole = {"text": text if alone else "", "complete": alone, "heading": heading[:300], "kind": "recommendation"}
        counted = int(key) if lettered else None
        place = {"document": document, "key": key}
        _, paragraph, _ = self.writer.put(
            SourceParagraph.objects.filter(**place).first(),
            SourceParagraph,
            place,
            {**whole, "number": counted, "order": (counted or order) * 10},
        )
        if alone and not paragraph.original:
            paragraph.original = original or f"{number} {text}"
            paragraph.found = {"": "nummer vooraan in de rij" if original else "kolom met het nummer"}
            paragraph.save(update_fields=["original", "found"])
        slug = "-".join([key, *letters]) if lettered else slugify(number.replace(".", "-"))
        where = {"document": document, "slug": (slug or f"rij-{order}")[:80]}
        limb: Recommendation
        outcome, limb, why = self.writer.put(
            Recommendation.objects.filter(**where).first(),
            Recommendation,
            where,
            {
                "text": text,
                "complete": True,
                "order": paragraph.order * 100 + order % 100 if lettered else order,
                "paragraph": paragraph,
                "letter": letters[-1] if letters else "",
                "number": number.replace(" ", "") if lettered else number,
                "statement_type": StatementType.RECOMMENDATION,
            },
        )
        self._beside(limb, said, f"{document.symbol} {number}", outcome, why)
        return limb

    def _beside(
        self, limb: Recommendation, said: Said, locator: str, outcome: str | None = None, why: str = ""
    ) -> None:
        """The position and the comment; what they change counts as a change of the limb."""
        changed = [self._state(limb, said), self._comment(limb, said.comment, locator)]
        if outcome is None:
            return
        if outcome == "unchanged" and any(changed):
            outcome = "updated"
        self.report.say(locator, outcome, why, limb)

    def _state(self, limb: Recommendation, said: Said) -> bool:
        position = position_of(said.position)
        if position is None:
            return False
        stands = limb.positions.filter(position=position, source=said.source[:300])
        if any(not one.words or one.words == said.words for one in stands):
            return False
        made: bool
        _, made = StatePosition.objects.get_or_create(
            recommendation=limb,
            position=position,
            words=said.words,
            source=said.source[:300],
            defaults={"stated_on": said.stated_on, "recorded_by": self._name()},
        )
        if made:
            # it stands in public at once, as one that a person stated
            shown = P(position).label
            record(
                action="recommendation.position_stated",
                obj=limb,
                by=self.by,
                now=self.now,
                label=limbs.label(limb),
                note=f"{shown}, {said.source[:300] or 'bron niet genoemd'} (ingelezen uit {self.writer.batch.file_name})",
                public=True,
            )
        return made

    def _name(self) -> str:
        return (self.by.audit_label if self.by else "ingelezen")[:120]

    def _comment(self, limb: Recommendation, text: str, locator: str) -> bool:
        """Column 4: what is new in it is added, what was altered in it is altered; nothing is taken away."""
        left = text.strip()
        missing: list[ImplementationComment] = []
        for comment in limb.comments.order_by("id"):
            if comment.text and comment.text in left:
                left = left.replace(comment.text, "", 1)
            elif _words(comment.text) == _words(left):
                left = ""
            else:
                missing.append(comment)
        left = left.strip()
        if not left:
            if missing and text.strip():
                self.report.say(
                    locator,
                    "warning",
                    "Een opmerking over de uitvoering staat niet meer in dit bestand; ze is gebleven.",
                )
            return False
        if len(missing) == 1 and text.strip():
            before, comment = missing[0].text, missing[0]
            comment.text, comment.author, comment.written_on = left, self._name(), self.now.date()
            comment.save(update_fields=["text", "author", "written_on"])
            record(action="comment.changed", obj=limb, by=self.by, now=self.now, note=f"Er stond: {before}"[:2000])
            return True
        ImplementationComment.objects.create(
            recommendation=limb, text=left, author=self._name(), written_on=self.now.date()
        )
        record(
            action="comment.added",
            obj=limb,
            by=self.by,
            now=self.now,
            label=limbs.label(limb),
            note=f"ingelezen uit {self.writer.batch.file_name}: {left}"[:2000],
        )
        return True


def _words(text: str) -> str:
    return " ".join(text.split())
