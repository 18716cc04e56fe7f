"""A worry goes to one trained person, is never lost, and is closed only with what was done."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from weerklank.accounts.access import NotAllowed
from weerklank.audit.models import AuditEvent
from weerklank.moderation import actions
from weerklank.moderation.models import SafetyFlag
from weerklank.moves import Refusal

DONE = ["signals", "consult", "weigh", "decide"]


@pytest.fixture
def flag(send, cast, now) -> SafetyFlag:
    return actions.hold_for_safety(contribution_id=send("KANARIE mijn vader slaat mij").pk, by=cast.moderator, now=now)


def test_a_moderator_raises_a_worry_and_then_reads_it_no_more(flag, cast):
    one = flag.contribution
    client = cast.client("moderator")
    for name in ("item", "publish", "keep-private", "hold"):
        answer = client.post(reverse(f"moderation-{name}", args=[one.pk]))
        assert (answer.status_code, b"KANARIE" in answer.content) == (403, False)
    assert client.get(reverse("moderation-decline", args=[one.pk, "safety"])).status_code == 403
    assert (flag.raised_by, flag.signal) == ("moderator", "geweld")


@pytest.mark.parametrize("who", ["moderator", "organiser", "analyst", "respondent", "admin", "outsider"])
def test_nobody_but_the_officer_opens_the_signals(who, flag, cast):
    client = cast.client(who)
    assert client.get(reverse("moderation-safety")).status_code == 403
    answer = client.get(reverse("moderation-flag", args=[flag.pk]))
    assert (answer.status_code, b"KANARIE" in answer.content) == (403, False)


def test_what_words_held_back_gets_its_flag_once(send, cast, now):
    send("Ik wil niet meer leven", state="safety_hold")
    assert (actions.raise_flags(), actions.raise_flags()) == (1, 0)
    made = SafetyFlag.objects.get()
    assert (made.raised_by, made.signal, made.state) == ("words", "zichzelf iets aandoen", "open")


def test_opening_the_list_is_enough_to_find_it(send, cast):
    send("Ik wil niet meer leven", state="safety_hold")
    page = cast.client("safeguarding").get(reverse("moderation-safety"))
    assert [flag.signal for flag, _, _ in page.context["rows"]] == ["zichzelf iets aandoen"]
    assert "niet meer leven" not in page.content.decode()


def test_the_officer_reads_the_words_and_the_log_says_so_without_them(flag, cast):
    address = reverse("moderation-flag", args=[flag.pk])
    assert "KANARIE" in cast.client("safeguarding").post(address, {"do": "read"}).content.decode()
    assert AuditEvent.objects.filter(action="safety.read").count() == 1
    assert not AuditEvent.objects.filter(note__contains="KANARIE").exists()


@pytest.mark.parametrize("act", [actions.handle_flag, actions.dismiss_flag])
def test_a_signal_is_not_closed_without_what_was_done(act, flag, cast, now):
    with pytest.raises(Refusal) as refused:
        act(flag_id=flag.pk, steps=DONE, outcome="  ", by=cast.safeguarding, now=now)
    assert refused.value.field == "outcome"
    with pytest.raises(IntegrityError), transaction.atomic():
        SafetyFlag.objects.filter(pk=flag.pk).update(state="handled")


def test_a_worry_is_handled_only_after_the_last_step(flag, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.handle_flag(flag_id=flag.pk, steps=["signals"], outcome="Gebeld.", by=cast.safeguarding, now=now)
    assert refused.value.field == "steps"


def test_steps_are_kept_while_the_signal_stays_open(flag, cast):
    client = cast.client("safeguarding")
    client.post(
        reverse("moderation-flag", args=[flag.pk]), {"steps": ["consult", "signals"], "outcome": "Gebeld", "do": "note"}
    )
    flag.refresh_from_db()
    assert (flag.state, flag.steps, flag.outcome) == ("open", ["signals", "consult"], "Gebeld")


def test_a_refused_close_keeps_what_was_typed(flag, cast):
    answer = cast.client("safeguarding").post(
        reverse("moderation-flag", args=[flag.pk]), {"steps": ["signals"], "outcome": "Lang verhaal", "do": "handle"}
    )
    assert (answer.status_code, answer.context["form"]["outcome"].value()) == (422, "Lang verhaal")


def test_the_second_officer_hears_who_closed_it(flag, cast, now):
    actions.handle_flag(flag_id=flag.pk, steps=DONE, outcome="Gemeld.", by=cast.safeguarding, now=now)
    with pytest.raises(Refusal) as refused:
        actions.handle_flag(flag_id=flag.pk, steps=DONE, outcome="Ook.", by=cast.safeguarding, now=now)
    assert "safeguarding (Coalitie)" in refused.value.sentence
    with pytest.raises(Refusal):
        actions.note_steps(flag_id=flag.pk, steps=[], outcome="", by=cast.safeguarding, now=now)


def test_words_leave_the_hold_only_after_the_worry_is_closed(flag, cast, now):
    one = flag.contribution
    with pytest.raises(Refusal):
        actions.release(contribution_id=one.pk, by=cast.safeguarding, now=now)
    with pytest.raises(Refusal):
        actions.propose_decline(contribution_id=one.pk, reason="safety", sentence="Zin.", by=cast.safeguarding, now=now)
    actions.dismiss_flag(flag_id=flag.pk, steps=[], outcome="Het ging over een film.", by=cast.safeguarding, now=now)
    actions.release(contribution_id=one.pk, by=cast.safeguarding, now=now)
    one.refresh_from_db()
    assert (one.state, one.shown_text) == ("received", "")


def test_held_words_without_a_flag_are_not_released_either(send, cast, now):
    one = send("Ik wil dood", state="safety_hold")
    with pytest.raises(Refusal):
        actions.release(contribution_id=one.pk, by=cast.safeguarding, now=now)


def test_a_plain_moderator_releases_nothing(flag, cast, now):
    with pytest.raises(NotAllowed):
        actions.release(contribution_id=flag.contribution_id, by=cast.moderator, now=now)
    with pytest.raises(NotAllowed):
        actions.dismiss_flag(flag_id=flag.pk, steps=[], outcome="Niets.", by=cast.moderator, now=now)


def test_held_words_are_never_published_straight_away(flag, cast, now):
    with pytest.raises(Refusal):
        actions.publish(contribution_id=flag.contribution_id, by=cast.safeguarding, now=now)
