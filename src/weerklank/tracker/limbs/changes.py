"""What changed since a day: the public part of the log on limbs, promises, actions and who must act, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy

from weerklank.answers.lifecycle import CommitmentState
from weerklank.answers.models import Action, Commitment
from weerklank.answers.queries import confirmed_actions, confirmed_promises
from weerklank.audit.models import AuditEvent
from weerklank.rights import queries as rights
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import Recommendation
from weerklank.tracker.limbs import narrowing
from weerklank.tracker.limbs.bodies import Family
from weerklank.tracker.limbs.rows import title
from weerklank.tracker.limbs.told import by, of, people, words

LIMB, PROMISE, ACTION = "rights.recommendation", "answers.commitment", "answers.action"
WHO = "recommendation.responsible"
KINDS = {
    "aanbeveling": (gettext_lazy("aanbeveling"), Q(object_type=LIMB) & ~Q(action__startswith=WHO)),
    "wie": (gettext_lazy("wie moet handelen"), Q(object_type=LIMB, action__startswith=WHO)),
    "toezegging": (gettext_lazy("toezegging"), Q(object_type=PROMISE)),
    "actie": (gettext_lazy("actie"), Q(object_type=ACTION)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Since when, and about what."""

    since: date
    theme: str = ""
    family: Family | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed, where it is read, and which body did it."""

    pk: int
    at: datetime
    day: date
    kind: str
    title: str
    number: str
    href: str
    words: str
    by: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class Day:
    """Everything of one day."""

    day: date
    changes: tuple[Change, ...]


def _limbs(asked: Asked) -> QuerySet[Recommendation]:
    """Limbs with a page of their own; withdrawn ones too, for that is a change that matters."""
    found = Recommendation.objects.filter(
        Q(pk__in=rights.visible().values("pk")) | Q(state=RecommendationState.WITHDRAWN)
    )
    if asked.theme:
        found = narrowing.narrowed(found, {"thema": asked.theme})
    if asked.family:
        found = found.filter(responsibilities__organisation__in=asked.family.members)
    return found


def _promises(asked: Asked) -> QuerySet[Commitment]:
    found = Commitment.objects.exclude(state=CommitmentState.PROPOSED)
    if asked.family:
        found = found.filter(organisation__in=asked.family.members)
    if asked.theme:
        of_limbs = confirmed_promises().filter(recommendation__in=_keys(Asked(asked.since, asked.theme)))
        found = found.filter(Q(themes__slug=asked.theme) | Q(pk__in=of_limbs.order_by().values("commitment")))
    return found


def _actions(asked: Asked) -> QuerySet[Action]:
    found = Action.objects.all()
    if asked.family:
        found = found.filter(lead__in=asked.family.members)
    if asked.theme:
        of_limbs = confirmed_actions().filter(recommendation__in=_keys(Asked(asked.since, asked.theme)))
        found = found.filter(pk__in=of_limbs.order_by().values("action"))
    return found


def _keys(asked: Asked) -> QuerySet[Any, Any]:
    return _limbs(asked).order_by().values("pk")


def events(asked: Asked) -> QuerySet[AuditEvent]:
    """The newest first; only what everybody may read, and only about what has a page."""
    limbs = _keys(asked)
    about = of(LIMB, Recommendation.objects.filter(pk__in=limbs))
    about |= of(PROMISE, _promises(asked)) | of(ACTION, _actions(asked))
    found = AuditEvent.objects.filter(about, public=True, at__gte=make_aware(datetime.combine(asked.since, time())))
    if asked.kind in KINDS:
        found = found.filter(KINDS[asked.kind][1])
    return found.order_by("-id")


@dataclass(frozen=True, slots=True)
class _Thing:
    title: str
    number: str
    href: str
    is_demonstration: bool = False


def _of_limb(limb: Recommendation) -> _Thing:
    return _Thing(title(limb), f"{limb.document.symbol} {limb.number}".strip(), limb.get_absolute_url())


def _of_promise(promise: Commitment) -> _Thing:
    return _Thing(promise.title, str(promise.organisation), promise.get_absolute_url(), promise.is_demonstration)


def _of_action(action: Action) -> _Thing:
    return _Thing(action.title, str(action.lead), action.get_absolute_url(), action.is_demonstration)


def _things(found: Iterable[AuditEvent]) -> dict[tuple[str, str], _Thing]:
    """What the events are about: one question per kind of thing, however many there are."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for event in found:
        wanted[event.object_type].add(event.object_id)
    known: dict[tuple[str, str], _Thing] = {}

    def fetch(label: str, rows: QuerySet[Any], thing: Callable[[Any], _Thing]) -> None:
        if wanted[label]:
            known.update({(label, str(row.pk)): thing(row) for row in rows.filter(pk__in=wanted[label])})

    fetch(LIMB, Recommendation.objects.select_related("document", "paragraph"), _of_limb)
    fetch(PROMISE, Commitment.objects.select_related("organisation"), _of_promise)
    fetch(ACTION, Action.objects.select_related("lead"), _of_action)
    return known


def told(found: Iterable[AuditEvent]) -> tuple[Change, ...]:
    """Events in a reader's words, in their order."""
    shown = list(found)
    things, names = _things(shown), people(shown)
    return tuple(_change(event, things, names) for event in shown)


def _change(event: AuditEvent, things: dict[tuple[str, str], _Thing], names: dict[str, str]) -> Change:
    # a row that went since is still named by the log itself
    thing = things.get((event.object_type, event.object_id), _Thing(event.object_label, "", ""))
    return Change(
        pk=event.pk,
        at=event.at,
        day=localtime(event.at).date(),
        kind=_kind(event),
        title=thing.title,
        number=thing.number,
        href=thing.href,
        words=words(event),
        by=by(event, names),
        is_demonstration=thing.is_demonstration,
    )


def _kind(event: AuditEvent) -> str:
    name = {PROMISE: "toezegging", ACTION: "actie"}.get(event.object_type, "aanbeveling")
    return str(KINDS["wie" if event.action.startswith(WHO) else name][0])


def by_day(changes: Iterable[Change]) -> tuple[Day, ...]:
    return tuple(Day(day, tuple(together)) for day, together in groupby(changes, key=lambda change: change.day))
