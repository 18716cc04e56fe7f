"""A refusal that the child asked to look at again, and what it says instead."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import require
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moderation.decisions import decided
from weerklank.moderation.identity import third_who_may, who_for
from weerklank.moderation.models import (
    APPEAL,
    Appeal,
    ModerationDecision,
    Outcome,
    ProposalState,
)
from weerklank.moves import Refusal
from weerklank.participation.actions import appeals
from weerklank.participation.actions import staff as participation
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution, ReturnCode

# -- when the child asks --------------------------------------------------------------------------------------


def _declined(contribution_id: UUID, return_code: ReturnCode) -> Contribution:
    found = Contribution.objects.select_for_update().filter(pk=contribution_id, return_code=return_code).first()
    if found is None or found.state != ContributionState.NOT_PUBLISHED:
        raise Refusal(_("Dit kan alleen bij een idee dat we niet laten zien."))
    return found


@transaction.atomic
def appeal(*, contribution_id: UUID, return_code: ReturnCode, now: datetime) -> Appeal:
    """Whoever has the pictures asks to look again: once, without words, and another moderator does."""
    held = _declined(contribution_id, return_code)
    try:
        with transaction.atomic():
            return Appeal.objects.create(contribution=held, asked_on=timezone.localdate(now))
    except IntegrityError:
        sentence = _("Je vroeg dit al. Iemand anders kijkt er nog een keer naar, of deed dat al.")
        raise Refusal(sentence, field="asked_before") from None


@transaction.atomic
def say_it_differently(*, contribution_id: UUID, return_code: ReturnCode, text: str, now: datetime) -> Contribution:
    """Whoever has the pictures says it in other words; those are read like any other idea. Once for each refusal."""
    return appeals.send_other_words(contribution=_declined(contribution_id, return_code), text=text, now=now)


def _asked(appeal_id: int, by: Account) -> tuple[Appeal, Contribution]:
    try:
        asked = Appeal.objects.select_for_update().get(pk=appeal_id)
    except Appeal.DoesNotExist:
        raise Refusal("Deze vraag is er niet meer.") from None
    held = participation.contribution(asked.contribution_id)
    require("moderation.decide", by, held)
    if held.state != ContributionState.NOT_PUBLISHED:
        raise Refusal(f"Hier is niets meer te beslissen: de stand is ‘{held.get_state_display()}’.")
    first = held.decline_proposals.filter(state=ProposalState.CONFIRMED).last()
    if first is not None and first.proposed_key == who_for(held, by):
        raise Refusal("U stelde zelf voor dit niet te publiceren. Een ander kijkt er nu naar.")
    if (
        first is not None
        and first.decided_key == who_for(held, by)
        and third_who_may(held, first.proposed_key, first.decided_key)
    ):
        raise Refusal("U bevestigde zelf dat dit niet te zien is. Een derde kijkt er nu naar.")
    return asked, held


def _answered(asked: Appeal, move: str, by: Account, now: datetime) -> None:
    asked.state = APPEAL.after(asked.state, move)
    asked.decided_by, asked.decided_on = by.audit_label[:120], timezone.localdate(now)
    asked.save(update_fields=["state", "decided_by", "decided_on"])
    audit.record(action=f"appeal.{move}", obj=asked, by=by, now=now)


@transaction.atomic
def reopen(*, appeal_id: int, by: Account, now: datetime, note: str = "") -> ModerationDecision:
    """The child was right to ask: it is read again."""
    asked, held = _asked(appeal_id, by)
    _answered(asked, "reopen", by, now)
    appeals.reopen(contribution_id=held.pk, by=by, now=now)
    return decided(held, Outcome.REOPENED, by=by, now=now, note=note.strip() or "Het kind vroeg om een tweede blik.")


@transaction.atomic
def uphold(*, appeal_id: int, sentence: str, by: Account, now: datetime, note: str = "") -> ModerationDecision:
    """It stays unpublished, and the child reads a better explanation."""
    asked, held = _asked(appeal_id, by)
    if sentence.strip() == held.reason_for_child.strip():
        raise Refusal("Het kind las deze zin al en vroeg om uitleg. Zeg het anders.", field="sentence")
    _answered(asked, "uphold", by, now)
    appeals.explain(contribution_id=held.pk, sentence=sentence, by=by, now=now)
    return decided(held, Outcome.UPHELD, by=by, now=now, reason=held.decline_reason, note=note.strip())
