"""What waits for a second person: refusals that were proposed, and refusals that a child asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from weerklank.accounts.models import Account
from weerklank.moderation import terms
from weerklank.moderation.identity import who_for
from weerklank.moderation.models import Appeal, AppealState, DeclineProposal, ProposalState
from weerklank.moderation.queries.queue import readable
from weerklank.participation.lifecycle import ContributionState


def proposals(account: Account) -> QuerySet[DeclineProposal]:
    """Open proposals about what somebody may read; what the child took back meanwhile needs nobody any more."""
    found = DeclineProposal.objects.filter(state=ProposalState.OPEN, contribution__in=readable(account))
    found = found.exclude(contribution__state=ContributionState.WITHDRAWN)
    found = found.select_related("contribution__consultation__edition")
    return found.defer("contribution__original", "contribution__edited_text").order_by("proposed_on", "id")


def is_own(proposal: DeclineProposal, account: Account) -> bool:
    """Whether this account proposed it, and so cannot be the second."""
    return proposal.proposed_key == who_for(proposal.contribution, account)


def appeals(account: Account) -> QuerySet[Appeal]:
    """Refusals that a child asked to look at again."""
    found = Appeal.objects.filter(
        state=AppealState.OPEN,
        contribution__in=readable(account),
        contribution__state=ContributionState.NOT_PUBLISHED,
    ).select_related("contribution__consultation__edition")
    return found.defer("contribution__original", "contribution__edited_text").order_by("asked_on", "id")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the list of what waits for a second person."""

    what: DeclineProposal | Appeal
    since: date
    due: date
    late: bool
    own: bool

    @property
    def days(self) -> int:
        return (self.due - self.since).days


def waiting(what: DeclineProposal | Appeal, today: date, *, own: bool) -> Waiting:
    since = what.proposed_on if isinstance(what, DeclineProposal) else what.asked_on
    due = terms.due(since, terms.READ_WITHIN)
    return Waiting(what, since, due, terms.is_late(since, terms.READ_WITHIN, today), own)
