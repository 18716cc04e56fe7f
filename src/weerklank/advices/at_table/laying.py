"""What a table wrote on its devices becomes its record, its advices and its read-back, by the rules that hold for everybody.

What a rule refuses stays in the operations and is held back with the reason; nothing is dropped. Words that somebody
changed in the workspace since are not overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max

from weerklank.advices import actions
from weerklank.advices.at_table.lateness import (
    AFTER_THE_DAY,
    NOBODY_SAYS,
    READ_ON_THE_DAY,
    STOOD,
    WAITS,
    Waiting,
    judged,
)
from weerklank.advices.at_table.merging import (
    EXPECTED,
    Draft,
    Fields,
    Kind,
    Operation,
    State,
    Thing,
    Version,
    in_row,
    merge,
)
from weerklank.advices.at_table.operations import readable
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
NO_TITLE = "Een advies zonder titel"
ELSEWHERE = "Dit is een advies van een andere tafel. Daar blijft het zoals het is; hier wordt het niet overgenomen."
BROKEN = "Iets dat aan deze tafel is bewaard, kan niemand lezen. Het telt niet mee; de rest staat er gewoon."
MOST_ADVICES = 40
TOO_MANY = f"Deze tafel schreef meer dan {MOST_ADVICES} adviezen. De eerste {MOST_ADVICES} staan in de werkruimte; de rest staat op deze bladzijde."
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
    """What all that was sent from a table comes to: of the day, and of later what may still come beside it."""
    places = list(Seat.objects.filter(table=table))
    seats, young = {seat.pk for seat in places}, {seat.pk for seat in places if seat.is_young}
    rows = list(TableOperation.objects.filter(table=table))
    written, broken = readable(rows)
    after = {str(row.key) for row in rows if row.late}
    timely, late = [one for one in written if one.id not in after], [one for one in written if one.id in after]
    state = merge(timely, seats=seats, young=young)
    reasons: dict[str, str] = {}
    if late:
        reasons = dict(judged(state, timely, late, _let_in(table)))
        state = merge([*timely, *(one for one in late if one.id not in reasons)], seats=seats, young=young)
    return replace(
        state,
        refused=dict(state.refused) | reasons | {key: f"{BROKEN} {why}" for key, why in broken.items()},
        clock=max((one.clock for one in (*timely, *late)), default=0),
        known=frozenset(one.id for one in (*timely, *late)),
    )


def standing_of(table: ThemeTable, rows: list[TableOperation]) -> list[Operation]:
    """Those of these rows that a device gets: nothing that cannot be read, and nothing that came too late to count."""
    found = readable(rows)[0]
    if not any(row.late for row in rows):
        return found
    late, refused = {str(row.key) for row in rows if row.late}, state_of(table).refused
    return [one for one in found if not (one.id in late and refused.get(one.id) in AFTER_THE_DAY)]


def _let_in(table: ThemeTable) -> frozenset[str]:
    session = TableSession.objects.filter(table=table).first()
    return frozenset(session.let_in) if session else frozenset()


def waiting_of(table: ThemeTable) -> list[Waiting]:
    """The advices of which words came in after the day, for whoever decides about them."""
    late = {str(row.key): row for row in TableOperation.objects.filter(table=table, late=True)}
    if not late:
        return []
    state = state_of(table)
    titles = {draft.id: draft.text.title for draft in state.advices}
    found: dict[str, list[Operation]] = {}
    for one in in_row(readable(late.values())[0]):
        if state.refused.get(one.id) == WAITS:
            found.setdefault(one.advice, []).append(one)
    return [
        Waiting(
            advice=key,
            title=titles.get(key, "") or next((t for one in about if (t := one.data["fields"].get("title"))), NO_TITLE),
            words=tuple(pair for one in about for pair in one.data["fields"].items()),
            rows=tuple((late[one.id].pk, one.id) for one in about),
        )
        for key, about in found.items()
    ]


def _stamp(table: ThemeTable) -> object:
    """By what one sees that nothing came in since."""
    rows = TableOperation.objects.filter(table=table).aggregate(last=Max("pk"), count=Count("pk"))
    return rows, _let_in(table), list(Seat.objects.filter(table=table).order_by("pk").values_list("pk", "kind"))


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


def lay(*, table_id: int, now: datetime) -> TableSession:
    """Lays what the table wrote so far; done twice it is done once."""
    # merged before anybody else has to wait; once more only where something came in meanwhile
    table = ThemeTable.objects.get(pk=table_id)
    stamp, state = _stamp(table), state_of(table)
    with transaction.atomic():
        table = ThemeTable.objects.select_for_update().select_related("edition_theme__edition").get(pk=table_id)
        if _stamp(table) != stamp:
            state = state_of(table)
        return _lay(table, state, now)


def _lay(table: ThemeTable, state: State, now: datetime) -> TableSession:
    session, _ = TableSession.objects.get_or_create(table=table)
    laying = _Laying(session, TableVoice(table), now, [])
    laying.record(record_of(state), state.record.get(EXPECTED, ()))
    for draft in laying.fitting(state.advices):
        laying.draft(draft)
    laying.says_what_waits(state)
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

    def fitting(self, drafts: tuple[Draft, ...]) -> list[Draft]:
        """What stands in the workspace goes on; of what is new no more than a table can read aloud."""
        laid = {str(key) for key in LaidAdvice.objects.filter(session=self.session).values_list("key", flat=True)}
        copied = self._of_another_table(drafts) - laid
        self.held.extend(f"{draft.text.title or NO_TITLE}: {ELSEWHERE}" for draft in drafts if draft.id in copied)
        room = max(0, MOST_ADVICES - len(laid))
        new = [draft.id for draft in drafts if draft.id not in laid | copied and not draft.struck and draft.text.whole]
        if len(new) > room:
            self.held.append(TOO_MANY)
        standing = laid | set(new[:room])
        return [draft for draft in drafts if draft.id in standing]

    def says_what_waits(self, state: State) -> None:
        """A sentence for each advice about which something came in after the day, and for what nobody can read."""
        reasons = set(state.refused.values())
        for waiting in waiting_of(self.table) if WAITS in reasons else ():
            self.held.append(f"{waiting.title}: {WAITS}")
        self.held.extend(reason for reason in (READ_ON_THE_DAY, NOBODY_SAYS, STOOD) if reason in reasons)
        if any(reason.startswith(BROKEN) for reason in reasons):
            self.held.append(BROKEN)

    def _of_another_table(self, drafts: tuple[Draft, ...]) -> set[str]:
        """The drafts under whose key another table wrote before this one did; a key is copied from a device, or guessed."""
        elsewhere = LaidAdvice.objects.filter(key__in=[draft.id for draft in drafts]).exclude(session=self.session)
        return {
            key
            for key in map(str, elsewhere.values_list("key", flat=True).distinct())
            if TableOperation.objects.filter(kind=Kind.PUT, data__object="advice", data__id=key)
            .order_by("pk")
            .values_list("table", flat=True)
            .first()
            != self.table.pk
        }

    def draft(self, draft: Draft) -> None:
        laid = LaidAdvice.objects.select_related("advice").filter(session=self.session, key=draft.id).first()
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
