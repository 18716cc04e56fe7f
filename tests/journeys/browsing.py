"""Somebody at a browser: presses what a person sees, while every page passed is examined.

Examined at once are: axe, requests to another host, errors on the console (a Content Security Policy that is broken
speaks there), exactly one ``h1``, the language and its direction, and sideways scrolling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, expect

from tests.journeys.slow import slowed

PHONE = (360, 740)
DESK = (1280, 900)
RIGHT_TO_LEFT = ("ar",)

_FACTS = """() => ({
    language: document.documentElement.lang,
    direction: document.documentElement.dir,
    headings: document.querySelectorAll('h1').length,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    title: document.title,
    skeleton: Array.from(document.querySelectorAll('*'), node =>
        [node.tagName, node.className.baseVal ?? node.className, node.type, node.getAttribute('role'), node.lang,
         node.hidden, node.disabled, !node.textContent].join('.')).join(' '),
})"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something on a page that should not be there."""

    where: str
    what: str


@dataclass
class Ledger:
    """What was examined in this run, so that the same page with other words is not examined by axe again."""

    skeletons: set[tuple[object, ...]] = field(default_factory=set)
    pages: int = 0
    examined: int = 0


LEDGER = Ledger()


class Visitor:
    """One person with a browser of their own: own cookies, own screen."""

    def __init__(
        self,
        browser: Browser,
        base: str,
        *,
        size: tuple[int, int] = PHONE,
        scripts: bool = True,
        dark: bool = False,
        language: str = "nl",
        examines: bool = True,
        touch: bool = False,
        slow: bool = False,
        axe: bool = True,
    ) -> None:
        self.base, self.language, self.scripts, self.examines = base, language, scripts, examines
        self._touch, self._slow, self._with_axe = touch, slow, axe
        self._look = (size[0], dark, scripts)
        self.context = browser.new_context(
            base_url=base,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            locale=language,
            # a device that is touched has no mouse that could hover
            has_touch=touch,
            is_mobile=touch,
        )
        self.context.set_default_timeout(30_000)
        # whatever a page asks of another host is written down; that host is found by nobody (see conftest)
        self.elsewhere: list[str] = []
        self.context.on("request", self._note_host)
        self.faults: list[Fault] = []
        self.response: Response | None = None
        self._refused_documents: set[str] = set()
        self._console: list[tuple[str, str]] = []
        # axe waits for timers, which a page without scripts does not have: the same page is then laid beside it
        self._beside = (
            None
            if scripts
            else browser.new_context(
                viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
            )
        )
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._console.append(("", str(error))))
        page.on("response", self._remember)
        if self._slow:
            slowed(page)
        self.page = page
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._console.append((message.location.get("url", ""), message.text))

    def _remember(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.response = response
            if response.status >= 400:
                self._refused_documents.add(response.url)

    def _note_host(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "about:", "chrome-error:")):
            self.elsewhere.append(request.url)

    # --- going ---------------------------------------------------------------------------------------------

    def open(self, address: str, *, status: int = 200) -> Visitor:
        """Types an address."""
        self.page.goto(address)
        return self._arrived(status)

    def press(self, name: str | Locator, *, within: Locator | None = None, status: int = 200) -> Visitor:
        """Presses a button or follows a link by the words on it, and arrives on a page."""
        target = self.target(name, within) if isinstance(name, str) else name
        self._finds(target, str(name))
        with self.page.expect_navigation():
            self._hits(target)
        return self._arrived(status)

    def _hits(self, target: Locator) -> None:
        """With a finger where there is no mouse."""
        target.tap() if self._touch else target.click()

    def _finds(self, target: Locator, name: str) -> None:
        try:
            expect(target).to_be_visible()
        except AssertionError:
            raise AssertionError(f"{self.path} shows '{name}' {target.count()} times\n{self.words()[:3000]}") from None

    def target(self, name: str, within: Locator | None = None) -> Locator:
        place: Any = within or self.page
        return place.get_by_role("button", name=name, exact=True).or_(place.get_by_role("link", name=name, exact=True))

    def unfold(self, summary: str) -> Visitor:
        folded = self.page.locator("details").filter(has=self.page.locator("summary", has_text=summary))
        if folded.get_attribute("open") is None:
            folded.locator("summary").click()
        expect(folded).to_have_attribute("open", "")
        return self

    def _arrived(self, status: int) -> Visitor:
        assert self.response is not None
        assert self.response.status == status, f"{self.path}: {self.response.status}\n{self.words()[:600]}"
        if self.scripts:
            # words that still change shape move under the finger
            self.page.evaluate("() => document.fonts.ready.then(() => true)")
        if self.examines:
            self.examine()
        return self

    # --- typing --------------------------------------------------------------------------------------------

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """A field by how its label begins; '(hoeft niet)' may stand behind it."""
        place: Any = within or self.page
        return place.get_by_label(re.compile(rf"^\s*{re.escape(label)}(?!\w)"))

    def fill(self, label: str, text: str, *, within: Locator | None = None) -> Visitor:
        field = self.field(label, within)
        self._finds(field, label)
        field.fill(text)
        return self

    def choose(self, label: str, option: str, *, within: Locator | None = None) -> Visitor:
        """From a list, by the words one sees."""
        field = self.field(label, within)
        self._finds(field, label)
        field.select_option(label=option)
        return self

    def tick(self, words: str, *, within: Locator | None = None) -> Visitor:
        """A box or a round, by the words beside it."""
        place: Any = within or self.page
        choice = place.get_by_role("checkbox", name=words).or_(place.get_by_role("radio", name=words, exact=True))
        self._finds(choice, words)
        if self._touch and not choice.is_checked():
            choice.tap()
        choice.check()
        return self

    # --- reading -------------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def words(self) -> str:
        return self.main.inner_text() if self.main.count() else self.page.inner_text("body")

    def reads(self, *sentences: str) -> Visitor:
        for sentence in sentences:
            try:
                expect(self.main).to_contain_text(sentence)
            except AssertionError:
                raise AssertionError(f"{self.path} does not say '{sentence}'\n{self.words()[:3000]}") from None
        return self

    def reads_not(self, *sentences: str) -> Visitor:
        """None of these as whole words: a picture named *eiland* is not met in *de eilanden*."""
        for sentence in sentences:
            expect(self.main).not_to_contain_text(re.compile(rf"(?<!\w){re.escape(sentence)}(?!\w)"))
        return self

    def cookies(self) -> list[str]:
        return sorted(str(cookie["name"]) for cookie in self.context.cookies())

    # --- examining -----------------------------------------------------------------------------------------

    def examine(self) -> Visitor:
        """Looks at this page as it stands now; what is wrong is added to ``faults``."""
        LEDGER.pages += 1
        facts = self.page.evaluate(_FACTS)
        self.faults += [Fault(self._where(), what) for what in (*self._seen(facts), *self._heard(), *self._axe(facts))]
        return self

    def _where(self) -> str:
        width, dark, scripts = self._look
        return f"{self.path} ({width}{' donker' if dark else ''}{'' if scripts else ' zonder script'})"

    def _seen(self, facts: dict[str, Any]) -> Iterator[str]:
        if facts["headings"] != 1:
            yield f"{facts['headings']} h1"
        if facts["language"] != self.language:
            yield f"lang={facts['language']}"
        if facts["direction"] != ("rtl" if self.language in RIGHT_TO_LEFT else "ltr"):
            yield f"dir={facts['direction']}"
        if facts["sideways"] > 0:
            yield f"scrolls {facts['sideways']} px sideways"
        if not facts["title"].strip():
            yield "no title"

    def _heard(self) -> Iterator[str]:
        heard, self._console = self._console, []
        for url, text in heard:
            # a page that refuses with 404 or 422 is reported by the browser as a resource that failed
            if url not in self._refused_documents or not text.startswith("Failed to load resource"):
                yield f"console: {text} {url}"
        elsewhere, self.elsewhere = self.elsewhere, []
        for url in elsewhere:
            yield f"request to another host: {url}"

    def _axe(self, facts: dict[str, Any]) -> Iterator[str]:
        known = (*self._look, facts["language"], hash(facts["skeleton"]))
        if not self._with_axe or known in LEDGER.skeletons:
            return
        LEDGER.skeletons.add(known)
        LEDGER.examined += 1
        page = self.page if self.scripts else self._laid_beside()
        found = Axe().run(page).response["violations"]
        if page is not self.page:
            page.close()
        for violation in found:
            for node in violation["nodes"][:3]:
                yield f"axe {violation['id']}: {node['html'][:160]} ({', '.join(map(str, node['target']))})"

    def _laid_beside(self) -> Page:
        assert self._beside is not None
        page, markup = self._beside.new_page(), self.page.content()
        page.route(self.page.url, lambda route: route.fulfill(body=markup, content_type="text/html; charset=utf-8"))
        page.goto(self.page.url)
        return page

    def close(self) -> None:
        self.context.close()
        if self._beside:
            self._beside.close()
