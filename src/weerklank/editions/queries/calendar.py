"""The phases of an edition: planned beside what really happened, and how late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from weerklank.audit import queries as log
from weerklank.editions import guards
from weerklank.editions.lifecycle import EDITION, EditionState
from weerklank.editions.models import PHASES, Edition, PhaseDate
from weerklank.editions.phases import PHASES as WORDS
from weerklank.editions.phases import Doing
from weerklank.editions.queries.edition import MOVE_LABELS

_ENTERED = {move.target: move for move in EDITION.moves}
_ORDER = list(EditionState)


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase on a day: planned from and until, really begun, and what can be done in it by whom."""

    phase: EditionState
    name: str
    doings: tuple[Doing, ...]
    planned_from: date | None
    planned_until: date | None
    began_on: date | None
    is_past: bool
    is_now: bool
    days_late: int
    days_over: int
    moved: int
    changed_on: date | None
    step: str
    step_by: str
    rule: str
    blockers: tuple[guards.Blocker, ...]

    @property
    def is_to_come(self) -> bool:
        return not (self.is_past or self.is_now)

    @property
    def is_late(self) -> bool:
        """It should have begun, and did not; or it should be over, and is not."""
        return bool((self.is_to_come and self.days_late) or (self.is_now and self.days_over))

    @property
    def mood(self) -> str:
        """How its station is drawn."""
        if self.is_late:
            return "late"
        return "now" if self.is_now else "past" if self.is_past else "to-come"


@dataclass(frozen=True, slots=True)
class Calendar:
    """All phases of an edition, and whether anything was planned."""

    rows: tuple[PhaseRow, ...]
    planned: bool

    @property
    def late(self) -> tuple[PhaseRow, ...]:
        return tuple(row for row in self.rows if row.is_late)


def _began(edition: Edition) -> dict[str, date]:
    """When each state was really reached, as the log tells it; what is older than the log is not in it."""
    actions = {f"edition.{move.name}": move.target for move in EDITION.moves}
    events = log.history_of(edition).filter(action__in=actions).values_list("action", "at")
    return {actions[action]: timezone.localdate(at) for action, at in events}


def _days_late(planned: date | None, began: date | None, today: date, *, reached: bool) -> int:
    if planned is None or (reached and began is None):
        return 0
    return max(0, ((began if reached and began else today) - planned).days)


def calendar(edition: Edition, today: date, *, blocking: bool = False) -> Calendar:
    """All phases on a day; ``blocking`` also asks what stands in the way of the next, which only its organiser needs."""
    dates = {row.phase: row for row in PhaseDate.objects.filter(edition=edition)}
    began, here = _began(edition), _ORDER.index(EditionState(edition.state))
    rows = []
    for phase in PHASES:
        place, kept, move = _ORDER.index(phase), dates.get(phase), _ENTERED[phase]
        planned = edition.date if phase == EditionState.DIALOGUE_DAY else kept.begins_on if kept else None
        until = planned if phase == EditionState.DIALOGUE_DAY else kept.ends_on if kept else None
        is_now = place == here
        rows.append(
            PhaseRow(
                phase=phase,
                name=str(WORDS[phase].name),
                doings=WORDS[phase].doings,
                planned_from=planned,
                planned_until=until,
                began_on=began.get(phase),
                is_past=place < here,
                is_now=is_now,
                days_late=_days_late(planned, began.get(phase), today, reached=place <= here),
                days_over=max(0, (today - until).days) if is_now and until else 0,
                moved=kept.sequence if kept else 0,
                changed_on=kept.changed_on if kept else None,
                step=MOVE_LABELS[move.name],
                step_by=move.who,
                rule=move.rule,
                blockers=guards.blockers(edition, move.name) if blocking and place == here + 1 else (),
            )
        )
    return Calendar(tuple(rows), planned=bool(dates))
