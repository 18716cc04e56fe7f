"""The fair draw: begun with its seed, drawn apart from the server, approved by a second person, and repeated by anyone."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

import seating
from seating.classes import classes_of
from seating.drawing import rank
from seating.selection import VERSION
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.calculating import Teller
from weerklank.editions import turns
from weerklank.editions.actions.line import held
from weerklank.editions.actions.telling import tell
from weerklank.editions.choosing import pool as pools
from weerklank.editions.choosing import words
from weerklank.editions.letters import Kind
from weerklank.editions.lifecycle import ATTENDANCE, RUN, EditionState, RunState
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.models import Attendee, Choosing, DrawNumber, Edition, Selecting
from weerklank.moves import Refusal

GOING_ON = (RunState.WAITING, RunState.RUNNING)
BROKE = "Het rekenen brak af door een fout in het programma. Begin opnieuw; lukt het weer niet, meld het dan."


def clean_seed(typed: str) -> str:
    """What somebody typed as a seed, written one way; where nothing was typed, one that nobody could have known."""
    plain = "".join(sign for sign in unicodedata.normalize("NFC", typed) if unicodedata.category(sign)[0] != "C")
    return " ".join(plain.split())[:64].strip() or secrets.token_hex(16)


def _refuse_out_of_sight(edition: Edition, what_to_do: str) -> None:
    """A draw counts only where everybody could read its seed and its seal before it was drawn."""
    if edition.state == EditionState.DRAFT:
        raise Refusal(
            f"‘{edition}’ is nog een concept: niemand kan haar zien, dus ook het zaad van een loting niet. {what_to_do}"
        )


@transaction.atomic
def start_selection(
    *, registration_id: int, seed: str, one_per_household: bool, by: Account, now: datetime
) -> Selecting:
    """Fixes the seed and who takes part under which number, before anything is drawn."""
    registration = held(registration_id)
    _refuse_out_of_sight(registration.edition, "Kondig de editie eerst aan. Dan kunt u loten.")
    if registration.choosing != Choosing.LOTTERY:
        raise Refusal(
            "Voor deze dag geldt: wie het eerst komt, het eerst maalt. Kies bij de aanmelding voor een loting als u wilt loten."
        )
    if timezone.localdate(now) <= registration.closes_on:
        raise Refusal(
            f"Aanmelden kan nog tot en met {registration.closes_on:%d-%m-%Y}. Loot daarna: dan heeft iedereen een kans."
        )
    if running := registration.selections.filter(state__in=GOING_ON).first():
        raise Refusal(
            f"Er loopt al een loting: {running}, begonnen door {running.made_by}. Wacht daarop, of stop haar."
        )
    pool = pools.pool_of(registration, one_per_household=one_per_household)
    last = registration.selections.aggregate(last=Max("number"))["last"] or 0
    selecting = Selecting.objects.create(
        registration=registration,
        number=last + 1,
        seed=clean_seed(seed),
        version=f"seating {VERSION}",
        input_hash=pool.digest(),
        result={
            "asked": {"size": pool.size, "quotas": pools.quotas_as_data(pool.quotas)},
            "people": len(pool.candidates),
            "one_per_household": one_per_household,
        },
        made_by=by,
        made_on=timezone.localdate(now),
    )
    DrawNumber.objects.bulk_create(
        DrawNumber(
            selecting=selecting,
            attendee_id=one.attendee,
            number=one.number,
            counts_as=dict(one.counts_as),
            household=one.household,
            party=one.party,
        )
        for one in pool.candidates
    )
    audit.record(
        action="draw.started",
        obj=selecting,
        by=by,
        now=now,
        note=f"Zaad: {selecting.seed}. {len(pool.candidates)} mensen voor {pool.size} plaatsen.",
        public=True,
    )
    return selecting


def _locked(selecting_id: int) -> Selecting:
    """The draw, held; its registration first, as everybody does who gives places."""
    registration_id = Selecting.objects.filter(pk=selecting_id).values_list("registration_id", flat=True).first()
    if registration_id is None:
        raise Refusal("Deze loting bestaat niet meer. Ga terug naar de lijst.")
    held(registration_id)
    return Selecting.objects.select_for_update(of=("self",)).select_related("registration").get(pk=selecting_id)


@transaction.atomic
def _claimed(selecting_id: int) -> Selecting | None:
    selecting = Selecting.objects.select_for_update(of=("self",)).filter(pk=selecting_id).first()
    if selecting is None or selecting.state != RunState.WAITING:
        return None
    selecting.state = RUN.after(selecting.state, "start")
    selecting.progress, selecting.told = 0, words.STEPS["panels"]
    selecting.save(update_fields=["state", "progress", "told"])
    return selecting


def run_selection(*, selecting_id: int) -> Selecting | None:
    """Draws, as long as it takes; nothing where somebody else does or it was stopped. The seed and the pool are fixed."""
    selecting = _claimed(selecting_id)
    if selecting is None:
        return None
    pool = pools.pool_from(selecting.numbers.all(), selecting.result["asked"])
    try:
        drawn = seating.select(
            pool.people,
            pool.quotas,
            pool.size,
            seed=selecting.seed,
            households=pool.households,
            together=pool.together,
            progress=_telling(Teller(Selecting, selecting.pk, words.STEPS)),
        )
    except seating.Cancelled:
        return None
    except seating.NoPanel as error:
        return _ended(
            selecting_id, "fail", "Er bestaat geen keuze die aan alle eisen voldoet.", words.no_panel(error), ()
        )
    except Exception:
        _ended(selecting_id, "stop", BROKE, {}, ())
        raise
    chances = {one.person: one.probability for one in drawn.chances}
    outcome = {
        "published": drawn.published() | {"input": selecting.input_hash},
        "groups": [asdict(one) for one in pools.chances_of_groups(pool, chances)],
        "replacements": [],
    }
    people = sorted(int(one) for one in drawn.panel.people)
    return _ended(selecting_id, "finish", f"{len(people)} mensen zijn geloot.", outcome, people)


def _telling(teller: Teller) -> Callable[[str, float], None]:
    """A draw tells how many panels it found, and then which part of the chances is settled."""

    def tell(step: str, value: float) -> None:
        if not teller.wanted():
            raise seating.Cancelled("the draw was stopped; nothing was drawn")
        # nobody knows how many panels it takes; the bar slows down instead of promising
        teller.tell(step, 0.8 + 0.19 * value if step == "classes fixed" else 0.8 * value / (value + 60))

    return tell


@transaction.atomic
def _ended(selecting_id: int, move: str, told: str, outcome: dict[str, Any], drawn: Any) -> Selecting | None:
    selecting = Selecting.objects.select_for_update(of=("self",)).filter(pk=selecting_id).first()
    # stopped in its last second: what it found is nobody's
    if selecting is None or selecting.state != RunState.RUNNING:
        return None
    selecting.state = RUN.after(selecting.state, move)
    selecting.told, selecting.progress = told, 100 if move == "finish" else selecting.progress
    selecting.result = selecting.result | outcome
    selecting.save(update_fields=["state", "told", "progress", "result"])
    selecting.numbers.filter(number__in=drawn).update(is_drawn=True)
    return selecting


@transaction.atomic
def stop_selection(*, selecting_id: int, by: Account, now: datetime) -> Selecting:
    """Stops a draw that waits or calculates; nothing of it counts."""
    selecting = _locked(selecting_id)
    selecting.state = turns.after(RUN, selecting, "stop", state=selecting.state, action="draw.stopped")
    selecting.told = f"Gestopt door {by}."
    selecting.save(update_fields=["state", "told"])
    audit.record(action="draw.stopped", obj=selecting, by=by, now=now, public=True)
    return selecting


@transaction.atomic
def approve_selection(*, selecting_id: int, by: Account, now: datetime) -> Selecting:
    """A second person says that the draw stands; in the same step places are given and the others get their order."""
    selecting = _locked(selecting_id)
    after = turns.after(RUN, selecting, "approve", state=selecting.state, action="draw.approved")
    _refuse_out_of_sight(selecting.edition, "Kondig de editie aan en begin een nieuwe loting.")
    if by.pk == selecting.made_by_id:
        raise Refusal("U begon deze loting zelf. Een andere organisator of een beheerder stelt haar vast.")
    selecting.state, selecting.approved_by, selecting.approved_on = after, by, timezone.localdate(now)
    selecting.save(update_fields=["state", "approved_by", "approved_on"])
    for other in selecting.registration.selections.filter(state=RunState.DONE):
        other.state = RUN.after(other.state, "replace")
        other.save(update_fields=["state"])
    audit.record(action="draw.approved", obj=selecting, by=by, now=now, note=selecting.told, public=True)
    _apply(selecting, now)
    return selecting


def _apply(selecting: Selecting, now: datetime) -> None:
    """Who was drawn comes, or waits only for a guardian; the others wait in the order of the draw."""
    rows = _people(selecting)
    for number, row in rows:
        if number.is_drawn:
            _give_place(row, Kind.CONFIRMED, now)
    waiting = [row for number, row in rows if not number.is_drawn and _put_in_line(row, now)]
    lots = pools.pool_from((number for number, _ in rows), selecting.result["asked"]).lots
    order = {row.pk: (rank(selecting.seed, lots[number.number]), number.number) for number, row in rows}
    waiting.sort(key=lambda row: order[row.pk])
    _line_up(waiting)


def _people(selecting: Selecting) -> list[tuple[DrawNumber, Attendee]]:
    """Everybody who took part, held."""
    numbers = list(selecting.numbers.order_by("number"))
    keys = [one.attendee_id for one in numbers]
    rows = {row.pk: row for row in Attendee.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")}
    return [(one, rows[one.attendee_id]) for one in numbers if one.attendee_id in rows]


def lacks_consent(row: Attendee) -> bool:
    return row.is_under_16 and row.guardian_agreed_on is None


def _give_place(row: Attendee, kind: str, now: datetime) -> bool:
    """The place itself, or the question to a guardian first; nothing for who said off meanwhile."""
    if row.state == A.REGISTERED and lacks_consent(row):
        row.state = ATTENDANCE.after(row.state, "ask_consent")
        row.save(update_fields=["state"])
        tell(attendee=row, kind=Kind.CONSENT, now=now)
        return True
    if row.state not in (A.REGISTERED, A.WAITING) or lacks_consent(row):
        return False
    row.state = ATTENDANCE.after(row.state, "confirm")
    row.save(update_fields=["state"])
    tell(attendee=row, kind=kind, now=now)
    return True


def _put_in_line(row: Attendee, now: datetime) -> bool:
    if row.state in (A.REGISTERED, A.CONSENT_PENDING):
        row.state = ATTENDANCE.after(row.state, "wait")
        row.save(update_fields=["state"])
        tell(attendee=row, kind=Kind.WAITING, now=now)
    return row.state == A.WAITING


def _line_up(waiting: list[Attendee]) -> None:
    """Gives those who wait each other's places in line, in the order of the draw."""
    places = sorted(row.place_in_line for row in waiting)
    # a place stands once: first all step aside, to numbers that no line reaches
    for step, row in enumerate(waiting):
        Attendee.objects.filter(pk=row.pk).update(place_in_line=2_000_000_000 + step)
    for place, row in zip(places, waiting, strict=True):
        Attendee.objects.filter(pk=row.pk).update(place_in_line=place)


