"""The room of whoever leads a group: no account, no cookie; the address itself is the key, so it is kept nowhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from weerklank.accounts.access import public
from weerklank.moves import Refusal
from weerklank.participation import addresses, proof, squares
from weerklank.participation.actions import child
from weerklank.participation.actions import groups as actions
from weerklank.participation.forms.groups import (
    HAND_WORDS,
    MODE_WORDS,
    AddressForm,
    HandsForm,
    ModeForm,
    NewGroupForm,
    PlacesForm,
    TogetherForm,
)
from weerklank.participation.models import EntryMode, EntryPoint
from weerklank.participation.pictures import class_codes, codes
from weerklank.participation.printing.lesson import GROUND_RULES, SAFETY
from weerklank.participation.queries import child as childs
from weerklank.participation.queries import groups as queries
from weerklank.participation.views import open_door, visits
from weerklank.participation.views.child import sentence_of
from weerklank.web.context import tag
from weerklank.web.elsewhere import from_elsewhere

log = logging.getLogger("weerklank.participation")
METHODS = ["GET", "HEAD", "POST"]
WHY = "whoever leads a group has no account; the secret address is the key"

Page = Callable[..., HttpResponse]


def teacher_page(view: Page) -> Page:
    """Finds the group of the address; kept by no browser, no search engine and no log.

    There is no cookie here, so there is no CSRF token: who knows the address needs no forgery, and who does not has nothing to forge.
    """
    answer = require_http_methods(METHODS)(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method == "POST" and from_elsewhere(request):
                raise Refusal(_("Dit kwam van een andere site. Open de bladzijde zelf en doe het daar."))
            response = _for_group(answer, request, *args, **kwargs)
        except (OperationalError, codes.Busy) as error:
            log.error("A page of a group could not be answered: %s", error)
            response = room(request, "participation/teacher/busy.html", {}, status=503)
            response["Retry-After"] = "5"
        except (RequestDataTooBig, TooManyFieldsSent, BadRequest, UnreadablePostError):
            sentence = _("Wat er werd verstuurd is veel te groot of kapot. Ga terug en probeer het nog een keer.")
            response = room(request, "participation/teacher/refused.html", {"sentence": sentence}, status=413)
        except Refusal as refusal:
            response = room(request, "participation/teacher/refused.html", {"sentence": refusal.sentence}, status=409)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noai, noimageai"
        # Django writes the address of what failed into its log, and here the address is the key
        response._has_been_logged = True
        return response

    return guarded


def _for_group(view: Page, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if "secret" not in kwargs:
        return view(request, *args, **kwargs)
    found = queries.find_group(kwargs.pop("secret"))
    if found is None:
        return room(
            request, "participation/teacher/unknown.html", {"form": AddressForm(auto_id="id_of_%s")}, status=404
        )
    return view(request, *found, *args, **kwargs)


def room(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page for whoever leads a group, in the language of its address."""
    spoken = {"main_language": get_language()}
    return render(request, page, spoken | context, status=status)


def page_of(entry_point: EntryPoint, secret: str, *last: str) -> dict[str, Any]:
    """What every page of a group knows; the address stands in its links and in no title."""
    home = reverse("participation-group", args=[addresses.written(secret)])
    crumbs = [{"label": _("Jullie groep"), "href": home}, *({"label": label} for label in last)] if last else []
    return {
        "group": home,
        "entry_point": entry_point,
        "children_begin_at": visits.own_address_of(entry_point),
        "consultation": entry_point.consultation,
        "asked": childs.words_of(entry_point.consultation, get_language() or "nl"),
        "state": queries.state_of(entry_point, timezone.localdate()),
        "crumbs": crumbs,
        "is_demonstration": entry_point.consultation.edition.is_demonstration,
    }


def address_of_group(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("participation-group", args=[addresses.written(secret)]))


