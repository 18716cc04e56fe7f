"""What each page of a child weighs over the wire, measured in the browser against the program as it is served.

Counted is what the network brought to a browser that has nothing in its cache: the bytes of every answer as they
travel, head and body, compressed, of the page itself and of everything it asks for (styles, font, scripts, drawings).
Redirects on the way to the page count too. The server is ``weerklank run``; there is no TLS between.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import PHONE
from tests.journeys.serving import CLASS_CODE, Served
from tests.journeys.wire import Wire

MOST = 30_000
MOST_WITH_PICTURES = 32_000
"""The eight pictures of the last step are drawn by chance and weigh 2 to 5 kB; nobody comes there with an empty cache."""
# every page in the language of the source, from right to left, and in the one with the longest words
LANGUAGES = ("nl", "ar", "uk")
EVERY_LANGUAGE = (*LANGUAGES, "en", "nl-easy", "pap")


@dataclass
class Scale:
    """Everything that one page brought over the wire."""

    page: Page
    bytes: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
    _kinds: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)

    def _asked(self, event: dict[str, Any]) -> None:
        self.hosts.add(event["request"]["url"].split("/")[2])
        # a redirect keeps the number of its request: what it weighed is told with the next one
        self._count(event["type"], int(event.get("redirectResponse", {}).get("encodedDataLength", 0)))
        self._kinds[event["requestId"]] = event["type"]

    def _came(self, event: dict[str, Any]) -> None:
        # what the worker keeps is weighed on the line itself, below: without a cache it would be fetched twice here
        if self._kinds.get(event["requestId"]) == "Fetch":
            return
        self._count(self._kinds.get(event["requestId"], "Other"), int(event["encodedDataLength"]))

    def _count(self, kind: str, weight: int) -> None:
        self.bytes += weight
        if weight:
            self.by_kind[kind] = self.by_kind.get(kind, 0) + weight

    def reset(self) -> None:
        self.bytes, self.by_kind = 0, {}


@pytest.fixture
def scale(running: Served, chromium: Browser) -> Iterator[Scale]:
    # what a worker hands over has no weight for the page: here every page comes from the server itself
    context = chromium.new_context(
        base_url=running.url, viewport={"width": PHONE[0], "height": PHONE[1]}, service_workers="block"
    )
    yield Scale(context.new_page())
    context.close()


@dataclass(frozen=True, slots=True)
class Weighed:
    """One page of a child and its weight."""

    language: str
    page: str
    bytes: int
    by_kind: str


def _walk(scale: Scale, language: str) -> Iterator[Weighed]:
    """A child's way past every page it can see; each page is weighed when it has come to rest."""
    page, prefix = scale.page, "" if language == "nl" else f"/{language}"

    def weighed(name: str) -> Weighed:
        page.wait_for_load_state("networkidle")
        kinds = ", ".join(f"{kind} {weight}" for kind, weight in sorted(scale.by_kind.items()))
        return Weighed(language, name, scale.bytes, kinds)

    def opened(name: str, address: str) -> Weighed:
        scale.reset()
        page.goto(prefix + address)
        return weighed(name)

    def pressed(name: str, selector: str) -> Weighed:
        scale.reset()
        with page.expect_navigation():
            page.locator(selector).first.click()
        return weighed(name)

    yield opened("doe-mee", "/doe-mee/")
    yield opened("vraag", f"/doe-mee/{CLASS_CODE}/")
    yield pressed("jouw idee", "main form .button-turn")
    page.locator("textarea").fill("Meedoen moet gratis zijn.")
    number = 1
    yield pressed("stelling 1", "main form .button-turn")
    while "/stellingen/" in page.url:
        page.locator("input[type=radio]").first.check()
        number += 1
        after = pressed(f"stelling {number}", "main form .button-turn")
        yield after if "/stellingen/" in page.url else Weighed(language, "klaar", after.bytes, after.by_kind)
    words = page.locator("ol.pictures li span").all_inner_texts()
    yield opened("wat anderen zeiden", f"/doe-mee/{CLASS_CODE}/anderen/")
    yield opened("stop", "/doe-mee/stop/")
    yield opened("hulp", "/hulp/")
    yield opened("terug", "/terug/")
    page.locator("textarea").fill(", ".join(words))
    yield pressed("wat gebeurde er", "main form .button-turn")
    yield opened("onbekende bladzijde", "/doe-mee/bestaat/helemaal/niet/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_child_weighs_more_than_30_kb(
    scale: Scale, running: Served, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = list(_walk(scale, language))
    lines = [f"{one.language}  {one.page:22} {one.bytes:6}  {one.by_kind}" for one in table]
    sys.stdout.write("\n".join(lines) + "\n")
    kept = tmp_path_factory.getbasetemp() / f"weights-{language}.txt"
    kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    most = dict.fromkeys((one.page for one in table), MOST) | {"klaar": MOST_WITH_PICTURES}
    assert [one for one in table if not 0 < one.bytes <= most[one.page]] == []
    assert scale.hosts == {running.url.removeprefix("http://")}
    assert len(table) > 10


MOST_OF_A_ROUND = 120_000


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_a_whole_round_on_an_own_device_weighs_at_most_120_kb_with_everything(
    language: str, running: Served, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Counted on the line itself: pages, redirects, styles, font, scripts, the worker and the steps that are kept."""
    wire = Wire(running.url)
    context = chromium.new_context(base_url=wire.url, viewport={"width": PHONE[0], "height": PHONE[1]})
    context.set_default_timeout(30_000)
    elsewhere: list[str] = []
    context.on("request", lambda request: None if request.url.startswith(wire.url) else elsewhere.append(request.url))
    page, weights = context.new_page(), {}
    prefix = "" if language == "nl" else f"/{language}"
    page.goto(f"{prefix}/doe-mee/{CLASS_CODE}/")
    page.wait_for_load_state("networkidle")
    weights["first page as it is shown"] = wire.received
    assert context.cookies() == []
    page.wait_for_selector("#onderweg[data-kept]", state="attached")
    page.wait_for_load_state("networkidle")
    weights["with the steps for when there is no connection"] = wire.received
    page.locator("main form .button-turn").click()
    page.locator("textarea").fill("Meedoen moet gratis zijn.")
    page.locator("main form .button-turn").first.click()
    while "/klaar/" not in page.url:
        page.locator("input[type=radio]").first.check()
        with page.expect_navigation():
            page.locator("main form .button-turn").first.click()
    page.wait_for_load_state("networkidle")
    weights["whole round"] = wire.received
    assert page.locator("ol.pictures li").count() == 8
    context.close()
    wire.close()
    lines = "".join(f"{language:8} {name:48} {weight:7}\n" for name, weight in weights.items())
    sys.stdout.write(lines)
    (tmp_path_factory.getbasetemp() / f"weights-round-{language}.txt").write_text(lines, encoding="utf-8")
    assert weights["with the steps for when there is no connection"] <= MOST
    assert weights["whole round"] <= MOST_OF_A_ROUND
    assert elsewhere == []
