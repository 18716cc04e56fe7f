"""Actions: the list, and one action with its milestones, what it does for the UN's limbs and which promises it keeps.

Delivered is never shown as done what was asked: the sentence says so, and the grade is given elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.accounts.models import Organisation
from weerklank.answers.lifecycle import PROVEN_ACTIONS, SETTLED_ACTIONS, ActionState
from weerklank.answers.models import Action, ActionStep, Commitment, Milestone
from weerklank.answers.queries import choosing, confirmed_actions, confirmed_keeping, whole_actions
from weerklank.answers.queries.keeping import MilestoneRow, milestone_rows
from weerklank.answers.queries.links import Share, share_of
from weerklank.rights.models import Recommendation, Territory
from weerklank.rights.queries import visible
from weerklank.tracker.loop.words import who
from weerklank.web.listing import Cell, Column, Table
from weerklank.web.path import Kind, Late, Path, Reached, State, Station, Waiting, Withdrawn

STATES = tuple(ActionState)
KINDS = tuple((value, str(label)) for value, label in Action.Kind.choices)
with_everything = whole_actions
searched = choosing.action_words
filtered = choosing.chosen_actions
late = choosing.late_actions


# --- the line ----------------------------------------------------------------------------------------------------------


def _milestone_station(row: MilestoneRow, *, stopped: bool) -> Station:
    step = row.milestone
    if step.done_on:
        return Station(Kind.DONE, Reached(), step.done_on, label=step.title)
    state: State = Withdrawn() if stopped else Late(row.overdue) if row.overdue else Waiting(step.due_on)
    return Station(Kind.DONE, state, step.due_on, label=step.title)


def _last_station(action: Action, today: date) -> Station:
    """That the whole is there; never that what was asked is so."""
    steps = [step for step in action.steps.all() if step.state == action.state]
    day = max((step.date for step in steps), default=None)
    if action.state in PROVEN_ACTIONS:
        return Station(Kind.DONE, Reached(), day, label=_("Opgeleverd"))
    if action.state == ActionState.STOPPED:
        return Station(Kind.DONE, Withdrawn(), day, label=_("Gestopt"))
    if days := action.overdue_on(today):
        return Station(Kind.DONE, Late(days), action.end_on, label=_("Opgeleverd"))
    return Station(Kind.DONE, Waiting(action.end_on), label=_("Opgeleverd"))


def _pending_day(station: Station) -> date:
    if isinstance(station.state, Waiting):
        return station.state.by or date.max
    return station.date or date.max


def path_of(action: Action, today: date) -> Path:
    """From its begin over its milestones to where it is delivered: what is there first, then what is still to come."""
    stopped = action.state == ActionState.STOPPED
    begun = action.state != ActionState.PLANNED
    begin = Station(
        Kind.PROMISED,
        Reached() if begun else Waiting(action.start_on),
        action.start_on if begun else None,
        label=_("Begin"),
    )
    steps = [_milestone_station(row, stopped=stopped) for row in milestone_rows(action, today)]
    last = _last_station(action, today)
    happened = sorted((one for one in steps if one.happened), key=lambda one: one.date or date.max)
    pending = sorted((one for one in steps if not one.happened), key=_pending_day)
    return Path(action.title, (begin, *happened, *pending, last), href=action.get_absolute_url())


def path_in_short(action: Action, today: date) -> Path:
    """For in a list: its begin, and the one station that says where it stops."""
    whole = path_of(action, today)
    begin, *rest = whole.stations
    behind = [one for one in rest if isinstance(one.state, Late)]
    ahead = [one for one in rest if isinstance(one.state, Waiting)]
    # of a delivered action a step that never came still stands on its page; the list says that the whole is there
    settled = action.state in SETTLED_ACTIONS
    tells = rest[-1] if settled or not (behind or ahead) else min(behind or ahead, key=_pending_day)
    return Path(action.title, (begin, tells), href=whole.href)


def how_it_stands(action: Action, today: date) -> str:
    """One sentence that says who does it, and how far it is today."""
    name, until = who(action.lead), action.end_on
    days = action.overdue_on(today)
    if days and until:
        ago = ngettext("Dat is {n} dag geleden.", "Dat is {n} dagen geleden.", days).format(n=days)
        due = _("{name} had dit uiterlijk {day} klaar moeten hebben.").format(
            name=name, day=date_format(until, "j F Y")
        )
        return f"{due} {ago}"
    match action.state:
        case ActionState.DELIVERED:
            return _("{name} leverde dit op. Of nu gebeurt wat de VN vroeg, is daarmee nog niet gezegd.").format(
                name=name
            )
        case ActionState.EVALUATED:
            return _("{name} leverde dit op, en het is geëvalueerd. Lees in de evaluatie of het hielp.").format(
                name=name
            )
        case ActionState.PAUSED:
            return _("{name} heeft dit stilgelegd.").format(name=name)
        case ActionState.STOPPED:
            return _("{name} is hiermee gestopt.").format(name=name)
    said = _("{name} heeft dit gepland.") if action.state == ActionState.PLANNED else _("{name} is hiermee bezig.")
    ends = _("Het moet klaar zijn op {day}.").format(day=date_format(until, "j F Y")) if until else ""
    return f"{said.format(name=name)} {ends or _('Er staat geen einddatum bij.')}"


# --- the list ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as it stands in a list."""

    title: str
    href: str
    lead: str
    kind: str
    state: str
    territory: str
    milestones: int
    milestones_done: int
    milestones_late: int
    path: Path
    is_demonstration: bool


