"""The table plan: begun with its seed, made apart from the server, approved by a second person, and shown to who comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

import seating
from seating.arrangement import VERSION
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.calculating import Teller
from weerklank.editions import turns
from weerklank.editions.actions.choosing import BROKE, GOING_ON, clean_seed
from weerklank.editions.actions.line import held
from weerklank.editions.actions.places import follow_plan
from weerklank.editions.choosing import gathering as gatherings
from weerklank.editions.choosing import words
from weerklank.editions.choosing.gathering import Households
from weerklank.editions.lifecycle import RUN, RunState
from weerklank.editions.models import YOUNG_ROLES, Seating, Sitting
from weerklank.moves import Refusal

MADE = (RunState.DONE, RunState.APPROVED)


@transaction.atomic
def start_seating(
    *,
    registration_id: int,
    rounds: int,
    seed: str,
    households: Households,
    keep_pinned: bool,
    by: Account,
    now: datetime,
) -> Seating:
    """Fixes the seed and what is asked; places that an organiser pinned in the newest plan can stay as they are."""
    registration = held(registration_id)
    if running := registration.seatings.filter(state__in=GOING_ON).first():
        raise Refusal(
            f"Er wordt al een indeling gemaakt: {running}, begonnen door {running.made_by}. Wacht daarop, of stop haar."
        )
    people, tables = gatherings.coming(registration), gatherings.tables_of(registration)
    if not people:
        raise Refusal("Er komt nog niemand: nog geen aanmelding is bevestigd. Een indeling kan zodra er mensen komen.")
    if not any(one.role in YOUNG_ROLES for one in people):
        raise Refusal(
            "Er komt nog geen kind of jongere. Aan elke tafel zitten er minstens drie, dus een indeling kan nog niet."
        )
    if not tables:
        raise Refusal("Deze editie heeft nog geen tafels. Zet eerst de tafels neer, dan kan er een indeling komen.")
    newest = registration.seatings.filter(state__in=MADE).first()
    kept = _kept(newest, rounds) if newest and keep_pinned else []
    gathering = gatherings.gathering_of(registration, people, tables, rounds=rounds, households=households, pinned=kept)
    last = registration.seatings.aggregate(last=Max("number"))["last"] or 0
    plan = Seating.objects.create(
        registration=registration,
        number=last + 1,
        rounds=rounds,
        seed=clean_seed(seed),
        version=f"seating {VERSION}",
        input_hash=gathering.digest(),
        result={"households": households.value, "people": len(people), "tables": len(tables), "kept": len(kept)},
        made_by=by,
        made_on=timezone.localdate(now),
    )
    present = {one.pk for one in people}
    Sitting.objects.bulk_create(
        Sitting(seating=plan, attendee_id=one.attendee_id, table_id=one.table_id, round=one.round, pinned=True)
        for one in kept
        if one.attendee_id in present
    )
    note = f"Zaad: {plan.seed}. {len(people)} mensen, {len(tables)} tafels, {rounds} {'ronde' if rounds == 1 else 'rondes'}."
    audit.record(action="seating.started", obj=plan, by=by, now=now, note=note)
    return plan


def _kept(plan: Seating, rounds: int) -> list[Sitting]:
    return list(plan.sittings.filter(pinned=True, round__lte=rounds))


@transaction.atomic
def _claimed(seating_id: int) -> Seating | None:
    plan = Seating.objects.select_for_update(of=("self",)).filter(pk=seating_id).first()
    if plan is None or plan.state != RunState.WAITING:
        return None
    plan.state = RUN.after(plan.state, "start")
    plan.progress, plan.told = 0, words.STEPS["minimums"]
    plan.save(update_fields=["state", "progress", "told"])
    return plan


def run_seating(*, seating_id: int, effort: float = 1.0) -> Seating | None:
    """Seats everybody, as long as it takes; nothing where somebody else does or it was stopped."""
    plan = _claimed(seating_id)
    if plan is None:
        return None
    registration = plan.registration
    try:
        gathering = gatherings.gathering_of(
            registration,
            gatherings.coming(registration),
            gatherings.tables_of(registration),
            rounds=plan.rounds,
            households=gatherings.options_of(plan),
            pinned=plan.sittings.filter(pinned=True),
        )
        teller = Teller(Seating, plan.pk, words.STEPS)
        watch = seating.Watch(tell=teller.tell, wanted=teller.wanted)
        found = seating.arrange(gathering, seed=plan.seed, effort=effort, watch=watch)
    except seating.Cancelled:
        return None
    except seating.NoPlan as error:
        told = (
            "Er bestaat geen indeling die aan alle regels voldoet."
            if error.clashes
            else "De plaatsen die vaststaan laten geen indeling over. Maak er een los."
        )
        return _ended(seating_id, "fail", told, {"clashes": words.clashes_as_data(error)}, None)
    except Exception:
        _ended(seating_id, "stop", BROKE, {}, None)
        raise
    told = words.have_a_place(len(gathering.people))
    return _ended(seating_id, "finish", told, gatherings.figures_of(found), found)


@transaction.atomic
def _ended(
    seating_id: int, move: str, told: str, outcome: dict[str, Any], found: seating.Arrangement | None
) -> Seating | None:
    plan = Seating.objects.select_for_update(of=("self",)).filter(pk=seating_id).first()
    # stopped in its last second: what it found is nobody's
    if plan is None or plan.state != RunState.RUNNING:
        return None
    plan.state = RUN.after(plan.state, move)
    plan.told, plan.progress = told, 100 if found else plan.progress
    plan.result = plan.result | outcome
    if found:
        # people may have come or gone since it began
        plan.input_hash = found.input
        write_seats(plan, found)
    plan.save(update_fields=["state", "told", "progress", "result", "input_hash"])
    return plan


def write_seats(plan: Seating, found: seating.Arrangement, *, because: str = "", moved: Iterable[str] = ()) -> None:
    """The places of an arrangement as rows; what was pinned stays so, and only what changed is written."""
    unmet = gatherings.unmet_of(found)
    known = {(str(one.attendee_id), one.round): one for one in plan.sittings.all()}
    new, changed, pinned = [], [], set(moved)
    for seat in found.plan.seats:
        key = (seat.person, seat.round.number)
        row = known.pop(key, None)
        wishes = unmet.get(key, [])
        if row is None:
            new.append(
                Sitting(
                    seating=plan,
                    attendee_id=seat.person,
                    table_id=int(seat.table),
                    round=seat.round.number,
                    unmet=wishes,
                    moved_because=because,
                )  # fmt: skip
            )
        elif (row.table_id, row.unmet) != (int(seat.table), wishes) or seat.person in pinned:
            if row.table_id != int(seat.table):
                row.table_id, row.moved_because = int(seat.table), because or row.moved_because
                row.pinned = row.pinned or seat.person in pinned
            row.unmet = wishes
            changed.append(row)
    Sitting.objects.bulk_create(new)
    Sitting.objects.bulk_update(changed, ["table", "unmet", "moved_because", "pinned"])
    Sitting.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def locked_plan(seating_id: int) -> Seating:
    """The plan, held; its registration first, as everybody does who gives places."""
    registration_id = Seating.objects.filter(pk=seating_id).values_list("registration_id", flat=True).first()
    if registration_id is None:
        raise Refusal("Deze indeling bestaat niet meer. Ga terug naar de lijst.")
    held(registration_id)
    return Seating.objects.select_for_update(of=("self",)).select_related("registration").get(pk=seating_id)


@transaction.atomic
def stop_seating(*, seating_id: int, by: Account, now: datetime) -> Seating:
    """Stops a plan that waits or is being made; nothing of it counts."""
    plan = locked_plan(seating_id)
    plan.state = turns.after(RUN, plan, "stop", state=plan.state, action="seating.stopped")
    plan.told = f"Gestopt door {by}."
    plan.save(update_fields=["state", "told"])
    plan.sittings.all().delete()
    audit.record(action="seating.stopped", obj=plan, by=by, now=now)
    return plan


@transaction.atomic
def approve_seating(*, seating_id: int, despite: str, by: Account, now: datetime) -> Seating:
    """A second person says that the plan stands; a rule that it breaks needs a reason, and an older plan steps back."""
    plan = locked_plan(seating_id)
    after = turns.after(RUN, plan, "approve", state=plan.state, action="seating.approved")
    if by.pk == plan.made_by_id:
        raise Refusal("U begon deze indeling zelf. Een andere organisator of een beheerder stelt haar vast.")
    broken = len(gatherings.broken_now(plan))
    if broken and not despite.strip():
        raise Refusal(
            f"Deze indeling breekt {broken} {'harde regel' if broken == 1 else 'harde regels'}. Verplaats mensen, of zeg waarom zij toch zo mag.",
            field="despite",
        )
    plan.state, plan.approved_by, plan.approved_on = after, by, timezone.localdate(now)
    plan.save(update_fields=["state", "approved_by", "approved_on"])
    for other in plan.registration.seatings.filter(state__in=MADE).exclude(pk=plan.pk):
        other.state = RUN.after(other.state, "replace")
        other.save(update_fields=["state"])
    note = (
        f"Gebroken regels: {broken}. Waarom toch: {despite.strip()}" if broken else "Aan elke harde regel is voldaan."
    )
    audit.record(action="seating.approved", obj=plan, by=by, now=now, note=note)
    return plan


@transaction.atomic
def publish_seating(*, seating_id: int, by: Account, now: datetime) -> Seating:
    """From now on everybody who comes sees where they sit, and nobody sees where others sit but at their own table.

    The aliases at the tables follow, so that the read-back asks who is there.
    """
    plan = locked_plan(seating_id)
    if plan.state != RunState.APPROVED:
        raise Refusal(
            "Alleen een vastgestelde indeling kan bekend worden gemaakt. Laat een tweede persoon haar vaststellen."
        )
    if plan.published_on:
        raise Refusal("Deze indeling is al bekendgemaakt.")
    plan.published_on = timezone.localdate(now)
    plan.save(update_fields=["published_on"])
    follow_plan(plan=plan, by=by, now=now)
    audit.record(action="seating.published", obj=plan, by=by, now=now)
    return plan
