"""The organiser gives a group its own page: the address is shown this once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.participation import squares
from weerklank.participation.actions import groups as actions
from weerklank.participation.models import EntryPoint
from weerklank.participation.views.teacher import address_of_group


@requires("editions.organise")
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """A page and no redirect: the address may stand in no session, no message and no history."""
    entry_point = get_object_or_404(EntryPoint.objects.select_related("consultation__edition"), pk=pk)
    require("editions.organise", request.user, entry_point)
    had_one = entry_point.page_hash is not None
    made = actions.give_address(entry_point_id=pk, by=request.user, now=timezone.now())
    address = address_of_group(request, made.secret)
    consultation = entry_point.consultation
    context = {
        "entry_point": entry_point,
        "consultation": consultation,
        "address": address,
        "squares": squares.of(address),
        "had_one": had_one,
        "crumbs": [
            {"label": "Werk", "href": "/werk/"},
            {"label": str(consultation), "href": f"/werk/raadplegingen/{consultation.slug}/"},
            {"label": "Toegangen", "href": f"/werk/raadplegingen/{consultation.slug}/toegangen/"},
            {"label": "Adres voor de begeleider"},
        ],
        "is_demonstration": consultation.edition.is_demonstration,
    }
    return render(request, "participation/staff/teacher_address.html", context)
