"""Where an organiser makes the keys of tables, and where staff read everything that was written at one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from weerklank.accounts.access import require, requires
from weerklank.advices.at_table import actions, choosing, queries
from weerklank.advices.at_table.forms import DayForm, SafePersonForm
from weerklank.advices.at_table.laying import state_of, waiting_of
from weerklank.advices.models import SafePerson
from weerklank.editions.models import Edition, ThemeTable
from weerklank.moves import Refusal
from weerklank.participation import squares
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

STANDS = {"met": "heeft een code", "zonder": "heeft nog geen code"}
TAKEN = {"wel": "overgenomen", "niet": "niet overgenomen"}


def _edition(request: HttpRequest, slug: str) -> Edition:
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    return edition


def _table(request: HttpRequest, table_id: int, rule: str) -> ThemeTable:
    tables = ThemeTable.objects.select_related("edition_theme__edition")
    table = get_object_or_404(tables, pk=min(table_id, 2**31))
    require(rule, request.user, table)
    return table


def _keys(request: HttpRequest, edition: Edition, *, refused: Form | None = None) -> HttpResponse:
    """The tables with their codes, and the forms of which at most one was refused."""
    words, stand = request.GET.get("q", "").strip()[:100], request.GET.get("stand", "")
    rows = queries.tables_of(edition)
    if words:
        rows = rows.filter(edition_theme__name__icontains=words) | rows.filter(key__code=actions.read_code(words))
    if stand in STANDS:
        rows = rows.filter(key__isnull=stand == "zonder")
    if "csv" in request.GET:
        # the PIN is nowhere to be read, so neither is it here
        lines = ((row, getattr(getattr(row, "key", None), "code", ""), row.written) for row in rows)
        return csv_file(
            f"tafelcodes-{edition.slug}", ["tafel", "code", "aantekeningen"], ((str(a), b, c) for a, b, c in lines)
        )
    today = timezone.localdate()
    day = edition.date if edition.date and edition.date >= today else today
    person = SafePerson.objects.filter(edition=edition).first()
    context = {
        "edition": edition,
        "page": Paginator(rows, 25).get_page(request.GET.get("page")),
        "filters": Filters(
            (Filter("stand", "Stand", tuple(Choice(key, label) for key, label in STANDS.items()), stand),), query=words
        ),
        "day": refused if isinstance(refused, DayForm) else DayForm(initial={"day": day}),
        "safe": refused if isinstance(refused, SafePersonForm) else SafePersonForm.of(person),
        "form": refused,
        "today": today,
        "crumbs": [
            {"label": "Edities", "href": "/werk/edities/"},
            {"label": str(edition), "href": f"/werk/edities/{edition.slug}/"},
            {"label": "Tafels", "href": f"/werk/edities/{edition.slug}/tafels/"},
            {"label": "Codes voor aan tafel"},
        ],
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "advices/at_table/keys.html", context, status=422 if refused else 200)


@requires("editions.organise")
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    return _keys(request, _edition(request, slug))


def _sheet(request: HttpRequest, edition: Edition, made: list[actions.NewKey]) -> HttpResponse:
    """The sheets to print. Shown once, straight away: a PIN that could be read again would have to be kept somewhere."""
    address = request.build_absolute_uri("/tafel/")
    sheets = [{"key": one.key, "pin": one.pin, "squares": squares.of(f"{address}?code={one.key.code}")} for one in made]
    context = {
        "edition": edition,
        "sheets": sheets,
        "address": address,
        "safe": SafePerson.objects.filter(edition=edition).first(),
        "is_demonstration": edition.is_demonstration,
    }
    return render(request, "advices/at_table/sheet.html", context)


@requires("editions.organise")
@require_POST
def keys_make(request: HttpRequest, slug: str) -> HttpResponse:
    """A key for every table that has none for this day."""
    edition = _edition(request, slug)
    form = DayForm(request.POST)
    if not form.is_valid():
        return _keys(request, edition, refused=form)
    try:
        made = actions.make_keys(
            edition_id=edition.pk, day=form.cleaned_data["day"], by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        form.add_error(refusal.field or None, refusal.sentence)
        return _keys(request, edition, refused=form)
    if not made:
        messages.info(
            request, "Elke tafel heeft voor deze dag al een code. Is een PIN kwijt? Maak dan bij die tafel een nieuwe."
        )
        return redirect("advices-keys", slug)
    return _sheet(request, edition, made)


@requires("editions.organise")
@require_POST
def key_renew(request: HttpRequest, table_id: int) -> HttpResponse:
    """A new PIN for one table, on the day that its code has, or today where that day is over."""
    table = _table(request, table_id, "editions.organise")
    today = timezone.localdate()
    known = getattr(getattr(table, "key", None), "day", table.edition.date) or today
    made = actions.make_key(table_id=table.pk, day=max(known, today), by=request.user, now=timezone.now())
    return _sheet(request, table.edition, [made])


@requires("editions.organise")
@require_POST
def key_withdraw(request: HttpRequest, table_id: int) -> HttpResponse:
    table = _table(request, table_id, "editions.organise")
    try:
        actions.withdraw_key(table_id=table.pk, by=request.user, now=timezone.now())
        messages.success(request, f"De code van {table} opent niets meer.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("advices-keys", table.edition.slug)


@requires("editions.organise")
@require_POST
def safe_person(request: HttpRequest, slug: str) -> HttpResponse:
    """To whom the tables go when there are worries."""
    edition = _edition(request, slug)
    form = SafePersonForm(request.POST)
    if not form.is_valid():
        return _keys(request, edition, refused=form)
    actions.set_safe_person(edition_id=edition.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, "Bewaard. Elke tafel ziet dit bij ‘Zorgen om iemand?’.")
    return redirect("advices-keys", slug)


@requires("advices.hear")
@require_safe
def written(request: HttpRequest, table_id: int) -> HttpResponse:
    """Everything that was written at one table, what was not taken over and why, and where two devices differ."""
    table = _table(request, table_id, "advices.hear")
    words, stand = request.GET.get("q", "").strip()[:100], request.GET.get("stand", "")
    rows = queries.written_at(table, words=words, stand=stand if stand in TAKEN else "")
    if "csv" in request.GET:
        lines = ((one.what, one.words, one.row.who, one.why_not or "overgenomen") for one in rows)
        return csv_file(f"tafel-{table.pk}", ["wat", "woorden", "door", "stand"], lines)
    context = {
        "table": table,
        "held_back": actions.held_back(table),
        "disputes": choosing.disputes_of(state_of(table)),
        "waiting": waiting_of(table),
        "devices": queries.devices_of(table),
        "page": Paginator(rows, 25).get_page(request.GET.get("page")),
        "filters": Filters(
            (Filter("stand", "Stand", tuple(Choice(key, label) for key, label in TAKEN.items()), stand),), query=words
        ),
        "is_demonstration": table.edition.is_demonstration,
    }
    return render(request, "advices/at_table/written.html", context)


@requires("advices.hear")
@require_POST
def choose(request: HttpRequest, table_id: int) -> HttpResponse:
    """One of two versions holds from now on."""
    table = _table(request, table_id, "advices.hear")
    try:
        version = request.POST.get("version", "")[:40]
        choosing.choose_version(table_id=table.pk, version=version, by=request.user, now=timezone.now())
        messages.success(request, "Gekozen. De andere tekst staat nog in de lijst.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("advices-written", table_id)


@requires("advices.hear")
@require_POST
def let_in(request: HttpRequest, table_id: int) -> HttpResponse:
    """The words of an advice that came in after the day stand from now on with those of the day."""
    table = _table(request, table_id, "advices.hear")
    up_to = request.POST.get("tot", "")
    try:
        actions.let_in(
            table_id=table.pk,
            advice=request.POST.get("advies", "")[:40],
            up_to=int(up_to) if up_to.isascii() and up_to.isdecimal() and len(up_to) < 18 else 0,
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Het staat erbij. Lees het advies terug met de tafel voor u het vaststelt.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("advices-written", table_id)
