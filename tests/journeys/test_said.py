"""What children said, as it is met: on a phone, heard in the order in which it is read, in Arabic, on paper without colour, and weighed."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import People
from tests.journeys.listening import Listener
from tests.journeys.serving import Served
from tests.journeys.test_weights import MOST, Scale
from weerklank.config.content.demonstration.scene import DIALOGUE_DAYS_AGO

# which of the shapes is seen where; and the drawn width of what is in the first row
_SEEN = """() => ({
    rows: document.querySelectorAll("svg.people[role=img]").length,
    hidden: Array.from(document.querySelectorAll(".always, .languages, .said-jump, .said-links, .read-aloud"))
        .filter((one) => one.checkVisibility()).length,
    colours: new Set(Array.from(document.querySelectorAll("svg.people[role=img]"), (one) => getComputedStyle(one).color)).size,
    first: document.querySelector("svg.people[role=img] use").getBoundingClientRect().x,
    last: document.querySelector("svg.people[role=img] use:last-child").getBoundingClientRect().x,
})"""


def _address(question: str = "meedoen") -> str:
    year = (timezone.localdate() - timedelta(days=DIALOGUE_DAYS_AGO)).year
    return f"/dialoog/demonstratie-{year}/opbrengst/demonstratie-{year}-{question}/"


@pytest.mark.parametrize(("question", "language"), [("meedoen", ""), ("meedoen", "/ar"), ("rust", "")])
def test_the_poster_is_one_sheet_from_a_browser_too(question: str, language: str, lookers: People) -> None:
    visitor = lookers.arrives(size=PHONE, language=language.strip("/") or "nl", dark=True)
    visitor.open(f"{language}{_address(question)}poster/")
    assert visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    sheet = PdfReader(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True)))
    assert len(sheet.pages) == 1
    assert f"{language}/gezegd/" in " ".join(sheet.pages[0].extract_text().split())
    assert lookers.faults() == []


def test_what_children_said_is_heard_mirrored_printed_and_light(
    lookers: People, running: Served, chromium: Browser
) -> None:
    visitor = lookers.arrives(size=PHONE)
    listener = Listener(visitor)
    listener.opens(_address())
    headings = [name for level, name in listener.headings() if level == 2]
    assert headings[1:4] == [
        "Hier vindt bijna iedereen hetzelfde", "Hier denken we anders over", "Dit zeiden weinig kinderen, en het telt",
    ]  # fmt: skip
    heard = [one for one in listener.tree() if one.role in ("image", "Figure", "figure")]
    pictures = [one.name for one in heard if one.role == "image"]
    assert len(pictures) >= 8
    assert [name for name in pictures if not re.fullmatch(r"Plaatje: van tien poppetjes .+ hand op\.", name)] == []
    # one picture, and the words beside it: nothing around them says the same again
    assert [one.name for one in heard if one.role != "image"] == []
    told = visitor.words()
    assert "Ongeveer acht van de tien kinderen zijn het eens: tussen zeven en negen." in told
    seen = visitor.page.evaluate(_SEEN)
    assert (seen["rows"], seen["first"] < seen["last"]) == (len(pictures), True)

    visitor.page.emulate_media(media="print")
    printed = visitor.page.evaluate(_SEEN)
    assert (printed["rows"], printed["hidden"], printed["colours"]) == (len(pictures), 0, 1)
    assert visitor.page.evaluate("getComputedStyle(document.querySelector('svg.people')).color") == "rgb(0, 0, 0)"

    arabic = lookers.arrives(size=PHONE, language="ar", dark=True).open(f"/ar{_address()}")
    mirrored = arabic.page.evaluate(_SEEN)
    assert (mirrored["rows"], mirrored["first"] > mirrored["last"]) == (len(pictures), True)
    assert lookers.faults() == []

    context = chromium.new_context(
        base_url=running.url, viewport={"width": PHONE[0], "height": PHONE[1]}, service_workers="block"
    )
    scale = Scale(context.new_page())
    scale.page.goto(_address())
    scale.page.wait_for_load_state("networkidle")
    assert 0 < scale.bytes <= MOST, scale.by_kind
    assert scale.hosts == {running.url.removeprefix("http://")}
    context.close()
