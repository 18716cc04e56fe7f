"""What an import leaves for a person: another text for what stands, and paragraphs beside their original."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import get_valid_filename

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.rights.actions import changes, mending
from weerklank.rights.forms.importing import KeepForm, LetterForm, MergeForm, NumberForm, SplitForm
from weerklank.rights.models import SourceChange, SourceParagraph
from weerklank.rights.queries import incoming
from weerklank.rights.thematic_docx import thematic_docx
from weerklank.rights.views.importing import LIST, LONGEST, PER_PAGE, WORK, asked, found_or_404
from weerklank.rights.views.pages import press
from weerklank.web.fields import whole_number
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

CHANGED = {"label": "Gewijzigde bron", "href": f"{LIST['href']}gewijzigd/"}
COMPARE = {"label": "Naast het origineel", "href": f"{LIST['href']}vergelijken/"}
PARAGRAPHS_PER_PAGE = 10
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WATCHES = (
    ("ongecontroleerd", "nog niet gecontroleerd"),
    ("twijfel", "met twijfel of problemen"),
    ("hersteld", "door een redacteur hersteld"),
)


# --- Changed sources ---------------------------------------------------------------------------------------------------


def _changes(request: HttpRequest) -> tuple[Any, Filters]:
    state = request.GET.get("stand", "asked")
    state = state if state in ("", "asked", "taken", "kept") else "asked"
    document, search = asked(request, "document"), asked(request, "q")
    states = tuple(Choice(value, label, count) for value, label, count in incoming.change_states())
    documents = tuple(Choice(one.slug, one.symbol, one.held) for one in incoming.changed_documents())
    filters = Filters(
        (Filter("stand", "Stand", states, state), Filter("document", "Document", documents, document)),
        query=search,
        query_label="Zoek op nummer of woorden",
    )
    return incoming.changes(state=state, document=document, search=search), filters


@requires("rights.edit")
def changed(request: HttpRequest) -> HttpResponse:
    found, filters = _changes(request)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "total": SourceChange.objects.count(),
        "csv": f"lijst.csv?{request.GET.urlencode()}",
        "crumbs": [WORK, LIST, {"label": "Gewijzigde bron"}],
    }
    return render(request, "rights/changes.html", context)


@requires("rights.edit")
def changed_csv(request: HttpRequest) -> HttpResponse:
    found, _ = _changes(request)
    rows = (
        (
            change.recommendation.document.symbol,
            change.recommendation.number,
            change.get_state_display(),
            change.stands,
            change.offered,
            change.batch.file_name,
            change.reason,
            change.decided_by.name if change.decided_by else "",
            change.decided_on,
        )
        for change in found
    )
    header = [
        "document",
        "nummer",
        "stand",
        "wat er staat",
        "wat het bestand zegt",
        "bestand",
        "reden",
        "wie",
        "wanneer",
    ]
    return csv_file("gewijzigde-bron", header, rows)


@requires("rights.edit")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_or_404(incoming.change(pk), "Deze vraag bestaat niet.")
    require("rights.edit", request.user, found.recommendation)
    return _change_page(request, found, KeepForm())


def _change_page(
    request: HttpRequest, found: SourceChange, form: forms.Form, *, status: int = 200, refused: str = ""
) -> HttpResponse:
    limb = found.recommendation
    context = {
        "change": found,
        "limb": limb,
        "parts": incoming.difference(found.stands, found.offered),
        "form": form,
        "refused": refused,
        "frozen": limb.state != "imported",
        "moved_on": found.state == "asked" and limb.text != found.stands,
        "crumbs": [WORK, LIST, CHANGED, {"label": f"{limb.document.symbol} {limb.number or limb.slug}"}],
    }
    return render(request, "rights/change.html", context, status=status)


@requires("rights.edit")
def change_decide(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    found = found_or_404(incoming.change(pk), "Deze vraag bestaat niet.")
    require("rights.edit", request.user, found.recommendation)
    if deed not in ("overnemen", "houden"):
        raise Http404("Dit kan hier niet.")
    if request.method != "POST":
        return redirect("rights-change", pk=pk)
    form = KeepForm(request.POST) if deed == "houden" else KeepForm()
    refused = ""
    try:
        if deed == "overnemen":
            changes.take(change_id=pk, by=request.user, now=timezone.now())
        elif form.is_valid():
            changes.keep(change_id=pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        else:
            return _change_page(request, found, form, status=422)
    except Refusal as refusal:
        if refusal.field:
            form.add_error(refusal.field, refusal.sentence)
        else:
            refused = refusal.sentence
        return _change_page(request, found_or_404(incoming.change(pk), ""), form, status=422, refused=refused)
    said = (
        "De tekst is overgenomen. Vergelijk hem nu met de bron." if deed == "overnemen" else "Bewaard; de tekst blijft."
    )
    messages.success(request, said)
    return redirect("rights-changes")


# --- Paragraphs beside their original ----------------------------------------------------------------------------------


@requires("rights.edit")
def compare_documents(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        pk, typed_address = whole_number(request.POST.get("document", "")), request.POST.get("address", "")[:LONGEST]

        def do() -> None:
            mending.give_address(document_id=pk or 0, typed=typed_address, by=request.user, now=timezone.now())

        press(request, do, "Het document heeft een adres.")
        return redirect("rights-compare-documents")
    page = Paginator(incoming.documents_read(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "crumbs": [WORK, LIST, {"label": "Naast het origineel"}]}
    return render(request, "rights/compare_documents.html", context)


@requires("rights.edit")
def compare(request: HttpRequest, document: str) -> HttpResponse:
    found = found_or_404(incoming.document(document), "Dit document bestaat niet.")
    watch = asked(request, "let-op")
    choices = tuple(Choice(value, label) for value, label in WATCHES)
    page = Paginator(incoming.paragraphs(found, watch=watch), PARAGRAPHS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "document": found,
        "page": page,
        "rows": [incoming.beside(paragraph) for paragraph in page],
        "watch": Filter("let-op", "Let op", choices, watch),
        "crumbs": [WORK, LIST, COMPARE, {"label": found.symbol}],
    }
    return render(request, "rights/compare.html", context)


def _mend_forms(paragraph: SourceParagraph, refused: forms.Form | None = None) -> dict[str, Any]:
    """The forms of one paragraph by their prefix; the one that was refused keeps what was typed."""
    made: dict[str, forms.Form] = {"nummer": NumberForm(prefix="nummer", initial={"number": paragraph.number})}
    for limb in paragraph.limbs.all():
        made[f"letter-{limb.pk}"] = LetterForm(prefix=f"letter-{limb.pk}", initial={"letter": limb.letter})
        made[f"knippen-{limb.pk}"] = SplitForm(prefix=f"knippen-{limb.pk}")
        made[f"samenvoegen-{limb.pk}"] = MergeForm(prefix=f"samenvoegen-{limb.pk}")
    if refused is not None and refused.prefix in made:
        made[refused.prefix] = refused
    return made


def _paragraph_page(
    request: HttpRequest, paragraph: SourceParagraph, *, refused: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    made = _mend_forms(paragraph, refused)
    row = incoming.beside(paragraph)
    before, after = incoming.neighbours(paragraph)
    parts = [
        {
            "part": part,
            "letter": made[f"letter-{part.limb.pk}"],
            "split": made[f"knippen-{part.limb.pk}"],
            "merge": place > 0 and part.open and row.parts[place - 1].open,
            "wrong": refused is not None and str(refused.prefix).endswith(f"-{part.limb.pk}"),
        }
        for place, part in enumerate(row.parts)
    ]
    context = {
        "row": row,
        "paragraph": paragraph,
        "parts": parts,
        "number_form": made["nummer"],
        "form": refused,
        "before": before,
        "after": after,
        "crumbs": [
            WORK,
            LIST,
            COMPARE,
            {"label": paragraph.document.symbol, "href": f"{COMPARE['href']}{paragraph.document.slug}/"},
            {"label": f"alinea {paragraph.number or 'zonder nummer'}"},
        ],
    }
    return render(request, "rights/paragraph.html", context, status=status)


@requires("rights.edit")
def paragraph(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_or_404(incoming.paragraph(pk), "Deze alinea bestaat niet.")
    require("rights.edit", request.user, found)
    return _paragraph_page(request, found)


@requires("rights.edit")
def paragraph_mend(request: HttpRequest, pk: int, deed: str, limb: int) -> HttpResponse:
    found = found_or_404(incoming.paragraph(pk), "Deze alinea bestaat niet.")
    require("rights.edit", request.user, found)
    if request.method != "POST":
        return redirect("rights-paragraph", pk=pk)
    kinds = {"nummer": NumberForm, "letter": LetterForm, "samenvoegen": MergeForm, "knippen": SplitForm}
    if deed not in kinds:
        raise Http404("Dit kan hier niet.")
    if deed != "nummer" and limb not in {part.pk for part in found.limbs.all()}:
        raise Http404("Dit onderdeel hoort niet bij deze alinea.")
    form = kinds[deed](request.POST, prefix=deed if deed == "nummer" else f"{deed}-{limb}")
    if form.is_valid():
        try:
            _mend(deed, found, limb, form.cleaned_data, request)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Hersteld. Vergelijk de alinea nog eens met het origineel.")
            return redirect("rights-paragraph", pk=pk)
    return _paragraph_page(request, found_or_404(incoming.paragraph(pk), ""), refused=form, status=422)


def _mend(deed: str, paragraph: SourceParagraph, limb: int, said: dict[str, Any], request: HttpRequest) -> None:
    by, now = request.user, timezone.now()
    match deed:
        case "nummer":
            mending.fix_number(paragraph_id=paragraph.pk, number=said["number"], by=by, now=now)
        case "letter":
            mending.fix_letter(limb_id=limb, letter=said["letter"], by=by, now=now)
        case "samenvoegen":
            mending.merge_with_previous(limb_id=limb, by=by, now=now)
        case _:
            mending.split(limb_id=limb, start=said["start"], letter=said["letter"], by=by, now=now)


# --- The list that goes round ------------------------------------------------------------------------------------------


@requires("rights.edit")
def thematic_list(request: HttpRequest, document: str) -> HttpResponse:
    found = found_or_404(incoming.document(document), "Dit document bestaat niet.")
    response = HttpResponse(thematic_docx(incoming.thematic_list(found)), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{get_valid_filename(f"lijst-{found.slug}.docx")}"'
    return response
