"""An edition takes its steps, and people their roles."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from weerklank.accounts.models import EDITION_ROLES, Role
from weerklank.audit.models import AuditEvent
from weerklank.editions import actions, guards, queries
from weerklank.editions.models import Edition, EditionOrganiser, EditionRole
from weerklank.moves import Refusal

MINISTRY_FREE = [Role.MODERATOR, Role.SAFEGUARDING, Role.ANALYST, Role.FACILITATOR, Role.PANEL_MEMBER]


def put(edition, state):
    Edition.objects.filter(pk=edition.pk).update(state=state)
    edition.refresh_from_db()


def test_an_edition_is_not_announced_without_a_theme_and_an_organiser(edition, cast, now):
    put(edition, "draft")
    with pytest.raises(Refusal) as refused:
        actions.advance(edition_id=edition.pk, move="announce", by=cast.organiser, now=now)
    assert refused.value.sentence == (
        "Deze stap kan nog niet. De editie heeft nog geen thema: zonder thema weet niemand waar het over gaat. "
        "Er staat nog niet bij wie de editie organiseert."
    )


def test_an_edition_with_a_theme_and_an_organiser_is_announced_and_says_so_in_public(
    edition, edition_theme, coalition, cast, now
):
    put(edition, "draft")
    EditionOrganiser.objects.create(edition=edition, organisation=coalition)
    actions.advance(edition_id=edition.pk, move="announce", by=cast.organiser, now=now)
    edition.refresh_from_db()
    event = AuditEvent.objects.get(action="edition.announce")
    assert (edition.state, event.public, event.actor) == ("announced", True, "organiser (Coalitie)")


def test_children_cannot_take_part_before_a_question_says_what_can_change(edition, consultation, cast, now):
    put(edition, "announced")
    type(consultation).objects.filter(pk=consultation.pk).update(state="draft", can_change="")
    causes = guards.blockers(edition, "collect")
    assert [blocker.href for blocker in causes] == ["/werk/raadplegingen/?editie=demonstratie"]
    with pytest.raises(Refusal):
        actions.advance(edition_id=edition.pk, move="collect", by=cast.organiser, now=now)


def test_the_dialogue_day_does_not_open_without_a_date(edition, cast, now):
    put(edition, "preparing")
    assert [blocker.href for blocker in guards.blockers(edition, "open_day")] == [
        "/werk/edities/demonstratie/wijzigen/"
    ]


def test_advices_are_not_drafted_while_children_can_still_answer(edition, consultation):
    assert [blocker.cause for blocker in guards.blockers(edition, "draft_advices")] == [
        f"De raadpleging ‘{consultation}’ is nog open."
    ]


def test_whoever_presses_second_hears_who_was_first(edition, cast, now):
    actions.advance(edition_id=edition.pk, move="prepare", by=cast.organiser, now=now)
    with pytest.raises(Refusal) as refused:
        actions.advance(edition_id=edition.pk, move="prepare", by=cast.outsider, now=now)
    assert refused.value.sentence == (
        "Dit is net al gedaan door organiser (Coalitie). Ververs de bladzijde om te zien hoe het nu staat."
    )


def test_the_hand_over_is_not_done_from_the_page_of_the_edition(edition, cast):
    put(edition, "drafting_advice")
    response = cast.client("organiser").post(reverse("editions-advance", args=[edition.slug]), {"move": "hand_over"})
    edition.refresh_from_db()
    assert (response.status_code, edition.state) == (409, "drafting_advice")


def test_the_page_names_each_cause_with_a_link(edition, consultation, cast):
    put(edition, "dialogue_day")
    page = cast.client("organiser").get(reverse("editions-detail", args=[edition.slug])).content.decode()
    assert f'<a href="/werk/raadplegingen/{consultation.slug}/">Sluit haar</a>' in page
    assert '<button class="button button-turn">' not in page


def test_every_step_of_the_life_stands_in_the_table(edition):
    steps = queries.steps(edition)
    assert [step.move for step in steps] == list(queries.MOVE_LABELS)
    assert [step.move for step in steps if step.next] == ["prepare"]


def test_the_term_for_answers_does_not_change_once_it_runs(edition, cast, now):
    from weerklank.advices.models import Handover

    Handover.objects.create(edition=edition, date=date(2026, 11, 20))
    with pytest.raises(Refusal):
        actions.describe_edition(
            edition_id=edition.pk, title="T", day=None, place="", summary="", answer_term_days=300, advice_word="advies",
            by=cast.organiser, now=now,
        )  # fmt: skip


@pytest.mark.parametrize("role", MINISTRY_FREE)
def test_whoever_serves_a_ministry_cannot_read_or_weigh_what_children_say(role, edition, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.give_role(edition_id=edition.pk, account_id=cast.respondent.pk, role=role, by=cast.organiser, now=now)
    assert refused.value.field == "role"
    assert not EditionRole.objects.filter(account=cast.respondent, role=role).exists()


@pytest.mark.parametrize("role", EDITION_ROLES)
@pytest.mark.parametrize("who", ["organiser", "admin"])
def test_nobody_gives_itself_a_role(who, role, edition, cast, now):
    account = getattr(cast, who)
    with pytest.raises(Refusal, match="uzelf geen rol"):
        actions.give_role(edition_id=edition.pk, account_id=account.pk, role=role, by=account, now=now)
    assert EditionRole.objects.filter(account=account).count() == (1 if who == "organiser" else 0)


def test_only_who_administers_names_a_safeguarding_officer(edition, cast, now):
    with pytest.raises(Refusal, match="Alleen een beheerder"):
        actions.give_role(
            edition_id=edition.pk, account_id=cast.outsider.pk, role=Role.SAFEGUARDING, by=cast.organiser, now=now
        )
    actions.give_role(
        edition_id=edition.pk, account_id=cast.outsider.pk, role=Role.SAFEGUARDING, by=cast.admin, now=now
    )
    with pytest.raises(Refusal, match="niet ook organiseren"):
        actions.give_role(
            edition_id=edition.pk, account_id=cast.outsider.pk, role=Role.ORGANISER, by=cast.organiser, now=now
        )


def test_who_organises_or_administers_is_no_safeguarding_officer(edition, cast, now):
    cast.outsider.platform_roles.create(role=Role.ADMIN)
    for account in (cast.organiser, cast.outsider):
        with pytest.raises(Refusal, match="kan daarom geen aandachtsfunctionaris zijn"):
            actions.give_role(
                edition_id=edition.pk, account_id=account.pk, role=Role.SAFEGUARDING, by=cast.admin, now=now
            )


@pytest.mark.parametrize("role", [Role.RESPONDENT, Role.APPROVER])
def test_who_answers_serves_a_ministry_or_a_body_that_was_asked(role, edition, advice, coalition, cast, now):
    with pytest.raises(Refusal, match="geen ministerie"):
        actions.give_role(edition_id=edition.pk, account_id=cast.outsider.pk, role=role, by=cast.organiser, now=now)
    advice.addressees.create(organisation=coalition)
    given = actions.give_role(edition_id=edition.pk, account_id=cast.outsider.pk, role=role, by=cast.organiser, now=now)
    assert given.role == role


def test_a_role_is_given_and_withdrawn_with_both_in_the_log(edition, cast, now):
    given = actions.give_role(
        edition_id=edition.pk, account_id=cast.outsider.pk, role=Role.MODERATOR, by=cast.organiser, now=now
    )
    actions.withdraw_role(edition_id=edition.pk, role_id=given.pk, by=cast.organiser, now=now)
    assert list(AuditEvent.objects.order_by("id").values_list("action", "note")) == [
        ("role.given", "outsider is nu moderator."),
        ("role.withdrawn", "outsider is geen moderator meer."),
    ]


def test_a_role_is_given_once(edition, cast, now):
    with pytest.raises(Refusal):
        actions.give_role(
            edition_id=edition.pk, account_id=cast.moderator.pk, role=Role.MODERATOR, by=cast.organiser, now=now
        )


def test_nobody_answers_without_an_organisation(edition, cast, now):
    cast.outsider.organisation = None
    cast.outsider.save()
    with pytest.raises(Refusal):
        actions.give_role(
            edition_id=edition.pk, account_id=cast.outsider.pk, role=Role.RESPONDENT, by=cast.organiser, now=now
        )


def test_a_platform_role_is_not_given_within_an_edition(edition, cast, now):
    with pytest.raises(Refusal):
        actions.give_role(
            edition_id=edition.pk, account_id=cast.outsider.pk, role=Role.ADMIN, by=cast.organiser, now=now
        )


def test_the_last_organiser_stays(edition, cast, now):
    with pytest.raises(Refusal):
        actions.withdraw_role(
            edition_id=edition.pk, role_id=edition.roles.get(role=Role.ORGANISER).pk, by=cast.organiser, now=now
        )


def test_a_refused_role_keeps_what_was_chosen(edition, cast):
    response = cast.client("organiser").post(
        reverse("editions-roles", args=[edition.slug]), {"account": cast.respondent.pk, "role": "moderator"}
    )
    assert (response.status_code, response.context["form"]["role"].value()) == (422, "moderator")


@pytest.mark.parametrize("who", ["moderator", "analyst", "respondent", "panel_member", "outsider"])
@pytest.mark.parametrize("page", ["editions-detail", "editions-roles", "editions-change"])
def test_other_roles_stay_out_of_the_pages_of_the_organiser(who, page, edition, cast):
    assert cast.client(who).get(reverse(page, args=[edition.slug])).status_code == 403


def test_an_organiser_of_another_edition_stays_out(edition, cast):
    other = Edition.objects.create(year=2027, slug="2027", title="2027")
    client = cast.client("organiser")
    assert client.get(reverse("editions-detail", args=[other.slug])).status_code == 403
    assert client.post(reverse("editions-advance", args=[other.slug]), {"move": "announce"}).status_code == 403


def test_an_admin_may_give_the_first_organiser_but_not_move_the_edition(edition, cast):
    client = cast.client("admin")
    assert client.get(reverse("editions-roles", args=[edition.slug])).status_code == 200
    assert client.post(reverse("editions-advance", args=[edition.slug]), {"move": "prepare"}).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_roles_asks_as_often_with_one_as_with_three(number, edition, cast, django_assert_num_queries):
    EditionRole.objects.exclude(role__in=["organiser"]).delete()
    for account in [cast.moderator, cast.analyst][: number - 1]:
        EditionRole.objects.create(edition=edition, account=account, role=Role.MODERATOR)
    client = cast.client("organiser")
    # session, account, gate, edition, organiser or admin of it, count, roles, the people to choose from
    with django_assert_num_queries(8):
        client.get(reverse("editions-roles", args=[edition.slug]))


def test_the_duty_of_an_organiser_names_the_next_step(edition, cast, now):
    duty = queries.duties(cast.organiser, now.date())
    assert [(one.label, one.href) for one in duty] == [
        ("Demonstratie-editie: tafels voorbereiden", "/werk/edities/demonstratie/")
    ]
    assert queries.duties(cast.moderator, now.date()) == []


def test_who_organises_and_where_it_can_be_read_are_said_on_the_page(edition, coalition, ministry, cast):
    edition.organisers.create(organisation=coalition)
    client, where = cast.client("organiser"), f"/werk/edities/{edition.slug}/wijzigen/"
    typed = {
        "title": "T", "answer_term_days": "91", "advice_word": "advies", "organisations": [coalition.pk],
        "sources": "https://voorbeeld.example/a\n\nhttps://voorbeeld.example/a\nhttps://voorbeeld.example/b\n",
    }  # fmt: skip
    assert client.post(where, typed).status_code == 302
    edition.refresh_from_db()
    assert edition.sources == ["https://voorbeeld.example/a", "https://voorbeeld.example/b"]
    wrong = client.post(where, typed | {"organisations": [], "sources": "zomaar"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["organisations", "sources"])
    assert wrong.context["form"]["sources"].value() == "zomaar"


def test_the_list_of_editions_is_searched_narrowed_and_saved(edition, cast):
    Edition.objects.create(year=2031, slug="2031", title="Later", place="Zwolle")
    admin = cast.client("admin")
    for asked, found in (
        ("q=zwol", ["Later"]),
        ("q=2031", ["Later"]),
        ("staat=collecting", ["Demonstratie-editie"]),
        ("q=x", []),
    ):
        page = admin.get(f"/werk/edities/?{asked}")
        assert ([str(one) for one in page.context["page"]], page.status_code) == (found, 200)
    assert len(admin.get("/werk/edities/?csv").content.decode().splitlines()) == 3


LEFT = (
    "Het programma is nog niet gepubliceerd: wie komt, weet niet waar en hoe laat.",
    "Er staat nog geen tafel.",
)


def test_what_a_step_leaves_behind_is_ticked_before_it_is_taken(edition, edition_theme, cast):
    Edition.objects.update(state="preparing", date=date(2026, 12, 10))
    client, where = cast.client("organiser"), reverse("editions-advance", args=[edition.slug])
    page = client.get(reverse("editions-detail", args=[edition.slug])).content.decode()
    assert [f'value="{cause}"' in page for cause in LEFT] == [True, True]
    refused = client.post(where, {"move": "open_day", "achtergelaten": [LEFT[0]]})
    assert (refused.status_code, f'value="{LEFT[0]}" checked' in refused.content.decode()) == (422, True)
    assert Edition.objects.get().state == "preparing"
    assert client.post(where, {"move": "open_day", "achtergelaten": LEFT}).status_code == 302
    assert AuditEvent.objects.get(action="edition.open_day").note == (
        "De editie staat nu op ‘dialoogdag’. Aangevinkt: 2 dingen bleven liggen."
    )


def test_a_question_that_never_opened_is_seen_before_the_tables_are_prepared(edition, consultation):
    assert guards.warnings(edition, "prepare") == ()
    type(consultation).objects.update(state="scheduled")
    (warning,) = guards.warnings(edition, "prepare")
    assert warning.cause.endswith("is nooit geopend: geen kind kon antwoorden.")


def test_nobody_who_serves_the_tables_and_tables_without_places_are_seen(edition, edition_theme, table, cast):
    table.seats.all().delete()
    edition.roles.filter(role="facilitator").delete()
    assert [one.cause for one in guards.warnings(edition, "open_day")] == [
        LEFT[0],
        "Niemand is tafelbegeleider: dan schrijft niemand op wat er aan tafel wordt gezegd.",
        "1 tafel heeft nog geen enkele plaats.",
    ]
