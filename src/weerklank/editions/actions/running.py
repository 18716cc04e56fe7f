"""The work of the programme that calculates: what waits is made, one after another, and what was lost begins anew."""

from __future__ import annotations

from datetime import datetime

from weerklank.editions.actions.choosing import confirm_after_consent, run_selection
from weerklank.editions.actions.seating import run_seating
from weerklank.editions.choosing import runs
from weerklank.editions.lifecycle import RUN, RunState
from weerklank.editions.models import Seating, Selecting


def something_waits() -> bool:
    going_on = (RunState.WAITING, RunState.RUNNING)
    return any(model.objects.filter(state__in=going_on).exists() for model in (Selecting, Seating))


def begin_anew() -> int:
    """Runs whose programme is gone wait again; only for whoever holds the turn to calculate."""
    after = RUN.after(RunState.RUNNING, "begin_anew")
    return sum(
        model.objects.filter(state=RunState.RUNNING).update(state=after, progress=0, told="")
        for model in (Selecting, Seating)
    )


def keep_up(*, now: datetime) -> int:
    """Once in a while: places for who was drawn and now has consent, and the programme is called where a run lies waiting."""
    if something_waits() and not runs.somebody_works():
        runs.call()
    return confirm_after_consent(now=now)


def work_off() -> int | None:
    """Makes everything that waits; None where another programme does so already."""
    return runs.in_turn(_all)


def _all() -> int:
    begin_anew()
    made = 0
    while True:
        draw = Selecting.objects.filter(state=RunState.WAITING).order_by("pk").first()
        if draw is not None:
            run_selection(selecting_id=draw.pk)
        else:
            plan = Seating.objects.filter(state=RunState.WAITING).order_by("pk").first()
            if plan is None:
                return made
            run_seating(seating_id=plan.pk)
        made += 1
