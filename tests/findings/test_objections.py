"""My idea does not belong here; your sentence is not right: said once, decided by another, and nothing is fixed before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from weerklank.accounts.models import Account, Role
from weerklank.audit.models import AuditEvent
from weerklank.editions import guards
from weerklank.editions.models import EditionRole
from weerklank.findings import actions, queries
from weerklank.findings.actions import Explanation
from weerklank.findings.models import Group, GroupMembership, Objection
from weerklank.moves import Refusal
from weerklank.participation.actions import staff
from weerklank.participation.models import (
    Consultation,
    Contribution,
    ContributionText,
    ReturnCode,
    Statement,
    StatementText,
)

WHY = "In deze groep gaat alles over geld, en jouw idee ook."


@pytest.fixture
def code(db):
    return ReturnCode.objects.create(ticket_hash="t" * 64, finder=1, salt=b"s" * 16, digest=b"d" * 32)


@pytest.fixture
def second(edition, coalition):
    """Another editor of the same edition, who put nothing anywhere."""
    account = Account.objects.create_account(email="tweede@weerklank.example", name="tweede", organisation=coalition)
    EditionRole.objects.create(edition=edition, account=account, role=Role.ANALYST)
    return account


@pytest.fixture
def grouped(consultation, said, code, cast, now):
    """One idea of a child, put in a group by the analyst."""
    idea = said(return_code=code)
    actions.make_group(
        consultation_id=consultation.pk, title="De bus gratis", contribution_ids=[idea.pk], by=cast.analyst, now=now
    )
    idea.refresh_from_db()
    return idea


def objects(idea, code, now, about="place", thing=None):
    return actions.object_with_code(
        contribution_id=idea.pk, about=about, thing_id=thing or idea.membership.group_id, return_code=code, now=now
    )


def test_pressing_twice_is_one_objection_and_no_moment_of_the_child_is_logged(grouped, code, now):
    before = AuditEvent.objects.count()
    assert objects(grouped, code, now) == objects(grouped, code, now + timedelta(days=2))
    kept = Objection.objects.get()
    assert (kept.raised_on, kept.state, AuditEvent.objects.count()) == (now.date(), "open", before)


def test_the_database_keeps_one_for_each_thing(grouped, code, now):
    first = objects(grouped, code, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.create(contribution=grouped, about="place", group=first.group, raised_on=now.date())


@pytest.mark.parametrize(
    ("state", "contribution_state"), [("fixed", "grouped"), ("reported", "grouped"), ("grouped", "in_advice")]
)
def test_what_is_fixed_or_in_an_advice_is_not_objected_to(state, contribution_state, grouped, code, now):
    Consultation.objects.filter(pk=grouped.consultation_id).update(state=state)
    Contribution.objects.filter(pk=grouped.pk).update(state=contribution_state)
    with pytest.raises(Refusal):
        objects(grouped, code, now)
    assert Objection.objects.count() == 0


def test_nobody_objects_for_another_child(grouped, now):
    other = ReturnCode.objects.create(ticket_hash="o" * 64, finder=2, salt=b"s" * 16, digest=b"d" * 32)
    with pytest.raises(Refusal):
        objects(grouped, other, now)


def test_what_was_pressed_before_a_move_says_nothing_of_the_new_place(grouped, code, second, now):
    old = objects(grouped, code, now)
    actions.move_elsewhere(objection_id=old.pk, group_id=None, title="De fiets", said=Explanation(), by=second, now=now)
    assert objects(grouped, code, now, thing=old.group_id) == old
    assert Objection.objects.count() == 1
    with pytest.raises(Refusal):
        objects(grouped, code, now, about="words", thing=old.group_id)


def test_nothing_is_fixed_while_children_may_object_or_wait(grouped, code, second, cast, now):
    consultation = grouped.consultation
    Consultation.objects.filter(pk=consultation.pk).update(state="closed")
    actions.gather(consultation_id=consultation.pk, days=7, by=cast.analyst, now=now)
    objection = objects(grouped, code, now)
    later = now + timedelta(days=8)

    def fix(moment):
        return actions.fix_consultation(consultation_id=consultation.pk, by=cast.analyst, now=moment)

    with pytest.raises(Refusal) as refused:
        fix(now + timedelta(days=7))
    assert refused.value.sentence == (
        "1 bezwaar van een kind wacht nog op een besluit. "
        "Kinderen kunnen nog tot en met 27-11-2026 zeggen wat er niet klopt."
    )
    with pytest.raises(Refusal):
        fix(later)
    actions.keep(objection_id=objection.pk, said=Explanation(WHY), by=second, now=now)
    assert fix(later).state == "fixed"


def test_an_edition_goes_nowhere_past_an_objection(grouped, code, edition, now):
    objects(grouped, code, now)
    causes = [blocker.cause for move in ("hand_over", "close") for blocker in guards.blockers(edition, move)]
    assert causes.count("1 bezwaar van een kind wacht nog op een besluit.") == 2


def test_who_takes_the_idea_back_leaves_nothing_to_decide(grouped, code, edition, second, now):
    objection = objects(grouped, code, now)
    Contribution.objects.filter(pk=grouped.pk).update(state="withdrawn", original="")
    assert (queries.open_objections().count(), queries.objections_of(second).count()) == (0, 0)
    with pytest.raises(Refusal):
        actions.keep(objection_id=objection.pk, said=Explanation(WHY), by=second, now=now)


def test_who_put_it_there_does_not_decide_where_another_can(grouped, code, second, cast, now):
    objection = objects(grouped, code, now)
    with pytest.raises(Refusal):
        actions.keep(objection_id=objection.pk, said=Explanation(WHY), by=cast.analyst, now=now)
    assert actions.keep(objection_id=objection.pk, said=Explanation(WHY), by=second, now=now).state == "kept"


def test_who_gave_the_group_its_words_does_not_decide_about_them_where_another_can(grouped, code, second, cast, now):
    third = Account.objects.create_account(
        email="derde@weerklank.example", name="derde", organisation=second.organisation
    )
    group = grouped.membership.group
    actions.describe_group(group_id=group.pk, title="De bus goedkoper", summary="", by=second, now=now)
    objection = objects(grouped, code, now, about="words")
    may = {"analyst": cast.analyst, "second": second}

    def for_another():
        return [name for name, one in may.items() if actions.why_for_another(objection=objection, by=one)]

    # both had a hand in it and nobody else is there: then it does not stay lying
    assert for_another() == []
    EditionRole.objects.create(edition=grouped.edition, account=third, role=Role.ANALYST)
    assert for_another() == ["analyst", "second"]
    with pytest.raises(Refusal) as refused:
        actions.keep(objection_id=objection.pk, said=Explanation(WHY), by=second, now=now)
    assert refused.value.sentence == "U schreef deze woorden zelf. Een andere redacteur beslist over het bezwaar."
    assert actions.keep(objection_id=objection.pk, said=Explanation(WHY), by=third, now=now).state == "kept"


def test_who_wrote_the_sentence_does_not_decide_about_it_where_another_can(grouped, code, second, cast, now):
    Consultation.objects.filter(pk=grouped.consultation_id).update(state="open")
    statement = staff.add_statement(
        consultation_id=grouped.consultation_id, text="Reizen kost veel.", origin="editor",
        source_ids=(grouped.pk,), by=second, now=now,
    )  # fmt: skip
    Statement.objects.filter(pk=statement.pk).update(state="open")
    objection = objects(grouped, code, now, about="statement", thing=statement.pk)
    for decide in (actions.retire_statement, actions.keep):
        with pytest.raises(Refusal) as refused:
            decide(objection_id=objection.pk, said=Explanation(WHY), by=second, now=now)
        assert refused.value.sentence == "U schreef deze stelling zelf. Een andere redacteur beslist over het bezwaar."
    decided = actions.retire_statement(objection_id=objection.pk, said=Explanation(WHY), by=cast.analyst, now=now)
    assert decided.state == "changed"


def test_who_only_gave_a_sentence_another_place_may_decide_about_it(grouped, code, second, cast, now):
    Consultation.objects.filter(pk=grouped.consultation_id).update(state="open")
    statement = staff.add_statement(
        consultation_id=grouped.consultation_id, text="Reizen kost veel.", origin="editor",
        source_ids=(grouped.pk,), by=second, now=now,
    )  # fmt: skip
    staff.change_statement(statement_id=statement.pk, text="Reizen kost veel.", order=3, by=cast.analyst, now=now)
    Statement.objects.filter(pk=statement.pk).update(state="open")
    objection = objects(grouped, code, now, about="statement", thing=statement.pk)
    assert actions.keep(objection_id=objection.pk, said=Explanation(WHY), by=cast.analyst, now=now).state == "kept"


def test_who_is_alone_decides_alone(grouped, code, cast, now):
    objection = objects(grouped, code, now)
    assert actions.keep(objection_id=objection.pk, said=Explanation(WHY), by=cast.analyst, now=now).state == "kept"


def test_the_child_is_right_and_its_idea_goes_elsewhere(grouped, code, second, cast, now):
    objection = objects(grouped, code, now)
    other = actions.make_group(consultation_id=grouped.consultation_id, title="Anders", by=cast.analyst, now=now)
    actions.move_elsewhere(
        objection_id=objection.pk, group_id=other.pk, said=Explanation("Dank je."), by=second, now=now
    )
    kept = Objection.objects.get()
    assert (kept.state, kept.reason, kept.decided_by) == ("moved", "Dank je.", second.audit_label)
    assert GroupMembership.objects.get().group == other
    event = AuditEvent.objects.get(action="objection.move")
    assert (event.object_label, event.note) == ("bezwaar", "")


def test_an_idea_may_get_a_group_of_its_own(grouped, code, second, now):
    objection = objects(grouped, code, now)
    actions.move_elsewhere(
        objection_id=objection.pk, group_id=None, title="De fiets", said=Explanation(), by=second, now=now
    )
    assert GroupMembership.objects.get().group.title == "De fiets"


def test_a_move_that_cannot_be_made_decides_nothing(grouped, code, second, now):
    objection = objects(grouped, code, now)
    for group_id in (None, grouped.membership.group_id):
        with pytest.raises(Refusal):
            actions.move_elsewhere(objection_id=objection.pk, group_id=group_id, said=Explanation(), by=second, now=now)
    assert Objection.objects.get().state == "open"


def test_our_sentence_changes_for_everybody(grouped, code, second, now):
    objection = objects(grouped, code, now, about="words")
    with pytest.raises(Refusal):
        actions.change_group_words(
            objection_id=objection.pk, title="De bus gratis", summary="", said=Explanation(), by=second, now=now
        )
    actions.change_group_words(
        objection_id=objection.pk, title="De bus goedkoper", summary="", said=Explanation(), by=second, now=now
    )
    assert (Group.objects.get().title, Objection.objects.get().state) == ("De bus goedkoper", "changed")


def test_a_sentence_that_is_not_right_is_taken_away(grouped, code, second, now):
    statement = Statement.objects.create(consultation=grouped.consultation, text="Reizen kost veel.", state="open")
    statement.sources.add(grouped)
    objection = objects(grouped, code, now, about="statement", thing=statement.pk)
    actions.retire_statement(objection_id=objection.pk, said=Explanation(), by=second, now=now)
    statement.refresh_from_db()
    assert (statement.state, Objection.objects.get().state) == ("retired", "changed")


@pytest.mark.parametrize(
    ("text", "state", "origin"),
    [
        ("De bus moet gratis zijn voor wie weinig geld heeft.", "open", "child"),
        ("De bus moet gratis zijn voor wie dat wil.", "open", "child_edited"),
        ("Reizen kost veel.", "closed", "editor"),
        ("Reizen kost veel.", "proposed", "editor"),
    ],
)
def test_a_sentence_with_the_childs_words_or_past_changing_is_not_shown(text, state, origin, grouped):
    statement = Statement.objects.create(consultation=grouped.consultation, text=text, state=state, origin=origin)
    statement.sources.add(grouped)
    assert list(queries.statements_to_object_to(grouped)) == []


@pytest.mark.parametrize(
    ("translated_idea", "translated_sentence"),
    [
        ("", "The bus, said somebody: De bus moet gratis zijn voor iedereen."),
        ("The bus must be free for whoever is poor.", "Everyone: the bus must be free for whoever."),
    ],
)
def test_a_sentence_that_uses_the_childs_words_in_one_language_is_shown_in_none(
    translated_idea, translated_sentence, grouped, code, now
):
    statement = Statement.objects.create(consultation=grouped.consultation, text="Reizen kost veel.", state="open")
    statement.sources.add(grouped)
    assert list(queries.statements_to_object_to(grouped)) == [statement]
    if translated_idea:
        ContributionText.objects.create(contribution=grouped, language="en", text=translated_idea, made_by="machine")
    StatementText.objects.create(statement=statement, language="en", text=translated_sentence)
    assert list(queries.statements_to_object_to(grouped)) == []
    with pytest.raises(Refusal):
        objects(grouped, code, now, about="statement", thing=statement.pk)


@pytest.mark.parametrize("words", ["", "   ", "Jij zei: de bus moet gratis zijn voor iedereen."])
def test_it_does_not_stay_without_a_reason_or_with_the_childs_own_words(words, grouped, code, second, now):
    objection = objects(grouped, code, now)
    with pytest.raises(Refusal) as refused:
        actions.keep(objection_id=objection.pk, said=Explanation(words), by=second, now=now)
    assert (refused.value.field, Objection.objects.get().state) == ("reason", "open")


def test_who_decides_second_hears_who_was_first(grouped, code, second, now):
    objection = objects(grouped, code, now)
    actions.keep(objection_id=objection.pk, said=Explanation(WHY), by=second, now=now)
    with pytest.raises(Refusal) as refused:
        actions.move_elsewhere(
            objection_id=objection.pk, group_id=None, title="X", said=Explanation(), by=second, now=now
        )
    assert second.audit_label in refused.value.sentence


def test_around_an_objection_nothing_is_moved_by_another_door(grouped, code, cast, now):
    objects(grouped, code, now)
    group = grouped.membership.group
    other = actions.make_group(consultation_id=grouped.consultation_id, title="Anders", by=cast.analyst, now=now)
    for change in (
        lambda: actions.move_in(group_id=other.pk, contribution_ids=[grouped.pk], by=cast.analyst, now=now),
        lambda: actions.move_out(group_id=group.pk, contribution_ids=[grouped.pk], by=cast.analyst, now=now),
        lambda: actions.make_group(
            consultation_id=grouped.consultation_id,
            title="Nieuw",
            contribution_ids=[grouped.pk],
            by=cast.analyst,
            now=now,
        ),
        lambda: actions.set_group_aside(group_id=group.pk, reason="Volgend jaar.", by=cast.analyst, now=now),
        lambda: actions.mark_in_advice(group_ids=[group.pk], by=cast.analyst, now=now),
    ):
        with pytest.raises(Refusal):
            change()
    assert (GroupMembership.objects.get().group, Group.objects.count()) == (group, 2)


def test_a_child_that_contradicts_place_and_words_still_gets_another_place(grouped, code, second, now):
    place, words = objects(grouped, code, now), objects(grouped, code, now, about="words")
    actions.move_elsewhere(
        objection_id=place.pk, group_id=None, title="De fiets", said=Explanation(), by=second, now=now
    )
    assert (GroupMembership.objects.get().group.title, queries.open_objections().get()) == ("De fiets", words)


def test_every_field_says_why_it_is_kept():
    fields = {field.name for field in Objection._meta.fields}
    assert set(Objection.privacy) == fields


# -- the pages ------------------------------------------------------------------------------------------------


def test_the_list_shows_filters_and_exports_without_a_word_of_the_child(grouped, code, cast, now):
    objects(grouped, code, now)
    client, address = cast.client("analyst"), reverse("findings-objections")
    pages = {
        query: client.get(f"{address}{query}").content.decode()
        for query in ("", "?stand=open", "?stand=kept", "?over=words", "?q=bus", "?q=niets", "?csv")
    }
    has = {query: "ijn idee hoort hier niet" in page and "De bus gratis" in page for query, page in pages.items()}
    assert has == {"": True, "?stand=open": True, "?stand=kept": False, "?over=words": False, "?q=bus": True,
                   "?q=niets": False, "?csv": True}  # fmt: skip
    assert [query for query, page in pages.items() if grouped.original in page] == []


def test_an_objection_is_decided_on_its_page_and_what_was_typed_stays(grouped, code, cast, now):
    Contribution.objects.filter(pk=grouped.pk).update(original_language="ar")
    objection = objects(grouped, code, now)
    client, address = cast.client("analyst"), reverse("findings-objection", args=[objection.pk])
    echo = "Jij zei: de bus moet gratis zijn voor iedereen."
    refused = client.post(address, {"do": "keep", "blijft-reason": echo, "blijft-reason_own": "لأن"})
    assert (refused.status_code, echo in refused.content.decode()) == (422, True)
    done = client.post(address, {"do": "keep", "blijft-reason": WHY, "blijft-reason_own": "لأن"})
    kept = Objection.objects.get()
    assert (done.status_code, kept.state, kept.reason, kept.reason_own) == (302, "kept", WHY, "لأن")
    again = client.post(address, {"do": "right", "anders-title": "X"})
    assert (again.status_code, "net al beslist" in again.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("about", "form", "state"),
    [
        ("place", {"anders-group": "", "anders-title": "De fiets"}, "moved"),
        ("words", {"anders-title": "De bus goedkoper", "anders-summary": "Minder geld."}, "changed"),
    ],
)
def test_a_child_that_is_right_is_put_right_on_the_page(about, form, state, grouped, code, cast, now):
    objection = objects(grouped, code, now, about=about)
    address = reverse("findings-objection", args=[objection.pk])
    assert cast.client("analyst").post(address, {"do": "right", **form}).status_code == 302
    assert Objection.objects.get().state == state


def test_objections_are_work_that_waits(grouped, code, cast, now):
    objects(grouped, code, now)
    first = queries.duties(cast.analyst, now.date())[0]
    assert (first.label, first.count, first.href) == ("Bezwaren van kinderen", 1, "/werk/bezwaren/?stand=open")
    page = cast.client("analyst").get(reverse("findings-list")).content.decode()
    assert "1 bezwaar van een kind wacht" in page


def test_the_days_to_object_are_chosen_when_everything_is_together(consultation, cast):
    Consultation.objects.filter(pk=consultation.pk).update(state="closed")
    client, address = cast.client("analyst"), reverse("findings-settle", args=[consultation.slug])
    assert client.post(address, {"move": "group", "days": "3"}).status_code == 409
    assert client.post(address, {"move": "group", "days": "21"}).status_code == 302
    term = Consultation.objects.get(pk=consultation.pk).objection_term
    assert (term.closes_on - term.opened_on).days == 21


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 20), "Vaststellen kan vanaf 28 november, als over elk bezwaar is beslist;"),
        (date(2026, 11, 27), "Vaststellen kan vanaf 28 november, als over elk bezwaar is beslist;"),
        (date(2026, 11, 28), "Kinderen hadden tot en met 27 november de tijd om te zeggen wat er niet klopt."),
    ],
)
def test_the_page_of_the_groups_says_from_when_they_can_be_fixed(day, told, grouped, cast, now, monkeypatch):
    address = reverse("findings-arrange", args=[grouped.consultation.slug])
    Consultation.objects.filter(pk=grouped.consultation_id).update(state="closed")
    actions.gather(consultation_id=grouped.consultation_id, days=7, by=cast.analyst, now=now)
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)
    page = strip_tags(cast.client("analyst").get(address).content.decode())
    may_fix = "Alles wat meetelt, staat in een groep." in page
    assert (told in page, may_fix) == (True, day == date(2026, 11, 28))
