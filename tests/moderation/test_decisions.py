"""Nothing is public before a person decided; every decision has a name, and every refusal a reason for the child."""

from __future__ import annotations

import pytest
from django.urls import reverse

from weerklank.accounts.access import NotAllowed
from weerklank.audit.models import AuditEvent
from weerklank.moderation import actions, reasons
from weerklank.moderation.models import ModerationDecision
from weerklank.moves import Refusal
from weerklank.participation.models import DeclineReason


def state_of(contribution):
    contribution.refresh_from_db()
    return contribution.state


def test_what_a_child_said_is_published_in_its_own_words(send, cast, now):
    one = send()
    actions.publish(contribution_id=one.pk, by=cast.moderator, now=now)
    assert (state_of(one), one.shown_text) == ("published", "Ik wil mee op schoolreis.")
    decision = ModerationDecision.objects.get()
    assert (decision.outcome, decision.decided_by, decision.decided_on) == (
        "published",
        "moderator (Coalitie)",
        now.date(),
    )


def test_the_second_moderator_hears_who_was_first(send, cast, now):
    one = send(wants_private=True)
    actions.keep_private(contribution_id=one.pk, by=cast.moderator, now=now)
    with pytest.raises(Refusal) as refused:
        actions.publish(contribution_id=one.pk, by=cast.second_moderator, now=now)
    assert refused.value.sentence == (
        "Deze inbreng is net al gelezen door moderator (Coalitie): telt mee, niet te zien. Uw besluit is niet bewaard."
    )
    assert (state_of(one), one.decisions.count()) == ("kept_private", 1)


def test_the_second_moderator_gets_a_page_with_that_sentence(send, cast):
    one = send()
    address = reverse("moderation-publish", args=[one.pk])
    assert cast.client("moderator").post(address).status_code == 302
    answer = cast.client("second_moderator").post(address)
    assert answer.status_code == 409
    assert "net al gelezen door moderator (Coalitie)" in answer.content.decode()


def test_the_second_who_was_writing_keeps_what_was_typed(send, cast, now):
    one = send()
    actions.publish(contribution_id=one.pk, by=cast.moderator, now=now)
    answer = cast.client("second_moderator").post(
        reverse("moderation-publish-edited", args=[one.pk]), {"text": "Ik wil mee.", "note": ""}
    )
    assert (answer.status_code, answer.context["edited"]["text"].value()) == (422, "Ik wil mee.")


def test_an_edited_text_leaves_the_original_as_it_was(send, cast, now):
    one = send("Ik ben Sem en wil mee.")
    actions.publish_edited(contribution_id=one.pk, text="Ik ben [naam] en wil mee.", by=cast.moderator, now=now)
    assert (state_of(one), one.original, one.shown_text) == (
        "published_edited",
        "Ik ben Sem en wil mee.",
        "Ik ben [naam] en wil mee.",
    )


@pytest.mark.parametrize("text", ["", "  ", "Ik wil mee op schoolreis.", "Ik wil mee op schoolreis.\r\n"])
def test_editing_changes_something(text, send, cast, now):
    one = send()
    with pytest.raises(Refusal) as refused:
        actions.publish_edited(contribution_id=one.pk, text=text, by=cast.moderator, now=now)
    assert (refused.value.field, state_of(one)) == ("text", "received")


@pytest.mark.parametrize("act", [actions.publish, actions.publish_edited])
def test_the_choice_of_a_child_not_to_be_shown_holds(act, send, cast, now):
    one = send(wants_private=True)
    words = {"text": "Iets anders."} if act is actions.publish_edited else {}
    with pytest.raises(Refusal):
        act(contribution_id=one.pk, by=cast.moderator, now=now, **words)
    assert state_of(one) == "received"


def test_what_was_kept_private_stays_private_in_a_group(send, cast, now):
    from weerklank.participation.actions import staff

    one = send(wants_private=True)
    actions.keep_private(contribution_id=one.pk, by=cast.moderator, now=now)
    staff.group(contribution_id=one.pk, by=cast.analyst, now=now)
    assert (state_of(one), one.shown_text) == ("grouped", "")
    staff.ungroup(contribution_id=one.pk, by=cast.analyst, now=now)
    assert (state_of(one), one.shown_text) == ("kept_private", "")


def test_a_declined_contribution_has_a_reason_and_a_sentence_for_the_child(send, cast, now):
    one = send()
    proposal = actions.propose_decline(
        contribution_id=one.pk, reason="not_about", sentence="Dit gaat ergens anders over.", by=cast.moderator, now=now
    )
    assert (state_of(one), one.reason_for_child) == ("received", "")
    actions.confirm_proposal(proposal_id=proposal.pk, by=cast.second_moderator, now=now)
    assert (state_of(one), one.decline_reason, one.reason_for_child) == (
        "not_published", "not_about", "Dit gaat ergens anders over.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("not_about", " "),
        ("", "Een zin."),
        ("zomaar", "Een zin."),
        ("hurtful", "Je zei: ik wil mee op schoolreis, jammer."),
    ],
)
def test_declining_without_a_reason_or_by_quoting_is_refused(reason, sentence, send, cast, now):
    one = send()
    with pytest.raises(Refusal):
        actions.propose_decline(contribution_id=one.pk, reason=reason, sentence=sentence, by=cast.moderator, now=now)
    assert (state_of(one), one.decisions.count()) == ("received", 0)


