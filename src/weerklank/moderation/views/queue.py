"""The moderator's queue: what waits, what is perhaps a worry first and then the oldest, and never a word of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from weerklank.accounts.access import requires
from weerklank.moderation import queries, terms
from weerklank.moderation.forms import QueueForm
from weerklank.moderation.views.crumbs import WORK
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution, EntryPointKind
from weerklank.participation.queries.staff import language_name
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

# which question a word in the address puts
ASKED_BY = {
    "wacht": "waited",
    "taal": "language",
    "teken": "mark",
    "vraag": "consultation",
    "toegang": "entry",
    "leeftijd": "age",
    "staat": "state",
}
AGES = dict(Contribution._meta.get_field("age_band").choices or ())


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue; it holds no words of a child."""

    one: Contribution
    days: int
    language: str
    late: bool
    twins: int
    copy: bool
    data: str
    perhaps: bool


def _filters(can: queries.QueueFilters, asked: queries.Asked, *, officer: bool) -> Filters:
    states = [state for state in queries.MODERATED_STATES if officer or state != ContributionState.SAFETY_HOLD]
    marks = [mark for mark in queries.Mark if officer or mark is not queries.Mark.WORRY]
    offered = (
        ("wacht", "Wacht", [(one.value, one.label) for one in queries.Waited], asked.waited),
        ("taal", "Taal", [(code, language_name(code)) for code in can.languages], asked.language),
        ("teken", "Bijzonder", [(one.value, one.label) for one in marks], asked.mark),
        ("vraag", "Vraag", list(can.consultations), asked.consultation),
        ("toegang", "Binnengekomen via", [(kind, EntryPointKind(kind).label) for kind in can.entries], asked.entry),
        (
            "leeftijd",
            "Leeftijd",
            [(age or queries.NO_AGE, AGES.get(age, "niet gezegd")) for age in can.ages],
            asked.age,
        ),
        ("staat", "Stand", [(state.value, state.label) for state in states], asked.state),
    )
    return Filters(
        tuple(
            Filter(name, label, tuple(Choice(str(value), str(said)) for value, said in choices), value)
            for name, label, choices, value in offered
            # with one answer there is nothing to choose, unless it was chosen
            if len(choices) > 1 or value
        ),
        query=asked.search,
        query_label="Zoek in de tekst",
    )


def _understood(asked: queries.Asked, can: queries.QueueFilters, *, officer: bool) -> tuple[queries.Asked, list[str]]:
    """What is asked without the values that no filter knows, and a sentence for each of those: nothing is left out in silence."""
    offered = _filters(can, asked, officer=officer)
    # a language or a way in that nobody used yet is a question with no answers, and still a question
    known = {
        "taal": {code for code, _ in settings.LANGUAGES},
        "toegang": set(EntryPointKind.values),
        "leeftijd": set(AGES),
        "staat": {state.value for state in queries.MODERATED_STATES} if officer else set(),
    }
    sentences = []
    for one in offered.filters:
        if one.value and one.chosen is None and one.value not in known.get(one.name, ()):
            sentences.append(f"‘{one.label}’ kent ‘{one.value}’ niet. Daarop is niet gezocht.")
            asked = replace(asked, **{ASKED_BY[one.name]: ""})
    return asked, sentences


def _file(found: object, today: object) -> HttpResponse:
    rows = (
        (
            one.received_on,
            terms.due(one.received_on, terms.READ_WITHIN),
            one.original_language,
            one.consultation,
            one.get_kind_display(),
            one.entry_point.get_kind_display() if one.entry_point else "",
            one.get_age_band_display(),
            one.get_state_display(),
        )
        for one in found
    )
    head = ["dag", "lezen uiterlijk", "taal", "vraag", "van", "binnengekomen via", "leeftijd", "stand"]
    return csv_file("wachtrij", head, rows)


@requires("moderation.decide")
def queue(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    officer = request.user.edition_roles.filter(role="safeguarding").exists()
    can = queries.queue_filters(request.user)
    form = QueueForm(request.GET)
    asked, unknown = _understood(form.question(), can, officer=officer)
    unknown += form.unreadable()
    found = queries.queue(request.user, asked, today)
    if "csv" in request.GET:
        return _file(found, today)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    late_before = terms.late_before(today, terms.READ_WITHIN)
    twins, copies = queries.twins_of(page), queries.copies(page)
    data = queries.data_found(Contribution.objects.filter(pk__in=[one.pk for one in page]))
    perhaps = queries.perhaps_worries(found)
    rows = [
        Row(
            one,
            days=(today - one.received_on).days,
            language=language_name(one.original_language),
            late=one.state == ContributionState.RECEIVED and terms.is_late(one.received_on, terms.READ_WITHIN, today),
            twins=twins.get(one.pk, 0),
            copy=one.pk in copies,
            data=", ".join(kind.value for kind in data[one.pk]),
            perhaps=one.pk in perhaps,
        )
        for one in page
    ]
    # the officer's list holds the worries too: each is counted under its own name, as on the page of work
    held = found.filter(state=ContributionState.SAFETY_HOLD).count() if officer else 0
    context = {
        "page": page,
        "rows": rows,
        "held": held,
        "unread": page.paginator.count - held,
        "perhaps": len(perhaps),
        "late": found.filter(state=ContributionState.RECEIVED, received_on__lt=late_before).count(),
        "promise": terms.READ_WITHIN,
        "second": queries.proposals(request.user).count() + queries.appeals(request.user).count(),
        "filters": _filters(can, asked, officer=officer),
        "unknown": unknown,
        "crumbs": [WORK, {"label": "Wachtrij"}],
    }
    return render(request, "moderation/queue.html", context)
