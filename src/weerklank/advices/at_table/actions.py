"""What organisers do with the key of a table, and what a table does with its devices."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.advices.at_table.guessing import GUESSES
from weerklank.advices.at_table.laying import lay, waiting_of
from weerklank.advices.at_table.merging import Operation
from weerklank.advices.at_table.operations import FURTHEST_AHEAD, LARGEST_CLOCK, MOST_OF_A_TABLE
from weerklank.advices.at_table.visit import is_today, may_send
from weerklank.advices.models import SafePerson, TableKey, TableOperation, TableSession
from weerklank.audit import actions as audit
from weerklank.editions.models import Edition, ThemeTable
from weerklank.moves import Refusal

# no sign that is taken for another when somebody reads it aloud
SIGNS = "BCDFGHJKLMNPQRSTVWXZ23456789"
CODE_LENGTH, PIN_LENGTH = 6, 6
MOST_AT_ONCE = 200
MOST_OF_A_DEVICE = 1_500
"""Many times what somebody writes in a day: one device that is broken or spiteful leaves room for the others."""
WRONG = "Deze code en PIN horen niet bij elkaar. Kijk op het blad van de tafel en probeer het opnieuw."
TOO_OFTEN = (
    "Er is te vaak een verkeerde PIN getypt. Wacht tien minuten, of vraag de organisator om een nieuwe PIN. "
    "Wie al aan tafel werkt, kan gewoon doorgaan."
)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key with its PIN: this is the only moment at which anybody can read the PIN."""

    key: TableKey
    pin: str


