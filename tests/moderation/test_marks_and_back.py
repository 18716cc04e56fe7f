"""What is marked goes public only with a reason per mark, and what went public can be taken back to reading."""

from __future__ import annotations

import pytest
from django.urls import reverse

from weerklank.accounts.access import NotAllowed
from weerklank.audit.models import AuditEvent
from weerklank.moderation import actions
from weerklank.moderation.models import ModerationDecision
from weerklank.moves import Refusal
from weerklank.participation.personal_data import DataKind

PHONE = "Bel mij op 06 12345678"


def state_of(contribution):
    contribution.refresh_from_db()
    return contribution.state


@pytest.mark.parametrize("allowed", [{}, {DataKind.PHONE: "  "}, {DataKind.EMAIL: "openbaar"}])
def test_a_phone_number_is_not_published_without_a_reason(allowed, send, cast, now):
    one = send(PHONE)
    with pytest.raises(Refusal) as refused:
        actions.publish(contribution_id=one.pk, allowed=allowed, by=cast.moderator, now=now)
    assert (refused.value.field, state_of(one)) == ("allow_phone", "received")


def test_a_mark_with_a_reason_is_published_and_colleagues_read_why(send, cast, now):
    one = send(PHONE)
    actions.publish(
        contribution_id=one.pk, allowed={DataKind.PHONE: "nummer van de gemeente"}, by=cast.moderator, now=now
    )
    assert (state_of(one), ModerationDecision.objects.get().note) == (
        "published",
        "Blijft staan: telefoonnummer, want nummer van de gemeente.",
    )


def test_a_mark_left_in_the_edited_text_is_refused_and_asked_about(send, cast):
    one = send("Ik ben Sem. " + PHONE)
    text = "Ik ben [naam]. " + PHONE
    client, address = cast.client("moderator"), reverse("moderation-publish-edited", args=[one.pk])
    answer = client.post(address, {"text": text, "note": ""})
    assert (answer.status_code, "allow_phone" in answer.context["edited"].errors) == (422, True)
    assert (answer.context["edited"]["text"].value(), state_of(one)) == (text, "received")
    sent = {"text": text, "note": "", "allow_phone": "on", "why_phone": "kindertelefoon"}
    assert (client.post(address, sent).status_code, state_of(one)) == (302, "published_edited")


def test_an_edited_text_without_the_mark_asks_nothing(send, cast, now):
    one = send(PHONE)
    actions.publish_edited(contribution_id=one.pk, text="Bel mij op [telefoonnummer]", by=cast.moderator, now=now)
    assert state_of(one) == "published_edited"


def test_publishing_marked_words_takes_more_than_one_click(send, cast):
    one = send(PHONE)
    client, address = cast.client("moderator"), reverse("moderation-publish", args=[one.pk])
    page = client.get(reverse("moderation-item", args=[one.pk])).content.decode()
    assert '<button class="button button-turn">Publiceren zoals het is</button>' not in page
    assert 'name="origineel-allow_phone"' in page
    answer = client.post(address)
    assert (answer.status_code, state_of(one)) == (422, "received")
    answer = client.post(address, {"origineel-allow_phone": "on", "origineel-why_phone": "kindertelefoon"})
    assert (answer.status_code, state_of(one)) == (302, "published")


def test_words_without_marks_are_published_with_one_click(send, cast):
    one = send()
    page = cast.client("moderator").get(reverse("moderation-item", args=[one.pk])).content.decode()
    assert '<button class="button button-turn">Publiceren zoals het is</button>' in page


def test_another_text_altogether_is_confirmed_first(send, cast):
    one = send("Ik wil mee op schoolreis.")
    client, address = cast.client("moderator"), reverse("moderation-publish-edited", args=[one.pk])
    answer = client.post(address, {"text": "Gratis bussen", "note": ""})
    assert (answer.status_code, "another_text" in answer.context["edited"].errors) == (422, True)
    client.post(address, {"text": "Gratis bussen", "note": "", "another_text": "on"})
    assert (state_of(one), one.decline_proposals.get().what) == ("received", "reword")


@pytest.mark.parametrize("state", ["published", "published_edited"])
def test_what_was_published_goes_back_to_reading(state, send, cast, now):
    one = send(PHONE, state=state, edited_text="Bel mij" if state == "published_edited" else "")
    actions.unpublish(contribution_id=one.pk, note="Nummer gemist.", by=cast.moderator, now=now)
    decision = one.decisions.get()
    assert (state_of(one), one.shown_text, decision.outcome, decision.note) == (
        "received",
        "",
        "reopened",
        "Nummer gemist.",
    )
    assert [(event.action, event.note) for event in AuditEvent.objects.all()] == [("contribution.unpublish", "")]


def test_going_back_asks_for_a_note_and_opens_the_item_again(send, cast):
    one = send(state="published")
    client, address = cast.client("moderator"), reverse("moderation-unpublish", args=[one.pk])
    assert (client.post(address, {"terug-note": " "}).status_code, state_of(one)) == (422, "published")
    answer = client.post(address, {"terug-note": "Te vroeg."})
    assert (answer["Location"], state_of(one)) == (reverse("moderation-item", args=[one.pk]), "received")


def test_what_stands_in_a_group_is_first_taken_out_by_its_editor(send, cast, now):
    one = send(state="grouped")
    with pytest.raises(Refusal) as refused:
        actions.unpublish(contribution_id=one.pk, note="Terug.", by=cast.moderator, now=now)
    assert refused.value.sentence == (
        f"Deze inbreng staat in een groep. Een redacteur van de inbreng haalt haar er eerst uit ({cast.analyst.name})."
    )
    page = cast.client("moderator").get(reverse("moderation-item", args=[one.pk])).content.decode()
    assert (refused.value.sentence in page, reverse("moderation-unpublish", args=[one.pk]) in page) == (True, False)


def test_what_stands_in_an_advice_is_talked_over_with_the_organiser(send, cast, now):
    one = send(state="in_advice")
    with pytest.raises(Refusal) as refused:
        actions.unpublish(contribution_id=one.pk, note="Terug.", by=cast.moderator, now=now)
    assert refused.value.sentence == (
        f"Deze inbreng staat in een advies. Overleg met de organisator van deze editie ({cast.organiser.name})."
    )


def test_nobody_but_a_moderator_takes_it_back(send, cast, now):
    one = send(state="published")
    with pytest.raises(NotAllowed):
        actions.unpublish(contribution_id=one.pk, note="Terug.", by=cast.analyst, now=now)


def test_the_second_moderator_reads_who_was_first_and_goes_on(send, cast):
    first, second = sorted((send(), send()), key=lambda one: str(one.pk))
    address = reverse("moderation-publish", args=[first.pk])
    cast.client("moderator").post(address)
    answer = cast.client("second_moderator").post(address)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Deze inbreng is net al gelezen door moderator (Coalitie): gepubliceerd." in page
    assert f'<a href="{reverse("moderation-item", args=[second.pk])}">Ga verder met de volgende</a>' in page


def test_languages_stand_in_the_queue_by_name(send, cast):
    send(original_language="ar")
    assert "in het Arabisch" in cast.client("moderator").get(reverse("moderation-queue")).content.decode()
