"""Somebody who listens and has only keys: what the browser tells a screen reader, and where the focus stands.

Everything is read from the browser's accessibility tree; nothing is looked up by how it is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.journeys.browsing import Fault, Visitor

# Written down is what a live region says after the page has loaded: what stood there before, no reader announces.
_LIVE = """
window.announced = [];
document.addEventListener("DOMContentLoaded", () => {
  const said = window.announced, live = "[role=status],[role=alert],[aria-live]";
  const tell = (node) => {
    const region = (node.nodeType === 1 ? node : node.parentElement)?.closest(live);
    const words = region && region.checkVisibility() ? region.innerText.trim().replace(/\\s+/g, " ") : "";
    if (words && said[said.length - 1] !== words) said.push(words);
  };
  new MutationObserver((changes) => changes.forEach((one) => tell(one.target)))
    .observe(document.body, { subtree: true, childList: true, characterData: true });
});
"""
_OBSCURED = """() => {
    const here = document.activeElement;
    if (!here || here === document.body || !here.matches("a, button, input, textarea, select, summary")) return "";
    const label = here.labels && here.labels[0], box = here.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 40), box.y + Math.min(box.height / 2, 20));
    const own = top && (here.contains(top) || top.contains(here) || (label && label.contains(top)));
    return own ? "" : here.outerHTML.slice(0, 120);
}"""
_PRESSED = ("link", "button", "textbox", "checkbox", "radio", "combobox", "DisclosureTriangle")
_NAMED = (*_PRESSED, "heading", "navigation", "region", "image", "alertdialog", "dialog")


@dataclass(frozen=True)
class Heard:
    """One thing as it is read out."""

    role: str
    name: str
    description: str
    level: int
    is_focused: bool
    is_wrong: bool
    is_checked: bool
    words: str

    @property
    def said(self) -> tuple[str, str]:
        return self.role, self.name


class Listener:
    """A person without sight, at a browser with a screen reader and a keyboard."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.page.add_init_script(_LIVE)
        self._session = visitor.context.new_cdp_session(self.page)
        self.titles: list[str] = []

    # --- what is there -------------------------------------------------------------------------------------

    def tree(self) -> list[Heard]:
        """Everything on the page, in the order in which it is read out."""
        nodes = self._session.send("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        return [_heard(node, by_id) for node in _in_order(nodes[0], by_id) if not node.get("ignored")]

    def focus(self) -> Heard:
        """Where the focus stands: the whole page, before anything on it was reached and after the last of it."""
        whole, *_rest = heard = self.tree()
        return next((one for one in reversed(heard) if one.is_focused), whole)

    def headings(self) -> list[tuple[int, str]]:
        return [(one.level, one.name) for one in self.tree() if one.role == "heading"]

    def hears(self, role: str) -> list[str]:
        """The names of everything with this role."""
        return [one.name for one in self.tree() if one.role == role]

    def told(self) -> list[str]:
        """What live regions said since this page came."""
        said: list[str] = self.page.evaluate("() => window.announced")
        return said

    def waits_to_be_told(self, *words: str) -> None:
        """Politely: it comes when there is a pause."""
        self.page.wait_for_function("words => String(window.announced) === String(words)", arg=list(words))

    # --- keys ----------------------------------------------------------------------------------------------

    def tabs_to(self, role: str, name: str) -> list[tuple[str, str]]:
        """Presses Tab until the focus stands there; what it passed, with that as the last."""
        passed: list[tuple[str, str]] = []
        while not passed or passed[-1] != (role, name):
            assert len(passed) < 60, f"{name} is not reached: {passed}"
            passed.append(self.tabs())
        return passed

    def tabs(self, key: str = "Tab") -> tuple[str, str]:
        self.page.keyboard.press(key)
        if hidden := self.page.evaluate(_OBSCURED):
            self._faults(f"the focus is behind something: {hidden}")
        return self.focus().said

    def all_stops(self) -> list[tuple[str, str]]:
        """Once round the page, until the focus leaves it."""
        stops: list[tuple[str, str]] = []
        while (stop := self.tabs())[0] != "RootWebArea":
            assert len(stops) < 80, f"the focus does not leave the page: {stops[-8:]}"
            stops.append(stop)
        return stops

    def types(self, words: str) -> None:
        """Over what stands there."""
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(words)

    def presses(self, name: str, role: str = "button", *, status: int = 200, stays: bool = False) -> None:
        """Tabs to it from here, presses Enter, and hears the next page, or the same one with something said on it."""
        self.tabs_to(role, name)
        self.enters(status=status, stays=stays)

    def enters(self, *, status: int = 200, stays: bool = False) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.arrives(status, stays=stays)

    def opens(self, address: str) -> None:
        self.page.goto(address)
        self.arrives(200)

    # --- arriving ------------------------------------------------------------------------------------------

    def arrives(self, status: int, *, stays: bool = False) -> None:
        """Hears the title first; another page has another one, and its structure is in order."""
        assert self.visitor.response is not None
        assert self.visitor.response.status == status, self.visitor.words()[:600]
        self.visitor.examine()
        heard, title = self.tree(), self.page.title()
        if not stays and self.titles and self.titles[-1] == title:
            self._faults(f"the title does not tell this page from the one before: {title}")
        self.titles.append(title)
        for what in _out_of_order(heard):
            self._faults(what)

    def _faults(self, what: str) -> None:
        self.visitor.faults.append(Fault(f"{self.visitor.path} (heard)", what))

    def is_at(self, role: str, name: str) -> Heard:
        """The focus stands there."""
        # a script moves it just after the page came
        for _try in range(20):
            if self.focus().said == (role, name):
                break
            self.page.wait_for_timeout(50)
        found = self.focus()
        assert found.said == (role, name)
        return found


def _in_order(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("childIds", ()):
        if child in by_id:
            yield from _in_order(by_id[child], by_id)


def _heard(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Heard:
    facts = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    texts = (one for one in _in_order(node, by_id) if _said(one, "role") == "StaticText" and not one.get("ignored"))
    return Heard(
        role=_said(node, "role"),
        name=" ".join(_said(node, "name").split()),
        description=" ".join(_said(node, "description").split()),
        level=int(facts.get("level") or 0),
        is_focused=bool(facts.get("focused")),
        is_wrong=facts.get("invalid") == "true",
        is_checked=facts.get("checked") == "true",
        words=" ".join(" ".join(_said(one, "name") for one in texts).split()),
    )


def _said(node: dict[str, Any], what: str) -> str:
    return str(node.get(what, {}).get("value", ""))


def _out_of_order(heard: list[Heard]) -> Iterator[str]:
    """What would leave somebody who only listens without a name, a place or a way."""
    levels = [one.level for one in heard if one.role == "heading"]
    if levels.count(1) != 1:
        yield f"headings of level 1: {levels.count(1)}"
    if any(deeper > higher + 1 for higher, deeper in zip([1, *levels], levels, strict=False)):
        yield f"a level of heading is left out: {levels}"
    for role, name in ((one.role, one.name) for one in heard if one.role in _NAMED):
        if not name:
            yield f"{role} without a name"
    landmarks = [one.role for one in heard if one.role in ("banner", "main")]
    if landmarks != ["banner", "main"]:
        yield f"landmarks: {landmarks}"
    if (first := next((one.said for one in heard if one.role in _PRESSED), None)) is None or first[0] != "link":
        yield f"the way past the top comes first, not {first}"
