"""The open link: the script of the page does the work, and an idea comes in when nobody gets in without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.child import Child
from tests.journeys.conftest import People
from weerklank.participation import proof
from weerklank.participation.models import Consultation, Contribution, EntryPoint, SpentProof, Statement
from weerklank.participation.views import open_door

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shut() -> Iterator[None]:
    """Nobody gets in without work."""
    proof.OPEN_DOOR.empties()
    open_door.forgets()
    while proof.OPEN_DOOR.takes_room_without_work(timezone.now()):
        pass
    yield
    proof.OPEN_DOOR.empties()


@pytest.fixture
def slug(consultation: Consultation, statements: list[Statement]) -> str:
    today = timezone.localdate()
    Consultation.objects.filter(pk=consultation.pk).update(opens_on=today, closes_on=None)
    EntryPoint.objects.create(
        consultation=consultation, kind="open", valid_from=today, valid_to=today + timedelta(days=30)
    )
    return str(consultation.slug)


@pytest.mark.usefixtures("shut")
def test_the_script_of_the_page_does_the_work_and_the_idea_comes_in(people: People, slug: str) -> None:
    child = Child(people.arrives())
    child.visitor.open(f"/doe-mee/{slug}/")
    child.presses("Begin")
    child.writes("Zwemles voor iedereen.")
    child.votes("Eens", "Eens", "Eens")
    assert len(child.pictures()) == 8
    assert list(Contribution.objects.values_list("original", flat=True)) == ["Zwemles voor iedereen."]
    assert SpentProof.objects.count() == 1
    assert people.faults() == []


@pytest.mark.usefixtures("shut")
def test_who_has_to_wait_reads_why_and_goes_on_by_itself(people: People, slug: str) -> None:
    visitor = people.arrives()
    page = visitor.page
    visitor.open(f"/doe-mee/{slug}/")
    # what the page knew to work on came to nothing, as on a device that was asleep for two days
    page.locator("input[name=puzzle]").evaluate("field => { field.value += '0'; }")
    said: list[str] = []
    page.on("response", lambda answer: said.append(f"{answer.request.method} {answer.status}"))
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_label("Wat vind jij?")).to_be_visible()
    assert [one for one in said if one in ("POST 429", "POST 302")] == ["POST 429", "POST 302"]
    assert SpentProof.objects.count() == 1


@pytest.mark.usefixtures("shut")
def test_without_scripts_the_page_says_what_can_be_done(people: People, slug: str) -> None:
    visitor = people.arrives(scripts=False)
    visitor.open(f"/doe-mee/{slug}/").press("Begin", status=429)
    assert "Wacht een kwartier en druk dan op de knop." in visitor.words()
    visitor.press("Nog een keer", status=429)
    proof.OPEN_DOOR.empties()
    visitor.press("Nog een keer").reads("Wat vind jij?")
    assert people.faults() == []
