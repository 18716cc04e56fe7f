"""The eight pictures go home and come back: copied, shared, spoken word by word, scanned. The server learns nothing of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.child import Child
from tests.journeys.conftest import People
from weerklank.participation.models import Consultation, EntryMode, EntryPoint, Statement

pytestmark = pytest.mark.django_db(transaction=True)

# what this browser lacks on a desk, as a phone has it; what is shared or spoken is written down
A_PHONE = """
window.shared = []; window.spoken = [];
navigator.share = (what) => { window.shared.push(what); return Promise.resolve(); };
const voice = { localService: true, lang: "nl-NL", name: "eigen stem" };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [voice], speak: (word) => window.spoken.push(word.text), cancel() {}, addEventListener() {}, speaking: false } });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
window.BarcodeDetector = class { static getSupportedFormats() { return Promise.resolve(["qr_code"]); }
  detect() { return Promise.resolve(window.onCard ? [{ rawValue: window.onCard }] : []); } };
navigator.mediaDevices.getUserMedia = () => {
  const canvas = document.createElement("canvas"); canvas.getContext("2d").fillRect(0, 0, 9, 9);
  return Promise.resolve(window.stream = canvas.captureStream(5));
};
"""


@pytest.fixture
def code(entry_point: EntryPoint, consultation: Consultation, statements: list[Statement]) -> str:
    today = timezone.localdate()
    Consultation.objects.filter(pk=consultation.pk).update(opens_on=today, closes_on=None)
    EntryPoint.objects.filter(pk=entry_point.pk).update(valid_from=today, valid_to=today + timedelta(days=30))
    return str(entry_point.code)


def taken_part(people: People, code: str, **how: object) -> Child:
    child = Child(people.arrives(**how))
    if child.visitor.scripts:
        child.visitor.context.add_init_script(A_PHONE)
        child.visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    child.begins(code)
    child.writes("De speeltuin moet open blijven.")
    child.votes("Eens", "Eens", "Eens")
    return child


def test_the_pictures_are_copied_shared_and_spoken_one_by_one(people: People, code: str) -> None:
    child = taken_part(people, code)
    page, words = child.visitor.page, child.pictures()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Kopieer de woorden").click()
    expect(page.locator("#bewaren [role=status]")).to_have_text("De acht woorden zijn gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == ", ".join(words)
    page.get_by_role("button", name="Stuur naar mezelf").click()
    assert page.evaluate("window.shared") == [{"text": ", ".join(words)}]
    page.get_by_role("button", name="Zeg de woorden één voor één").click()
    for _ in range(7):
        page.get_by_role("button", name="Zeg het volgende woord").click()
    assert page.evaluate("window.spoken") == [f"{place}. {word}" for place, word in enumerate(words, start=1)]
    assert asked == []
    child.visitor.examine()
    assert people.faults() == []


def test_on_a_shared_screen_nothing_goes_to_the_clipboard(people: People, code: str) -> None:
    EntryPoint.objects.filter(code=code).update(mode=EntryMode.SHARED_DEVICE)
    page = taken_part(people, code).visitor.page
    expect(page.get_by_role("button", name="Druk af of bewaar")).to_be_visible()
    assert page.locator("[data-do=copy], [data-do=share]").count() == 0


def test_without_scripts_the_page_says_how_to_keep_them(people: People, code: str) -> None:
    child = taken_part(people, code, scripts=False)
    assert len(child.pictures()) == 8
    expect(child.visitor.page.locator("#bewaren button").first).to_be_hidden()
    child.reads("Schrijf de woorden over, maak een foto of druk deze bladzijde af.")
    assert people.faults() == []


def test_the_square_is_scanned_back_where_the_browser_can(people: People, code: str) -> None:
    child = taken_part(people, code)
    page, words = child.visitor.page, ", ".join(child.pictures())
    child.visitor.open("/terug/")
    page.get_by_role("button", name="Scan het vierkantje").click()
    expect(page.locator("#scannen [role=status]")).to_contain_text("Houd het vierkantje van je kaart voor de camera.")
    child.visitor.examine()
    page.evaluate("words => { window.onCard = words; }", words)
    expect(page.get_by_label("Welke acht plaatjes kreeg je?")).to_have_value(words)
    assert page.evaluate("window.stream.getTracks().every(track => track.readyState === 'ended')")
    child.presses("Laat het zien")
    child.reads("Iemand van Weerklank leest je idee nog.")
    assert people.faults() == []


def test_where_the_browser_cannot_scan_nothing_asks_for_the_camera(people: People) -> None:
    visitor = people.arrives()
    visitor.open("/terug/")
    expect(visitor.page.locator("#scannen")).to_be_hidden()
    assert visitor.response is not None
    assert "camera=(self)" in visitor.response.headers["permissions-policy"]
    visitor.open("/hulp/")
    assert "camera=()" in visitor.response.headers["permissions-policy"]
    assert people.faults() == []
