"""A refusal that is looked at again: because the child asked, or with other words of the child."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions import turns
from weerklank.moves import Refusal
from weerklank.participation import disclosure, personal_data, quotes, tickets, words
from weerklank.participation.lifecycle import CONTRIBUTION, ContributionState
from weerklank.participation.models import Contribution


def _held(contribution_id: UUID) -> Contribution:
    try:
        return Contribution.objects.select_for_update().get(pk=contribution_id)
    except Contribution.DoesNotExist:
        raise Refusal("Deze inbreng is er niet meer.") from None


@transaction.atomic
def reopen(*, contribution_id: UUID, by: Account, now: datetime) -> Contribution:
    """Another moderator thinks otherwise: it is read again as if nobody had decided."""
    held = _held(contribution_id)
    held.state = turns.after(CONTRIBUTION, held, "reopen", state=held.state, action="contribution.reopen")
    held.decline_reason = held.reason_for_child = ""
    held.save(update_fields=["state", "decline_reason", "reason_for_child"])
    audit.record(action="contribution.reopen", obj=held, by=by, now=now, label="inbreng")
    return held


@transaction.atomic
def explain(*, contribution_id: UUID, sentence: str, by: Account, now: datetime) -> Contribution:
    """The refusal stands, told in other words."""
    held = _held(contribution_id)
    if held.state != ContributionState.NOT_PUBLISHED:
        raise Refusal(f"Uitleggen kan alleen bij wat niet gepubliceerd is: de stand is ‘{held.get_state_display()}’.")
    if not sentence.strip():
        raise Refusal("Schrijf in een zin voor het kind waarom. Zonder reden hoort het niets.", field="sentence")
    if echo := quotes.repeats(sentence, held.original):
        raise Refusal(
            f"Deze zin herhaalt wat het kind schreef (‘{echo}’). Wie de plaatjes vindt, zou het kunnen lezen.",
            field="sentence",
        )
    held.reason_for_child = sentence.strip()
    held.save(update_fields=["reason_for_child"])
    audit.record(action="contribution.explained", obj=held, by=by, now=now, label="inbreng")
    return held


def _key(contribution: Contribution) -> str:
    return tickets.keyed_hash("other words", str(contribution.pk))


def other_words(contribution: Contribution) -> QuerySet[Contribution]:
    """What the child said instead, if it did."""
    return Contribution.objects.filter(submission_key=_key(contribution))


@transaction.atomic
def send_other_words(*, contribution: Contribution, text: str, now: datetime) -> Contribution:
    """The child says it in other words: a contribution of its own with the same pictures, read like any other. Once."""
    text = words.clean(text)
    if not words.says_something(text):
        raise Refusal(_("Er staat nog niets. Schrijf het met andere woorden op."), field="text")
    if len(text) > words.MAX_SIGNS:
        raise Refusal(_("Dit is te lang. Maak het korter. Je tekst staat er nog."), field="text")
    if personal_data.has_bsn(text):
        raise Refusal(
            _("Er staat een nummer in dat alleen van jou is. Haal het weg. Je tekst staat er nog."), field="text"
        )
    state = str(ContributionState.RECEIVED)
    said, is_new = Contribution.objects.get_or_create(
        submission_key=_key(contribution),
        defaults={
            "consultation_id": contribution.consultation_id,
            "entry_point_id": contribution.entry_point_id,
            "kind": contribution.kind,
            "group_size": contribution.group_size,
            "original": text,
            "original_language": contribution.original_language,
            "age_band": contribution.age_band,
            "received_on": timezone.localdate(now),
            "return_code_id": contribution.return_code_id,
            "wants_private": contribution.wants_private,
            "state": CONTRIBUTION.after(state, "hold") if disclosure.kinds(text) else state,
        },
    )
    if not is_new and said.original != text:
        raise Refusal(
            _("Je zei het al met andere woorden. Dat kan één keer. Wat hier staat, is niet verstuurd."), field="text"
        )
    return said
