"""What people do at a theme table, and how an advice is fixed so that what was asked cannot change afterwards."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account, Organisation
from weerklank.advices.lifecycle import ADVICE, AdviceState
from weerklank.advices.models import Advice, AdvicePart, Handover, ReadBack, TableRecord
from weerklank.audit import actions as audit
from weerklank.audit.actions import Actor
from weerklank.editions import turns
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, EditionTheme, Seat, ThemeTable
from weerklank.findings import actions as findings
from weerklank.moves import Refusal


@dataclass(frozen=True, slots=True)
class RecordText:
    """What the record of a table says, as typed."""

    adult_expected_before: str = ""
    proud: str = ""
    chances: str = ""
    tensions: str = ""
    changed_after: str = ""


@dataclass(frozen=True, slots=True)
class AdviceText:
    """An advice as it is written at the table."""

    title: str
    text: str = ""
    why: str = ""
    done_when: str = ""
    adult_additions: str = ""
    parts: tuple[str, ...] = ()
    group_ids: tuple[int, ...] = ()
    recommendation_ids: tuple[int, ...] = ()
    raised_before_id: int | None = None


@transaction.atomic
def save_record(*, table_id: int, text: RecordText, by: Actor, now: datetime) -> TableRecord:
    """The table's record; what adults expected comes first and stays as it was."""
    table = ThemeTable.objects.select_for_update().get(pk=table_id)
    record, _ = TableRecord.objects.get_or_create(table=table)
    if record.done:
        raise Refusal("Het verslag van deze tafel is al afgesloten.")
    before = record.adult_expected_before
    if before and text.adult_expected_before not in ("", before):
        raise Refusal("Wat volwassenen vooraf verwachtten, blijft staan zoals het was.", field="adult_expected_before")
    if not (before or text.adult_expected_before):
        raise Refusal(
            "Schrijf eerst op wat de volwassenen verwachten dat kinderen zeggen. Daarna komt de rest.",
            field="adult_expected_before",
        )
    for field in fields(RecordText):
        setattr(record, field.name, getattr(text, field.name))
    record.adult_expected_before = before or text.adult_expected_before
    record.save()
    audit.record(action="record.saved", obj=record, by=by, now=now)
    return record


@transaction.atomic
def finish_record(*, table_id: int, by: Account, now: datetime) -> TableRecord:
    """Closes the record; only when the adults said what changed in their view."""
    record = TableRecord.objects.select_for_update().filter(table_id=table_id).first()
    if record is None or not record.changed_after.strip():
        raise Refusal(
            "Schrijf eerst op wat er bij de volwassenen is veranderd. Dan kan het verslag dicht.", field="changed_after"
        )
    if record.done:
        raise Refusal("Het verslag is net al afgesloten door een collega.")
    record.done = True
    record.save()
    audit.record(action="record.finished", obj=record, by=by, now=now)
    return record


# an advice is what children and young people meant; without one of them nobody can say that
NOBODY_YOUNG = (
    "Aan deze tafel zit geen kind of jongere. Dan kan niemand zeggen of dit is wat zij bedoelden, en stelt de tafel "
    "dit advies niet vast. Vraag de organisator om een kind of jongere hier een plaats te geven, of leg het advies weg."
)


