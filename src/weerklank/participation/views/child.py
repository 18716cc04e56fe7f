"""The child's room: five steps, help and leaving. A press is stored first and answered with a redirect after it."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from functools import wraps
from random import Random
from typing import Any

import segno
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from weerklank.accounts.access import public
from weerklank.moves import Refusal
from weerklank.participation import proof, tickets, words
from weerklank.participation.actions import beginning
from weerklank.participation.actions import child as actions
from weerklank.participation.forms.child import CodeForm, IdeaForm, VoteForm
from weerklank.participation.models import EntryMode, EntryPoint, Place
from weerklank.participation.pictures import Drawing, codes
from weerklank.participation.queries import child as queries
from weerklank.participation.queries import serving
from weerklank.participation.queries.child import Door, Found
from weerklank.participation.views import open_door, visits
from weerklank.web.context import tag
from weerklank.web.elsewhere import from_elsewhere
from weerklank.web.own_language import offered

log = logging.getLogger("weerklank.participation")
STEPS = 5
RETRY_AFTER = "5"
METHODS = ["GET", "HEAD", "POST"]
_PRESS = re.compile(r"[a-z0-9]{1,12}")

Page = Callable[..., HttpResponse]


def child_page(view: Page) -> Page:
    """Keeps nothing behind in the browser, and turns what goes wrong into a page of the child's own room.

    There is no Django session and no CSRF cookie here: a form of a visit carries a token of that visit instead.
    """
    answer = require_http_methods(METHODS)(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method == "POST" and from_elsewhere(request):
                response = room_page(request, "refused", {"sentence": other_site_sentence()}, status=403)
            else:
                response = open_door.turned_away(request, kwargs.get("code", "")) or answer(request, *args, **kwargs)
        except (OperationalError, codes.Busy) as error:
            # The operator must see a broken database; what the child typed is in no message of a database.
            log.error("A child's page could not be answered: %s", error)
            response = room_page(request, "busy", {"typed": _typed(request)}, status=503)
            response["Retry-After"] = RETRY_AFTER
        except (RequestDataTooBig, TooManyFieldsSent, BadRequest, UnreadablePostError):
            response = room_page(request, "too_big", status=413)
        except proof.NoRoom:
            response = open_door.waiting_page(request, kwargs.get("code", ""))
        except Refusal as refusal:
            response = room_page(request, "refused", {"sentence": refusal.sentence}, status=409)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, noai, noimageai"
        return response

    return guarded


def other_site_sentence() -> str:
    return _("Dit kwam van een andere site. Open de vraag zelf en verstuur het daar.")


@public("children take part without an account")
@child_page
def start(request: HttpRequest) -> HttpResponse:
    """Step 1: type the code of your class, or choose a question that is open to everybody."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    today = timezone.localdate()
    if request.method == "POST" and form.is_valid():
        found = queries.find_entry(form.cleaned_data["code"], today)
        if found.door in (Door.OPEN, Door.FULL) and found.entry_point:
            return redirect(visits.address_of(found.entry_point))
        form.add_error("code", sentence_of(found, form.strange_sign()))
    questions = queries.open_questions(today, translation.get_language())
    context = {
        "form": form,
        "questions": questions,
        "step": 1,
        "is_demonstration": any(question.is_demonstration for question in questions),
        "own_language": offered(request),
    }
    response = room_page(request, "start", context, status=422 if form.errors else 200)
    patch_vary_headers(response, ("Accept-Language",))
    return response


