"""What moderators decide, and what the safeguarding officer does about a worry. Nobody outside reads what they did not."""

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
from weerklank.moderation.models import FLAG, FlagState, ModerationDecision, Outcome, SafetyFlag
from weerklank.moves import Refusal
from weerklank.participation import personal_data
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


def _waiting(contribution_id: UUID) -> Contribution:
    """What is still to be decided; who comes second hears who was first."""
    held = participation.contribution(contribution_id)
    if held.state == ContributionState.RECEIVED:
        return held
    last = held.decisions.last()
    if last is not None:
        raise Refusal(
            f"Deze inbreng is net al gelezen door {last.decided_by}: {last.get_outcome_display()}. "
            "Uw besluit is niet bewaard."
        )
    raise Refusal(f"Deze inbreng wacht niet meer op een besluit: de stand is ‘{held.get_state_display()}’.")


def _decided(
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
    _waiting(contribution_id)
    held = participation.publish_contribution(contribution_id=contribution_id, by=by, now=now, allowed=allowed)
    note = f"{note} {_stays(held.original, allowed)}".strip()
    return _decided(held, Outcome.PUBLISHED, by=by, now=now, note=note)


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
    _waiting(contribution_id)
    held = participation.publish_edited(
        contribution_id=contribution_id, text=text, by=by, now=now, allowed=allowed, another_text=another_text
    )
    said = f"{note} {_stays(held.edited_text, allowed)}".strip()
    if not participation.shares_words(held.edited_text, held.original):
        said = f"{said} Bewust een andere tekst.".strip()
    return _decided(held, Outcome.EDITED, by=by, now=now, note=said)


@transaction.atomic
def unpublish(*, contribution_id: UUID, by: Account, now: datetime, note: str) -> ModerationDecision:
    """It should not have been public: from now on nobody outside reads it, and it waits for a new decision."""
    held = participation.contribution(contribution_id)
    require("moderation.decide", by, held)
    if not note.strip():
        raise Refusal("Schrijf voor collega’s op waarom dit terug moet.", field="note")
    held = participation.unpublish(contribution_id=contribution_id, by=by, now=now)
    return _decided(held, Outcome.REOPENED, by=by, now=now, note=note.strip())


@transaction.atomic
def keep_private(*, contribution_id: UUID, by: Account, now: datetime, note: str = "") -> ModerationDecision:
    """It counts and gets an answer; nobody outside reads it."""
    _decidable(contribution_id, by)
    held = participation.keep_private(contribution_id=contribution_id, by=by, now=now)
    return _decided(held, Outcome.PRIVATE, by=by, now=now, note=note)


@transaction.atomic
def decline(
    *, contribution_id: UUID, reason: str, sentence: str, by: Account, now: datetime, note: str = ""
) -> ModerationDecision:
    """It is not shown, and the child reads why."""
    _decidable(contribution_id, by)
    held = participation.decline_contribution(
        contribution_id=contribution_id, reason=reason, sentence=sentence, by=by, now=now
    )
    return _decided(held, Outcome.DECLINED, by=by, now=now, reason=reason, note=note)


def _decidable(contribution_id: UUID, by: Account) -> None:
    """What waits, or what the safeguarding officer holds once the worry itself has been dealt with."""
    held = participation.contribution(contribution_id)
    if held.state != ContributionState.SAFETY_HOLD:
        _waiting(contribution_id)
        return
    require("moderation.safeguard", by, held)
    _worry_is_closed(held)


def _worry_is_closed(held: Contribution) -> None:
    states = set(held.safety_flags.values_list("state", flat=True))
    if not states or FlagState.OPEN in states:
        raise Refusal("Het zorgsignaal staat nog open. Schrijf eerst op wat u deed, of waarom er geen zorg is.")


@transaction.atomic
def hold_for_safety(*, contribution_id: UUID, by: Account, now: datetime, note: str = "") -> SafetyFlag:
    """A moderator worries: from now on only the safeguarding officer reads it."""
    held = _waiting(contribution_id)
    signal = highlights.signal_of(held.original)
    held = participation.hold(contribution_id=contribution_id, by=by, now=now)
    _decided(held, Outcome.HELD, by=by, now=now, note=note)
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
    _worry_is_closed(held)
    held = participation.release(contribution_id=contribution_id, by=by, now=now)
    return _decided(held, Outcome.RELEASED, by=by, now=now, note=note)


@transaction.atomic
def raise_flags(*, now: datetime) -> int:
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
        flag.save(force_insert=True)
        audit.record(action="safety.raised", obj=flag, by=None, now=now)
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
    """The safeguarding officer reads on; that it was read is kept."""
    flag = _flag(flag_id, by)
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
    flag.steps = [step for step in STEPS if step in steps]
    flag.outcome = outcome.strip()
    flag.handled_by = by.audit_label[:120]
    flag.save(update_fields=["steps", "outcome", "handled_by", "state"])
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
