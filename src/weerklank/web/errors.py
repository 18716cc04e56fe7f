"""The pages for what went wrong: a sentence that a person can act on, in the same house."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from weerklank.web import first_help


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere; the browser still has what was typed."""
    return render(request, "403_csrf.html", status=403)


csrf_failure.public_reason = "says why a form was not accepted"  # type: ignore[attr-defined]  # a mark on a function


def busy(request: HttpRequest) -> HttpResponse:
    """The database is held by somebody else: come back in a few seconds, nothing was stored half."""
    response = render(request, "503.html", {"help_numbers": first_help.NUMBERS}, status=503)
    response["Retry-After"] = "5"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Without context processors: what broke may be exactly what they read."""
    return HttpResponse(render_to_string("500.html"), status=500)
