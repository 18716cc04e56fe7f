"""What moderators decide. Nobody outside reads what they did not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from weerklank.accounts.access import require
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moderation import rewording
from weerklank.moderation.decisions import decidable, decided, waiting
from weerklank.moderation.models import ModerationDecision, Outcome
from weerklank.moves import Refusal
from weerklank.participation import personal_data
from weerklank.participation.actions import staff as participation
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution


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


TWO_PEOPLE = (
    "Dat doen twee mensen: stel het voor, een collega kijkt mee. Alleen wat het programma vond, haalt u zelf weg of "
    "maakt u tot een woord als [naam]."
)


def stays(text: str, allowed: participation.Allowed) -> str:
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
    waiting(contribution_id, by)
    held = participation.publish_contribution(contribution_id=contribution_id, by=by, now=now, allowed=allowed)
    note = f"{note} {stays(held.original, allowed)}".strip()
    return decided(held, Outcome.PUBLISHED, by=by, now=now, note=note)


def publish_edited(
    *,
    contribution_id: UUID,
    text: str,
    by: Account,
    now: datetime,
    note: str = "",
    allowed: participation.Allowed = participation.NOTHING,
) -> ModerationDecision:
    """Everybody may read it without what says who or where; the child's own words are kept, closed."""
    # weighed before the row is locked, so that nobody waits for a long text: what a child wrote may go and never changes
    original = Contribution.objects.filter(pk=contribution_id).values_list("original", flat=True).first()
    changed = rewording.beyond(text, original or "")
    with transaction.atomic():
        waiting(contribution_id, by)
        held = participation.publish_edited(
            contribution_id=contribution_id, text=text, by=by, now=now, allowed=allowed, another_text=True
        )
        said = f"{note} {stays(held.edited_text, allowed)}".strip()
        if changed:
            raise Refusal(f"{rewording.why_two(changed)} {TWO_PEOPLE}", field="text")
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
    """It counts and gets an answer; nobody outside reads it. Alone only where the child chose so, or where a worry was dealt with."""
    decidable(contribution_id, by)
    held = participation.contribution(contribution_id)
    if not (held.wants_private or held.state == ContributionState.SAFETY_HOLD):
        raise Refusal(
            "Het kind wil zijn idee laten zien. Het toch niet laten zien doen twee mensen: stel het voor, een collega kijkt mee.",
            field="note",
        )
    held = participation.keep_private(contribution_id=contribution_id, by=by, now=now)
    return decided(held, Outcome.PRIVATE, by=by, now=now, note=note)
