"""The last place of a code goes to one child, whatever happens at once; and nothing looks at an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import OperationalError

from tests.concurrently import at_once
from tests.participation.child.conftest import Visitor
from weerklank.moves import Refusal
from weerklank.participation import tickets
from weerklank.participation.actions import child as actions
from weerklank.participation.models import Contribution, EntryPoint, SpentEntry, Statement


def _in_the_end(act: Callable[[], object]) -> Callable[[], str]:
    """A database that is held says so to a browser, and the child presses again."""

    def press() -> str:
        while True:
            try:
                act()
            except OperationalError:
                continue
            except Refusal:
                return "full"
            return "in"

    return press


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("children", range(2, 9))
def test_the_last_place_of_a_code_is_spent_exactly_once(entry_point: EntryPoint, now: datetime, children: int) -> None:
    EntryPoint.objects.update(uses=entry_point.max_uses - 1)
    visits = [tickets.begin(entry_point.pk) for _ in range(children)]
    came = at_once(*[_in_the_end(lambda visit=visit: actions.enter(visit=visit, now=now)) for visit in visits])
    assert sorted(came) == ["full"] * (children - 1) + ["in"]
    assert EntryPoint.objects.get().uses == entry_point.max_uses
    assert SpentEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_presses_of_one_child_at_once_cost_one_place(entry_point: EntryPoint, now: datetime) -> None:
    visit = tickets.begin(entry_point.pk)
    assert at_once(*[_in_the_end(lambda: actions.enter(visit=visit, now=now))] * 8) == ["in"] * 8
    assert (EntryPoint.objects.get().uses, SpentEntry.objects.count()) == (1, 1)


# what a browser, a proxy or a cheat can say about where a request comes from
_WHERE_FROM = (
    {"REMOTE_ADDR": "203.0.113.7"},
    {"HTTP_X_FORWARDED_FOR": "203.0.113.7"},
    {"HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.7, 10.0.0.1"},
    {"HTTP_FORWARDED": "for=203.0.113.7;proto=https"},
    {"HTTP_X_REAL_IP": "203.0.113.7"},
    {"HTTP_CLIENT_IP": "203.0.113.7", "HTTP_CF_CONNECTING_IP": "203.0.113.7"},
    {"HTTP_TRUE_CLIENT_IP": "127.0.0.1", "HTTP_VIA": "1.1 school"},
)


@pytest.mark.django_db
def test_thirty_children_behind_one_address_all_get_through(
    entry_point: EntryPoint, statements: list[Statement]
) -> None:
    assert entry_point.code
    for number in range(30):
        child = Visitor(entry_point.code, headers={"REMOTE_ADDR": "203.0.113.7"})
        assert child.begin().status_code == 302
        assert child.send(f"Idee {number}").status_code == 302
        assert child.vote(1, "agree").status_code == 302
    assert Contribution.objects.count() == 30
    late = Visitor(entry_point.code, headers={"REMOTE_ADDR": "203.0.113.8"})
    assert late.get().status_code == 409


@pytest.mark.django_db
@pytest.mark.parametrize("headers", _WHERE_FROM)
def test_saying_to_come_from_elsewhere_gives_no_place_more_and_takes_none(
    entry_point: EntryPoint, statements: list[Statement], headers: dict[str, str]
) -> None:
    EntryPoint.objects.update(max_uses=2)
    assert entry_point.code
    came = []
    for _ in range(4):
        child = Visitor(entry_point.code, headers=headers)
        page = child.get()
        came.append(child.begin().status_code if page.status_code == 200 else page.status_code)
    assert came == [302, 302, 409, 409]


@pytest.mark.django_db
@pytest.mark.parametrize("headers", _WHERE_FROM)
def test_a_page_is_the_same_wherever_somebody_says_to_come_from(
    entry_point: EntryPoint, headers: dict[str, str]
) -> None:
    assert entry_point.code
    plain, spoofed = (
        Visitor(entry_point.code, headers=sent).get().content.decode().partition('name="start"')[0]
        for sent in ({}, headers)
    )
    assert plain == spoofed
