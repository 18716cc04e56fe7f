"""The language a browser asks for, where that is one of ours and the page is in Dutch: offered, never chosen for anybody."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from weerklank.web.context import Language, address, languages


def offered(request: HttpRequest) -> Language | None:
    """The first language a browser names that we speak; whoever chose a language already is offered nothing."""
    if address(request.path).prefix:
        return None
    ours = {language.code: language for language in languages(request.path, settings.LANGUAGE_CODE)}
    wanted = (code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    known = (ours.get(code) or ours.get(code.partition("-")[0]) for code in wanted)
    first = next((language for language in known if language), None)
    return None if first is None or first.current else first