@public("children take part without an account")
@child_page
def question(request: HttpRequest, code: str) -> HttpResponse:
    """Step 2: what it is about, what can change and what cannot; pressing start uses one place of the code."""
    found = queries.find_entry(code, timezone.localdate())
    visit = visits.visit_at(request, found)
    if found.entry_point is None or (found.door is not Door.OPEN and visit is None):
        return _closed_door(request, found)
    if request.method == "POST":
        fresh = tickets.unseal(request.POST.get("start", ""), purpose="start")
        if fresh is None or fresh.entry_point_id != found.entry_point.pk:
            return redirect("participation-child-question", code=code)
        # who began here already goes on; anybody else who brings a start that was used gets another visit
        if not beginning.is_of(visit, fresh):
            visit = beginning.begin(visit=fresh, work=proof.offered(request.POST), now=timezone.now())
        if visit is None:
            return redirect("participation-child-question", code=code)
        return visits.remembering(redirect("participation-child-idea", code=code), visit)
    if visit is None and visits.was_typed(request) and visits.begins_in_another_language(found.entry_point):
        return redirect(visits.address_of(found.entry_point))
    return _door(request, code, found.entry_point, visit)


def _door(
    request: HttpRequest, code: str, entry_point: EntryPoint, visit: tickets.Visit | None, *, was_emptied: bool = False
) -> HttpResponse:
    context = {
        "step": 2,
        "visit_is_open": visit is not None,
        "nobody_began": visit is None,
        "was_emptied": was_emptied,
        "start": tickets.seal(_a_new_visit(entry_point), purpose="start"),
        "asked_by": queries.asked_by(entry_point.consultation),
        "is_class": entry_point.code is not None,
        "work": open_door.asked(entry_point),
    }
    return question_page(request, "question", entry_point, code, context)


@public("children take part without an account")
@child_page
def idea(request: HttpRequest, code: str) -> HttpResponse:
    """Step 3: one box for what you think; skipping is fine too."""
    found = queries.find_entry(code, timezone.localdate())
    if found.entry_point is None:
        return _closed_door(request, found)
    visit = visits.visit_at(request, found)
    if request.method == "POST":
        return _take_idea(request, code, found.entry_point, visit)
    if visit is None:
        return _lost(request, code, found)
    together = found.entry_point.mode in (EntryMode.ONE_SHEET, EntryMode.HANDS)
    form = IdeaForm(initial={"together": together}, own_device=found.entry_point.mode == EntryMode.OWN_DEVICE)
    return _idea_page(request, code, found.entry_point, visit, form)


def _a_new_visit(entry_point: EntryPoint) -> tickets.Visit:
    return tickets.begin(
        entry_point.pk, serving.draw(entry_point.consultation, Random(secrets.randbits(64)), entry_point.channel)
    )


def _take_idea(request: HttpRequest, code: str, entry_point: EntryPoint, visit: tickets.Visit | None) -> HttpResponse:
    form = IdeaForm(request.POST, own_device=entry_point.mode == EntryMode.OWN_DEVICE)
    if "language" in request.POST:
        kept = IdeaForm(initial=request.POST.dict(), own_device=entry_point.mode == EntryMode.OWN_DEVICE)
        return _idea_page(request, code, entry_point, visit, kept)
    is_valid = form.is_valid()
    sender = visits.sender(request, entry_point, visit)
    if sender is None:
        return _asked_again(request, code, entry_point, visit, form)
    skips = "skip" in request.POST
    if skips and form.cleaned_data.get("text"):
        form.add_error("text", _("Er staat nog tekst. Verstuur die, of maak het vak leeg om over te slaan."))
        return _idea_page(request, code, entry_point, sender, form, status=422)
    if not skips and not is_valid:
        return _idea_page(request, code, entry_point, sender, form, status=422)
    try:
        speaker = beginning.say(
            visit=sender,
            is_inside=visit is not None,
            text=None if skips else form.cleaned_data["text"],
            language=tag(translation.get_language()),
            wants_private=form.cleaned_data["wants_private"],
            group_size=form.cleaned_data.get("group_size"),
            work=proof.offered(request.POST),
            now=timezone.now(),
        )
    except proof.NoRoom:
        raise
    except Refusal as refusal:
        form.add_error(refusal.field or None, refusal.sentence)
        return _idea_page(request, code, entry_point, sender, form, status=422)
    if speaker is None:
        return _asked_again(request, code, entry_point, visit, form)
    return visits.remembering(_on(request, "participation-child-statements", code=code), speaker)


