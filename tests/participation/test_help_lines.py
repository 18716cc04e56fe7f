"""A help line is data with a day and an owner; one that is too old, or of nobody, fails."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.conftest import NOW, TODAY
from weerklank.config.content import loading
from weerklank.moderation.queries import duties
from weerklank.participation.models import HelpLine
from weerklank.participation.queries import child, help_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> HelpLine:
    return HelpLine.objects.create(
        slug="lijn", name="Lijn", for_whom="iedereen", phone="0800-1", source_url="https://voorbeeld.nl/",
        checked_on=date(2026, 1, 1), owner="Coalitie",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "owner", "fine"),
    [(0, "Coalitie", True), (180, "Coalitie", True), (181, "Coalitie", False), (1, " ", False)],
)
def test_half_a_year_and_a_name(days: int, owner: str, fine: bool, line: HelpLine) -> None:
    line.owner = owner
    assert help_lines.standing(line, date(2026, 1, 1) + timedelta(days=days)).is_fine == fine


def test_the_lines_that_come_with_it_have_an_owner_and_are_young_enough() -> None:
    loading.load(now=NOW)
    assert [one.problem for one in help_lines.all_standing(TODAY) if one.problem] == []


def test_the_command_fails_when_a_line_is_too_old_and_says_which(line: HelpLine, capsys) -> None:
    HelpLine.objects.update(checked_on=timezone.localdate() - timedelta(days=181))
    with pytest.raises(CommandError) as failed:
        call_command("helplines")
    assert str(failed.value) == "Kijk na en bevestig met --checked: lijn."
    call_command("helplines", "--checked", "lijn", "--owner", "Bureau")
    line.refresh_from_db()
    assert (line.checked_on, line.owner) == (timezone.localdate(), "Bureau")


def test_the_command_fails_where_there_is_no_line_at_all() -> None:
    with pytest.raises(CommandError):
        call_command("helplines")


def test_a_line_that_is_not_there_cannot_be_checked(line: HelpLine) -> None:
    with pytest.raises(CommandError) as failed:
        call_command("helplines", "--checked", "anders")
    assert "Wel: lijn." in str(failed.value)


def test_an_organiser_hears_a_month_before(line: HelpLine, cast) -> None:
    due = line.checked_on + timedelta(days=180)
    assert duties(cast.organiser, due - timedelta(days=31)) == []
    assert [duty.label for duty in duties(cast.organiser, due - timedelta(days=30))] == ["Hulplijnen nakijken"]
    assert duties(cast.outsider, due) == []


@pytest.mark.parametrize("part", [*child.PARTS])
def test_every_part_of_the_kingdom_has_a_checked_line_or_says_that_it_has_none(part: str, client) -> None:
    loading.load(now=NOW)
    page = client.get(f"/hulp/?deel={part}").content.decode()
    known = child.help_lines(part, "nl")
    assert ("Voor dit eiland hebben we nog geen nummer" in page) == (not known)
    assert {"NL-Europe": "0800-0432", "BON": "918", "EUX": "918", "SAB": "918"}.get(part, "") in page
