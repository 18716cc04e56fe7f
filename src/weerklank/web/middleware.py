"""What holds for every answer: headers that close what we do not use, and refusals that became sentences."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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


def headers(get_response: Handler) -> Handler:
    """Adds what every answer carries, errors included; a static file only what holds for a file."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # a script or style asks for no camera and is no page to be read: a child on slow 3G waits for these bytes
        is_file = request.path.startswith(settings.STATIC_URL)
        for name, value in (OF_A_FILE if is_file else HEADERS).items():
            response.setdefault(name, value)
        if request.path.startswith("/werk/"):
            response["Cache-Control"] = "no-store, private"
        return response

    return handle


class refusals(MiddlewareMixin):  # noqa: N801  (named as it reads in the settings)
    """A Refusal that no view caught becomes a page; a database that is held becomes 'come back in a moment'."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal):
            return render(request, "web/refusal.html", {"sentence": error.sentence}, status=409)
        if isinstance(error, OperationalError):
            return busy(request)
        return None
