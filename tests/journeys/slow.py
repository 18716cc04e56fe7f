"""A slow line and a slow processor, as browsers imitate them: what developers call slow 3G."""

from __future__ import annotations

from playwright.sync_api import Page

LATENCY = 400
BYTES_A_SECOND = 400_000 / 8


def slowed(page: Page, *, processor: float = 1) -> None:
    """From now on this page waits 400 ms for each first byte and gets and gives 400 kbit in a second."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
            "connectionType": "cellular3g",
        },
    )
    if processor > 1:
        session.send("Emulation.setCPUThrottlingRate", {"rate": processor})