@public("a teacher makes a code for a class without an account")
@teacher_page
def make(request: HttpRequest) -> HttpResponse:
    """The open form: a code for a group, and the address of its page."""
    today = timezone.localdate()
    consultations = queries.open_consultations(today)
    asks_address = request.method == "POST" and "address" in request.POST
    at_the_door = False
    address = AddressForm(request.POST if asks_address else None, auto_id="id_of_%s")
    form = NewGroupForm(
        request.POST if request.method == "POST" and not asks_address else None, consultations=consultations
    )
    if asks_address and address.is_valid():
        found = queries.find_group(address.cleaned_data["address"])
        if found:
            return redirect("participation-group", addresses.written(found[1]))
        address.add_error("address", _("Dit adres kennen we niet. Kijk of u alle twaalf tekens goed hebt overgetypt."))
    if form.is_bound and form.is_valid():
        try:
            consultation = form.cleaned_data.pop("consultation")
            made = actions.make_group(
                consultation_id=consultation.pk,
                work=proof.offered(request.POST),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            at_the_door = refusal.field == actions.AT_THE_DOOR
            form.add_error(None if at_the_door else refusal.field or None, refusal.sentence)
        else:
            return redirect(f"{reverse('participation-group', args=[addresses.written(made.secret)])}?nieuw")
    context = {
        "form": form,
        "address": address,
        "consultations": consultations,
        "work": open_door.asked_of_a_group(),
        "is_demonstration": any(one.edition.is_demonstration for one in consultations),
    }
    status = 429 if at_the_door else 422 if form.errors or address.errors else 200
    response = room(request, "participation/teacher/make.html", context, status=status)
    if at_the_door:
        response["Retry-After"] = open_door.RETRY_AFTER
    return response


@public(WHY)
@teacher_page
def group(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """How it stands, what to do, and the ground rules."""
    return _group_page(request, entry_point, secret)


def _group_page(request: HttpRequest, entry_point: EntryPoint, secret: str, **forms: Any) -> HttpResponse:
    context = page_of(entry_point, secret) | {
        "address": address_of_group(request, secret),
        "is_new": "nieuw" in request.GET,
        "notice": DONE.get(request.GET.get("gedaan", ""), ""),
        "mode_words": MODE_WORDS.get(EntryMode(entry_point.mode), entry_point.get_mode_display()),
        "mode_form": ModeForm(initial={"mode": entry_point.mode}),
        "places_form": PlacesForm(
            initial={"places": min(entry_point.max_uses + 5, actions.MOST_PLACES)}, entry_point=entry_point
        ),
        "may_raise": entry_point.max_uses < actions.MOST_PLACES and not entry_point.ended,
        "rules": GROUND_RULES,
        "safety": SAFETY,
        "lines": queries.lines_for_adults(),
    }
    wrong = any(form.errors for form in forms.values())
    return room(request, "participation/teacher/group.html", context | forms, status=422 if wrong else 200)


DONE = {
    "vorm": gettext_lazy("Bewaard: zo doen jullie nu mee."),
    "plaatsen": gettext_lazy("De code heeft meer plaatsen."),
    "einde": gettext_lazy("Met deze code kan niemand meer beginnen. Wat er binnen is, blijft."),
    "samen": gettext_lazy("Wat de groep vindt, is binnen."),
}


def _back(secret: str, done: str) -> HttpResponse:
    return redirect(f"{reverse('participation-group', args=[addresses.written(secret)])}?gedaan={done}")


@public(WHY)
@teacher_page
def mode(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """The group does it another way."""
    form = ModeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_mode(entry_point_id=entry_point.pk, mode=form.cleaned_data["mode"], now=timezone.now())
        return _back(secret, "vorm")
    return _group_page(request, entry_point, secret, mode_form=form)


@public(WHY)
@teacher_page
def places(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """More places for the code."""
    form = PlacesForm(request.POST or None, entry_point=entry_point)
    if request.method == "POST" and form.is_valid():
        try:
            actions.more_places(entry_point_id=entry_point.pk, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            return _back(secret, "plaatsen")
    return _group_page(request, entry_point, secret, places_form=form)


@public(WHY)
@teacher_page
def end(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """Asks once, then the code takes nobody in any more."""
    if request.method == "POST":
        actions.end_group(entry_point_id=entry_point.pk, now=timezone.now())
        return _back(secret, "einde")
    return room(request, "participation/teacher/end.html", page_of(entry_point, secret, _("Code stoppen")))


@public("the class code large on the board; the secret address must not stand on a screen that a class looks at")
@teacher_page
def board(request: HttpRequest, code: str) -> HttpResponse:
    """The code so large that the last row reads it."""
    found = childs.find_entry(code, timezone.localdate())
    if found.entry_point is None or not found.entry_point.code:
        return room(
            request, "participation/teacher/unknown.html", {"form": AddressForm(auto_id="id_of_%s")}, status=404
        )
    entry_point = found.entry_point
    address = visits.own_address_of(entry_point)
    # the children read it, so it speaks the language in which the group begins
    with translation.override(entry_point.language):
        context = {
            "consultation": entry_point.consultation,
            "asked": childs.words_of(entry_point.consultation, entry_point.language),
            "language_tag": tag(entry_point.language),
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "sentence": sentence_of(found),
            "shows_code": found.door in (childs.Door.OPEN, childs.Door.NOT_YET),
            "has_ended": found.door is childs.Door.ENDED,
            "is_full": found.door is childs.Door.FULL,
            "group_door": request.build_absolute_uri("/groep/").partition("://")[2],
            "spaced": class_codes.spaced(entry_point.code),
            "door": request.build_absolute_uri("/doe-mee/").partition("://")[2],
            "squares": squares.of(request.build_absolute_uri(address)),
            "is_demonstration": entry_point.consultation.edition.is_demonstration,
        }
        return render(request, "participation/teacher/board.html", context)


@public(WHY)
@teacher_page
def hands(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """The group's statements on one screen, and how many hands went up."""
    rows = queries.hands_of(entry_point)
    form = HandsForm(request.POST or None, rows=rows, entry_point=entry_point)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tally_hands(
                entry_point_id=entry_point.pk,
                present=form.cleaned_data["present"],
                counted=form.pressed(),
                press=form.cleaned_data["press"],
                now=timezone.now(),
            )
        except Refusal as refusal:
            # the first number of a sentence carries what is wrong with it, so that the summary names the sentence and leads there
            where = (refusal.field or "").replace("hands-", "agree-")
            form.add_error(where if where in form.fields else None, refusal.sentence)
            form.stands_now(queries.hands_of(entry_point))
            return _hands_page(request, entry_point, secret, form)
        # back to the statement whose button was pressed, so that counting goes on where it was
        pressed = (request.POST.get("plus") or request.POST.get("minus", "")).rpartition("-")[2]
        anchor = f"#zin-{pressed}" if pressed.isascii() and pressed.isdecimal() else "?bewaard"
        return redirect(f"{reverse('participation-group-hands', args=[addresses.written(secret)])}{anchor}")
    return _hands_page(request, entry_point, secret, form)


def _hands_page(request: HttpRequest, entry_point: EntryPoint, secret: str, form: HandsForm) -> HttpResponse:
    blocks = []
    for row in form.rows:
        fields = [(name, label, form[f"{name}-{row.statement_id}"]) for name, label in HAND_WORDS.items()]
        wrong = dict.fromkeys(sentence for _name, _label, field in fields for sentence in field.errors)
        was = [form[f"was-{name}-{row.statement_id}"] for name in HAND_WORDS]
        blocks.append({"row": row, "fields": fields, "was": was, "error": " ".join(wrong)})
    context = page_of(entry_point, secret, _("Handen tellen")) | {
        "form": form,
        "blocks": blocks,
        "saved": "bewaard" in request.GET,
    }
    return room(request, "participation/teacher/hands.html", context, status=422 if form.errors else 200)


@public(WHY)
@teacher_page
def together(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """One contribution of the whole group."""
    form = TogetherForm(
        request.POST or None,
        entry_point=entry_point,
        initial={"language": entry_point.language, "size": min(entry_point.max_uses, actions.LARGEST_GROUP)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_together(entry_point_id=entry_point.pk, secret=secret, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            return redirect("participation-group-pictures", addresses.written(secret))
    context = page_of(entry_point, secret, _("Samen één antwoord")) | {"form": form}
    return room(request, "participation/teacher/together.html", context, status=422 if form.errors else 200)


@public(WHY)
@teacher_page
def pictures(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """The eight pictures under which the answer to the group as a whole can be found."""
    ticket = addresses.group_ticket(secret)
    # made here and not while sending: a busy moment then costs this page and not the words of the group
    child.issue_return_code(visit=child.tickets.Visit(ticket, entry_point.pk), now=timezone.now())
    context = page_of(entry_point, secret, _("Plaatjes van de groep")) | {
        "pictures": childs.pictures_of(ticket, entry_point.language),
    }
    return room(request, "participation/teacher/pictures.html", context)
