"""Whoever has the whole database lays no visit's entry, votes and words beside each other better than by chance."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.conftest import tally
from tests.reliability import linkage
from weerklank.participation import row_order

WORLDS = 5


@pytest.mark.django_db(transaction=True)
def test_rows_in_the_order_they_came_give_everything_away_and_laid_anew_they_say_nothing() -> None:
    linkage.undo_the_rule()
    lived = [linkage.live(number) for number in range(WORLDS)]
    before = linkage.measure(lived)
    assert before["laid right by it"] > 0.9, before
    assert row_order.shuffle() >= WORLDS * linkage.CHILDREN * (3 + linkage.STATEMENTS)
    row_order.scatter()
    after = linkage.measure(lived)
    assert after["no better than chance"], after
    tally("children whom a linkage attacker with the whole database tried to find back", WORLDS * linkage.CHILDREN)


@pytest.mark.django_db(transaction=True)
def test_on_sqlite_rows_lie_in_no_order_from_the_first_moment_and_on_postgresql_from_the_night() -> None:
    lived = [linkage.live(number) for number in range(WORLDS)]
    if connection.vendor != "sqlite":
        row_order.shuffle()
    found = linkage.measure(lived)
    assert found["no better than chance"], found
