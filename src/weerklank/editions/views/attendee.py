"""One person who comes to the day: everything that is known, what the organiser can do, and asking somebody to come."""

from __future__ import annotations

import uuid

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import requires
from weerklank.editions.actions import attendees as actions
from weerklank.editions.actions import inviting
from weerklank.editions.door_codes import code_of
from weerklank.editions.forms.attendees import BondForm, BuddyForm, CancelForm, InviteForm, NeedsForm
from weerklank.editions.links import new_request_key, own_link, role_link
from weerklank.editions.models import Attendee, BondKind, Choosing, Entrance
from weerklank.editions.queries import attendees as queries
from weerklank.editions.views.attendees import crumbs_below, mine, registration_of
from weerklank.moves import Refusal


def attendee_of(request: HttpRequest, slug: str, attendee_id: uuid.UUID) -> Attendee:
    edition = mine(request, slug)
    known = Attendee.objects.select_related("registration__edition", "organisation", "buddy")
    return get_object_or_404(known, pk=attendee_id, registration__edition=edition)


def _page(request: HttpRequest, row: Attendee, **refused: forms.Form) -> HttpResponse:
    """Everything that is known, with the forms, of which at most one was refused."""
    edition = row.edition
    context = {
        "edition": edition,
        "attendee": row,
        "code": code_of(row.pk),
        "language": dict(settings.LANGUAGES).get(row.language, row.language),
        "wishes": row.theme_wishes.select_related("edition_theme"),
        "answers": row.traits.select_related("trait", "value").order_by("trait__order"),
        "buddy_of": row.buddy_of.all(),
        "bonds": queries.bonds_of(row),
        "post": queries.post_of(row),
        "sittings": row.sittings.filter(seating__state="approved").select_related("table__edition_theme").order_by("round"),
        "history": queries.history_of(row),
        "moves": queries.moves_of(row, timezone.localdate()),
        "needs_form": NeedsForm(initial={"needs_met": row.needs_met}),
        "buddy_form": BuddyForm(attendee=row, prefix="maatje"),
        "bond_form": BondForm(attendee=row, prefix="band"),
        "form": next(iter(refused.values()), None),
        "crumbs": crumbs_below(edition, {"label": row.name, "href": ""}),
        "is_demonstration": edition.is_demonstration,
    }  # fmt: skip
    return render(request, "editions/attendees/detail.html", context | refused, status=422 if refused else 200)


@requires("editions.organise")
def attendee_detail(request: HttpRequest, slug: str, attendee_id: uuid.UUID) -> HttpResponse:
    return _page(request, attendee_of(request, slug, attendee_id))


