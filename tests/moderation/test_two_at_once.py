"""Two moderators who press in the same moment: one decides, the other reads who did."""

from __future__ import annotations

from tests.concurrently import at_once
from weerklank.moderation import actions
from weerklank.moderation.models import ModerationDecision, SafetyFlag
from weerklank.moves import Refusal


def test_of_two_moderators_at_once_one_decides_and_the_other_hears_who(committed, cast, send, now):
    one = send()
    said = at_once(
        lambda: actions.publish(contribution_id=one.pk, by=cast.moderator, now=now),
        lambda: actions.hold_for_safety(contribution_id=one.pk, by=cast.second_moderator, now=now),
    )
    (decision,) = ModerationDecision.objects.all()
    (refusal,) = [answer for answer in said if isinstance(answer, Refusal)]
    assert refusal.sentence.startswith(f"Deze inbreng is net al gelezen door {decision.decided_by}: ")


def test_two_officers_who_open_the_list_at_once_make_one_flag(committed, cast, send, now):
    send("Ik wil niet meer leven", state="safety_hold")
    assert sorted(at_once(lambda: actions.raise_flags(), lambda: actions.raise_flags())) == [0, 1]
    assert SafetyFlag.objects.count() == 1
