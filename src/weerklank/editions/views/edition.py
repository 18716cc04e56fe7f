"""The organiser's pages of an edition."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.accounts.models import Role
from weerklank.editions import actions, queries, taking_over
from weerklank.editions.forms import EditionForm, GiveRoleForm, NewEditionForm
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, EditionRole
from weerklank.editions.overview import way_of
from weerklank.editions.queries.calendar import calendar
from weerklank.editions.rules import organises
from weerklank.moves import Refusal
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

WORK = {"label": "Werk", "href": "/werk/"}
EDITIONS = {"label": "Edities", "href": "/werk/edities/"}


def crumbs(edition: Edition, *last: str) -> list[dict[str, str]]:
    """Where one stands below an edition; the last piece has no link."""
    here = {"label": str(edition), "href": f"/werk/edities/{edition.slug}/" if last else ""}
    return [WORK, EDITIONS, here, *({"label": label, "href": ""} for label in last)]


@requires("editions.staff")
def edition_list(request: HttpRequest) -> HttpResponse:
    search, state = request.GET.get("q", "").replace("\0", "").strip()[:100], request.GET.get("staat", "")[:20]
    found = queries.editions_to_look_at(request.user, search=search, state=state)
    if "csv" in request.GET:
        rows = ((one.year, one.title, one.date, one.place, one.get_state_display()) for one in found)
        return csv_file("edities", ["jaar", "titel", "dialoogdag", "plaats", "stand"], rows)
    states = tuple(Choice(value, str(label)) for value, label in EditionState.choices)
    context = {
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "filters": Filters((Filter("staat", "Stand", states, state),), query=search),
        "crumbs": [WORK, {"label": "Edities"}],
    }
    return render(request, "editions/list.html", context)


@requires("editions.create")
def edition_new(request: HttpRequest) -> HttpResponse:
    """First what the edition is; where it follows another, then what it takes over; only then is it made."""
    form = NewEditionForm(
        request.POST or None,
        account=request.user,
        today=timezone.localdate(),
        after=queries.may_precede(request.user).filter(slug=request.GET.get("na", "")[:40]).first(),
    )
    asked, shift = request.POST.get("doe", ""), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.refuse_what_cannot_begin(
                by=request.user, **{name: given[name] for name in ("year", "title", "day", "previous")}
            )
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["previous"]:
            shift = actions.shift_of(
                previous=given["previous"], year=given["year"], day=given["day"], by=request.user,
                today=timezone.localdate(),
            )  # fmt: skip
        if asked == "maken" or (shift is None and asked != "terug"):
            taken = taking_over.ticked(request.POST.getlist("neem")) if shift else None
            try:
                edition = actions.create_edition(by=request.user, now=timezone.now(), taken=taken, **given)
            except Refusal as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
            else:
                messages.success(request, f"{edition} is gemaakt, als concept. U bent de organisator.")
                return redirect("editions-detail", slug=edition.slug)
    looking = shift is not None and not form.errors and asked != "terug"
    # boxes belong to the edition of which they were ticked; of another one everything is offered anew
    seen = request.POST.get("gezien", "")
    same = bool(seen) and (shift is None or asked == "terug" or seen == str(shift.previous.pk))
    context = {
        "form": form,
        "shift": shift if looking else None,
        "offered": taking_over.offered(shift) if shift and looking else (),
        # whoever goes back and returns finds the same boxes ticked
        "ticked": request.POST.getlist("neem") if same else None,
        "seen": seen,
        "crumbs": [WORK, EDITIONS, {"label": "Nieuwe editie"}],
        "is_demonstration": request.user.is_demonstration,
    }
    return render(request, "editions/new.html", context, status=422 if form.errors else 200)


@requires("editions.organise")
def edition_take_over(request: HttpRequest, slug: str) -> HttpResponse:
    """More of the edition before, as long as children do not take part yet."""
    edition = get_object_or_404(Edition.objects.select_related("previous"), slug=slug)
    require("editions.organise", request.user, edition)
    sentence = ""
    if request.method == "POST":
        taken = taking_over.ticked(request.POST.getlist("neem"))
        try:
            told = actions.take_over(edition_id=edition.pk, taken=taken, by=request.user, now=timezone.now())
        except Refusal as refusal:
            sentence = refusal.sentence
        else:
            messages.success(request, f"Overgenomen: {told}." if told else "Er is niets overgenomen.")
            return redirect("editions-take-over", slug=slug)
    shift = edition.previous and actions.shift_of(
        previous=edition.previous, year=edition.year, day=edition.date, by=request.user, edition=edition,
        today=timezone.localdate(),
    )  # fmt: skip
    context = {
        "edition": edition,
        "shift": shift,
        "offered": taking_over.offered(shift) if shift else (),
        "sentence": sentence,
        "may": edition.state in actions.TAKING_OVER,
        "crumbs": crumbs(edition, "Overnemen"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/take_over.html", context, status=422 if sentence else 200)


@requires("editions.staff")
def edition_detail(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.staff", request.user, edition)
    return _detail(request, edition)


def _detail(request: HttpRequest, edition: Edition, refused: str = "") -> HttpResponse:
    """The first page of an edition; after a step that was refused, with what was ticked."""
    steps, today = queries.steps(edition), timezone.localdate()
    context = {
        "edition": edition,
        "refused": refused,
        "seen": request.POST.getlist("achtergelaten"),
        "steps": steps,
        "next": next((step for step in steps if step.next), None),
        "way": way_of(edition, today),
        "phases": calendar(edition, today).rows,
        "takes_over": edition.previous_id is not None and edition.state in actions.TAKING_OVER,
        "themes": edition.themes.all(),
        # a manager of the platform looks on: what only the organiser may open is no link for others
        "organises": organises(request.user, edition),
        "crumbs": crumbs(edition),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/detail.html", context, status=422 if refused else 200)


@requires("editions.organise")
@require_POST
def edition_advance(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    move = request.POST.get("move", "")
    if move in queries.ELSEWHERE:
        raise Refusal(queries.ELSEWHERE[move])
    seen = request.POST.getlist("achtergelaten")
    try:
        edition = actions.advance(edition_id=edition.pk, move=move, by=request.user, now=timezone.now(), seen=seen)
    except Refusal as refusal:
        if refusal.field != "seen":
            raise
        return _detail(request, edition, refusal.sentence)
    messages.success(request, f"De editie staat nu op ‘{edition.get_state_display()}’.")
    return redirect("editions-detail", slug=slug)


@requires("editions.organise")
def edition_change(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    form = EditionForm.of(edition, account=request.user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data | {"organisations": list(form.cleaned_data["organisations"])}
            actions.describe_edition(edition_id=edition.pk, by=request.user, now=timezone.now(), **given)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            told = " Het bericht aan wie komt ligt klaar en gaat vanzelf." if given.get("tell_people") else ""
            messages.success(request, f"De gegevens van de editie zijn bewaard.{told}")
            return redirect("editions-detail", slug=slug)
    context = {
        "edition": edition,
        "form": form,
        "crumbs": crumbs(edition, "Wijzigen"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/change.html", context, status=422 if form.errors else 200)


@requires("editions.staff")
def edition_roles(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.staff", request.user, edition)
    form = GiveRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account, role = form.cleaned_data["account"], form.cleaned_data["role"]
        try:
            actions.give_role(
                edition_id=edition.pk, account_id=account.pk, role=role, by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{account} is nu {Role(role).label}.")
            return redirect("editions-roles", slug=slug)
    page = Paginator(queries.roles_in(edition), 25).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "form": form,
        "page": page,
        "crumbs": crumbs(edition, "Wie doet wat"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/roles.html", context, status=422 if form.errors else 200)


@requires("editions.staff")
@require_POST
def edition_role_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    given = get_object_or_404(EditionRole.objects.select_related("edition", "account"), pk=pk, edition__slug=slug)
    require("editions.staff", request.user, given.edition)
    actions.withdraw_role(edition_id=given.edition_id, role_id=pk, by=request.user, now=timezone.now())
    messages.success(request, f"{given.account} is geen {Role(given.role).label} meer.")
    return redirect("editions-roles", slug=slug)
