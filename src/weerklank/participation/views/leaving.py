"""Leaving: the next child, stopping, and away at once. Afterwards nothing of the visit is left in the browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from weerklank.accounts.access import public
from weerklank.participation import tickets
from weerklank.participation.models import EntryMode, EntryPoint
from weerklank.participation.queries import child as queries
from weerklank.participation.views import visits
from weerklank.participation.views.child import child_page, room_page
from weerklank.web.elsewhere import from_elsewhere

NEUTRAL_SITES = {
    "nl": "https://nl.wikipedia.org/",
    "en": "https://en.wikipedia.org/",
    "ar": "https://ar.wikipedia.org/",
    "uk": "https://uk.wikipedia.org/",
    "pap": "https://pap.wikipedia.org/",
}
_TYPED = ("text", "wants_private", "together", "group_size")


@public("the next child starts clean")
@child_page
def next_child(request: HttpRequest) -> HttpResponse:
    """Forgets this visit and opens the same question for whoever comes next."""
    entry_point = _entry_point_of(visits.visit_of(request))
    if request.method != "POST":
        return redirect("participation-child-start")
    return visits.forgetting(
        redirect(visits.address_of(entry_point)) if entry_point else redirect("participation-child-start")
    )


@public("stopping is never refused")
@child_page
def stop(request: HttpRequest) -> HttpResponse:
    """Asks once, and keeps what was being typed until the answer; then nothing of the visit is left in this browser."""
    if request.method == "POST" and "ask" not in request.POST:
        return visits.forgetting(redirect("participation-child-stop"))
    visit = visits.visit_of(request)
    entry_point = _entry_point_of(visit)
    context = {
        "typed": [(name, request.POST[name]) for name in _TYPED if request.POST.get(name)],
        "has_pictures": bool(visit and queries.code_of(visit.ticket)),
        "sent": len(queries.own_contributions(visit.ticket)) if visit else 0,
    }
    if entry_point:
        where = {"code": visits.code_of(entry_point)}
        context |= where | {
            "back": reverse("participation-child-idea", kwargs=where),
            "done": reverse("participation-child-done", kwargs=where),
            "is_shared": entry_point.mode != EntryMode.OWN_DEVICE,
        }
    return room_page(request, "stop", context)


@public("leaving at once is never refused")
@child_page
def leave(request: HttpRequest) -> HttpResponse:
    """Away, now: to a page about anything, with nothing of us left behind in the browser."""
    response = HttpResponseRedirect(NEUTRAL_SITES.get(translation.get_language(), NEUTRAL_SITES["nl"]), status=303)
    # a picture on another site may not wipe what a child has not sent yet
    return response if from_elsewhere(request) else visits.forgetting(response)


def _entry_point_of(visit: tickets.Visit | None) -> EntryPoint | None:
    if visit is None:
        return None
    return EntryPoint.objects.select_related("consultation").filter(pk=visit.entry_point_id).first()
