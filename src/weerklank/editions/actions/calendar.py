"""What organisers do with the calendar of an edition: plan its phases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import PHASES, Edition, PhaseDate
from weerklank.editions.phases import PHASES as WORDS
from weerklank.moves import Refusal

# further from its own year is a typing error; answers of an edition are followed for years
FURTHEST = 5


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """From when until when an organiser plans a phase; nothing is not planned."""

    phase: EditionState
    begins_on: date | None
    ends_on: date | None


def _checked(edition: Edition, plans: Sequence[PhasePlan]) -> None:
    begins = {plan.phase: plan.begins_on for plan in plans} | {EditionState.DIALOGUE_DAY: edition.date}
    for plan in plans:
        if plan.ends_on and not plan.begins_on:
            raise Refusal("Vul ook in wanneer deze fase begint.", field=f"begins-{plan.phase}")
        if plan.ends_on and plan.begins_on and plan.ends_on < plan.begins_on:
            raise Refusal("Het einde ligt voor het begin. Pas een van beide aan.", field=f"ends-{plan.phase}")
        for name, day in (("begins", plan.begins_on), ("ends", plan.ends_on)):
            if day and abs(day.year - edition.year) > FURTHEST:
                raise Refusal(
                    f"Dit ligt in {day.year}, maar de editie is van {edition.year}. Kijk of het jaar klopt.",
                    field=f"{name}-{plan.phase}",
                )
    before: EditionState | None = None
    for phase in PHASES:
        day, earlier = begins.get(phase), begins.get(before) if before else None
        if day and before and earlier and day < earlier:
            later = before if phase == EditionState.DIALOGUE_DAY else phase
            raise Refusal(
                f"‘{WORDS[phase].name}’ begint nu op {day:%d-%m-%Y}, voor ‘{WORDS[before].name}’ op {earlier:%d-%m-%Y}. "
                "De fasen komen na elkaar.",
                field=f"begins-{later}",
            )
        before = phase if day else before


@transaction.atomic
def plan_phases(*, edition_id: int, plans: Sequence[PhasePlan], by: Account, now: datetime) -> Edition:
    """Says when each phase begins and ends; what did not change keeps the day on which it was last changed."""
    edition = Edition.objects.select_for_update(no_key=True).filter(pk=edition_id).first()
    if edition is None:
        raise Refusal("Deze editie bestaat niet meer.")
    if edition.state == EditionState.CLOSED:
        raise Refusal("Deze editie is gesloten. Haar kalender verandert niet meer.")
    _checked(edition, plans)
    today, told = timezone.localdate(now), []
    kept = {row.phase: row for row in edition.phase_dates.select_for_update()}
    for plan in plans:
        row = kept.get(plan.phase)
        if plan.begins_on is None:
            if row:
                row.delete()
                told.append(f"{WORDS[plan.phase].name}: niet meer gepland")
            continue
        if row is None:
            row = PhaseDate(edition=edition, phase=plan.phase)
        elif (row.begins_on, row.ends_on) == (plan.begins_on, plan.ends_on):
            continue
        else:
            row.sequence += 1
        row.begins_on, row.ends_on = plan.begins_on, plan.ends_on
        # a clock that was set back makes no change older than the one before
        row.changed_on = max(today, row.changed_on) if row.changed_on else today
        row.save()
        until = f" tot en met {plan.ends_on:%d-%m-%Y}" if plan.ends_on else ""
        told.append(f"{WORDS[plan.phase].name}: vanaf {plan.begins_on:%d-%m-%Y}{until}")
    if told:
        audit.record(
            action="edition.phases_planned", obj=edition, by=by, now=now, note="; ".join(told) + ".", public=True
        )
    return edition
