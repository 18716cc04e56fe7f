"""What the pages of the workspace ask of promises, actions and the links between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import rules
from django.db.models import CharField, F, Prefetch, Q, QuerySet, Value

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Organisation
from weerklank.answers.actions.linking import KINDS, subject_of
from weerklank.answers.lifecycle import ACTION, SETTLED_ACTIONS, ActionState, LinkState
from weerklank.answers.models import (
    Action,
    ActionCommitment,
    ActionLink,
    ActionStep,
    Commitment,
    CommitmentLink,
    Milestone,
)
from weerklank.answers.queries.choosing import late_actions, late_promises, public_promises, silent_promises
from weerklank.answers.queries.links import Share, share_of
from weerklank.audit.models import AuditEvent
from weerklank.audit.queries import history_of
from weerklank.moves import Move

AnyLink = CommitmentLink | ActionLink | ActionCommitment


def edits(account: Account) -> bool:
    return bool(rules.test_rule("rights.edit", account, None))


def promises_for(account: Account) -> QuerySet[Commitment]:
    """An editor sees every promise; anybody else those of the own organisation."""
    found = public_promises().select_related("organisation", "territory").prefetch_related("updates", "themes__names")
    if not edits(account):
        found = found.filter(organisation=account.organisation_id)
    return found.order_by(F("due_on").asc(nulls_last=True), "slug")


def actions_for(account: Account) -> QuerySet[Action]:
    """An editor sees every action; a contact those that its organisation leads."""
    found = Action.objects.select_related("lead", "territory").prefetch_related("milestones")
    if not edits(account):
        found = found.filter(lead=account.organisation_id)
    return found.order_by(F("end_on").asc(nulls_last=True), "slug")


def possible_leads(account: Account) -> QuerySet[Organisation]:
    """Who can lead an action: for a contact the own organisation, for an editor everybody that still exists."""
    if edits(account):
        return Organisation.objects.filter(valid_to__isnull=True).order_by("is_demonstration", "kind", "name")
    return Organisation.objects.filter(people=account)


# --- links -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One claim as the workspace reads it: what does what, how much, who says so, who decided."""

    kind: str
    link: AnyLink
    subject: str
    subject_href: str
    target: str
    target_href: str
    share: Share
    own: bool

    @property
    def waits(self) -> bool:
        return self.link.state == LinkState.SUGGESTED


def _kind_of(link: AnyLink) -> str:
    return next(kind for kind, model in KINDS.items() if isinstance(link, model))


def link_row(link: AnyLink, account: Account) -> LinkRow:
    subject = subject_of(link)
    limb_or_promise = link.commitment if isinstance(link, ActionCommitment) else link.recommendation
    words = str(limb_or_promise)
    if not isinstance(link, ActionCommitment):
        words = f"{words} {link.recommendation.subject}".strip()
    return LinkRow(
        kind=_kind_of(link),
        link=link,
        subject=subject.title,
        subject_href=f"/werk{subject.get_absolute_url()}",
        target=words,
        target_href=limb_or_promise.get_absolute_url(),
        share=share_of(link),
        own=link.proposed_by_id == account.pk,
    )


def _whole(kind: str) -> QuerySet[AnyLink]:
    """Links with both their ends."""
    ends = {
        "toezegging": ("commitment__organisation", "recommendation__document"),
        "actie": ("action__lead", "recommendation__document"),
        "nakoming": ("action__lead", "commitment__organisation"),
    }[kind]
    return KINDS[kind].objects.select_related(*ends, "proposed_by", "decided_by")


_SEARCHED = {
    "toezegging": ("commitment__title", "recommendation__number", "recommendation__subject", "rationale"),
    "actie": ("action__title", "recommendation__number", "recommendation__subject", "rationale"),
    "nakoming": ("action__title", "commitment__title", "rationale"),
}


def found_links(*, kind: str = "", state: str = "", words: str = "") -> QuerySet[AnyLink, dict[str, object]]:
    """The keys of all links that fit, of every kind, the newest first; ``link_rows`` reads those of a page."""
    parts = []
    for name, model in KINDS.items():
        if kind in KINDS and kind != name:
            continue
        found = model.objects.order_by()
        if state in LinkState.values:
            found = found.filter(state=state)
        for word in words.split()[:8]:
            somewhere = Q()
            for field in _SEARCHED[name]:
                somewhere |= Q(**{f"{field}__icontains": word})
            found = found.filter(somewhere)
        parts.append(found.values("pk", "made_on", what=Value(name, output_field=CharField())))
    first, *others = parts
    return first.union(*others, all=True).order_by("-made_on", "-pk", "what")  # type: ignore[return-value]  # a union of values() has no type of its own


