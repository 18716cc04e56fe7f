"""Links as claims: one person says that this does (part of) what that asks, another confirms or rejects it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import rules
from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account, OrganisationKind
from weerklank.answers.lifecycle import LINK, CommitmentState, LinkState
from weerklank.answers.models import Action, ActionCommitment, ActionLink, Commitment, CommitmentLink, Link, Share
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.rights.models import Recommendation

# the word in an address for each kind of link
KINDS: dict[str, type[CommitmentLink | ActionLink | ActionCommitment]] = {
    "toezegging": CommitmentLink,
    "actie": ActionLink,
    "nakoming": ActionCommitment,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """How much is covered, on what ground, and where that can be read."""

    share: str
    rationale: str
    source_url: str = ""


def _sound(claim: Claim) -> None:
    if claim.share not in Share.values or claim.share == Share.UNKNOWN:
        raise Refusal("Kies welk deel dit dekt.", field="share")
    if len(claim.rationale.strip()) < 20:
        raise Refusal("Schrijf waarom het een het ander uitvoert. Een tweede persoon leest dit.", field="rationale")


def _who_says(by: Account) -> str:
    if rules.test_rule("rights.edit", by, None):
        return "editor"
    kind = by.organisation.kind if by.organisation else ""
    return "government" if kind in (OrganisationKind.MINISTRY, OrganisationKind.MUNICIPAL) else "ngo"


def _suggest(
    known: CommitmentLink | ActionLink | ActionCommitment | None,
    fresh: CommitmentLink | ActionLink | ActionCommitment,
    claim: Claim,
    by: Account,
    now: datetime,
) -> None:
    if known is not None:
        if known.state == LinkState.REJECTED:
            raise Refusal(
                f"Dit is eerder voorgesteld en afgewezen: ‘{known.decision_note}’. Het wordt niet opnieuw voorgesteld; "
                "een redacteur kan de afwijzing opnieuw bekijken."
            )
        raise Refusal(f"Deze koppeling staat er al ({known.get_state_display()}).")
    _sound(claim)
    fresh.share, fresh.rationale, fresh.source_url = (
        claim.share,
        claim.rationale.strip()[:400],
        claim.source_url.strip(),
    )
    fresh.source, fresh.author, fresh.proposed_by = _who_says(by), by.public_label[:120], by
    fresh.made_on = timezone.localdate(now)
    fresh.save()


@transaction.atomic
def link_promise(
    *, promise: Commitment, limb: Recommendation, claim: Claim, by: Account, now: datetime
) -> CommitmentLink:
    """Says that a promise covers a limb; it counts once a second person confirms."""
    link = CommitmentLink(commitment=promise, recommendation=limb)
    _suggest(CommitmentLink.objects.filter(commitment=promise, recommendation=limb).first(), link, claim, by, now)
    audit.record(action="link.suggested", obj=promise, by=by, now=now, note=_noted(link))
    return link


@transaction.atomic
def link_action(*, action: Action, limb: Recommendation, claim: Claim, by: Account, now: datetime) -> ActionLink:
    """Says that an action does what a limb asks; it counts once a second person confirms."""
    link = ActionLink(action=action, recommendation=limb)
    _suggest(ActionLink.objects.filter(action=action, recommendation=limb).first(), link, claim, by, now)
    audit.record(action="link.suggested", obj=action, by=by, now=now, note=_noted(link))
    return link


@transaction.atomic
def link_keeping(*, action: Action, promise: Commitment, claim: Claim, by: Account, now: datetime) -> ActionCommitment:
    """Says that an action keeps a promise; it counts once a second person confirms."""
    if action.is_demonstration != promise.is_demonstration:
        raise Refusal("Wat verzonnen is en wat echt is, worden nooit aan elkaar gekoppeld.", field="target")
    if promise.state == CommitmentState.PROPOSED:
        raise Refusal("Deze toezegging staat nog niet vast.", field="target")
    link = ActionCommitment(action=action, commitment=promise)
    _suggest(ActionCommitment.objects.filter(action=action, commitment=promise).first(), link, claim, by, now)
    audit.record(action="link.suggested", obj=action, by=by, now=now, note=_noted(link))
    return link


def _noted(link: Link) -> str:
    return f"{link}: {link.get_share_display()}"


def subject_of(link: Link) -> Commitment | Action:
    """The thing that is said to do something."""
    return link.commitment if isinstance(link, CommitmentLink) else link.action  # type: ignore[attr-defined]  # the other two links both have one


def _is_own(link: Link, by: Account) -> bool:
    """Older rows name their author in words only: those words count then."""
    if link.proposed_by_id is not None:
        return link.proposed_by_id == by.pk
    return link.author == by.audit_label[:120]


@transaction.atomic
def decide_link(
    *, kind: str, link_id: int, move: str, share: str = "", note: str = "", by: Account, now: datetime
) -> Link:
    """A second person confirms or rejects; looking again makes it a proposal of who asks for that."""
    if kind not in KINDS or move not in ("confirm", "reject", "reconsider"):
        raise Refusal("Dit kan hier niet.")
    link = KINDS[kind].objects.select_for_update(of=("self",)).select_related("decided_by").filter(pk=link_id).first()
    if link is None:
        raise Refusal("Deze koppeling is er niet meer.")
    if move != "reconsider" and link.state != LinkState.SUGGESTED:
        raise Refusal(f"Deze koppeling is net al {link.get_state_display()} door {link.decided_by or 'een ander'}.")
    if move != "reconsider" and _is_own(link, by):
        raise Refusal("U stelde dit zelf voor. Een collega beslist.")
    if move != "confirm" and len(note.strip()) < 10:
        raise Refusal("Schrijf waarom.", field="note")
    link.state = LINK.after(link.state, move)
    if move == "confirm":
        link.share = share if share in Share.values and share != Share.UNKNOWN else link.share
        if link.share == Share.UNKNOWN:
            raise Refusal("Kies welk deel dit dekt.", field="share")
    again = move == "reconsider"
    link.decided_by, link.decided_on = (None, None) if again else (by, timezone.localdate(now))
    if again:
        # whoever asks to look again is now the one who says so: somebody else decides
        link.proposed_by, link.author, link.source = by, by.public_label[:120], _who_says(by)
    link.decision_note = note.strip()[:400]
    link.save()
    audit.record(action=f"link.{link.state}", obj=subject_of(link), by=by, now=now, note=_noted(link), public=not again)
    return link
