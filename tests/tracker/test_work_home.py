"""The first page of the workspace: what waits, until when, and what one answers for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from tests.conftest import TODAY, Cast
from tests.tracker.limb_rows import asked_in, body, duty
from weerklank.accounts.duties import Duty
from weerklank.editions.models import Edition
from weerklank.tracker.limbs import narrowing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "Had uiterlijk 19 november 2026 gedaan moeten zijn."),
        (0, "Uiterlijk 20 november 2026"),
        (5, "Uiterlijk 25 november 2026"),
    ],
)
def test_what_is_late_is_not_called_due(days: int, words: str) -> None:
    waits = Duty("Toezeggingen", "/werk/toezeggingen/", 1, due=TODAY + timedelta(days=days))
    page = render_to_string("tracker/work_home.html", {"duties": [waits], "today": TODAY})
    assert f'<p class="turn-until">{words}</p>' in page


def test_a_contact_finds_what_its_body_answers_for(cast: Cast) -> None:
    assert 'href="/werk/verantwoordelijk/"' in cast.client("contact").get("/werk/").content.decode()
    assert 'href="/werk/verantwoordelijk/"' not in cast.client("moderator").get("/werk/").content.decode()


def test_only_who_is_named_at_a_limb_can_be_chosen() -> None:
    named, ended = body("jenv", "Ministerie van Justitie"), body("vws")
    body("ocw")
    limb = asked_in(2022)
    duty(limb, named)
    duty(limb, ended, state="ended", valid_to=TODAY)
    assert narrowing.organisations() == [("jenv", "Ministerie van Justitie")]


def test_what_waits_stands_once_and_who_has_a_role_is_not_told_to_ask_for_one(cast: Cast) -> None:
    waits = Duty("Toezeggingen", "/werk/toezeggingen/", 1)
    page = render_to_string("tracker/work_home.html", {"duties": [waits], "roles": ["panellid"], "today": TODAY})
    assert (page.count('href="/werk/toezeggingen/"'), "U heeft nog geen rol" in page) == (1, False)


def test_a_member_of_the_panel_finds_where_to_judge(edition: Edition, cast: Cast) -> None:
    edition.roles.create(account=cast.outsider, role="panel_member")
    page = cast.client("outsider").get("/werk/").content.decode()
    assert ('href="/werk/oordelen/"' in page, "U heeft nog geen rol" in page) == (True, False)
