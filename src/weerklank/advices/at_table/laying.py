"""What a table wrote on its devices becomes its record, its advices and its read-back, by the rules that hold for everybody.

What a rule refuses stays in the operations and is held back with the reason; nothing is dropped. Words that somebody
changed in the workspace since are not overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from weerklank.advices import actions
from weerklank.advices.at_table.merging import EXPECTED, Draft, Fields, State, Thing, Version, merge
from weerklank.advices.at_table.operations import of_row
from weerklank.advices.at_table.reading import Reading
from weerklank.advices.lifecycle import ADVICE, AdviceState
from weerklank.advices.models import Advice, LaidAdvice, TableOperation, TableRecord, TableSession
from weerklank.editions.models import Seat, ThemeTable
from weerklank.findings.models import Group
from weerklank.moves import Refusal

SPOKEN = {"child": "Kind", "young_person": "Jongere", "adult": "Volwassene"}
RECORD_FIELDS = {
    "adult_expected_before": "wat volwassenen verwachtten",
    "proud": "trots",
    "chances": "kansen",
    "tensions": "wringt",
    "changed_after": "wat er bij volwassenen veranderde",
}
_CROSSED_OUT = "De tafel streepte dit advies door."
_EDITABLE = (AdviceState.DRAFT, AdviceState.READ_BACK)


@dataclass(frozen=True, slots=True)
class TableVoice:
    """A table that writes with its code: no account, and no name of anybody in the log."""

    table: ThemeTable

    @property
    def audit_id(self) -> str:
        return ""

    @property
    def audit_label(self) -> str:
        return f"{self.table} (met tafelcode)"


def state_of(table: ThemeTable) -> State:
    """What all that was sent from a table comes to."""
    seats = list(Seat.objects.filter(table=table))
    rows = TableOperation.objects.filter(table=table)
    young = {seat.pk for seat in seats if seat.is_young}
    return merge((of_row(row) for row in rows), seats={seat.pk for seat in seats}, young=young)


def lines_of(notes: tuple[Thing, ...], section: str) -> str:
    """The notes of one heading as the record holds them: who said it, and both versions where there are two."""
    standing = (note for note in notes if not note.struck and note.first("section", "proud") == section)
    lines = []
    for note in standing:
        voice = SPOKEN.get(note.first("voice"), "Niet bekend")
        words = " / ".join(str(version.value).strip() for version in note.fields.get("text", ()))
        if words:
            lines.append(f"{voice}: {words}")
    return "\n".join(lines)


def _all_versions(fields: Fields, name: str) -> str:
    return "\n".join(str(version.value).strip() for version in fields.get(name, ()))


def record_of(state: State) -> dict[str, str]:
    """The record as the table wrote it."""
    asked = {name: _all_versions(state.record, name) for name in ("adult_expected_before", "changed_after")}
    return asked | {section: lines_of(state.notes, section) for section in ("proud", "chances", "tensions")}


@transaction.atomic
def lay(*, table_id: int, now: datetime) -> TableSession:
    """Lays what the table wrote so far; done twice it is done once."""
    table = ThemeTable.objects.select_for_update().select_related("edition_theme__edition").get(pk=table_id)
    session, _ = TableSession.objects.get_or_create(table=table)
    state = state_of(table)
    laying = _Laying(session, TableVoice(table), now, [])
    laying.record(record_of(state), state.record.get(EXPECTED, ()))
    for draft in state.advices:
        laying.draft(draft)
    session.held_back = laying.held
    session.save()
    return session


@dataclass(frozen=True, slots=True)
class _Laying:
    """One time of laying: for which session, in whose name, and what could not be laid."""

    session: TableSession
    by: TableVoice
    now: datetime
    held: list[str]

    @property
    def table(self) -> ThemeTable:
        return self.by.table

    def tries(self, what: str, act: Callable[[], Advice | TableRecord]) -> Advice | TableRecord | None:
        try:
            return act()
        except Refusal as refusal:
            self.held.append(f"{what}: {refusal.sentence}")
            return None

    def record(self, wanted: dict[str, str], expected: tuple[Version, ...]) -> None:
        """The fields that the table changed since the last time, unless somebody else did too."""
        laid: dict[str, str] = self.session.laid.get("record", {})
        record = TableRecord.objects.filter(table=self.table).first()
        standing = {name: getattr(record, name) if record else "" for name in RECORD_FIELDS}
        if standing[EXPECTED] and wanted[EXPECTED]:
            self._expected(standing[EXPECTED], expected)
            # what came in first stays, and it holds up nothing else that the table wrote
            wanted = wanted | {EXPECTED: standing[EXPECTED]}
        new = dict(standing)
        for name, label in RECORD_FIELDS.items():
            if standing[name] in (laid.get(name, ""), wanted[name]):
                new[name] = wanted[name]
            elif wanted[name] != laid.get(name, ""):
                self.held.append(
                    f"Verslag, {label}: in de werkruimte staat een andere tekst. Die blijft staan; de tekst van de tafel "
                    "staat op deze bladzijde."
                )
        if new == standing:
            self.session.laid["record"] = laid | {
                name: new[name] for name in RECORD_FIELDS if new[name] == wanted[name]
            }
            return
        text = actions.RecordText(**new)
        saved = self.tries(
            "Verslag",
            lambda: actions.save_record(table_id=self.table.pk, text=text, by=self.by, now=self.now),
        )
        if saved is not None:
            self.session.laid["record"] = laid | {
                name: new[name] for name in RECORD_FIELDS if new[name] == wanted[name]
            }

    def _expected(self, standing: str, versions: tuple[Version, ...]) -> None:
        """Two devices each wrote an expectation: which words are not in the record, whose they are, and what is."""
        for version in versions:
            words = str(version.value).strip()
            if words and f"\n{words}\n" not in f"\n{standing}\n":
                whose = f"geschreven door {version.who}" if version.who else "van een apparaat zonder schuilnaam"
                self.held.append(
                    f"Verslag, {RECORD_FIELDS[EXPECTED]}: ‘{words}’ ({whose}) staat niet in het verslag. Daar stond al: "
                    f"‘{standing}’. Wat volwassenen vooraf verwachtten, blijft staan zoals het was."
                )

    def draft(self, draft: Draft) -> None:
        laid = LaidAdvice.objects.select_related("advice").filter(key=draft.id).first()
        if draft.struck:
            if laid and ADVICE.allows(laid.advice.state, "discard"):
                self.tries(laid.advice.number, lambda: self._discard(laid.advice))
            return
        if not draft.text.whole:
            if laid:
                self.held.append(f"{laid.advice.number}: aan tafel mist nu een titel, een vraag of een onderdeel.")
            return
        advice = self._text(draft, laid)
        if advice is not None:
            self._reading(draft, advice)

    def _discard(self, advice: Advice) -> Advice:
        return actions.discard_advice(advice_id=advice.pk, reason=_CROSSED_OUT, by=self.by, now=self.now)

    def _text(self, draft: Draft, laid: LaidAdvice | None) -> Advice | None:
        """The words of an advice; None where what comes after them cannot be laid either."""
        theme = self.table.edition_theme_id
        groups = Group.objects.filter(pk__in=draft.sources, consultation__edition_theme=theme)
        text = actions.AdviceText(
            title=draft.text.title,
            text=draft.text.text,
            why=draft.text.why,
            done_when=draft.text.done_when,
            adult_additions=draft.text.adult_additions,
            parts=draft.text.parts,
            group_ids=tuple(groups.values_list("pk", flat=True)),
        )
        if laid is None:
            made = self.tries(
                draft.text.title,
                lambda: actions.create_advice(table_id=self.table.pk, text=text, by=self.by, now=self.now),
            )
            if isinstance(made, Advice):
                LaidAdvice.objects.create(
                    session=self.session, key=draft.id, advice=made, fingerprint=actions.fingerprint(made)
                )
                return made
            return None
        advice = laid.advice
        # what only the workspace knows of an advice stays as it is
        text = replace(
            text,
            raised_before_id=advice.raised_before_id,
            recommendation_ids=tuple(advice.recommendations.values_list("pk", flat=True)),
        )
        if _standing(advice) == _asked(text):
            return self._mark(laid, advice)
        if actions.fingerprint(advice) != laid.fingerprint:
            self.held.append(
                f"{advice.number}: in de werkruimte is dit advies veranderd. Die tekst blijft staan; de tekst van de tafel "
                "staat op deze bladzijde."
            )
            return None
        if advice.state == AdviceState.READ_BACK and not self._began(draft.id):
            self.held.append(f"{advice.number}: dit advies wordt in de werkruimte al teruggelezen. De tekst wacht.")
            return None
        changed = self.tries(
            advice.number,
            lambda: actions.edit_advice(advice_id=advice.pk, text=text, seen="", by=self.by, now=self.now),
        )
        return self._mark(laid, changed) if isinstance(changed, Advice) else None

    def _mark(self, laid: LaidAdvice, advice: Advice) -> Advice:
        LaidAdvice.objects.filter(pk=laid.pk).update(fingerprint=actions.fingerprint(advice))
        return advice

    def _began(self, key: str) -> bool:
        return key in self.session.laid.get("reading", [])

    def _reading(self, draft: Draft, advice: Advice) -> None:
        began: list[str] = self.session.laid.setdefault("reading", [])
        reading = draft.reading
        if reading is None:
            if draft.id in began and advice.state == AdviceState.READ_BACK:
                # a child asked for another text: what was confirmed is of the old one
                text = _asked(_as_text(advice))
                self.tries(
                    advice.number,
                    lambda: actions.edit_advice(advice_id=advice.pk, text=text, seen="", by=self.by, now=self.now),
                )
            if draft.id in began:
                began.remove(draft.id)
            return
        if reading.two_texts:
            self.held.append(
                f"{advice.number}: op twee apparaten is een andere tekst teruggelezen. Lees samen één tekst."
            )
            return
        if advice.state == AdviceState.DRAFT:
            started = self.tries(
                advice.number,
                lambda: actions.start_read_back(advice_id=advice.pk, by=self.by, now=self.now),
            )
            if started is None:
                return
            advice.refresh_from_db()
        if draft.id not in began:
            began.append(draft.id)
        if advice.state == AdviceState.READ_BACK:
            self._said(advice, reading)

    def _said(self, advice: Advice, reading: Reading) -> None:
        """Each place says its sentence in the order of the rule: the young first."""
        standing = {one.seat_id: (one.agrees, one.dissent) for one in advice.read_backs.all()}
        seats = {seat.pk: seat for seat in Seat.objects.filter(table=self.table)}
        for pk in sorted(reading.said, key=lambda one: (one in seats and not seats[one].is_young, one)):
            versions = reading.said[pk]
            if len(versions) > 1:
                self.held.append(
                    f"{advice.number}: van {seats[pk].alias} staan er twee antwoorden. Vraag het nog eens."
                )
            elif standing.get(pk) != (versions[0].agrees, versions[0].dissent):
                self._say(advice, pk, versions[0].agrees, versions[0].dissent)

    def _say(self, advice: Advice, seat: int, agrees: bool, dissent: str) -> None:
        try:
            actions.say_read_back(
                advice_id=advice.pk, seat_id=seat, agrees=agrees, dissent=dissent, by=self.by, now=self.now
            )
        except Refusal as refusal:
            self.held.append(f"{advice.number}: {refusal.sentence}")


def _as_text(advice: Advice) -> actions.AdviceText:
    return actions.AdviceText(
        title=advice.title,
        text=advice.text,
        why=advice.why,
        done_when=advice.done_when,
        adult_additions=advice.adult_additions,
        parts=tuple(advice.parts.order_by("order").values_list("text", flat=True)),
        group_ids=tuple(advice.groups.values_list("pk", flat=True)),
        recommendation_ids=tuple(advice.recommendations.values_list("pk", flat=True)),
        raised_before_id=advice.raised_before_id,
    )


def _asked(text: actions.AdviceText) -> actions.AdviceText:
    """With what was tapped in one order, whoever tapped it."""
    return replace(
        text, group_ids=tuple(sorted(text.group_ids)), recommendation_ids=tuple(sorted(text.recommendation_ids))
    )


def _standing(advice: Advice) -> actions.AdviceText:
    return _asked(_as_text(advice))
