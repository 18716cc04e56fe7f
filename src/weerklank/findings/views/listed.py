"""The list of the runs of a question: narrowed by its address, with what changed since the run before, and as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from weerklank.findings import runs
from weerklank.findings.lifecycle import RunState
from weerklank.findings.models import Run
from weerklank.participation.models import Consultation
from weerklank.web import lists
from weerklank.web.listing import Filters

HEAD = ("telling", "stand", "gemaakt op", "door", "methode", "bibliotheek", "kenmerk van wat is geteld")
# what a line of a list does not need of a run is large
HEAVY = ("results", "channels", "outcome", "analysis")


def narrowed(request: HttpRequest, consultation: Consultation) -> tuple[QuerySet[Run], Filters]:
    """The runs that were asked for by state, method, who made them, and by number, name or mark."""
    rows = runs.runs_of(consultation)
    makers = rows.order_by("made_by__name", "made_by").values_list("made_by", "made_by__name").distinct()
    filters = lists.bar(
        request,
        {
            "stand": ("Stand", RunState.choices),
            "methode": ("Methode", runs.METHODS.items()),
            "door": ("Gemaakt door", [(str(key), name) for key, name in makers]),
        },
        query_label="Zoek op nummer, naam of kenmerk",
    )
    state, method, maker = (entry.chosen for entry in filters.filters)
    if state:
        rows = rows.filter(state=state.value)
    if method:
        rows = rows.filter(method=method.value)
    if maker:
        rows = rows.filter(made_by=maker.value)
    for word in filters.query.split():
        rows = rows.filter(runs.known_by(word))
    return rows, filters


def lines(rows: QuerySet[Run]) -> Iterator[tuple[object, ...]]:
    for run in rows.defer(*HEAVY):
        yield (
            run.number,
            run.get_state_display(),
            timezone.localdate(run.made_at),
            run.made_by.name,
            run.method,
            run.library_version,
            run.input_hash,
        )


def with_changes(page: Iterable[Run]) -> list[tuple[Run, tuple[runs.Change, ...]]]:
    """Each run with what differs from the one before it, whether that one stands in the list or not."""
    older = Run.objects.filter(consultation=OuterRef("consultation"), number__lt=OuterRef("number")).order_by("-number")
    shown = list(page)
    found = Run.objects.filter(pk__in=[run.pk for run in shown]).annotate(before=Subquery(older.values("pk")[:1]))
    before = dict(found.values_list("pk", "before"))
    known = Run.objects.in_bulk([key for key in before.values() if key])
    return [(run, runs.changes(run, known.get(before[run.pk]))) for run in shown]
