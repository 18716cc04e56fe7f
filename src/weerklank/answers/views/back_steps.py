"""What a child does on ``/terug/`` once its pictures opened it. Every step may be sent twice: the second time changes nothing.

There is no cookie here and no code in an address, so a step answers with the page itself and not with another address.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from weerklank.answers.actions import judging
from weerklank.answers.queries import my_ideas
from weerklank.findings import actions as findings
from weerklank.moderation.actions import refusing as moderation
from weerklank.moderation.actions import safety
from weerklank.moves import Refusal
from weerklank.participation.models import ReturnCode
from weerklank.web.fields import whole_number

TOKEN_SALT = "weerklank.terug"  # noqa: S105  (names the purpose of a signature, holds no secret)
TOKEN_SECONDS = 30 * 60

Step = Callable[[HttpRequest, ReturnCode], HttpResponse]


def token_of(return_code: ReturnCode) -> str:
    """A pass of half an hour for this row. It is not the code and cannot be turned into it."""
    return signing.dumps(str(return_code.pk), salt=TOKEN_SALT)


def row_of(token: str) -> ReturnCode | None:
    """The row of a pass that is still good."""
    try:
        pk = signing.loads(token, salt=TOKEN_SALT, max_age=TOKEN_SECONDS)
    except signing.BadSignature:
        return None
    return ReturnCode.objects.filter(pk=pk).first()


def show(
    request: HttpRequest,
    return_code: ReturnCode,
    *,
    notice: str = "",
    error: str = "",
    field: str = "",
    kept: dict[str, str] | None = None,
) -> HttpResponse:
    """The page itself; ``field`` is where on it the error can be taken away."""
    ideas = my_ideas(return_code, get_language() or "nl", timezone.localdate())
    context = {
        "ideas": ideas,
        "token": token_of(return_code),
        "notice": notice,
        "error": error,
        "error_field": field,
        "kept": kept or {},
        "may_withdraw": any(not idea.withdrawn for idea in ideas),
        "is_demonstration": any(idea.is_demonstration for idea in ideas),
    }
    return render(request, "answers/my_idea.html", context, status=422 if error else 200)


def _show_again(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    return show(request, return_code)


def _judge(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    """This is an answer, I do not understand it, this is no answer."""
    number, value = whole_number(request.POST.get("answer", "")), request.POST.get("value", "")
    try:
        if number is None:
            raise Refusal(_("Dit antwoord kennen we niet."))
        said = judging.judge_by_code(
            answer_id=number,
            return_code=return_code,
            value=value,
            was=request.POST.get("was"),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return show(request, return_code, error=refusal.sentence, field=f"zeg-{number}" if number else "")
    if said.value != value:
        return show(request, return_code, notice=_("Je had dit al veranderd. Wat je het laatst zei, telt."))
    return show(request, return_code, notice=_("Dank je. Wat jij vindt, telt mee. Je mag het later nog veranderen."))


def _look_again(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    """The idea is not shown and the child asks why: somebody else looks."""
    try:
        moderation.appeal(contribution_id=_idea(request), return_code=return_code, now=timezone.now())
    except Refusal as refusal:
        if refusal.field == "asked_before":
            return show(request, return_code, notice=refusal.sentence)
        return show(request, return_code, error=refusal.sentence)
    return show(request, return_code, notice=_("Iemand anders kijkt er nog een keer naar. Kom later terug."))


def _other_words(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    """The idea is not shown and the child says it differently."""
    idea, text = request.POST.get("idea", ""), request.POST.get("text", "")
    try:
        moderation.say_it_differently(
            contribution_id=_idea(request), return_code=return_code, text=text, now=timezone.now()
        )
    except Refusal as refusal:
        field = f"anders-{idea}" if refusal.field == "text" else ""
        return show(request, return_code, error=refusal.sentence, field=field, kept={"idea": idea, "text": text})
    return show(request, return_code, notice=_("Dank je. Je nieuwe woorden zijn bij ons. Iemand leest ze eerst."))


def _object(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    """My idea does not belong here; your sentence is not right."""
    about, _colon, thing = request.POST.get("about", "").partition(":")
    try:
        findings.object_with_code(
            contribution_id=_idea(request),
            about=about,
            thing_id=whole_number(thing) or 0,
            return_code=return_code,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return show(request, return_code, error=refusal.sentence)
    return show(
        request, return_code, notice=_("Dank je. Iemand kijkt opnieuw. Hier lees je straks wat die heeft besloten.")
    )


def _idea(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("idea", ""))
    except ValueError:
        raise Refusal(_("Dit kan alleen bij je eigen idee.")) from None


def _ask_withdraw(request: HttpRequest, return_code: ReturnCode, *, error: str = "") -> HttpResponse:
    """Whoever sent more than one, says which."""
    ideas = my_ideas(return_code, get_language() or "nl", timezone.localdate())
    context = {
        "token": token_of(return_code),
        "ideas": [(number, idea) for number, idea in enumerate(ideas, start=1) if not idea.withdrawn],
        "error": error,
    }
    return render(request, "answers/withdraw.html", context, status=422 if error else 200)


def _withdrawn_sentence() -> str:
    """Only what is true: what others made of it in their own words does not go."""
    return _(
        "Je idee is weg. Wat je schreef hebben we gewist, ook als je zin een stelling was. We bewaren alleen dat er een idee was. Was er al een advies? Dat blijft staan. Daar staat jouw tekst niet meer bij. Wat iemand anders opschreef of bewaarde, kunnen wij niet weghalen."
    )


def _withdraw(request: HttpRequest, return_code: ReturnCode) -> HttpResponse:
    ideas = my_ideas(return_code, get_language() or "nl", timezone.localdate())
    own = {idea.contribution_id for idea in ideas}
    present = {idea.contribution_id for idea in ideas if not idea.withdrawn}
    # of two, one may have gone on another device: then the other is no choice of the child
    chosen = set(request.POST.getlist("idea")) or (own if len(own) == 1 else set())
    if not chosen or not chosen <= own:
        if not present:
            return show(request, return_code, error=_("Dit kan alleen bij je eigen idee."))
        chose_none = not chosen and len(present) > 1
        return _ask_withdraw(
            request,
            return_code,
            error=_("Kies eerst welk idee weg moet.")
            if chose_none
            else _("Er is nog niets weg. Kijk wat je weg wilt halen en druk nog een keer."),
        )
    # whoever finds the pictures can take a cry for help away, but not that there was one
    safety.raise_flags()
    going = [UUID(one) for one in chosen & present]
    findings.take_back(return_code=return_code, only=going, now=timezone.now())
    return show(request, return_code, notice=_withdrawn_sentence())


STEPS: dict[str, Step] = {
    "judge": _judge,
    "ask_withdraw": _ask_withdraw,
    "withdraw": _withdraw,
    "show": _show_again,
    "look_again": _look_again,
    "other_words": _other_words,
    "object": _object,
}
