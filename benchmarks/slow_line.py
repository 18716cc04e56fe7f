"""How long a child on a slow line waits for its first page: until something is painted, and until it can press on.

    python benchmarks/slow_line.py [--rounds 5] [--processor 1] [--json FILE]

The program is served as an operator serves it (``weerklank run``, with its example content) and opened in Chromium on
a phone of 360 pixels with nothing in its cache, in every language of the interface. The line is the one that browsers
call slow 3G: 400 ms before the first byte of each answer, 400 kbit/s either way. Most of the wait is the line's, so the
figures hardly change with what else this machine does; with ``--processor 4`` they do. Painted is the browser's own first contentful paint. Usable is when the last script
of the page has run and the first thing to press is drawn, enabled and in the page's own order of tab stops.

The line of the browser does not delay the making of a connection. What a new one costs on a real line, a round trip
for TCP and one for TLS, is printed beside it, added up and not measured. Ends with 1 where a goal is not met.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

PAINTED_WITHIN, USABLE_WITHIN = 1500, 3000
LANGUAGES = ("nl", "nl-easy", "en", "ar", "uk", "pap")

_TIMES = """() => {
    const first = document.querySelector('main form .button-turn');
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const went = performance.getEntriesByType('navigation')[0];
    return {
        pressable: Boolean(first) && !first.disabled && first.tabIndex >= 0 && first.getClientRects().length > 0,
        painted: paint ? paint.startTime : 0,
        usable: Math.max(paint ? paint.startTime : 0, went.domContentLoadedEventEnd),
        requests: 1 + performance.getEntriesByType('resource').length,
        redirects: went.redirectCount,
    };
}"""


@dataclass(frozen=True, slots=True)
class Wait:
    """What one page asks of somebody's patience, in milliseconds."""

    page: str
    language: str
    painted: float
    usable: float
    requests: int

    @property
    def is_short_enough(self) -> bool:
        return self.painted < PAINTED_WITHIN and self.usable < USABLE_WITHIN


def looked_at(browser: Browser, address: str, processor: float) -> dict[str, Any]:
    """Opens the page once, as somebody who was never here."""
    from tests.journeys.slow import slowed

    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, has_touch=True)
    try:
        page = context.new_page()
        slowed(page, processor=processor)
        page.goto(address, wait_until="load", timeout=60_000)
        # the paint itself may be told of just after the page was loaded
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length > 0")
        times: dict[str, Any] = page.evaluate(_TIMES)
    finally:
        context.close()
    if not times["pressable"] or times["redirects"]:
        raise SystemExit(f"{address}: nothing to press, or a redirect on the way: {times}")
    return times


def measured(browser: Browser, base: str, code: str, rounds: int, processor: float) -> list[Wait]:
    waits = []
    for name, address in (("type your code", "/doe-mee/"), ("straight to the question", f"/doe-mee/{code}/")):
        for language in LANGUAGES:
            url = f"{base}{'' if language == 'nl' else f'/{language}'}{address}"
            # the server fills what it keeps of each page the first time that anybody asks for it
            looked_at(browser, url, processor)
            times = [looked_at(browser, url, processor) for _ in range(rounds)]
            painted, usable = (median(one[what] for one in times) for what in ("painted", "usable"))
            waits.append(Wait(name, language, painted, usable, times[-1]["requests"]))
            print(line(waits[-1]), flush=True)
    return waits


def line(wait: Wait) -> str:
    from tests.journeys.slow import LATENCY

    verdict = "" if wait.is_short_enough else "  TOO SLOW"
    connecting = 2 * LATENCY
    return (
        f"{wait.page:<26} {wait.language:<8} {wait.painted:>8.0f} {wait.usable:>8.0f} {wait.requests:>9}"
        f" {wait.painted + connecting:>9.0f} {wait.usable + connecting:>9.0f}{verdict}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--processor", type=float, default=1, help="how many times slower than this machine")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()

    from playwright.sync_api import sync_playwright
    from tests.journeys.chromium import arguments, path_of_chromium
    from tests.journeys.serving import CLASS_CODE, served

    path = path_of_chromium()
    if path is None:
        raise SystemExit("there is no Chromium on this machine: set WEERKLANK_CHROMIUM or install chromium")
    print(
        f"{'first page':<26} {'language':<8} {'painted':>8} {'usable':>8} {'requests':>9} {'+connect':>9} {'+connect':>9}"
    )
    with tempfile.TemporaryDirectory() as home, served(Path(home), "slow_line") as server, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=arguments())
        waits = measured(browser, server.url, CLASS_CODE, options.rounds, options.processor)
        browser.close()
    slow = [wait for wait in waits if not wait.is_short_enough]
    print(
        f"slowest paint {max(one.painted for one in waits):.0f} ms, goal below {PAINTED_WITHIN};"
        f" slowest to be usable {max(one.usable for one in waits):.0f} ms, goal below {USABLE_WITHIN};"
        f" {len(waits) - len(slow)} of {len(waits)} first pages meet both"
    )
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in waits], indent=1) + "\n")
    raise SystemExit(1 if slow else 0)


if __name__ == "__main__":
    main()
