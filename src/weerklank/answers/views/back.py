"""``/terug/``: the eight pictures open it. The code travels in the body of a POST only, and nothing stays behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from weerklank.accounts.access import public
from weerklank.answers.slowdown import guessing
from weerklank.answers.views.back_steps import STEPS, row_of, show
from weerklank.participation.actions import child
from weerklank.participation.pictures import Drawing, codes, svg
from weerklank.web.elsewhere import from_elsewhere
from weerklank.web.fields import whole_number
from weerklank.web.middleware import HEADERS
from weerklank.web.own_language import offered

PLACES = range(1, codes.LENGTH + 1)
RETRY_AFTER = "5"
METHODS = ["GET", "HEAD", "POST"]

Page = Callable[..., HttpResponse]


def leaves_nothing_behind(view: Page) -> Page:
    """No cookie, no cache, no referrer; what is busy says so and keeps what was typed."""
    answer = require_http_methods(METHODS)(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method == "POST" and from_elsewhere(request):
                sentence = _("Dit kwam van een andere site. Open de vraag zelf en verstuur het daar.")
                response = _ask(request, [Problem(sentence)], status=403, keeps=False)
            else:
                response = answer(request, *args, **kwargs)
        except (RequestDataTooBig, TooManyFieldsSent, BadRequest, UnreadablePostError):
            sentence = _("Dit is te lang. Vul alleen je acht plaatjes in.")
            response = _ask(request, [Problem(sentence)], status=413, keeps=False)
        except (OperationalError, codes.Busy):
            sentence = _("Het is nu heel druk. Wacht even en probeer het nog een keer. Je plaatjes staan er nog.")
            response = _ask(request, [Problem(sentence)], status=503)
            response["Retry-After"] = RETRY_AFTER
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, noai, noimageai"
        return response

    return guarded


@public("a child finds the answer back with its return code; there is no account")
@leaves_nothing_behind
def back(request: HttpRequest) -> HttpResponse:
    """Type the eight pictures; judge an answer; take an idea back."""
    if request.method != "POST" or "language" in request.POST:
        return _ask(request, [])
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        return _open(request)
    return_code = row_of(request.POST.get("token", ""))
    if return_code is None:
        return _ask(request, [Problem(_("Je was even weg. Vul je plaatjes nog een keer in."))], status=422)
    return step(request, return_code)


@dataclass(frozen=True, slots=True)
class Meant:
    """A picture to press instead of what was typed: as it was seen on the card, its word, and where it goes."""

    drawing: Drawing
    word: str
    place: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not right with what was typed, and the pictures that may have been meant."""

    sentence: str
    place: int = 0
    meant: tuple[Meant, ...] = ()


def _typed(request: HttpRequest) -> str:
    box = request.POST.get("code", "").strip()
    places = [request.POST.get(f"place_{place}", "").strip() for place in PLACES]
    return box or ", ".join(places if any(places) else [])


def _with_what_was_meant(reading: codes.Reading, meant: str) -> str:
    """The typed code with a pressed picture in its place; empty where that place says something else by now."""
    place, _bar, rest = meant.partition("|")
    typed, _bar, word = rest.partition("|")
    words = [item.typed for item in reading.items]
    at = (whole_number(place, largest=len(words)) or 0) - 1
    if not word or at < 0 or words[at] != typed:
        return ""
    return ", ".join([*words[:at], word, *words[at + 1 :]])


def _ask(
    request: HttpRequest, problems: list[Problem], status: int = 200, *, typed: str = "", keeps: bool = True
) -> HttpResponse:
    post = request.POST if keeps and request.method == "POST" else {}
    # what was put right by a press stands in one row: the boxes would still say what was wrong
    places = [(place, "" if typed else str(post.get(f"place_{place}", ""))) for place in PLACES]
    context = {
        "problems": problems,
        "code": typed or str(post.get("code", "")),
        "places": places,
        "open_places": any(word for _place, word in places),
        "own_language": offered(request),
    }
    response = render(request, "answers/back.html", context, status=status)
    patch_vary_headers(response, ("Accept-Language",))
    # This page alone may ask for the camera, to read the square of a card; what it sees stays on the device.
    response["Permissions-Policy"] = HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)")
    return response


def _open(request: HttpRequest) -> HttpResponse:
    """Reads forgivingly; an unknown code and a wrong one get the same answer in the same time."""
    language, typed = get_language() or "nl", ""
    reading = codes.read(_typed(request), language)
    if "meant" in request.POST and (typed := _with_what_was_meant(reading, request.POST["meant"])):
        reading = codes.read(typed, language)
    if reading.code is None:
        return _ask(request, _what_went_wrong(reading), status=422, typed=typed)
    return_code = child.find_by_return_code(code=reading.code)
    if return_code is None:
        guessing.wrong(timezone.now())
        sentence = _(
            "Bij deze plaatjes hoort geen idee. Kijk of alle acht kloppen en of ze in de goede volgorde staan."
        )
        return _ask(request, [Problem(sentence)], status=422, typed=typed)
    return show(request, return_code)


def _what_went_wrong(reading: codes.Reading) -> list[Problem]:
    if reading.outcome is codes.Outcome.EMPTY:
        return [Problem(_("Vul de acht plaatjes in die je kreeg."))]
    if reading.outcome is codes.Outcome.TOO_LONG:
        return [Problem(_("Dit is te lang. Vul alleen je acht plaatjes in."))]
    problems = [_about(item) for item in reading.unknown[: codes.LENGTH]]
    found = len(reading.items)
    if reading.outcome is codes.Outcome.TOO_FEW:
        missing = ngettext("Er mist nog {count} plaatje.", "Er missen nog {count} plaatjes.", reading.missing)
        problems.append(Problem(missing.format(count=reading.missing)))
    elif reading.outcome is codes.Outcome.TOO_MANY:
        problems.append(Problem(_("We lezen {count} plaatjes. Het zijn er acht.").format(count=found)))
    return problems


def _about(item: codes.Item) -> Problem:
    return Problem(
        _("Plaatje {number} kennen we niet: ‘{word}’.").format(number=item.position, word=item.typed),
        item.position,
        tuple(
            Meant(svg(one.picture.index), one.word, f"{item.position}|{item.typed}|{one.word}")
            for one in item.suggestions
        ),
    )
