"""What people who come to the day open themselves: signing up, their own page, and the page of a guardian."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weerklank.accounts.access import public
from weerklank.editions import links
from weerklank.editions.actions import attending as actions
from weerklank.editions.door import Door, taken_back
from weerklank.editions.forms.attending import AboutYouForm, AttendForm, ConsentForm, GuardianAddressForm, yes_or_no
from weerklank.editions.lifecycle import AttendanceState
from weerklank.editions.models import Attendee, DayRegistration, Edition
from weerklank.editions.queries import attending as queries
from weerklank.moves import Refusal
from weerklank.web import catalogues

View = Callable[..., HttpResponse]
# these pages speak a language once all of this one does
PAGE = "editions/templates/editions/attending/front.html"
# what a page says after a press: the word in the address, so that nobody needs a cookie to read it
DONE = {
    "gewijzigd": gettext_lazy("Wat je veranderde, is bewaard."),
    "afgemeld": gettext_lazy("De afmelding is bewaard."),
    "terug": gettext_lazy("De aanmelding staat weer."),
    "gevraagd": gettext_lazy("We sturen de vraag nog een keer."),
    "ja": gettext_lazy("Dank u. Uw ja is bewaard."),
    "nee": gettext_lazy("Uw nee is bewaard."),
}


class DeadLink(Http404):
    """A secret link that opens nothing; its words are for whoever followed it."""


def of_one_person(view: View) -> View:
    """A page behind a secret link stays in no cache, no index and no other site's log; a dead link says that it is."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, slug=slug, **kwargs)
        except DeadLink as dead:
            context = _page(_edition(slug), _("Aanmelding"), sentence=str(dead))
            response = render(request, "editions/attending/gone.html", context, status=404)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, noai, noimageai"
        return response

    return guarded


def _edition(slug: str) -> Edition:
    found = queries.edition_with_door(slug)
    if found is None:
        raise Http404(_("Van deze dialoog weten wij niets. Kijk op /dialoog/ welke er waren."))
    return found


def _own(slug: str, secret: str) -> Attendee:
    row = links.find(secret, slug)
    if row is None:
        raise DeadLink(_("Deze link werkt niet of niet meer. Na de dag wissen we alles, en dan ook deze bladzijde."))
    return row


def _guardians(slug: str, secret: str) -> Attendee:
    row = links.find_for_guardian(secret, slug)
    if row is None:
        raise DeadLink(_("Deze link werkt niet of niet meer. Na de dag wissen we alles, en dan ook deze bladzijde."))
    return row


def _page(edition: Edition, here: str, **more: Any) -> dict[str, Any]:
    crumbs = [
        {"label": _("Dialoog"), "href": "/dialoog/"},
        {"label": edition.title, "href": edition.get_absolute_url()},
        {"label": here, "href": ""},
    ]
    return {
        "edition": edition,
        "crumbs": crumbs,
        "is_demonstration": edition.is_demonstration,
        "main_language": catalogues.spoken(PAGE),
        "spoken_in": catalogues.spoken_in(PAGE),
        **more,
    }


def _to_own(row: Attendee, secret: str, done: str = "") -> HttpResponse:
    address = reverse("editions-attend-own", args=[row.edition.slug, secret])
    return redirect(f"{address}?gedaan={done}" if done else address)


