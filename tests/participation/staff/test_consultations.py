"""A question is asked with the room there is, and keeps its promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from weerklank.moves import Refusal
from weerklank.participation.actions import panel
from weerklank.participation.actions import staff as actions
from weerklank.participation.models import Consultation
from weerklank.participation.queries import staff as queries

FIELDS = {"can_change": "", "cannot_change": "", "who_decides": "", "hear_by": None}


def typed(question, **changed):
    values = {name: getattr(question, name) for name in question.__dataclass_fields__} | changed
    return {name: "on" if value is True else value for name, value in values.items() if value not in (None, False)}


def test_a_new_question_is_a_draft_that_no_child_sees(edition_theme, question, cast, now):
    made = actions.create_consultation(edition_theme_id=edition_theme.pk, question=question, by=cast.organiser, now=now)
    again = actions.create_consultation(
        edition_theme_id=edition_theme.pk, question=question, by=cast.organiser, now=now
    )
    assert (made.state, made.slug, again.slug) == (
        "draft", "wat-maakt-school-voor-jou-fijner", "wat-maakt-school-voor-jou-fijner-2",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "empty"), FIELDS.items())
def test_a_question_does_not_open_without_its_four_promises(name, empty, edition_theme, question, cast, now):
    gap = replace(question, panel_note="het panel was er niet", **{name: empty})
    made = actions.create_consultation(edition_theme_id=edition_theme.pk, question=gap, by=cast.organiser, now=now)
    with pytest.raises(Refusal):
        actions.move_consultation(consultation_id=made.pk, move="open", by=cast.organiser, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=made.pk).update(state="open")


def test_the_panel_is_passed_over_only_with_a_public_reason(edition_theme, question, cast, now):
    made = actions.create_consultation(edition_theme_id=edition_theme.pk, question=question, by=cast.organiser, now=now)
    with pytest.raises(Refusal):
        actions.move_consultation(consultation_id=made.pk, move="open", by=cast.organiser, now=now)
    actions.change_consultation(
        consultation_id=made.pk, question=replace(question, panel_note="Het panel komt pas in mei bij elkaar."),
        by=cast.organiser, now=now,
    )  # fmt: skip
    assert actions.move_consultation(consultation_id=made.pk, move="open", by=cast.organiser, now=now).state == "open"


def test_a_question_the_panel_read_opens_without_a_note(edition_theme, question, cast, now):
    made = actions.create_consultation(edition_theme_id=edition_theme.pk, question=question, by=cast.organiser, now=now)
    actions.move_consultation(consultation_id=made.pk, move="ask_panel", by=cast.organiser, now=now)
    with pytest.raises(Refusal, match="nog niets over de vraag gezegd"):
        actions.move_consultation(consultation_id=made.pk, move="open", by=cast.organiser, now=now)
    panel.say(consultation_id=made.pk, clear=True, by=cast.panel_member, now=now)
    for move in ("schedule", "open"):
        made = actions.move_consultation(consultation_id=made.pk, move=move, by=cast.organiser, now=now)
    assert made.state == "open"


def test_nothing_opens_before_the_edition_lets_children_in(edition, edition_theme, question, cast, now):
    edition.state = "announced"
    edition.save()
    noted = replace(question, panel_note="geen panel")
    made = actions.create_consultation(edition_theme_id=edition_theme.pk, question=noted, by=cast.organiser, now=now)
    assert queries.obstacles(made, "open", now.date()) == (
        "De editie staat nog op ‘aangekondigd’: kinderen kunnen nog niet meepraten.",
    )


def test_the_words_of_an_open_question_stay(consultation, question, cast, now):
    with pytest.raises(Refusal):
        actions.change_consultation(consultation_id=consultation.pk, question=question, by=cast.organiser, now=now)


@pytest.mark.parametrize("closes_on", [date(2027, 1, 30), date(2027, 1, 31), date(2027, 5, 2)])
def test_a_promised_period_is_not_cut_short_nor_longer_than_the_answer(closes_on, consultation, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.extend_consultation(consultation_id=consultation.pk, closes_on=closes_on, by=cast.organiser, now=now)
    assert refused.value.field == "closes_on"


def test_children_get_more_days(consultation, cast, now):
    actions.extend_consultation(
        consultation_id=consultation.pk, closes_on=date(2027, 2, 14), by=cast.organiser, now=now
    )
    consultation.refresh_from_db()
    assert consultation.closes_on == date(2027, 2, 14)


def test_a_question_that_closes_before_it_opens_is_refused_with_what_was_typed(edition_theme, question, cast):
    answer = cast.client("organiser").post(
        reverse("participation-consultation-new"),
        typed(question, edition_theme=edition_theme.pk, closes_on="2026-11-30"),
    )
    assert (answer.status_code, answer.context["form"]["why"].value()) == (422, "Je zit er veel.")
    assert answer.context["form"].errors["closes_on"] == [
        "De raadpleging sluit voor ze opengaat. Kies een latere laatste dag."
    ]


def test_a_period_that_children_were_given_is_not_closed_early(consultation, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.move_consultation(consultation_id=consultation.pk, move="close", by=cast.organiser, now=now)
    assert refused.value.sentence == (
        "Kinderen kregen tot en met 31-01-2027. Een periode die bekend is, wordt nooit korter."
    )


def test_closing_a_question_on_its_last_day_closes_its_statements(consultation, statements, cast, now):
    Consultation.objects.filter(pk=consultation.pk).update(closes_on=now.date())
    actions.move_consultation(consultation_id=consultation.pk, move="close", by=cast.organiser, now=now)
    assert set(consultation.statements.values_list("state", flat=True)) == {"closed"}


def test_a_translation_says_whether_a_person_read_it(consultation, cast, now):
    said = {"question": "ماذا؟", "why": "", "can_change": "نعم", "cannot_change": "لا", "who_decides": "أ"}
    said["made_by"] = "machine"
    answer = cast.client("organiser").post(reverse("participation-translation", args=[consultation.slug, "ar"]), said)
    assert answer.status_code == 302
    assert [(one.name, one.says) for one in queries.translations(consultation)] == [
        ("makkelijk Nederlands", "nog niet vertaald"),
        ("Engels", "nog niet vertaald"),
        ("Arabisch", "vertaald door een computer, nog niet nagelezen"),
        ("Oekraïens", "nog niet vertaald"),
        ("Papiaments", "nog niet vertaald"),
    ]


def test_a_language_that_children_cannot_choose_has_no_page(consultation, cast):
    assert (
        cast.client("organiser").get(reverse("participation-translation", args=[consultation.slug, "fr"])).status_code
        == 404
    )


def test_the_organiser_does_not_group_from_this_page(consultation, cast):
    actions_page = reverse("participation-consultation-move", args=[consultation.slug])
    assert cast.client("organiser").post(actions_page, {"move": "group"}).status_code == 409


@pytest.mark.parametrize("who", ["moderator", "respondent", "facilitator", "outsider"])
@pytest.mark.parametrize(
    "page",
    [
        "participation-consultation",
        "participation-consultation-change",
        "participation-statements",
        "participation-entry-points",
    ],
)
def test_other_roles_stay_out(who, page, consultation, cast):
    assert cast.client(who).get(reverse(page, args=[consultation.slug])).status_code == 403


def test_an_analyst_reads_the_question_but_makes_no_code_and_opens_nothing(consultation, cast):
    client = cast.client("analyst")
    assert client.get(reverse("participation-consultation", args=[consultation.slug])).status_code == 200
    assert client.get(reverse("participation-entry-points", args=[consultation.slug])).status_code == 403
    moving = reverse("participation-consultation-move", args=[consultation.slug])
    assert client.post(moving, {"move": "close"}).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_with_one_as_with_three(number, consultation, cast, django_assert_num_queries):
    for n in range(number - 1):
        Consultation.objects.create(
            edition=consultation.edition, edition_theme=consultation.edition_theme, slug=f"c{n}", question=f"Vraag {n}?"
        )
    client = cast.client("organiser")
    # session, account, gate, is it an admin (twice), count, the list, the editions to filter on
    with django_assert_num_queries(6):
        client.get(reverse("participation-consultations"))


@pytest.mark.parametrize(
    "asked", ["?q=%00", "?page=999999999999999999999", "?staat=x&editie=%F0%9F%98%80", "?q=" + "a" * 5000]
)
def test_odd_questions_to_the_list_are_answered(asked, consultation, cast):
    assert cast.client("organiser").get(reverse("participation-consultations") + asked).status_code == 200


def test_a_cell_of_the_list_cannot_start_a_formula(consultation, cast):
    Consultation.objects.filter(pk=consultation.pk).update(question="=1+1")
    answer = cast.client("organiser").get(reverse("participation-consultations") + "?csv")
    assert answer.content.decode().splitlines()[1].split(",")[2] == "'=1+1"


def test_a_panel_member_says_what_is_not_clear_and_the_organiser_reads_it(draft, cast, now):
    actions.move_consultation(consultation_id=draft.pk, move="ask_panel", by=cast.organiser, now=now)
    client, field = cast.client("panel_member"), f"vraag-{draft.pk}"
    assert "Een vraag in concept?" in client.get("/werk/panel/").content.decode()
    empty = client.post(f"/werk/panel/{draft.slug}/", {f"{field}-clear": "no", f"{field}-unclear": ""})
    said = client.post(f"/werk/panel/{draft.slug}/", {f"{field}-clear": "no", f"{field}-unclear": "Wat is concept?"})
    page = cast.client("organiser").get(reverse("participation-consultation", args=[draft.slug])).content.decode()
    assert (empty.status_code, said.status_code, page.count("Dit snap ik niet: Wat is concept?")) == (422, 302, 1)
