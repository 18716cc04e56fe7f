"""What came of limbs: the promises and the actions, with how they stand today, as a reader is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from weerklank.answers.lifecycle import ActionState, CommitmentState
from weerklank.answers.models import Action, Commitment, Link, Milestone
from weerklank.rights.models import Recommendation
from weerklank.tracker.limbs.rows import title
from weerklank.tracker.loop import actions as done
from weerklank.tracker.loop import promises as promised

SETTLED = (ActionState.DELIVERED, ActionState.EVALUATED, ActionState.STOPPED)


@dataclass(frozen=True, slots=True)
class LimbRef:
    """A limb as another thing points to it."""

    number: str
    year: int | None
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Covers:
    """How much of a limb something covers, who says so, and on what ground."""

    share: str
    rationale: str
    said_by: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise with its own words, and how it stands."""

    promise: Commitment
    body: str
    standing: str
    mood: str
    days_late: int
    covers: Covers | None = None
    limbs: tuple[LimbRef, ...] = ()
    # a ministry that has another name now promised it under this one
    made_as: str = ""

    @property
    def is_demonstration(self) -> bool:
        return self.promise.is_demonstration


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone of an action, with how late it is."""

    milestone: Milestone
    days_late: int


@dataclass(frozen=True, slots=True)
class Doing:
    """An action with its milestones, and how it stands; delivered is not yet what the UN asked being so."""

    action: Action
    body: str
    standing: str
    mood: str
    days_late: int
    steps: tuple[Step, ...]
    covers: Covers | None = None
    limbs: tuple[LimbRef, ...] = ()
    made_as: str = ""

    @property
    def is_demonstration(self) -> bool:
        return self.action.is_demonstration

    @property
    def late_steps(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.days_late)


def ref(limb: Recommendation) -> LimbRef:
    cycle = limb.document.cycle
    return LimbRef(limb.number, cycle.year if cycle else None, title(limb), limb.get_absolute_url())


def covers(link: Link) -> Covers:
    return Covers(str(link.get_share_display()), link.rationale, link.said_by, link.source_url)


_MOODS = {
    CommitmentState.DONE: "reached",
    CommitmentState.CONFIRMED: "reached",
    CommitmentState.DISPUTED: "branch",
    CommitmentState.PARTLY: "branch",
    CommitmentState.WITHDRAWN: "withdrawn",
}


def promise(
    made: Commitment, today: date, *, link: Link | None = None, limbs: Iterable[Recommendation] = (), made_as: str = ""
) -> Promise:
    days = made.overdue_on(today)
    return Promise(
        promise=made,
        body=str(made.organisation),
        standing=promised.how_it_stands(made, today),
        mood="late" if days else _MOODS.get(CommitmentState(made.state), "waiting"),
        days_late=days,
        covers=covers(link) if link else None,
        limbs=tuple(ref(limb) for limb in limbs),
        made_as=made_as,
    )


def doing(
    action: Action, today: date, *, link: Link | None = None, limbs: Iterable[Recommendation] = (), made_as: str = ""
) -> Doing:
    days = action.overdue_on(today)
    # what is delivered or stopped waits for no milestone any more
    settled = action.state in SETTLED
    return Doing(
        action=action,
        body=str(action.lead),
        standing=done.how_it_stands(action, today),
        mood=_action_mood(action, days),
        days_late=days,
        steps=tuple(Step(one, 0 if settled else one.overdue_on(today)) for one in action.milestones.all()),
        covers=covers(link) if link else None,
        limbs=tuple(ref(limb) for limb in limbs),
        made_as=made_as,
    )


def _action_mood(action: Action, days: int) -> str:
    if days:
        return "late"
    if action.state in (ActionState.DELIVERED, ActionState.EVALUATED):
        return "reached"
    return {ActionState.STOPPED: "withdrawn", ActionState.PAUSED: "unknown"}.get(ActionState(action.state), "waiting")


def latest_first(made: Iterable[Promise]) -> tuple[Promise, ...]:
    """What is late before what is due, what is due before what is settled."""
    order = {"late": 0, "waiting": 1, "branch": 2}

    def place(one: Promise) -> tuple[int, int, date]:
        return order.get(one.mood, 3), -one.days_late, one.promise.due_on or date.max

    return tuple(sorted(made, key=place))
