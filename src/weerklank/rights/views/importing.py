"""Reading files in: try, look at the report, and only then do it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import requires
from weerklank.moves import Refusal
from weerklank.rights import queries, uploads
from weerklank.rights.actions.importing import import_observations
from weerklank.rights.forms.importing import UploadForm
from weerklank.rights.models import ImportBatch
from weerklank.rights.views.editing import LIST, PER_PAGE, WORK, asked
from weerklank.web.listing import Choice, Filter
from weerklank.web.spreadsheet import csv_file

IMPORTS = {"label": "Inlezen", "href": f"{queries.LIST}inlezen/"}


@requires("rights.edit")
def imports(request: HttpRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        now = timezone.now()
        file = form.cleaned_data["file"]
        uploads.drop_old(Path(settings.HOME), now)
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        path = uploads.keep(Path(settings.HOME), digest.hexdigest(), file.name, file.chunks())
        try:
            batch = import_observations(path=path, by=request.user, now=now, dry_run=True)
        except Refusal as refusal:
            uploads.drop(Path(settings.HOME), digest.hexdigest())
            form.add_error("file", refusal.sentence)
        else:
            return redirect("rights-batch", pk=batch.pk)
    page = Paginator(queries.batches(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "command": queries.IMPORT_COMMAND,
        "crumbs": [WORK, LIST, {"label": "Inlezen"}],
    }
    return render(request, "rights/imports.html", context, status=422 if form.errors else 200)


@requires("rights.edit")
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ImportBatch, pk=pk)
    outcomes = queries.outcomes_of(found)
    outcome = asked(request, "uitkomst")
    choices = tuple(Choice(value, label, count) for value, label, count in outcomes)
    page = Paginator(queries.rows_of(found, outcome), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": found,
        "page": page,
        "outcome": Filter("uitkomst", "Uitkomst", choices, outcome),
        "can_run": found.dry_run and uploads.kept(Path(settings.HOME), found) is not None,
        "crumbs": [WORK, LIST, IMPORTS, {"label": found.file_name}],
    }
    return render(request, "rights/batch.html", context)


@requires("rights.edit")
@require_POST
def batch_run(request: HttpRequest, pk: int) -> HttpResponse:
    tried = get_object_or_404(ImportBatch, pk=pk, dry_run=True)
    path = uploads.kept(Path(settings.HOME), tried)
    if path is None:
        messages.error(request, "Het bestand is niet meer bewaard. Kies het opnieuw; dat duurt even lang als de proef.")
        return redirect("rights-imports")
    done = import_observations(path=path, by=request.user, now=timezone.now())
    uploads.drop(Path(settings.HOME), tried.sha256)
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
