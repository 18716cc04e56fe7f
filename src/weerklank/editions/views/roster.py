"""Reading a list of people in: first look what would happen, then do it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from weerklank.accounts.access import requires
from weerklank.editions.actions import roster as actions
from weerklank.editions.forms.roster import RosterForm
from weerklank.editions.roster import EXAMPLE, HEADS, read
from weerklank.editions.views.attendees import crumbs_below, mine, registration_of
from weerklank.moves import Refusal
from weerklank.web.spreadsheet import csv_file

NEEDED = ("name", "first", "last", "role", "email")


@requires("editions.organise")
def roster(request: HttpRequest, slug: str) -> HttpResponse:
    edition = mine(request, slug)
    registration = registration_of(edition)
    form = RosterForm(request.POST if request.method == "POST" else None, request.FILES or None)
    context = {
        "edition": edition,
        "form": form,
        "heads": [names[0] for field, names in HEADS.items() if field not in NEEDED],
        "traits": registration.traits.all(),
        "crumbs": crumbs_below(edition, {"label": "Een lijst inlezen", "href": ""}),
        "is_demonstration": edition.is_demonstration,
    }
    if not form.is_bound or not form.is_valid():
        return render(request, "editions/attendees/roster.html", context, status=422 if form.errors else 200)
    text = form.cleaned_data["text"]
    found = read(text, actions.traits_of(registration))
    # what was chosen as a file goes on as text, so that it can be mended on the page
    context["form"] = form = RosterForm({"text": text})
    form.full_clean()
    if request.POST.get("doe") == "lees":
        try:
            done = actions.read_in(registration_id=registration.pk, roster=found, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{len(done.new)} ingelezen. {done.known} stonden er al.")
            return redirect("editions-attendees", slug=slug)
    if found.refusal and not form.errors:
        form.add_error("text", found.refusal)
    context |= {"found": found, "sorted": actions.sort_out(registration, found)}
    wrong = bool(form.errors or context["sorted"].rejected)
    return render(request, "editions/attendees/roster.html", context, status=422 if wrong else 200)


@requires("editions.organise")
def roster_example(request: HttpRequest, slug: str) -> HttpResponse:
    """A file to fill in, with the questions of this day as its last columns."""
    edition = mine(request, slug)
    traits = list(registration_of(edition).traits.prefetch_related("values"))
    first = [next(iter(trait.values.all()), "") for trait in traits]
    head, *rows = EXAMPLE
    lines = [[*row, *map(str, first)] for row in rows]
    return csv_file(f"voorbeeld-deelnemers-{edition.slug}", [*head, *(trait.name for trait in traits)], lines)