def _asked_again(
    request: HttpRequest, code: str, entry_point: EntryPoint, visit: tickets.Visit | None, form: IdeaForm
) -> HttpResponse:
    form.add_error(None, _("Je was er even uit. Wat je schreef staat er nog. Druk nog een keer op de knop."))
    return _idea_page(request, code, entry_point, visit, form, status=422)


def _on(request: HttpRequest, name: str, **where: Any) -> HttpResponse:
    """The next step. A device that keeps a draft reads in the fragment which press of its own was stored."""
    press = request.POST.get("press", "")
    said = f"#p-{press}" if _PRESS.fullmatch(press) else ""
    return HttpResponseRedirect(reverse(name, kwargs=where) + said)


def _idea_page(
    request: HttpRequest,
    code: str,
    entry_point: EntryPoint,
    visit: tickets.Visit | None,
    form: IdeaForm,
    status: int = 200,
) -> HttpResponse:
    known = visit if visit and visits.visit_of(request) == visit else None
    context = {
        "step": 3,
        "form": form,
        "form_token": tickets.form_token(known.ticket) if known else "",
        "start": "" if known else tickets.seal(visit or _a_new_visit(entry_point), purpose="start"),
        "sent": len(_own(known)),
        "together_is_open": any(form[name].value() for name in ("together", "group_size") if name in form.fields),
    }
    return question_page(request, "idea", entry_point, code, context, status=status)


@public("children take part without an account")
@child_page
def statements(request: HttpRequest, code: str) -> HttpResponse:
    """Step 4 begins at the first sentence that has no answer yet."""
    found = queries.find_entry(code, timezone.localdate())
    visit = visits.visit_at(request, found)
    if found.entry_point is None or visit is None:
        return _lost(request, code, found)
    cards = serving.cards(found.entry_point.consultation, visit, translation.get_language())
    for card in cards:
        if not card.answer:
            return redirect("participation-child-statement", code=code, number=card.number)
    if not cards:
        return redirect("participation-child-done", code=code)
    return redirect("participation-child-statement", code=code, number=1)


