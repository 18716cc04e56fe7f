"""One screen for a whole class: nothing of one child is left for the next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visitor
from tests.journeys.child import Child
from tests.journeys.conftest import People
from weerklank.participation.models import Consultation, Contribution, EntryMode, EntryPoint, Statement

WORDS = "kanariewoord van het eerste kind"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def code(entry_point: EntryPoint, consultation: Consultation, statements: list[Statement]) -> str:
    """The code of one screen that stands before the class today."""
    today = timezone.localdate()
    Consultation.objects.filter(pk=consultation.pk).update(opens_on=today, closes_on=None)
    EntryPoint.objects.filter(pk=entry_point.pk).update(
        valid_from=today, valid_to=today + timedelta(days=30), mode=EntryMode.SHARED_DEVICE
    )
    return str(entry_point.code)


def left_behind(visitor: Visitor) -> dict[str, list[str]]:
    """Everything that stays in a browser: cookies, storage of every kind, kept pages and workers."""
    stored: dict[str, list[str]] = visitor.page.evaluate(
        "async () => ({ local: Object.keys(localStorage), session: Object.keys(sessionStorage),"
        " caches: await caches.keys(), databases: (await indexedDB.databases()).map(one => one.name),"
        " workers: (await navigator.serviceWorker.getRegistrations()).map(one => one.scope),"
        " fields: Array.from(document.querySelectorAll('textarea, input:not([type=hidden])'))"
        ".map(one => one.type === 'checkbox' || one.type === 'radio' ? String(one.checked) : one.value)"
        ".filter(value => value !== '' && value !== 'false') })"
    )
    return (
        {"cookies": visitor.cookies()} | {name: one for name, one in stored.items() if one}
        if any(stored.values()) or visitor.cookies()
        else {}
    )


def pages_back(page: Page) -> list[str]:
    """What the back button shows, as far as it goes within this site."""
    seen = []
    for _ in range(6):
        before = page.url
        page.go_back()
        if page.url in (before, "about:blank"):
            break
        page.wait_for_load_state("load")
        seen.append(
            page.locator("body").inner_text()
            + page.evaluate(
                "() => Array.from(document.querySelectorAll('textarea, input')).map(one => one.value).join(' ')"
            )
        )
    return seen


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_one_press_and_the_next_child_starts_clean(people: People, code: str, scripts: bool) -> None:
    child = Child(people.arrives(scripts=scripts))
    child.begins(code)
    child.writes(WORDS)
    child.votes("Eens", "Oneens", "Eens")
    pictures = child.pictures()
    child.presses("Klaar. Volgende kind")
    assert (child.visitor.path, child.visitor.cookies()) == (f"/doe-mee/{code}/", [])
    if scripts:
        assert left_behind(child.visitor) == {}
        texts = pages_back(child.visitor.page)
        assert [text for text in texts if WORDS in text or ", ".join(pictures) in text] == []
    child.visitor.open(f"/doe-mee/{code}/klaar/").reads("Dit scherm is leeg. Wie nu komt, kan beginnen.")
    assert people.faults() == []


def test_ninety_seconds_without_a_touch_make_the_screen_clean(people: People, code: str) -> None:
    visitor = people.arrives()
    visitor.page.clock.install()
    child = Child(visitor)
    child.begins(code)
    page = visitor.page
    page.get_by_label("Wat vind jij?").fill(WORDS)
    page.clock.run_for(69_000)
    expect(page.locator("#stil")).to_be_hidden()
    page.clock.run_for(3_000)
    expect(page.get_by_role("alert")).to_contain_text("Ben je er nog? Over 20 tellen maken we dit scherm leeg")
    visitor.examine()
    # any touch keeps the words
    page.get_by_role("button", name="Ik ben er nog").click()
    expect(page.locator("#stil")).to_be_hidden()
    page.clock.run_for(80_000)
    page.mouse.move(10, 10)
    page.locator("h1").click()
    page.clock.run_for(80_000)
    expect(page.get_by_label("Wat vind jij?")).to_have_value(WORDS)
    with page.expect_navigation():
        page.clock.run_for(12_000)
    assert (visitor.path, visitor.cookies()) == (f"/doe-mee/{code}/", [])
    assert left_behind(visitor) == {}
    assert [text for text in pages_back(page) if WORDS in text] == []
    assert Contribution.objects.count() == 0
    assert people.faults() == []


def test_without_a_connection_the_screen_is_emptied_and_waits(people: People, code: str) -> None:
    visitor = people.arrives()
    visitor.page.clock.install()
    Child(visitor).begins(code)
    page = visitor.page
    page.get_by_label("Wat vind jij?").fill(WORDS)
    visitor.context.set_offline(True)
    page.clock.run_for(92_000)
    expect(page.get_by_role("alert")).to_contain_text("Er is nu geen verbinding. Even wachten.")
    assert (WORDS in page.locator("body").inner_text(), page.locator("textarea").input_value()) == (False, "")
    visitor.context.set_offline(False)
    with page.expect_navigation():
        page.clock.run_for(6_000)
    assert (visitor.path, visitor.cookies()) == (f"/doe-mee/{code}/", [])
    assert Axe().run(page).response["violations"] == []


def test_a_refused_idea_cannot_be_sent_again_by_reloading(people: People, code: str) -> None:
    visitor = people.arrives()
    child = Child(visitor)
    child.begins(code)
    child.writes("Mijn nummer is 111222333.", status=422)
    visitor.page.reload()
    assert "111222333" not in visitor.page.content()
    assert visitor.page.locator("textarea").input_value() == ""


def test_back_after_stopping_is_where_the_next_child_begins(people: People, code: str) -> None:
    visitor = people.arrives()
    child = Child(visitor)
    child.begins(code)
    page = visitor.page
    page.get_by_label("Wat vind jij?").fill(WORDS)
    child.presses("Stop")
    # nothing stays behind on a screen of everybody: who leafs back instead of answering finds an empty box
    page.go_back()
    expect(page.get_by_label("Wat vind jij?")).to_have_value("")
    page.get_by_label("Wat vind jij?").fill(WORDS)
    child.presses("Stop")
    child.presses("Nee, ga verder")
    expect(page.get_by_label("Wat vind jij?")).to_have_value(WORDS)
    child.presses("Stop")
    child.presses("Ja, stop")
    page.go_back()
    page.go_back()
    visitor.reads("Dit scherm is leeg. Wie nu komt, kan beginnen.")
    expect(page.get_by_role("button", name="Begin", exact=True)).to_be_visible()
    assert (page.get_by_role("alert").count(), page.locator("textarea").count()) == (0, 0)
    assert [text for text in pages_back(page) if WORDS in text] == []
    assert people.faults() == []
