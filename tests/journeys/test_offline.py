"""A phone on a train: the steps go on without a connection, and what was written is sent once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.browsing import PHONE
from tests.journeys.chromium import arguments, path_of_chromium
from tests.journeys.wire import Wire
from weerklank.participation.models import Consultation, Contribution, EntryPoint, SpentEntry, Statement, Vote

IDEA = "De trein moet op tijd rijden voor iedereen."
UNSENT = "Nog niet verstuurd."

pytestmark = pytest.mark.django_db(transaction=True)


class Phone:
    """A browser with a profile of its own, which survives being closed."""

    def __init__(self, browser: Browser, wire: Wire, home: Path) -> None:
        self.browser, self.wire, self.base, self.home = browser, wire, wire.url, home
        self.context: BrowserContext | None = None
        self.opens()

    def opens(self) -> Page:
        self.context = self.browser.browser_type.launch_persistent_context(
            self.home,
            executable_path=path_of_chromium(),
            args=arguments(),
            viewport={"width": PHONE[0], "height": PHONE[1]},
            base_url=self.base,
            locale="nl",
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.pages[0]
        return self.page

    def closes(self) -> None:
        if self.context:
            self.context.close()
        self.context = None

    def loses_connection(self) -> None:
        assert self.context
        # the browser alone would let through what a new page asks at once
        self.wire.cut()
        self.context.set_offline(True)

    def has_connection(self) -> None:
        assert self.context
        self.wire.mend()
        self.context.set_offline(False)

    def asks(self, code: str) -> None:
        """Opens the question and waits until its steps are kept."""
        self.page.goto(f"/doe-mee/{code}/")
        self.page.wait_for_selector("#onderweg[data-kept]", state="attached")
        self.page.evaluate("async () => (await navigator.serviceWorker.ready).active.state")

    def presses(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).or_(
            self.page.get_by_role("link", name=words, exact=True)
        ).click()

    def writes(self, idea: str) -> None:
        self.page.get_by_label("Wat vind jij?").fill(idea)

    def votes(self, *answers: str) -> None:
        for number, answer in enumerate(answers, start=1):
            expect(self.page.locator("main")).to_contain_text(f"Zin {number} van")
            self.page.get_by_role("radio", name=answer, exact=True).check()
            self.presses("Volgende")

    def says(self, words: str) -> None:
        expect(self.page.locator("#onderweg [role=status]")).to_contain_text(words)

    def keeps(self) -> list[str]:
        """Everything that this site left on the device, cookies aside."""
        kept: list[str] = self.page.evaluate(
            "async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),"
            " ...(await indexedDB.databases()).map(one => one.name)]"
        )
        return sorted(kept)


@pytest.fixture
def code(entry_point: EntryPoint, consultation: Consultation, statements: list[Statement]) -> str:
    """A class code that is open today."""
    today = timezone.localdate()
    Consultation.objects.filter(pk=consultation.pk).update(opens_on=today, closes_on=None)
    EntryPoint.objects.filter(pk=entry_point.pk).update(valid_from=today, valid_to=today + timedelta(days=30))
    return str(entry_point.code)


@pytest.fixture
def phone(live_server: Any, chromium: Browser, tmp_path: Path, code: str) -> Iterator[Phone]:
    wire = Wire(live_server.url)
    phone = Phone(chromium, wire, tmp_path / "profile")
    yield phone
    phone.closes()
    wire.close()


def test_written_in_a_tunnel_closed_opened_again_and_sent_it_is_one_row(phone: Phone, code: str) -> None:
    phone.asks(code)
    phone.presses("Begin")
    expect(phone.page).to_have_url(f"{phone.base}/doe-mee/{code}/idee/")
    phone.loses_connection()
    phone.writes(IDEA)
    phone.presses("Verstuur")
    phone.says(UNSENT)
    phone.votes("Eens", "Oneens", "Weet ik niet")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Klaar met schrijven")
    assert Contribution.objects.count() == 0

    phone.closes()
    phone.opens()
    phone.has_connection()
    phone.page.goto(f"/doe-mee/{code}/")
    phone.says("Verstuurd.")
    expect(phone.page.get_by_role("link", name="Laat mijn plaatjes zien")).to_be_visible()
    assert list(Contribution.objects.values_list("original", flat=True)) == [IDEA]
    assert sorted(Vote.objects.values_list("value", flat=True)) == ["agree", "disagree", "pass"]
    assert SpentEntry.objects.count() == 1
    assert [one for one in phone.keeps() if one != "wk-steps" and not one.startswith("wk-BCD")] == []
    assert phone.page.evaluate("Object.keys(localStorage)") == []

    phone.presses("Laat mijn plaatjes zien")
    expect(phone.page.locator("ol.pictures li")).to_have_count(8)
    phone.presses("Ik ben klaar. Maak dit apparaat leeg")
    expect(phone.page).to_have_url(f"{phone.base}/doe-mee/{code}/")


def test_in_airplane_mode_the_browser_is_closed_twice_and_what_was_written_is_one_row(phone: Phone, code: str) -> None:
    """Written with a connection, and the browser that is opened again has none yet."""
    phone.asks(code)
    phone.presses("Begin")
    phone.writes(IDEA)
    phone.loses_connection()
    phone.closes()

    phone.opens()
    phone.loses_connection()
    phone.page.goto(f"/doe-mee/{code}/idee/")
    expect(phone.page.get_by_label("Wat vind jij?")).to_have_value(IDEA)
    phone.presses("Verstuur")
    phone.says(UNSENT)
    phone.votes("Eens")
    phone.closes()
    assert (Contribution.objects.count(), Vote.objects.count()) == (0, 0)

    phone.opens()
    phone.has_connection()
    phone.page.goto(f"/doe-mee/{code}/")
    phone.says("Verstuurd.")
    phone.page.reload()
    assert list(Contribution.objects.values_list("original", flat=True)) == [IDEA]
    assert (Vote.objects.count(), SpentEntry.objects.count()) == (1, 1)
    assert phone.page.evaluate("Object.keys(localStorage)") == []


def test_the_whole_round_works_without_a_connection_once_the_question_was_opened(phone: Phone, code: str) -> None:
    phone.asks(code)
    phone.loses_connection()
    phone.presses("Begin")
    phone.writes(IDEA)
    phone.presses("Verstuur")
    phone.votes("Eens", "Eens", "Eens")
    phone.says(UNSENT)
    # a press that cannot be sent says so
    phone.presses("Verstuur nu")
    phone.says("Er is nog geen verbinding. We bewaren het.")
    phone.page.go_back()
    expect(phone.page.get_by_role("radio", name="Eens", exact=True)).to_be_checked()
    phone.page.go_forward()
    phone.has_connection()
    expect(phone.page.locator("ol.pictures li")).to_have_count(8)
    assert (Contribution.objects.count(), Vote.objects.count(), SpentEntry.objects.count()) == (1, 3, 1)


def test_help_stands_open_beside_an_idea_that_nobody_can_read_yet(phone: Phone, code: str, help_lines: None) -> None:
    phone.asks(code)
    phone.loses_connection()
    phone.presses("Begin")
    help_now = phone.page.locator("#onderweg details")
    expect(help_now).to_be_hidden()
    phone.writes(IDEA)
    phone.presses("Verstuur")
    phone.says(UNSENT)
    expect(help_now.get_by_role("link", name="0800-0432")).to_be_visible()
    phone.votes("Eens")
    # at the next sentences it is one press away, and stands in nobody's way
    expect(help_now.get_by_role("link", name="0800-0432")).to_be_hidden()
    phone.has_connection()
    phone.says("Verstuurd.")
    expect(help_now).to_be_hidden()


def test_three_presses_and_two_reconnects_are_one_row(phone: Phone, code: str) -> None:
    phone.asks(code)
    phone.presses("Begin")
    phone.loses_connection()
    phone.writes(IDEA)
    phone.presses("Verstuur")
    phone.says(UNSENT)
    phone.page.go_back()
    expect(phone.page.get_by_label("Wat vind jij?")).to_have_value(IDEA)
    phone.presses("Verstuur")
    for _ in range(2):
        phone.has_connection()
        phone.presses("Verstuur nu") if phone.page.get_by_role("button", name="Verstuur nu").is_visible() else None
        phone.says("Verstuurd.")
        phone.loses_connection()
    phone.has_connection()
    assert list(Contribution.objects.values_list("original", flat=True)) == [IDEA]


def test_text_that_was_only_typed_is_there_again_and_waits_for_the_child(phone: Phone, code: str) -> None:
    phone.asks(code)
    phone.presses("Begin")
    phone.writes(IDEA)
    phone.closes()
    phone.opens()
    phone.page.goto(f"/doe-mee/{code}/")
    phone.says("Nog niet verstuurd: er staat nog een tekst van jou op dit apparaat.")
    phone.presses("Begin")
    expect(phone.page.get_by_label("Wat vind jij?")).to_have_value(IDEA)
    assert Contribution.objects.count() == 0
    phone.presses("Verstuur")
    phone.votes("Eens", "Eens", "Eens")
    assert (Contribution.objects.count(), SpentEntry.objects.count()) == (1, 1)
    assert phone.page.evaluate("Object.keys(localStorage)") == []


def test_a_text_is_thrown_away_after_a_question_of_its_own(phone: Phone, code: str) -> None:
    phone.asks(code)
    phone.presses("Begin")
    phone.writes(IDEA)
    phone.page.goto(f"/doe-mee/{code}/")
    phone.says("er staat nog een tekst van jou op dit apparaat.")
    # whoever presses twice at the same spot presses no yes
    phone.page.get_by_role("button", name="Gooi het weg", exact=True).dblclick()
    question = phone.page.get_by_text("Wil je weggooien wat je schreef en koos?")
    expect(question).to_be_focused()
    phone.presses("Nee, bewaar het")
    expect(question).to_be_hidden()
    expect(phone.page.get_by_role("button", name="Gooi het weg", exact=True)).to_be_focused()
    phone.presses("Gooi het weg")
    # anything else is a no as well
    phone.page.get_by_role("heading", level=1).click()
    expect(question).to_be_hidden()
    assert phone.page.evaluate("localStorage.length") == 1
    phone.presses("Gooi het weg")
    phone.presses("Ja, gooi het weg")
    phone.says("Weggegooid.")
    expect(phone.page.locator("#onderweg [role=status]")).to_be_focused()
    assert phone.page.evaluate("Object.keys(localStorage)") == []


def test_nothing_is_kept_before_the_first_word_and_nothing_after_leaving(phone: Phone, code: str) -> None:
    phone.asks(code)
    assert phone.context and phone.context.cookies() == []
    assert phone.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    phone.presses("Begin")
    phone.writes(IDEA)
    assert phone.page.evaluate("localStorage.length") == 1
    phone.presses("Stop")
    phone.presses("Nee, ga verder")
    expect(phone.page.get_by_label("Wat vind jij?")).to_have_value(IDEA)
    phone.presses("Stop")
    phone.presses("Ja, stop")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Je bent gestopt")
    assert (phone.keeps(), phone.context.cookies()) == ([], [])


def test_away_now_wipes_the_draft_also_without_a_connection(phone: Phone, code: str) -> None:
    phone.asks(code)
    phone.presses("Begin")
    phone.writes(IDEA)
    phone.loses_connection()
    phone.page.get_by_role("link", name="Nu weg").click()
    phone.page.wait_for_url(f"{phone.base}/doe-mee/weg/")
    # no page of the browser about a connection, and none of ours
    assert (phone.page.title(), phone.page.inner_text("body")) == ("-", "")
    phone.has_connection()
    phone.page.goto("/hulp/")
    assert phone.keeps() == []


def test_stopping_without_a_connection_leaves_nothing(phone: Phone, code: str) -> None:
    phone.asks(code)
    phone.presses("Begin")
    phone.loses_connection()
    phone.writes(IDEA)
    phone.presses("Verstuur")
    phone.says(UNSENT)
    phone.presses("Stop")
    phone.presses("Nee, ga verder")
    expect(phone.page.locator("main")).to_contain_text("Zin 1 van 3")
    phone.presses("Stop")
    phone.presses("Ja, stop")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Je bent gestopt")
    assert phone.keeps() == []
    phone.has_connection()
    phone.page.goto(f"/doe-mee/{code}/")
    expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
    assert Contribution.objects.count() == 0


def test_every_step_without_a_connection_is_accessible(phone: Phone, code: str) -> None:
    phone.asks(code)
    phone.loses_connection()
    phone.presses("Begin")
    found = [*faults(phone.page)]
    phone.presses("Verstuur")
    expect(phone.page.get_by_role("alert")).to_contain_text("Er staat nog niets.")
    expect(phone.page.get_by_label("Wat vind jij?")).to_be_focused()
    found += faults(phone.page)
    phone.writes(IDEA)
    phone.presses("Verstuur")
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    phone.says(UNSENT)
    found += faults(phone.page)
    phone.votes("Eens", "Eens", "Eens")
    found += faults(phone.page)
    phone.presses("Stop")
    found += faults(phone.page)
    assert found == []


def faults(page: Page) -> list[str]:
    """What axe says of the page as it stands now, and whether it scrolls sideways or has other than one heading."""
    said = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in Axe().run(page).response["violations"]]
    headings = page.locator("h1").count()
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*said, *([f"{headings} h1"] if headings != 1 else []), *(["sideways"] if sideways > 0 else [])]


def test_an_idea_that_cannot_be_stored_comes_back_with_its_sentence(phone: Phone, code: str) -> None:
    phone.asks(code)
    phone.presses("Begin")
    phone.loses_connection()
    phone.writes("Mijn nummer is 111222333.")
    phone.presses("Verstuur")
    phone.votes("Eens", "Eens", "Eens")
    phone.has_connection()
    phone.says("Er staat een nummer in dat op een burgerservicenummer lijkt.")
    assert (Contribution.objects.count(), Vote.objects.count()) == (0, 3)
    phone.presses("Terug naar jouw idee")
    expect(phone.page.get_by_label("Wat vind jij?")).to_have_value("Mijn nummer is 111222333.")