def row(action: Action, today: date) -> ActionRow:
    steps = milestone_rows(action, today)
    return ActionRow(
        title=action.title,
        href=action.get_absolute_url(),
        lead=str(action.lead),
        kind=str(action.get_kind_display()),
        state=str(action.get_state_display()),
        territory=str(action.territory or ""),
        milestones=len(steps),
        milestones_done=sum(one.milestone.done_on is not None for one in steps),
        milestones_late=sum(bool(one.overdue) for one in steps),
        path=path_in_short(action, today),
        is_demonstration=action.is_demonstration,
    )


def rows(actions: Iterable[Action], today: date) -> tuple[ActionRow, ...]:
    return tuple(row(action, today) for action in actions)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list of actions can be filtered on."""

    leads: tuple[Organisation, ...]
    territories: tuple[Territory, ...]


def choices() -> Choices:
    return Choices(tuple(Organisation.objects.filter(actions__isnull=False).distinct()), tuple(Territory.objects.all()))


def with_limbs(actions: QuerySet[Action]) -> QuerySet[Action]:
    """With the public limbs and the promises that each is linked to, for an export."""
    limbs = confirmed_actions().filter(recommendation__in=visible()).select_related("recommendation__document")
    return actions.prefetch_related(
        Prefetch("limb_links", limbs), Prefetch("commitment_links", confirmed_keeping().select_related("commitment"))
    )


def as_data(action: Action, today: date) -> dict[str, Any]:
    """An action as a machine reads it; it must have been fetched with ``with_limbs``."""
    return {
        "id": action.slug,
        "title": action.title,
        "description": action.description,
        "kind": action.kind,
        "lead": action.lead.slug,
        "territory": action.territory.slug if action.territory else "",
        "start_on": action.start_on,
        "end_on": action.end_on,
        "state": action.state,
        "days_overdue": action.overdue_on(today),
        "budget_amount": action.budget_amount,
        "budget_note": action.budget_note,
        "milestones": [_step_as_data(one) for one in milestone_rows(action, today)],
        "recommendations": [
            f"{link.recommendation.document.slug}/{link.recommendation.slug} ({link.share})"
            for link in action.limb_links.all()
        ],
        "commitments": [f"{link.commitment.slug} ({link.share})" for link in action.commitment_links.all()],
        "demonstration": action.is_demonstration,
        "source": action.source_url,
        "link": action.get_absolute_url(),
    }


def _step_as_data(row: MilestoneRow) -> dict[str, Any]:
    step = row.milestone
    return {
        "title": step.title,
        "due_on": step.due_on.isoformat(),
        "done_on": step.done_on.isoformat() if step.done_on else "",
        "days_overdue": row.overdue,
        "evidence": step.evidence_url,
    }


# --- one action --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Serves:
    """A limb that the action does something for, with how much of it."""

    limb: Recommendation
    share: Share


@dataclass(frozen=True, slots=True)
class Keeps:
    """A promise that the action keeps, with how much of it."""

    promise: Commitment
    share: Share


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action, whole."""

    action: Action
    who: str
    sentence: str
    path: Path
    milestones: tuple[MilestoneRow, ...]
    table: Table
    steps: tuple[ActionStep, ...]
    limbs: tuple[Serves, ...]
    promises: tuple[Keeps, ...]
    is_proven: bool


def find(slug: str) -> Action | None:
    return with_everything().filter(slug=slug).first()


def _how(row: MilestoneRow, *, stopped: bool) -> str:
    if row.milestone.done_on:
        return _("af")
    if stopped:
        return _("komt er niet")
    if row.overdue:
        return ngettext("{n} dag te laat", "{n} dagen te laat", row.overdue).format(n=row.overdue)
    return _("nog te doen")


def _proof(step: Milestone) -> Cell:
    return Cell(_("bewijs"), step.evidence_url) if step.evidence_url else Cell("")


def milestone_table(action: Action, today: date) -> Table:
    """The milestones in words, beside the line."""
    stopped = action.state == ActionState.STOPPED
    columns = tuple(
        Column(label) for label in (_("Mijlpaal"), _("Uiterlijk"), _("Klaar op"), _("Hoe het staat"), _("Bewijs"))
    )
    lines = tuple(
        (
            Cell(one.milestone.title),
            Cell(date_format(one.milestone.due_on, "j N Y")),
            Cell(date_format(one.milestone.done_on, "j N Y") if one.milestone.done_on else ""),
            Cell(_how(one, stopped=stopped)),
            _proof(one.milestone),
        )
        for one in milestone_rows(action, today)
    )
    return Table(_("Mijlpalen"), columns, lines)


def page(action: Action, today: date) -> ActionPage:
    limbs = confirmed_actions().filter(action=action, recommendation__in=visible())
    whole = limbs.select_related("recommendation__document", "recommendation__paragraph")
    return ActionPage(
        action=action,
        who=who(action.lead),
        sentence=how_it_stands(action, today),
        path=path_of(action, today),
        milestones=milestone_rows(action, today),
        table=milestone_table(action, today),
        steps=tuple(action.steps.all()),
        limbs=tuple(Serves(link.recommendation, share_of(link)) for link in whole),
        promises=tuple(Keeps(link.commitment, share_of(link)) for link in confirmed_keeping().filter(action=action)),
        is_proven=action.state in PROVEN_ACTIONS,
    )
