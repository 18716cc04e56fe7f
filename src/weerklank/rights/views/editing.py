"""The editor's pages: the list of limbs, and one limb beside what was derived."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.moves import Refusal
from weerklank.rights import queries
from weerklank.rights.actions import claims, duties
from weerklank.rights.deeds import DEEDS
from weerklank.rights.models import Recommendation, StatementType
from weerklank.rights.views.pages import LIST, PER_PAGE, WORK, asked, press, refuse
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

_CSV = ("nummer", "document", "soort", "stand", "onderwerp", "tekst", "verantwoordelijk", "voorstellen", "adres")


def _asked(request: HttpRequest) -> queries.Asked:
    return queries.Asked(*(asked(request, name) for name in ("q", "document", "staat", "soort", "tekst", "let-op")))


def _filters(wanted: queries.Asked) -> Filters:
    states = tuple(Choice(value, label, count) for value, label, count in queries.states_with_counts())
    documents = tuple(Choice(one.slug, one.symbol, one.held) for one in queries.documents())
    types = tuple(Choice(value, str(label)) for value, label in StatementType.choices)
    texts = (Choice("ja", "tekst ingelezen"), Choice("nee", "nog geen tekst"))
    watches = tuple(Choice(value, label) for value, label in queries.WATCHES)
    return Filters(
        (
            Filter("document", "Document", documents, wanted.document),
            Filter("staat", "Stand", states, wanted.state),
            Filter("soort", "Soort", types, wanted.type),
            Filter("tekst", "Tekst", texts, wanted.text),
            Filter("let-op", "Let op", watches, wanted.watch),
        ),
        query=wanted.search,
        query_label="Zoek op nummer of woorden",
    )


@requires("rights.edit")
def worklist(request: HttpRequest) -> HttpResponse:
    wanted = _asked(request)
    page = Paginator(queries.worklist(wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filters": _filters(wanted),
        "total": Recommendation.objects.count(),
        "command": queries.IMPORT_COMMAND,
        "asked": request.GET.urlencode(),
        "crumbs": [WORK, {"label": "Aanbevelingen"}],
    }
    return render(request, "rights/worklist.html", context)


@requires("rights.edit")
def worklist_csv(request: HttpRequest) -> HttpResponse:
    rows = (
        (
            limb.number,
            limb.document.symbol,
            limb.get_statement_type_display(),
            limb.get_state_display(),
            limb.subject,
            limb.text,
            "; ".join(f"{duty.organisation} ({duty.get_state_display()})" for duty in limb.responsibilities.all()),
            limb.waiting_concepts + limb.waiting_territories + limb.waiting_themes,
            limb.get_absolute_url(),
        )
        for limb in queries.worklist(_asked(request)).prefetch_related("responsibilities__organisation")
    )
    return csv_file("aanbevelingen-werk", _CSV, rows)


@requires("rights.edit")
@require_POST
def suggest_themes(request: HttpRequest) -> HttpResponse:
    try:
        made = claims.suggest_all_themes(by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.info(request, refusal.sentence)
    else:
        messages.success(
            request, f"{made} {'thema' if made == 1 else 'thema’s'} voorgesteld. Bevestig of wijs af bij elk onderdeel."
        )
    return redirect(f"{queries.LIST}?let-op=voorgesteld")


# --- One limb ----------------------------------------------------------------------------------------------------------


def one_limb(document: str, limb: str) -> Recommendation:
    found = queries.find(document, limb)
    if found is None:
        raise Http404("Deze aanbeveling bestaat niet.")
    return found


def _limb_page(request: HttpRequest, limb: Recommendation, *, refused: Any = None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    work = queries.limb_work(limb)
    forms = {name.replace("-", "_"): deed.bind(limb, now, name=name) for name, deed in DEEDS.items()}
    if refused:
        forms[refused.prefix.replace("-", "_")] = refused
    context = {
        "work": work,
        "me": request.user.pk,
        "limb": limb,
        "forms": forms,
        "form": refused,
        "own": limb.checked_by_id == request.user.pk,
        "command": queries.IMPORT_COMMAND,
        "crumbs": [WORK, LIST, {"label": f"{limb.document.symbol} {limb.number}"}],
    }
    return render(request, "rights/limb.html", context, status=status)


@requires("rights.edit")
def limb(request: HttpRequest, document: str, limb: str) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)
    return _limb_page(request, found)


@requires("rights.edit")
def limb_deed(request: HttpRequest, document: str, limb: str, deed: str) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)
    if deed not in DEEDS:
        raise Http404("Dit kan hier niet.")
    if request.method != "POST":
        return redirect("rights-limb", document=document, limb=limb)
    form = DEEDS[deed].bind(found, timezone.now(), request.POST, deed)
    if form.is_valid():
        try:
            said = DEEDS[deed].do(found, request.user, timezone.now(), form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, said)
            return redirect("rights-limb", document=document, limb=limb)
    return _limb_page(request, one_limb(document, limb), refused=form, status=422)


@requires("rights.edit")
@require_POST
def limb_decide(request: HttpRequest, document: str, limb: str) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)
    move, _, claim = request.POST.get("do", "").partition(":")
    kind, _, pk = claim.partition("-")
    try:
        claims.decide(
            recommendation_id=found.pk,
            kind=kind,
            link_id=int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 16 else 0,
            move=move,
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Bewaard.")
    return redirect(f"{address(found)}#afgeleid")


@requires("rights.edit")
@require_POST
def limb_take_back(request: HttpRequest, document: str, limb: str, pk: int) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)

    def do() -> None:
        duties.take_back_responsible(
            recommendation_id=found.pk, responsibility_id=pk, by=request.user, now=timezone.now()
        )

    press(request, do, "Het voorstel is teruggenomen.")
    return redirect(f"{address(found)}#wie")


def address(limb: Recommendation) -> str:
    return f"{queries.LIST}{limb.document.slug}/{limb.slug}/"