def link_rows(keys: list[dict[str, object]], account: Account) -> list[LinkRow]:
    held = {
        (kind, link.pk): link
        for kind in KINDS
        for link in _whole(kind).filter(pk__in=[key["pk"] for key in keys if key["what"] == kind])
    }
    return [link_row(held[str(key["what"]), int(str(key["pk"]))], account) for key in keys]


def waiting_links(account: Account) -> int:
    """Claims that this account may decide on: those of others, and of a machine."""
    waiting = Q(state=LinkState.SUGGESTED) & (Q(proposed_by__isnull=True) | ~Q(proposed_by=account.pk))
    return sum(model.objects.filter(waiting).count() for model in KINDS.values())


def links_of_promise(promise: Commitment, account: Account) -> list[LinkRow]:
    """What the promise is said to cover, and which actions are said to keep it."""
    found = [*_whole("toezegging").filter(commitment=promise), *_whole("nakoming").filter(commitment=promise)]
    return [link_row(link, account) for link in found]


def links_of_action(action: Action, account: Account) -> list[LinkRow]:
    found = [*_whole("actie").filter(action=action), *_whole("nakoming").filter(action=action)]
    return [link_row(link, account) for link in found]


# --- one promise, one action -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PromiseWork:
    """One promise as those who keep it or enter it see it."""

    promise: Commitment
    overdue: int
    silent: bool
    entered: bool
    may_report: bool
    may_edit: bool
    links: tuple[LinkRow, ...]
    history: tuple[AuditEvent, ...]


def promise_work(promise: Commitment, account: Account, today: date) -> PromiseWork:
    editor, entered = edits(account), promise.kind != "dialogue"
    return PromiseWork(
        promise=promise,
        overdue=promise.overdue_on(today),
        silent=promise.silent_on(today),
        entered=entered,
        may_report=bool(rules.test_rule("commitments.report", account, promise)),
        may_edit=editor and entered,
        links=tuple(links_of_promise(promise, account)) if editor else (),
        history=tuple(history_of(promise)[:100]),
    )


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A step of an action, and how it stands today."""

    milestone: Milestone
    overdue: int


def milestone_rows(action: Action, today: date) -> tuple[MilestoneRow, ...]:
    """Where an action stopped, nothing of it is still to come."""
    stopped = action.state == ActionState.STOPPED
    return tuple(MilestoneRow(one, 0 if stopped else one.overdue_on(today)) for one in action.milestones.all())


@dataclass(frozen=True, slots=True)
class ActionWork:
    """One action as those who lead it or enter it see it."""

    action: Action
    overdue: int
    milestones: tuple[MilestoneRow, ...]
    steps: tuple[ActionStep, ...]
    links: tuple[LinkRow, ...]
    moves: tuple[Move, ...]
    settled: bool


def action_work(action: Action, account: Account, today: date) -> ActionWork:
    return ActionWork(
        action=action,
        overdue=action.overdue_on(today),
        milestones=milestone_rows(action, today),
        steps=tuple(action.steps.all()),
        links=tuple(links_of_action(action, account)),
        moves=ACTION.targets(action.state),
        settled=action.state in SETTLED_ACTIONS,
    )


def whole_actions() -> QuerySet[Action]:
    """Actions with what a row and a page need, in a fixed number of questions."""
    return (
        Action.objects.select_related("lead", "territory")
        .prefetch_related(Prefetch("steps", ActionStep.objects.order_by("-date", "-id")), "milestones")
        .order_by("is_demonstration", F("end_on").asc(nulls_last=True), "slug")
    )


# --- whose turn it is --------------------------------------------------------------------------------------------------


def duties(account: Account, today: date) -> list[Duty]:
    """What waits for an editor, and for the contact of an organisation that leads actions."""
    found = []
    if edits(account):
        found.append(
            Duty(
                "Koppelingen beoordelen",
                "/werk/koppelingen/",
                waiting_links(account),
                consequence="Een koppeling telt pas mee als een tweede persoon haar bevestigt.",
            )
        )
    elif rules.test_rule("actions.write", account, None):
        late = actions_for(account).filter(late_actions(today))
        found.append(Duty("Acties", "/werk/acties/?tijd=te-laat", late.count(), consequence="Te laat staat openbaar."))
    return found


def promises_that_wait(account: Account, today: date) -> QuerySet[Commitment]:
    """Of the own organisation: past its day, or long silent."""
    own = public_promises().filter(organisation=account.organisation_id)
    return own.filter(late_promises(today) | silent_promises(today))
