"""What may be decided on now, and the line that every decision leaves: who took it stands as text."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from weerklank.accounts.access import require
from weerklank.accounts.models import Account
from weerklank.moderation.models import FlagState, ModerationDecision, Outcome, ProposalState, Proposed
from weerklank.moves import Refusal
from weerklank.participation.actions import staff as participation
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution

PROPOSED_TO = {
    Proposed.DECLINE: "dit niet te publiceren",
    Proposed.PRIVATE: "dit mee te tellen en aan niemand te laten zien",
    Proposed.REWORD: "dit in andere woorden te publiceren",
}


def waiting(contribution_id: UUID, by: Account) -> Contribution:
    """What is still to be decided, by whoever may; who comes second hears who was first."""
    held = participation.contribution(contribution_id)
    require("moderation.decide", by, held)
    if held.state == ContributionState.RECEIVED:
        _nobody_proposed(held)
        return held
    last = held.decisions.last()
    if last is not None:
        raise Refusal(
            f"Deze inbreng is net al gelezen door {last.decided_by}: {last.get_outcome_display()}. "
            "Uw besluit is niet bewaard."
        )
    raise Refusal(f"Deze inbreng wacht niet meer op een besluit: de stand is ‘{held.get_state_display()}’.")


def _nobody_proposed(held: Contribution) -> None:
    """While a second moderator must look at what was proposed, nobody decides otherwise past them."""
    proposal = held.decline_proposals.filter(state=ProposalState.OPEN).first()
    if proposal is not None:
        raise Refusal(
            f"{proposal.proposed_by} stelde voor {PROPOSED_TO[Proposed(proposal.what)]}. "
            "Eerst bevestigt een collega dat of geeft het terug; daarna kan er weer worden besloten."
        )


def decided(
    held: Contribution, outcome: Outcome, *, by: Account, now: datetime, reason: str = "", note: str = ""
) -> ModerationDecision:
    return ModerationDecision.objects.create(
        contribution=held,
        outcome=outcome,
        reason=reason,
        note=note,
        decided_by=by.audit_label[:120],
        decided_on=timezone.localdate(now),
    )


def decidable(contribution_id: UUID, by: Account) -> None:
    """What waits, or what the safeguarding officer holds once the worry itself has been dealt with."""
    held = participation.contribution(contribution_id)
    if held.state != ContributionState.SAFETY_HOLD:
        waiting(contribution_id, by)
        return
    require("moderation.safeguard", by, held)
    worry_is_closed(held)
    _nobody_proposed(held)


def worry_is_closed(held: Contribution) -> None:
    states = set(held.safety_flags.values_list("state", flat=True))
    if not states or FlagState.OPEN in states:
        raise Refusal("Het zorgsignaal staat nog open. Schrijf eerst op wat u deed, of waarom er geen zorg is.")
