"""A start opens its own visit once: whoever was handed a used one never writes under another's eyes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.participation.child.conftest import Visitor, hidden, text_of
from weerklank.participation import tickets
from weerklank.participation.actions import beginning
from weerklank.participation.models import Contribution, EntryPoint, SpentEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def used(visitor: Visitor) -> str:
    """The start of a visit that somebody began and still holds."""
    start = hidden(visitor.get())["start"]
    visitor.post("", start=start)
    return start


def _ticket(start: str) -> str:
    visit = tickets.unseal(start, purpose="start")
    assert visit is not None
    return visit.ticket


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
