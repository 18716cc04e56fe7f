"""What moderators decide. Nobody outside reads what they did not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.access import require
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moderation.models import FlagState, ModerationDecision, Outcome, ProposalState
from weerklank.moves import Refusal
from weerklank.participation import personal_data
from weerklank.participation.actions import staff as participation
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution


def waiting(contribution_id: UUID) -> Contribution:
    """What is still to be decided; who comes second hears who was first."""
    held = participation.contribution(contribution_id)
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
    """While a second moderator must look at a refusal, nobody decides otherwise past them."""
    proposal = held.decline_proposals.filter(state=ProposalState.OPEN).first()
    if proposal is not None:
        raise Refusal(
            f"{proposal.proposed_by} stelde voor dit niet te publiceren. Bevestig dat voorstel of geef het terug; "
            "daarna kan er weer worden besloten."
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


@transaction.atomic
def open_item(*, contribution_id: UUID, by: Account, now: datetime) -> Contribution:
    """Somebody reads what a child wrote and nobody published yet; that it was read is kept, the words are not."""
    held = Contribution.objects.select_related("consultation__edition", "consultation__edition_theme").get(
        pk=contribution_id
    )
    if held.state == ContributionState.SAFETY_HOLD:
        require("moderation.safeguard", by, held)
    audit.record(action="contribution.read", obj=held, by=by, now=now, label="inbreng")
    return held


def _stays(text: str, allowed: participation.Allowed) -> str:
    """For colleagues: which marks stayed, and why."""
    return " ".join(
        f"Blijft staan: {kind.value}, want {allowed[kind].strip().rstrip('.')}."
        for kind in personal_data.kinds(text)
        if allowed.get(kind, "").strip()
    )


@transaction.atomic
def publish(
    *,
    contribution_id: UUID,
    by: Account,
    now: datetime,
    note: str = "",
    allowed: participation.Allowed = participation.NOTHING,
) -> ModerationDecision:
    """Everybody may read it, in the child's own words."""
    waiting(contribution_id)
    held = participation.publish_contribution(contribution_id=contribution_id, by=by, now=now, allowed=allowed)
    note = f"{note} {_stays(held.original, allowed)}".strip()
    return decided(held, Outcome.PUBLISHED, by=by, now=now, note=note)


@transaction.atomic
def publish_edited(
    *,
    contribution_id: UUID,
    text: str,
    by: Account,
    now: datetime,
    note: str = "",
    allowed: participation.Allowed = participation.NOTHING,
    another_text: bool = False,
) -> ModerationDecision:
    """Everybody may read it without what says who or where; the child's own words are kept, closed."""
    waiting(contribution_id)
    held = participation.publish_edited(
        contribution_id=contribution_id, text=text, by=by, now=now, allowed=allowed, another_text=another_text
    )
    said = f"{note} {_stays(held.edited_text, allowed)}".strip()
    if not participation.shares_words(held.edited_text, held.original):
        said = f"{said} Bewust een andere tekst.".strip()
    return decided(held, Outcome.EDITED, by=by, now=now, note=said)


@transaction.atomic
def unpublish(*, contribution_id: UUID, by: Account, now: datetime, note: str) -> ModerationDecision:
    """It should not have been public: from now on nobody outside reads it, and it waits for a new decision."""
    held = participation.contribution(contribution_id)
    require("moderation.decide", by, held)
    if not note.strip():
        raise Refusal("Schrijf voor collega’s op waarom dit terug moet.", field="note")
    held = participation.unpublish(contribution_id=contribution_id, by=by, now=now)
    return decided(held, Outcome.REOPENED, by=by, now=now, note=note.strip())


@transaction.atomic
def keep_private(*, contribution_id: UUID, by: Account, now: datetime, note: str = "") -> ModerationDecision:
    """It counts and gets an answer; nobody outside reads it."""
    decidable(contribution_id, by)
    held = participation.keep_private(contribution_id=contribution_id, by=by, now=now)
    return decided(held, Outcome.PRIVATE, by=by, now=now, note=note)


def decidable(contribution_id: UUID, by: Account) -> None:
    """What waits, or what the safeguarding officer holds once the worry itself has been dealt with."""
    held = participation.contribution(contribution_id)
    if held.state != ContributionState.SAFETY_HOLD:
        waiting(contribution_id)
        return
    require("moderation.safeguard", by, held)
    worry_is_closed(held)
    _nobody_proposed(held)


def worry_is_closed(held: Contribution) -> None:
    states = set(held.safety_flags.values_list("state", flat=True))
    if not states or FlagState.OPEN in states:
        raise Refusal("Het zorgsignaal staat nog open. Schrijf eerst op wat u deed, of waarom er geen zorg is.")
