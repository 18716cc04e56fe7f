"""A table round of which the whole length has no connection: a tablet and a phone write, and afterwards all is there once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from random import Random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from tests.advices.devices import SEATS, YOUNG, session
from tests.advices.devices import Device as Writer
from tests.conftest import Cast
from tests.journeys.browsing import PHONE
from tests.journeys.wire import Wire
from weerklank.advices.at_table import actions, operations
from weerklank.advices.at_table.guessing import GUESSES
from weerklank.advices.at_table.merging import merge
from weerklank.advices.models import Advice, ReadBack, TableOperation, TableRecord
from weerklank.editions.models import ThemeTable

pytestmark = pytest.mark.django_db(transaction=True)
TABLET = (1024, 768)
SCREENS = ("mijn", "gezegd", "notities", "advies", "terug")
FACTS = """() => ({ headings: document.querySelectorAll('h1').length,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth })"""


class Device:
    """A tablet or a phone at the table, on a line of its own that can be cut."""

    def __init__(self, browser: Browser, server: str, size: tuple[int, int], *, dark: bool) -> None:
        self.wire = Wire(server)
        self.context = browser.new_context(
            base_url=self.wire.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            locale="nl",
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def opens(self, made: actions.NewKey, who: str) -> None:
        self.page.goto(f"/tafel/?code={made.key.code}")
        self.page.get_by_label("PIN").fill(made.pin)
        self.page.get_by_label("Hoe noemen we jou hier?").fill(who)
        self.page.get_by_role("button", name="Open de tafel").click()
        self.page.wait_for_selector("html[data-ready]")

    def loses_connection(self) -> None:
        self.wire.cut()
        self.context.set_offline(True)

    def has_connection(self) -> None:
        self.wire.mend()
        self.context.set_offline(False)

    def goes(self, screen: str) -> None:
        self.page.goto(f"/tafel/{screen}/")

    def says(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    def waits(self, words: str) -> None:
        expect(self.page.locator("#tafel-stand")).to_contain_text(words)

    def notes(self, words: str, section: str, voice: str) -> None:
        self.page.get_by_role("radio", name=section, exact=True).check()
        self.page.get_by_role("radio", name=voice, exact=True).check()
        self.page.get_by_label("Wat werd er gezegd?").first.fill(words)
        self.page.get_by_role("button", name="Zet erbij").click()
        expect(self.page.locator("[data-live=notes]")).to_contain_text(words)

    def draft(self, title: str) -> Locator:
        return self.page.locator("[data-thing]").filter(has=self.page.get_by_role("heading", name=title, exact=True))

    def examine(self) -> None:
        facts = self.page.evaluate(FACTS)
        found = Axe().run(self.page).response["violations"]
        self.faults += [f"{self.page.url}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in found]
        if facts["headings"] != 1 or facts["sideways"] > 0:
            self.faults.append(f"{self.page.url}: {facts}")

    def closes(self) -> None:
        self.context.close()
        self.wire.close()


@pytest.fixture
def made(table: ThemeTable, cast: Cast) -> actions.NewKey:
    """The code of today, and an advice on which both devices go on."""
    GUESSES.empties()
    now = timezone.now()
    writer = Writer(Random(7))
    begun = writer.puts("advice", fields={"title": "Begonnen", "text": "Een stille plek."})
    writer.puts("part", advice=begun.data["id"], fields={"text": "Een kamer."})
    actions.keep(table_id=table.pk, operations=writer.made)
    return actions.make_key(table_id=table.pk, day=timezone.localdate(now), by=cast.organiser, now=now)


@pytest.fixture
def devices(live_server: Any, chromium: Browser) -> Iterator[tuple[Device, Device]]:
    both = (
        Device(chromium, live_server.url, TABLET, dark=False),
        Device(chromium, live_server.url, PHONE, dark=True),
    )
    yield both
    for device in both:
        device.closes()


def test_a_whole_round_without_a_connection_on_two_devices(
    devices: tuple[Device, Device], made: actions.NewKey, table: ThemeTable
) -> None:
    tablet, phone = devices
    tablet.opens(made, "reisleider")
    phone.opens(made, "helper")
    for device in devices:
        device.loses_connection()

    tablet.goes("gezegd")
    tablet.page.get_by_label("Wat verwachten de volwassenen").fill("Ze willen een zwembad.")
    tablet.page.get_by_role("button", name="Bewaar wat zij verwachten").click()
    tablet.waits("Nog niet verstuurd: 1.")
    for device, voice in ((tablet, "Kind"), (phone, "Volwassene")):
        device.goes("notities")
        device.notes(f"Van de {voice.lower()} aan het woord", "Kansen", voice)
    tablet.goes("advies")
    for device, title in ((tablet, "Stilte"), (phone, "Rust")):
        device.goes("advies")
        begun = device.draft("Begonnen")
        begun.get_by_label("Titel").fill(title)
        begun.get_by_role("button", name="Bewaar het advies").click()
        expect(device.draft(title)).to_be_visible()

    _writes_and_reads_back(tablet, table)
    for device in devices:
        for screen in SCREENS:
            device.goes(screen)
            device.examine()
    tablet.waits(f"Nog niet verstuurd: {tablet.page.evaluate('weerklankStore.waiting().then((all) => all.length)')}.")
    phone.waits("Nog niet verstuurd: 2.")
    assert TableOperation.objects.count() == 2

    for device in devices:
        device.has_connection()
        device.waits("Alles is verstuurd.")
    _both_are_kept(tablet, phone)
    record = TableRecord.objects.get()
    assert record.adult_expected_before == "Ze willen een zwembad."
    assert sorted(record.chances.splitlines()) == [
        "Kind: Van de kind aan het woord", "Volwassene: Van de volwassene aan het woord",
    ]  # fmt: skip
    read = Advice.objects.get(title="Een bank")
    assert list(read.parts.values_list("text", flat=True)) == ["Een bank op elk plein."]
    assert ReadBack.objects.filter(advice=read).count() == 5
    assert ReadBack.objects.get(agrees=False).dissent == "Liever twee banken"

    _comes_to_the_same(phone.page)
    phone.goes("klaar")
    phone.examine()
    phone.page.get_by_role("button", name="Klaar, wis dit apparaat").click()
    phone.page.wait_for_url("**/tafel/")
    left = phone.page.evaluate("Promise.all([indexedDB.databases(), caches.keys()])")
    assert left == [[], []]
    phone.examine()
    assert [fault for device in devices for fault in device.faults] == []


def _writes_and_reads_back(tablet: Device, table: ThemeTable) -> None:
    """A second advice from its title to the last adult, all without a connection."""
    tablet.page.get_by_label("Hoe heet het nieuwe advies?").fill("Een bank")
    tablet.page.get_by_role("button", name="Begin een advies").click()
    bank = tablet.draft("Een bank")
    bank.get_by_label("Wat vragen we?").fill("Banken op het plein.")
    bank.get_by_role("button", name="Bewaar het advies").click()
    bank.get_by_label("Nieuw onderdeel").fill("Een bank op elk plein.")
    bank.get_by_role("button", name="Zet dit onderdeel erbij").click()
    expect(bank.locator("[data-slot=parts]")).to_contain_text("Een bank op elk plein.")
    _what_is_typed_stays(tablet)
    tablet.goes("terug")
    bank = tablet.draft("Een bank")
    bank.get_by_role("button", name="Begin met teruglezen").click()
    adult = bank.locator("[data-young='0']").first
    expect(adult.get_by_role("button")).to_have_count(0)
    seats = sorted(table.seats.all(), key=lambda seat: not seat.is_young)
    first, *rest = seats
    row = bank.locator(f"[data-seat='{first.pk}']")
    row.locator("summary").click()
    row.get_by_label("anders?").fill("Liever twee banken")
    row.get_by_role("button", name="Bewaar wat").click()
    expect(row).to_contain_text("Zei: dit bedoelden we niet. Liever twee banken")
    for seat in rest:
        row = bank.locator(f"[data-seat='{seat.pk}']")
        row.get_by_role("button", name="dit bedoelden we", exact=False).first.click()
        expect(row.locator("[data-slot=said]")).to_have_text("Zei: dit bedoelden we.")
    tablet.goes("advies")
    expect(tablet.draft("Een bank").get_by_label("Titel")).to_have_count(1)
    expect(tablet.draft("Een bank").get_by_label("Titel")).to_be_hidden()


def _what_is_typed_stays(tablet: Device) -> None:
    """Words that nobody kept yet outlive another screen and a reload, and are gone when they are kept."""
    tablet.draft("Een bank").get_by_label("Waarom?").fill("Nu zit iedereen op de grond.")
    tablet.goes("notities")
    tablet.waits("Getypt en nog niet bewaard: 1 tekst.")
    tablet.goes("advies")
    tablet.page.reload()
    bank = tablet.draft("Een bank")
    expect(bank.get_by_label("Waarom?")).to_have_value("Nu zit iedereen op de grond.")
    bank.get_by_role("button", name="Bewaar het advies").click()
    expect(tablet.page.locator("#tafel-stand")).not_to_contain_text("nog niet bewaard")
    expect(bank.locator("[data-slot=asked]").first).to_contain_text("Nu zit iedereen op de grond.")


def _both_are_kept(tablet: Device, phone: Device) -> None:
    """Each title stands on both devices until somebody chooses; every note is there once."""
    for device in (tablet, phone):
        device.goes("advies")
        for title in ("Stilte", "Rust"):
            expect(device.page.locator(".turn [data-slot=value]").filter(has_text=title)).to_have_count(1)
        device.goes("notities")
        for voice in ("kind", "volwassene"):
            expect(device.page.locator(".list-title").filter(has_text=f"Van de {voice} aan")).to_have_count(1)
    phone.goes("advies")
    phone.examine()
    choice = phone.page.locator("[data-version]").filter(has_text="Rust")
    choice.get_by_role("button", name="Kies deze").click()
    expect(phone.page.locator("[data-version]")).to_have_count(0)
    phone.waits("Alles is verstuurd.")
    expect(phone.page.get_by_role("heading", name="Rust", exact=True)).to_be_visible()
    assert sorted(Advice.objects.values_list("title", flat=True)) == ["Een bank", "Rust"]


def _comes_to_the_same(page: Page) -> None:
    """The script on a device and the programme on the server merge alike, session after session."""
    told = [[one for device in session(seed, 25) for one in device.made] for seed in range(40)]
    seats = [{"id": seat, "young": seat in YOUNG} for seat in SEATS]
    merged = page.evaluate(
        "([sessions, seats]) => sessions.map((one) => JSON.stringify(weerklankTable.merge(one, seats)))",
        [[[operations.as_data(one) for one in written] for written in told], seats],
    )
    for written, on_device in zip(told, merged, strict=True):
        state = asdict(merge(written, seats=SEATS, young=YOUNG))
        here = json.loads(json.dumps(state | {"known": sorted(state["known"])}))
        assert json.loads(on_device) == here
