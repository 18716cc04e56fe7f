"""The visit as a browser carries it: one signed cookie, gone when the child leaves."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from weerklank.participation import tickets
from weerklank.participation.models import EntryPoint
from weerklank.participation.queries.child import Found


def visit_of(request: HttpRequest) -> tickets.Visit | None:
    return tickets.unseal(request.COOKIES.get(tickets.COOKIE, ""), purpose="cookie")


def visit_at(request: HttpRequest, found: Found) -> tickets.Visit | None:
    """The visit of this browser, if it belongs to this entry point."""
    visit = visit_of(request)
    return visit if visit and found.entry_point and visit.entry_point_id == found.entry_point.pk else None


def sender(request: HttpRequest, entry_point: EntryPoint, visit: tickets.Visit | None) -> tickets.Visit | None:
    """Whose words these are: the visit whose token the form carries, or a new one where the browser lost it."""
    if visit and tickets.is_form_token(visit.ticket, request.POST.get("token", "")):
        return visit
    fresh = tickets.unseal(request.POST.get("start", ""), purpose="start")
    # a start says as much of a visit as its token does
    return fresh if fresh and visit in (None, fresh) and fresh.entry_point_id == entry_point.pk else None


def remembering(response: HttpResponse, visit: tickets.Visit) -> HttpResponse:
    response.set_cookie(
        tickets.COOKIE,
        tickets.seal(visit, purpose="cookie"),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def forgetting(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(tickets.COOKIE, samesite="Strict")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def code_of(entry_point: EntryPoint) -> str:
    return entry_point.code or entry_point.consultation.slug


def address_of(entry_point: EntryPoint) -> str:
    """Where the entry point begins; in the language it was made for, unless the child chose another one already."""
    active = translation.get_language()
    return own_address_of(entry_point) if active == settings.LANGUAGE_CODE else _address_in(active, entry_point)


def begins_in_another_language(entry_point: EntryPoint) -> bool:
    return translation.get_language() == settings.LANGUAGE_CODE != _own_language(entry_point)


def own_address_of(entry_point: EntryPoint) -> str:
    """Where the entry point begins in the language it was made for: what is scanned from paper and from the board."""
    return _address_in(_own_language(entry_point), entry_point)


def _own_language(entry_point: EntryPoint) -> str:
    known = {language for language, _name in settings.LANGUAGES}
    return entry_point.language if entry_point.language in known else settings.LANGUAGE_CODE


def _address_in(language: str | None, entry_point: EntryPoint) -> str:
    with translation.override(language):
        return reverse("participation-child-question", kwargs={"code": code_of(entry_point)})


def was_typed(request: HttpRequest) -> bool:
    """Whether this address was typed, scanned or kept, and not followed from a page where a language could be chosen."""
    return request.headers.get("Sec-Fetch-Site") == "none"
