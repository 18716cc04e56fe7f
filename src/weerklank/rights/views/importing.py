"""Reading files in: try, look at the report, and only then do it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import requires
from weerklank.moves import Refusal
from weerklank.rights import queries, uploads
from weerklank.rights.actions.importing import ColumnsNeeded, bodies_of, import_observations, import_table
from weerklank.rights.actions.mapping import save_mapping
from weerklank.rights.forms.importing import ColumnsForm, PasteForm, UploadForm
from weerklank.rights.models import ColumnMapping, ImportBatch
from weerklank.rights.queries import incoming
from weerklank.rights.reading import TableKind, Unreadable
from weerklank.rights.reading.tables import read_table
from weerklank.web.listing import Choice, Filter
from weerklank.web.spreadsheet import csv_file

WORK = {"label": "Werk", "href": "/werk/"}
LIST = {"label": "Aanbevelingen", "href": queries.LIST}
IMPORTS = {"label": "Inlezen", "href": f"{queries.LIST}inlezen/"}
PER_PAGE = 25
LONGEST = 120
PREVIEWED = 5
KINDS = {"aanbevelingen": TableKind.RECOMMENDATIONS, "acties": TableKind.ACTIONS}


def asked(request: HttpRequest, name: str) -> str:
    return "".join(sign for sign in request.GET.get(name, "")[:LONGEST] if sign.isprintable()).strip()


def _try(
    request: HttpRequest, name: str, chunks: Iterable[bytes], about: dict[str, str], *, may_be_table: bool = True
) -> HttpResponse:
    """Keeps the file and runs it dry; a table with unknown heads goes to the page of its columns first."""
    now, home = timezone.now(), Path(settings.HOME)
    uploads.drop_old(home, now)
    content = list(chunks)
    digest = hashlib.sha256(b"".join(content)).hexdigest()
    path = uploads.keep(home, digest, name, content)
    uploads.say_about(home, digest, about)
    try:
        batch = _run(path, request, about, dry_run=True)
    except ColumnsNeeded:
        if not may_be_table:
            raise Refusal(
                "Dit is een tabel en geen tekst. Bewaar haar als CSV of XLSX en lees haar in als bestand."
            ) from None
        return redirect("rights-import-columns", seal=digest)
    except Refusal:
        uploads.drop(home, digest)
        raise
    uploads.choose_for(home, batch, about)
    return redirect("rights-batch", pk=batch.pk)


def _run(path: Path, request: HttpRequest, about: Mapping[str, str], *, dry_run: bool, name: str = "") -> ImportBatch:
    fixed = {name: about[name] for name in ("document", "lead", "source_url") if about.get(name)}
    return import_observations(
        path=path,
        by=request.user,
        now=timezone.now(),
        dry_run=dry_run,
        country=about.get("country") or None,
        bodies=bodies_of([about["body"]] if about.get("body") else None),
        fixed=fixed,
        name=name,
    )


@requires("rights.edit")
def imports(request: HttpRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return _try(request, file.name, file.chunks(), form.about)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
    page = Paginator(queries.batches(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "command": queries.IMPORT_COMMAND,
        "waiting": incoming.changes(state="asked").count(),
        "crumbs": [WORK, LIST, {"label": "Inlezen"}],
    }
    return render(request, "rights/imports.html", context, status=422 if form.errors else 200)


@requires("rights.edit")
def paste(request: HttpRequest) -> HttpResponse:
    form = PasteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            return _try(request, "geplakte-tekst.txt", [form.content], {}, may_be_table=False)
        except Refusal as refusal:
            form.add_error("text", refusal.sentence)
    context = {"form": form, "crumbs": [WORK, LIST, IMPORTS, {"label": "Tekst plakken"}]}
    return render(request, "rights/paste.html", context, status=422 if form.errors else 200)


@requires("rights.edit")
def columns(request: HttpRequest, seal: str) -> HttpResponse:
    path = uploads.found(Path(settings.HOME), seal)
    if path is None:
        messages.error(request, "Dit bestand is niet meer bewaard. Kies het opnieuw.")
        return redirect("rights-imports")
    try:
        # the whole of it is read when it is tried, not each time this page is looked at
        table = read_table(path, first=PREVIEWED)
    except Unreadable as error:
        messages.error(request, str(error))
        return redirect("rights-imports")
    known = ColumnMapping.objects.filter(slug=asked(request, "indeling")).first()
    wanted = known.kind if known else asked(request, "soort")
    kind = KINDS.get(wanted) or next((one for one in TableKind if one.value == wanted), TableKind.RECOMMENDATIONS)
    about = uploads.said_about(Path(settings.HOME), seal)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None, table=table, kind=kind, known=known, initial=about
    )
    if form.is_bound and form.is_valid():
        try:
            batch = _try_columns(request, path, form)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            return redirect("rights-batch", pk=batch.pk)
    context = {
        "form": form,
        "table": table,
        "name": path.name,
        "preview": [[cell[:120] for cell in row.cells] for row in table.rows],
        "kind": next(word for word, one in KINDS.items() if one is kind),
        "kinds": list(KINDS),
        "known": known,
        "mappings": incoming.mappings(),
        "crumbs": [WORK, LIST, IMPORTS, {"label": "Kolommen aanwijzen"}],
    }
    return render(request, "rights/columns.html", context, status=422 if form.errors else 200)


def _try_columns(request: HttpRequest, path: Path, form: ColumnsForm) -> ImportBatch:
    now = timezone.now()
    mapping = save_mapping(
        name=form.cleaned_data["name"],
        kind=form.kind,
        columns=form.chosen,
        fixed=form.fixed,
        header=form.table.header,
        by=request.user,
        now=now,
    )
    tried = import_table(path=path, mapping=mapping, by=request.user, now=now, dry_run=True)
    uploads.choose_for(Path(settings.HOME), tried, {})
    return tried


@requires("rights.edit")
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ImportBatch.objects.select_related("mapping"), pk=pk)
    outcomes = queries.outcomes_of(found)
    outcome = asked(request, "uitkomst")
    choices = tuple(Choice(value, label, count) for value, label, count in outcomes)
    page = Paginator(queries.rows_of(found, outcome), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": found,
        "page": page,
        "outcome": Filter("uitkomst", "Uitkomst", choices, outcome),
        "found_nothing": not (found.created or found.updated or found.unchanged),
        "can_run": found.dry_run and uploads.kept(Path(settings.HOME), found) is not None,
        "documents": incoming.documents_of(found),
        "changes": incoming.changes(state="asked").filter(batch=found).count(),
        "crumbs": [WORK, LIST, IMPORTS, {"label": found.file_name}],
    }
    return render(request, "rights/batch.html", context)


@requires("rights.edit")
@require_POST
def batch_run(request: HttpRequest, pk: int) -> HttpResponse:
    tried = get_object_or_404(ImportBatch.objects.select_related("mapping"), pk=pk, dry_run=True)
    home = Path(settings.HOME)
    path, chosen = uploads.kept(home, tried), uploads.chosen_for(home, tried)
    if path is None or chosen is None:
        messages.error(request, "Het bestand is niet meer bewaard. Kies het opnieuw; dat duurt even lang als de proef.")
        return redirect("rights-imports")
    try:
        if tried.mapping:
            if (tried.mapping.columns, tried.mapping.fixed) != (chosen.columns, chosen.fixed):
                raise Refusal(
                    f"De indeling ‘{tried.mapping.name}’ is veranderd sinds deze proef, dus er zou iets anders worden "
                    "ingelezen dan u ziet. Kies het bestand opnieuw."
                )
            done = import_table(
                path=path, mapping=tried.mapping, by=request.user, now=timezone.now(), name=tried.file_name
            )
        else:
            done = _run(path, request, chosen.about, dry_run=False, name=tried.file_name)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("rights-batch", pk=tried.pk)
    uploads.drop(home, tried.sha256)
    messages.success(request, f"Ingelezen: {done.created} nieuw, {done.updated} gewijzigd, {done.unchanged} gelijk.")
    return redirect("rights-batch", pk=done.pk)


@requires("rights.edit")
def batch_csv(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ImportBatch, pk=pk)
    rows = (
        (
            row.locator,
            row.get_outcome_display(),
            row.message,
            row.recommendation.get_absolute_url() if row.recommendation else "",
        )
        for row in queries.rows_of(found, asked(request, "uitkomst"))
    )
    return csv_file(f"inlezen-{found.pk}", ["plaats", "uitkomst", "uitleg", "adres"], rows)


def found_or_404(found: Any, what: str) -> Any:
    if found is None:
        raise Http404(what)
    return found
