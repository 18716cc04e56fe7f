"""The workspace's first page: your turn."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from weerklank.accounts.access import requires
from weerklank.audit.models import AuditEvent
from weerklank.audit.queries import verify
from weerklank.tracker import queries
from weerklank.web.gallery import gallery


@requires("work.open")
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    return render(
        request,
        "tracker/work_home.html",
        {
            "today": today,
            "duties": queries.duties(request.user, today),
            "roles": queries.roles(request.user),
            "rooms": queries.rooms(request.user),
        },
    )


@requires("audit.read")
def log(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("zoek", "").strip()[:200]
    events = AuditEvent.objects.order_by("-id")
    if query:
        events = events.filter(
            Q(actor__icontains=query)
            | Q(action__icontains=query)
            | Q(object_label__icontains=query)
            | Q(note__icontains=query)
        )
    page = Paginator(events, 25).get_page(request.GET.get("bladzijde"))
    return render(request, "tracker/work_log.html", {"page": page, "query": query, "chain": verify()})


_GALLERIES = {"openbaar": "web/gallery.html", "kinderen": "web/gallery_child.html", "werk": "web/gallery_work.html"}


@requires("work.open")
def look(request: HttpRequest, room: str) -> HttpResponse:
    """Every component with made-up samples, for whoever builds pages."""
    if room not in _GALLERIES:
        raise Http404
    return render(request, _GALLERIES[room], gallery())