@pytest.mark.parametrize("reason", DeclineReason.values)
def test_every_reason_begins_with_a_sentence_for_a_child(reason, send, cast):
    answer = cast.client("moderator").get(reverse("moderation-decline", args=[send().pk, reason]))
    assert answer.context["form"]["sentence"].value() == reasons.sentence(reason, "nl") != ""


def test_the_sentence_can_be_changed_and_a_refused_one_is_kept(send, cast):
    one = send()
    address = reverse("moderation-decline", args=[one.pk, "contact"])
    quoting = "Je schreef ik wil mee op schoolreis en dat kan niet."
    refused = cast.client("moderator").post(address, {"sentence": quoting, "note": ""})
    assert (refused.status_code, refused.context["form"]["sentence"].value()) == (422, quoting)
    assert cast.client("moderator").post(address, {"sentence": "Een eigen zin.", "note": ""}).status_code == 302
    assert (state_of(one), one.decline_proposals.get().sentence) == ("received", "Een eigen zin.")


def test_a_preview_publishes_nothing_and_marks_what_is_left(send, cast):
    one = send()
    answer = cast.client("moderator").post(
        reverse("moderation-publish-edited", args=[one.pk]), {"text": "Bel 06 12345678.", "note": "", "do": "preview"}
    )
    assert "<mark>06 12345678<" in answer.content.decode()
    assert (answer.status_code, state_of(one)) == (200, "received")


def test_what_may_say_who_somebody_is_is_marked_and_escaped(send, cast):
    one = send("<b>Bel</b> mij op 06 12345678")
    page = cast.client("moderator").get(reverse("moderation-item", args=[one.pk])).content.decode()
    assert (
        '&lt;b&gt;Bel&lt;/b&gt; mij op <mark>06 12345678<span class="mark-why"> (telefoonnummer)</span></mark>' in page
    )


def test_reading_an_item_writes_one_line_in_the_log_without_its_words(send, cast):
    one = send("KANARIE")
    cast.client("moderator").get(reverse("moderation-item", args=[one.pk]))
    event = AuditEvent.objects.get()
    assert (event.action, event.object_label, event.note) == ("contribution.read", "inbreng", "")


def test_after_a_decision_the_next_in_the_queue_opens(send, cast):
    first, second = send(), send()
    first, second = sorted((first, second), key=lambda one: str(one.pk))
    answer = cast.client("moderator").post(reverse("moderation-publish", args=[first.pk]))
    assert answer["Location"] == reverse("moderation-item", args=[second.pk])


@pytest.mark.parametrize("who", ["organiser", "analyst", "facilitator", "respondent", "admin", "outsider"])
def test_other_roles_read_and_decide_nothing(who, send, cast):
    one = send()
    client = cast.client(who)
    for page in ("item", "publish", "publish-edited", "keep-private", "hold"):
        address = reverse(f"moderation-{page}", args=[one.pk])
        assert client.post(address).status_code == 403
    assert client.get(reverse("moderation-queue")).status_code == 403
    assert state_of(one) == "received"


def test_a_moderator_of_another_edition_reads_nothing_here(send, cast):
    from weerklank.editions.models import Edition, EditionRole

    EditionRole.objects.filter(account=cast.moderator).delete()
    other = Edition.objects.create(year=2027, slug="2027", title="2027")
    EditionRole.objects.create(edition=other, account=cast.moderator, role="moderator")
    one = send("KANARIE")
    client = cast.client("moderator")
    assert client.get(reverse("moderation-item", args=[one.pk])).status_code == 403
    assert client.get(reverse("moderation-queue")).context["rows"] == []


def test_a_decision_of_a_ministry_is_not_possible_in_the_role_either(send, cast, now):
    one = send(state="safety_hold")
    with pytest.raises(NotAllowed):
        actions.propose_decline(contribution_id=one.pk, reason="safety", sentence="Zin.", by=cast.respondent, now=now)


@pytest.mark.parametrize("role", ["moderator", "safeguarding"])
def test_whoever_works_at_a_ministry_decides_nothing_even_with_the_role(role, send, edition, cast, now):
    from weerklank.editions.models import EditionRole

    EditionRole.objects.create(edition=edition, account=cast.respondent, role=role)
    one = send("KANARIE")
    client = cast.client("respondent")
    for page in ("item", "publish", "publish-edited", "keep-private", "redact", "hold"):
        answer = client.post(reverse(f"moderation-{page}", args=[one.pk]))
        assert (answer.status_code, b"KANARIE" in answer.content) == (403, False)
    assert client.get(reverse("moderation-queue")).status_code == 403
    for act, more in (
        (actions.publish, {}),
        (actions.publish_edited, {"text": "Iets."}),
        (actions.keep_private, {}),
        (actions.hold_for_safety, {}),
        (actions.propose_decline, {"reason": "hurtful", "sentence": "Zin."}),
    ):
        with pytest.raises(NotAllowed):
            act(contribution_id=one.pk, by=cast.respondent, now=now, **more)
    assert state_of(one) == "received"