@public("children take part without an account")
@child_page
def statement(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Step 4: one sentence, three answers; going back and changing is always possible."""
    found = queries.find_entry(code, timezone.localdate())
    visit = visits.visit_at(request, found)
    if found.entry_point is None or visit is None:
        return _lost(request, code, found)
    cards = serving.cards(found.entry_point.consultation, visit, translation.get_language())
    if not 1 <= number <= len(cards):
        return redirect("participation-child-statements" if cards else "participation-child-done", code=code)
    card = cards[number - 1]
    if request.method == "POST":
        return _take_vote(request, code, found.entry_point, visit, card)
    form = VoteForm(initial={"value": card.answer, "important": card.important})
    return _statement_page(request, code, found.entry_point, visit, card, form)


def _take_vote(
    request: HttpRequest, code: str, entry_point: EntryPoint, visit: tickets.Visit, card: serving.Card
) -> HttpResponse:
    form = VoteForm(request.POST)
    is_valid = form.is_valid()
    if not tickets.is_form_token(visit.ticket, request.POST.get("token", "")):
        form.add_error(None, _("Je was er even uit. Je antwoord staat er nog. Druk nog een keer op de knop."))
        return _statement_page(request, code, entry_point, visit, card, form, status=422)
    # The sentence that was on the screen is named in the form: the row may have changed in the meantime.
    if request.POST.get("statement") != str(card.statement.pk):
        return redirect("participation-child-statements", code=code)
    # Who goes back without having chosen loses nothing; what was chosen is kept.
    if "skip" not in request.POST and not ("back" in request.POST and not request.POST.get("value")):
        if not is_valid:
            return _statement_page(request, code, entry_point, visit, card, form, status=422)
        try:
            actions.vote(
                visit=visit,
                statement=card.statement,
                value=form.cleaned_data["value"],
                important=form.cleaned_data["important"],
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            return _statement_page(request, code, entry_point, visit, card, form, status=422)
    if "back" in request.POST and card.number > 1:
        return _on(request, "participation-child-statement", code=code, number=card.number - 1)
    if card.number < card.total:
        return _on(request, "participation-child-statement", code=code, number=card.number + 1)
    _try_return_code(visit)
    return _on(request, "participation-child-done", code=code)


def _statement_page(
    request: HttpRequest,
    code: str,
    entry_point: EntryPoint,
    visit: tickets.Visit,
    card: serving.Card,
    form: VoteForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "step": 4,
        "card": card,
        "form": form,
        "form_token": tickets.form_token(visit.ticket),
        "sent": len(_own(visit)),
        # The help after a signal stands on top of the first sentence; on the next ones it would stand in the way.
        "signals_seen": card.number > 1,
    }
    return question_page(request, "statement", entry_point, code, context, status=status)


@public("children take part without an account")
@child_page
def others(request: HttpRequest, code: str) -> HttpResponse:
    """What other children said and a person published: only for who said something, or chose to skip."""
    found = queries.find_entry(code, timezone.localdate())
    visit = visits.visit_at(request, found)
    if found.entry_point is None or visit is None:
        return _lost(request, code, found)
    skips = request.method == "POST" and tickets.is_form_token(visit.ticket, request.POST.get("token", ""))
    may_read = skips or queries.has_taken_part(found.entry_point.consultation, visit.ticket)
    said = (
        queries.said_by_others(found.entry_point.consultation, visit.ticket, translation.get_language())
        if may_read
        else []
    )
    page = Paginator(said, 25).get_page(request.POST.get("page") or request.GET.get("page"))
    context = {"step": 4, "may_read": may_read, "page": page, "form_token": tickets.form_token(visit.ticket)}
    return question_page(request, "others", found.entry_point, code, context)


@public("children take part without an account")
@child_page
def done(request: HttpRequest, code: str) -> HttpResponse:
    """Step 5: eight pictures to come back with, shown as often as this visit asks for them."""
    found = queries.find_entry(code, timezone.localdate())
    visit = visits.visit_at(request, found)
    if found.entry_point is None or visit is None:
        return _lost(request, code, found)
    if request.method == "POST":
        if tickets.is_form_token(visit.ticket, request.POST.get("token", "")):
            actions.issue_return_code(visit=visit, now=timezone.now())
        return redirect("participation-child-done", code=code)
    language = translation.get_language()
    own_code = queries.code_of(visit.ticket)
    context = {
        "step": 5,
        "sent": len(_own(visit)),
        "form_token": tickets.form_token(visit.ticket),
        "pictures": queries.pictures_of(visit.ticket, language),
        "words": own_code.text(language) if own_code else "",
        "qr": _qr(own_code.text(language)) if own_code else None,
        "signals_seen": bool(serving.cards(found.entry_point.consultation, visit, language)),
    }
    return question_page(request, "done", found.entry_point, code, context)


@public("whoever needs help finds it without an account")
@child_page
def help_lines(request: HttpRequest) -> HttpResponse:
    """Where to find help, per part of the Kingdom. What is chosen here is kept nowhere."""
    chosen = request.GET.get("deel", "")
    chosen = chosen if chosen in queries.PARTS else queries.HOME_TERRITORY
    lines = queries.help_lines(chosen, translation.get_language())
    return room_page(request, "help", {"parts": queries.parts_of_the_kingdom(chosen), "lines": lines}, with_help=False)


@public("an unknown address gets a sentence and a way on")
@child_page
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    return room_page(request, "unknown", status=404)


def room_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    with_help: bool = True,
) -> HttpResponse:
    signals = (context or {}).get("signals", ())
    lines: tuple[queries.Line, ...] = ()
    if with_help:
        # A database that is held must not keep the page from saying so, nor a child from the numbers.
        lines = (
            queries.help_at_hand() if status >= 500 else queries.first_help_lines(translation.get_language(), signals)
        )
    shared = {"step_total": STEPS, "help_lines": lines, "leave_address": reverse("participation-child-leave")}
    return render(request, f"participation/child/{template}.html", shared | (context or {}), status=status)


def question_page(
    request: HttpRequest, template: str, entry_point: EntryPoint, code: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    visit = visits.visit_of(request)
    shared = {
        "code": code,
        "consultation": entry_point.consultation,
        "asked": queries.words_of(entry_point.consultation, translation.get_language()),
        "is_demonstration": entry_point.consultation.edition.is_demonstration,
        "signals": queries.own_signals(visit.ticket) if visit else (),
        "own_device": entry_point.mode == EntryMode.OWN_DEVICE,
        "is_shared": entry_point.mode != EntryMode.OWN_DEVICE,
        "is_open_link": entry_point.code is None,
        "most_signs": words.MAX_SIGNS,
        # only who said that the group lives in reception brings up a procedure: elsewhere nobody has one
        "in_reception": entry_point.place == Place.RECEPTION,
    }
    return room_page(request, template, shared | context, status=status)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form held, so that pressing again on the next page sends it again."""
    return [(name, str(value)) for name, value in request.POST.items()] if request.method == "POST" else []


def _closed_door(request: HttpRequest, found: Found) -> HttpResponse:
    status = {Door.UNKNOWN: 404, Door.CLOSED: 410, Door.ENDED: 410}.get(found.door, 409)
    return room_page(
        request, "closed_door", {"sentence": sentence_of(found), "found": found, "form": CodeForm()}, status=status
    )


def _lost(request: HttpRequest, code: str, found: Found) -> HttpResponse:
    """No visit: the cookie was refused, or somebody else used this device in between."""
    if found.entry_point is None or found.door is not Door.OPEN:
        return _closed_door(request, found)
    if found.entry_point.mode != EntryMode.OWN_DEVICE:
        # leafing back on a shared screen ends where the next child begins
        return _door(request, code, found.entry_point, None, was_emptied=True)
    return room_page(request, "lost", {"code": code, "own_device": True}, status=409)


def sentence_of(found: Found, strange_sign: str = "") -> str:
    if found.door is Door.NOT_YET and found.opens_on:
        return _("Meedoen met deze code kan vanaf %(day)s. Probeer het dan nog een keer.") % {
            "day": date_format(found.opens_on, "j E Y")
        }
    if found.door is Door.UNKNOWN and strange_sign:
        return _(
            "Deze code kennen we niet. Het teken ‘%(sign)s’ komt in geen enkele code voor. Kijk of je hem goed hebt overgetypt."
        ) % {"sign": strange_sign}
    return {
        Door.UNKNOWN: _("Deze code kennen we niet. Kijk of je hem goed hebt overgetypt."),
        Door.NOT_YET: _("Deze vraag is nog niet open. Probeer het later nog een keer."),
        Door.CLOSED: _(
            "Meedoen met deze code kan nu niet meer. Vraag aan degene van wie je de code kreeg of er een nieuwe is."
        ),
        Door.FULL: _(
            "Deze code is al zo vaak gebruikt als mocht. Vraag aan degene van wie je hem kreeg om een nieuwe code."
        ),
        Door.ENDED: queries.ended_sentence(),
        Door.OPEN: "",
    }[found.door]


def _own(visit: tickets.Visit | None) -> tuple[Any, ...]:
    return queries.own_contributions(visit.ticket) if visit else ()


def _try_return_code(visit: tickets.Visit) -> None:
    """The pictures are made on the way; where that is too busy, the page has a button for it."""
    try:
        actions.issue_return_code(visit=visit, now=timezone.now())
    except (codes.Busy, OperationalError):
        return


def _qr(words: str) -> Drawing:
    """The words alone, without an address: whoever scans it gets text to type in, not a link that knows the code."""
    square = segno.make(words, error="l", micro=False)
    return Drawing(
        square.svg_inline(scale=4, border=3, light="#fff", dark="#14203a", svgclass="qr", lineclass=None, omitsize=True)
    )
