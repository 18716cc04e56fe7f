"""What the pages of the workspace share: where they hang, what they were asked, and a page that asks one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from weerklank.moves import Refusal
from weerklank.rights import queries

Crumb = dict[str, str]
WORK = {"label": "Werk", "href": "/werk/"}
LIST = {"label": "Aanbevelingen", "href": queries.LIST}
PER_PAGE = 25
LONGEST = 120


def asked(request: HttpRequest, name: str) -> str:
    return "".join(sign for sign in request.GET.get(name, "")[:LONGEST] if sign.isprintable()).strip()


def typed(request: HttpRequest) -> Any:
    """What was sent; an empty press is a press too."""
    return request.POST if request.method == "POST" else None


def refuse(form: forms.Form, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)


def ask_one_thing(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[dict[str, Any]], str],
    *,
    template: str = "rights/one_thing.html",
    crumbs: list[Crumb],
    title: str,
    button: str,
    back: str,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """One form and one deed: refused it keeps what was typed, done it goes back to where it was asked."""
    if request.method == "POST" and form.is_valid():
        try:
            said = do(form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, said)
            return redirect(back)
    context = {"form": form, "title": title, "button": button, "back": back, "crumbs": [*crumbs, {"label": title}]}
    return render(request, template, {**context, **more}, status=422 if form.errors else status)


def press(request: HttpRequest, do: Callable[[], object], said: str) -> None:
    """A button without a form: done, or the reason why not."""
    try:
        do()
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
