"""Changes to a table plan: by hand, on the day, what tables offer and what people need of them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.editions.actions import moving as actions
from weerklank.editions.choosing import gathering as gatherings
from weerklank.editions.forms.choosing import BecauseForm, OfferForm, SeatNeedsForm, TargetForm
from weerklank.editions.models import Attendee, Edition, Seating, Sitting
from weerklank.editions.queries import choosing as draws
from weerklank.editions.queries import seating as queries
from weerklank.editions.queries.attendees import nobody_yet
from weerklank.editions.views.seating import crumbs_of, mine
from weerklank.moves import Refusal
from weerklank.web.fields import whole_number
from weerklank.web.listing import Choice, Filter, Filters


def _sitting(plan: Seating, typed: str) -> Sitting:
    key = whole_number(typed)
    found = plan.sittings.select_related("attendee", "table__edition_theme").filter(pk=key).first() if key else None
    if found is None:
        raise Refusal("Deze plaats is er niet meer. Ga terug naar de indeling en kies opnieuw.")
    return found


@requires("editions.organise")
def seating_move(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """First where to, then what it would mean, then the change itself."""
    plan = mine(request, slug, number, "editions.organise")
    typed = request.POST if request.method == "POST" else request.GET
    sitting = _sitting(plan, typed.get("wie", ""))
    person, round_ = str(sitting.attendee_id), sitting.round
    form = TargetForm(typed if "target" in typed else None, plan=plan, round_=round_, without=person)
    because = BecauseForm(request.POST if request.method == "POST" else None)
    preview = None
    if form.is_valid():
        table, with_ = form.chosen
        try:
            if request.method == "POST" and because.is_valid():
                actions.move_by_hand(
                    seating_id=plan.pk, person=person, round_=round_, table=table, with_=with_,
                    mark=request.POST.get("mark", ""), by=request.user, now=timezone.now(), **because.cleaned_data,
                )  # fmt: skip
                messages.success(request, f"{sitting.attendee.name} heeft een andere plaats. Die staat nu vast.")
                return redirect(f"/werk/edities/{slug}/tafelplan/{number}/?ronde={round_}")
        except Refusal as refusal:
            because.add_error(refusal.field or None, refusal.sentence)
        preview = queries.preview(
            plan, actions.weigh_move(plan=plan, person=person, round_=round_, table=table, with_=with_)
        )
    context = {
        "edition": plan.edition,
        "run": plan,
        "sitting": sitting,
        "target": form,
        "because": because,
        "form": because if because.errors else form,
        "preview": preview,
        "crumbs": _below(plan, "Verplaatsen"),
        "is_demonstration": plan.edition.is_demonstration,
    }
    wrong = form.errors or because.errors
    return render(request, "editions/choosing/seating_move.html", context, status=422 if wrong else 200)


def _below(plan: Seating, last: str) -> list[dict[str, str]]:
    here = f"/werk/edities/{plan.edition.slug}/tafelplan/{plan.number}/"
    return crumbs_of(plan.edition, (f"Indeling {plan.number}", here), (last, ""))


@requires("editions.organise")
@require_POST
def seating_pin(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    plan = mine(request, slug, number, "editions.organise")
    sitting = _sitting(plan, request.POST.get("wie", ""))
    pinned = "los" not in request.GET
    actions.pin(seating_id=plan.pk, sitting_id=sitting.pk, pinned=pinned, by=request.user, now=timezone.now())
    told = "staat vast: een nieuwe indeling laat die zoals hij is" if pinned else "staat niet meer vast"
    messages.success(request, f"De plaats van {sitting.attendee.name} {told}.")
    return redirect(f"/werk/edities/{slug}/tafelplan/{number}/?ronde={sitting.round}")


@requires("editions.organise")
def seating_reseat(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who came late and who stays away: the moves are shown before they are made."""
    plan = mine(request, slug, number, "editions.organise")
    typed = request.POST if request.method == "POST" else request.GET
    only_present = typed.get("binnen") == "ja"
    because = BecauseForm(request.POST if request.method == "POST" else None)
    preview, refused = None, ""
    try:
        if request.method == "POST" and because.is_valid():
            actions.reseat(
                seating_id=plan.pk, only_present=only_present, mark=request.POST.get("mark", ""), by=request.user,
                now=timezone.now(), **because.cleaned_data,
            )  # fmt: skip
            messages.success(request, "De plaatsen zijn bijgewerkt.")
            return redirect("editions-seating", slug=slug, number=number)
    except Refusal as refusal:
        because.add_error(refusal.field or None, refusal.sentence)
    try:
        preview = queries.preview(plan, actions.weigh_reseating(plan=plan, only_present=only_present))
    except Refusal as refusal:
        refused = refusal.sentence
    context = {
        "edition": plan.edition,
        "run": plan,
        "only_present": only_present,
        "because": because,
        "form": because,
        "preview": preview,
        "refused": refused,
        "crumbs": _below(plan, "Wie er is en wie niet"),
        "is_demonstration": plan.edition.is_demonstration,
    }
    return render(request, "editions/choosing/seating_reseat.html", context, status=422 if because.errors else 200)


