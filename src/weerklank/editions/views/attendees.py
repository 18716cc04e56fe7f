"""The list of who comes to the day: searched, narrowed, ordered, as a file, and its free places given away."""

from __future__ import annotations

from collections.abc import Container, Iterator

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.editions.actions import attendees as actions
from weerklank.editions.door_codes import code_of
from weerklank.editions.lifecycle import AttendanceState
from weerklank.editions.models import (
    Attendee,
    Choosing,
    DayRegistration,
    Edition,
    ParticipantRole,
    TraitValue,
)
from weerklank.editions.queries import attendees as queries
from weerklank.editions.views.edition import crumbs
from weerklank.moves import Refusal
from weerklank.web.listing import Cell, Choice, Column, Filter, Filters, Table
from weerklank.web.spreadsheet import csv_file

COLUMNS = (("rij", "Plek in de rij"), ("naam", "Naam"), ("rol", "Rol"), ("stand", "Stand"), ("organisatie", "Namens"))
LACKS = (Choice("antwoord", "antwoord over wat nodig is"), Choice("toestemming", "toestemming van een ouder of voogd"))
CSV_HEAD = (
    "rij", "naam", "naam op badge", "rol", "stand", "e-mail", "telefoon", "namens", "jonger dan 16", "ouder of voogd",
    "telefoon ouder", "ja van ouder", "foto zelf", "foto ouder", "nodig", "geregeld", "taal", "gezin", "code",
)  # fmt: skip
YES_NO = {True: "ja", False: "nee", None: ""}


def mine(request: HttpRequest, slug: str) -> Edition:
    """The edition, for who organises it."""
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    return edition


def registration_of(edition: Edition) -> DayRegistration:
    found = queries.registration_of(edition)
    if found is None:
        raise Refusal("Zeg eerst bij de instellingen hoe mensen zich aanmelden voor deze dag.")
    return found


def crumbs_below(edition: Edition, *last: dict[str, str]) -> list[dict[str, str]]:
    attendees = {"label": "Deelnemers", "href": f"/werk/edities/{edition.slug}/deelnemers/" if last else ""}
    return [*crumbs(edition, "")[:-1], attendees, *last]


def _asked(request: HttpRequest) -> queries.Asked:
    def one_of(name: str, known: Container[str]) -> str:
        value = request.GET.get(name, "")
        return value if value in known else ""

    order = request.GET.get("volgorde", "")
    return queries.Asked(
        search=request.GET.get("q", "").replace("\0", "").strip()[:100],
        role=one_of("rol", ParticipantRole.values),
        state=one_of("stand", AttendanceState.values),
        lacks=one_of("mist", queries.LACKING),
        language=one_of("taal", dict(settings.LANGUAGES)),
        value=request.GET.get("kenmerk", ""),
        order=order if order.removeprefix("-") in queries.ORDERS else "rij",
    )


def _filters(registration: DayRegistration, asked: queries.Asked) -> Filters:
    values = TraitValue.objects.filter(trait__registration=registration).select_related("trait")
    answers = tuple(
        Choice(str(one.pk), f"{one.trait}: {one}") for one in values.order_by("trait__order", "trait_id", "order", "id")
    )
    filters = [
        Filter("rol", "Rol", tuple(Choice(*one) for one in ParticipantRole.choices), asked.role),
        Filter("stand", "Stand", tuple(Choice(*one) for one in AttendanceState.choices), asked.state),
        Filter("mist", "Wat mist", LACKS, asked.lacks),
        Filter("taal", "Taal", tuple(Choice(code, str(name)) for code, name in settings.LANGUAGES), asked.language),
    ]
    if answers:
        filters.append(Filter("kenmerk", "Kenmerk", answers, asked.value))
    kept = (("volgorde", asked.order),) if asked.order != "rij" else ()
    return Filters(tuple(filters), query=asked.search, query_label="Naam, organisatie of code", kept=kept)


