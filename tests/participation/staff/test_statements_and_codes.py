"""Statements are short, sourced and fixed once open; a class code counts and tells nothing."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.urls import reverse

from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.participation import quotes, squares
from weerklank.participation.actions import staff as actions
from weerklank.participation.actions.translations import translate_statement
from weerklank.participation.models import Consultation, EntryPoint, Statement


def test_a_statement_is_proposed_and_then_opened(consultation, cast, now):
    made = actions.add_statement(
        consultation_id=consultation.pk, text="  De bus  is\ngratis. ", origin="editor", by=cast.analyst, now=now
    )
    opened = actions.move_statement(statement_id=made.pk, move="open", by=cast.analyst, now=now)
    assert (made.text, made.state, opened.state) == ("De bus is gratis.", "proposed", "open")


def test_a_statement_of_161_signs_is_refused_on_the_form_and_in_the_action(consultation, cast, now):
    text = "a" * 161
    answer = cast.client("organiser").post(
        reverse("participation-statements", args=[consultation.slug]), {"text": text, "origin": "editor"}
    )
    assert (answer.status_code, answer.context["form"]["text"].value()) == (422, text)
    with pytest.raises(Refusal):
        actions.add_statement(consultation_id=consultation.pk, text=text, origin="editor", by=cast.analyst, now=now)


def test_the_same_statement_is_not_asked_twice(consultation, statements, cast, now):
    with pytest.raises(Refusal):
        actions.add_statement(
            consultation_id=consultation.pk, text=statements[0].text, origin="editor", by=cast.analyst, now=now
        )


def test_words_of_a_child_need_the_contribution_they_came_from(consultation, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.add_statement(consultation_id=consultation.pk, text="Iets.", origin="child", by=cast.analyst, now=now)
    assert refused.value.field == "origin"


def test_a_statement_that_was_voted_on_keeps_its_words_but_may_be_translated(consultation, statements, cast, now):
    one = statements[0]
    with pytest.raises(Refusal):
        actions.change_statement(statement_id=one.pk, text="Anders.", order=1, by=cast.analyst, now=now)
    translate_statement(
        statement_id=one.pk, language="en", text="The trip is free.", checked=True, by=cast.analyst, now=now
    )
    assert [(text.language, text.text, text.checked) for text in one.texts.all()] == [("en", "The trip is free.", True)]


def test_a_statement_goes_only_with_a_reason(statements, cast, now):
    with pytest.raises(Refusal):
        actions.move_statement(statement_id=statements[0].pk, move="retire", reason=" ", by=cast.analyst, now=now)
    gone = actions.move_statement(
        statement_id=statements[0].pk, move="retire", reason="Twee gedachten in één zin.", by=cast.analyst, now=now
    )
    assert (gone.state, gone.retired_reason) == ("retired", "Twee gedachten in één zin.")


def test_no_statement_is_added_after_the_end(consultation, cast, now):
    Consultation.objects.filter(pk=consultation.pk).update(state="closed")
    with pytest.raises(Refusal):
        actions.add_statement(
            consultation_id=consultation.pk, text="Te laat.", origin="editor", by=cast.analyst, now=now
        )


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_statements_asks_as_often_with_one_as_with_three(
    number, consultation, cast, django_assert_num_queries
):
    for n in range(number):
        Statement.objects.create(consultation=consultation, text=f"Stelling {n}.", order=n)
    client = cast.client("organiser")
    # session, account, gate (organiser), consultation, organiser of it, count, statements, their translations
    with django_assert_num_queries(8):
        client.get(reverse("participation-statements", args=[consultation.slug]))


def make(consultation, cast, now, **changed):
    values = {
        "kind": "group", "mode": "hands", "label": "groep 6 van de Eik", "language": "nl", "max_uses": 30,
        "valid_from": date(2026, 11, 20), "valid_to": date(2026, 12, 20),
    } | changed  # fmt: skip
    return actions.make_entry_point(
        consultation_id=consultation.pk, by=cast.organiser, now=now, chance=random.Random(7), **values
    )


def test_a_class_code_is_made_and_its_label_stays_out_of_the_log(consultation, cast, now):
    made = make(consultation, cast, now)
    event = AuditEvent.objects.get(action="entry_point.made")
    assert (len(made.code), event.object_label, event.note) == (6, f"toegang {made.pk}", "")


def test_a_code_that_exists_is_not_given_again(consultation, cast, now):
    first = make(consultation, cast, now)
    assert make(consultation, cast, now).code != first.code


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"valid_to": date(2026, 11, 19)}, "valid_to"),
        ({"valid_from": date(2026, 11, 1), "valid_to": date(2026, 11, 19)}, "valid_to"),
        ({"valid_from": date(2027, 3, 1), "valid_to": date(2027, 4, 1)}, "valid_from"),
        ({"max_uses": 0}, "max_uses"),
        ({"max_uses": 501}, "max_uses"),
    ],
)
def test_a_code_that_could_not_work_is_refused(changed, field, consultation, cast, now):
    with pytest.raises(Refusal) as refused:
        make(consultation, cast, now, **changed)
    assert refused.value.field == field


def test_a_lost_code_lets_nobody_in_any_more(consultation, entry_point, cast, now):
    EntryPoint.objects.filter(pk=entry_point.pk).update(uses=4)
    actions.end_entry_point(entry_point_id=entry_point.pk, by=cast.organiser, now=now)
    entry_point.refresh_from_db()
    assert (entry_point.ended, entry_point.has_room, entry_point.uses, entry_point.max_uses) == (True, False, 4, 30)


def test_the_codes_can_be_searched_filtered_and_taken_along(consultation, entry_point, cast):
    other = EntryPoint.objects.create(
        consultation=consultation, code="HJKMNP", made_by="teacher", ended=True,
        valid_from=entry_point.valid_from, valid_to=entry_point.valid_to,
    )  # fmt: skip
    EntryPoint.objects.filter(pk=entry_point.pk).update(valid_to=date(2999, 1, 1))
    address = reverse("participation-entry-points", args=[consultation.slug])
    client = cast.client("organiser")
    shown = {
        asked: [one.code for one in client.get(address + asked).context["page"]]
        for asked in ("", "?van=teacher", "?van=organiser", "?staat=ended", "?staat=open", "?q=bcd+234", "?q=ZZZ")
    }
    assert shown == {
        "": [other.code, entry_point.code], "?van=teacher": [other.code], "?van=organiser": [entry_point.code],
        "?staat=ended": [other.code], "?staat=open": [entry_point.code], "?q=bcd+234": [entry_point.code], "?q=ZZZ": [],
    }  # fmt: skip
    lines = client.get(f"{address}?csv&van=teacher").content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[1].split(",")[0], "ja" in lines[1]) == (2, "HJKMNP", True)


def test_the_sheet_shows_the_code_and_nothing_of_the_class(entry_point, cast):
    page = (
        cast.client("organiser").get(reverse("participation-entry-point-sheet", args=[entry_point.pk])).content.decode()
    )
    assert "BCD 234" in page
    assert f'd="{squares.of("http://testserver/doe-mee/BCD234/").path}"' in page
    assert entry_point.label not in page


def test_the_organiser_sees_how_often_and_never_what(consultation, entry_point, cast):
    EntryPoint.objects.filter(pk=entry_point.pk).update(uses=1)
    consultation.contributions.create(
        entry_point=entry_point, original="KANARIE in de klas", received_on=date(2026, 11, 19), submission_key="k"
    )
    page = (
        cast.client("organiser").get(reverse("participation-entry-points", args=[consultation.slug])).content.decode()
    )
    assert ("een paar, van 30" in page, "1 van 30" in page) == (True, False)
    assert "KANARIE" not in page


def test_five_words_in_a_row_are_a_quote_and_four_are_not():
    said = "Ik wil dat de bus gratis is."
    assert quotes.repeats("Je schreef: wil dat de BUS gratis", said) == "wil dat de bus gratis"
    assert quotes.repeats("Je schreef over dat de bus gratis", said) == ""


def test_an_organiser_gives_a_full_class_more_places_and_never_fewer(entry_point, cast, now):
    EntryPoint.objects.filter(pk=entry_point.pk).update(uses=30)
    address = reverse("participation-entry-point-raise", args=[entry_point.pk])
    assert cast.client("organiser").post(address, {"max_uses": "60"}).status_code == 302
    entry_point.refresh_from_db()
    assert (entry_point.uses, entry_point.max_uses) == (30, 60)
    assert AuditEvent.objects.filter(action="entry_point.quota_raised").count() == 1
    for wrong in (60, 10, 2001):
        with pytest.raises(Refusal):
            actions.raise_quota(entry_point_id=entry_point.pk, max_uses=wrong, by=cast.organiser, now=now)


@pytest.mark.parametrize(("uses", "told"), [(0, "nog niemand"), (4, "een paar"), (27, "zeker 25")])
def test_a_list_of_codes_tells_no_exact_use_on_the_page_nor_in_the_file(uses, told, consultation, entry_point, cast):
    EntryPoint.objects.filter(pk=entry_point.pk).update(uses=uses)
    address, client = reverse("participation-entry-points", args=[consultation.slug]), cast.client("organiser")
    line = client.get(f"{address}?csv").content.decode("utf-8-sig").splitlines()[1]
    page = client.get(address).content.decode()
    assert (f"{told}, van 30" in page, line.split(",")[-1], "naar beneden afgerond" in page) == (True, told, True)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("participation-entry-point-end", "staat meteen dat de code gestopt is"),
        ("participation-entry-point-address", "werkt meteen niet meer"),
    ],
)
def test_stopping_and_a_new_address_are_asked_once_and_change_nothing_before_the_yes(name, sentence, entry_point, cast):
    EntryPoint.objects.filter(pk=entry_point.pk).update(page_hash="before")
    answer = cast.client("organiser").get(reverse(name, args=[entry_point.pk]))
    entry_point.refresh_from_db()
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert (entry_point.ended, entry_point.page_hash) == (False, "before")


def test_more_places_that_are_fewer_are_asked_again_with_what_was_typed(entry_point, cast):
    answer = cast.client("organiser").post(
        reverse("participation-entry-point-raise", args=[entry_point.pk]), {"max_uses": "10"}
    )
    assert (answer.status_code, answer.context["form"]["max_uses"].value()) == (422, "10")
    assert list(answer.context["form"].errors) == ["max_uses"]
