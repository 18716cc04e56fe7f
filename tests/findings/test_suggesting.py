"""What may belong together: from published words alone, decided by a person, and never suggested again once refused."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from weerklank.audit.models import AuditEvent
from weerklank.findings import actions, suggesting
from weerklank.findings.models import GroupMembership, NotAlike
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, ContributionText

pytestmark = pytest.mark.django_db


@pytest.fixture
def bus(consultation, said, cast, now):
    """A group about the bus, in which one idea stands."""
    return actions.make_group(
        consultation_id=consultation.pk, title="De bus komt ook bij het AZC",
        contribution_ids=[said("Er komt geen bus naar ons AZC.").pk], by=cast.analyst, now=now,
    )  # fmt: skip


def suggested(consultation):
    found = suggesting.suggested(consultation)
    groups = {one.contribution.original: [option.group.title for option in one.options] for one in found.for_groups}
    return groups, [[idea.original for idea in one.contributions] for one in found.together]


def test_an_idea_is_offered_the_group_in_which_something_like_it_stands(bus, consultation, said):
    said("De bus komt niet bij het azc!")
    said("Ik wil een hond in de klas.")
    groups, together = suggested(consultation)
    assert groups == {"De bus komt niet bij het azc!": [bus.title]}
    assert together == []
    [one] = suggesting.suggested(consultation).for_groups
    assert one.options[0].like.original == "Er komt geen bus naar ons AZC."
    assert "bus" in one.options[0].words


def test_ideas_that_say_nearly_the_same_are_told_together(consultation, said):
    for text in ("Pesten moet stoppen", "Kinderen moeten stoppen met pesten", "Meer bomen"):
        said(text)
    groups, together = suggested(consultation)
    assert (groups, [sorted(some) for some in together]) == (
        {},
        [["Kinderen moeten stoppen met pesten", "Pesten moet stoppen"]],
    )


def test_a_translation_counts_as_what_was_said(bus, consultation, said):
    arabic = said("لا توجد حافلة", original_language="ar")
    assert suggested(consultation)[0] == {}
    ContributionText.objects.create(
        contribution=arabic, language="nl", text="Er gaat geen bus naar het AZC", made_by="person"
    )
    assert suggested(consultation)[0] == {"لا توجد حافلة": [bus.title]}


@pytest.mark.parametrize(
    "more",
    [
        {"state": "kept_private", "wants_private": True},
        {"state": "received"},
        {"state": "safety_hold"},
        {"state": "withdrawn", "text": ""},
    ],
)
def test_what_nobody_may_read_is_not_compared(more, bus, consultation, said):
    said(**{"text": "Er komt geen bus naar ons AZC."} | more)
    assert suggested(consultation) == ({}, [])
    assert suggesting.suggested(consultation).compared == 0


def test_a_group_with_a_destination_takes_nothing_in(bus, consultation, said):
    said("De bus komt niet bij het azc!")
    type(bus).objects.filter(pk=bus.pk).update(destination="not_used", reason="x")
    assert suggested(consultation)[0] == {}


def test_a_choice_puts_the_idea_in_the_group_and_says_that_it_was_suggested(bus, consultation, said, cast, now):
    one = said("De bus komt niet bij het azc!")
    done = actions.follow_suggestions(
        consultation_id=consultation.pk, into={one.pk: bus.pk}, not_in=[], by=cast.analyst, now=now
    )
    assert (done.placed, done.refused, done.too_late) == (1, 0, 0)
    assert GroupMembership.objects.get(contribution=one).made_by == "machine"
    again = actions.follow_suggestions(
        consultation_id=consultation.pk, into={one.pk: bus.pk}, not_in=[], by=cast.analyst, now=now
    )
    assert (again.placed, again.too_late) == (0, 1)
    assert bus.memberships.count() == 2


def test_what_somebody_else_placed_meanwhile_stays_there(bus, consultation, said, cast, now):
    one = said("De bus komt niet bij het azc!")
    elsewhere = actions.make_group(
        consultation_id=consultation.pk, title="Anders", contribution_ids=[one.pk], by=cast.analyst, now=now
    )
    done = actions.follow_suggestions(
        consultation_id=consultation.pk, into={one.pk: bus.pk}, not_in=[(one.pk, bus.pk)], by=cast.analyst, now=now
    )
    assert (done.placed, done.refused, done.too_late) == (0, 0, 1)
    assert GroupMembership.objects.get(contribution=one).group == elsewhere
    assert not NotAlike.objects.exists()


def test_what_does_not_belong_is_not_suggested_again(bus, consultation, said, cast, now):
    one = said("De bus komt niet bij het azc!")
    for _ in range(2):
        actions.follow_suggestions(
            consultation_id=consultation.pk, into={}, not_in=[(one.pk, bus.pk)], by=cast.analyst, now=now
        )
    assert suggested(consultation)[0] == {}
    assert NotAlike.objects.count() == 1
    assert AuditEvent.objects.filter(action="suggestion.refused").exists()


def test_ideas_that_were_kept_apart_are_not_told_together_again(consultation, said, cast, now):
    one, other = said("Pesten moet stoppen"), said("Stoppen met pesten moet")
    assert len(suggested(consultation)[1]) == 1
    for _ in range(2):
        actions.keep_apart(
            consultation_id=consultation.pk, contribution_ids=[one.pk, other.pk], by=cast.analyst, now=now
        )
    assert suggested(consultation)[1] == []
    assert NotAlike.objects.count() == 1


@pytest.mark.parametrize("state", ["fixed", "reported"])
def test_nothing_moves_once_the_groups_are_settled(state, bus, consultation, said, cast, now):
    one, other = said("De bus komt niet bij het azc!"), said("Meer bomen")
    Consultation.objects.filter(pk=consultation.pk).update(state=state)
    given = {"consultation_id": consultation.pk, "by": cast.analyst, "now": now}
    with pytest.raises(Refusal, match="vastgesteld"):
        actions.follow_suggestions(into={one.pk: bus.pk}, not_in=[], **given)
    with pytest.raises(Refusal, match="vastgesteld"):
        actions.keep_apart(contribution_ids=[one.pk, other.pk], **given)
    with pytest.raises(Refusal, match="vastgesteld"):
        actions.group_together(contribution_ids=[one.pk], title="Bus", **given)


def test_nothing_chosen_or_nothing_left_is_said_so(consultation, said, cast, now):
    given = {"consultation_id": consultation.pk, "by": cast.analyst, "now": now}
    with pytest.raises(Refusal, match="Kies eerst"):
        actions.follow_suggestions(into={}, not_in=[], **given)
    with pytest.raises(Refusal, match="Kies eerst"):
        actions.group_together(contribution_ids=[], title="Bus", **given)
    with pytest.raises(Refusal, match="twee of meer"):
        actions.keep_apart(contribution_ids=[said().pk, uuid.uuid4()], **given)


def test_an_idea_of_another_question_goes_nowhere(bus, consultation, said, cast, now, other_consultation):
    stranger = said("De bus komt niet bij het azc!")
    type(stranger).objects.filter(pk=stranger.pk).update(consultation=other_consultation)
    done = actions.follow_suggestions(
        consultation_id=consultation.pk, into={stranger.pk: bus.pk}, not_in=[], by=cast.analyst, now=now
    )
    assert (done.placed, done.too_late) == (0, 1)
    assert not GroupMembership.objects.filter(contribution=stranger).exists()


@pytest.fixture
def other_consultation(consultation):
    other = Consultation.objects.get(pk=consultation.pk)
    other.pk, other.slug, other._state.adding = None, "anders", True
    other.save()
    return other


# -- the page --------------------------------------------------------------------------------------------------


@pytest.fixture
def address(consultation):
    return reverse("findings-suggestions", args=[consultation.slug])


def test_the_page_chooses_nothing_beforehand_and_says_why(client, address, bus, said, cast):
    said("De bus komt niet bij het azc!")
    client.force_login(cast.analyst)
    page = client.get(address).content.decode()
    assert "lijkt op:" in page
    assert "checked" not in page


def test_choices_are_kept_through_the_page(client, address, bus, consultation, said, cast):
    one, other = said("De bus komt niet bij het azc!"), said("Geen bus naar het AZC")
    client.force_login(cast.analyst)
    sent = {f"hoort-{one.pk}": str(bus.pk), f"hoort-{other.pk}": "geen", f"bood-{other.pk}": str(bus.pk)}
    told = client.post(address, sent, follow=True).content.decode()
    assert "1 in een groep gezet. Van 1 is onthouden dat het daar niet hoort." in told
    assert suggested(consultation)[0] == {}


@pytest.mark.parametrize(
    "sent", [{}, {"hoort-x": "3"}, {"hoort-": "geen"}, {"hoort-00000000-0000-0000-0000-000000000000": "²"}]
)
def test_what_is_no_choice_gets_a_sentence(sent, client, address, said, cast):
    said()
    client.force_login(cast.analyst)
    page = client.post(address, sent)
    assert page.status_code == 422
    assert "Kies eerst bij een of meer ideeën waar ze horen." in page.content.decode()


def test_a_new_group_is_made_of_what_was_ticked_and_a_missing_name_keeps_the_ticks(client, consultation, said, cast):
    one, other = said("Pesten moet stoppen"), said("Stoppen met pesten moet")
    client.force_login(cast.analyst)
    first = suggesting.suggested(consultation).together[0].contributions[0]
    address = reverse("findings-together", args=[consultation.slug])
    sent = {"set": str(first.pk), f"{first.pk}-contributions": [str(one.pk), str(other.pk)], "do": "group"}
    page = client.post(address, sent)
    assert page.status_code == 422
    assert page.content.decode().count(" checked") == 2
    client.post(address, sent | {f"{first.pk}-title": "Pesten stopt"})
    assert sorted(GroupMembership.objects.values_list("contribution", "made_by")) == sorted(
        [(one.pk, "machine"), (other.pk, "machine")]
    )


def test_a_name_in_a_childs_own_words_is_asked_about_here_too(client, consultation, said, cast):
    one, other = said("Pesten moet stoppen"), said("Stoppen met pesten moet")
    client.force_login(cast.analyst)
    address = reverse("findings-together", args=[consultation.slug])
    sent = {
        "set": str(one.pk), f"{one.pk}-contributions": [str(one.pk), str(other.pk)], "do": "group",
        f"{one.pk}-title": "Pesten moet stoppen",
    }  # fmt: skip
    page = client.post(address, sent)
    assert (page.status_code, GroupMembership.objects.count()) == (422, 0)
    assert f'name="{one.pk}-agreed"' in page.content.decode()
    client.post(address, sent | {f"{one.pk}-agreed": "on"})
    assert GroupMembership.objects.count() == 2


def test_kept_apart_through_the_page(client, consultation, said, cast):
    one, other = said("Pesten moet stoppen"), said("Stoppen met pesten moet")
    client.force_login(cast.analyst)
    address = reverse("findings-together", args=[consultation.slug])
    sent = {"set": str(one.pk), f"{one.pk}-contributions": [str(one.pk), str(other.pk)], "do": "apart"}
    told = client.post(address, sent, follow=True).content.decode()
    assert "worden niet meer samen voorgesteld" in told
    assert suggested(consultation)[1] == []


def test_the_list_can_be_searched_and_taken_along(client, address, bus, said, cast):
    said("De bus komt niet bij het azc!")
    client.force_login(cast.analyst)
    assert "Niets gevonden" in client.get(address, {"q": "zwembad"}).content.decode()
    assert "komt niet bij" in client.get(address, {"q": "AZC"}).content.decode()
    rows = client.get(address, {"csv": ""}).content.decode()
    assert bus.title in rows
