"""Following links as a visitor does: nearest first, one page of every kind."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

from tests.journeys.browsing import Visitor

# what a browser does not show as a page of ours
_FILES = ("csv", "pdf", "docx", "ical", "feed", "txt", "api", "openapi", "file")
_DOWNLOADS = ("tracker-data-dump", "tracker-data-latest", "rights-thematic-list")
# leaving at once ends on another site
_AWAY = ("participation-child-leave",)


@dataclass(frozen=True, slots=True)
class Passed:
    """One page of a kind: its address, how many clicks from the start, and what its heading says."""

    address: str
    clicks: int
    heading: str


def kind_of(address: str) -> str | None:
    """The name of the page at this address; None for what is no Dutch page of ours."""
    parts = urlsplit(address)
    if parts.netloc or not parts.path.startswith("/") or parts.path.startswith(("/static/", "/api/")):
        return None
    if "." in parts.path.rpartition("/")[2]:
        # a file: a browser downloads it
        return None
    with translation.override("nl"):
        try:
            name = resolve(parts.path).url_name
        except Resolver404:
            return None
    return None if name is None or name.rpartition("-")[2] in _FILES or name in _DOWNLOADS else name


def links(visitor: Visitor) -> list[str]:
    """Every link on the page, in the order of the page."""
    found: list[str] = visitor.page.eval_on_selector_all(
        "a[href]:not([hidden] *)", "(all) => all.map((a) => a.getAttribute('href'))"
    )
    return [href.partition("#")[0] for href in found]


def crawl(visitor: Visitor, start: str, *, within: str = "/", leaves_alone: tuple[str, ...] = ()) -> dict[str, Passed]:
    """Opens one page of every kind that links lead to; the first that is found is the nearest."""
    known = kind_of(start)
    assert known is not None
    passed: dict[str, Passed] = {}
    waiting = deque([(known, start, 0)])
    seen = {known, *leaves_alone, *_AWAY}
    while waiting:
        kind, address, clicks = waiting.popleft()
        visitor.open(address)
        headings = visitor.page.locator("h1").all_inner_texts()
        passed[kind] = Passed(address, clicks, " ".join(headings))
        for href in links(visitor):
            further = kind_of(href)
            if further and further not in seen and href.startswith(within) and "csv" not in href:
                seen.add(further)
                waiting.append((further, href, clicks + 1))
    return passed
