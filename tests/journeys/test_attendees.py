"""The door on the day: two devices without a connection, and afterwards everybody is in once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Cast
from tests.editions.gathered import people
from tests.journeys.browsing import PHONE
from tests.journeys.conftest import PASSWORD
from tests.journeys.wire import Wire
from weerklank.editions.door_codes import code_of
from weerklank.editions.models import Attendee, DayRegistration, DoorPress, Edition

pytestmark = pytest.mark.django_db(transaction=True)
DOOR = "/werk/edities/demonstratie/deelnemers/deur/"


class Device:
    """A phone at the door, on a line of its own that can be cut."""

    def __init__(self, browser: Browser, server: str, email: str) -> None:
        self.wire = Wire(server)
        self.context = browser.new_context(
            base_url=self.wire.url, viewport={"width": PHONE[0], "height": PHONE[1]}, locale="nl"
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.page.goto("/werk/aanmelden/")
        self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name="Aanmelden").click()
        self.page.goto(DOOR)
        self.page.wait_for_selector("#deur[data-ready]")
        self.page.evaluate("async () => (await navigator.serviceWorker.ready).active.state")

    def loses_connection(self) -> None:
        self.wire.cut()
        self.context.set_offline(True)

    def has_connection(self) -> None:
        self.wire.mend()
        self.context.set_offline(False)

    def types(self, words: str) -> None:
        """As a scanner does: the code, and Enter."""
        self.page.locator("#deur-zoek").fill(words)
        self.page.locator("#deur-zoek").press("Enter")

    def says(self, words: str) -> None:
        expect(self.page.locator("#deur")).to_contain_text(words)

    def closes(self) -> None:
        self.context.close()
        self.wire.close()


@pytest.fixture
def coming(edition: Edition) -> list[Attendee]:
    """Three people with a place, on a day that is today."""
    today = timezone.localdate()
    Edition.objects.filter(pk=edition.pk).update(date=today)
    registration = DayRegistration.objects.create(
        edition=edition, opens_on=today - timedelta(days=9), closes_on=today, reach="dag@voorbeeld.example"
    )
    registration.places.create(role="ministry", places=3)
    return [
        people(registration, "ministry", 1, state="confirmed", name=f"{name} Geheim", email="geheim@b.example")[0]
        for name in ("Zoë", "Sem", "Noor")
    ]


@pytest.fixture
def devices(live_server: Any, chromium: Browser, cast: Cast, coming: list[Attendee]) -> Iterator[tuple[Device, Device]]:
    both = tuple(Device(chromium, live_server.url, cast.organiser.email) for _ in range(2))
    yield both
    for device in both:
        device.closes()


def test_two_devices_without_a_connection_count_everybody_once(
    devices: tuple[Device, Device], coming: list[Attendee]
) -> None:
    one, other = devices
    zoe, sem, _noor = coming
    assert [fault["id"] for fault in Axe().run(one.page).response["violations"]] == []
    for device in devices:
        device.loses_connection()
    # both see the same person; the second also somebody else, one by a name without its dots
    one.types(code_of(zoe.pk))
    one.says("Zoë is binnen.")
    other.types("zoe")
    other.says("Zoë is binnen.")
    other.types(code_of(sem.pk).lower())
    other.says("ministerie 2 van 3. 2 keer nog niet verstuurd.")
    # the page opens again without a connection, with what was pressed
    other.page.reload()
    other.says("ministerie 2 van 3. 2 keer nog niet verstuurd.")
    assert Attendee.objects.filter(state="checked_in").count() == 0
    for device in devices:
        device.has_connection()
        device.page.evaluate("() => window.dispatchEvent(new Event('online'))")
        device.says("Alles is verstuurd.")
    assert sorted(Attendee.objects.filter(state="checked_in").values_list("name", flat=True)) == [
        "Sem Geheim",
        "Zoë Geheim",
    ]
    assert DoorPress.objects.count() == 3
    # what a device holds has no last name and no address; and it goes when it is told to go
    kept = other.page.evaluate("() => JSON.stringify(localStorage)")
    assert ("Sem" in kept, "Geheim" in kept, "geheim@b.example" in kept) == (True, False, False)
    other.page.get_by_role("button", name="Alles van dit apparaat wissen").click()
    other.says("Op dit apparaat staat nu niets.")
    other.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    left = "async () => [Object.keys(localStorage).length, (await caches.keys()).length]"
    assert other.page.evaluate(left) == [0, 0]
