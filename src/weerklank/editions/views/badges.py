"""The badges of everybody who comes, or of one person, as a file to print."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from weerklank.accounts.access import requires
from weerklank.editions.badges import MOST, badges_pdf
from weerklank.editions.queries.attendees import SEATED
from weerklank.editions.views.attendees import mine, registration_of
from weerklank.moves import Refusal
from weerklank.web.printing.press import NotPrinted


@requires("editions.organise")
def badges(request: HttpRequest, slug: str) -> HttpResponse:
    edition = mine(request, slug)
    people = (
        registration_of(edition).attendees.select_related("organisation").order_by("role", "badge_name", "name", "pk")
    )
    if one := request.GET.get("een"):
        try:
            people = people.filter(pk=uuid.UUID(one))
        except ValueError:
            people = people.none()
    else:
        people = people.filter(state__in=SEATED)
    chosen = list(people[: MOST + 1])
    if not chosen:
        raise Refusal("Er is nog niemand met een plaats, dus er zijn geen badges. Geef eerst mensen een plaats.")
    if len(chosen) > MOST:
        raise Refusal(f"Meer dan {MOST} badges tegelijk gaat niet.")
    try:
        pdf = badges_pdf(edition, chosen, on=timezone.localdate())
    except NotPrinted:
        raise Refusal(
            "De badges konden niet worden gemaakt: in een naam staat een teken dat we niet kunnen zetten."
        ) from None
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="badges-{edition.slug}.pdf"'
    return response
