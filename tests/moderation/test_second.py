"""Not publishing takes two people, and a child may ask to look again."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from weerklank.accounts.access import NotAllowed
from weerklank.audit.models import AuditEvent
from weerklank.editions.models import EditionRole
from weerklank.moderation import actions, queries
from weerklank.moderation.models import DeclineProposal
from weerklank.moves import Refusal
from weerklank.participation.models import Contribution, ReturnCode
from weerklank.participation.personal_data import DataKind

SENTENCE = "Er staan woorden in die pijn doen."


@pytest.fixture
def proposal(send, cast, now) -> DeclineProposal:
    return actions.propose_decline(
        contribution_id=send("KANARIE").pk, reason="hurtful", sentence=SENTENCE, by=cast.moderator, now=now
    )


@pytest.fixture
def code() -> ReturnCode:
    return ReturnCode.objects.create(ticket_hash="t", finder=1, salt=b"s", digest=b"d")


@pytest.fixture
def declined(send, cast, now, code) -> Contribution:
    one = send("KANARIE", return_code=code)
    made = actions.propose_decline(
        contribution_id=one.pk, reason="hurtful", sentence=SENTENCE, by=cast.moderator, now=now
    )
    actions.confirm_proposal(proposal_id=made.pk, by=cast.second_moderator, now=now)
    one.refresh_from_db()
    return one


def state_of(contribution):
    contribution.refresh_from_db()
    return contribution.state


def test_while_a_proposal_waits_it_is_neither_published_nor_declined(proposal, cast, now):
    one = proposal.contribution
    assert (state_of(one), one.shown_text, one.reason_for_child) == ("received", "", "")
    with pytest.raises(Refusal):
        actions.publish(contribution_id=one.pk, by=cast.second_moderator, now=now)
    with pytest.raises(Refusal):
        actions.propose_private(contribution_id=one.pk, note="Anders.", by=cast.second_moderator, now=now)
    with pytest.raises(Refusal):
        actions.publish_edited(contribution_id=one.pk, text="KANARIE weg", by=cast.second_moderator, now=now)
    with pytest.raises(Refusal):
        actions.propose_decline(
            contribution_id=one.pk, reason="hurtful", sentence="Nog een.", by=cast.second_moderator, now=now
        )
    assert state_of(one) == "received"


def test_whoever_proposed_it_cannot_confirm_it(proposal, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.confirm_proposal(proposal_id=proposal.pk, by=cast.moderator, now=now)
    assert refused.value.sentence.startswith("U stelde dit zelf voor.")
    answer = cast.client("moderator").post(reverse("moderation-proposal-confirm", args=[proposal.pk]))
    assert (answer.status_code, state_of(proposal.contribution)) == (409, "received")


def test_the_database_too_wants_two_people(proposal):
    with pytest.raises(IntegrityError), transaction.atomic():
        DeclineProposal.objects.filter(pk=proposal.pk).update(
            state="confirmed", decided_key=proposal.proposed_key, decided_on=date(2026, 11, 20)
        )


def test_two_proposals_never_stand_open_for_one_contribution(proposal):
    with pytest.raises(IntegrityError), transaction.atomic():
        DeclineProposal.objects.create(
            contribution=proposal.contribution, reason="contact", sentence="x", proposed_on=date(2026, 11, 20)
        )


def test_a_second_one_confirms_and_the_child_reads_why(proposal, cast):
    client = cast.client("second_moderator")
    page = client.get(reverse("moderation-proposal", args=[proposal.pk])).content.decode()
    assert ("KANARIE" in page, SENTENCE in page) == (True, True)
    client.post(reverse("moderation-proposal-confirm", args=[proposal.pk]))
    one = proposal.contribution
    assert (state_of(one), one.decline_reason, one.reason_for_child) == ("not_published", "hurtful", SENTENCE)
    assert [decision.outcome for decision in one.decisions.all()] == ["proposed", "declined"]


def test_a_second_one_gives_it_back_with_a_note_and_it_waits_again(proposal, cast):
    client, address = cast.client("second_moderator"), reverse("moderation-proposal-return", args=[proposal.pk])
    assert client.post(address, {"terug-note": " "}).status_code == 422
    assert client.post(address, {"terug-note": "Dit mag gewoon."}).status_code == 302
    assert [one.pk for one in queries.queue(cast.moderator, queries.Asked())] == [proposal.contribution_id]


def test_whoever_proposed_it_may_think_again(proposal, cast, now):
    actions.return_proposal(proposal_id=proposal.pk, note="Bij nader inzien.", by=cast.moderator, now=now)
    proposal.refresh_from_db()
    assert proposal.state == "returned"


def test_where_nobody_else_may_read_it_nothing_is_proposed(send, cast, now):
    EditionRole.objects.filter(account__in=[cast.second_moderator, cast.safeguarding]).delete()
    with pytest.raises(Refusal) as refused:
        actions.propose_decline(
            contribution_id=send().pk, reason="hurtful", sentence=SENTENCE, by=cast.moderator, now=now
        )
    assert "doen twee mensen" in refused.value.sentence


def test_what_is_held_is_refused_only_by_two_officers(send, cast, now):
    flag = actions.hold_for_safety(contribution_id=send("KANARIE").pk, by=cast.moderator, now=now)
    actions.dismiss_flag(flag_id=flag.pk, steps=[], outcome="Een film.", by=cast.safeguarding, now=now)
    held = {"contribution_id": flag.contribution_id, "reason": "safety", "sentence": SENTENCE, "now": now}
    with pytest.raises(Refusal):
        actions.propose_decline(by=cast.safeguarding, **held)
    EditionRole.objects.create(edition=flag.edition, account=cast.outsider, role="safeguarding")
    made = actions.propose_decline(by=cast.safeguarding, **held)
    with pytest.raises(NotAllowed):
        actions.confirm_proposal(proposal_id=made.pk, by=cast.second_moderator, now=now)
    assert cast.client("moderator").get(reverse("moderation-proposal", args=[made.pk])).status_code == 403
    actions.confirm_proposal(proposal_id=made.pk, by=cast.outsider, now=now)
    assert state_of(flag.contribution) == "not_published"


def test_a_proposal_stands_on_the_list_of_the_second_and_not_in_the_queue(proposal, cast, now):
    assert list(queries.queue(cast.second_moderator, queries.Asked())) == []
    page = cast.client("second_moderator").get(reverse("moderation-second"))
    assert ([row.own for row in page.context["rows"]], "KANARIE" in page.content.decode()) == ([False], False)
    labels = {
        name: [duty.label for duty in queries.duties(getattr(cast, name), now.date())]
        for name in ("moderator", "second_moderator")
    }
    assert labels == {"moderator": [], "second_moderator": ["Tweede blik"]}


def test_the_file_of_what_waits_holds_no_words(proposal, cast):
    text = cast.client("second_moderator").get(reverse("moderation-second") + "?csv").content.decode()
    assert ("KANARIE" in text, "voorstel" in text) == (False, True)


@pytest.mark.parametrize("who", ["respondent", "organiser", "analyst", "admin"])
def test_nobody_of_a_ministry_and_no_other_role_looks_or_decides(who, proposal, cast, now):
    client = cast.client(who)
    for page in ("proposal", "proposal-confirm", "proposal-return"):
        answer = client.post(reverse(f"moderation-{page}", args=[proposal.pk]))
        assert (answer.status_code, b"KANARIE" in answer.content) == (403, False)
    with pytest.raises(NotAllowed):
        actions.confirm_proposal(proposal_id=proposal.pk, by=getattr(cast, who), now=now)


def test_the_log_says_who_and_never_what(proposal, cast, now):
    actions.confirm_proposal(proposal_id=proposal.pk, by=cast.second_moderator, now=now)
    events = AuditEvent.objects.filter(object_type="moderation.declineproposal")
    assert [event.action for event in events.order_by("id")] == ["decline.proposed", "decline.confirm"]
    assert not AuditEvent.objects.filter(note__contains="KANARIE").exists()


# -- when the child asks ---------------------------------------------------------------------------------------


def test_whoever_has_the_pictures_asks_once(declined, code, now):
    asked = actions.appeal(contribution_id=declined.pk, return_code=code, now=now)
    assert (asked.state, asked.asked_on) == ("open", now.date())
    with pytest.raises(Refusal):
        actions.appeal(contribution_id=declined.pk, return_code=code, now=now)
    assert not AuditEvent.objects.filter(object_type="moderation.appeal").exists()


def test_other_pictures_ask_nothing(declined, now):
    other = ReturnCode.objects.create(ticket_hash="u", finder=2, salt=b"s", digest=b"d")
    with pytest.raises(Refusal):
        actions.appeal(contribution_id=declined.pk, return_code=other, now=now)


def test_what_is_public_needs_no_second_look(send, code, now):
    with pytest.raises(Refusal):
        actions.appeal(contribution_id=send(return_code=code, state="published").pk, return_code=code, now=now)


def test_another_moderator_than_who_proposed_looks_again(declined, code, cast, now):
    asked = actions.appeal(contribution_id=declined.pk, return_code=code, now=now)
    with pytest.raises(Refusal):
        actions.reopen(appeal_id=asked.pk, by=cast.moderator, now=now)
    actions.reopen(appeal_id=asked.pk, by=cast.second_moderator, now=now)
    assert (state_of(declined), declined.decline_reason, declined.reason_for_child) == ("received", "", "")


def test_a_refusal_that_stands_is_explained_in_other_words(declined, code, cast, now):
    asked = actions.appeal(contribution_id=declined.pk, return_code=code, now=now)
    client, address = cast.client("second_moderator"), reverse("moderation-appeal", args=[asked.pk])
    assert client.post(address, {"do": "uphold", "sentence": SENTENCE}).status_code == 422
    assert (
        client.post(address, {"do": "uphold", "sentence": "Wij denken dat het iemand verdriet doet."}).status_code
        == 302
    )
    assert (state_of(declined), declined.reason_for_child) == (
        "not_published",
        "Wij denken dat het iemand verdriet doet.",
    )


def test_what_was_taken_back_meanwhile_asks_nobody(declined, code, cast, now):
    from weerklank.participation.actions import child

    actions.appeal(contribution_id=declined.pk, return_code=code, now=now)
    child.withdraw_contributions(return_code=code, now=now)
    assert list(queries.appeals(cast.second_moderator)) == []


def test_other_words_of_the_child_are_a_contribution_of_their_own_once(declined, code, now):
    said = actions.say_it_differently(contribution_id=declined.pk, return_code=code, text="Ik wil rust.", now=now)
    again = actions.say_it_differently(contribution_id=declined.pk, return_code=code, text="Ik wil rust.", now=now)
    with pytest.raises(Refusal):
        actions.say_it_differently(contribution_id=declined.pk, return_code=code, text="Nog iets.", now=now)
    assert (said.pk, said.original, said.state, said.return_code_id) == (again.pk, "Ik wil rust.", "received", code.pk)
    assert declined.original == "KANARIE"


def test_other_words_that_may_mean_danger_go_to_the_officer(declined, code, now):
    said = actions.say_it_differently(
        contribution_id=declined.pk, return_code=code, text="Mijn vader slaat mij.", now=now
    )
    assert said.state == "safety_hold"


@pytest.mark.parametrize("text", ["", "mijn nummer is 111222333", "x" * 100_000])
def test_other_words_pass_the_same_door(text, declined, code, now):
    with pytest.raises(Refusal):
        actions.say_it_differently(contribution_id=declined.pk, return_code=code, text=text, now=now)


# -- not showing, and other words -----------------------------------------------------------------------------


def test_one_moderator_alone_hides_nothing_that_a_child_wants_shown(send, cast, now):
    one = send("KANARIE")
    with pytest.raises(Refusal):
        actions.keep_private(contribution_id=one.pk, by=cast.moderator, now=now)
    client, address = cast.client("moderator"), reverse("moderation-keep-private", args=[one.pk])
    assert client.post(address, {"prive-note": " "}).status_code == 422
    assert client.post(address, {"prive-note": "Herkenbaar in het dorp."}).status_code == 302
    (made,) = one.decline_proposals.all()
    assert (state_of(one), one.wants_private, made.what, made.note) == (
        "received",
        False,
        "private",
        "Herkenbaar in het dorp.",
    )
    with pytest.raises(Refusal):
        actions.confirm_proposal(proposal_id=made.pk, by=cast.moderator, now=now)
    other = cast.client("second_moderator")
    assert (
        "Telt mee, niet te zien? Een tweede blik"
        in other.get(reverse("moderation-proposal", args=[made.pk])).content.decode()
    )
    other.post(reverse("moderation-proposal-confirm", args=[made.pk]))
    assert (state_of(one), one.shown_text) == ("kept_private", "")
    assert [decision.outcome for decision in one.decisions.all()] == ["proposed", "private"]


def test_what_a_child_wants_kept_to_itself_takes_one_person(send, cast):
    one = send(wants_private=True)
    cast.client("moderator").post(reverse("moderation-keep-private", args=[one.pk]))
    assert state_of(one) == "kept_private"


def test_other_words_than_the_childs_wait_for_a_second_person(send, cast, now):
    one = send("Ik wil mee naar de KANARIE van mijn oom")
    text = "Ik wil graag mee naar de KANARIE"
    with pytest.raises(Refusal):
        actions.publish_edited(contribution_id=one.pk, text=text, by=cast.moderator, now=now)
    answer = cast.client("moderator").post(
        reverse("moderation-publish-edited", args=[one.pk]), {"text": text, "note": ""}
    )
    (made,) = one.decline_proposals.all()
    assert (answer.status_code, state_of(one), one.shown_text, made.what) == (302, "received", "", "reword")
    other = cast.client("second_moderator")
    page = other.get(reverse("moderation-proposal", args=[made.pk])).content.decode()
    assert text in page
    other.post(reverse("moderation-proposal-confirm", args=[made.pk]))
    assert (state_of(one), one.shown_text) == ("published_edited", text)
    assert not AuditEvent.objects.filter(note__contains="KANARIE").exists()


def test_a_mark_that_may_stay_in_other_words_still_stays_when_a_second_one_agrees(send, cast, now):
    one = send("wij willen de kindertelefoon bellen 06 12345678")
    allowed = {DataKind.PHONE: "van de gemeente"}
    made = actions.propose_rewording(
        contribution_id=one.pk, text="Wij bellen graag 06 12345678", allowed=allowed, by=cast.moderator, now=now
    )
    actions.confirm_proposal(proposal_id=made.pk, by=cast.second_moderator, now=now)
    assert (state_of(one), one.shown_text) == ("published_edited", "Wij bellen graag 06 12345678")


def test_a_child_that_takes_its_idea_back_takes_the_proposed_words_too(send, code, cast, now):
    from weerklank.participation.actions import child

    one = send("KANARIE wil mee", return_code=code)
    made = actions.propose_rewording(contribution_id=one.pk, text="Een KANARIE mag mee", by=cast.moderator, now=now)
    child.withdraw_contributions(return_code=code, now=now)
    one.refresh_from_db()
    assert (one.original, one.edited_text) == ("", "")
    assert (
        cast.client("second_moderator").post(reverse("moderation-proposal-confirm", args=[made.pk])).status_code == 409
    )
    assert state_of(one) == "withdrawn"


def test_a_sign_or_a_no_alone_makes_it_a_proposal_and_the_moderator_hears_why(send, cast, now):
    one = send("Ik heet Sem en wil niet mee.")
    client, address = cast.client("moderator"), reverse("moderation-publish-edited", args=[one.pk])
    text = "Ik heet [naam] en wil [weggehaald] mee."
    with pytest.raises(Refusal) as refused:
        actions.publish_edited(contribution_id=one.pk, text=text, by=cast.moderator, now=now)
    why = (
        "U veranderde ook iets buiten wat het programma vond: "
        "u haalde een woord weg dat de betekenis omdraait, zoals ‘niet’."
    )
    assert (refused.value.field, refused.value.sentence.startswith(why), state_of(one)) == ("text", True, "received")
    preview = client.post(address, {"text": text, "note": "", "do": "preview"})
    assert (preview.status_code, preview.context["why_two"]) == (200, why)
    sent = client.post(address, {"text": "Ik heet [naam] en wil niet mee?", "note": ""}, follow=True)
    assert [str(message) for message in sent.context["messages"]] == [
        "Voorgesteld: een collega kijkt mee. U veranderde ook iets buiten wat het programma vond: "
        "u zette er leestekens of emoji’s bij, of haalde ze weg."
    ]
    assert (state_of(one), one.decline_proposals.get().what) == ("received", "reword")


@pytest.mark.parametrize(
    ("what", "more", "said"),
    [
        ("decline", {"reason": "hurtful", "sentence": SENTENCE}, "dit niet te publiceren."),
        ("private", {"note": "x"}, "dit mee te tellen en aan niemand te laten zien."),
        ("rewording", {"text": "Ik wil graag mee op reis."}, "dit in andere woorden te publiceren."),
    ],
)
def test_who_decides_past_a_proposal_hears_what_was_proposed(what, more, said, send, cast, now):
    one = send()
    getattr(actions, f"propose_{what}")(contribution_id=one.pk, by=cast.moderator, now=now, **more)
    with pytest.raises(Refusal) as refused:
        actions.publish(contribution_id=one.pk, by=cast.second_moderator, now=now)
    assert refused.value.sentence == (
        f"moderator (Coalitie) stelde voor {said} "
        "Eerst bevestigt een collega dat of geeft het terug; daarna kan er weer worden besloten."
    )


@pytest.mark.parametrize("what", ["propose_private", "propose_rewording"])
def test_where_nobody_else_may_look_neither_is_proposed(what, send, cast, now):
    EditionRole.objects.filter(account__in=[cast.second_moderator, cast.safeguarding]).delete()
    more = {"note": "x"} if what == "propose_private" else {"text": "Ik wil graag mee op reis."}
    with pytest.raises(Refusal) as refused:
        getattr(actions, what)(contribution_id=send().pk, by=cast.moderator, now=now, **more)
    assert "doen twee mensen" in refused.value.sentence
