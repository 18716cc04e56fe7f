"""Who leads on what: accepted, disputed, only proposed, or nobody at all; per round and limb by limb."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from weerklank.accounts.models import Account
from weerklank.accounts.queries import spoken_for
from weerklank.rights.lifecycle import RecommendationState, ResponsibilityState
from weerklank.rights.models import Recommendation, Responsibility, ReviewCycle, StatementType
from weerklank.rights.queries.shown import visible

LEADING = ("lead", "co_lead")
# what somebody must do something about; the rest of a document tells the story around it
ASKS = (
    StatementType.RECOMMENDATION,
    StatementType.REQUEST,
    StatementType.CONCERN,
    StatementType.DISSEMINATION,
)


# Where several were named: whoever took it on settles it; an open dispute outweighs a new proposal.
PRECEDENCE = (ResponsibilityState.ACCEPTED, ResponsibilityState.DISPUTED, ResponsibilityState.PROPOSED)
NOBODY = "nobody"


def lead_stand(duties: Iterable[tuple[str, str]]) -> str:
    """How the leadership of one limb stands, from the role and state of each duty: the same as the lists ask it."""
    states = {state for role, state in duties if role in LEADING}
    return next((stand.value for stand in PRECEDENCE if stand in states), NOBODY)


def lead_stands(limbs: Collection[int], duties: Iterable[tuple[int, str, str]]) -> dict[str, set[int]]:
    """The same for many limbs at once, from the limb, role and state of each duty."""
    named: dict[str, set[int]] = {state.value: set() for state in PRECEDENCE}
    for limb, role, state in duties:
        if role in LEADING and state in named:
            named[state].add(limb)
    left, found = set(limbs), {}
    for stand in PRECEDENCE:
        found[stand.value] = left & named[stand.value]
        left -= named[stand.value]
    return found | {NOBODY: left}


def _led(state: ResponsibilityState) -> Exists:
    leads = Responsibility.objects.filter(recommendation=OuterRef("pk"), role__in=LEADING, state=state)
    return Exists(leads)


def with_lead() -> QuerySet[Any, Any]:
    """What is asked and shown, each with how its leadership stands."""
    stand = Case(
        *(When(_led(state), then=Value(state.value)) for state in PRECEDENCE),
        default=Value(NOBODY),
        output_field=CharField(),
    )
    return visible().filter(statement_type__in=ASKS).annotate(lead_stand=stand)


def unled() -> QuerySet[Recommendation]:
    """Nobody was ever named, or whoever was named is no more: a finding."""
    return with_lead().filter(lead_stand=NOBODY)


def disputed() -> QuerySet[Recommendation]:
    """Whoever was named says: not ours; and nobody else took it on: a finding."""
    return with_lead().filter(lead_stand="disputed")


@dataclass(frozen=True, slots=True)
class LeadsStanding:
    """Of one round: how many limbs have a lead that accepted, disputes, did not answer yet, or none."""

    cycle: ReviewCycle | None
    nobody: int
    proposed: int
    accepted: int
    disputed: int

    @property
    def total(self) -> int:
        return self.nobody + self.proposed + self.accepted + self.disputed


def leads_standing() -> tuple[LeadsStanding, ...]:
    """Per round, the newest first; a document without a round comes last."""
    counts: dict[int | None, dict[str, int]] = {}
    rows = with_lead().order_by().values_list("document__cycle", "lead_stand").annotate(n=Count("pk"))
    for cycle, stand, count in rows:
        counts.setdefault(cycle, {})[stand] = count
    cycles = {cycle.pk: cycle for cycle in ReviewCycle.objects.filter(pk__in=[pk for pk in counts if pk])}
    found = [
        LeadsStanding(
            cycles.get(pk) if pk else None,
            **{stand: known.get(stand, 0) for stand in ("nobody", "proposed", "accepted", "disputed")},
        )
        for pk, known in counts.items()
    ]
    return tuple(sorted(found, key=lambda one: -(one.cycle.year if one.cycle else 0)))


# --- What a body is asked ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskedOfUs:
    """What a contact asks of the list of its own responsibilities; an unknown word asks nothing."""

    search: str = ""
    state: str = ""
    document: str = ""
    role: str = ""
    territory: str = ""


def of_ours(account: Account) -> QuerySet[Responsibility]:
    """Everything that was ever put to the organisations this account speaks for; a withdrawn limb asks nothing."""
    return (
        Responsibility.objects.filter(organisation__in=spoken_for(account))
        .exclude(recommendation__state=RecommendationState.WITHDRAWN)
        .select_related(
            "recommendation__document__cycle", "recommendation__paragraph", "organisation", "territory", "instead"
        )
    )


def asked_of_us(account: Account, asked: AskedOfUs) -> QuerySet[Responsibility]:
    """The rows that fit, what waits for an answer first."""
    found = of_ours(account)
    if asked.state in ResponsibilityState.values:
        found = found.filter(state=asked.state)
    if asked.document:
        found = found.filter(recommendation__document__slug=asked.document)
    if asked.role:
        found = found.filter(role=asked.role)
    if asked.territory:
        everywhere = asked.territory == "overal"
        found = found.filter(territory=None) if everywhere else found.filter(territory__slug=asked.territory)
    for word in asked.search.split()[:8]:
        found = found.filter(
            Q(recommendation__number__icontains=word)
            | Q(recommendation__text__icontains=word)
            | Q(recommendation__subject__icontains=word)
            | Q(recommendation__document__symbol__icontains=word)
            | Q(basis__icontains=word)
        )
    waiting = Case(When(state=ResponsibilityState.PROPOSED, then=Value(0)), default=Value(1))
    return found.order_by(
        waiting, "-recommendation__document__date", "recommendation__document__symbol", "recommendation__order", "pk"
    )


def answers_with_counts(account: Account) -> list[tuple[str, str, int]]:
    """How many rows stand in each state, for the filter."""
    counts = dict(of_ours(account).order_by().values_list("state").annotate(n=Count("pk")))
    return [(value, str(label), counts.get(value, 0)) for value, label in ResponsibilityState.choices]
