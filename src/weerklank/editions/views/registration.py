"""The page on which an organiser says how people sign up for the day."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from weerklank.accounts.access import requires
from weerklank.editions.actions.registration import set_registration
from weerklank.editions.forms.registration import RegistrationForm
from weerklank.editions.queries import attendees as queries
from weerklank.editions.views.attendees import crumbs_below, mine
from weerklank.moves import Refusal


@requires("editions.organise")
def day_registration(request: HttpRequest, slug: str) -> HttpResponse:
    edition = mine(request, slug)
    registration = queries.registration_of(edition)
    form = RegistrationForm(request.POST if request.method == "POST" else None, registration=registration)
    if form.is_bound and form.is_valid():
        try:
            set_registration(edition_id=edition.pk, wanted=form.settings(), by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De instellingen zijn bewaard.")
            return redirect("editions-attendees", slug=slug)
    context = {
        "edition": edition,
        "registration": registration,
        "form": form,
        "crumbs": crumbs_below(edition, {"label": "Instellingen", "href": ""}),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/attendees/settings.html", context, status=422 if form.errors else 200)
