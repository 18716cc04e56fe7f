"""A start opens its own visit once: whoever was handed a used one never writes under another's eyes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.concurrently import at_once
from tests.participation.child.conftest import Visitor, hidden, text_of
from weerklank.participation import tickets
from weerklank.participation.actions import beginning, child
from weerklank.participation.models import Contribution, EntryPoint, SpentEntry, Statement, Vote, VoteValue

pytestmark = pytest.mark.django_db


@pytest.fixture
def used(visitor: Visitor) -> str:
    """The start of a visit that somebody began and still holds."""
    start = hidden(visitor.get())["start"]
    visitor.post("", start=start)
    return start


def _visit(start: str) -> tickets.Visit:
    visit = tickets.unseal(start, purpose="start")
    assert visit is not None
    return visit


def _ticket(start: str) -> str:
    return _visit(start).ticket


def test_a_used_start_gives_another_visit_on_the_same_place(
    visitor: Visitor, used: str, entry_point: EntryPoint
) -> None:
    another = Visitor(visitor.code)
    assert another.post("", start=used)["Location"] == another.address("idee/")
    assert (visitor.ticket, another.ticket != visitor.ticket) == (_ticket(used), True)
    entry_point.refresh_from_db()
    assert entry_point.uses == 1
    another.send("Van mij alleen.")
    assert "Er is 1 idee van je binnen." not in text_of(visitor.get("idee/"))


def _places(entry_point: EntryPoint) -> tuple[int, int]:
    """What the code counts, and the rows that stand for it."""
    entry_point.refresh_from_db()
    return entry_point.uses, SpentEntry.objects.count()


def test_a_place_on_which_nothing_was_said_goes_along_and_the_earlier_visit_is_over(
    visitor: Visitor, used: str, entry_point: EntryPoint
) -> None:
    another = Visitor(visitor.code)
    another.post("", start=used)
    assert (another.vote(1, "agree").status_code, visitor.vote(1, "agree").status_code) == (302, 422)
    assert (_places(entry_point), Vote.objects.count()) == ((1, 1), 1)


@pytest.mark.parametrize("said", ["voted", "wrote", "took back"])
def test_where_something_was_said_the_next_one_takes_a_place_of_its_own(
    visitor: Visitor, used: str, entry_point: EntryPoint, now: datetime, said: str
) -> None:
    if said == "voted":
        visitor.vote(1, "agree")
    else:
        visitor.send("Zwemmen.")
    if said == "took back":
        return_code = child.issue_return_code(visit=_visit(used), now=now)
        assert return_code is not None
        child.withdraw_contributions(return_code=return_code, now=now)
    EntryPoint.objects.filter(pk=entry_point.pk).update(max_uses=2)
    another, third = Visitor(visitor.code), Visitor(visitor.code)
    another.post("", start=used)
    assert (another.vote(1, "disagree").status_code, visitor.vote(2, "agree").status_code) == (302, 302)
    assert _places(entry_point) == (2, 2)
    assert third.post("", start=used).status_code == 409
    assert (_places(entry_point), tickets.COOKIE in third.client.cookies) == ((2, 2), False)


def test_words_that_are_refused_open_no_further_visits(visitor: Visitor, used: str, entry_point: EntryPoint) -> None:
    visitor.vote(1, "agree")
    start = used
    for _ in range(8):
        page = Visitor(visitor.code).post("idee/", start=start, text="Mijn nummer is 111222333.")
        assert page.status_code == 422
        start = hidden(page)["start"]
    assert (start, _places(entry_point)) == (used, (1, 1))


def test_a_code_that_ended_begins_nobody_with_a_used_start(
    visitor: Visitor, used: str, entry_point: EntryPoint
) -> None:
    visitor.vote(1, "agree")
    EntryPoint.objects.filter(pk=entry_point.pk).update(ended=True)
    page = Visitor(visitor.code).post("idee/", start=used, text="Zwemmen.")
    assert (page.status_code, Contribution.objects.count(), _places(entry_point)) == (422, 0, (1, 1))


def test_the_place_comes_back_to_the_device_that_sends_its_round(
    visitor: Visitor, used: str, entry_point: EntryPoint
) -> None:
    EntryPoint.objects.filter(pk=entry_point.pk).update(max_uses=1)
    Visitor(visitor.code).post("", start=used)
    _round(visitor.code, {"start": used, "ideas": [{"item": "a", "text": "Zwemmen."}]}, "json")
    assert list(Contribution.objects.values_list("original", flat=True)) == ["Zwemmen."]
    assert (_places(entry_point), beginning.has_begun(_visit(used))) == ((1, 1), True)


def test_a_vote_and_a_second_press_of_start_in_one_moment_are_one_voter(
    committed: None, visitor: Visitor, entry_point: EntryPoint, statements: list[Statement], now: datetime
) -> None:
    first = tickets.begin(entry_point.pk)
    beginning.begin(visit=first, now=now)
    agree = VoteValue.AGREE
    _, another = at_once(
        lambda: child.vote(visit=first, statement=statements[0], value=agree, now=now),
        lambda: beginning.begin(visit=first, now=now),
    )
    assert isinstance(another, tickets.Visit)
    child.vote(visit=another, statement=statements[0], value=agree, now=now)
    uses, places = _places(entry_point)
    assert Vote.objects.count() == uses == places


def test_after_a_few_times_a_used_start_leads_to_the_door_with_a_new_one(visitor: Visitor, used: str) -> None:
    tickets_given = set()
    for _ in range(beginning.MOST_AGAIN):
        another = Visitor(visitor.code)
        another.post("", start=used)
        tickets_given.add(another.ticket)
    last = Visitor(visitor.code)
    assert (len(tickets_given), last.post("", start=used)["Location"]) == (beginning.MOST_AGAIN, last.address())
    assert tickets.COOKIE not in last.client.cookies
    assert last.begin().status_code == 302


def test_pressing_again_in_the_same_browser_is_the_same_visit(visitor: Visitor, used: str) -> None:
    assert {visitor.post("", start=used).status_code for _ in range(5)} == {302}
    assert (visitor.ticket, SpentEntry.objects.count()) == (_ticket(used), 1)


def test_two_presses_of_a_form_with_a_start_are_one_idea(visitor: Visitor) -> None:
    start = hidden(visitor.get())["start"]
    for _ in range(2):
        # the answer to the first press never came: no cookie goes with the second
        browser = Visitor(visitor.code)
        assert browser.post("idee/", start=start, text="Zwemmen.").status_code == 302
    assert list(Contribution.objects.values_list("original", flat=True)) == ["Zwemmen."]


def _round(code: str, said: dict[str, Any], kind: str) -> Client:
    client = Client()
    more = {"content_type": "application/json"} if kind == "json" else {}
    client.post(f"/doe-mee/{code}/ronde/", said, **more)
    return client


def test_only_the_script_of_the_page_goes_on_with_a_visit_that_began(visitor: Visitor, used: str) -> None:
    device = _round(visitor.code, {"start": used}, "json")
    assert device.cookies[tickets.COOKIE].value == visitor.client.cookies[tickets.COOKIE].value
    assert tickets.COOKIE not in _round(visitor.code, {"start": used, "text": "Een formulier."}, "form").cookies


def test_a_start_that_nobody_used_is_not_used_by_asking(visitor: Visitor) -> None:
    device = _round(visitor.code, {"start": hidden(visitor.get())["start"]}, "json")
    assert (tickets.COOKIE in device.cookies, SpentEntry.objects.count()) == (False, 0)