@public("whoever wants to come to the day signs up without an account")
def attend(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _edition(slug)
    registration = queries.registration_of(edition)
    front = queries.front(registration, timezone.localdate())
    response = _sign_up(request, edition, registration, front, request.GET.get("als", ""))
    # on a tablet that goes round, nobody goes back to what the one before typed
    response["Cache-Control"] = "no-store, private"
    return response


@public("whoever got the link for a role signs up without an account, also where a day is not open to everybody")
@of_one_person
def invited(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    edition = _edition(slug)
    registration = queries.registration_of(edition)
    found = links.invited_by(registration, secret) if registration else None
    if registration is None or found is None:
        raise DeadLink(
            _("Deze link kennen we niet. Kijk of hij helemaal is overgenomen, of vraag het aan wie hem gaf.")
        )
    front = queries.front(registration, timezone.localdate(), invited=True)
    if front.door is Door.OPEN and not found.is_good:
        front = replace(front, door=Door.INVITATION, why=taken_back(registration))
    return _sign_up(request, edition, registration, front, found.role, invitation=secret)


def _sign_up(
    request: HttpRequest,
    edition: Edition,
    registration: DayRegistration | None,
    front: queries.Front,
    role: str,
    *,
    invitation: str = "",
) -> HttpResponse:
    chosen = next((way for way in front.ways if way.role == role), None)
    form = None
    if registration and chosen and front.door is Door.OPEN:
        form = AttendForm(
            _with_key(request), registration=registration, role=role, initial={"language": get_language() or "nl"}
        )
        form.fields["request_key"].initial = links.new_request_key()
        if request.method == "POST" and form.is_valid():
            try:
                row = actions.register(
                    registration_id=registration.pk,
                    role=role,
                    is_under_16=form.is_under_16,
                    told=form.told(),
                    request_key=form.cleaned_data["request_key"],
                    now=timezone.now(),
                    invitation=invitation,
                )
                return redirect("editions-attend-thanks", slug=edition.slug, secret=links.own_secret(row.pk))
            except Refusal as refusal:
                form.add_error(refusal.field or None, refusal.sentence)
    shown = {"front": front, "form": form, "chosen": chosen, "door": front.door.value, "invited": bool(invitation)}
    context = _page(edition, _("Aanmelden"), **shown)
    if form is None:
        # whoever sends while the door is closed must not think that it came in
        return render(
            request, "editions/attending/front.html", context, status=409 if request.method == "POST" else 200
        )
    return render(request, "editions/attending/front.html", context, status=422 if form.errors else 200)


def _with_key(request: HttpRequest) -> Any:
    """What was sent, with a key where a browser sent none that can be one."""
    if request.method != "POST":
        return None
    sent = request.POST.copy()
    if not links.is_request_key(sent.get("request_key", "")):
        sent["request_key"] = links.new_request_key()
    return sent


@public("says that the registration came in, with the link that changes it")
@of_one_person
def thanks(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    row = _own(slug, secret)
    address = request.build_absolute_uri(reverse("editions-attend-own", args=[slug, secret]))
    page = queries.own_page(row, timezone.localdate())
    context = _page(row.edition, _("Aangemeld"), page=page, address=address, reach=row.registration.reach)
    return render(request, "editions/attending/thanks.html", context)


@public("whoever has the link of a registration sees how it stands")
@of_one_person
def own(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    row = _own(slug, secret)
    if row.state == AttendanceState.INVITED:
        return _invitation(request, row, secret)
    return _own_page(request, row, secret, GuardianAddressForm())


def _own_page(request: HttpRequest, row: Attendee, secret: str, form: GuardianAddressForm) -> HttpResponse:
    context = _page(
        row.edition,
        _("Je aanmelding"),
        page=queries.own_page(row, timezone.localdate()),
        secret=secret,
        form=form,
        reach=row.registration.reach,
        erase=row.registration.erase_after,
        done=DONE.get(request.GET.get("gedaan", ""), ""),
    )
    return render(request, "editions/attending/own.html", context, status=422 if form.errors else 200)


def _invitation(request: HttpRequest, row: Attendee, secret: str) -> HttpResponse:
    form = AttendForm(
        _with_key(request), registration=row.registration, role=row.role, initial=AttendForm.initial_of(row)
    )
    form.fields["request_key"].initial = links.new_request_key()
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept(attendee=row, is_under_16=form.is_under_16, told=form.told(), now=timezone.now())
            return redirect("editions-attend-thanks", slug=row.edition.slug, secret=secret)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
    context = _page(
        row.edition,
        _("Uitnodiging"),
        form=form,
        front=queries.front(row.registration, timezone.localdate(), invited=True),
        page=queries.own_page(row, timezone.localdate()),
        secret=secret,
    )
    return render(request, "editions/attending/invitation.html", context, status=422 if form.errors else 200)


@public("whoever has the link of a registration changes it")
@of_one_person
def change(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    row = _own(slug, secret)
    page = queries.own_page(row, timezone.localdate())
    if not page.may_change:
        return _to_own(row, secret)
    form = AboutYouForm(
        request.POST if request.method == "POST" else None,
        registration=row.registration,
        role=row.role,
        initial=AboutYouForm.initial_of(row),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(attendee=row, told=form.told(), now=timezone.now())
            return _to_own(row, secret, "gewijzigd")
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
    context = _page(row.edition, _("Wijzigen"), form=form, page=page, secret=secret)
    return render(request, "editions/attending/change.html", context, status=422 if form.errors else 200)


@public("whoever has the link of a registration takes it back")
@of_one_person
def cancel(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """A button on a page of its own: programmes that open every link must sign nobody off."""
    row = _own(slug, secret)
    if request.method == "POST":
        actions.cancel(attendee=row, now=timezone.now())
        return _to_own(row, secret, "afgemeld")
    page = queries.own_page(row, timezone.localdate())
    if not page.may_cancel and row.state != AttendanceState.INVITED:
        return _to_own(row, secret)
    return render(
        request, "editions/attending/cancel.html", _page(row.edition, _("Afmelden"), page=page, secret=secret)
    )


@public("whoever signed off comes after all, with the same link")
@of_one_person
@require_POST
def come_back(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    row = actions.come_back(attendee=_own(slug, secret), now=timezone.now())
    return _to_own(row, secret, "terug")


@public("a child puts the address of its guardian right, with its own link")
@of_one_person
@require_POST
def ask_again(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    row = _own(slug, secret)
    form = GuardianAddressForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_again(attendee=row, email=form.cleaned_data["email"], now=timezone.now())
            return _to_own(row, secret, "gevraagd")
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    return _own_page(request, row, secret, form)


@public("a guardian says yes or no with the link from the message")
@of_one_person
def guardian(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    row = _guardians(slug, secret)
    known = {
        "guardian_name": row.guardian_name,
        "guardian_phone": row.guardian_phone,
        "photo": yes_or_no(row.photo_guardian),
    }
    form = ConsentForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            values = form.cleaned_data
            actions.agree(
                attendee=row,
                guardian_name=values["guardian_name"],
                guardian_phone=values["guardian_phone"],
                photo={"yes": True, "no": False}.get(values["photo"]),
                now=timezone.now(),
            )
            return redirect(f"{request.path}?gedaan=ja")
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    context = _page(
        row.edition,
        _("Toestemming"),
        page=queries.guardian_page(row, timezone.localdate()),
        form=form,
        secret=secret,
        done=DONE.get(request.GET.get("gedaan", ""), ""),
    )
    return render(request, "editions/attending/guardian.html", context, status=422 if form.errors else 200)


@public("a guardian says no, or not any more, with the link from the message")
@of_one_person
@require_POST
def guardian_no(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    actions.decline(attendee=_guardians(slug, secret), now=timezone.now())
    address = reverse("editions-attend-guardian", args=[slug, secret])
    return redirect(f"{address}?gedaan=nee")
