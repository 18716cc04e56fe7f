"""What cannot be done: each its own kind sentence, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.participation.child.conftest import Visitor, hidden, text_of
from weerklank.config.content import loading as content
from weerklank.moves import Refusal
from weerklank.participation import tickets, words
from weerklank.participation.actions import child as actions
from weerklank.participation.models import (
    Consultation,
    Contribution,
    EntryPoint,
    ReturnCode,
    Statement,
    Vote,
    VoteValue,
)
from weerklank.participation.pictures import codes
from weerklank.participation.queries import child as queries
from weerklank.web import first_help

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Typ de zes tekens die op het bord of op je kaart staan."),
        ("BCD", "Dit zijn te weinig tekens."),
        ("BCDFGHJK", "Dit zijn te veel tekens."),
        ("BCDFGH", "Deze code kennen we niet. Kijk of je hem goed hebt overgetypt."),
        ("BCDFGA", "Het teken ‘A’ komt in geen enkele code voor."),
        ("\x00" * 9, "Typ de zes tekens"),
        ("🙂" * 3000, "Typ de zes tekens"),
        ("BCD" + "🙂" * 3000, "Dit zijn te weinig tekens."),
    ],
)
def test_a_code_that_opens_nothing_gets_its_own_sentence(entry_point: EntryPoint, typed: str, sentence: str) -> None:
    page = Client().post("/doe-mee/", {"code": typed})
    assert page.status_code == 422
    assert sentence in text_of(page)


def test_a_wrong_code_is_never_told_which_codes_are_near(entry_point: EntryPoint) -> None:
    assert "BCD234" not in text_of(Client().post("/doe-mee/", {"code": "BCD235"}))


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"valid_to": date(2026, 11, 19)}, 410, "Meedoen met deze code kan nu niet meer."),
        ({"valid_from": date(2026, 11, 25)}, 409, "Meedoen met deze code kan vanaf 25 november 2026."),
        ({"uses": 30}, 409, "Deze code is al zo vaak gebruikt als mocht."),
        ({"code": "ZZZZZZ"}, 404, "Deze code kennen we niet."),
    ],
)
def test_a_door_that_stays_shut_says_why(
    visitor: Visitor, entry_point: EntryPoint, change: dict[str, Any], status: int, sentence: str
) -> None:
    EntryPoint.objects.filter(pk=entry_point.pk).update(**change)
    page = visitor.get()
    assert page.status_code == status
    assert sentence in text_of(page)


@pytest.mark.parametrize("state", ["draft", "panel_check"])
def test_a_question_that_was_never_opened_is_unknown(visitor: Visitor, consultation: Consultation, state: str) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(state=state)
    assert visitor.get().status_code == 404


def test_the_last_place_goes_to_one_child(visitor: Visitor, entry_point: EntryPoint) -> None:
    EntryPoint.objects.filter(pk=entry_point.pk).update(uses=29)
    first, second = Visitor(visitor.code), Visitor(visitor.code)
    forms = [hidden(child.get()) for child in (first, second)]
    answers = [child.post("", **form).status_code for child, form in zip((first, second), forms, strict=True)]
    assert answers == [302, 409]
    entry_point.refresh_from_db()
    assert entry_point.uses == 30


def test_a_question_that_closed_meanwhile_keeps_the_text_on_the_page(
    visitor: Visitor, consultation: Consultation
) -> None:
    visitor.begin()
    form = hidden(visitor.get("idee/")) | {"text": "Net te laat."}
    Consultation.objects.filter(pk=consultation.pk).update(state="closed")
    page = visitor.post("idee/", **form)
    assert (page.status_code, Contribution.objects.count()) == (422, 0)
    assert "Deze vraag is net gesloten." in text_of(page)
    assert "Net te laat." in text_of(page)


def test_who_came_in_on_the_last_day_may_finish_after_midnight(visitor: Visitor, entry_point: EntryPoint) -> None:
    visitor.begin()
    EntryPoint.objects.filter(pk=entry_point.pk).update(valid_to=date(2026, 11, 19))
    assert visitor.send("Net over twaalf.").status_code == 302
    EntryPoint.objects.filter(pk=entry_point.pk).update(valid_to=date(2026, 11, 18))
    assert visitor.send("Een dag later.").status_code == 422


def test_a_lost_cookie_keeps_the_text_and_a_second_press_sends_it(visitor: Visitor) -> None:
    visitor.begin()
    form = hidden(visitor.get("idee/")) | {"text": "Nog hier."}
    visitor.client.cookies.clear()
    page = visitor.post("idee/", **form)
    assert (page.status_code, Contribution.objects.count()) == (422, 0)
    assert "Nog hier." in text_of(page)
    again = visitor.post("idee/", **(hidden(page) | {"text": "Nog hier."}))
    assert (again.status_code, Contribution.objects.count()) == (302, 1)


def test_without_a_visit_the_page_says_how_to_begin(visitor: Visitor) -> None:
    pages = [visitor.get(rest) for rest in ("idee/", "stellingen/", "stellingen/1/", "anderen/", "klaar/")]
    assert [page.status_code for page in pages] == [409] * 5
    assert ["We weten niet meer dat je begonnen was" in text_of(page) for page in pages] == [True] * 5


@pytest.mark.parametrize("token", ["", "0" * 64, "é", "\x00"])
def test_a_form_without_the_token_of_its_visit_is_not_taken(visitor: Visitor, token: str) -> None:
    visitor.begin()
    page = visitor.post("idee/", text="Van een andere site.", token=token)
    assert (page.status_code, Contribution.objects.count()) == (422, 0)
    assert "Van een andere site." in text_of(page)
    assert visitor.post("stellingen/1/", value="agree", token=token).status_code == 422
    assert Vote.objects.count() == 0


@pytest.mark.parametrize("cookie", ["x", "a.b.c", "0" * 32 + ".1:vals", "\x7f", "." * 4000])
def test_a_cookie_that_we_did_not_make_is_no_visit(visitor: Visitor, cookie: str) -> None:
    visitor.client.cookies[tickets.COOKIE] = cookie
    assert visitor.get("idee/").status_code == 409


def test_a_visit_of_another_code_does_not_open_this_one(visitor: Visitor, open_link: EntryPoint) -> None:
    visitor.begin()
    assert visitor.client.get(f"/doe-mee/{open_link.consultation.slug}/idee/").status_code == 409


def test_an_empty_or_much_too_long_text_gets_a_sentence_and_stays(visitor: Visitor) -> None:
    visitor.begin()
    assert "Er staat nog niets." in text_of(visitor.send(" \u200b\n"))
    page = visitor.send("a" * 20_000)
    assert (page.status_code, Contribution.objects.count()) == (422, 0)
    assert "het zijn 20000 tekens en er passen er 4000" in text_of(page)
    assert "a" * 20_000 in page.content.decode()


def test_more_than_a_megabyte_gets_a_page_and_not_a_crash(visitor: Visitor) -> None:
    visitor.begin()
    page = visitor.post("idee/", text="a" * 1_100_000)
    assert page.status_code == 413
    assert "veel te groot" in text_of(page)


def test_a_citizen_service_number_is_left_to_the_child_to_take_out(visitor: Visitor) -> None:
    visitor.begin()
    page = visitor.send("mijn nummer is 111222333")
    assert (page.status_code, Contribution.objects.count()) == (422, 0)
    assert "burgerservicenummer" in text_of(page)
    assert "mijn nummer is 111222333" in text_of(page)


def test_a_phone_number_comes_in_unread_and_unpublished(visitor: Visitor) -> None:
    visitor.begin()
    visitor.send("bel me op 06 12345678")
    assert (Contribution.objects.get().state, Contribution.objects.get().shown_text) == ("received", "")


def test_an_answer_that_is_none_of_the_three_is_asked_again(visitor: Visitor) -> None:
    visitor.begin()
    assert [visitor.vote(1, value).status_code for value in ("", "ja", "\x00")] == [422, 422, 422]
    assert Vote.objects.count() == 0


def test_a_sentence_that_was_taken_away_meanwhile_is_not_voted_on(
    visitor: Visitor, statements: list[Statement]
) -> None:
    visitor.begin()
    form = hidden(visitor.get("stellingen/1/")) | {"value": "agree"}
    Statement.objects.filter(pk=statements[0].pk).update(state="retired", retired_reason="dubbel")
    assert visitor.post("stellingen/1/", **form)["Location"] == visitor.address("stellingen/")
    assert Vote.objects.count() == 0


@pytest.mark.parametrize("number", ["0", "4", "99999999999999999999"])
def test_a_sentence_that_is_not_there_leads_to_one_that_is(visitor: Visitor, number: str) -> None:
    visitor.begin()
    assert visitor.get(f"stellingen/{number}/")["Location"] == visitor.address("stellingen/")


def test_an_unknown_address_gets_a_way_on(visitor: Visitor) -> None:
    page = visitor.get("bestaat/niet/")
    assert page.status_code == 404
    assert "Deze bladzijde is er niet" in text_of(page)


def test_a_database_that_is_held_keeps_the_text_and_pressing_again_sends_it(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.begin()
    form = hidden(visitor.get("idee/")) | {"text": "Dit mag niet weg."}

    def held(**kwargs: Any) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(actions, "receive_contribution", held)
        page = visitor.post("idee/", **form)
    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert "Dit mag niet weg." in text_of(page)
    again = visitor.post("idee/", **(hidden(page) | {"text": "Dit mag niet weg."}))
    assert (again.status_code, Contribution.objects.count()) == (302, 1)


def test_too_many_codes_at_once_leaves_a_button_that_works(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*args: Any, **kwargs: Any) -> bytes:
        raise codes.Busy

    visitor.begin()
    visitor.send("Iets.")
    with monkeypatch.context() as patch:
        patch.setattr(codes, "seal", busy)
        assert visitor.vote(3, "agree")["Location"] == visitor.address("klaar/")
        page = visitor.get("klaar/")
        assert "Laat mijn plaatjes zien" in text_of(page)
        assert visitor.post("klaar/", **hidden(page)).status_code == 503
    visitor.post("klaar/", **hidden(page))
    assert "Bewaar deze acht plaatjes" in text_of(visitor.get("klaar/"))


def test_no_more_than_four_codes_share_their_first_two_pictures(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, now: Any
) -> None:
    visitor.begin()
    visitor.send("Iets.")
    taken = codes.derive(visitor.ticket.encode(), actions.settings.PEPPER, 0).finder
    for number in range(4):
        ReturnCode.objects.create(ticket_hash=str(number), finder=taken, salt=b"0" * 16, digest=b"0" * 32)
    visitor.post("klaar/", **hidden(visitor.get("klaar/")))
    assert ReturnCode.objects.filter(finder=taken).count() == 4
    assert ReturnCode.objects.get(ticket_hash=tickets.return_hash(visitor.ticket)).counter == 1


def test_a_vote_for_another_question_is_refused(
    entry_point: EntryPoint, edition_theme: Any, edition: Any, now: Any
) -> None:
    other = Consultation.objects.create(edition=edition, edition_theme=edition_theme, slug="andere", question="Andere?")
    statement = Statement.objects.create(consultation=other, text="Elders.", state="open")
    visit = tickets.begin(entry_point.pk)
    actions.enter(visit=visit, now=now)
    with pytest.raises(Refusal):
        actions.vote(visit=visit, statement=statement, value=VoteValue.AGREE, now=now)


def test_nobody_speaks_who_did_not_enter(entry_point: EntryPoint, now: Any) -> None:
    with pytest.raises(Refusal):
        actions.receive_contribution(visit=tickets.begin(entry_point.pk), text="Zomaar.", language="nl", now=now)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=200),
        st.text(alphabet="\x00\u202e\u200d🧑‍🤝‍🧑👨‍👩‍👧عربيїє<>&\"'{}%\r\n\t ", max_size=200),
    )
)
def test_whatever_is_typed_is_stored_as_it_is_or_asked_again_with_the_text(visitor: Visitor, text: str) -> None:
    Contribution.objects.all().delete()
    if tickets.COOKIE not in visitor.client.cookies:
        visitor.begin()
    page = visitor.send(text)
    kept = list(Contribution.objects.values_list("original", flat=True))
    cleaned = words.clean(text)
    if page.status_code == 302:
        assert kept == [cleaned]
    else:
        assert (page.status_code, kept) == (422, [])


def test_an_open_link_is_never_full(open_link: EntryPoint, now: Any) -> None:
    EntryPoint.objects.filter(pk=open_link.pk).update(max_uses=1)
    for _ in range(3):
        actions.enter(visit=tickets.begin(open_link.pk), now=now)
    open_link.refresh_from_db()
    assert (open_link.uses, open_link.spent_entries.count()) == (0, 3)


def test_an_open_link_that_was_ended_takes_nobody_in(open_link: EntryPoint, now: Any) -> None:
    EntryPoint.objects.filter(pk=open_link.pk).update(ended=True)
    with pytest.raises(Refusal):
        actions.enter(visit=tickets.begin(open_link.pk), now=now)


def test_the_numbers_without_the_database_are_those_of_the_content() -> None:
    rows = [line for line in content.read("help_lines")["line"] if line["first"] and line["territory"] == "NL-Europe"]
    assert [(n.slug, n.name, n.phone, n.for_whom) for n in first_help.NUMBERS] == [
        (row["slug"], row["name"], row["phone"], row["for_whom"]) for row in rows
    ]
    assert content.read("help_lines")["checked_on"] == first_help.CHECKED_ON


def test_help_stands_on_the_page_of_a_database_that_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*args: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(queries, "help_lines", held)
    page = Client().get("/hulp/")
    assert page.status_code == 503
    assert [f"tel:{number.dial}" in page.content.decode() for number in first_help.NUMBERS] == [True] * 3
