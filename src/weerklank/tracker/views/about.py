"""What the platform says of itself: how it works, what it keeps, how safe and accessible it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from weerklank.accounts.access import public
from weerklank.tracker import queries


@public("who runs this and why")
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "tracker/about.html", {"organisations": queries.organisations(timezone.localdate())})


@public("everyone may know what is kept of a child")
def privacy(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "tracker/privacy.html",
        {
            "kept": queries.kept_of_children(),
            "attending": queries.kept_of_attendance(),
            "registered": queries.kept_of_registrations(),
        },
    )


@public("how children are kept safe, and whom to tell of a leak")
def safety(request: HttpRequest) -> HttpResponse:
    return render(request, "tracker/safety.html", {"help_lines": queries.help_lines()})


@public("the state of accessibility")
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "tracker/accessibility.html")


@public("how recommendations, figures and answers come to stand here")
def method(request: HttpRequest) -> HttpResponse:
    return render(request, "tracker/method.html", {"scales": queries.scales(), "lives": queries.lives()})
