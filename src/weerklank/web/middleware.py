"""What holds for every answer: headers that close what we do not use, and refusals that became sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus

import brotli  # type: ignore[import-untyped]  # comes without types
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from weerklank.moves import Refusal
from weerklank.web.errors import busy

Handler = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noai, noimageai",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OF_A_FILE = {"Cross-Origin-Resource-Policy": "same-origin"}
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""A file of ours opens nothing else and stands in nobody's frame."""
OF_A_PAGE_ONLY = ("Referrer-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options")
_READS_BROTLI = re.compile(r"(?:^|[\s,])br(?![\w-])(?!\s*;\s*q=0(?:\.0*)?(?:\s|,|$))")
_WORTH_IT = 200
_QUALITY = 5
"""Two milliseconds for the heaviest page of a child, and an eighth less than gzip."""


def headers(get_response: Handler) -> Handler:
    """Adds what every answer carries, errors included; a static file only what holds for a file."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # a script or style asks for no camera and is no page to be read: a child on slow 3G waits for these bytes
        is_file = request.path.startswith(settings.STATIC_URL)
        for name, value in (OF_A_FILE if is_file else HEADERS).items():
            response.setdefault(name, value)
        if is_file:
            response["Content-Security-Policy"] = FILE_POLICY
            for name in OF_A_PAGE_ONLY:
                response.headers.pop(name, None)
        if request.path.startswith("/werk/"):
            response["Cache-Control"] = "no-store, private"
        return response

    return handle


class compressed(GZipMiddleware):  # noqa: N801  (named as it reads in the settings)
    """Pages travel as brotli where the browser reads it: a child on slow 3G waits for every kilobyte.

    Behind the log-in it stays gzip, which hides by random bytes how well a page was compressed. A page of a child
    cannot be asked for by another site with the cookie of the visit, so there is no length to be guessed from.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # what a cache already holds varied as well
            patch_vary_headers(response, ("Accept-Encoding",))
        if not isinstance(response, HttpResponse) or response.streaming or request.path.startswith("/werk/"):
            return super().process_response(request, response)
        too_small = len(response.content) < _WORTH_IT or response.has_header("Content-Encoding")
        if too_small or not _READS_BROTLI.search(request.headers.get("Accept-Encoding", "")):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=_QUALITY)
        response["Content-Length"] = str(len(response.content))
        response["Content-Encoding"] = "br"
        if response.get("ETag", "").startswith('"'):
            response["ETag"] = "W/" + response["ETag"]
        return response


class refusals(MiddlewareMixin):  # noqa: N801  (named as it reads in the settings)
    """A Refusal that no view caught becomes a page; a database that is held becomes 'come back in a moment'."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal):
            return render(request, "web/refusal.html", {"sentence": error.sentence}, status=409)
        if isinstance(error, OperationalError):
            return busy(request)
        return None
