"""Organisations in the workspace: the list, one with its names through time, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from weerklank.accounts import actions, queries
from weerklank.accounts.access import require, requires
from weerklank.accounts.forms.organisations import EndForm, NothingForm, OrganisationForm, RenameForm
from weerklank.accounts.models import Organisation
from weerklank.audit.queries import history_of
from weerklank.moves import Refusal
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

WORK = {"label": "Werk", "href": "/werk/"}
LIST = {"label": "Organisaties", "href": queries.LIST}
PER_PAGE = 25
LONGEST = 120
_CSV = ("naam", "korte naam", "soort", "bestaat sinds", "bestond tot en met", "volgt op", "bron", "nagekeken op")


def _asked(request: HttpRequest) -> queries.Asked:
    def word(name: str) -> str:
        return "".join(sign for sign in request.GET.get(name, "")[:LONGEST] if sign.isprintable()).strip()

    return queries.Asked(word("q"), word("soort"), word("bestaat"))


def _filters(asked: queries.Asked) -> Filters:
    kinds = tuple(Choice(value, label, count) for value, label, count in queries.kinds_with_counts())
    stands = tuple(Choice(value, label) for value, label in queries.STANDS)
    return Filters(
        (Filter("soort", "Soort", kinds, asked.kind), Filter("bestaat", "Bestaat", stands, asked.stands)),
        query=asked.search,
        query_label="Zoek op naam of werk",
    )


def _found(request: HttpRequest) -> QuerySet[Organisation]:
    return queries.organisations(_asked(request), timezone.localdate())


@requires("organisations.edit")
def organisation_list(request: HttpRequest) -> HttpResponse:
    context = {
        "page": Paginator(_found(request), PER_PAGE).get_page(request.GET.get("page")),
        "filters": _filters(_asked(request)),
        "total": Organisation.objects.count(),
        "today": timezone.localdate(),
        "asked": request.GET.urlencode(),
        "crumbs": [WORK, {"label": "Organisaties"}],
    }
    return render(request, "accounts/organisations.html", context)


@requires("organisations.edit")
def organisations_csv(request: HttpRequest) -> HttpResponse:
    rows = (
        (
            one.name,
            one.short_name,
            one.get_kind_display(),
            one.valid_from,
            one.valid_to,
            one.predecessor.name if one.predecessor else "",
            one.source_url,
            one.verified_on,
        )
        for one in _found(request)
    )
    return csv_file("organisaties", _CSV, rows)


@requires("organisations.edit")
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.select_related("predecessor"), slug=slug)
    require("organisations.edit", request.user, found)
    context = {
        "organisation": found,
        "exists": found.exists_on(timezone.localdate()),
        "chain": queries.chain(found),
        "followers": found.successors.order_by("name"),
        "points": queries.pointing_to(found),
        "history": history_of(found)[:20],
        "crumbs": [WORK, LIST, {"label": str(found)}],
    }
    return render(request, "accounts/organisation.html", context)


# --- Doing something with one ------------------------------------------------------------------------------------------

Do = Callable[[dict[str, Any]], tuple[str, str]]


def _ask(
    request: HttpRequest,
    form: forms.Form,
    do: Do,
    *,
    title: str,
    button: str,
    of: Organisation | None = None,
    **more: Any,
) -> HttpResponse:
    """One form, one deed: what was typed stays where it is refused, and a press of reload does nothing twice."""
    if request.method == "POST" and form.is_valid():
        try:
            said, to = do(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, said)
            return redirect(to)
    crumbs = [WORK, LIST, *([{"label": str(of), "href": _address(of)}] if of else []), {"label": title}]
    context = {"form": form, "title": title, "button": button, "organisation": of, "crumbs": crumbs, **more}
    return render(request, "accounts/organisation_form.html", context, status=422 if form.errors else 200)


def _typed(request: HttpRequest) -> Any:
    """An empty press is a press too."""
    return request.POST if request.method == "POST" else None


def _address(organisation: Organisation) -> str:
    return f"{queries.LIST}{organisation.slug}/"


def _one(request: HttpRequest, slug: str) -> Organisation:
    found = get_object_or_404(Organisation, slug=slug)
    require("organisations.edit", request.user, found)
    return found


@requires("organisations.edit")
def new(request: HttpRequest) -> HttpResponse:
    def do(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.add_organisation(**said, by=request.user, now=timezone.now())
        return f"{made.name} staat erbij.", _address(made)

    form = OrganisationForm(_typed(request))
    return _ask(request, form, do, title="Een organisatie toevoegen", button="Toevoegen")


@requires("organisations.edit")
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = _one(request, slug)

    def do(said: dict[str, Any]) -> tuple[str, str]:
        actions.edit_organisation(organisation_id=found.pk, **said, by=request.user, now=timezone.now())
        return "Verbeterd.", _address(found)

    fields = ("name", "short_name", "kind", "about", "valid_from", "valid_to", "predecessor", "source_url")
    form = OrganisationForm(_typed(request), initial={name: getattr(found, name) for name in fields}, of=found)
    lead = "Alleen wat verkeerd is opgeschreven. Heet zij vanaf een dag anders, hernoem haar dan."
    return _ask(request, form, do, title="Gegevens verbeteren", button="Bewaren", of=found, lead=lead)


@requires("organisations.edit")
def rename(request: HttpRequest, slug: str) -> HttpResponse:
    found = _one(request, slug)

    def do(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.rename_organisation(organisation_id=found.pk, **said, by=request.user, now=timezone.now())
        return f"Vanaf {date_format(said['on'], 'j F Y')} heet dit {made.name}.", _address(made)

    lead = f"Wat tot die dag gebeurde, blijft op naam van {found.name} staan."
    return _ask(
        request,
        RenameForm(_typed(request)),
        do,
        title="Een nieuwe naam vanaf een dag",
        button="Hernoemen",
        of=found,
        lead=lead,
    )


@requires("organisations.edit")
def end(request: HttpRequest, slug: str) -> HttpResponse:
    found = _one(request, slug)

    def do(said: dict[str, Any]) -> tuple[str, str]:
        actions.end_organisation(organisation_id=found.pk, **said, by=request.user, now=timezone.now())
        return f"{found.name} eindigt op {date_format(said['on'], 'j F Y')}.", _address(found)

    lead = "Alles wat deze organisatie deed en beloofde blijft staan; nieuw werk krijgt zij daarna niet meer."
    form = EndForm(_typed(request))
    return _ask(request, form, do, title="Beëindigen", button="Beëindigen", of=found, lead=lead)


@requires("organisations.edit")
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    found = _one(request, slug)

    def do(said: dict[str, Any]) -> tuple[str, str]:
        name = actions.delete_organisation(organisation_id=found.pk, by=request.user, now=timezone.now())
        return f"{name} is verwijderd.", queries.LIST

    points = queries.pointing_to(found)
    lead = "Alleen voor wat er bij vergissing staat."
    form = NothingForm(_typed(request))
    return _ask(request, form, do, title="Verwijderen", button="Verwijderen", of=found, lead=lead, points=points)
