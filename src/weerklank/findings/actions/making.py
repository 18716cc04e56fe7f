"""A run in the making: asked for on a page, counted apart from the server, and ended in a run or in a sentence why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

import opinion
from opinion.progress import UNWATCHED
from weerklank import calculating
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.calculating import GOING_ON, Teller, Work
from weerklank.findings.analysing import Analysed, Parameters, analyse
from weerklank.findings.lifecycle import MAKING
from weerklank.findings.models import Making, Run, SignDecision
from weerklank.findings.queries import SETTLED
from weerklank.findings.runs import STEPS, decided_signs, runs_of
from weerklank.moves import Refusal
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation, HandTally, Vote

# while children can still vote, a second count would tell how the one child in between voted
COUNTED_WHEN = (ConsultationState.CLOSED, ConsultationState.GROUPED, *SETTLED)
# a count that takes the programme with it every time would do so for ever
MOST_TRIES = 3
NOBODY = "Er is nog niet gestemd en er zijn geen handen geteld."
NOBODY_LEFT = (
    "Volgens de besluiten over tekens van sturing vallen alle stemmen weg; dan telt niemand meer mee. "
    "Laat bij ten minste één teken de stemmen meetellen, en tel opnieuw."
)
BROKE = "Het tellen brak af door een fout in het programma. Er is niets bewaard. Tel opnieuw; lukt het weer niet, meld het dan."
NO_ROOM = (
    "De machine had te weinig geheugen voor deze telling. Er is niets bewaard. "
    "Vraag de beheerder om meer geheugen, en tel dan opnieuw."
)
KILLED = (
    f"Het programma dat telde, is {MOST_TRIES} keer afgebroken, misschien omdat de machine te weinig geheugen had. "
    "Er is niets bewaard. Vraag de beheerder om ernaar te kijken, en tel dan opnieuw."
)


# -- what a run is made of -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Counted:
    """What came out, and the decisions that it rests on; nothing of it is kept yet."""

    consultation: Consultation
    method: opinion.Method
    decisions: dict[str, SignDecision]
    found: Analysed


def make_run(
    *, consultation_id: int, by: Account, now: datetime, method: opinion.Method = opinion.Method.EXACT
) -> tuple[Run, bool]:
    """Counts here and now; whether it is new: the same votes counted the same way are one run."""
    return _keep(_counted(consultation_id, method, UNWATCHED), by, now)


def _counted(consultation_id: int, method: opinion.Method, watch: opinion.Watch) -> _Counted:
    """Every channel by itself. Nobody waits for it: the votes of a closed question do not change."""
    consultation = _closed(Consultation.objects.filter(pk=consultation_id).first())
    decisions = decided_signs(consultation)
    before = runs_of(consultation).filter(method=method.value).first()
    found = analyse(
        consultation,
        parameters=Parameters(method=method),
        leave_out={sign: one.reason for sign, one in decisions.items() if one.leave_out},
        before=before.analysis if before else {},
        watch=watch,
    )
    if found is None:
        raise Refusal(NOBODY_LEFT if any(one.leave_out for one in decisions.values()) else NOBODY)
    return _Counted(consultation, method, decisions, found)


def _closed(consultation: Consultation | None) -> Consultation:
    if consultation is None:
        raise Refusal("Deze raadpleging bestaat niet meer.")
    if consultation.state not in COUNTED_WHEN:
        raise Refusal(
            "Tellen kan als de raadpleging gesloten is. Wie tussendoor telt, kan aan het verschil zien hoe één kind stemde."
        )
    return consultation


@transaction.atomic
def _keep(counted: _Counted, by: Account, now: datetime) -> tuple[Run, bool]:
    consultation, found = counted.consultation, counted.found
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    if same := Run.objects.filter(consultation=consultation, key=found.key).first():
        return same, False
    if _said(decided_signs(consultation)) != _said(counted.decisions):
        raise Refusal("Iemand besloot zojuist over een teken van sturing. Maak de telling opnieuw.")
    last = Run.objects.filter(consultation=consultation).aggregate(last=Max("number"))["last"] or 0
    run = Run.objects.create(
        consultation=consultation,
        number=last + 1,
        made_by=by,
        made_at=now,
        method=counted.method.value,
        parameters=Parameters(method=counted.method).as_data(),
        library_version=found.library_version,
        program_version=found.program_version,
        input_hash=found.input_hash,
        key=found.key,
        votes=found.votes,
        results=found.results,
        channels=found.channels,
        outcome=found.outcome,
        analysis=found.analysis,
        left_out=found.left_out,
    )
    audit.record(action="votes.counted", obj=run, by=by, now=now, label=str(run), public=True)
    return run, True


def _said(decisions: dict[str, SignDecision]) -> dict[str, bool]:
    return {sign: one.leave_out for sign, one in decisions.items()}


# -- asked for, and stopped ----------------------------------------------------------------------------------------


@transaction.atomic
def start_making(
    *, consultation_id: int, by: Account, now: datetime, method: opinion.Method = opinion.Method.EXACT
) -> tuple[Making, bool]:
    """Asks for a run; whether it is new: while one is being made the same way, that one is meant."""
    consultation = _closed(Consultation.objects.select_for_update().filter(pk=consultation_id).first())
    voted = Vote.objects.filter(statement__consultation=consultation).exists()
    if not voted and not HandTally.objects.filter(statement__consultation=consultation).exists():
        raise Refusal(NOBODY)
    going_on = Making.objects.filter(consultation=consultation, method=method.value, state__in=GOING_ON).first()
    if going_on:
        return going_on, False
    making = Making.objects.create(consultation=consultation, method=method.value, made_by=by, made_at=now)
    audit.record(action="count.asked", obj=making, by=by, now=now, label=str(making))
    return making, True


@transaction.atomic
def stop_making(*, making_id: int, by: Account, now: datetime) -> Making:
    """Stops a run in the making; nothing of it is kept."""
    making = Making.objects.select_for_update(of=("self",)).filter(pk=making_id).first()
    if making is None:
        raise Refusal("Deze telling in de maak is er niet meer. Ga terug naar de tellingen.")
    making.state = MAKING.after(making.state, "stop")
    making.told = f"Gestopt door {by.name}. Er is niets bewaard."
    making.save(update_fields=["state", "told"])
    audit.record(action="count.stopped", obj=making, by=by, now=now, label=str(making))
    return making


# -- made apart from the server ------------------------------------------------------------------------------------


def run_making(*, making_id: int, now: datetime) -> Making | None:
    """Counts, as long as it takes; nothing where somebody else does or it was stopped."""
    making = _claimed(making_id)
    if making is None:
        return None
    if making.tries > MOST_TRIES:
        return _failed(making_id, KILLED)
    teller = Teller(Making, making.pk, STEPS)
    try:
        watch = opinion.Watch(tell=teller.tell, wanted=teller.wanted)
        return _finished(making_id, _counted(making.consultation_id, opinion.Method(making.method), watch), now)
    except opinion.Cancelled:
        return None
    except Refusal as refusal:
        return _failed(making_id, refusal.sentence)
    except MemoryError:
        return _failed(making_id, NO_ROOM)
    except Exception:
        _failed(making_id, BROKE)
        raise


COUNTS = Work(Making, MAKING, lambda key, now: run_making(making_id=key, now=now))


def keep_up() -> None:
    """Once in a while: the programme is called where a run lies waiting."""
    calculating.keep_up(COUNTS)


@transaction.atomic
def _claimed(making_id: int) -> Making | None:
    making = Making.objects.select_for_update(of=("self",)).filter(pk=making_id).first()
    if making is None or not MAKING.allows(making.state, "start"):
        return None
    making.state = MAKING.after(making.state, "start")
    making.progress, making.told, making.tries = 0, STEPS["reading"], making.tries + 1
    making.save(update_fields=["state", "progress", "told", "tries"])
    return making


@transaction.atomic
def _finished(making_id: int, counted: _Counted, now: datetime) -> Making | None:
    """The run and the end of its making at once: a kill in between leaves both or neither."""
    making = _held(making_id)
    if making is None:
        return None
    making.run, new = _keep(counted, making.made_by, now)
    making.state, making.progress = MAKING.after(making.state, "finish"), 100
    making.told = (
        f"De stemmen zijn geteld: {making.run}." if new else f"Niets is anders: dit is {making.run}, precies dezelfde."
    )
    making.save(update_fields=["run", "state", "progress", "told"])
    return making


@transaction.atomic
def _failed(making_id: int, told: str) -> Making | None:
    making = _held(making_id)
    if making is None:
        return None
    making.state, making.told = MAKING.after(making.state, "fail"), told
    making.save(update_fields=["state", "told"])
    return making


def _held(making_id: int) -> Making | None:
    """The making while it is still made; stopped in its last second, what it found is nobody's."""
    making = Making.objects.select_for_update(of=("self",)).select_related("made_by").filter(pk=making_id).first()
    return making if making and MAKING.allows(making.state, "finish") else None