def read_code(typed: str) -> str:
    """A code however it was typed."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:CODE_LENGTH]


def _new_pin() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(PIN_LENGTH))


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))
        if not TableKey.objects.filter(code=code).exists():
            return code


@transaction.atomic
def make_key(*, table_id: int, day: date, by: Account, now: datetime) -> NewKey:
    """A table gets a key for one day, or a new PIN on the key that it has; whoever used the old PIN signs in again."""
    table = ThemeTable.objects.select_for_update().get(pk=table_id)
    if day < timezone.localdate(now):
        raise Refusal("Kies vandaag of een dag die nog komt: een tafelcode geldt op één dag.", field="day")
    pin = _new_pin()
    key = TableKey.objects.select_for_update().filter(table=table).first()
    if key is None:
        key = TableKey(table=table, code=_free_code())
    else:
        key.turn += 1
    key.pin_hash, key.day = make_password(pin), day
    key.save()
    GUESSES.forget(key.code)
    audit.record(action="table.key_made", obj=table, by=by, now=now, note=f"Geldig op {day:%d-%m-%Y}.")
    return NewKey(key, pin)


@transaction.atomic
def make_keys(*, edition_id: int, day: date, by: Account, now: datetime) -> list[NewKey]:
    """Every table that has no key yet for this day gets one; keys that people hold already stay as they are."""
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    tables = ThemeTable.objects.filter(edition_theme__edition=edition).exclude(key__day=day)
    return [make_key(table_id=pk, day=day, by=by, now=now) for pk in tables.values_list("pk", flat=True)]


@transaction.atomic
def withdraw_key(*, table_id: int, by: Account, now: datetime) -> ThemeTable:
    """A key opens nothing any more. What devices did not send yet stays on them, until there is a new PIN."""
    table = ThemeTable.objects.select_for_update().get(pk=table_id)
    gone, _ = TableKey.objects.filter(table=table).delete()
    if not gone:
        raise Refusal("Deze tafel heeft geen code meer. Iemand trok haar net in.")
    audit.record(action="table.key_withdrawn", obj=table, by=by, now=now)
    return table


@transaction.atomic
def set_safe_person(*, edition_id: int, name: str, where: str, by: Account, now: datetime) -> SafePerson:
    """To whom every table of this edition goes on the day when there are worries."""
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    person, _ = SafePerson.objects.update_or_create(edition=edition, defaults={"name": name, "where": where})
    audit.record(action="edition.safe_person_set", obj=edition, by=by, now=now)
    return person


def open_table(*, code: str, pin: str, now: datetime) -> TableKey:
    """The key of the table to which this code and PIN belong; every other try gets the same sentence."""
    code = read_code(code)
    key = TableKey.objects.select_related("table__edition_theme__edition").filter(code=code).first()
    if not GUESSES.begins(code, now):
        raise Refusal(TOO_OFTEN, field="pin")
    typed = "".join(sign for sign in pin if sign.isdigit())[:PIN_LENGTH]
    if key is None:
        # as long as with a code that exists, so that the time does not tell which do
        make_password(typed)
    if key is None or not check_password(typed, key.pin_hash):
        raise Refusal(WRONG, field="pin")
    GUESSES.was_right(code, now)
    if not is_today(key, timezone.localdate(now)):
        raise Refusal(f"Deze code geldt op {key.day:%d-%m-%Y}. Vandaag opent zij niets.", field="code")
    return key


class Outcome(Enum):
    """What came of an operation that was sent; ``KNOWN`` is one that was here already, ``TOO_FAR`` is not kept."""

    TAKEN = "taken"
    KNOWN = "known"
    ELSEWHERE = "elsewhere"
    TOO_FAR = "too_far"


@transaction.atomic
def keep(
    *, table_id: int, operations: Sequence[Operation], sender: str = "", late: bool = False
) -> list[tuple[str, Outcome]]:
    """Keeps what a device sent, in its order; what was sent before, by whichever device, is one row.

    ``late`` marks what came in after the day: of when a thing was sent, only that is kept.
    """
    table = ThemeTable.objects.select_for_update().get(pk=table_id)
    if len(operations) > MOST_AT_ONCE:
        raise Refusal(f"Stuur hoogstens {MOST_AT_ONCE} aantekeningen tegelijk.")
    kept = TableOperation.objects.filter(key__in=[one.id for one in operations])
    known = {str(key): table for key, table in kept.values_list("key", "table_id")}
    rows = TableOperation.objects.filter(table=table)
    if rows.count() + len(operations) > MOST_OF_A_TABLE:
        raise Refusal(
            "Deze tafel schreef meer op dan er past. Wat er staat, blijft staan. Vraag de organisator om hulp."
        )
    session, _ = TableSession.objects.get_or_create(table=table)
    sent = session.sent.get(sender, 0) if sender else 0
    if sent + sum(one.id not in known for one in operations) > MOST_OF_A_DEVICE:
        raise Refusal(
            f"Van dit apparaat kwamen al {sent} aantekeningen; er passen er {MOST_OF_A_DEVICE}. Wat verstuurd is, blijft "
            "staan. Schrijf verder op een ander apparaat of op papier."
        )
    highest = rows.filter(clock__lte=LARGEST_CLOCK).aggregate(most=Max("clock"))["most"] or 0
    outcomes: dict[str, Outcome] = {}
    # in the order of their clocks, so that each may go on from the one before it
    for one in sorted(operations, key=lambda one: one.clock):
        if one.id in known:
            outcomes.setdefault(one.id, Outcome.KNOWN if known[one.id] == table_id else Outcome.ELSEWHERE)
        elif one.clock > highest + FURTHEST_AHEAD:
            outcomes[one.id] = Outcome.TOO_FAR
        else:
            TableOperation.objects.create(
                key=one.id, table=table, device=one.device, clock=one.clock, who=one.who, kind=one.kind,
                data=dict(one.data), late=late,
            )  # fmt: skip
            known[one.id], outcomes[one.id] = table_id, Outcome.TAKEN
            highest = max(highest, one.clock)
    taken = sum(outcome == Outcome.TAKEN for outcome in outcomes.values())
    if sender and taken:
        session.sent[sender] = sent + taken
        session.save(update_fields=["sent"])
    return [(one.id, outcomes[one.id]) for one in operations]


def take(
    *, key: TableKey, operations: Sequence[Operation], now: datetime, sender: str = ""
) -> list[tuple[str, Outcome]]:
    """Keeps what a device sent, and lays what it comes to in the record of the table.

    Two steps: what was written is safe before anything is made of it, whatever a rule then says.
    """
    today = timezone.localdate(now)
    if not may_send(key, today):
        raise Refusal(
            f"Deze code gold op {key.day:%d-%m-%Y}. Vraag de organisator om een nieuwe PIN om nog te versturen."
        )
    taken = keep(table_id=key.table_id, operations=operations, sender=sender, late=not is_today(key, today))
    if taken:
        # also what was here already: whoever sends again may do so because the laying was cut off
        lay(table_id=key.table_id, now=now)
    return taken


@transaction.atomic
def let_in(*, table_id: int, advice: str, up_to: int, by: Account, now: datetime) -> ThemeTable:
    """Somebody read the words of an advice that came in after the day, and lays them with what the table wrote.

    Only what stood on the page: what came in since waits again.
    """
    table = ThemeTable.objects.select_for_update().get(pk=table_id)
    waiting = next((one for one in waiting_of(table) if one.advice == advice), None)
    found = [key for row, key in waiting.rows if row <= up_to] if waiting else []
    if not found:
        raise Refusal("Hierover is al beslist. Ververs de bladzijde.")
    session, _ = TableSession.objects.get_or_create(table=table)
    session.let_in = [*session.let_in, *found]
    session.save(update_fields=["let_in"])
    audit.record(action="table.late_let_in", obj=table, by=by, now=now)
    lay(table_id=table_id, now=now)
    return table


def held_back(table: ThemeTable) -> list[str]:
    """What of a table's own writing could not be laid in its record, with the reason."""
    session = TableSession.objects.filter(table=table).first()
    return list(session.held_back) if session else []