def letters_of(name: str) -> str:
    """Three letters of a theme's name for in a number: Armoede becomes ARM."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z]", "", plain).upper()[:3].ljust(3, "X")


def _next_number(edition: Edition, theme: EditionTheme) -> str:
    prefix = f"{edition.year}-{letters_of(theme.name)}-"
    taken = Advice.objects.filter(number__startswith=prefix).values_list("number", flat=True)
    numbers = [int(rest) for number in taken if (rest := number.removeprefix(prefix)).isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"


def _clean_parts(text: AdviceText) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.parts if part.strip())
    if not parts:
        raise Refusal(
            "Een advies heeft minstens één onderdeel nodig: dat is waar een ministerie op antwoordt.", field="part_1"
        )
    if len(set(parts)) < len(parts):
        raise Refusal("Twee onderdelen zijn precies gelijk. Haal er één weg.", field="part_1")
    return parts


# from here what a table wrote is out of its hands
AFTER_WRITING = (EditionState.HANDED_OVER, EditionState.AWAITING_ANSWERS, EditionState.FOLLOW_UP, EditionState.CLOSED)


def may_write(edition: Edition) -> bool:
    """Advices are written until the edition hands them over; a later one would never reach anybody."""
    return edition.state not in AFTER_WRITING and not Handover.objects.filter(edition=edition).exists()


def _still_writing(edition: Edition) -> None:
    if not may_write(edition):
        raise Refusal(
            "De adviezen van deze editie zijn al overhandigd. Er komt geen advies meer bij en er verandert niets meer."
        )


def _write(advice: Advice, text: AdviceText) -> None:
    parts = _clean_parts(text)
    if advice.pk and text.raised_before_id == advice.pk:
        raise Refusal("Een advies kan niet naar zichzelf verwijzen.", field="raised_before")
    advice.title, advice.text, advice.why = text.title, text.text, text.why
    advice.done_when, advice.adult_additions = text.done_when, text.adult_additions
    advice.raised_before_id = text.raised_before_id
    advice.save()
    advice.parts.all().delete()
    for order, part in enumerate(parts, start=1):
        AdvicePart.objects.create(advice=advice, order=order, text=part)
    advice.groups.set(text.group_ids)
    advice.recommendations.set(text.recommendation_ids)


@transaction.atomic
def create_advice(*, table_id: int, text: AdviceText, by: Actor, now: datetime) -> Advice:
    """A new advice of a table, with the next free number of its theme."""
    table = ThemeTable.objects.select_related("edition_theme__edition").get(pk=table_id)
    edition = Edition.objects.select_for_update().get(pk=table.edition.pk)
    _still_writing(edition)
    advice = Advice(
        number=_next_number(edition, table.edition_theme),
        edition=edition,
        edition_theme=table.edition_theme,
        table=table,
    )
    _write(advice, text)
    audit.record(action="advice.created", obj=advice, by=by, now=now)
    return advice


def fingerprint(advice: Advice) -> str:
    """The hash of what an advice asks: title, text, why, done-when, parts and minority note, as canonical JSON."""
    asked = {
        "title": advice.title,
        "text": advice.text,
        "why": advice.why,
        "done_when": advice.done_when,
        "parts": list(advice.parts.order_by("order").values_list("text", flat=True)),
        "minority_note": advice.minority_note,
    }
    canonical = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@transaction.atomic
def edit_advice(*, advice_id: int, text: AdviceText, seen: str, by: Actor, now: datetime) -> Advice:
    """Changes an advice that is not yet adopted; a text that changes after read-back must be read back again."""
    advice = Advice.objects.select_for_update().get(pk=advice_id)
    if advice.state not in (AdviceState.DRAFT, AdviceState.READ_BACK):
        raise Refusal("De tafel heeft dit advies vastgesteld. De tekst verandert niet meer.")
    _still_writing(advice.edition)
    if seen and seen != fingerprint(advice):
        raise Refusal("Een collega heeft dit advies net veranderd. Vergelijk de teksten en bewaar daarna opnieuw.")
    if advice.state == AdviceState.READ_BACK:
        advice.state = ADVICE.after(advice.state, "rewrite")
        advice.read_backs.all().delete()
    _write(advice, text)
    audit.record(action="advice.edited", obj=advice, by=by, now=now)
    return advice


@transaction.atomic
def start_read_back(*, advice_id: int, by: Actor, now: datetime) -> Advice:
    """The text is read aloud at the table; from here children and young people speak first."""
    advice = Advice.objects.select_for_update().get(pk=advice_id)
    advice.state = ADVICE.after(advice.state, "read_back")
    if not advice.parts.exists():
        raise Refusal("Er staat nog geen onderdeel in dit advies.")
    if not young_seats(advice):
        raise Refusal(NOBODY_YOUNG)
    advice.save()
    audit.record(action="advice.read_back_started", obj=advice, by=by, now=now)
    return advice


@transaction.atomic
def discard_advice(*, advice_id: int, reason: str, by: Actor, now: datetime) -> Advice:
    """A mistaken advice is put aside with a reason; its row stays, what children said is free for another advice."""
    advice = Advice.objects.select_for_update().get(pk=advice_id)
    advice.state = turns.after(ADVICE, advice, "discard", state=advice.state, action="advice.discarded")
    if not reason.strip():
        raise Refusal("Schrijf op waarom dit advies wordt weggelegd: de tafel mag dat weten.", field="reason")
    advice.save(update_fields=["state"])
    advice.read_backs.all().delete()
    advice.groups.clear()
    audit.record(action="advice.discarded", obj=advice, by=by, now=now, note=reason.strip())
    return advice


def young_seats(advice: Advice) -> list[Seat]:
    return [seat for seat in Seat.objects.filter(table=advice.table_id) if seat.is_young]


def young_still_silent(advice: Advice) -> list[Seat]:
    """The children and young people of this table who did not yet say whether this is what they meant."""
    spoken = set(advice.read_backs.values_list("seat_id", flat=True))
    return [seat for seat in young_seats(advice) if seat.pk not in spoken]


@transaction.atomic
def say_read_back(
    *, advice_id: int, seat_id: int, agrees: bool, dissent: str = "", by: Actor, now: datetime
) -> ReadBack:
    """One seat says: this is what we meant, or not. Adults only after every child and young person."""
    advice = Advice.objects.select_for_update().get(pk=advice_id)
    seat = Seat.objects.filter(pk=seat_id, table=advice.table_id).first()
    if seat is None:
        raise Refusal("Deze plaats hoort niet bij deze tafel.")
    if advice.state != AdviceState.READ_BACK:
        raise Refusal("Dit advies wordt nu niet teruggelezen. Ververs de bladzijde.")
    waiting = young_still_silent(advice)
    if not seat.is_young and waiting:
        names = ", ".join(young.alias for young in waiting)
        raise Refusal(f"Kinderen en jongeren eerst. Nog niet gehoord: {names}.", field=f"seat_{seat.pk}")
    if not agrees and not dissent.strip():
        raise Refusal(f"Schrijf op wat {seat.alias} anders bedoelde.", field=f"seat_{seat.pk}")
    said, _ = ReadBack.objects.update_or_create(
        advice=advice,
        seat=seat,
        defaults={"agrees": agrees, "dissent": "" if agrees else dissent.strip(), "said_at": now},
    )
    audit.record(action="advice.read_back", obj=advice, by=by, now=now)
    return said


@transaction.atomic
def adopt_advice(*, advice_id: int, minority_note: str = "", by: Account, now: datetime) -> Advice:
    """The table adopts: every child and young person has spoken, and whoever dissents is named in the minority note."""
    advice = Advice.objects.select_for_update().get(pk=advice_id)
    if advice.state == AdviceState.ADOPTED:
        raise Refusal("Dit advies is net al vastgesteld door een collega.")
    advice.state = ADVICE.after(advice.state, "adopt")
    if waiting := young_still_silent(advice):
        names = ", ".join(seat.alias for seat in waiting)
        raise Refusal(f"Nog niet iedereen zei of dit klopt. Nog niet gehoord: {names}.")
    dissent = advice.read_backs.filter(agrees=False).exists()
    if dissent and not minority_note.strip():
        raise Refusal(
            "Iemand aan tafel bedoelde het anders. Schrijf in de minderheidsnoot wat die vindt; die gaat mee met het advies.",
            field="minority_note",
        )
    advice.minority_note = minority_note.strip()
    advice.save()
    audit.record(action="advice.adopted", obj=advice, by=by, now=now, public=True)
    return advice


@transaction.atomic
def freeze_advice(*, advice_id: int, by: Account, now: datetime) -> Advice:
    """Fixes the text with its hash; from here the database refuses every change."""
    advice = Advice.objects.select_for_update().get(pk=advice_id)
    if advice.state == AdviceState.FROZEN:
        raise Refusal("Dit advies is net al bevroren door een collega.")
    advice.state = ADVICE.after(advice.state, "freeze")
    advice.frozen_hash = fingerprint(advice)
    advice.frozen_on = timezone.localdate(now)
    advice.save()
    # what the advice rests on has its destination from here, so that the hand-over page can say what truly has none
    findings.mark_in_advice(group_ids=list(advice.groups.values_list("pk", flat=True)), by=by, now=now)
    audit.record(action="advice.frozen", obj=advice, by=by, now=now, note=advice.frozen_hash, public=True)
    return advice


@transaction.atomic
def hand_over_advice(*, advice: Advice, by: Account, now: datetime) -> Advice:
    """A frozen advice leaves the table; who must answer it stands with the addressees."""
    advice.state = ADVICE.after(advice.state, "hand_over")
    advice.save(update_fields=["state"])
    audit.record(action="advice.handed_over", obj=advice, by=by, now=now, public=True)
    return advice


@transaction.atomic
def record_handover(
    *, edition: Edition, day: date, receivers: Sequence[Organisation], note: str, by: Account, now: datetime
) -> Handover:
    """The moment of handing over, once per edition, with one hash over all that was handed over."""
    if Handover.objects.filter(edition=edition).exists():
        raise Refusal("De adviezen van deze editie zijn al overhandigd.")
    hashes = "".join(edition.advices.order_by("number").values_list("frozen_hash", flat=True))
    handover = Handover.objects.create(
        edition=edition, date=day, note=note, document_hash=hashlib.sha256(hashes.encode()).hexdigest()
    )
    handover.receivers.set(receivers)
    audit.record(action="edition.handed_over", obj=handover, by=by, now=now, note=handover.document_hash, public=True)
    return handover
