"""What an organiser writes down for somebody who comes: a yes on paper, and a name or an address that was wrong."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from weerklank.accounts.access import requires
from weerklank.editions.actions import corrections as actions
from weerklank.editions.forms.attendees import DetailsForm, PaperForm
from weerklank.editions.models import Attendee
from weerklank.editions.views.attendee import attendee_of
from weerklank.editions.views.attendees import crumbs_below
from weerklank.moves import Refusal


def _page(request: HttpRequest, row: Attendee, form: forms.Form, template: str, title: str) -> HttpResponse:
    back = {"label": row.name, "href": f"/werk/edities/{row.edition.slug}/deelnemers/{row.pk}/"}
    context = {
        "edition": row.edition,
        "attendee": row,
        "form": form,
        "crumbs": crumbs_below(row.edition, back, {"label": title, "href": ""}),
        "is_demonstration": row.edition.is_demonstration,
    }
    return render(request, template, context, status=422 if form.errors else 200)


@requires("editions.organise")
def attendee_consent(request: HttpRequest, slug: str, attendee_id: uuid.UUID) -> HttpResponse:
    row = attendee_of(request, slug, attendee_id)
    if not row.is_under_16:
        raise Refusal("Deze persoon is zestien of ouder. Daar hoort geen toestemming van een ouder of voogd bij.")
    known = {
        "guardian_name": row.guardian_name,
        "guardian_phone": row.guardian_phone,
        "seen_on": row.consent_seen_on or timezone.localdate(),
        "photo_self": PaperForm.said(row.photo_self),
        "photo_guardian": PaperForm.said(row.photo_guardian),
    }
    form = PaperForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.record_consent(attendee_id=row.pk, paper=form.paper(), by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"De toestemming is bewaard. {row.name}: {row.get_state_display()}.")
            return redirect("editions-attendee", slug=slug, attendee_id=attendee_id)
    return _page(request, row, form, "editions/attendees/consent.html", "Toestemming op papier")


@requires("editions.organise")
def attendee_correct(request: HttpRequest, slug: str, attendee_id: uuid.UUID) -> HttpResponse:
    row = attendee_of(request, slug, attendee_id)
    form = DetailsForm(request.POST if request.method == "POST" else None, attendee=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(attendee_id=row.pk, details=form.details(), by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "De gegevens zijn bewaard.")
            return redirect("editions-attendee", slug=slug, attendee_id=attendee_id)
    return _page(request, row, form, "editions/attendees/correct.html", "Gegevens verbeteren")
