"""The organiser's pages of the table plan: its runs, the tables as pictures and lists, and its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank import calculating
from weerklank.accounts.access import require, requires
from weerklank.editions.actions import seating as actions
from weerklank.editions.actions.running import PLANS
from weerklank.editions.choosing.gathering import Households
from weerklank.editions.forms.choosing import ApproveForm, StartSeatingForm
from weerklank.editions.lifecycle import RunState
from weerklank.editions.models import Edition, ParticipantRole, Seating
from weerklank.editions.queries import choosing as draws
from weerklank.editions.queries import seating as queries
from weerklank.editions.queries import themes_of
from weerklank.editions.queries.attendees import nobody_yet
from weerklank.editions.rules import organises
from weerklank.editions.views.choosing import OF_ORGANISERS, narrowed_runs
from weerklank.editions.views.edition import crumbs
from weerklank.moves import Refusal
from weerklank.web import lists
from weerklank.web.fields import whole_number
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

ROLES = tuple(Choice(role.value, str(role.label)) for role in ParticipantRole)
WHICH = (Choice("wens", "met een wens die niet lukt"), Choice("vast", "met een vaste plaats"))
PAPERS = ("a4", "a3")


def mine(request: HttpRequest, slug: str, number: int, rule: str) -> Seating:
    found = Seating.objects.select_related("registration__edition", "made_by", "approved_by")
    plan = get_object_or_404(found, number=number, registration__edition__slug=slug)
    require(rule, request.user, plan.edition)
    return plan


def crumbs_of(edition: Edition, *last: tuple[str, str]) -> list[dict[str, str]]:
    here = {"label": "Tafelplan", "href": f"/werk/edities/{edition.slug}/tafelplan/"}
    return [*crumbs(edition, "")[:-1], here, *({"label": label, "href": href} for label, href in last)]


@requires("editions.staff")
def seating_list(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.staff", request.user, edition)
    registration = draws.registration_of(edition)
    form = StartSeatingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not organises(request.user, edition):
            raise Refusal("Een organisator van deze editie maakt een indeling; u kunt haar vaststellen.")
        if registration is None:
            raise Refusal("Zet eerst klaar hoe mensen zich aanmelden; daarna kan er een indeling komen.")
        if form.is_valid():
            given = form.cleaned_data | {"households": Households(form.cleaned_data["households"])}
            try:
                plan = actions.start_seating(
                    registration_id=registration.pk, by=request.user, now=timezone.now(), **given
                )
            except Refusal as refusal:
                form.add_error(refusal.field or None, refusal.sentence)
            else:
                transaction.on_commit(calculating.call)
                messages.success(request, f"Tafelindeling {plan.number} is begonnen.")
                return redirect("editions-seating", slug=slug, number=plan.number)
    rows, filters = narrowed_runs(
        request, queries.seatings_of(registration) if registration else Seating.objects.none()
    )
    if lists.wants_file(request):
        lines = (
            (one.number, one.get_state_display(), one.rounds, one.seed, one.made_by, one.made_on, one.told)
            for one in rows
        )
        head = ["nummer", "stand", "rondes", "zaad", "begonnen door", "op", "uitkomst"]
        return csv_file(f"tafelindelingen-{slug}", head, lines)
    context = {
        "edition": edition,
        "registration": registration,
        "form": form,
        "organises": organises(request.user, edition),
        "nobody": nobody_yet(registration),
        "page": lists.page_of(request, rows),
        "filters": filters,
        "crumbs": crumbs(edition, "Tafelplan"),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "editions/choosing/seatings.html", context, status=422 if form.errors else 200)


def _csv(plan: Seating, which: str) -> HttpResponse:
    name = f"tafelplan-{plan.edition.slug}-{plan.number}"
    if which == "tafels":
        head = ["ronde", "thema", "tafel", "waar", "naam", "rol", "staat vast"]
        return csv_file(f"{name}-per-tafel", head, queries.per_table(plan))
    head = ["naam", "rol", *(f"ronde {number}" for number in range(1, plan.rounds + 1))]
    return csv_file(f"{name}-per-persoon", head, queries.per_person(plan))


def page_of(request: HttpRequest, plan: Seating, approve: ApproveForm | None = None) -> HttpResponse:
    """The plan with one of its rounds, narrowed as asked."""
    edition = plan.edition
    round_ = min(whole_number(request.GET.get("ronde", "1"), largest=12) or 1, plan.rounds)
    themes = {str(theme.pk): str(theme) for theme in themes_of(edition)}
    get = request.GET.get
    asked = queries.Narrowed(
        theme=get("thema", "") if get("thema", "") in themes else "",
        role=get("rol", "") if get("rol", "") in ParticipantRole.values else "",
        search=get("q", "").strip()[:100],
        which=get("wie", "") if get("wie", "") in {one.value for one in WHICH} else "",
    )
    papers = get("prent", "")
    tables = queries.table_views(plan, round_, asked)
    context: dict[str, Any] = {
        "edition": edition,
        "run": plan,
        "round": round_,
        "rounds": range(1, plan.rounds + 1),
        "progress": calculating.progress_of(plan),
        "organises": organises(request.user, edition),
        "may_move": organises(request.user, edition) and plan.state in actions.MADE,
        "may_approve": plan.state == RunState.DONE and request.user.pk != plan.made_by_id,
        "made_it": request.user.pk == plan.made_by_id,
        "approve": approve or ApproveForm(),
        "form": approve,
        "broken": queries.broken(plan) if plan.state in actions.MADE and plan.sittings.exists() else (),
        "empty": queries.empty_tables(plan) if plan.state in actions.MADE else (),
        "clashes": queries.clashes(plan),
        "quality": queries.quality(plan),
        "page": lists.page_of(request, tables),
        "filters": Filters(
            (
                Filter("thema", "Thema", tuple(Choice(key, name) for key, name in themes.items()), asked.theme),
                Filter("rol", "Rol", ROLES, asked.role),
                Filter("wie", "Alleen wie", WHICH, asked.which),
            ),
            query=asked.search,
            query_label="Zoek op naam",
            kept=(("ronde", str(round_)),),
        ),
        "shapes": [(role.value, role.label, queries.SHAPES[role]) for role in ParticipantRole],
        "crumbs": crumbs_of(edition, (f"Indeling {plan.number}", "")),
        "is_demonstration": edition.is_demonstration,
    }
    if papers in PAPERS:
        context |= {"tables": tables, "paper": papers}
        return render(request, "editions/choosing/seating_print.html", context)
    return render(request, "editions/choosing/seating.html", context, status=422 if approve else 200)


@requires("editions.staff")
def seating(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    plan = mine(request, slug, number, "editions.staff")
    if "csv" in request.GET:
        return _csv(plan, request.GET["csv"])
    return page_of(request, plan)


@requires("editions.staff")
@require_POST
def seating_step(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    step, now = request.POST.get("step", ""), timezone.now()
    plan = mine(request, slug, number, "editions.organise" if step in OF_ORGANISERS else "editions.staff")
    if step == "approve":
        form = ApproveForm(request.POST)
        if form.is_valid():
            try:
                actions.approve_seating(seating_id=plan.pk, by=request.user, now=now, **form.cleaned_data)
            except Refusal as refusal:
                if not refusal.field:
                    raise
                form.add_error(refusal.field, refusal.sentence)
        if form.errors:
            return page_of(request, plan, form)
        messages.success(request, "De indeling is vastgesteld. Wat nu nog verandert, krijgt een reden.")
    elif step == "publish":
        actions.publish_seating(seating_id=plan.pk, by=request.user, now=now)
        messages.success(
            request,
            "De indeling is bekendgemaakt: wie komt, ziet op de eigen bladzijde waar hij of zij zit. "
            "De schuilnamen aan de tafels volgen de indeling; bij het teruglezen wordt alleen gevraagd wie er zit.",
        )
    elif step == "stop":
        actions.stop_seating(seating_id=plan.pk, by=request.user, now=now)
        messages.success(request, "Het maken van de indeling is gestopt.")
    elif step == "go_on" and plan.state in draws.GOING_ON:
        transaction.on_commit(lambda: calculating.go_on(PLANS))
        messages.success(request, "Het rekenen gaat verder.")
    else:
        raise Refusal("Deze stap bestaat niet, of kan nu niet. Ververs de bladzijde.")
    return redirect("editions-seating", slug=slug, number=number)