@transaction.atomic
def confirm_after_consent(*, now: datetime) -> int:
    """Whoever was drawn and now has a guardian's yes comes; asked again, nothing more happens."""
    given = 0
    drawn = DrawNumber.objects.filter(is_drawn=True, selecting__state=RunState.APPROVED, replaced_by=None)
    for number in (
        drawn.filter(attendee__state=A.REGISTERED).select_related("selecting").order_by("selecting", "number")
    ):
        held(number.selecting.registration_id)
        row = Attendee.objects.select_for_update(of=("self",)).filter(pk=number.attendee_id).first()
        if row and row.state == A.REGISTERED and not lacks_consent(row):
            given += _give_place(row, Kind.CONFIRMED, now)
    return given


@transaction.atomic
def replace_drawn(*, selecting_id: int, number: int, by: Account, now: datetime) -> DrawNumber:
    """Who comes for somebody who said off: the first in the order of the draw with whom every quota still holds.

    Where more places are empty, people who come together come too; whoever comes in this place is given back.
    """
    selecting = _locked(selecting_id)
    if selecting.state != RunState.APPROVED:
        raise Refusal("Deze loting is nog niet vastgesteld. Vervangen kan daarna.")
    rows = {str(one.number): (one, row) for one, row in _people(selecting)}
    gone, row = rows.get(str(number), (None, None))
    if gone is None or row is None or not gone.is_drawn:
        raise Refusal("Dit nummer is niet geloot in deze loting, of is al gewist.")
    if DrawNumber.objects.filter(replaces=gone).exists():
        raise Refusal(f"Nummer {number} is al vervangen. Ververs de bladzijde.")
    if row.state not in (A.CANCELLED, A.NO_SHOW):
        raise Refusal(f"Nummer {number} is niet afgemeld, en houdt de plaats.")
    pairs = _next(selecting, rows, str(number))
    if not pairs:
        raise Refusal(
            "Niemand op de wachtlijst kan deze plaats innemen zonder een quotum te breken, of zonder wie samen wachten "
            "te scheiden. "
            "De plaats blijft leeg, tenzij er nog mensen toestemming krijgen of u een nieuwe loting begint."
        )
    for out, name in pairs:
        comes, person = rows[name]
        comes.is_drawn, comes.replaces = True, rows[out][0]
        comes.save(update_fields=["is_drawn", "replaces"])
        _give_place(person, Kind.PLACE_FREE, now)
    told = [{"out": int(out), "in": int(name)} for out, name in pairs]
    selecting.result = selecting.result | {"replacements": [*selecting.result.get("replacements", []), *told]}
    selecting.save(update_fields=["result"])
    note = " ".join(f"Nummer {name} komt voor nummer {out}." for out, name in pairs)
    audit.record(action="draw.replaced", obj=selecting, by=by, now=now, note=note, public=True)
    return rows[pairs[0][1]][0]


