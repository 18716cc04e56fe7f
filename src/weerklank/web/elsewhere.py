"""Whether a request was made by another site: children's and groups' pages have no session, so no token tells it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site sent this. A browser says so itself; one that does not may still name where it came from."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    # our own pages send no referrer, and then a browser writes "null"
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.get_host()
