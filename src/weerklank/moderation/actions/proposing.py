"""What takes two people: not publishing, not showing, and publishing in other words. One proposes, another confirms."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.access import require
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moderation.actions.deciding import stays
from weerklank.moderation.decisions import decidable, decided, waiting
from weerklank.moderation.identity import others_who_may, who_for
from weerklank.moderation.models import PROPOSAL, DeclineProposal, ModerationDecision, Outcome, ProposalState, Proposed
from weerklank.moves import Refusal
from weerklank.participation import quotes
from weerklank.participation.actions import staff as participation
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution, DeclineReason
from weerklank.participation.personal_data import DataKind

TAKES_TWO = {
    Proposed.DECLINE: "Niet publiceren",
    Proposed.PRIVATE: "Niet laten zien wat een kind wil laten zien",
    Proposed.REWORD: "Publiceren in andere woorden",
}


@transaction.atomic
def propose_decline(
    *, contribution_id: UUID, reason: str, sentence: str, by: Account, now: datetime, note: str = ""
) -> DeclineProposal:
    """One moderator would not show it. Until a second one looked it is neither published nor refused."""
    decidable(contribution_id, by)
    held = participation.contribution(contribution_id)
    require("moderation.decide", by, held)
    if reason not in DeclineReason.values:
        raise Refusal("Kies waarom deze inbreng niet te zien is.", field="reason")
    _for_the_child(sentence, held)
    return _proposed(held, Proposed.DECLINE, by=by, now=now, note=note, reason=reason, sentence=sentence.strip())


@transaction.atomic
def propose_private(*, contribution_id: UUID, by: Account, now: datetime, note: str) -> DeclineProposal:
    """One moderator would count it and show it to nobody, though the child wants it shown."""
    held = waiting(contribution_id, by)
    if not note.strip():
        raise Refusal("Schrijf voor collega’s op waarom niemand dit mag lezen.", field="note")
    return _proposed(held, Proposed.PRIVATE, by=by, now=now, note=note)


@transaction.atomic
def propose_rewording(
    *,
    contribution_id: UUID,
    text: str,
    by: Account,
    now: datetime,
    note: str = "",
    allowed: participation.Allowed = participation.NOTHING,
    another_text: bool = False,
) -> DeclineProposal:
    """One moderator would publish it in other words than the child's. They lie ready, and nobody outside reads them yet."""
    waiting(contribution_id, by)
    held = participation.write_edit(
        contribution_id=contribution_id, text=text, allowed=allowed, another_text=another_text
    )
    said = f"{note.strip()} {stays(held.edited_text, allowed)}".strip()
    why = {kind.name: reason for kind, reason in allowed.items()}
    return _proposed(held, Proposed.REWORD, by=by, now=now, note=said, stays=why)


def _proposed(
    held: Contribution, what: Proposed, *, by: Account, now: datetime, note: str, **more: object
) -> DeclineProposal:
    if not others_who_may(held, by):
        raise Refusal(
            f"{TAKES_TWO[what]} doen twee mensen, en in deze editie mag niemand anders dit lezen. "
            "Vraag de organisator om een tweede."
        )
    proposal = DeclineProposal.objects.create(
        contribution=held,
        what=what,
        note=note.strip(),
        proposed_by=by.audit_label[:120],
        proposed_key=who_for(held, by),
        proposed_on=timezone.localdate(now),
        **more,
    )
    said = f"{str(what.label).capitalize()}. {note}".strip()
    decided(held, Outcome.PROPOSED, by=by, now=now, reason=proposal.reason, note=said)
    audit.record(action=f"{what.value}.proposed", obj=proposal, by=by, now=now)
    return proposal


def _for_the_child(sentence: str, held: Contribution) -> None:
    if not sentence.strip():
        raise Refusal("Schrijf in een zin voor het kind waarom. Zonder reden hoort het niets.", field="sentence")
    if echo := quotes.repeats(sentence, held.original):
        raise Refusal(
            f"Deze zin herhaalt wat het kind schreef (‘{echo}’). Wie de plaatjes vindt, zou het kunnen lezen. Zeg het anders.",
            field="sentence",
        )


def _open(proposal_id: int, by: Account) -> tuple[DeclineProposal, Contribution]:
    try:
        proposal = DeclineProposal.objects.select_for_update().get(pk=proposal_id)
    except DeclineProposal.DoesNotExist:
        raise Refusal("Dit voorstel is er niet meer.") from None
    held = participation.contribution(proposal.contribution_id)
    require("moderation.decide", by, held)
    if held.state == ContributionState.SAFETY_HOLD:
        require("moderation.safeguard", by, held)
    if proposal.state != ProposalState.OPEN:
        raise Refusal(f"Dit voorstel is net al {proposal.get_state_display()}: {proposal.decided_by}.")
    return proposal, held


def _closed(proposal: DeclineProposal, held: Contribution, move: str, by: Account, now: datetime) -> DeclineProposal:
    proposal.state = PROPOSAL.after(proposal.state, move)
    proposal.decided_by, proposal.decided_key = by.audit_label[:120], who_for(held, by)
    proposal.decided_on = timezone.localdate(now)
    proposal.save(update_fields=["state", "decided_by", "decided_key", "decided_on"])
    audit.record(action=f"{proposal.what}.{move}", obj=proposal, by=by, now=now)
    return proposal


@transaction.atomic
def confirm_proposal(*, proposal_id: int, by: Account, now: datetime) -> ModerationDecision:
    """A second moderator thinks so too: what was proposed is done, and of a refusal the child reads why."""
    proposal, held = _open(proposal_id, by)
    if proposal.proposed_key == who_for(held, by):
        raise Refusal(
            "U stelde dit zelf voor. Een andere moderator bevestigt het of geeft het terug; zelf kunt u het alleen teruggeven."
        )
    _closed(proposal, held, "confirm", by, now)
    note = f"Voorgesteld door {proposal.proposed_by}. {proposal.note}".strip()
    if proposal.what == Proposed.PRIVATE:
        participation.keep_private(contribution_id=held.pk, by=by, now=now)
        return decided(held, Outcome.PRIVATE, by=by, now=now, note=note)
    if proposal.what == Proposed.REWORD:
        allowed = {DataKind[name]: why for name, why in proposal.stays.items()}
        participation.publish_edited(
            contribution_id=held.pk, text=held.edited_text, by=by, now=now, allowed=allowed, another_text=True
        )
        return decided(held, Outcome.EDITED, by=by, now=now, note=note)
    participation.decline_contribution(
        contribution_id=held.pk, reason=proposal.reason, sentence=proposal.sentence, by=by, now=now
    )
    return decided(held, Outcome.DECLINED, by=by, now=now, reason=proposal.reason, note=note)


@transaction.atomic
def return_proposal(*, proposal_id: int, by: Account, now: datetime, note: str) -> ModerationDecision:
    """It is decided anew: the second one thinks otherwise, or the first one thought again."""
    proposal, held = _open(proposal_id, by)
    if not note.strip():
        raise Refusal("Schrijf voor collega’s op waarom u het teruggeeft.", field="note")
    _closed(proposal, held, "return", by, now)
    return decided(held, Outcome.RETURNED, by=by, now=now, note=note.strip())
