"""Everything published finds a place, a group of one too, and no group ends nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from weerklank.editions import guards
from weerklank.findings import actions, queries
from weerklank.findings.models import Group, GroupMembership, ObjectionTerm
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, Contribution

WHY = "Dit jaar gaat het over iets anders. Volgend jaar lezen we het weer."


def put(consultation, state):
    Consultation.objects.filter(pk=consultation.pk).update(state=state)


def group_of(consultation, cast, now, *contributions, title="De bus gratis"):
    return actions.make_group(
        consultation_id=consultation.pk, title=title, contribution_ids=[one.pk for one in contributions],
        by=cast.analyst, now=now,
    )  # fmt: skip


def state_of(contribution):
    contribution.refresh_from_db()
    return contribution.state


def test_a_group_of_one_is_welcome(consultation, said, cast, now):
    one = said()
    made = group_of(consultation, cast, now, one)
    assert (state_of(one), list(queries.members(made))) == ("grouped", [one])


def test_moving_to_another_group_leaves_the_first(consultation, said, cast, now):
    one = said()
    first, second = group_of(consultation, cast, now, one), group_of(consultation, cast, now, title="Anders")
    actions.move_in(group_id=second.pk, contribution_ids=[one.pk], by=cast.analyst, now=now)
    assert (list(queries.members(first)), list(queries.members(second))) == ([], [one])


@pytest.mark.parametrize(
    ("before", "more"),
    [("published", {}), ("published_edited", {"edited_text": "Anders"}), ("kept_private", {"wants_private": True})],
)
def test_what_leaves_a_group_is_what_it_was(before, more, consultation, said, cast, now):
    one = said(state=before, **more)
    made = group_of(consultation, cast, now, one)
    actions.move_out(group_id=made.pk, contribution_ids=[one.pk], by=cast.analyst, now=now)
    assert (state_of(one), GroupMembership.objects.count()) == (before, 0)


@pytest.mark.parametrize("state", ["received", "safety_hold", "not_published", "withdrawn"])
def test_what_no_moderator_published_is_not_grouped(state, consultation, said, cast, now):
    more = {"decline_reason": "not_about", "reason_for_child": "x"} if state == "not_published" else {}
    one = said("" if state == "withdrawn" else "Iets.", state=state, **more)
    with pytest.raises(Refusal):
        group_of(consultation, cast, now, one)
    assert (state_of(one), Group.objects.count()) == (state, 0)


def test_what_a_child_took_back_leaves_its_group(consultation, said, cast, now):
    one, other = said(), said()
    made = group_of(consultation, cast, now, one, other)
    Contribution.objects.filter(pk=one.pk).update(state="withdrawn", original="", edited_text="")
    assert list(queries.members(made)) == [other]
    assert [group.size for group in queries.groups_of(consultation)] == [1]
    put(consultation, "closed")
    actions.gather(consultation_id=consultation.pk, by=cast.analyst, now=now)
    assert list(GroupMembership.objects.values_list("contribution", flat=True)) == [other.pk]


def test_two_groups_do_not_share_a_name(consultation, cast, now):
    group_of(consultation, cast, now)
    with pytest.raises(Refusal) as refused:
        group_of(consultation, cast, now, title=" De  bus gratis")
    assert refused.value.field == "title"


def test_a_contribution_of_another_question_does_not_slip_in(consultation, said, cast, now):
    other = Consultation.objects.create(
        edition=consultation.edition, edition_theme=consultation.edition_theme, slug="ander", question="Anders?"
    )
    made = actions.make_group(consultation_id=other.pk, title="Anders", by=cast.analyst, now=now)
    with pytest.raises(Refusal):
        actions.move_in(group_id=made.pk, contribution_ids=[said().pk], by=cast.analyst, now=now)


def test_the_groups_are_not_fixed_while_something_stands_alone_or_unread(consultation, said, cast, now):
    said()
    said(state="safety_hold")
    put(consultation, "grouped")
    with pytest.raises(Refusal) as refused:
        actions.fix_consultation(consultation_id=consultation.pk, by=cast.analyst, now=now)
    assert refused.value.sentence == (
        "1 inbreng wacht nog op een besluit van een moderator. "
        "1 gepubliceerde inbreng staat nog in geen groep. Ook een groep van één is goed."
    )


def test_fixed_groups_do_not_change(consultation, said, cast, now):
    one = said()
    made = group_of(consultation, cast, now, one)
    put(consultation, "closed")
    actions.gather(consultation_id=consultation.pk, by=cast.analyst, now=now)
    actions.fix_consultation(consultation_id=consultation.pk, by=cast.analyst, now=now + timedelta(days=15))
    for change in (
        lambda: actions.move_out(group_id=made.pk, contribution_ids=[one.pk], by=cast.analyst, now=now),
        lambda: actions.describe_group(group_id=made.pk, title="X", summary="", by=cast.analyst, now=now),
        lambda: group_of(consultation, cast, now, title="Nog een"),
    ):
        with pytest.raises(Refusal):
            change()


def test_whoever_fixes_second_hears_who_was_first(consultation, cast, now):
    put(consultation, "grouped")
    actions.fix_consultation(consultation_id=consultation.pk, by=cast.analyst, now=now)
    with pytest.raises(Refusal) as refused:
        actions.fix_consultation(consultation_id=consultation.pk, by=cast.analyst, now=now)
    assert "analyst (Coalitie)" in refused.value.sentence


def test_a_group_that_is_not_used_says_why_to_every_child_in_it(consultation, said, cast, now):
    one, other = said(), said()
    made = group_of(consultation, cast, now, one, other)
    actions.set_group_aside(group_id=made.pk, reason=WHY, by=cast.analyst, now=now)
    made.refresh_from_db()
    assert (state_of(one), one.reason_for_child, state_of(other), made.destination) == (
        "not_used",
        WHY,
        "not_used",
        "not_used",
    )


@pytest.mark.parametrize("reason", ["", "  ", "Je zei: de bus moet gratis zijn voor iedereen."])
def test_not_using_a_group_without_a_reason_or_by_quoting_is_refused(reason, consultation, said, cast, now):
    one = said()
    made = group_of(consultation, cast, now, one)
    with pytest.raises(Refusal):
        actions.set_group_aside(group_id=made.pk, reason=reason, by=cast.analyst, now=now)
    assert state_of(one) == "grouped"


def test_the_database_refuses_a_group_without_a_reason(consultation, cast, now):
    made = group_of(consultation, cast, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=made.pk).update(destination="not_used")


def test_a_group_in_an_advice_was_used_after_all(consultation, said, cast, now):
    one = said()
    made = group_of(consultation, cast, now, one)
    actions.set_group_aside(group_id=made.pk, reason=WHY, by=cast.analyst, now=now)
    for _ in range(2):
        actions.mark_in_advice(group_ids=[made.pk], by=cast.facilitator, now=now)
    made.refresh_from_db()
    assert (state_of(one), one.reason_for_child, made.destination, made.reason) == ("in_advice", "", "in_advice", "")
    with pytest.raises(Refusal):
        actions.set_group_aside(group_id=made.pk, reason=WHY, by=cast.analyst, now=now)


def test_no_hand_over_while_something_published_went_nowhere(edition, consultation, said, cast, now):
    one, other = said(), said()
    made = group_of(consultation, cast, now, one)
    assert set(queries.without_destination(edition)) == {one, other}
    assert [blocker.href for blocker in guards.blockers(edition, "hand_over") if "groepen" in blocker.href] == [
        f"/werk/groepen/{consultation.slug}/"
    ]
    last = group_of(consultation, cast, now, other, title="De rest")
    actions.mark_in_advice(group_ids=[made.pk], by=cast.facilitator, now=now)
    actions.set_group_aside(group_id=last.pk, reason=WHY, by=cast.analyst, now=now)
    assert not queries.without_destination(edition).exists()
    assert not [blocker for blocker in guards.blockers(edition, "hand_over") if "groepen" in blocker.href]


def test_a_group_with_a_destination_takes_nobody_in_unasked(consultation, said, cast, now):
    made = group_of(consultation, cast, now, said())
    actions.mark_in_advice(group_ids=[made.pk], by=cast.facilitator, now=now)
    with pytest.raises(Refusal):
        actions.move_in(group_id=made.pk, contribution_ids=[said().pk], by=cast.analyst, now=now)


def test_only_an_empty_group_is_taken_away(consultation, said, cast, now):
    full, empty = group_of(consultation, cast, now, said()), group_of(consultation, cast, now, title="Leeg")
    with pytest.raises(Refusal):
        actions.remove_group(group_id=full.pk, by=cast.analyst, now=now)
    actions.remove_group(group_id=empty.pk, by=cast.analyst, now=now)
    assert list(Group.objects.all()) == [full]


@pytest.mark.parametrize(
    ("text", "origin"),
    [("De bus moet gratis zijn", "child"), ("De bus is gratis voor kinderen.", "child_edited")],
)
def test_a_statement_from_a_contribution_keeps_its_source(text, origin, said, cast, now):
    one = said()
    made = actions.propose_statement(contribution_id=one.pk, text=text, by=cast.analyst, now=now)
    assert (made.origin, made.state, list(made.sources.all())) == (origin, "proposed", [one])


def test_no_statement_quotes_what_is_not_shown(said, cast, now):
    one = said(state="kept_private", wants_private=True)
    with pytest.raises(Refusal):
        actions.propose_statement(contribution_id=one.pk, text="De bus.", by=cast.analyst, now=now)
    assert cast.client("analyst").get(reverse("findings-statement", args=[one.pk])).status_code == 409


def test_boxes_are_ticked_and_moved_without_a_script(consultation, said, cast):
    one, other = said("Eerste"), said("Tweede")
    client = cast.client("analyst")
    client.post(
        reverse("findings-group-new", args=[consultation.slug]),
        {"title": "Samen", "summary": "", "contributions": [one.pk]},
    )
    made = Group.objects.get()
    client.post(reverse("findings-move-in", args=[consultation.slug]), {"group": made.pk, "contributions": [other.pk]})
    client.post(reverse("findings-move-out", args=[made.pk]), {"contributions": [one.pk]})
    assert list(queries.members(made)) == [other]


def test_nothing_ticked_is_refused_kindly(consultation, said, cast, now):
    made = group_of(consultation, cast, now, said())
    client = cast.client("analyst")
    assert client.post(reverse("findings-move-in", args=[consultation.slug]), {"group": made.pk}).status_code == 409
    assert client.post(reverse("findings-move-in", args=[consultation.slug]), {"group": "x"}).status_code == 409
    assert client.post(reverse("findings-move-out", args=[made.pk]), {"contributions": ["geen"]}).status_code == 409


def test_a_refused_group_keeps_its_name_and_its_ticks(consultation, said, cast, now):
    group_of(consultation, cast, now)
    one = said()
    answer = cast.client("analyst").post(
        reverse("findings-group-new", args=[consultation.slug]),
        {"title": "De bus gratis", "summary": "Lang", "contributions": [one.pk]},
    )
    assert (answer.status_code, answer.context["form"]["summary"].value()) == (422, "Lang")
    assert answer.context["ticked"] == {str(one.pk)}


@pytest.mark.parametrize("who", ["organiser", "moderator", "facilitator", "respondent", "admin", "outsider"])
def test_other_roles_stay_out(who, consultation, said, cast, now):
    one = said("KANARIE", state="kept_private", wants_private=True)
    made = group_of(consultation, cast, now, said())
    client = cast.client(who)
    for address in (
        reverse("findings-list"),
        reverse("findings-arrange", args=[consultation.slug]),
        reverse("findings-group", args=[made.pk]),
        reverse("findings-statement", args=[one.pk]),
        reverse("findings-counts", args=[consultation.slug]),
    ):
        assert client.get(address).status_code == 403
    for address in (
        reverse("findings-group-new", args=[consultation.slug]),
        reverse("findings-move-in", args=[consultation.slug]),
        reverse("findings-settle", args=[consultation.slug]),
        reverse("findings-set-aside", args=[made.pk]),
        reverse("findings-group-remove", args=[made.pk]),
    ):
        assert client.post(address).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_with_one_as_with_three(
    number, consultation, said, cast, now, django_assert_num_queries
):
    for n in range(number):
        said()
        group_of(consultation, cast, now, said(), title=f"Groep {n}")
    client = cast.client("analyst")
    # session, account, gate, consultation, analyst of it, languages, unread, alone, objections, what waits, count of both lists, both lists, translations
    with django_assert_num_queries(15):
        client.get(reverse("findings-arrange", args=[consultation.slug]))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_questions_asks_as_often_with_one_as_with_three(
    number, consultation, cast, django_assert_num_queries
):
    for n in range(number - 1):
        Consultation.objects.create(
            edition=consultation.edition, edition_theme=consultation.edition_theme, slug=f"c{n}", question=f"Vraag {n}?",
            can_change="a", cannot_change="b", who_decides="c", hear_by=consultation.hear_by, state="closed",
        )  # fmt: skip
    client = cast.client("analyst")
    # session, account, gate, count, the list, objections
    with django_assert_num_queries(6):
        client.get(reverse("findings-list"))


def test_the_duty_of_an_analyst_counts_what_stands_alone(consultation, said, cast, now):
    said()
    assert [(duty.label, duty.count) for duty in queries.duties(cast.analyst, now.date())] == [
        (f"Bij elkaar brengen: {consultation}", 1)
    ]
    assert queries.duties(cast.moderator, now.date()) == []


def test_nothing_is_to_be_fixed_while_children_can_still_object(consultation, said, cast, now):
    group_of(consultation, cast, now, said())
    put(consultation, "closed")
    today = now.date()
    term = ObjectionTerm.objects.create(consultation=consultation, opened_on=today, closes_on=today + timedelta(days=1))
    labels = [
        [duty.label for duty in queries.duties(cast.analyst, day)] for day in (today, term.closes_on, term.fixed_from)
    ]
    assert labels == [[], [], [f"Groepen vaststellen: {consultation}"]]


def test_the_list_and_the_page_count_the_same_things(consultation, said, cast):
    said()
    said(state="kept_private", wants_private=True)
    put(consultation, "closed")
    client = cast.client("analyst")
    (row,) = client.get(reverse("findings-list")).context["page"]
    page = client.get(reverse("findings-arrange", args=[consultation.slug]))
    waits = page.context["waits"]
    assert (row.loose, row.unseen) == (waits.published, waits.unseen) == (1, 1)
    assert f'href="{reverse("participation-statements", args=[consultation.slug])}"' in page.content.decode()


def test_a_language_is_called_by_its_name(consultation, said, cast):
    said("نص", original_language="ar")
    page = cast.client("analyst").get(reverse("findings-arrange", args=[consultation.slug])).content.decode()
    assert "Eén kind, in het Arabisch" in page
