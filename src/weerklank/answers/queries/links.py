"""What was promised and done for a limb of the UN: only what a second person confirmed counts in public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from weerklank.answers.lifecycle import ActionState, CommitmentState, LinkState
from weerklank.answers.models import Action, ActionCommitment, ActionLink, Commitment, CommitmentLink, Link
from weerklank.rights.models import Recommendation


def confirmed_promises() -> QuerySet[CommitmentLink]:
    """The links from public promises to limbs that hold; ``.filter(recommendation=OuterRef("pk"))`` asks it of a limb."""
    return (
        CommitmentLink.objects.filter(state=LinkState.CONFIRMED)
        # what was taken along counts once, under its newest name: the link went along with it
        .exclude(commitment__state__in=(CommitmentState.PROPOSED, CommitmentState.CARRIED_OVER))
        .select_related("commitment__organisation", "commitment__territory", "proposed_by")
        .order_by("commitment__due_on", "commitment__slug")
    )


def confirmed_actions() -> QuerySet[ActionLink]:
    """The links from actions to limbs that hold."""
    return (
        ActionLink.objects.filter(state=LinkState.CONFIRMED)
        .select_related("action__lead", "action__territory", "proposed_by")
        .order_by("action__end_on", "action__slug")
    )


def confirmed_keeping() -> QuerySet[ActionCommitment]:
    """The links from actions to the public promises that they keep."""
    return (
        ActionCommitment.objects.filter(state=LinkState.CONFIRMED)
        .exclude(commitment__state=CommitmentState.PROPOSED)
        .select_related("action__lead", "action__territory", "commitment__organisation", "proposed_by")
        .order_by("action__end_on", "action__slug")
    )


def prefetched_promises(promises: QuerySet[Commitment] | None = None) -> Prefetch[Any, Any, Any]:
    """For limbs: ``limb.commitment_links.all()`` then holds confirmed links only, each with its promise.

    Not the relation ``commitments``: a filter there would let a promise through by its link to another limb.
    """
    links = confirmed_promises()
    if promises is not None:
        links = (
            links.select_related(None).select_related("proposed_by").prefetch_related(Prefetch("commitment", promises))
        )
    return Prefetch("commitment_links", links)


def prefetched_actions(actions: QuerySet[Action] | None = None) -> Prefetch[Any, Any, Any]:
    """For limbs: ``limb.action_links.all()`` then holds confirmed links only, each with its action."""
    links = confirmed_actions()
    if actions is not None:
        links = links.select_related(None).select_related("proposed_by").prefetch_related(Prefetch("action", actions))
    return Prefetch("action_links", links)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a limb something covers, who says so, and on what ground."""

    share: str
    label: str
    rationale: str
    said_by: str
    source_url: str
    made_on: date | None


def share_label(link: Link) -> str:
    """How much of the thing at the other end, which for an action may be a promise."""
    label = str(link.get_share_display())
    return label.replace("aanbeveling", "toezegging") if isinstance(link, ActionCommitment) else label


def share_of(link: Link) -> Share:
    return Share(
        link.share,
        share_label(link),
        link.rationale,
        link.said_by,
        link.source_url,
        link.made_on,
    )


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """A promise that says to do (part of) what a limb asks, as it stands on a day."""

    slug: str
    title: str
    href: str
    kind: str
    organisation: str
    share: Share
    state: CommitmentState
    state_label: str
    status_original: str
    made_on: date | None
    due: date | None
    due_note: str
    days_overdue: int
    silent: bool
    source: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class KeptAction:
    """An action that does (part of) what a limb asks; delivered does not say that what was asked is so."""

    slug: str
    title: str
    href: str
    kind: str
    organisation: str
    share: Share
    state: ActionState
    state_label: str
    start: date | None
    due: date | None
    days_overdue: int
    milestones: int
    milestones_done: int
    milestones_overdue: int
    source: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What was promised and done for one limb."""

    promises: tuple[KeptPromise, ...] = field(default=())
    actions: tuple[KeptAction, ...] = field(default=())


def kept_promise(link: CommitmentLink, today: date) -> KeptPromise:
    promise = link.commitment
    return KeptPromise(
        slug=promise.slug,
        title=promise.title,
        href=promise.get_absolute_url(),
        kind=str(promise.get_kind_display()),
        organisation=str(promise.organisation),
        share=share_of(link),
        state=CommitmentState(promise.state),
        state_label=str(promise.get_state_display()),
        status_original=promise.status_original,
        made_on=promise.made_on,
        due=promise.due_on,
        due_note=promise.due_note,
        days_overdue=promise.overdue_on(today),
        silent=promise.silent_on(today),
        source=promise.source_url,
        is_demonstration=promise.is_demonstration,
    )


def kept_action(link: ActionLink | ActionCommitment, today: date) -> KeptAction:
    action, milestones = link.action, list(link.action.milestones.all())
    return KeptAction(
        slug=action.slug,
        title=action.title,
        href=action.get_absolute_url(),
        kind=str(action.get_kind_display()),
        organisation=str(action.lead),
        share=share_of(link),
        state=ActionState(action.state),
        state_label=str(action.get_state_display()),
        start=action.start_on,
        due=action.end_on,
        days_overdue=action.overdue_on(today),
        milestones=len(milestones),
        milestones_done=sum(one.done_on is not None for one in milestones),
        milestones_overdue=sum(bool(one.overdue_on(today)) for one in milestones),
        source=action.source_url,
        is_demonstration=action.is_demonstration,
    )


def kept_by_limb(limb_ids: Iterable[int], today: date) -> dict[int, Kept]:
    """What was promised and done for each of these limbs, in a fixed number of questions to the database."""
    wanted = list(limb_ids)
    promises: dict[int, list[KeptPromise]] = defaultdict(list)
    actions: dict[int, list[KeptAction]] = defaultdict(list)
    for promised in confirmed_promises().filter(recommendation__in=wanted).prefetch_related("commitment__updates"):
        promises[promised.recommendation_id].append(kept_promise(promised, today))
    for done in confirmed_actions().filter(recommendation__in=wanted).prefetch_related("action__milestones"):
        actions[done.recommendation_id].append(kept_action(done, today))
    return {pk: Kept(tuple(promises[pk]), tuple(actions[pk])) for pk in wanted}


def kept_for(limb: Recommendation, today: date) -> Kept:
    """What was promised and done for one limb, what is due first before what is due later."""
    return kept_by_limb([limb.pk], today)[limb.pk]
