"""Back, reload and a slip of the finger: what was typed last is there, and the page says what it asks."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.child import Child
from tests.journeys.conftest import People
from tests.journeys.test_offline import IDEA, Phone, code, phone  # noqa: F401  (the same phone)
from weerklank.participation.models import Contribution

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Mijn nummer is 111222333."


def _box(phone: Phone) -> str:  # noqa: F811
    return phone.page.get_by_label("Wat vind jij?").input_value()


@pytest.mark.parametrize("with_history", [True, False], ids=["the page minds its history", "the worker alone"])
def test_back_after_two_refusals_is_the_page_and_not_a_lost_connection(
    phone: Phone,  # noqa: F811
    code: str,  # noqa: F811
    with_history: bool,
) -> None:
    if not with_history:
        phone.page.add_init_script("history.replaceState = () => {};")
    phone.asks(code)
    phone.presses("Begin")
    for words in (SECRET, f"{SECRET} Echt."):
        phone.writes(words)
        phone.presses("Verstuur")
        expect(phone.page.locator(".error-summary")).to_be_focused()
        expect(phone.page).to_have_title("Let op: Stap 3 van 5 – Doe mee")
    phone.page.go_back()
    expect(phone.page.get_by_label("Wat vind jij?")).to_have_value(f"{SECRET} Echt.")
    assert phone.page.url == f"{phone.base}/doe-mee/{code}/idee/"
    phone.writes(IDEA)
    phone.presses("Verstuur")
    expect(phone.page.locator("main")).to_contain_text("Zin 1 van 3")
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    phone.page.keyboard.press("Tab")
    expect(phone.page.get_by_role("radio", name="Eens", exact=True)).to_be_focused()
    assert list(Contribution.objects.values_list("original", flat=True)) == [IDEA]


def test_what_is_too_long_is_counted_and_a_reload_keeps_what_was_typed_last(phone: Phone, code: str) -> None:  # noqa: F811
    phone.asks(code)
    phone.presses("Begin")
    phone.writes("a" * 4100)
    expect(phone.page.locator("[data-most]")).to_have_text(
        "Dit is 100 tekens te lang. Maak het korter voordat je het verstuurt."
    )
    phone.presses("Verstuur")
    expect(phone.page.locator(".error-summary")).to_contain_text("Haal er 100 af.")
    phone.writes("b" * 4050)
    phone.page.reload()
    expect(phone.page.get_by_label("Wat vind jij?")).to_have_value("b" * 4050)
    phone.presses("Verstuur")
    expect(phone.page.locator(".error-summary")).to_contain_text("Haal er 50 af.")
    phone.writes(IDEA)
    phone.page.reload()
    assert _box(phone) == IDEA


def test_somebody_else_is_asked_before_words_go(phone: Phone, code: str) -> None:  # noqa: F811
    phone.asks(code)
    phone.presses("Begin")
    phone.writes(IDEA)
    phone.page.goto(f"/doe-mee/{code}/")
    phone.presses("Ik ben iemand anders: begin opnieuw")
    phone.says("er staat nog een tekst van jou op dit apparaat.")
    phone.page.goto(f"/doe-mee/{code}/idee/")
    assert _box(phone) == IDEA
    phone.page.goto(f"/doe-mee/{code}/")
    phone.presses("Ik ben iemand anders: begin opnieuw")
    phone.presses("Ja, gooi het weg")
    expect(phone.page.get_by_role("button", name="Begin")).to_be_visible()
    assert phone.page.evaluate("Object.keys(localStorage)") == []


_UNDER_THE_BAR = """() => {
    const field = document.activeElement, bar = document.querySelector('.always');
    const inside = bar.contains(field) || field.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top + 1;
    return inside ? '' : field.id || field.textContent.trim();
}"""


def test_no_field_hides_under_the_bar_after_a_refusal(people: People, code: str) -> None:  # noqa: F811
    """On a narrow phone in the language with the longest words, where the bar has two lines."""
    visitor = people.arrives(size=(320, 640), language="uk")
    child = Child(visitor)
    child.begins(code)
    child.writes(SECRET, status=422)
    page, hidden = visitor.page, []
    page.locator(".error-summary a").click()
    expect(page.locator("#id_text")).to_be_focused()
    expect(page.locator("#id_text_error")).to_be_in_viewport()
    for _ in range(5):
        hidden.append(page.evaluate(_UNDER_THE_BAR))
        page.keyboard.press("Tab")
    child.writes(IDEA)
    child.presses("Volgende", status=422)
    page.locator(".error-summary a").click()
    for _ in range(6):
        hidden.append(page.evaluate(_UNDER_THE_BAR))
        page.keyboard.press("Tab")
    assert hidden == [""] * 11
    assert people.faults() == []