def _lacks(row: Attendee) -> str:
    lacks = []
    if row.needs and row.needs_confirmed_on is None and row.state not in queries.NO_LONGER:
        lacks.append("antwoord")
    if row.is_under_16 and row.guardian_agreed_on is None and row.state not in (*queries.NO_LONGER, "invited"):
        lacks.append("ja van ouder")
    return ", ".join(lacks)


def _table(request: HttpRequest, edition: Edition, rows: list[Attendee], asked: queries.Asked) -> Table:
    """The page as a table of which every column but the last can be sorted."""
    columns = []
    for key, label in COLUMNS:
        query = request.GET.copy()
        query.pop("page", None)
        query["volgorde"] = f"-{key}" if asked.order == key else key
        direction = {key: "ascending", f"-{key}": "descending"}.get(asked.order, "")
        columns.append(Column(label, sort_href=f"?{query.urlencode()}", sorted=direction))
    # the name comes first, for the first cell names the row
    columns.insert(0, columns.pop(1))
    return Table(
        caption="Deelnemers",
        columns=(*columns, Column("Mist")),
        rows=tuple(
            (
                Cell(row.name, f"/werk/edities/{edition.slug}/deelnemers/{row.pk}/"),
                Cell(str(row.place_in_line)),
                Cell(row.get_role_display()),
                Cell(row.get_state_display()),
                Cell(row.organisation_name or str(row.organisation or "")),
                Cell(_lacks(row)),
            )
            for row in rows
        ),
    )


def _csv(registration: DayRegistration, rows: QuerySet[Attendee]) -> HttpResponse:
    traits = list(registration.traits.all())

    def lines() -> Iterator[tuple[object, ...]]:
        for row in rows.prefetch_related("traits__value"):
            given = {answer.trait_id: answer.value.name for answer in row.traits.all()}
            yield (
                row.place_in_line, row.name, row.badge_name, row.get_role_display(), row.get_state_display(), row.email,
                row.phone, row.organisation_name or str(row.organisation or ""), YES_NO[row.is_under_16],
                row.guardian_name, row.guardian_phone, row.guardian_agreed_on, YES_NO[row.photo_self],
                YES_NO[row.photo_guardian], row.needs, row.needs_met, row.language, row.household, code_of(row.pk),
                *(given.get(trait.pk, "") for trait in traits),
            )  # fmt: skip

    head = [*CSV_HEAD, *(trait.name.lower() for trait in traits)]
    return csv_file(f"deelnemers-{registration.edition.slug}", head, lines())


@requires("editions.organise")
def attendee_list(request: HttpRequest, slug: str) -> HttpResponse:
    edition = mine(request, slug)
    registration = queries.registration_of(edition)
    context = {"edition": edition, "crumbs": crumbs_below(edition), "is_demonstration": edition.is_demonstration}
    if registration is None:
        return render(request, "editions/attendees/none.html", context)
    asked = _asked(request)
    rows = queries.attendees_of(registration, asked)
    if "csv" in request.GET:
        return _csv(registration, rows)
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    counts = queries.counts(registration)
    context |= {
        "registration": registration,
        "page": page,
        "table": _table(request, edition, list(page.object_list), asked),
        "filters": _filters(registration, asked),
        "counts": counts,
        "total": registration.attendees.count(),
        "nobody": queries.nobody_yet(registration) if registration.attendees.exists() else "",
        "organises": True,
        "can_fill": registration.choosing == Choosing.ORDER and any(one.free and one.registered + one.waiting for one in counts),
    }  # fmt: skip
    return render(request, "editions/attendees/list.html", context)


@requires("editions.organise")
@require_POST
def fill(request: HttpRequest, slug: str) -> HttpResponse:
    registration = registration_of(mine(request, slug))
    given = actions.fill_places(registration_id=registration.pk, by=request.user, now=timezone.now())
    if given:
        messages.success(request, f"{given} {'mens kreeg' if given == 1 else 'mensen kregen'} een plaats en bericht.")
    else:
        messages.info(
            request, "Niemand kon een vrije plaats krijgen: wie wacht, wacht op een ja van een ouder of voogd."
        )
    return redirect("editions-attendees", slug=slug)
