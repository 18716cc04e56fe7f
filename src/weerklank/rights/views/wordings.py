"""Wordings in the workspace: the list of all, and one kind beside the text of the UN with all its versions."""

from __future__ import annotations

from collections.abc import Callable
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
from weerklank.rights.actions import wording
from weerklank.rights.forms.editing import ReasonForm, WordingForm
from weerklank.rights.kinds import BY_SLUG, KINDS, Kind, kind_of
from weerklank.rights.lifecycle import TextState
from weerklank.rights.models import Recommendation, RecommendationText
from weerklank.rights.views.editing import address, one_limb
from weerklank.rights.views.pages import LIST, PER_PAGE, WORK, ask_one_thing, asked, press, refuse, typed
from weerklank.web.listing import Choice, Filter, Filters
from weerklank.web.spreadsheet import csv_file

_CSV = ("nummer", "document", "soort", "versie", "stand", "tekst", "met kinderen getoetst", "van", "nagelezen door", "gepubliceerd op")  # fmt: skip
_PRESSES: dict[str, tuple[Callable[..., object], str]] = {
    "aanbieden": (wording.submit_text, "Een collega kan de tekst nu nalezen."),
    "goedkeuren": (wording.approve_text, "Goedgekeurd. De tekst kan worden gepubliceerd."),
    "publiceren": (wording.publish_text, "Gepubliceerd. De vorige versie blijft staan als geschiedenis."),
    "getoetst": (wording.tried_with_children, "Er staat niet meer bij dat dit nog niet is getoetst."),
    "weggooien": (wording.discard_draft, "Het concept is weg."),
}
_REASONS: dict[str, tuple[Callable[..., object], str]] = {
    "terug": (wording.return_text, "Terug naar wie het schreef, met uw uitleg."),
    "weghalen": (wording.retire_text, "De tekst staat niet meer op de openbare bladzijde."),
}


# --- The list ----------------------------------------------------------------------------------------------------------


def _asked(request: HttpRequest) -> queries.AskedTexts:
    return queries.AskedTexts(*(asked(request, name) for name in ("q", "staat", "soort", "document", "let-op")))


def _filters(wanted: queries.AskedTexts) -> Filters:
    return Filters(
        (
            Filter("staat", "Stand", tuple(Choice(*one) for one in TextState.choices), wanted.state),
            Filter("soort", "Soort", tuple(Choice(one.slug, one.label) for one in KINDS), wanted.kind),
            Filter(
                "document",
                "Document",
                tuple(Choice(one.slug, one.symbol) for one in queries.documents()),
                wanted.document,
            ),
            Filter("let-op", "Let op", tuple(Choice(*one) for one in queries.TEXT_WATCHES), wanted.watch),
        ),
        query=wanted.search,
        query_label="Zoek op woorden, nummer of schrijver",
    )


@requires("rights.edit")
def texts(request: HttpRequest) -> HttpResponse:
    wanted = _asked(request)
    page = Paginator(queries.texts(wanted, request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(text, kind_of(text)) for text in page],
        "filters": _filters(wanted),
        "asked": request.GET.urlencode(),
        "crumbs": [WORK, LIST, {"label": "Teksten"}],
    }
    return render(request, "rights/texts.html", context)


@requires("rights.edit")
def texts_csv(request: HttpRequest) -> HttpResponse:
    rows = (
        (
            text.recommendation.number,
            text.recommendation.document.symbol,
            kind_of(text).label,
            text.version,
            text.get_state_display(),
            text.text,
            ("ja" if text.reviewed_by_children else "nee") if kind_of(text).for_children else "",
            text.author,
            text.approved_by.name if text.approved_by else "",
            text.published_on,
        )
        for text in queries.texts(_asked(request), request.user)
    )
    return csv_file("teksten", _CSV, rows)


# --- One kind beside the text of the UN --------------------------------------------------------------------------------


def _kind(slug: str) -> Kind:
    if slug not in BY_SLUG:
        raise Http404("Deze soort tekst bestaat niet.")
    return BY_SLUG[slug]


def _here(limb: Recommendation, kind: Kind) -> str:
    return f"{address(limb)}teksten/{kind.slug}/"


@requires("rights.edit")
def kind(request: HttpRequest, document: str, limb: str, kind: str) -> HttpResponse:
    found, wanted = one_limb(document, limb), _kind(kind)
    require("rights.edit", request.user, found)

    def do(said: dict[str, Any]) -> str:
        wording.write_text(recommendation_id=found.pk, kind=wanted, **said, by=request.user, now=timezone.now())
        return "Het concept is bewaard. Bied het aan als een collega het kan nalezen."

    return _kind_page(request, found, wanted, do=do)


def _kind_page(
    request: HttpRequest,
    limb: Recommendation,
    kind: Kind,
    *,
    do: Callable[[dict[str, Any]], str] = lambda said: "",
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    standing = next(one for one in queries.wordings(limb) if one.kind == kind)
    now = standing.latest
    initial = (
        {"text": now.text, "source_url": now.source_url, "reviewed_by_children": now.reviewed_by_children}
        if now
        else {}
    )
    if standing.open is None:
        # a new version has been read by no child yet
        initial.pop("reviewed_by_children", None)
    return ask_one_thing(
        request,
        WordingForm(None if reason_form else typed(request), kind=kind, initial=initial),
        do,
        template="rights/wording.html",
        crumbs=[WORK, LIST, {"label": f"{limb.document.symbol} {limb.number}", "href": address(limb)}],
        title=kind.label.capitalize(),
        button="Concept bewaren",
        back=_here(limb, kind),
        limb=limb,
        kind=kind,
        standing=standing,
        own=standing.open is not None and standing.open.written_by_id == request.user.pk,
        goes_along=bool(limb.text) and not queries.visible().filter(pk=limb.pk).exists(),
        history=[event for event in queries.history(limb) if kind.label in event.words],
        reason_form=reason_form or ReasonForm(prefix="reden"),
        status=422 if reason_form else 200,
    )


@requires("rights.edit")
@require_POST
def kind_deed(request: HttpRequest, document: str, limb: str, kind: str, pk: int, deed: str) -> HttpResponse:
    found, wanted = one_limb(document, limb), _kind(kind)
    require("rights.edit", request.user, found)
    if not RecommendationText.objects.filter(pk=pk, recommendation=found).exists():
        raise Http404("Deze tekst staat hier niet.")
    if deed in _PRESSES:
        act, said = _PRESSES[deed]
        press(request, lambda: act(text_id=pk, by=request.user, now=timezone.now()), said)
        return redirect(_here(found, wanted))
    if deed not in _REASONS:
        raise Http404("Dit kan hier niet.")
    return _with_reason(request, found, wanted, pk, deed)


def _with_reason(request: HttpRequest, limb: Recommendation, kind: Kind, pk: int, deed: str) -> HttpResponse:
    act, said = _REASONS[deed]
    form = ReasonForm(request.POST, prefix="reden")
    if form.is_valid():
        try:
            act(text_id=pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, said)
            return redirect(_here(limb, kind))
    return _kind_page(request, limb, kind, reason_form=form)
