"""What the safeguarding officer does about a worry: read, take the five steps, decide. Every step is in the log, no word is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from weerklank.accounts.access import require
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions import turns
from weerklank.moderation import highlights
from weerklank.moderation.decisions import decided, waiting, worry_is_closed
from weerklank.moderation.models import FLAG, FlagState, ModerationDecision, Outcome, SafetyFlag
from weerklank.moves import Refusal
from weerklank.participation.actions import staff as participation
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution

STEPS = {
    "signals": "Signalen in kaart gebracht",
    "consult": "Overlegd met een collega, en zo nodig met Veilig Thuis",
    "talk": "Gesproken met wie het aangaat, als dat kan en veilig is",
    "weigh": "Gewogen met het afwegingskader",
    "decide": "Besloten over melden en over hulp",
}


@transaction.atomic
def hold_for_safety(*, contribution_id: UUID, by: Account, now: datetime, note: str = "") -> SafetyFlag:
    """A moderator worries: from now on only the safeguarding officer reads it."""
    held = waiting(contribution_id, by)
    signal = highlights.signal_of(held.original)
    held = participation.hold(contribution_id=contribution_id, by=by, now=now)
    decided(held, Outcome.HELD, by=by, now=now, note=note)
    flag = SafetyFlag.objects.create(
        contribution=held, raised_by="moderator", signal=signal, raised_on=timezone.localdate(now)
    )
    audit.record(action="safety.raised", obj=flag, by=by, now=now)
    return flag


@transaction.atomic
def release(*, contribution_id: UUID, by: Account, now: datetime, note: str = "") -> ModerationDecision:
    """The worry was dealt with; the words go back to the queue and are read like any other."""
    held = participation.contribution(contribution_id)
    require("moderation.safeguard", by, held)
    worry_is_closed(held)
    held = participation.release(contribution_id=contribution_id, by=by, now=now)
    return decided(held, Outcome.RELEASED, by=by, now=now, note=note)


@transaction.atomic
def raise_flags() -> int:
    """Gives every held contribution its flag: what words held back on arrival has none of its own yet."""
    flagged = SafetyFlag.objects.filter(contribution=OuterRef("pk"))
    held = list(Contribution.objects.select_for_update().filter(~Exists(flagged), state=ContributionState.SAFETY_HOLD))
    # asked again with the rows in hand: whoever waited for the lock still saw them without a flag
    done = set(SafetyFlag.objects.filter(contribution__in=held).values_list("contribution_id", flat=True))
    flags = [
        SafetyFlag(
            contribution=one, raised_by="words", signal=highlights.signal_of(one.original), raised_on=one.received_on
        )
        for one in held
        if one.pk not in done
    ]
    for flag in flags:
        # its day stands in the row itself; the log would say to the second when a child in danger wrote
        flag.save(force_insert=True)
    return len(flags)


def _flag(flag_id: int, by: Account) -> SafetyFlag:
    try:
        flag = SafetyFlag.objects.select_for_update().get(pk=flag_id)
    except SafetyFlag.DoesNotExist:
        raise Refusal("Dit zorgsignaal is er niet meer.") from None
    require("moderation.safeguard", by, flag)
    return flag


@transaction.atomic
def open_flag(*, flag_id: int, by: Account, now: datetime) -> SafetyFlag:
    """The safeguarding officer opens the words; that they were read is kept."""
    flag = _flag(flag_id, by)
    if flag.read_on is None:
        flag.read_on = timezone.localdate(now)
        flag.save(update_fields=["read_on"])
    audit.record(action="safety.read", obj=flag, by=by, now=now)
    return flag


@transaction.atomic
def note_steps(*, flag_id: int, steps: list[str], outcome: str, by: Account, now: datetime) -> SafetyFlag:
    """Keeps how far the five steps are, while the signal stays open."""
    flag = _flag(flag_id, by)
    if flag.state != FlagState.OPEN:
        raise Refusal(f"Dit zorgsignaal is al afgesloten door {flag.handled_by}.")
    return _kept(flag, steps, outcome, action="safety.noted", by=by, now=now)


def _kept(flag: SafetyFlag, steps: list[str], outcome: str, *, action: str, by: Account, now: datetime) -> SafetyFlag:
    taken = [step for step in STEPS if step in steps and step not in flag.steps]
    undone = [step for step in STEPS if step not in steps and step in flag.steps]
    flag.steps = [step for step in STEPS if step in steps]
    flag.outcome = outcome.strip()
    flag.handled_by = by.audit_label[:120]
    flag.save(update_fields=["steps", "outcome", "handled_by", "state"])
    for action_of_step, which in (("safety.step", taken), ("safety.step_undone", undone)):
        for step in which:
            audit.record(action=action_of_step, obj=flag, by=by, now=now, note=STEPS[step])
    # what was written down stays with the signal: the log says only that, by whom and when
    audit.record(action=action, obj=flag, by=by, now=now)
    return flag


def _closed(flag_id: int, move: str, steps: list[str], outcome: str, *, by: Account, now: datetime) -> SafetyFlag:
    flag = _flag(flag_id, by)
    if not outcome.strip():
        raise Refusal(
            "Schrijf op wat er is gedaan, of waarom er geen zorg is. Zonder dat blijft het signaal open.",
            field="outcome",
        )
    flag.state = turns.after(FLAG, flag, move, state=flag.state, action=f"safety.{move}")
    return _kept(flag, steps, outcome, action=f"safety.{move}", by=by, now=now)


@transaction.atomic
def handle_flag(*, flag_id: int, steps: list[str], outcome: str, by: Account, now: datetime) -> SafetyFlag:
    """The worry was taken up; what was done is written down."""
    if "decide" not in steps:
        raise Refusal(
            "De laatste stap van de meldcode is nog niet gezet: beslis over melden en over hulp, en vink dat aan.",
            field="steps",
        )
    return _closed(flag_id, "handle", steps, outcome, by=by, now=now)


@transaction.atomic
def dismiss_flag(*, flag_id: int, steps: list[str], outcome: str, by: Account, now: datetime) -> SafetyFlag:
    """There is no worry after all; why not is written down."""
    return _closed(flag_id, "dismiss", steps, outcome, by=by, now=now)
