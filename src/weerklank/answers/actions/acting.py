"""What is done: an action with its milestones, told by who leads it or by an editor from a source.

Delivered says that the action is there; whether what the UN asked is so, is for others to judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account, Organisation
from weerklank.answers import wording
from weerklank.answers.actions.entering import free_slug
from weerklank.answers.lifecycle import ACTION, PROVEN_ACTIONS, SETTLED_ACTIONS, ActionState
from weerklank.answers.models import Action, ActionStep, Milestone
from weerklank.answers.reasons import is_stock
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.rights.models import Territory

SHORTEST_TOLD = 20
_PLAIN = (
    "title", "description", "child_text", "kind", "lead", "territory", "start_on", "end_on", "budget_amount",
    "budget_note", "source_url",
)  # fmt: skip
_NAMES = {
    "title": "titel",
    "description": "uitleg",
    "child_text": "tekst voor kinderen",
    "kind": "soort",
    "lead": "wie leidt",
    "territory": "gebied",
    "start_on": "begin",
    "end_on": "einde",
    "budget_amount": "budget",
    "budget_note": "waarvoor het budget is",
    "source_url": "bron",
}
# what was agreed: it stands in the public history of the action, and is fixed once that is delivered
_WEIGHTY = frozenset({"title", "lead", "start_on", "end_on", "budget_amount", "kind"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done, by whom, when and with which money."""

    title: str
    lead: Organisation
    kind: str = "other"
    description: str = ""
    child_text: str = ""
    territory: Territory | None = None
    start_on: date | None = None
    end_on: date | None = None
    budget_amount: Decimal | None = None
    budget_note: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What happened on a day, with the proof where something is finished; no move means: no other state."""

    text: str
    on: date
    move: str = ""
    evidence_url: str = ""


def _sound(plan: Plan, by: Account) -> None:
    speaks_for_itself = by.organisation_id == plan.lead.pk
    if not plan.title.strip():
        raise Refusal("Geef de actie een titel.", field="title")
    if not plan.source_url.strip() and not speaks_for_itself:
        raise Refusal(
            f"Zet er het adres bij waar dit staat. Alleen {plan.lead} zelf mag zonder bron schrijven.",
            field="source_url",
        )
    if plan.start_on and plan.end_on and plan.end_on < plan.start_on:
        raise Refusal("De einddatum ligt voor de begindatum.", field="end_on")
    if plan.budget_amount is not None and plan.budget_amount < 0:
        raise Refusal("Een budget is niet negatief.", field="budget_amount")
    if plan.budget_amount is not None and not plan.budget_note.strip():
        raise Refusal("Schrijf erbij waarvoor dit geld is en over welke jaren.", field="budget_note")
    if found := wording.contacts_in(plan.child_text):
        raise Refusal(
            f"‘{found[0]}’ is een manier om contact te zoeken. Dat kan niet in een tekst voor kinderen.",
            field="child_text",
        )


@transaction.atomic
def plan_action(*, plan: Plan, by: Account, now: datetime) -> Action:
    """A new action, planned; it is public at once."""
    _sound(plan, by)
    taken = set(Action.objects.values_list("slug", flat=True))
    action = Action.objects.create(
        slug=free_slug(taken, plan.title, otherwise="actie", longest=80),
        is_demonstration=plan.lead.is_demonstration,
        **{name: getattr(plan, name) for name in _PLAIN},
    )
    audit.record(action="action.planned", obj=action, by=by, now=now, public=True)
    return action


def _held(action_id: int) -> Action:
    return Action.objects.select_for_update().select_related("lead").get(pk=action_id)


def _step(action: Action, text: str, day: date, evidence_url: str = "") -> ActionStep:
    return ActionStep.objects.create(
        action=action, date=day, state=action.state, text=text, evidence_url=evidence_url.strip()
    )


@transaction.atomic
def change_action(*, action_id: int, plan: Plan, reason: str, by: Account, now: datetime) -> Action:
    """Another plan, with the reason: all that stood there is kept in the log, a day, leader or budget in the history."""
    action = _held(action_id)
    _sound(plan, by)
    if plan.lead.is_demonstration != action.is_demonstration:
        raise Refusal(
            "Wat verzonnen is, wordt nooit echt, en andersom. Kies een organisatie van dezelfde soort.", field="lead"
        )
    changed = [name for name in _PLAIN if getattr(action, name) != getattr(plan, name)]
    if not changed:
        raise Refusal("Er is niets veranderd.")
    weighty = [name for name in changed if name in _WEIGHTY]
    if len(reason.strip()) < 10:
        raise Refusal("Schrijf waarom dit verandert. Wat er stond blijft in de geschiedenis.", field="reason")
    if weighty and action.state in PROVEN_ACTIONS:
        raise Refusal("Deze actie is opgeleverd. Wat er gepland was, verandert niet meer.")
    told = {
        name: f"{_NAMES[name]}: {_shown(getattr(action, name))} → {_shown(getattr(plan, name))}" for name in changed
    }
    for name in changed:
        setattr(action, name, getattr(plan, name))
    action.save()
    if weighty:
        _step(action, f"{reason.strip()} ({'; '.join(told[name] for name in weighty)})", timezone.localdate(now))
    note = f"{reason.strip()} ({'; '.join(told.values())})"
    audit.record(action="action.changed", obj=action, by=by, now=now, note=note, public=True)
    return action


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return str(value or "leeg")


@transaction.atomic
def tell_of_action(*, action_id: int, told: Told, by: Account, now: datetime) -> ActionStep:
    """A row of history, and where it moves, the next state: with a reason always, with evidence when it is finished."""
    action = _held(action_id)
    text = told.text.strip()
    state = ACTION.after(action.state, told.move) if told.move else action.state
    if len(text) < SHORTEST_TOLD or is_stock(text):
        raise Refusal("Schrijf wat er is gebeurd, of waarom er niets gebeurde.", field="text")
    if told.on > timezone.localdate(now):
        raise Refusal("Deze dag is nog niet geweest.", field="on")
    if state in PROVEN_ACTIONS and not told.evidence_url.strip():
        raise Refusal(
            "Opgeleverd kan alleen met een bewijs dat iedereen kan bekijken: zet er het adres van een bladzijde bij.",
            field="evidence_url",
        )
    action.state = state
    step = _step(action, text, told.on, told.evidence_url)
    action.save(update_fields=["state"])
    audit.record(action="action.told", obj=action, by=by, now=now, note=action.get_state_display(), public=True)
    return step


def _settled(action: Action) -> Refusal:
    return Refusal(f"Deze actie is {action.get_state_display()}: haar mijlpalen veranderen niet meer.")


def _going_on(action_id: int) -> Action:
    action = _held(action_id)
    if action.state in SETTLED_ACTIONS:
        raise _settled(action)
    return action


def _milestone(action: Action, milestone_id: int) -> Milestone:
    found = action.milestones.filter(pk=milestone_id).first()
    if found is None:
        raise Refusal("Deze mijlpaal is er niet meer. Ververs de bladzijde.")
    if found.done_on:
        raise Refusal(f"‘{found.title}’ is net al afgerond door een collega.")
    return found


@transaction.atomic
def add_milestone(*, action_id: int, title: str, due_on: date, by: Account, now: datetime) -> Milestone:
    """A step with a day on which it will be there."""
    action = _going_on(action_id)
    title = " ".join(title.split())[:200]
    if not title:
        raise Refusal("Schrijf wat er op die dag klaar is.", field="title")
    if action.milestones.filter(title=title).exists():
        raise Refusal("Deze mijlpaal staat er al.", field="title")
    if action.start_on and due_on < action.start_on:
        raise Refusal("Deze dag ligt voor het begin van de actie.", field="due_on")
    milestone = Milestone.objects.create(action=action, title=title, due_on=due_on)
    audit.record(action="action.milestone_added", obj=action, by=by, now=now, note=title, public=True)
    return milestone


def _because(reason: str) -> str:
    if len(reason.strip()) < 10 or is_stock(reason):
        raise Refusal("Schrijf waarom. Dit is openbaar.", field="reason")
    return reason.strip()


@transaction.atomic
def move_milestone(
    *, action_id: int, milestone_id: int, due_on: date, reason: str, by: Account, now: datetime
) -> Milestone:
    """Another day, with the reason; the day that was promised first stays in the history."""
    action = _going_on(action_id)
    milestone = _milestone(action, milestone_id)
    if due_on == milestone.due_on:
        raise Refusal("Dit is dezelfde dag.", field="due_on")
    text = f"‘{milestone.title}’ gaat van {milestone.due_on:%d-%m-%Y} naar {due_on:%d-%m-%Y}. {_because(reason)}"
    milestone.due_on = due_on
    milestone.save(update_fields=["due_on"])
    _step(action, text, timezone.localdate(now))
    audit.record(action="action.milestone_moved", obj=action, by=by, now=now, note=milestone.title, public=True)
    return milestone


@transaction.atomic
def finish_milestone(
    *, action_id: int, milestone_id: int, done_on: date, evidence_url: str, by: Account, now: datetime
) -> Milestone:
    """It is there, on a day, and everybody can look at it; the proof may come after the action was delivered."""
    action = _held(action_id)
    if action.state == ActionState.STOPPED:
        raise _settled(action)
    milestone = _milestone(action, milestone_id)
    if done_on > timezone.localdate(now):
        raise Refusal("Deze dag is nog niet geweest.", field="done_on")
    if not evidence_url.strip():
        raise Refusal(
            "Af kan alleen met een bewijs dat iedereen kan bekijken: zet er het adres van een bladzijde bij.",
            field="evidence_url",
        )
    milestone.done_on, milestone.evidence_url = done_on, evidence_url.strip()
    milestone.save(update_fields=["done_on", "evidence_url"])
    _step(action, f"‘{milestone.title}’ is af.", done_on, evidence_url)
    audit.record(action="action.milestone_done", obj=action, by=by, now=now, note=milestone.title, public=True)
    return milestone


@transaction.atomic
def drop_milestone(*, action_id: int, milestone_id: int, reason: str, by: Account, now: datetime) -> None:
    """It will not come; that it was planned, and why it goes, stays in the history."""
    action = _going_on(action_id)
    milestone = _milestone(action, milestone_id)
    text = f"‘{milestone.title}’ ({milestone.due_on:%d-%m-%Y}) vervalt. {_because(reason)}"
    _step(action, text, timezone.localdate(now))
    audit.record(action="action.milestone_dropped", obj=action, by=by, now=now, note=milestone.title, public=True)
    milestone.delete()
