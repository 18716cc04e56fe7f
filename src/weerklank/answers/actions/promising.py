"""Keeping a promise: who promised says how far it is; done needs evidence, withdrawing and reopening a real reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.answers import wording
from weerklank.answers.lifecycle import ACTIVE_STATES, COMMITMENT, KEPT_STATES, CommitmentState
from weerklank.answers.models import Commitment, ProgressUpdate
from weerklank.answers.reasons import STOCK, is_no_reason, is_stock
from weerklank.audit import actions as audit
from weerklank.moves import Refusal

MOVE_TO = {
    CommitmentState.AGREED: "reopen",
    CommitmentState.ON_TRACK: "report_progress",
    CommitmentState.AT_RISK: "report_risk",
    CommitmentState.PARTLY: "finish_partly",
    CommitmentState.DONE: "finish",
    CommitmentState.WITHDRAWN: "withdraw",
}

LEAST_DISPUTE = 15


@dataclass(frozen=True, slots=True)
class Progress:
    """What the promiser says: how it stands, in words for adults and for children, and the proof."""

    state: str
    text: str
    child_text: str = ""
    evidence_url: str = ""


def possible_states(promise: Commitment) -> tuple[CommitmentState, ...]:
    """How it may stand next, or still."""
    same = promise.state in ACTIVE_STATES and promise.state != CommitmentState.AGREED
    return tuple(
        state
        for state, move in MOVE_TO.items()
        if COMMITMENT.allows(promise.state, move) or (same and state == promise.state)
    )


def needs_evidence(state: str, evidence_url: str) -> None:
    """(Partly) done is what everybody can look at."""
    if state in KEPT_STATES and not evidence_url.strip():
        raise Refusal(
            "Gedaan kan alleen met een bewijs dat iedereen kan bekijken: zet er het adres van een bladzijde bij.",
            field="evidence_url",
        )


def move_promise(promise: Commitment, update: ProgressUpdate, move: str) -> None:
    """The row of history first, then the promise: the database asks for the proof before it lets it be done."""
    state = COMMITMENT.after(promise.state, move)
    update.state = state
    update.save()
    promise.state = state
    if state in KEPT_STATES:
        promise.fulfilled_by_url = update.evidence_url
    elif move == "reopen":
        promise.fulfilled_by_url = ""
    promise.save()


@transaction.atomic
def report_progress(*, commitment_id: int, progress: Progress, by: Account, now: datetime) -> ProgressUpdate:
    """A new row of history; the promise itself never changes."""
    promise = Commitment.objects.select_for_update().get(pk=commitment_id)
    if promise.organisation_id != by.organisation_id:
        raise Refusal(f"Alleen {promise.organisation} kan hier iets over zeggen.")
    if progress.state not in MOVE_TO:
        raise Refusal("Kies hoe het ervoor staat.", field="state")
    today, word = timezone.localdate(now), promise.last_word()
    if word and today < word:
        raise Refusal(
            f"Volgens de klok van dit systeem is het {today:%d-%m-%Y}, maar hier staat al iets van {word:%d-%m-%Y}. "
            "Laat de beheerder de klok nakijken."
        )
    if len(progress.text.strip()) < 20 or is_stock(progress.text):
        raise Refusal("Schrijf wat er is gebeurd, of waarom er niets gebeurde.", field="text")
    needs_evidence(progress.state, progress.evidence_url)
    if progress.state == CommitmentState.WITHDRAWN and is_no_reason(progress.text):
        raise Refusal(STOCK, field="text")
    if found := wording.contacts_in(progress.child_text):
        raise Refusal(
            f"‘{found[0]}’ is een manier om contact te zoeken. Dat kan niet in een tekst voor kinderen.",
            field="child_text",
        )
    update = ProgressUpdate(
        commitment=promise,
        date=timezone.localdate(now),
        state=promise.state,
        text=progress.text.strip(),
        child_text=progress.child_text.strip(),
        evidence_url=progress.evidence_url.strip(),
    )
    if progress.state != promise.state:
        move_promise(promise, update, MOVE_TO[CommitmentState(progress.state)])
    elif promise.state in (CommitmentState.ON_TRACK, CommitmentState.AT_RISK, CommitmentState.PARTLY):
        update.save()
    else:
        raise Refusal("Deze toezegging is al afgerond.")
    audit.record(
        action="commitment.progress", obj=promise, by=by, now=now, note=promise.get_state_display(), public=True
    )
    return update


@transaction.atomic
def confirm_promise(*, commitment_id: int, is_done: bool, text: str, by: Account, now: datetime) -> ProgressUpdate:
    """The youth panel looked at what is called done, and says whether it is so."""
    promise = Commitment.objects.select_for_update().get(pk=commitment_id)
    if promise.state in (CommitmentState.CONFIRMED, CommitmentState.DISPUTED):
        raise Refusal("Hierover heeft het jongerenpanel net al besloten. Ververs de bladzijde.")
    if not is_done and (is_stock(text) or len(text.strip()) < LEAST_DISPUTE):
        raise Refusal("Schrijf wat er volgens jullie nog niet is gedaan. Iedereen kan dat lezen.", field="text")
    promise.state = COMMITMENT.after(promise.state, "confirm" if is_done else "dispute")
    promise.save(update_fields=["state"])
    update = ProgressUpdate.objects.create(
        commitment=promise,
        date=timezone.localdate(now),
        state=promise.state,
        text=text.strip() or "Het jongerenpanel keek en zegt: dit is gedaan.",
        said_by="panel",
    )
    action = "commitment.confirmed_by_panel" if is_done else "commitment.disputed_by_panel"
    audit.record(action=action, obj=promise, by=by, now=now, note=text.strip(), public=True)
    return update
