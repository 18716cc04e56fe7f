"""Who may open a page: signed in by default, and every view says on its first line what opens it.

``@public("reason")`` opens a page to everybody, ``@requires("rule.name")`` to whom the rule holds for. A view
that says neither is closed, and a test finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import rules
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

View = TypeVar("View", bound=Callable[..., HttpResponse])


def public(reason: str) -> Callable[[View], View]:
    """Opens a page to everybody; the reason is printed in the reference."""
    if not reason.strip():
        raise ValueError("reason: a public page says why it is public")

    def mark(view: View) -> View:
        view.public_reason = reason  # type: ignore[attr-defined]  # a mark on a function
        return view

    return mark


def requires(rule: str) -> Callable[[View], View]:
    """Opens a page to whom the rule holds for; what it asks of one object the view asks with ``require``."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not rules.test_rule(rule, request.user, None):
                return refused(request, rule)
            return view(request, *args, **kwargs)

        guarded.required_rule = rule  # type: ignore[attr-defined]  # the same
        return guarded  # type: ignore[return-value]  # rules has no types

    return mark


class NotAllowed(Exception):
    """Signed in, but this is not theirs; becomes the page that says whose it is."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def require(rule: str, account: Any, obj: Any) -> None:
    """Asks a rule of one object; raises NotAllowed where it does not hold."""
    if not rules.test_rule(rule, account, obj):
        raise NotAllowed(rule)


def refused(request: HttpRequest, rule: str) -> HttpResponse:
    from weerklank.accounts.rules import WHOSE

    context = {"whose": WHOSE.get(rule, "een andere rol"), "typed": _typed(request)}
    return render(request, "accounts/not_allowed.html", context, status=403)


def _typed(request: HttpRequest) -> str:
    """The sentences that came along: whoever lost a role while writing keeps the words."""
    if request.method != "POST":
        return ""
    sent = (value.strip() for name in request.POST if "password" not in name for value in request.POST.getlist(name))
    return "\n\n".join(value for value in sent if len(value.split()) > 1)


class AccessMiddleware(MiddlewareMixin):
    """Closes every view that does not open itself, and turns NotAllowed into a page."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if getattr(view, "public_reason", "") or getattr(view, "required_rule", ""):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return refused(request, "")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refused(request, error.rule) if isinstance(error, NotAllowed) else None