def _may_come(row: Attendee) -> bool:
    return row.state == A.WAITING and not lacks_consent(row)


def _next(selecting: Selecting, rows: dict[str, tuple[DrawNumber, Attendee]], out: str) -> tuple[tuple[str, str], ...]:
    """Who comes for whom, first in the order of the draw; who comes together is not called alone."""
    waiting = [row for _, row in rows.values() if row.state == A.WAITING]
    tied = pools.parties_of(selecting.registration, waiting)
    for one, row in rows.values():
        # who let go of each other since waits alone; what the draw knew stays written
        if row.state == A.WAITING and row.pk not in tied:
            one.party = ""
    pool = pools.pool_from((one for one, _ in rows.values()), selecting.result["asked"])
    replaced = {one.replaces_id for one, _ in rows.values() if one.replaces_id}
    # others who said off keep their place in the count until their own turn comes, so that the quotas hold in the end
    panel = {name for name, (one, _) in rows.items() if one.is_drawn and one.pk not in replaced}
    size = min(pool.size, len(pool.people))
    classes = classes_of(pool.people, pool.quotas, size, households=pool.households, together=pool.together)
    known = seating.Selection(
        panel=seating.Panel(frozenset(panel)), chances=(), bound=0.0, proved=True, excluded=(), lots=(),
        classes=classes, seed=selecting.seed, input=selecting.input_hash,
    )  # fmt: skip
    away = {name for name, (_, row) in rows.items() if not _may_come(row)}
    empty = {name for name in panel if rows[name][1].state in (A.CANCELLED, A.NO_SHOW)}
    return seating.replacements(known, out, gone=away, empty=empty - {out})
