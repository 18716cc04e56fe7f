"""Every contribution ends somewhere: what comes in late, what counts unseen, and what stands open when the days begin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.concurrently import at_once, refusals
from weerklank.findings import actions, queries
from weerklank.findings.models import Objection, ObjectionTerm
from weerklank.moves import Refusal
from weerklank.participation.actions import appeals, staff
from weerklank.participation.models import Consultation, ReturnCode

WHY = "De groepen stonden al vast. Volgend jaar doet je idee mee."


def group_of(consultation, cast, now, *ideas, title="De bus gratis"):
    return actions.make_group(
        consultation_id=consultation.pk, title=title, contribution_ids=[one.pk for one in ideas],
        by=cast.analyst, now=now,
    )  # fmt: skip


def fixed(consultation):
    Consultation.objects.filter(pk=consultation.pk).update(state="fixed")
    consultation.refresh_from_db()
    return consultation


@pytest.fixture
def late(closed, said, cast, now):
    """Other words of a child that was declined, published once the groups stood."""
    declined = said(state="not_published", decline_reason="not_about", reason_for_child="x")
    fixed(closed)
    sent = appeals.send_other_words(contribution=declined, text="Meer rust in de klas graag.", now=now)
    assert queries.unfinished(closed, now.date()) == ()
    return staff.publish_contribution(contribution_id=sent.pk, by=cast.moderator, now=now)


def test_what_comes_in_once_the_groups_stand_gets_its_own_and_a_reason_and_no_outcome_waits(late, closed, cast, now):
    assert queries.unfinished(closed, now.date()) == ()
    client, page = cast.client("analyst"), reverse("findings-arrange", args=[closed.slug])
    assert "Dit kwam binnen toen de groepen al vaststonden" in client.get(page).content.decode()
    client.post(
        reverse("findings-group-new", args=[closed.slug]),
        {"title": "Stilte om te werken", "summary": "", "contributions": [late.pk]},
    )
    late.refresh_from_db()
    assert late.state == "grouped"
    actions.set_group_aside(group_id=late.membership.group_id, reason=WHY, by=cast.analyst, now=now)
    late.refresh_from_db()
    assert (late.state, late.reason_for_child) == ("not_used", WHY)
    assert not queries.without_destination(closed.edition).exists()
    assert "Dit kwam binnen" not in client.get(page).content.decode()


def test_late_words_change_no_group_that_stands(late, closed, said, cast, now):
    Consultation.objects.filter(pk=closed.pk).update(state="closed")
    early = said()
    group = group_of(closed, cast, now, early)
    fixed(closed)
    for change in (
        lambda: actions.move_in(group_id=group.pk, contribution_ids=[late.pk], by=cast.analyst, now=now),
        lambda: group_of(closed, cast, now, late, early, title="Samen"),
        lambda: group_of(closed, cast, now, title="Leeg"),
    ):
        with pytest.raises(Refusal):
            change()
    assert list(queries.members(group)) == [early]


def test_what_counts_unseen_stands_in_a_group_and_has_a_destination_before_anything_goes_on(closed, said, cast, now):
    one = said(state="kept_private", wants_private=True)
    Consultation.objects.filter(pk=closed.pk).update(state="grouped")
    with pytest.raises(Refusal) as refused:
        actions.fix_consultation(consultation_id=closed.pk, by=cast.analyst, now=now)
    assert refused.value.sentence.startswith("1 inbreng die meetelt en niet te zien is, staat nog in geen groep.")
    assert list(queries.without_destination(closed.edition)) == [one]
    assert [duty.count for duty in queries.duties(cast.analyst, now.date())] == [1]
    group = group_of(closed, cast, now, one)
    actions.fix_consultation(consultation_id=closed.pk, by=cast.analyst, now=now)
    actions.set_group_aside(group_id=group.pk, reason=WHY, by=cast.analyst, now=now)
    one.refresh_from_db()
    assert (one.reason_for_child, queries.without_destination(closed.edition).count()) == (WHY, 0)


def test_the_button_says_what_stands_open_and_asks_once_more(closed, said, cast, now):
    said()
    said(state="received")
    group_of(closed, cast, now)
    client, address = cast.client("analyst"), reverse("findings-settle", args=[closed.slug])
    ends = (
        "1 inbreng wacht nog op een besluit van een moderator.",
        "1 gepubliceerde inbreng staat nog in geen groep.",
        "1 groep is leeg.",
    )
    before = client.get(reverse("findings-arrange", args=[closed.slug])).content.decode()
    assert all(end in before for end in ends)
    asked = client.post(address, {"move": "group", "days": "14"})
    page = asked.content.decode()
    closed.refresh_from_db()
    assert (asked.status_code, closed.state, ObjectionTerm.objects.count()) == (422, "closed", 0)
    assert 'name="agreed"' in page and 'href="#termijn-agreed"' in page
    client.post(address, {"move": "group", "days": "14", "agreed": "on"})
    closed.refresh_from_db()
    assert closed.state == "grouped"


def test_whose_idea_is_moved_on_the_last_day_has_seven_days_to_look(closed, said, cast, now):
    one = said()
    first, second = group_of(closed, cast, now, one), group_of(closed, cast, now, said(), title="Anders")
    actions.gather(consultation_id=closed.pk, days=7, by=cast.analyst, now=now)
    last = now + timedelta(days=7)
    actions.move_in(group_id=second.pk, contribution_ids=[one.pk], by=cast.analyst, now=last)
    assert ObjectionTerm.objects.get().closes_on == (last + timedelta(days=7)).date()
    actions.describe_group(group_id=first.pk, title="Nieuw", summary="", by=cast.analyst, now=last + timedelta(days=2))
    assert ObjectionTerm.objects.get().closes_on == (last + timedelta(days=9)).date()


def test_a_move_early_on_leaves_the_last_day_where_it_is(closed, said, cast, now):
    one = said()
    group_of(closed, cast, now, one)
    second = group_of(closed, cast, now, said(), title="Anders")
    actions.gather(consultation_id=closed.pk, days=21, by=cast.analyst, now=now)
    actions.move_in(group_id=second.pk, contribution_ids=[one.pk], by=cast.analyst, now=now)
    assert ObjectionTerm.objects.get().closes_on == (now + timedelta(days=21)).date()


@pytest.mark.parametrize("_again", range(3))
def test_objecting_and_setting_aside_at_once_both_get_an_answer(_again, committed, closed, said, cast, now):
    code = ReturnCode.objects.create(ticket_hash="t" * 64, finder=7, salt=b"s" * 16, digest=b"d" * 32)
    one = said(return_code=code)
    group = group_of(closed, cast, now, one)
    answers = at_once(
        lambda: actions.object_with_code(
            contribution_id=one.pk, about="place", thing_id=group.pk, return_code=code, now=now
        ),
        lambda: actions.set_group_aside(group_id=group.pk, reason=WHY, by=cast.analyst, now=now),
    )
    assert len(refusals(answers)) == 1
    one.refresh_from_db()
    assert (one.state, Objection.objects.count()) in {("grouped", 1), ("not_used", 0)}