@requires("editions.organise")
def attendee_move(request: HttpRequest, slug: str, attendee_id: uuid.UUID, move: str) -> HttpResponse:
    """Asks first, says what follows from it, and only then moves."""
    row = attendee_of(request, slug, attendee_id)
    wanted = next((one for one in queries.moves_of(row, timezone.localdate()) if one.name == move), None)
    if wanted is None:
        raise Refusal(f"Dit kan nu niet: de stand is ‘{row.get_state_display()}’. Ga terug naar de deelnemer.")
    typed = request.POST if request.method == "POST" else None
    form = CancelForm(typed) if move == "cancel" else forms.Form(typed)
    if form.is_bound and form.is_valid():
        act = {"confirm": actions.confirm, "cancel": actions.cancel, "come_back": actions.come_back}[move]
        try:
            row = act(attendee_id=row.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{row.name}: {row.get_state_display()}.")
            return redirect("editions-attendee", slug=slug, attendee_id=attendee_id)
    back = {"label": row.name, "href": f"/werk/edities/{slug}/deelnemers/{row.pk}/"}
    context = {
        "edition": row.edition,
        "attendee": row,
        "move": wanted,
        "form": form,
        "lottery": move == "confirm" and row.registration.choosing == Choosing.LOTTERY,
        "crumbs": crumbs_below(row.edition, back, {"label": wanted.label, "href": ""}),
        "is_demonstration": row.edition.is_demonstration,
    }
    return render(request, "editions/attendees/move.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
def attendee_needs(request: HttpRequest, slug: str, attendee_id: uuid.UUID) -> HttpResponse:
    row = attendee_of(request, slug, attendee_id)
    form = NeedsForm(request.POST)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["needs_met"]
        try:
            actions.answer_needs(attendee_id=row.pk, words=words, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "Uw antwoord is bewaard. De deelnemer krijgt bericht.")
    if request.method == "POST" and form.errors:
        return _page(request, row, needs_form=form)
    return redirect("editions-attendee", slug=slug, attendee_id=attendee_id)


@requires("editions.organise")
def attendee_buddy(request: HttpRequest, slug: str, attendee_id: uuid.UUID) -> HttpResponse:
    row = attendee_of(request, slug, attendee_id)
    if request.method == "POST" and "weg" in request.POST:
        actions.set_buddy(attendee_id=row.pk, buddy_id=None, by=request.user, now=timezone.now())
        messages.success(request, "Het maatje is weggehaald.")
        return redirect("editions-attendee", slug=slug, attendee_id=attendee_id)
    form = BuddyForm(request.POST, attendee=row, prefix="maatje")
    if request.method == "POST" and form.is_valid():
        buddy = form.cleaned_data["who"]
        try:
            actions.set_buddy(attendee_id=row.pk, buddy_id=buddy.pk, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{buddy.name} is nu het maatje.")
    if request.method == "POST" and form.errors:
        return _page(request, row, buddy_form=form)
    return redirect("editions-attendee", slug=slug, attendee_id=attendee_id)


@requires("editions.organise")
def attendee_bind(request: HttpRequest, slug: str, attendee_id: uuid.UUID) -> HttpResponse:
    row = attendee_of(request, slug, attendee_id)
    form = BondForm(request.POST, attendee=row, prefix="band")
    if request.method == "POST" and form.is_valid():
        other, kind = form.cleaned_data["who"], BondKind(form.cleaned_data["kind"])
        try:
            actions.bind(attendee_id=row.pk, other_id=other.pk, kind=kind, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{row.name} en {other.name}: {kind.label}.")
    if request.method == "POST" and form.errors:
        return _page(request, row, bond_form=form)
    return redirect("editions-attendee", slug=slug, attendee_id=attendee_id)


@requires("editions.organise")
@require_POST
def attendee_unbind(request: HttpRequest, slug: str, attendee_id: uuid.UUID, bond_id: int) -> HttpResponse:
    row = attendee_of(request, slug, attendee_id)
    actions.unbind(attendee_id=row.pk, bond_id=bond_id, by=request.user, now=timezone.now())
    messages.success(request, "Weggehaald.")
    return redirect("editions-attendee", slug=slug, attendee_id=attendee_id)


# --- Inviting ----------------------------------------------------------------------------------------------------------


@requires("editions.organise")
def attendee_invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks somebody to come. The page after it shows the link once; nobody can read it again."""
    edition = mine(request, slug)
    registration = registration_of(edition)
    form = InviteForm(
        request.POST or None, registration=registration, initial={"request_key": new_request_key(), "language": "nl"}
    )
    context = {
        "edition": edition,
        "form": form,
        "roles": [
            (row, role_link(registration, row)) for row in registration.places.filter(places__gt=0).order_by("pk")
        ],
        "closes_on": registration.closes_on,
        "is_for_invited": registration.entrance == Entrance.INVITATION,
        "crumbs": crumbs_below(edition, {"label": "Uitnodigen", "href": ""}),
        "is_demonstration": edition.is_demonstration,
    }
    if request.method == "POST" and form.is_valid():
        try:
            row, is_new = actions.invite(
                registration_id=registration.pk,
                guest=form.guest(),
                request_key=form.cleaned_data["request_key"],
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            shown = {"attendee": row, "link": own_link(row) if is_new else ""}
            return render(request, "editions/attendees/invited.html", context | shown)
    return render(request, "editions/attendees/invite.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
@require_POST
def role_invitation(request: HttpRequest, slug: str) -> HttpResponse:
    """The link for a role: made, made anew, or taken back."""
    registration = registration_of(mine(request, slug))
    role, takes_back = request.POST.get("rol", ""), request.POST.get("doe") == "terug"
    act = inviting.take_back_link if takes_back else inviting.invite_role
    places = act(registration_id=registration.pk, role=role, by=request.user, now=timezone.now())
    if takes_back:
        messages.success(request, f"De link voor ‘{places.get_role_display()}’ werkt niet meer.")
    else:
        messages.success(request, f"Er is een link voor ‘{places.get_role_display()}’. Een eerdere werkt niet meer.")
    return redirect("editions-attendee-invite", slug=slug)
