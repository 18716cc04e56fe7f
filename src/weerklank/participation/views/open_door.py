"""The open link at its door: the work it asks of a browser, and what a flood gets back before it costs us anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from weerklank.participation import proof
from weerklank.participation.models import EntryPoint
from weerklank.participation.pictures import class_codes
from weerklank.participation.queries import child as queries
from weerklank.participation.views import visits

RETRY_AFTER = "900"
_AGAIN = "<!-- again -->"
_SENT_AGAIN = ("start", "token", "press", "skip", "wants_private", "statement", "value", "important")
_TRIES_BY_ITSELF = 4
"""So often a page goes on by itself; then a person presses, and nothing runs down a battery."""
_KEPT_AT_MOST = 64
_kept: dict[tuple[str, str, int], str] = {}
_questions: dict[tuple[str, int], int | None] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """The work that goes with the button to begin."""

    puzzle: str
    bits: int


def asked(entry_point: EntryPoint) -> Asked | None:
    """A code asks for no work, ever."""
    if entry_point.code is not None:
        return None
    return _asked_for(entry_point.consultation_id)


def asked_at(code: str) -> Asked | None:
    """Another puzzle for who waits here; one look a minute into the database, however many wait."""
    now = timezone.now()
    key = (code, _minute(now))
    if key not in _questions:
        if len(_questions) >= _KEPT_AT_MOST:
            _questions.clear()
        found = queries.find_entry(code, timezone.localdate(now)).entry_point
        _questions[key] = found.consultation_id if found else None
    consultation_id = _questions[key]
    return None if consultation_id is None else _asked_for(consultation_id)


def _asked_for(consultation_id: int) -> Asked:
    now = timezone.now()
    return Asked(proof.puzzle(consultation_id, timezone.localdate(now)), proof.OPEN_DOOR.bits(now))


def asked_of_a_group() -> Asked:
    """The work for a code that a teacher makes: the same sum, at its own price."""
    now = timezone.now()
    return Asked(proof.puzzle(proof.A_GROUP, timezone.localdate(now)), proof.GROUP_DOOR.bits(now))


def is_shut(request: HttpRequest, code: str, work: proof.Work | None) -> bool:
    """Whether this cannot come in by the open link now, without a look into the database.

    What is let through here is asked again where it is stored: this only keeps a flood cheap.
    """
    may_be_of_a_class = sum(sign.isalnum() for sign in code) <= class_codes.LENGTH
    if may_be_of_a_class or visits.visit_of(request):
        return False
    now = timezone.now()
    if work and proof.is_ours(work, timezone.localdate(now)) and proof.OPEN_DOOR.is_enough(work, now):
        return False
    return not proof.OPEN_DOOR.has_room_without_work(now)


def turned_away(request: HttpRequest, code: str) -> HttpResponse | None:
    """The page to wait on while the open link is full, with what was typed; None for everybody who may try."""
    if request.method != "POST" or not code or _only_looks(request):
        return None
    if not is_shut(request, code, proof.offered(request.POST)):
        return None
    return waiting_page(request, code)


def _only_looks(request: HttpRequest) -> bool:
    # the steps that a device keeps are asked for by POST and take no place
    return bool(request.resolver_match and request.resolver_match.url_name == "participation-child-on-the-way")


def waiting_page(request: HttpRequest, code: str) -> HttpResponse:
    """What was sent stands on it and goes along with the next press; a device with scripts works on a new puzzle."""
    said = request.POST.get("tries", "")
    tries = int(said) if said.isascii() and said.isdecimal() and len(said) < 3 else 0
    context = {
        "address": request.path,
        "text": request.POST.get("text", ""),
        "sent": [(name, request.POST[name]) for name in _SENT_AGAIN if request.POST.get(name)],
        "work": asked_at(code),
        "tries": tries + 1,
        "goes": tries < _TRIES_BY_ITSELF,
    }
    again = render_to_string("participation/child/open_door_again.html", context)
    response = HttpResponse(_page(request, code).replace(_AGAIN, again), status=429)
    response["Retry-After"] = RETRY_AFTER
    return response


def forgets() -> None:
    """Forgets the pages and questions it kept, as a process does that starts."""
    _kept.clear()
    _questions.clear()


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // 60


def _page(request: HttpRequest, code: str) -> str:
    """The same page for everybody, made once a minute for each address."""
    language = translation.get_language()
    key = (language, request.path, _minute(timezone.now()))
    if key not in _kept:
        if len(_kept) >= _KEPT_AT_MOST:
            _kept.clear()
        found = queries.find_entry(code, timezone.localdate()).entry_point
        context = {
            "is_demonstration": bool(found and found.edition.is_demonstration),
            "help_lines": queries.first_help_lines(language),
            "leave_address": reverse("participation-child-leave"),
        }
        _kept[key] = render_to_string("participation/child/open_door_full.html", context, request)
    return _kept[key]
