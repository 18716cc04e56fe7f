"""``/terug/``: what happened with my idea. The code travels in the body of a POST only, and nothing stays behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from weerklank.accounts.access import public
from weerklank.answers.actions import judging
from weerklank.answers.queries import my_ideas
from weerklank.answers.slowdown import guessing
from weerklank.moderation.actions import refusing as moderation
from weerklank.moderation.actions import safety
from weerklank.moves import Refusal
from weerklank.participation.actions import child
from weerklank.participation.models import ReturnCode
from weerklank.participation.pictures import codes
from weerklank.web.elsewhere import from_elsewhere
from weerklank.web.middleware import HEADERS

TOKEN_SALT = "weerklank.terug"  # noqa: S105  (names the purpose of a signature, holds no secret)
TOKEN_SECONDS = 30 * 60
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
                response = _ask(request, [sentence], status=403, keeps=False)
            else:
                response = answer(request, *args, **kwargs)
        except (RequestDataTooBig, TooManyFieldsSent, BadRequest, UnreadablePostError):
            sentence = _("Dit is te lang. Vul alleen je acht plaatjes in.")
            response = _ask(request, [sentence], status=413, keeps=False)
        except (OperationalError, codes.Busy):
            sentence = _("Het is nu heel druk. Wacht even en probeer het nog een keer. Je plaatjes staan er nog.")
            response = _ask(request, [sentence], status=503)
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
    if request.method != "POST":
        return _ask(request, [])
    steps = {
        "judge": _judge,
        "ask_withdraw": _ask_withdraw,
        "withdraw": _withdraw,
        "show": _show_again,
        "look_again": _look_again,
        "other_words": _other_words,
    }
    step = steps.get(request.POST.get("step", ""))
    if step is None:
        return _open(request)
    return_code = _row_of(request.POST.get("token", ""))
    if return_code is None:
        return _ask(request, [_("Je was even weg. Vul je plaatjes nog een keer in.")], status=422)
    return step(request, return_code)


def _typed(request: HttpRequest) -> str:
    box = request.POST.get("code", "").strip()
    places = [request.POST.get(f"place_{place}", "").strip() for place in PLACES]
    return box or ", ".join(places if any(places) else [])


def _ask(request: HttpRequest, errors: list[str], status: int = 200, *, keeps: bool = True) -> HttpResponse:
    post = request.POST if keeps and request.method == "POST" else {}
    context = {
        "errors": errors,
        "code": str(post.get("code", "")),
        "places": [(place, str(post.get(f"place_{place}", ""))) for place in PLACES],
        "open_places": any(str(post.get(f"place_{place}", "")) for place in PLACES),
    }
    response = render(request, "answers/back.html", context, status=status)
    # This page alone may ask for the camera, to read the square of a card; what it sees stays on the device.
    response["Permissions-Policy"] = HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)")
    return response


def _open(request: HttpRequest) -> HttpResponse:
    """Reads forgivingly; an unknown code and a wrong one get the same answer in the same time."""
    reading = codes.read(_typed(request), get_language() or "nl")
    if reading.code is None:
        return _ask(request, _what_went_wrong(reading), status=422)
    return_code = child.find_by_return_code(code=reading.code)
    if return_code is None:
        guessing.wrong(timezone.now())
        sentence = _(
            "Bij deze plaatjes hoort geen idee. Kijk of alle acht kloppen en of ze in de goede volgorde staan."
        )
        return _ask(request, [sentence], status=422)
    return _show(request, return_code)


def _what_went_wrong(reading: codes.Reading) -> list[str]:
    if reading.outcome is codes.Outcome.EMPTY:
        return [_("Vul de acht plaatjes in die je kreeg.")]
    if reading.outcome is codes.Outcome.TOO_LONG:
        return [_("Dit is te lang. Vul alleen je acht plaatjes in.")]
    sentences = [_about(item) for item in reading.unknown[: codes.LENGTH]]
    found = len(reading.items)
    if reading.outcome is codes.Outcome.TOO_FEW:
        sentences.append(
            ngettext("Er mist nog {count} plaatje.", "Er missen nog {count} plaatjes.", reading.missing).format(
                count=reading.missing
            )
        )
    elif reading.outcome is codes.Outcome.TOO_MANY:
        sentences.append(_("We lezen {count} plaatjes. Het zijn er acht.").format(count=found))
    return sentences


def _about(item: codes.Item) -> str:
    sentence = _("Plaatje {number} kennen we niet: ‘{word}’.").format(number=item.position, word=item.typed)
    if item.suggestions:
        meant = ", ".join(suggestion.word for suggestion in item.suggestions)
        # outside the formatted string: whoever gathers the sentences for translators does not look inside one
        guess = _("Bedoel je: {words}?").format(words=meant)
        sentence = f"{sentence} {guess}"
    return sentence


def _token(return_code: ReturnCode) -> str:
    """A pass of half an hour for this row. It is not the code and cannot be turned into it."""
    return signing.dumps(str(return_code.pk), salt=TOKEN_SALT)


def _row_of(token: str) -> ReturnCode | None:
    try:
        pk = signing.loads(token, salt=TOKEN_SALT, max_age=TOKEN_SECONDS)
    except signing.BadSignature:
        return None
    return ReturnCode.objects.filter(pk=pk).first()


def _show(
    request: HttpRequest,
    return_code: ReturnCode,
    *,
    notice: str = "",
    error: str = "",
    kept: dict[str, str] | None = None,
) -> HttpResponse:
    ideas = my_ideas(return_code, get_language() or "nl", timezone.localdate())
    context = {
        "ideas": ideas,
        "token": _token(return_code),
        "notice": notice,
        "error": error,
        "kept": kept or {},
        "may_withdraw": any(not idea.withdrawn for idea in ideas),
        "is_demonstration": any(idea.is_demonstration for idea in ideas),
    }
    return render(request, "answers/my_idea.html", context, status=422 if error else 200)


def _show_again(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    return _show(request, return_code)


def _judge(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    """This is an answer, I do not understand it, this is no answer."""
    answer, text = request.POST.get("answer", ""), request.POST.get("text", "")
    try:
        if not (answer.isdecimal() and len(answer) < 10):
            raise Refusal(_("Dit antwoord kennen we niet."))
        judging.judge_by_code(
            answer_id=int(answer),
            return_code=return_code,
            value=request.POST.get("value", ""),
            text=text,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _show(request, return_code, error=refusal.sentence, kept={"answer": answer, "text": text})
    return _show(request, return_code, notice=_("Dank je. Wat jij vindt, telt mee. Je mag het later nog veranderen."))


def _look_again(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    """The idea is not shown and the child asks why: somebody else looks."""
    try:
        moderation.appeal(contribution_id=_idea(request), return_code=return_code, now=timezone.now())
    except Refusal as refusal:
        return _show(request, return_code, error=refusal.sentence)
    return _show(request, return_code, notice=_("Iemand anders kijkt er nog een keer naar. Kom later terug."))


def _other_words(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    """The idea is not shown and the child says it differently."""
    text = request.POST.get("text", "")
    try:
        moderation.say_it_differently(
            contribution_id=_idea(request), return_code=return_code, text=text, now=timezone.now()
        )
    except Refusal as refusal:
        kept = {"idea": request.POST.get("idea", ""), "text": text}
        return _show(request, return_code, error=refusal.sentence, kept=kept)
    return _show(request, return_code, notice=_("Dank je. Je nieuwe woorden zijn bij ons. Iemand leest ze eerst."))


def _idea(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("idea", ""))
    except ValueError:
        raise Refusal(_("Dit kan alleen bij een idee dat we niet laten zien.")) from None


def _ask_withdraw(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    return render(request, "answers/withdraw.html", {"token": _token(return_code)})


def _withdrawn_sentence() -> str:
    """Only what is true: what others made of it in their own words does not go."""
    return _(
        "Je idee is weg. Wat je schreef hebben we gewist, ook als je zin een stelling was. We bewaren alleen dat er een idee was. Was er al een advies? Dat blijft staan. Daar staat jouw tekst niet meer bij. Wat iemand anders opschreef of bewaarde, kunnen wij niet weghalen."
    )


def _withdraw(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    # whoever finds the pictures can take a cry for help away, but not that there was one
    safety.raise_flags(now=timezone.now())
    child.withdraw_contributions(return_code=return_code, now=timezone.now())
    return _show(request, return_code, notice=_withdrawn_sentence())
