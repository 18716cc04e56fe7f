"""What waits is due on one day, wherever it is read; and a letter leads to where this site is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings

from tests.answers.conftest import Asked
from tests.conftest import NOW, TODAY, Cast
from weerklank.answers.actions import judging
from weerklank.answers.models import Answer
from weerklank.answers.queries import passing_on, work
from weerklank.answers.queries.chasing import chases

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [27, 29])
def test_an_explanation_is_due_on_the_same_day_in_every_list(
    published: Answer, asked: Asked, cast: Cast, days: int
) -> None:
    judging.judge_by_panel(
        answer_id=published.pk, value="not_answered", text="Er staat niet wie beslist.", by=cast.panel_member, now=NOW
    )
    asked.addressee.refresh_from_db()
    today, day = TODAY + timedelta(days=days), TODAY + timedelta(days=28)
    (left, late), *_ = [row for row in passing_on.left_open(asked.addressee.edition, today).questions if row[0].lead]
    (chased,) = [row for row in chases(asked.addressee.edition, today) if row.what == "uitleg"]
    stock = work.stock_row(asked.addressee, today)
    assert {left.next_day, chased.due, stock.due} == {day}
    assert {late, stock.overdue} == {max(0, days - 28)}


def test_a_letter_leads_to_the_address_at_which_it_is_read_until_a_setting_says_otherwise(
    asked: Asked, cast: Cast
) -> None:
    edition = asked.addressee.edition
    asked.advice.addressees.update(due_on=TODAY + timedelta(days=5))
    where = f"/werk/najagen/{edition.slug}/{asked.addressee.organisation.slug}/"
    page = cast.client("organiser").get(where).content.decode()
    assert f"http://testserver/adviezen/{asked.advice.number}/" in page
    assert ("127.0.0.1" in page, "WEERKLANK_SITE" in page) == (False, True)
    with override_settings(SITE="https://weerklank.example"):
        page = cast.client("organiser").get(where).content.decode()
    assert f"https://weerklank.example/adviezen/{asked.advice.number}/" in page
