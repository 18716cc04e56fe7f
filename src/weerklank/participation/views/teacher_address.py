"""The organiser gives a group its own page: the address is shown this once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from weerklank.accounts.access import require, requires
from weerklank.participation import squares
from weerklank.participation.actions import groups as actions
from weerklank.participation.models import EntryPoint
from weerklank.participation.views.teacher import address_of_group


@requires("editions.organise")
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first. Then a page and no redirect: the address may stand in no session, no message and no history."""
    entry_point = get_object_or_404(EntryPoint.objects.select_related("consultation__edition"), pk=pk)
    require("editions.organise", request.user, entry_point)
    had_one = entry_point.page_hash is not None
    if request.method != "POST":
        return render(request, "participation/staff/new_address.html", _page_of(entry_point, had_one))
    made = actions.give_address(entry_point_id=pk, by=request.user, now=timezone.now())
    address = address_of_group(request, made.secret)
    context = _page_of(entry_point, had_one) | {"address": address, "squares": squares.of(address)}
    return render(request, "participation/staff/teacher_address.html", context)


def _page_of(entry_point: EntryPoint, had_one: bool) -> dict[str, Any]:
    consultation = entry_point.consultation
    return {
        "entry_point": entry_point,
        "consultation": consultation,
        "had_one": had_one,
        "crumbs": [
            {"label": "Werk", "href": "/werk/"},
            {"label": str(consultation), "href": f"/werk/raadplegingen/{consultation.slug}/"},
            {"label": "Toegangen", "href": f"/werk/raadplegingen/{consultation.slug}/toegangen/"},
            {"label": "Adres voor de begeleider"},
        ],
        "is_demonstration": consultation.edition.is_demonstration,
    }