def _edition(request: HttpRequest, slug: str) -> Edition:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    return edition


@requires("editions.organise")
def seating_offers(request: HttpRequest, slug: str) -> HttpResponse:
    """How many people fit at each table and what it offers."""
    edition = _edition(request, slug)
    registration = draws.registration_of(edition)
    tables = gatherings.tables_of(registration) if registration else []
    chosen = next((one for one in tables if str(one.pk) == request.POST.get("tafel", "")), None)
    refused = OfferForm.of(chosen, request.POST) if chosen and request.method == "POST" else None
    if chosen and refused and refused.is_valid():
        try:
            actions.set_offer(table_id=chosen.pk, by=request.user, now=timezone.now(), **refused.cleaned_data)
        except Refusal as refusal:
            refused.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"Wat {chosen} biedt, is bewaard.")
            return redirect(f"{request.path}?{request.GET.urlencode()}")
    themes = {str(one.edition_theme_id): str(one.edition_theme) for one in tables}
    theme = request.GET.get("thema", "")
    rows = [one for one in tables if theme not in themes or str(one.edition_theme_id) == theme]
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "page": page,
        "organises": True,
        "nobody": nobody_yet(registration),
        "rows": [(one, refused if refused and one == chosen else OfferForm.of(one)) for one in page],
        "form": refused,
        "filters": Filters((Filter("thema", "Thema", tuple(Choice(*one) for one in themes.items()), theme),)),
        "places": sum(gatherings.offer_of(one).places for one in tables),
        "crumbs": crumbs_of(edition, ("Wat tafels bieden", "")),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/choosing/seating_offers.html", context, status=422 if refused else 200)


@requires("editions.organise")
def seating_needs(request: HttpRequest, slug: str) -> HttpResponse:
    """What people said that they need, and what their table must therefore offer."""
    edition = _edition(request, slug)
    registration = draws.registration_of(edition)
    people = Attendee.objects.filter(registration=registration, state__in=gatherings.COMING).prefetch_related(
        "seat_needs"
    )
    which, search = request.GET.get("wie", "vraagt"), request.GET.get("q", "").strip()[:100]
    chosen = next((one for one in people if str(one.pk) == request.POST.get("wie", "")), None)
    refused = SeatNeedsForm.of(chosen, request.POST) if chosen and request.method == "POST" else None
    if chosen and refused and refused.is_valid():
        actions.set_needs(attendee=chosen, by=request.user, now=timezone.now(), **refused.cleaned_data)
        messages.success(request, f"Wat de tafel van {chosen.name} moet bieden, is bewaard.")
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    rows = people.order_by("name", "pk")
    if which == "vraagt":
        rows = rows.exclude(needs="") | rows.exclude(seat_needs=None)
    if search:
        rows = rows.filter(name__icontains=search)
    page = Paginator(rows.distinct(), 25).get_page(request.GET.get("page"))
    choices = (Choice("vraagt", "wie iets nodig heeft"), Choice("iedereen", "iedereen die komt"))
    context = {
        "edition": edition,
        "page": page,
        "organises": True,
        "nobody": nobody_yet(registration),
        "rows": [(one, refused if refused and one == chosen else SeatNeedsForm.of(one)) for one in page],
        "form": refused,
        "filters": Filters((Filter("wie", "Wie", choices, which),), query=search, query_label="Zoek op naam"),
        "crumbs": crumbs_of(edition, ("Wat mensen nodig hebben", "")),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/choosing/seating_needs.html", context, status=422 if refused else 200)
